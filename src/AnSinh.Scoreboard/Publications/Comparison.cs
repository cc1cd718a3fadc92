using AnSinh.Basics;

namespace AnSinh.Scoreboard.Publications;

/// <summary>How a figure or a target is meant: exactly, as a bound, or roughly.</summary>
public enum Comparison
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

/// <summary>Comparisons as written in policy/ and as they decide.</summary>
public static class Comparisons
{
    internal static IReadOnlyDictionary<string, Comparison> Words { get; } = new Dictionary<string, Comparison>
    {
        ["="] = Comparison.Equal,
        [">"] = Comparison.Above,
        ["<"] = Comparison.Below,
        [">="] = Comparison.AtLeast,
        ["<="] = Comparison.AtMost,
        ["~"] = Comparison.About,
    };

    /// <summary>The sign, as in policy/ and JSON.</summary>
    public static string Sign(this Comparison comparison) => Words.First(w => w.Value == comparison).Key;

    /// <summary>
    /// True if a share <paramref name="numerator"/>/<paramref name="denominator"/>, times <paramref name="factor"/>, stands so to the
    /// limit; exact, by cross-multiplication.
    /// </summary>
    internal static bool Holds(this Comparison comparison, decimal numerator, decimal denominator, decimal factor, decimal limit)
    {
        var order = (numerator * factor).CompareTo(limit * denominator);
        return comparison switch
        {
            Comparison.Above => order > 0,
            Comparison.Below => order < 0,
            Comparison.AtLeast => order >= 0,
            Comparison.AtMost => order <= 0,
            _ => order == 0,
        };
    }

    /// <summary>
    /// What a published figure says about a limit: true, false, or null if a bound leaves it open (above 90 says nothing about
    /// at least 95).
    /// </summary>
    internal static bool? Implies(Comparison stated, decimal value, Comparison wanted, decimal limit) => stated switch
    {
        Comparison.Equal => wanted.Holds(value, 1, 1, limit),
        Comparison.Above or Comparison.AtLeast when wanted is Comparison.Above or Comparison.AtLeast =>
            wanted.Holds(value, 1, 1, limit) || (stated == Comparison.Above && value == limit) ? true : null,
        Comparison.Below or Comparison.AtMost when wanted is Comparison.Below or Comparison.AtMost =>
            wanted.Holds(value, 1, 1, limit) || (stated == Comparison.Below && value == limit) ? true : null,
        _ => null,
    };
}
