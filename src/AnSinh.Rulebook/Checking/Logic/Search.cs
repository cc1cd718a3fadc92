using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Checking.Logic;

/// <summary>What a search found.</summary>
internal enum SearchOutcome
{
    /// <summary>Values that make the condition hold.</summary>
    Witness,

    /// <summary>None of the values does.</summary>
    Nothing,

    /// <summary>The search was too long to tell.</summary>
    GaveUp,
}

/// <summary>
/// All the searching of one check: what a rulebook asks for is bounded however it is written. Counted, not timed, so that every machine
/// finds the same.
/// </summary>
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
/// Looks for values of the variables for which a condition surely holds. Sets one after the other and goes on with what is left of the
/// condition: a variable on which nothing hangs any more is not tried, and a condition that already fails whatever comes is not followed
/// further.
/// </summary>
internal sealed class Search(Variables variables, Node condition, SearchBudget budget, int stepLimit = 100_000)
{
    private readonly long[] _values = Enumerable.Repeat(FactKind.Unknown, variables.All.Count).ToArray();
    private int _steps;

    /// <summary>The values found; the mark of unknown for what need not be set.</summary>
    public IReadOnlyList<long> Values => _values;

    public SearchOutcome Run() => Try(ConstantFolding.Fold(condition));

    private SearchOutcome Try(Node left)
    {
        if (Evaluation.Of(left, _values) is var truth and (0 or 1))
        {
            return truth == 1 ? SearchOutcome.Witness : SearchOutcome.Nothing;
        }

        var (next, size) = Next(left);
        if (next < 0)
        {
            return SearchOutcome.Nothing;
        }

        foreach (var value in variables.ValuesOf(next))
        {
            if (++_steps > stepLimit || !budget.Spend(size))
            {
                return SearchOutcome.GaveUp;
            }

            _values[next] = value;
            if (Try(Residual.Of(left, next, value)) is var found and not SearchOutcome.Nothing)
            {
                return found;
            }
        }

        _values[next] = FactKind.Unknown;
        return SearchOutcome.Nothing;
    }

    /// <summary>
    /// The variable with the fewest values of those the condition still hangs on, −1 if there is none; and how long the condition is.
    /// </summary>
    private (int Variable, int Size) Next(Node left)
    {
        var (best, size) = (-1, 0);
        foreach (var node in left.All())
        {
            size++;
            if (node is VariableNode { Index: var i }
                && (best < 0 || variables.ValuesOf(i).Count < variables.ValuesOf(best).Count
                    || (variables.ValuesOf(i).Count == variables.ValuesOf(best).Count && i < best)))
            {
                best = i;
            }
        }

        return (best, size);
    }
}

/// <summary>What is left of a condition once one of its variables is set.</summary>
internal static class Residual
{
    public static Node Of(Node node, int variable, long value)
    {
        switch (node)
        {
            case And a:
                return Both(a, a.Left, a.Right, 0, variable, value);
            case Or o:
                return Both(o, o.Left, o.Right, 1, variable, value);
            case Not n:
                var inner = Of(n.Operand, variable, value);
                return ReferenceEquals(inner, n.Operand) ? n
                    : inner is Constant { IsUnknown: false } c ? Constant.Of(c.Value == 0) : new Not(inner);
            default:
                return node.All().Any(n => n is VariableNode v && v.Index == variable)
                    ? ConstantFolding.Fold(node.Rewrite(n => n is VariableNode v && v.Index == variable ? new Constant(v.Type, value) : n))
                    : node;
        }
    }

    private static Node Both(Node whole, Node left, Node right, long decides, int variable, long value)
    {
        var l = Of(left, variable, value);
        if (l is Constant { IsUnknown: false } one)
        {
            return one.Value == decides ? one : Of(right, variable, value);
        }

        var r = Of(right, variable, value);
        return r is Constant { IsUnknown: false } other ? other.Value == decides ? other : l
            : ReferenceEquals(l, left) && ReferenceEquals(r, right) ? whole
            : decides == 0 ? new And(l, r) : new Or(l, r);
    }
}

/// <summary>A condition under values of which some are not set: three-valued as everywhere, without reasons.</summary>
internal static class Evaluation
{
    public static long Of(Node node, long[] values) => node switch
    {
        Constant c => c.Value,
        VariableNode v => values[v.Index],
        Not n => Of(n.Operand, values) switch { 0 => 1, 1 => 0, _ => FactKind.Unknown },
        And a => Both(a.Left, a.Right, 0, values),
        Or o => Both(o.Left, o.Right, 1, values),
        Compare c => Pair(c.Left, c.Right, values, (l, r) => Operations.Compare(c.Operator, l, r) ? 1 : 0),
        OneOf o => Of(o.Operand, values) is var one && one == FactKind.Unknown ? one : o.Values.Contains(one) ? 1 : 0,
        Arithmetic a => Pair(a.Left, a.Right, values, (l, r) => Operations.Apply(a.Operator, l, r)),
        Conditional c => Of(c.Condition, values) switch { 1 => Of(c.Then, values), 0 => Of(c.Else, values), _ => FactKind.Unknown },
        Span s => Pair(s.From, s.To, values, s.Years ? Calendar.Years : Calendar.Months),
        Extreme e => Pair(e.Left, e.Right, values, e.Greatest ? Math.Max : Math.Min),
        Rounded r => Of(r.Operand, values) is var money && money == FactKind.Unknown ? money
            : Operations.Round(money, Operations.Divisor(r), r.Unit),
        Widened w => Of(w.Operand, values) is var narrow && narrow == FactKind.Unknown ? narrow : checked(narrow * Coefficients.Scale),
        Lookup l => Of(l.Key, values) is var key && key == FactKind.Unknown ? key : l.Rows.At(key),
        DateCall d => Pair(d.Date, d.Amount, values, (day, amount) => Calendar.Apply(d.Operation, day, amount)),
        PercentOf p => Pair(p.Money, p.Percent, values, Operations.Percent),
        _ => FactKind.Unknown,
    };

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
