using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Casework.LawChanges;

/// <summary>
/// What is asked when somebody writes in a draft of the law: a value, a programme from the template, a file. What is told with the deeds of
/// its case is declared by their procedure.
/// </summary>
public static class LawChangeForms
{
    /// <summary>Names of the fields of a file.</summary>
    public const string PathField = "tep", TextField = "chu";

    /// <summary>Names of the fields of a value.</summary>
    public const string ParameterField = "tham-so", FromField = "tu", ValueField = "muc", IssuedField = "ban-hanh",
        InForceField = "hieu-luc", InstrumentField = "van-ban", PlaceField = "cho", CheckedField = "da-doc", NoteField = "ghi-chu",
        DoubtField = "nghi-ngo";

    /// <summary>Names of the fields of an instrument that is new.</summary>
    public const string NewIdField = "vb-ma", NewNumberField = "vb-so", NewKindField = "vb-loai", NewTitleField = "vb-ten",
        NewIssuerField = "vb-co-quan", NewIssuedField = "vb-ban-hanh", NewInForceField = "vb-hieu-luc", NewCheckedField = "vb-da-doc";

    /// <summary>Names of the fields of a programme.</summary>
    public const string IdField = "ma", LevelField = "cap", NameField = "ten", EnglishField = "ten-en", FamilyField = "nhom";

    /// <summary>The choice that stands for an instrument that is not known yet.</summary>
    public const string NewInstrument = "new";

    // Shorter by a little than the longest draft of a form that is kept.
    private const int FileLimit = 280_000;
    private const int TitleLength = 60;

    /// <summary>The text of a file of the law.</summary>
    public static FormDefinition File { get; } = new("law_file", new("Ghi và kiểm tra", "Keep and check"),
        [new FormField(TextField, new("Nội dung tệp", "Text of the file"), FormFieldType.LongText) { Longest = FileLimit }]);

    /// <summary>Takes a file out of a draft.</summary>
    public static FormDefinition Drop { get; } = new("law_drop", new("Bỏ phần sửa tệp này", "Drop the changes of this file"), []);

    /// <summary>A new value of a parameter, and what it rests on.</summary>
    public static FormDefinition Value(Policy policy) => new("law_value", new("Thêm mức mới", "Add a value"),
        [.. Amount(policy), .. Citation(policy), .. New]);

    /// <summary>A new programme begun from the template.</summary>
    public static FormDefinition Programme(LawInForce law) => new(
        "law_programme", new("Chế độ mới từ mẫu", "New programme from the template"),
    [
        new FormField(IdField, new("Mã", "Id"), FormFieldType.Text)
        {
            Required = true,
            Hint = new("chữ thường không dấu, ví dụ ho_tro_tien_dien", "lower-case ASCII, as ho_tro_tien_dien"),
        },
        new FormField(LevelField, new("Cấp ban hành", "Level"), FormFieldType.Choice)
        {
            Required = true,
            Choices = [.. law.Files.Folders.Select(f => new FormChoice(
                f, law.Policy.Levels.FirstOrDefault(v => IsFolderOf(f, v.Code))?.Label ?? new(f)))],
        },
        new FormField(NameField, new("Tên chế độ", "Name in Vietnamese"), FormFieldType.Text) { Required = true },
        new FormField(EnglishField, new("Tên tiếng Anh", "Name in English"), FormFieldType.Text),
        new FormField(FromField, new("Áp dụng từ", "Applies from"), FormFieldType.Day) { Required = true },
        new FormField(FamilyField, new("Nhóm trong sổ phạm vi", "Family in the coverage register"), FormFieldType.Choice)
        {
            Required = true,
            Choices = [.. CoverageRegister.Read(law.Files, law.Policy).Families.Select(f => new FormChoice(f.Id, f.Label))],
        },
        new FormField(InstrumentField, new("Văn bản", "Instrument"), FormFieldType.Choice)
        {
            Required = true,
            Hint = new("văn bản mới thì thêm trước vào tệp văn bản", "a new instrument is first added to the file of instruments"),
            Choices = [.. Instruments(law.Policy)],
        },
    ]);

    /// <summary>True if a folder holds the law of a level, e.g. <c>vn-01-ha-noi</c> that of <c>vn-01</c>.</summary>
    public static bool IsFolderOf(string folder, string level) =>
        folder == level
        || (folder.StartsWith(level + "-", StringComparison.Ordinal) && folder.Length > level.Length + 1
            && !char.IsAsciiDigit(folder[level.Length + 1]));

    /// <summary>The file of a programme that is begun from the template.</summary>
    public static string ProgrammePath(FormValues told) => $"{told.Text(LevelField)}/programmes/{told.Text(IdField)}.yaml";

    /// <summary>The choice of a parameter: its name and the level whose values are meant.</summary>
    public static string ParameterChoice(string parameter, string level) => $"{parameter}@{level}";

