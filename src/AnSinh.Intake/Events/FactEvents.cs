using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.Changes;
using static AnSinh.Intake.Events.EventFields;

namespace AnSinh.Intake.Events;

/// <summary>
/// Any declared fact about a person or household: certificates, categories, pensions, school, work, training, pregnancy …
/// (<i lang="vi">dữ kiện</i>).
/// </summary>
internal static class FactEvents
{
    private const string Group = "du-kien";

    public static IReadOnlyList<EventKind> All { get; } =
    [
        new("fact", EventAct.Change, Group, new("Ghi một dữ kiện", "Record a fact"),
            new("Điều gì đúng từ một ngày: mức độ khuyết tật, diện người có công, lương hưu, hộ nghèo, đang học, việc làm…",
                "What is true from a day on: disability, merit, pension, poverty, school, work …"),
            [Person, KindOfFact, Value, From, To, Source],
            p => Add(p, p.Text("gia-tri")!)),
        new("fact_end", EventAct.Change, Group, new("Dữ kiện không còn đúng", "A fact ends"),
            new("Điều đã ghi hết đúng sau một ngày: khác với đính chính, vì trước ngày ấy vẫn đúng.",
                "What was recorded is true no longer after a day: not a correction, for it was true before."),
            [Row, new FormField("ngay", new("Ngày cuối cùng còn đúng", "Last day it was true"), FormFieldType.Day)
            {
                Required = true,
            }, Source],
            End),
    ];

    /// <summary>The person a household fact touches: any member of the day.</summary>
    public static long? Subject(EventPlanner p, FactKind kind, long person, DateOnly day) =>
        kind.Subject == FactSubject.Household ? p.Reading.HouseholdOn(person, day) : person;

    private static void Add(EventPlanner p, string value)
    {
        var (person, kind, from, to) =
            (p.Number("nguoi")!.Value, p.Register.Facts[p.Text("loai-du-kien")!], p.Day("tu-ngay")!.Value, p.Day("den-ngay"));
        if (kind.Name == "death_date")
        {
            p.Refuse("event.use-death", "Ngày mất được ghi bằng việc “Mất”, để thôi cư trú và thôi hưởng cùng lúc.", "loai-du-kien");
            return;
        }

        if (to < from)
        {
            p.Refuse("event.end-before-start",
                $"Đúng đến {Vietnamese.Date(to.Value)} trước khi bắt đầu {Vietnamese.Date(from)}.", "den-ngay");
            return;
        }

        if (Subject(p, kind, person, from) is not { } subject)
        {
            p.Refuse("event.no-household",
                $"{p.NameOf(person)} không thuộc hộ nào vào ngày {Vietnamese.Date(from)}, mà “{kind.Label.Vi}” là dữ kiện của hộ.",
                "nguoi");
            return;
        }

        p.Touch(person, from);
        if (kind.Type == FactType.Person && value != "0" && (!long.TryParse(value, out var other) || p.Reading.PersonOrNull(other) is null))
        {
            p.Refuse("event.bad-value", $"Không có người số “{value}” trong sổ.", "gia-tri");
            return;
        }

        p.Fact(kind.Name, subject, value, from, to);
    }

    private static void End(EventPlanner p)
    {
        var (table, rowId) = EventInput.RowOf(p.Text("dong"))!.Value;
        var day = p.Day("ngay")!.Value;
        if (p.Reading.RowOrNull(table, rowId) is not FactRow fact)
        {
            p.Refuse("event.not-a-fact", "Việc này chỉ dành cho dữ kiện; nơi ở và hộ thôi bằng “Chuyển đi”, “Chuyển nơi ở”.", "dong");
            return;
        }

        if (!fact.Valid.Contains(day))
        {
            p.Refuse("event.end-outside",
                $"Dòng này đúng {EventPlanner.Days(fact.Valid).Vi}; ngày {Vietnamese.Date(day)} nằm ngoài. "
                + "Nếu dòng sai từ đầu, hãy đính chính.", "ngay");
            return;
        }

        var kind = p.Register.Facts[fact.Kind];
        p.Take(
            set => set.End(DatedRows.Fact, rowId, day), Corrections.PersonOf(p, fact), day.AddDays(1),
            new LocalText($"{kind.Label.Vi}: {EventPlanner.ValueText(kind, fact.Value).Vi} hết đúng sau ngày {Vietnamese.Date(day)}",
                $"{kind.Label.In("en")}: {EventPlanner.ValueText(kind, fact.Value).In("en")} ends after {Vietnamese.Date(day)}"),
            kind.Sensitive);
    }
}
