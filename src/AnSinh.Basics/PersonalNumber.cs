namespace AnSinh.Basics;

/// <summary>Recorded sex (<i lang="vi">giới tính</i>).</summary>
public enum Sex
{
    /// <summary>Not recorded.</summary>
    Unknown,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Female.</summary>
    Female,
}

/// <summary>
/// The 12-digit personal number (<i lang="vi">số định danh cá nhân</i>): province of birth (3), century and sex (1),
/// two digits of the birth year, six serial digits. Structure: Decree 137/2015, article 13.
/// </summary>
public readonly record struct PersonalNumber
{
    /// <summary>Province code that no province has: synthetic people carry it, so that no number here can be a real person's.</summary>
    public const string SyntheticProvince = "999";

    private PersonalNumber(string digits) => Digits = digits;

    /// <summary>The twelve digits.</summary>
    public string Digits { get; }

    /// <summary>Code of the province where the birth was registered.</summary>
    public string Province => Digits[..3];

    /// <summary>Birth year told by the century digit and the two year digits.</summary>
    public int BirthYear => 1900 + (CenturySex / 2 * 100) + (((Digits[4] - '0') * 10) + Digits[5] - '0');

    /// <summary>Sex told by the century digit: even male, odd female.</summary>
    public Sex Sex => CenturySex % 2 == 0 ? Sex.Male : Sex.Female;

    private int CenturySex => Digits[3] - '0';

    /// <summary>Builds a number from its parts; <paramref name="serial"/> is 0–999999, the year 1900–2399.</summary>
    public static PersonalNumber Create(string province, Sex sex, int birthYear, int serial)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(province.Length, 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(birthYear, 1900);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(birthYear, 2399);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)serial, 999_999u);
        var century = ((birthYear - 1900) / 100 * 2) + (sex == Sex.Female ? 1 : 0);
        return new PersonalNumber(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{province}{century}{birthYear % 100:00}{serial:000000}"));
    }

    /// <summary>Reads twelve digits, spaces allowed between them. False for anything else.</summary>
    public static bool TryParse(string? text, out PersonalNumber number)
    {
        number = default;
        var digits = text?.Replace(" ", "", StringComparison.Ordinal);
        if (digits is not { Length: 12 } || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        number = new PersonalNumber(digits);
        return true;
    }

    /// <summary>True if the number agrees with a sex and birth year; an unknown sex or year agrees with all.</summary>
    public bool AgreesWith(Sex sex, int? birthYear) => (sex == Sex.Unknown || sex == Sex) && (birthYear is null || birthYear == BirthYear);

    /// <summary>Grouped for reading: <c>999 1 39 000217</c>.</summary>
    public override string ToString() => $"{Digits[..3]} {Digits[3]} {Digits[4..6]} {Digits[6..]}";
}
