using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Mapping;

/// <summary>The words over columns by which lists of this country are known, and what each column then holds.</summary>
public static class HeaderWords
{
    private static readonly (string Target, string[] Phrases)[] Words =
    [
        (Targets.Ignore, ["stt", "tt", "so tt", "so thu tu", "ky nhan", "ky ten", "chu ky"]),
        (Targets.Name,
            ["ho va ten", "ho ten", "ho va ten doi tuong", "ten doi tuong", "ho ten nguoi huong", "ho va ten nguoi huong",
                "ten nguoi huong", "ho va ten thanh vien", "name", "full name"]),
        (Targets.Surname, ["ho dem", "ho va dem", "ho lot", "ho va ten dem", "ho"]),
        (Targets.GivenName, ["ten"]),
        (Targets.Number,
            ["so dinh danh", "so dinh danh ca nhan", "ma dinh danh", "cccd", "so cccd", "can cuoc", "can cuoc cong dan",
                "so can cuoc", "cmnd", "so cmnd", "cmt", "so cmt", "cmnd cccd", "cccd cmnd", "so cmnd cccd", "so cccd cmnd",
                "cmtnd", "so giay to", "id number"]),
        (Targets.Birth, ["ngay sinh", "nam sinh", "ngay thang nam sinh", "sinh ngay", "ngay thang sinh", "sinh nam", "ntns", "birth date"]),
        (Targets.Sex, ["gioi tinh", "phai", "gt", "nam nu", "sex"]),
        (Targets.Male, ["nam"]),
        (Targets.Female, ["nu"]),
        (Targets.PersonId, ["ma nguoi", "so trong so", "so nguoi trong so"]),
        (Targets.HouseholdNumber, ["so ho", "ma ho", "so ho khau", "so so ho khau", "ma so ho", "ma ho gia dinh"]),
        (Targets.Role, ["quan he", "quan he voi chu ho", "qh voi chu ho", "quan he chu ho"]),
        (Targets.Hamlet, ["thon", "xom", "to dan pho", "thon xom", "thon to dan pho", "cum", "khu"]),
        (Targets.Unit, ["xa", "phuong", "xa phuong", "xa phuong thi tran", "xa thi tran", "ma xa", "ten xa", "don vi"]),
        (Targets.From,
            ["tu ngay", "ngay huong", "huong tu ngay", "huong tu thang", "tu thang", "thoi diem huong", "ngay bat dau", "hieu luc tu"]),
        (Targets.Until, ["den ngay", "den thang", "ngay ket thuc", "huong den ngay"]),
        (Targets.Note, ["ghi chu", "luu y", "note"]),
    ];

    private static readonly Dictionary<string, string> ByPhrase = Words.SelectMany(w => w.Phrases.Select(p => (p, w.Target)))
        .ToDictionary(x => x.p, x => x.Target, StringComparer.Ordinal);
    private static readonly HashSet<string> Parts = new(
        ["nam", "nu", "so", "ngay cap", "noi cap", "ngay", "thang", "ten", "ho dem", "tu ngay", "den ngay", "thon", "xa"],
        StringComparer.Ordinal);

    /// <summary>What a column under these words holds, or null if nobody can say.</summary>
    public static string? TargetOf(string label)
    {
        if (label.Split(" / ") is [var upper, .., var lower])
        {
            var (over, under) = (TargetOf(upper), TargetOf(lower));
            return over == Targets.Birth && under == Targets.Male ? Targets.BirthMale
                : over == Targets.Birth && under == Targets.Female ? Targets.BirthFemale
                : over == Targets.Number && Plain(lower) is "ngay cap" or "noi cap" ? null
                : under ?? over;
        }

        return ByPhrase.GetValueOrDefault(Plain(label));
    }

    /// <summary>
    /// The kind of fact under these words: the whole of its label, or its name. Null if none: the first words of a label are those of many
    /// other things (“số tiền”, “mức hưởng”).
    /// </summary>
    public static FactKind? KindOf(string label, FactVocabulary facts)
    {
        var words = label.Split(" / ")[^1];
        var (plain, whole) = (Plain(words), Whole(words));
        return plain.Length < 3 ? null
            : facts.All.Where(k => !k.Intrinsic && k.Subject != FactSubject.Unit)
                .FirstOrDefault(
                    k => Whole(k.Label.Vi) == whole || (plain == whole && Plain(k.Label.Vi) == plain) || k.Name == label.Trim());
    }

