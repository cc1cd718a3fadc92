using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using static AnSinh.Intake.Events.EventFields;

namespace AnSinh.Intake.Events;

/// <summary>Imprisonment and release, absence and return (<i lang="vi">hoàn cảnh</i>).</summary>
internal static class CircumstanceEvents
{
    private const string Group = "hoan-canh";

    public static IReadOnlyList<EventKind> All { get; } =
    [
        new("imprisonment", EventAct.Change, Group, new("Tạm giam, chấp hành án phạt tù", "Imprisonment"),
            new("Ghi ngày bắt đầu; chế độ nào thôi hoặc tạm dừng là do luật nói, xem trước khi ghi.",
                "Records the first day; which benefits stop or pause is the law's word, shown before saving."),
            [Person,
                new FormField("hinh-thuc", new("Hình thức", "Kind"), FormFieldType.Choice)
                {
                    Required = true,
                    Choices =
                    [
                        new("serving_since", new("chấp hành án phạt tù ở trại giam", "serving a sentence")),
                        new("remand_since", new("bị tạm giam", "on remand")),
                    ],
                },
                On("Từ ngày", "From"), Source],
            p => p.Fact(p.Text("hinh-thuc")!, p.Number("nguoi")!.Value, Text(p), p.Day("ngay")!.Value)),
        new("release", EventAct.Change, Group, new("Ra trại, hết tạm giam", "Release"),
            new("Từ ngày này không còn bị giam.", "From this day no longer held."),
            [Person, On("Từ ngày", "From"), Source],
            p => Over(p, "release", "Sổ không ghi người này đang bị giam vào ngày ấy.", "serving_since", "remand_since")),
        new("absence", EventAct.Change, Group, new("Tòa án tuyên bố mất tích", "Declared missing"),
            new("Ghi ngày quyết định của tòa án; vợ hoặc chồng được ghi theo.",
                "Records the day of the court's decision; the spouse is recorded along."),
            [Person, On("Ngày tuyên bố", "Day declared"),
                new FormField("vo-chong", new("Vợ hoặc chồng", "Spouse"), FormFieldType.Person), Source],
            p =>
            {
                p.Fact("declared_missing_on", p.Number("nguoi")!.Value, Text(p), p.Day("ngay")!.Value);
                if (p.Number("vo-chong") is { } spouse)
                {
                    p.Fact("marital_status", spouse, "spouse_missing", p.Day("ngay")!.Value);
                }
            }),
        new("return", EventAct.Change, Group, new("Trở về sau mất tích", "Return of a missing person"),
            new("Hủy bỏ tuyên bố mất tích từ ngày quyết định.", "The declaration is lifted from the day of the decision."),
            [Person, On("Từ ngày", "From"), Source],
            p => Over(p, "return", "Sổ không ghi người này bị tuyên bố mất tích vào ngày ấy.", "declared_missing_on")),
    ];

    private static string Text(EventPlanner p) => p.Day("ngay")!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What was so since a day is so no longer.</summary>
    private static void Over(EventPlanner p, string code, string none, params string[] kinds)
    {
        var (person, day) = (p.Number("nguoi")!.Value, p.Day("ngay")!.Value);
        var held =
            kinds.Where(
                k => p.Reading.ValueOn(k, person, day) is { } value and not ("never" or FactKind.UnknownText)
                    && string.CompareOrdinal(value, Text(p)) <= 0).ToList();
        if (held.Count == 0)
        {
            p.Refuse("event." + code, none, "nguoi");
        }

        foreach (var kind in held)
        {
            p.Fact(kind, person, "never", day);
        }
    }
}
