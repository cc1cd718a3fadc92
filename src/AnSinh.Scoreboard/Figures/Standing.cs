using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Figures;

/// <summary>Where a person, household or unit stands in a share.</summary>
internal enum Standing : byte
{
    /// <summary>Not counted at all.</summary>
    Outside,

    /// <summary>Under the line only.</summary>
    Below,

    /// <summary>Under and over the line.</summary>
    Counted,

    /// <summary>Under the line; whether over it is not known.</summary>
    Unclear,

    /// <summary>Whether under the line is not known.</summary>
    UnclearDenominator,
}

/// <summary>A condition over all rows: 0 no, 1 yes, 2 unknown.</summary>
/// <param name="table">Facts by row.</param>
/// <param name="month">The month whose first and last day the condition may name.</param>
/// <param name="known">The day whose law is used.</param>
/// <param name="truth">Receives the answer of each row.</param>
internal delegate void RowCondition(FactTable table, Month month, AsKnown known, byte[] truth);

/// <summary>An indicator with its conditions made ready to run.</summary>
internal sealed record CompiledIndicator(Indicator Indicator, RowCondition Numerator, RowCondition? Denominator,
    IReadOnlyList<string> Facts);

/// <summary>Joins the answers of numerator and denominator.</summary>
internal static class Standings
{
    public const byte No = 0;
    public const byte Yes = 1;

    /// <summary>The standing of one row; a numerator counts only within its denominator.</summary>
    public static Standing Of(byte denominator, byte numerator) => denominator switch
    {
        No => Standing.Outside,
        Yes => numerator switch { No => Standing.Below, Yes => Standing.Counted, _ => Standing.Unclear },
        _ => Standing.UnclearDenominator,
    };
}
