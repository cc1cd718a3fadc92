namespace AnSinh.Basics;

/// <summary>What a fact is about.</summary>
public enum FactSubject
{
    /// <summary>One person.</summary>
    Person,

    /// <summary>A household; expressions read it as <c>household.name</c>.</summary>
    Household,

    /// <summary>An administrative unit.</summary>
    Unit,
}

/// <summary>What a fact's value is made of.</summary>
public enum FactType
{
    /// <summary>Yes or no: <c>1</c> or <c>0</c> in a column, <c>yes</c>/<c>no</c> in text.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Whole đồng.</summary>
    Dong,

    /// <summary>A day; its day number in a column, <c>yyyy-MM-dd</c> or <c>never</c> in text.</summary>
    Date,

    /// <summary>One of a closed list; its position in a column.</summary>
    Code,

    /// <summary>A person of the register, by number; 0 is nobody.</summary>
    Person,
}

/// <summary>A kind of fact (<i lang="vi">loại dữ kiện</i>) as declared in policy/*/facts.yaml.</summary>
/// <param name="Name">Name in expressions, <c>snake_case</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Type">What its value is made of.</param>
/// <param name="Codes">Allowed codes, if <see cref="FactType.Code"/>.</param>
/// <param name="WhenAbsent">The value no record stands for, as text; null if silence means <em>unknown</em>.</param>
/// <param name="Sensitive">Health, HIV and the like: shown only for a purpose.</param>
/// <param name="Label">Name for people.</param>
/// <param name="CodeLabels">Names of the codes for people.</param>
/// <param name="Intrinsic">Held by the register itself (birth date, sex, residence), not in the fact table.</param>
public sealed record FactKind(
    string Name,
    FactSubject Subject,
    FactType Type,
    IReadOnlyList<string> Codes,
    string? WhenAbsent,
    bool Sensitive,
    LocalText Label,
    IReadOnlyDictionary<string, LocalText> CodeLabels,
    bool Intrinsic)
{
    /// <summary>The mark of <em>unknown</em> in a column.</summary>
    public const long Unknown = long.MinValue;

    /// <summary>The text that records "we do not know" on purpose.</summary>
    public const string UnknownText = "unknown";

    /// <summary>Largest number of a fact, either way: larger ones are slips of the finger, and products of them fit nowhere.</summary>
    public const long NumberLimit = 1_000_000_000_000;

    private static readonly long Never = DateOnly.MaxValue.DayNumber;

    /// <summary>The least value that can be true (<c>min</c>), as a column value; null if the kind has no range.</summary>
    public long? Least { get; init; }

    /// <summary>The greatest value that can be true (<c>max</c>), as a column value; null if the kind has no range.</summary>
    public long? Most { get; init; }

    /// <summary>The column value of a missing record.</summary>
    public long Absent =>
        WhenAbsent is null ? Unknown
        : Encode(WhenAbsent) ?? throw new InvalidOperationException($"{Name}: '{WhenAbsent}' is no value of this kind.");

    /// <summary>The column value of a text, or null if the text is not a value of this kind. <c>unknown</c> is always a value.</summary>
    public long? Encode(string text) => text == UnknownText ? Unknown : Type switch
    {
        FactType.Bool => text switch { "yes" => 1, "no" => 0, _ => null },
        FactType.Whole or FactType.Dong
            or FactType.Person =>
            long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture,
                out var number)
            && number is >= -NumberLimit and <= NumberLimit ? number : null,
        FactType.Date => text == "never" ? Never : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day.DayNumber : null,
        FactType.Code => IndexOf(text) is >= 0 and var index ? index : null,
        _ => throw new InvalidOperationException($"No such type: {Type}."),
    };

    /// <summary>
    /// Why a text cannot be recorded as a value of this kind, in Vietnamese; null if it can. Rows recorded before a range was declared stay
    /// readable by <see cref="Encode"/>: the range is asked whenever something is written.
    /// </summary>
    public string? WhyNot(string text)
    {
        var shown = Sensitive ? "Giá trị đã khai" : $"“{text}”";
        return Encode(text) switch
        {
            null => $"{shown} không phải giá trị của “{Label.Vi}” (có: {Allowed}).",
            Unknown => null,
            var value when Type == FactType.Date && value == Never => null,
            var value when value < Least || value > Most => $"{shown} ngoài khoảng có thể có của “{Label.Vi}”: {Allowed}.",
            _ => null,
        };
    }

    /// <summary>The values there can be, in words.</summary>
    public string Allowed => Type switch
    {
        FactType.Bool => "yes, no",
        FactType.Code => string.Join(", ", Codes),
        _ when Least is { } least && Most is { } most => $"từ {Decode(least)} đến {Decode(most)}",
        FactType.Date => "yyyy-MM-dd, never",
        _ => "số nguyên",
    };

    /// <summary>The text of a column value; the inverse of <see cref="Encode"/>.</summary>
    public string Decode(long value) => value == Unknown ? UnknownText : Type switch
    {
        FactType.Bool => value == 0 ? "no" : "yes",
        FactType.Date => value == Never ? "never"
            : DateOnly.FromDayNumber((int)value).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        FactType.Code => Codes[(int)value],
        _ => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private int IndexOf(string code)
    {
        for (var i = 0; i < Codes.Count; i++)
        {
            if (Codes[i] == code)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>All declared kinds of facts; the one place where Register and Rulebook meet by name.</summary>
public sealed class FactVocabulary
{
    private readonly Dictionary<string, FactKind> _kinds;

    /// <summary>A vocabulary of these kinds; two of one name are a bug of the reader that let them through.</summary>
    public FactVocabulary(IEnumerable<FactKind> kinds) => _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>All kinds, in the order of declaration.</summary>
    public IReadOnlyCollection<FactKind> All => _kinds.Values;

    /// <summary>The kind of that name, or null.</summary>
    public FactKind? FindOrNull(string name) => _kinds.GetValueOrDefault(name);

    /// <summary>The kind of that name; an undeclared name is a bug here (input is checked with <see cref="FindOrNull"/>).</summary>
    public FactKind this[string name] =>
        _kinds.TryGetValue(name, out var kind) ? kind : throw new KeyNotFoundException($"No fact kind '{name}' is declared in policy/.");
}
