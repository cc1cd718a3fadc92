namespace AnSinh.Scoreboard.Checks;

/// <summary>A kind of check: what it must be given, how it may come out, and how it computes which.</summary>
/// <param name="Inputs">Figures it needs.</param>
/// <param name="Limits">Limits it needs.</param>
/// <param name="Dates">Days it needs.</param>
/// <param name="Outcomes">All the ways it may come out; each needs a verdict and a sentence.</param>
/// <param name="Compute">Computes the outcome and keeps the numbers.</param>
internal sealed record CheckKind(IReadOnlyList<string> Inputs, IReadOnlyList<string> Limits, IReadOnlyList<string> Dates,
    IReadOnlyList<string> Outcomes, Func<CheckInputs, string> Compute);

/// <summary>The closed set of kinds; a check that none of them can say is a reason to talk.</summary>
internal static class CheckKinds
{
    public static IReadOnlyDictionary<string, CheckKind> All { get; } = new Dictionary<string, CheckKind>
    {
        ["implied_denominator"] = new(["count", "rate", "reference"], ["tolerance_percent"], [], ["inconsistent", "consistent"],
            ShareChecks.ImpliedDenominator),
        ["target_either_way"] = new(["count", "rate", "reference", "target"], [], [], ["met_either_way", "depends", "missed_either_way"],
            ShareChecks.TargetEitherWay),
        ["ambiguous_change"] = new(["rate", "change"], [], [], ["ambiguous", "clear"], ShareChecks.AmbiguousChange),
        ["implied_count"] = new(["rate", "denominators"], [], [], ["denominator_unstated", "denominator_stated"], ShareChecks.ImpliedCount),
        ["plausibility"] = new(["value", "denominator", "series"], ["tolerance_points"], [], ["high", "plausible", "low", "impossible"],
            SeriesChecks.Plausibility),
        ["bound"] = new(["value", "reference_share", "denominator"], ["margin_points"], [], ["excluded", "possible"], SeriesChecks.Bound),
        ["proportional_share"] = new(["value", "part", "whole", "whole_value"], ["lowest_ratio", "highest_ratio"], [],
            ["plausible", "out_of_range"], SeriesChecks.ProportionalShare),
        ["whole_units"] = new(["rate"], [], ["on", "before"], ["consistent", "not_whole"], ShareChecks.WholeUnits),
        ["order_of_magnitude"] = new(["published"], ["scale", "lowest_ratio", "highest_ratio"], [], ["consistent", "inconsistent"],
            SeriesChecks.OrderOfMagnitude),
        ["period_not_closed"] = new(["figures"], [], [], ["not_closed", "closed"], SeriesChecks.PeriodNotClosed),
    };
}
