using AnSinh.Basics;

namespace AnSinh.Scoreboard.Publications;

/// <summary>How a figure or a target is meant: exactly, as a bound, or roughly.</summary>
public enum Comparator
{
    /// <summary>Exactly so, <c>=</c>.</summary>
    Equal,

    /// <summary>More than, <c>&gt;</c>.</summary>
    Above,

    /// <summary>Less than, <c>&lt;</c>.</summary>
    Below,

    /// <summary>At least, <c>&gt;=</c>.</summary>
    AtLeast,

    /// <summary>At most, <c>&lt;=</c>.</summary>
    AtMost,

    /// <summary>About, <c>~</c>.</summary>
    About,
}

/// <summary>Comparators as written in policy/ and as they decide.</summary>
public static class Comparators
{
    internal static IReadOnlyDictionary<string, Comparator> Words { get; } = new Dictionary<string, Comparator>
    {
        ["="] = Comparator.Equal,
        [">"] = Comparator.Above,
        ["<"] = Comparator.Below,
        [">="] = Comparator.AtLeast,
        ["<="] = Comparator.AtMost,
        ["~"] = Comparator.About,
    };

    /// <summary>The sign, as in policy/ and JSON.</summary>
    public static string Sign(this Comparator comparison) => Words.First(w => w.Value == comparison).Key;

    /// <summary>
    /// True if a share <paramref name="numerator"/>/<paramref name="denominator"/>, times <paramref name="factor"/>, stands so to the
    /// limit; exact, by cross-multiplication.
    /// </summary>
    internal static bool Holds(this Comparator comparison, decimal numerator, decimal denominator, decimal factor, decimal limit)
    {
        var order = (numerator * factor).CompareTo(limit * denominator);
        return comparison switch
        {
            Comparator.Above => order > 0,
            Comparator.Below => order < 0,
            Comparator.AtLeast => order >= 0,
            Comparator.AtMost => order <= 0,
            _ => order == 0,
        };
    }

    /// <summary>
    /// What a published figure says about a limit: true, false, or null if a bound leaves it open (above 90 says nothing about
    /// at least 95).
    /// </summary>
    internal static bool? Implies(Comparator stated, decimal value, Comparator wanted, decimal limit) => stated switch
    {
        Comparator.Equal => wanted.Holds(value, 1, 1, limit),
        Comparator.Above or Comparator.AtLeast when wanted is Comparator.Above or Comparator.AtLeast =>
            wanted.Holds(value, 1, 1, limit) || (stated == Comparator.Above && value == limit) ? true : null,
        Comparator.Below or Comparator.AtMost when wanted is Comparator.Below or Comparator.AtMost =>
            wanted.Holds(value, 1, 1, limit) || (stated == Comparator.Below && value == limit) ? true : null,
        _ => null,
    };
}