    private static List<FormField> Amount(Policy policy) =>
    [
        new FormField(ParameterField, new("Tham số", "Parameter"), FormFieldType.Choice)
        {
            Required = true,
            Choices = [.. policy.Parameters.OrderBy(p => p.Label.Vi, StringComparer.Ordinal)
                .SelectMany(p => p.Values.GroupBy(v => v.Level).Select(g => ParameterOf(policy, p, g.Key, g.Last())))],
            Section = new("Mức", "Value"),
        },
        new FormField(FromField, new("Áp dụng vào tiền từ ngày", "Applies to money from"), FormFieldType.Day) { Required = true },
        new FormField(ValueField, new("Mức (số)", "Value (a number)"), FormFieldType.Text)
        {
            Required = true,
            Hint = new("hệ số viết với dấu phẩy: 1,5", "a coefficient has a comma: 1,5"),
        },
        new FormField(IssuedField, new("Ngày ban hành", "Issued"), FormFieldType.Day) { Hint = AsInstrument },
        new FormField(InForceField, new("Ngày hiệu lực", "In force"), FormFieldType.Day) { Hint = AsInstrument },
    ];

    private static List<FormField> Citation(Policy policy) =>
    [
        new FormField(InstrumentField, new("Văn bản", "Instrument"), FormFieldType.Choice)
        {
            Required = true,
            Choices = [new(NewInstrument, new("+ văn bản mới (ghi ở dưới)", "+ new instrument (write below)")), .. Instruments(policy)],
            Section = new("Căn cứ", "Citation"),
        },
        new FormField(PlaceField, new("Chỗ trong văn bản", "Place in it"), FormFieldType.Text)
        {
            Hint = new("Điều 4 khoản 2", "Điều 4 khoản 2, that is article 4 paragraph 2"),
        },
        new FormField(CheckedField, new("Đã đối chiếu với nguồn nào", "Checked against which source"), FormFieldType.Text)
        {
            Hint = new("trống: chưa đối chiếu, ghi dấu nghi ngờ", "empty: not checked, marked doubtful"),
        },
        new FormField(NoteField, new("Ghi chú", "Note"), FormFieldType.Text),
        new FormField(DoubtField, new("Các nguồn nói khác nhau (chưa chắc chắn)", "Sources differ (doubtful)"), FormFieldType.Check),
    ];

    /// <summary>What is asked of an instrument that is new.</summary>
    private static IReadOnlyList<FormField> New { get; } =
    [
        .. ((IReadOnlyList<FormField>)[
            new(NewIdField, new("Mã (không dấu)", "Id (ASCII)"), FormFieldType.Text)
            {
                Required = true,
                Hint = new("ND-12-2027", "ND-12-2027"),
                Section = new("Văn bản mới", "New instrument"),
            },
            new(NewNumberField, new("Số", "Number"), FormFieldType.Text) { Required = true, Hint = new("12/2027/NĐ-CP", "12/2027/NĐ-CP") },
            new(NewKindField, new("Loại", "Kind"), FormFieldType.Text) { Required = true, Hint = new("Nghị định", "Nghị định") },
            new(NewTitleField, new("Trích yếu", "Title"), FormFieldType.Text) { Required = true },
            new(NewIssuerField, new("Cơ quan ban hành", "Issuer"), FormFieldType.Text) { Hint = new("Chính phủ", "Chính phủ") },
            new(NewIssuedField, new("Ban hành", "Issued"), FormFieldType.Day) { Required = true },
            new(NewInForceField, new("Hiệu lực", "In force"), FormFieldType.Day),
            new(NewCheckedField, new("Đã đọc ở đâu", "Read where"), FormFieldType.Text)
            {
                Hint = new("trống: chưa đọc", "empty: not read"),
            },
        ]).Select(f => f with { When = new(InstrumentField, NewInstrument) }),
    ];

    private static LocalText AsInstrument => new("ngày/tháng/năm; trống: theo văn bản", "day/month/year; empty: as the instrument");

    private static FormChoice ParameterOf(Policy policy, Parameter parameter, string level, DatedValue last)
    {
        var (place, value) = (policy.Levels.First(v => v.Code == level).Label, parameter.Display(last.Value));
        return new(ParameterChoice(parameter.Name, level), new(
            $"{parameter.Label.Vi} · {place.Vi} · mức cuối {value} từ {Vietnamese.Date(last.From)}",
            $"{parameter.Label.In("en")} · {place.In("en")} · last value {value} from {Vietnamese.Date(last.From)}"));
    }

    private static IEnumerable<FormChoice> Instruments(Policy policy) =>
        policy.Instruments.OrderByDescending(i => i.Issued ?? DateOnly.MinValue).Select(i => new FormChoice(i.Id, new(
            $"{i.ShortName} · {(i.Title.Vi.Length > TitleLength ? i.Title.Vi[..TitleLength].TrimEnd() + "…" : i.Title.Vi)}")));
}
