using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Checking.Logic;

/// <summary>What a search found.</summary>
internal enum Found
{
    /// <summary>Values that make the condition hold.</summary>
    Witness,

    /// <summary>None of the values does.</summary>
    Nothing,

    /// <summary>The search was too long to tell.</summary>
    GaveUp,
}

/// <summary>All the searching of one check: what a rulebook asks for is bounded however it is written. Counted, not timed, so that every machine finds the same.</summary>
internal sealed class SearchBudget(long nodes = SearchBudget.NodesLimit)
{
    private const long NodesLimit = 2_000_000_000;
    private long _left = nodes;

    /// <summary>True if nothing is left.</summary>
    public bool IsSpent => _left < 0;

    /// <summary>Takes one evaluation of a condition of that size; false if nothing is left.</summary>
    public bool Spend(int size) => (_left -= size) >= 0;
}

/// <summary>
/// Looks for values of the variables for which a condition surely holds. Sets one after the other; a condition that already fails whatever comes
/// is not followed further.
/// </summary>
internal sealed class Search(Variables variables, Node condition, SearchBudget budget, int stepLimit = 20_000)
{
    private readonly int _size = condition.All().Count();
    private readonly long[] _values = Enumerable.Repeat(FactKind.Unknown, variables.All.Count).ToArray();
    private int _steps;

    /// <summary>The values found; the mark of unknown for what need not be set.</summary>
    public IReadOnlyList<long> Values => _values;

    public Found Run()
    {
        var order = condition.All().OfType<VariableNode>().Select(v => v.Index).Distinct().OrderBy(i => variables.ValuesOf(i).Count).ToArray();
        return Try(order, 0);
    }

    private Found Try(int[] order, int next)
    {
        var truth = Evaluation.Of(condition, _values);
        if (truth == 1)
        {
            return Found.Witness;
        }

        if (truth == 0 || next == order.Length)
        {
            return Found.Nothing;
        }

        if (++_steps > stepLimit || !budget.Spend(_size))
        {
            return Found.GaveUp;
        }

        foreach (var value in variables.ValuesOf(order[next]))
        {
            _values[order[next]] = value;
            if (Try(order, next + 1) is var found and not Found.Nothing)
            {
                return found;
            }
        }

        _values[order[next]] = FactKind.Unknown;
        return Found.Nothing;
    }
}

/// <summary>A condition under values of which some are not set: three-valued as everywhere, without reasons.</summary>
internal static class Evaluation
{
    public static long Of(Node node, long[] values)
    {
        switch (node)
        {
            case Constant c:
                return c.Value;
            case VariableNode v:
                return values[v.Index];
            case Not n:
                return Of(n.Operand, values) switch { 0 => 1, 1 => 0, _ => FactKind.Unknown };
            case And a:
                return Both(a.Left, a.Right, 0, values);
            case Or o:
                return Both(o.Left, o.Right, 1, values);
            case Compare c:
                return Pair(c.Left, c.Right, values, (l, r) => Operations.Compare(c.Operator, l, r) ? 1 : 0);
            case OneOf o:
                return Of(o.Operand, values) is var one && one == FactKind.Unknown ? one : o.Values.Contains(one) ? 1 : 0;
            case Arithmetic a:
                return Pair(a.Left, a.Right, values, (l, r) => Operations.Apply(a.Operator, l, r));
            case Conditional c:
                return Of(c.Condition, values) switch { 1 => Of(c.Then, values), 0 => Of(c.Else, values), _ => FactKind.Unknown };
            case Span s:
                return Pair(s.From, s.To, values, s.Years ? Calendar.Years : Calendar.Months);
            case Extreme e:
                return Pair(e.Left, e.Right, values, e.Greatest ? Math.Max : Math.Min);
            case Rounded r:
                return Of(r.Operand, values) is var money && money == FactKind.Unknown ? money : Operations.Round(money, Operations.Divisor(r), r.Unit);
            case Widened w:
                return Of(w.Operand, values) is var narrow && narrow == FactKind.Unknown ? narrow : checked(narrow * Coefficients.Scale);
            case Lookup l:
                return Of(l.Key, values) is var key && key == FactKind.Unknown ? key : l.Rows.At(key);
            case DateCall d:
                return Pair(d.Date, d.Amount, values, (day, amount) => Calendar.Apply(d.Operation, day, amount));
            case PercentOf p:
                return Pair(p.Money, p.Percent, values, Operations.Percent);
            default:
                return FactKind.Unknown;
        }
    }

    private static long Both(Node left, Node right, long decides, long[] values)
    {
        var l = Of(left, values);
        if (l == decides)
        {
            return l;
        }

        var r = Of(right, values);
        return r == decides ? r : l == FactKind.Unknown ? l : r;
    }

    private static long Pair(Node left, Node right, long[] values, Func<long, long, long> apply)
    {
        var l = Of(left, values);
        var r = l == FactKind.Unknown ? l : Of(right, values);
        return l == FactKind.Unknown || r == FactKind.Unknown ? FactKind.Unknown : apply(l, r);
    }
}
