using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Intake.Lists.Mapping;

namespace AnSinh.Intake.Lists;

/// <summary>A column whose words need a meaning.</summary>
/// <param name="Column">The column.</param>
/// <param name="Words">Words found in it.</param>
/// <param name="Kind">The kind of fact it holds.</param>
public sealed record ListWordsOf(ListColumn Column, IReadOnlyList<string> Words, FactKind Kind);

/// <summary>
/// What is asked about a list from Excel (<i lang="vi">danh sách</i>): the file, what its columns hold, what is left out.
/// </summary>
public static class ListForms
{
    /// <summary>Names of the fields.</summary>
    public const string FileField = "tep", SourceField = "nguon", FromField = "tu-ngay", UnitField = "xa", PivotField = "nam-hai-so",
        NewPeopleField = "nguoi-moi", LeaveOutField = "bo-lai";

    /// <summary>People not in the register are added, or their rows refused.</summary>
    public const string Add = "them", Refuse = "tu-choi";

    private static readonly string[] Endings = [".xlsx", ".csv", ".txt", ".tsv"];

    /// <summary>Sends a list: a file that can be read as a table.</summary>
    public static FormDefinition Send { get; } = new("list_send", new("Gửi danh sách", "Send a list"),
        [File(FileField, "Tệp .xlsx hoặc .csv", "An .xlsx or .csv file", required: true)]);

    /// <summary>Writes a list: all its rows, or those that are right.</summary>
    public static FormDefinition Write(int open) => new("list_write", new("Ghi vào sổ", "Write to the register"), open == 0 ? []
        : [new FormField(LeaveOutField, new(
            $"Bỏ lại {open} hàng sai hoặc phải chọn, ghi các hàng còn lại",
            $"Leave out {open} rows that are wrong or to choose, write the others"), FormFieldType.Check)]);

    /// <summary>A field for a file that can be read as a table.</summary>
    public static FormField File(string name, string vi, string en, bool required) => new(name, new(vi, en), FormFieldType.File)
    {
        Required = required,
        Choices = [.. Endings.Select(ending => new FormChoice(ending, new(ending)))],
    };

    /// <summary>What each column holds, what words mean, and what is so for the whole list.</summary>
    public static FormDefinition Columns(ListHeader header, FactVocabulary facts, IEnumerable<ListWordsOf> words)
    {
        List<FormChoice> targets = [.. Targets.All.Select(t => new FormChoice(t.Target, t.Label)), .. Facts(facts)];
        return new FormDefinition("list_columns", new("Các cột của danh sách", "Columns of the list"),
        [
            .. header.Columns.Select(c => new FormField(
                ColumnField(c), new($"Cột {c.Letter} là", $"Column {c.Letter} holds"), FormFieldType.Choice)
            {
                Required = true,
                Choices = targets,
            }),
            .. words.SelectMany(w => w.Words.Select(word => new FormField(
                WordField(w.Column, word), new($"“{word}” nghĩa là", $"“{word}” means"), FormFieldType.Choice)
            {
                Choices = [.. w.Kind.Codes.Select(c => new FormChoice(c, w.Kind.CodeLabels.GetValueOrDefault(c) ?? new LocalText(c)))],
            })),
            .. Whole,
        ]);
    }

    /// <summary>Fields about the whole list.</summary>
    public static IReadOnlyList<FormField> Whole { get; } =
    [
        new(SourceField, new("Nguồn (thành nguồn của mọi dòng được ghi)", "Source (of every row written)"), FormFieldType.Text)
        {
            Required = true,
        },
        new(FromField, new("Dữ kiện đúng từ ngày (nếu không có cột)", "Facts hold from (if no column says)"), FormFieldType.Day),
        new(UnitField, new("Xã, nếu không có cột (tên hoặc mã)", "Commune, if no column says (name or code)"), FormFieldType.Text),
        new(PivotField, new("Năm hai chữ số: đến số này là 20xx", "Two-digit years up to this are 20xx"), FormFieldType.Whole)
        {
            Required = true,
            Longest = 2,
            Hint = new("từ 0 đến 99", "0 to 99"),
        },
        new(NewPeopleField, new("Người chưa có trong sổ", "People not in the register"), FormFieldType.Choice)
        {
            Required = true,
            Choices = [new(Add, new("Thêm vào sổ", "Add them")), new(Refuse, new("Báo sai", "Refuse the row"))],
        },
    ];

    /// <summary>The field that says what a column holds.</summary>
    public static string ColumnField(ListColumn column) => string.Create(CultureInfo.InvariantCulture, $"cot-{column.Index}");

    /// <summary>The field that says what a word of a column means: by the word, not by its place, which another map may move.</summary>
    public static string WordField(ListColumn column, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"gt-{column.Index}-{HeaderWords.Plain(word).Replace(' ', '_')}");

    private static IEnumerable<FormChoice> Facts(FactVocabulary facts) => facts.All
        .Where(k => !k.Intrinsic && k.Subject != FactSubject.Unit)
        .OrderBy(k => k.Label.Vi, StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true))
        .Select(k => new FormChoice(Targets.FactPrefix + k.Name, new($"Dữ kiện: {k.Label.Vi}", $"Fact: {k.Label.In("en")}")));
}
