using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Publications;
using AnSinh.Scoreboard.Targets;

namespace AnSinh.Scoreboard.Figures;

/// <summary>
/// Whether a target is met. A computed figure is judged exactly; a bound is judged only if it decides; where unclear subjects
/// could turn the answer there is none. No answer always has its reason.
/// </summary>
internal static class Judgement
{
    private const decimal Hundred = 100;

    public static (bool? Met,
        string? Reason) Of(ReportWords words, Term? term, Target? target, Indicator indicator, Parts? parts, Parts? basis,
        decimal? value, PublishedFigure? published)
    {
        if (target is null)
        {
            return (null, words.Fill("met_reason_no_target", ("reason", term?.NoTarget.Vi ?? words["target_none"])));
        }

        if (target.Value is not { } limit)
        {
            return (null, words.Fill("met_reason_no_value", ("reason", target.Reason?.Vi ?? "")));
        }

        if (value is not null && parts is { } p)
        {
            return Computed(words, target.Comparator, limit, indicator, p, basis, value.Value);
        }

        return published is null
            ? (null, words["met_reason_no_figure"])
            : (Comparisons.Implies(published.Op, published.Value, target.Comparator, limit), null);
    }

    private static (bool? Met,
        string? Reason) Computed(ReportWords words, Comparison comparator, decimal limit, Indicator indicator, Parts parts,
        Parts? basis, decimal value)
    {
        if (indicator.ChangeOf is not null || basis is not null)
        {
            return (comparator.Holds(value, 1, 1, limit), null);
        }

        var (below, factor) = indicator.IsShare ? (parts.Denominator, Hundred) : (1, 1m);
        var low = comparator.Holds(parts.Numerator, below, factor, limit);
        var high = comparator.Holds(parts.Numerator + parts.Unclear, below, factor, limit);
        return low == high
            ? (low, null)
            : (null, words.Fill("unknown_people", ("count", parts.Unclear), ("counted", indicator.NumeratorLabel?.Vi ?? "")));
    }
}
