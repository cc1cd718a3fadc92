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

    public static (bool? Met, string? Reason) Of(
        ReportWords words, Term? term, Target? target, JudgedFigure figure, PublishedFigure? published)
    {
        if (target is null)
        {
            return (null, words.Fill("met_reason_no_target", ("reason", term?.NoTarget.Vi ?? words["target_none"])));
        }

        if (target.Value is not { } limit)
        {
            return (null, words.Fill("met_reason_no_value", ("reason", target.Reason?.Vi ?? "")));
        }

        if (figure is { Value: { } value, Parts: { } parts })
        {
            return Computed(words, target.Comparator, limit, figure, parts, value);
        }

        return published is null
            ? (null, words["met_reason_no_figure"])
            : (Comparators.Implies(published.Op, published.Value, target.Comparator, limit), null);
    }

    private static (bool? Met, string? Reason) Computed(
        ReportWords words, Comparator comparator, decimal limit, JudgedFigure figure, Parts parts, decimal value)
    {
        var indicator = figure.Indicator;
        if (indicator.ChangeOf is not null || figure.Basis is not null)
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

/// <summary>What is held against a target.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Parts">What was counted; null if nothing was.</param>
/// <param name="Basis">What was counted in the year it is compared with; null if it is compared with none.</param>
/// <param name="Value">What that comes to; null if nothing.</param>
internal sealed record JudgedFigure(Indicator Indicator, Parts? Parts, Parts? Basis, decimal? Value);