    /// <summary>The words without accents, marks and remarks in brackets.</summary>
    public static string Plain(string label)
    {
        var text = label.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket ? label[..bracket] : label;
        return string.Join(' ',
            string.Concat(VietnameseText.Fold(text).Select(c => char.IsLetterOrDigit(c) ? c : ' '))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // With what stands in brackets: a rate in percent is not one in đồng.
    private static string Whole(string label) =>
        string.Join(' ',
            string.Concat(VietnameseText.Fold(label).Select(c => char.IsLetterOrDigit(c) || c == '%' ? c : ' '))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    internal static bool IsPart(string text) => Parts.Contains(Plain(text));
}

/// <summary>What the columns of a list can be about; <c>fact:</c> and a kind's name for every declared kind of fact.</summary>
public static class Targets
{
    /// <summary>Not read.</summary>
    public const string Ignore = "ignore";

    /// <summary>Full name.</summary>
    public const string Name = "name";

    /// <summary>Family and middle names, where the given name has a column of its own.</summary>
    public const string Surname = "surname";

    /// <summary>Given name.</summary>
    public const string GivenName = "given_name";

    /// <summary>Identity number.</summary>
    public const string Number = "number";

    /// <summary>Birth date.</summary>
    public const string Birth = "birth";

    /// <summary>Birth date of men, empty for women.</summary>
    public const string BirthMale = "birth_male";

    /// <summary>Birth date of women, empty for men.</summary>
    public const string BirthFemale = "birth_female";

    /// <summary>Sex in words.</summary>
    public const string Sex = "sex";

    /// <summary>A mark for men.</summary>
    public const string Male = "male";

    /// <summary>A mark for women.</summary>
    public const string Female = "female";

    /// <summary>Number of the person in the register, as its own exports write it.</summary>
    public const string PersonId = "person_id";

    /// <summary>Number of the household in the book of the commune.</summary>
    public const string HouseholdNumber = "household_number";

    /// <summary>Relation to the head of the household.</summary>
    public const string Role = "role";

    /// <summary>Hamlet of the household.</summary>
    public const string Hamlet = "hamlet";

    /// <summary>Commune of the home, by code or name.</summary>
    public const string Unit = "unit";

    /// <summary>First day the facts of the row hold.</summary>
    public const string From = "from";

    /// <summary>Last day the facts of the row hold.</summary>
    public const string Until = "until";

    /// <summary>Remarks, read for what they say of life and death.</summary>
    public const string Note = "note";

    /// <summary>What stands before the name of a kind of fact.</summary>
    public const string FactPrefix = "fact:";

    /// <summary>All but those of facts, in the order a form offers them.</summary>
    public static IReadOnlyList<(string Target, LocalText Label)> All { get; } =
    [
        (Name, new LocalText("Họ và tên", "Full name")),
        (Surname, new LocalText("Họ và tên đệm", "Family and middle names")),
        (GivenName, new LocalText("Tên", "Given name")),
        (Number, new LocalText("Số định danh, CCCD, CMND", "Identity number")),
        (Birth, new LocalText("Ngày sinh", "Birth date")),
        (BirthMale, new LocalText("Ngày sinh (cột Nam)", "Birth date (men)")),
        (BirthFemale, new LocalText("Ngày sinh (cột Nữ)", "Birth date (women)")),
        (Sex, new LocalText("Giới tính", "Sex")),
        (Male, new LocalText("Dấu ở cột Nam", "Mark for men")),
        (Female, new LocalText("Dấu ở cột Nữ", "Mark for women")),
        (PersonId, new LocalText("Số người trong sổ", "Number in the register")),
        (HouseholdNumber, new LocalText("Số hộ", "Household number")),
        (Role, new LocalText("Quan hệ với chủ hộ", "Relation to the head")),
        (Hamlet, new LocalText("Thôn", "Hamlet")),
        (Unit, new LocalText("Xã (tên hoặc mã)", "Commune")),
        (From, new LocalText("Từ ngày", "From")),
        (Until, new LocalText("Đến ngày", "Until")),
        (Note, new LocalText("Ghi chú", "Remarks")),
        (Ignore, new LocalText("Không dùng", "Not used")),
    ];
}
