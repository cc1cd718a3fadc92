using AnSinh.Basics.Forms;

namespace AnSinh.Intake.Borders;

/// <summary>What is asked before units are reorganised (<i lang="vi">sắp xếp đơn vị hành chính</i>) and households assigned.</summary>
public static class BorderForms
{
    /// <summary>Names of the fields.</summary>
    public const string FileField = "tep", TextField = "noi-dung", NameField = "ten-tep", MapField = "ban-do-so", ToField = "ve",
        SourceField = "nguon";

    private const int TextLimit = 250_000;

    /// <summary>A reorganisation as a file, or pasted.</summary>
    public static FormDefinition Look { get; } = new("reorganise_look", new("Kiểm tra và xem trước", "Check and preview"),
    [
        new FormField(FileField, new("Tệp CSV (UTF-8)", "CSV file (UTF-8)"), FormFieldType.File)
        {
            Choices = [new(".csv", new(".csv")), new("text/csv", new("text/csv"))],
        },
        Text with { Label = new("Hoặc dán nội dung CSV", "Or paste the CSV text") },
    ]);

    /// <summary>The text of one that was looked at, to be mended.</summary>
    public static FormDefinition Mend { get; } = new("reorganise_mend", new("Kiểm tra lại", "Check again"), [Text]);

    /// <summary>Applies what was looked at.</summary>
    public static FormDefinition Apply { get; } = new("reorganise_apply", new("Áp dụng", "Apply"), []);

    /// <summary>Assigns households of a split commune to one of its parts (<i lang="vi">phân hộ</i>).</summary>
    public static FormDefinition Assign(SplitUnit split) => new("assign", new("Phân hộ", "Assign households"),
    [
        new FormField(ToField, new("Về đơn vị", "To"), FormFieldType.Choice)
        {
            Required = true,
            Choices = [.. split.To.Select(u => new FormChoice(u.Key, new(u.FullName)))],
        },
        new FormField(SourceField, new("Căn cứ", "Basis"), FormFieldType.Text)
        {
            Required = true,
            Hint = new("biên bản bàn giao, quyết định…", "minutes, decision…"),
        },
    ]);

    private static FormField Text => new(TextField, new("Nội dung CSV", "CSV text"), FormFieldType.LongText)
    {
        Longest = TextLimit,
        Hint = new(Columns, Columns),
    };

    private const string Columns =
        "event,effective_date,instrument,from_code,from_name,to_code,to_name,to_kind,to_parent_code,extent,hamlets";
}
