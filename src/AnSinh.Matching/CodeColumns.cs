using AnSinh.Basics;

namespace AnSinh.Matching;

/// <summary>Numbers of papers, telephones, houses and postcodes.</summary>
internal sealed class NumberColumn(MatchField field, IReadOnlyList<string?> raw) : MatchColumn(field, raw)
{
    private static readonly LocalText[] Words =
    [
        new("khác", "different"), new("khác hai ký tự", "two characters differ"), new("khác một ký tự", "one character differs"),
        new("giống hệt", "the same"),
    ];

    public override int Weak => 2;

    public override IReadOnlyList<LocalText> Levels => Words;

    // A slip in one half leaves the other as it is.
    public override IReadOnlyList<Func<int, ulong>> Atoms => Field.Kind is FieldKind.IdNumber or FieldKind.Phone
        ? [id => Hash(Values[id]), id => Part(Values[id], first: false), id => Part(Values[id], first: true)]
        : [id => Hash(Values[id])];

    protected override string Clean(string text)
    {
        var kept = new string([.. text.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
        return kept.All(c => c == '0') ? "" : kept;
    }

    protected override int Unequal(int a, int b, int x, int y)
    {
        var (one, two) = (Values[x], Values[y]);
        if (Field.Kind == FieldKind.IdNumber && Math.Abs(one.Length - two.Length) >= 3)
        {
            return Missing; // an old and a new number of one person have nothing to do with each other
        }

        if (IsPersonal(one) && IsPersonal(two))
        {
            // Century, sex and year repeat what other columns say, and strangers born in one year share them: the rest decides.
            // The same rest under another sex or year is another person's number.
            return Similarity.Edits(string.Concat(one.AsSpan(0, 3), one.AsSpan(6)), string.Concat(two.AsSpan(0, 3), two.AsSpan(6)), 1) == 1
                ? 3 : Different;
        }

        var longer = Math.Max(one.Length, two.Length);
        return Similarity.Edits(one, two, 2) switch
        {
            1 when longer >= 2 => 3,
            2 when longer >= 6 => 2,
            _ => Different,
        };
    }

    private bool IsPersonal(string text) => Field.Kind == FieldKind.IdNumber && text.Length == 12 && text.All(char.IsAsciiDigit);

    private static ulong Part(string text, bool first)
    {
        var half = (text.Length + 1) / 2;
        return text.Length < 6 ? 0 : Hash(first ? text.AsSpan(0, half) : text.AsSpan(text.Length - half));
    }
}

/// <summary>Sex, in the words lists use.</summary>
internal sealed class SexColumn(MatchField field, IReadOnlyList<string?> raw) : MatchColumn(field, raw)
{
    private static readonly LocalText[] Words = [new("khác", "different"), new("giống", "the same")];

    public override IReadOnlyList<LocalText> Levels => Words;

    protected override string Clean(string text) => MatchText.Fold(text) switch
    {
        "nam" or "m" or "male" or "trai" => "nam",
        "nu" or "f" or "female" or "gai" => "nữ",
        var other => other,
    };

    protected override int Unequal(int a, int b, int x, int y) => Different;
}

/// <summary>
/// Dates of birth in any usual shape, kept as <c>yyyymmdd</c>, <c>yyyymm</c> or <c>yyyy</c>; what is no date is kept as its digits.
/// </summary>
internal sealed class DateColumn(MatchField field, IReadOnlyList<string?> raw) : MatchColumn(field, raw)
{
    private static readonly LocalText[] Words =
    [
        new("khác", "different"),
        new("cùng năm, hoặc cùng ngày và tháng, hoặc năm lệch một", "same year, or same day and month, or one year apart"),
        new("cùng năm và cùng ngày hoặc tháng", "same year and day or month"),
        new("khớp phần đã biết (chỉ có năm)", "agrees as far as known (year only)"),
        new("sai một chữ số, hoặc cùng ngày tháng và năm lệch một", "one digit differs, or same day and month one year apart"),
        new("đảo ngày và tháng", "day and month swapped"), new("giống hệt", "the same"),
    ];

    public override int Weak => 3;

    public override IReadOnlyList<LocalText> Levels => Words;

    public override IReadOnlyList<Func<int, ulong>> Atoms =>
    [
        id => Values[id].Length == 8 ? Hash(Sorted(Values[id])) : 0,
        id => Values[id].Length == 8 ? Hash(Values[id].AsSpan(4)) : 0,
        id => Values[id].Length >= 6 ? Hash(Values[id].AsSpan(0, 6)) : 0,
        id => Values[id].Length >= 4 ? Hash(Values[id].AsSpan(0, 4)) : 0,
    ];

    protected override string Clean(string text) => MatchText.DateDigits(text);

    protected override int Unequal(int a, int b, int x, int y)
    {
        var (one, two) = (Values[x], Values[y]);
        if (one.Length != 8 || two.Length != 8)
        {
            var known = Math.Min(one.Length, two.Length);
            if (known is 4 or 6 && one.AsSpan(0, known).SequenceEqual(two.AsSpan(0, known)))
            {
                return 4;
            }

            return known >= 7 && Similarity.Edits(one, two, 1) <= 1 ? 5 : YearApart(one, two) ? 2 : Different;
        }

        if (one.AsSpan(0, 4).SequenceEqual(two.AsSpan(0, 4)))
        {
            return one.AsSpan(4, 2).SequenceEqual(two.AsSpan(6, 2)) && one.AsSpan(6, 2).SequenceEqual(two.AsSpan(4, 2)) ? 6
                : Similarity.Edits(one, two, 1) <= 1 ? 5
                : one.AsSpan(4, 2).SequenceEqual(two.AsSpan(4, 2)) || one.AsSpan(6, 2).SequenceEqual(two.AsSpan(6, 2)) ? 3 : 2;
        }

        return Similarity.Edits(one, two, 1) <= 1 ? 5
            : one.AsSpan(4).SequenceEqual(two.AsSpan(4)) ? YearApart(one, two) ? 5 : 2 : Different;
    }

    // 1949 and 1950: an age told instead of a year, or counted in the other calendar.
    private static bool YearApart(string one, string two) =>
        one.Length >= 4 && two.Length >= 4
        && Math.Abs(
            int.Parse(one.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture) - int.Parse(two.AsSpan(0, 4),
                System.Globalization.CultureInfo.InvariantCulture)) == 1;

    private static string Sorted(string date) =>
        string.CompareOrdinal(date, 4, date, 6, 2) <= 0 ? date : $"{date.AsSpan(0, 4)}{date.AsSpan(6, 2)}{date.AsSpan(4, 2)}";
}
