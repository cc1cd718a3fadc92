using AnSinh.Basics.Forms;
using AnSinh.Host.Web;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Rules;

/// <summary>Procedures and forms in words.</summary>
internal static class ProcedureWords
{
    /// <summary>The days on which requests are received under a version.</summary>
    public static string Days(Language l, ProcedureVersion version) => version.To is { } to
        ? $"{l.Date(version.From)} – {l.Date(to)}"
        : l.T($"từ {l.Date(version.From)}", $"from {l.Date(version.From)}");

    /// <summary>Days without a version.</summary>
    public static string Gap(Language l, ProcedureGap gap) => gap switch
    {
        { From: null } => l.T($"chưa có quy định cho ngày nhận trước {l.Date(gap.To!.Value.AddDays(1))}",
            $"no rule is known for requests received before {l.Date(gap.To.Value.AddDays(1))}"),
        { To: null } => l.T($"chưa có quy định cho ngày nhận từ {l.Date(gap.From)} trở đi",
            $"no rule is known for requests received from {l.Date(gap.From)} on"),
        _ => l.T($"chưa có quy định cho ngày nhận từ {l.Date(gap.From)} đến {l.Date(gap.To)}",
            $"no rule is known for requests received from {l.Date(gap.From)} to {l.Date(gap.To)}"),
    };

    /// <summary>A number of days, counted one way or the other.</summary>
    public static string Days(Language l, int days, bool working) => working
        ? l.T($"{days} ngày làm việc", $"{days} working day{Plural(days)}")
        : l.T($"{days} ngày liền", $"{days} calendar day{Plural(days)}");

    /// <summary>The time of all terms one after the other, working days and days of the calendar apart.</summary>
    public static string Total(Language l, IReadOnlyList<ProcedureTerm> terms) => string.Join(l.T(" và ", " and "), terms
        .GroupBy(t => t.Working).OrderByDescending(g => g.Key).Select(g => Days(l, g.Sum(t => t.Days), g.Key)));

    /// <summary>The mark of a step on the page.</summary>
    public static string Anchor(ProcedureStep step) => "buoc-" + step.Id;

    /// <summary>What a field holds.</summary>
    public static string Type(Language l, FormField field) => field.Type switch
    {
        FormFieldType.Text => l.T($"một dòng chữ, tới {field.Limit} ký tự", $"a line of text, up to {field.Limit} characters"),
        FormFieldType.LongText => l.T($"đoạn văn, tới {l.Number(field.Limit)} ký tự", $"text, up to {l.Number(field.Limit)} characters"),
        FormFieldType.Day => l.T("ngày", "a day"),
        FormFieldType.Month => l.T("tháng", "a month"),
        FormFieldType.Dong => l.T("số tiền, đồng", "an amount, đồng"),
        FormFieldType.Whole => l.T("số đếm", "a whole number"),
        FormFieldType.YesNo => l.T("có, không hoặc chưa rõ", "yes, no or not known"),
        _ => l.T("chọn một mục", "one of the choices"),
    };

    /// <summary>When a field is asked, or null if everywhere.</summary>
    public static string? Condition(Language l, IReadOnlyList<FormField> fields, FormField field)
    {
        if (field.When is not { } when)
        {
            return null;
        }

        var other = fields.First(f => f.Name == when.Field);
        var value = other.Choices.FirstOrDefault(c => c.Id == when.Is) is { } choice ? l.T(choice.Label)
            : when.Is == "yes" ? l.T("có", "yes") : l.T("không", "no");
        return l.T($"khi “{other.Label.Vi}” là “{value}”", $"where “{l.T(other.Label)}” is “{value}”");
    }

    private static string Plural(int days) => days == 1 ? "" : "s";
}
