using AnSinh.Basics;
using AnSinh.Matching;

namespace AnSinh.Intake.Comparing;

/// <summary>The kinds told of the columns of both lists.</summary>
/// <param name="Left">Of the first list.</param>
/// <param name="Right">Of the second; empty for the register.</param>
public sealed record ColumnKinds(IReadOnlyList<FieldKind> Left, IReadOnlyList<FieldKind> Right);

/// <summary>What a field says of a pair.</summary>
/// <param name="Kind">The kind of field.</param>
/// <param name="Level">How alike the values are, in words.</param>
/// <param name="Bits">What that adds to the score.</param>
public sealed record PairReason(FieldKind Kind, LocalText Level, double Bits);

/// <summary>Two rows that are, or may be, one person.</summary>
/// <param name="Left">Row of the first list, from 0.</param>
/// <param name="Right">Row of the second list, from 0; of the register, the person.</param>
/// <param name="LeftKey">What the first row is called.</param>
/// <param name="LeftLine">What it says.</param>
/// <param name="RightKey">What the other is called.</param>
/// <param name="RightLine">What it says.</param>
/// <param name="Probability">How sure it is, 0–1.</param>
/// <param name="IsMatch">True for a match, false if somebody has to look.</param>
/// <param name="Reasons">Why, strongest first.</param>
public sealed record ComparedPair(int Left, long Right, string LeftKey, string LeftLine, string RightKey, string RightLine,
    double Probability, bool IsMatch, IReadOnlyList<PairReason> Reasons);

/// <summary>What a comparison found, as it is kept.</summary>
/// <param name="LeftName">The first list.</param>
/// <param name="RightName">The other side.</param>
/// <param name="Comparisons">Pairs compared.</param>
/// <param name="AllPairs">Pairs there are.</param>
/// <param name="Threshold">Probability from which a pair is a match.</param>
/// <param name="Passes">How rows were brought together.</param>
/// <param name="Pairs">Pairs, best first.</param>
public sealed record Compared(string LeftName, string RightName, long Comparisons, double AllPairs, double Threshold,
    IReadOnlyList<string> Passes, IReadOnlyList<ComparedPair> Pairs)
{
    /// <summary>What the engine found in two tables.</summary>
    /// <param name="engine">The engine after its run.</param>
    /// <param name="left">The first table.</param>
    /// <param name="right">The second.</param>
    /// <param name="persons">The person of each row of the second, if it is the register.</param>
    internal static Compared Of(MatchEngine engine, MatchTable left, MatchTable right, IReadOnlyList<long>? persons) => new(
        left.Name, right.Name, engine.Result.Comparisons, engine.Result.AllPairs, engine.Result.Threshold, engine.Result.Passes,
        [.. engine.Result.Pairs.Select(p => new ComparedPair(
            p.Left, persons?[p.Right] ?? p.Right, left.Key(p.Left), Line(left, p.Left), right.Key(p.Right), Line(right, p.Right),
            p.Probability, p.Verdict == MatchVerdict.Match,
            [.. engine.Explain(p).Where(e => e.Bits != 0).Select(e => new PairReason(e.Field.Kind, e.Level, e.Bits))]))]);

    private static string Line(MatchTable table, int row) =>
        string.Join(", ",
            Enumerable.Range(0, table.Fields.Count).Where(f => table.Fields[f].Kind is not (FieldKind.Ignored or FieldKind.RecordKey))
                .Select(f => table.At(row, f)).Where(v => !string.IsNullOrWhiteSpace(v)));
}
