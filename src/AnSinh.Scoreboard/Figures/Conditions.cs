using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Figures;

/// <summary>Makes the conditions of indicators ready to run: the same expressions and the same checker as the law's.</summary>
internal sealed class Conditions(Policy policy, Jurisdiction jurisdiction)
{
    private LawAt? _law;

    /// <summary>What is wrong with the conditions of all indicators, with file and line; empty if they can run.</summary>
    public static IReadOnlyList<Refusal> Check(ScorePolicy score, Policy policy) =>
    [
        .. score.Indicators.SelectMany(i => new[] { (i.Numerator, i.Place), (i.Denominator, i.Place) })
            .Append((score.Counting.Person, score.Counting.Place))
            .Where(c => c.Item1 is not null)
            .SelectMany(c => policy.ParseCondition(c.Item1!, c.Item2).Refusals),
    ];

    public CompiledIndicator Compile(Indicator indicator)
    {
        var numerator = Parse(indicator.Numerator!, indicator.Place);
        var denominator = indicator.Denominator is { } text ? Parse(text, indicator.Place) : null;
        return new CompiledIndicator(
            indicator,
            Ready(numerator),
            denominator is null ? null : Ready(denominator),
            [.. numerator.FactsUsed.Concat(denominator?.FactsUsed ?? []).Distinct()]);
    }

    public (RowCondition Condition, IReadOnlyList<string> Facts) Counted(Counting counting)
    {
        var person = Parse(counting.Person, counting.Place);
        return (Ready(person), person.FactsUsed);
    }

    private RowCondition Ready(Expression expression) =>
        (table, month, known, truth) => LawOf(month, known).CompilePredicate(expression)(table, 0, table.Rows, truth);

    /// <summary>The law of a month; kept for the other conditions of the same month.</summary>
    private LawAt LawOf(Month month, AsKnown known)
    {
        var law = _law;
        return law?.Month == month && law.Known == known ? law : _law = policy.At(jurisdiction, month, known);
    }

    private Expression Parse(string text, string place)
    {
        var parsed = policy.ParseCondition(text, place);
        return parsed.Ok ? parsed.Value : throw new InvalidOperationException(string.Join("; ", parsed.Refusals));
    }
}
