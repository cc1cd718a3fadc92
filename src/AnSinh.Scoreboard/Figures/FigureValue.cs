using AnSinh.Basics;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Figures;

/// <summary>Numbers behind a value: over and under the line, and how many could not be placed.</summary>
/// <param name="Numerator">Counted over the line.</param>
/// <param name="Denominator">Counted under the line; 0 for a plain count.</param>
/// <param name="Unclear">Subjects whose facts do not tell where they stand.</param>
public readonly record struct Parts(long Numerator, long Denominator, long Unclear)
{
    /// <summary>Sum of two groups.</summary>
    public static Parts operator +(Parts a, Parts b) =>
        new(a.Numerator + b.Numerator, a.Denominator + b.Denominator, a.Unclear + b.Unclear);

    /// <summary>The share in per cent, exact up to 28 digits; null over an empty denominator.</summary>
    public decimal? Percent => Denominator == 0 ? null : Numerator * 100m / Denominator;

    /// <summary>The value in the unit of an indicator: a count or a percentage.</summary>
    public decimal? ValueOf(Indicator indicator) => indicator.IsShare ? Percent : Numerator;
}

/// <summary>A group of a break-down.</summary>
/// <param name="Label">Name for people.</param>
/// <param name="Code">Code of the sex, or the age group as text.</param>
/// <param name="Position">Position for opening the group's people; −1 for the unknown.</param>
/// <param name="Parts">Numbers of the group.</param>
public sealed record FigureGroup(LocalText Label, string Code, int Position, Parts Parts);

/// <summary>One point of a trend.</summary>
/// <param name="Month">The month measured.</param>
/// <param name="Parts">Numbers, null if the register does not hold them.</param>
/// <param name="Value">The value in the indicator's unit.</param>
public sealed record TrendPoint(Month Month, Parts? Parts, decimal? Value);

/// <summary>Where a value comes from.</summary>
public enum FigureBasis
{
    /// <summary>Computed from the register; opens its people.</summary>
    Register,

    /// <summary>Only reported in a publication.</summary>
    Reported,

    /// <summary>Neither.</summary>
    None,
}
