using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using Linq = System.Linq.Expressions.Expression;

namespace AnSinh.Rulebook.Kernels;

/// <summary>
/// Writes conditions as two-valued tests: <see cref="True"/> is "surely holds", <see cref="Maybe"/> is "does not surely fail". Where
/// nothing can be unknown the two are the same test, and no test of knownness is written.
/// </summary>
internal sealed class RowEmitter(
    ParameterExpression row,
    Dictionary<string, (ParameterExpression Array, bool MayBeUnknown)> columns,
    ParameterExpression[] constants,
    ParameterExpression householdOf,
    ParameterExpression householdStart,
    ParameterExpression members)
{
    private static readonly Linq UnknownValue = Linq.Constant(FactKind.Unknown);
    private static readonly Linq Yes = Linq.Constant(true);
    private static readonly Linq No = Linq.Constant(false);
    private static readonly MethodInfo CellOf = typeof(LookupRows).GetMethod(nameof(LookupRows.At))!;
    private static readonly ConcurrentDictionary<(Type Type, string Name), MethodInfo> Methods = new();
    private readonly Dictionary<Node, ParameterExpression> _counts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Node, bool> _unknowable = new(ReferenceEqualityComparer.Instance);
    private Linq _current = row;

    /// <summary>Locals the loop has to declare.</summary>
    public List<ParameterExpression> Temporaries { get; } = [];

    // Asked anew at every level of a tree it would cost the square of its size.
    public bool CanBeUnknown(Node node)
    {
        if (!_unknowable.TryGetValue(node, out var can))
        {
            _unknowable[node] = can = node switch
            {
                Constant c => c.IsUnknown,
                FactNode f => columns[f.Kind.Name].MayBeUnknown,
                KnownNode => false,
                Lookup => true,
                _ => Array.Exists(node.Children(), CanBeUnknown),
            };
        }

        return can;
    }

    public Linq True(Node node) => node switch
    {
        Constant c => c.Value == 1 ? Yes : No,
        FactNode f => Linq.Equal(Load(f), Linq.Constant(1L)),
        Not n => Linq.Not(Maybe(n.Operand)),
        And a => Linq.AndAlso(True(a.Left), True(a.Right)),
        Or o => Linq.OrElse(True(o.Left), True(o.Right)),
        Compare c => WhenKnown(Test(c), c.Left, c.Right),
        OneOf o => WhenKnown(Test(o), o.Operand),
        Conditional c =>
            Linq.OrElse(Linq.AndAlso(True(c.Condition), True(c.Then)), Linq.AndAlso(Linq.Not(Maybe(c.Condition)), True(c.Else))),
        KnownNode k => Linq.NotEqual(Load(k.Fact), UnknownValue),
        Members m => Exists(m, True),
        _ => throw new InvalidOperationException($"No condition: {node}."),
    };

    public Linq Maybe(Node node) => !CanBeUnknown(node) ? True(node) : node switch
    {
        Constant => Yes,
        FactNode f => Linq.NotEqual(Load(f), Linq.Constant(0L)),
        Not n => Linq.Not(True(n.Operand)),
        And a => Linq.AndAlso(Maybe(a.Left), Maybe(a.Right)),
        Or o => Linq.OrElse(Maybe(o.Left), Maybe(o.Right)),
        Compare c => UnlessKnown(Test(c), c.Left, c.Right),
        OneOf o => UnlessKnown(Test(o), o.Operand),
        Conditional c => Linq.Condition(True(c.Condition), Maybe(c.Then), Linq.OrElse(Maybe(c.Condition), Maybe(c.Else))),
        Members m => Exists(m, Maybe),
        _ => throw new InvalidOperationException($"No condition: {node}."),
    };

    /// <summary>The value, or the mark of unknown.</summary>
    public Linq ValueOrUnknown(Node node) => Known(node) is { } known ? Linq.Condition(known, Value(node), UnknownValue) : Value(node);

    /// <summary>The value, where it is known; <see cref="Known"/> is always asked first.</summary>
    private Linq Value(Node node) => node switch
    {
        Constant c => Linq.Constant(c.Value),
        SlotNode s => constants[s.Index],
        FactNode f => Load(f),
        Arithmetic { Operator: ArithmeticOperator.Add } a => Linq.AddChecked(Value(a.Left), Value(a.Right)),
        Arithmetic { Operator: ArithmeticOperator.Subtract } a => Linq.SubtractChecked(Value(a.Left), Value(a.Right)),
        Arithmetic a => Linq.MultiplyChecked(Value(a.Left), Value(a.Right)),
        Conditional c => Linq.Condition(True(c.Condition), Value(c.Then), Value(c.Else)),
        Span s => Call(typeof(Calendar), s.Years ? nameof(Calendar.Years) : nameof(Calendar.Months), Value(s.From), Value(s.To)),
        Extreme e => Call(typeof(Math), e.Greatest ? nameof(Math.Max) : nameof(Math.Min), Value(e.Left), Value(e.Right)),
        Rounded r =>
            Call(typeof(Operations), nameof(Operations.Round), Value(r.Operand), Linq.Constant(Operations.Divisor(r)),
                Linq.Constant(r.Unit)),
        Lookup l => Cell(l),
        DateCall { Operation: DateOperation.MonthEnd or DateOperation.YearOf } d =>
            Call(typeof(Calendar), d.Operation.ToString(), Value(d.Date)),
        DateCall d => Call(typeof(Calendar), d.Operation.ToString(), Value(d.Date), Value(d.Amount)),
        PercentOf p => Call(typeof(Operations), nameof(Operations.Percent), Value(p.Money), Value(p.Percent)),
        Widened w => Linq.MultiplyChecked(Value(w.Operand), Linq.Constant(Coefficients.Scale)),
        Members m => CanBeUnknown(m) ? CountOf(m) : Count(m),
        _ => throw new InvalidOperationException($"No value: {node}."),
    };

    /// <summary>A test of knownness, or null if always known.</summary>
    private Linq? Known(Node node)
    {
        if (!CanBeUnknown(node))
        {
            return null;
        }

        switch (node)
        {
            case Constant:
                return No;
            case FactNode f:
                return Linq.NotEqual(Load(f), UnknownValue);
            case Members m:
                return Linq.NotEqual(Linq.Assign(CountOf(m), Count(m)), UnknownValue);
            case Lookup l:
                return Linq.AndAlso(Known(l.Key) ?? Yes, Linq.NotEqual(Cell(l), UnknownValue));
            case Conditional c:
                return Linq.OrElse(
                    Linq.AndAlso(True(c.Condition), Known(c.Then) ?? Yes),
                    Linq.AndAlso(Linq.Not(Maybe(c.Condition)), Known(c.Else) ?? Yes));
            default:
                return node.Children().Select(Known).OfType<Linq>().Aggregate(Linq.AndAlso);
        }
    }

    private Linq WhenKnown(Linq test, params Node[] operands) => operands.Select(Known).OfType<Linq>().Append(test).Aggregate(Linq.AndAlso);

    private Linq UnlessKnown(Linq test, params Node[] operands) =>
        operands.Select(Known).OfType<Linq>().Select(k => (Linq)Linq.Not(k)).Append(test).Aggregate(Linq.OrElse);

    private BinaryExpression Test(Compare c)
    {
        var (left, right) = (Value(c.Left), Value(c.Right));
        return c.Operator switch
        {
            CompareOperator.Equal => Linq.Equal(left, right),
            CompareOperator.NotEqual => Linq.NotEqual(left, right),
            CompareOperator.Less => Linq.LessThan(left, right),
            CompareOperator.LessOrEqual => Linq.LessThanOrEqual(left, right),
            CompareOperator.Greater => Linq.GreaterThan(left, right),
            _ => Linq.GreaterThanOrEqual(left, right),
        };
    }

    /// <summary>Short lists as comparisons, lists of small codes as one bit test.</summary>
    private Linq Test(OneOf o)
    {
        var value = Value(o.Operand);
        if (o.Values.Count <= 2 || o.Values.Any(v => v is < 0 or > 63) || o.Operand.Type.Kind != ExpressionType.Code)
        {
            return o.Values.Select(v => (Linq)Linq.Equal(value, Linq.Constant(v))).Aggregate(Linq.OrElse);
        }

        var mask = o.Values.Aggregate(0L, (bits, v) => bits | (1L << (int)v));
        return Linq.NotEqual(Linq.And(Linq.RightShift(Linq.Constant(mask), Linq.Convert(value, typeof(int))), Linq.Constant(1L)),
            Linq.Constant(0L));
    }

    private MethodCallExpression Cell(Lookup lookup) => Linq.Call(Linq.Constant(lookup.Rows), CellOf, Value(lookup.Key));

    // Looking a method up by its name takes longer than writing the call.
    private static MethodCallExpression Call(Type type, string method, params Linq[] arguments) => Linq.Call(
        Methods.GetOrAdd((type, method), key => key.Type.GetMethod(key.Name, Array.ConvertAll(arguments, a => a.Type))!), arguments);

    private BinaryExpression Load(FactNode fact) => Linq.ArrayIndex(columns[fact.Kind.Name].Array, fact.OfMember ? _current : row);

    private ParameterExpression CountOf(Members node)
    {
        if (!_counts.TryGetValue(node, out var local))
        {
            _counts[node] = local = Linq.Variable(typeof(long), "count");
            Temporaries.Add(local);
        }

        return local;
    }

    private BlockExpression Exists(Members node, Func<Node, Linq> test)
    {
        var found = Linq.Variable(typeof(bool), "found");
        return Over(found, end => Linq.IfThen(test(node.Body), Linq.Block(Linq.Assign(found, Yes), Linq.Break(end))));
    }

    /// <summary>The number of members for whom it holds, or the sum over them; the mark of unknown as soon as one is unknown.</summary>
    private BlockExpression Count(Members node)
    {
        var total = Linq.Variable(typeof(long), "total");
        return Over(total, end =>
        {
            var unknown = Linq.Block(Linq.Assign(total, UnknownValue), Linq.Break(end));
            if (node.Operation == MembersOperation.Sum)
            {
                var add = Linq.Assign(total, Linq.AddChecked(total, Value(node.Body)));
                return Known(node.Body) is { } known ? Linq.IfThenElse(known, add, unknown) : add;
            }

            var one = Linq.Assign(total, Linq.Add(total, Linq.Constant(1L)));
            return CanBeUnknown(node.Body)
                ? Linq.IfThenElse(True(node.Body), one, Linq.IfThen(Maybe(node.Body), unknown))
                : Linq.IfThen(True(node.Body), one);
        });
    }

    /// <summary>A loop over the members of the row's household, the person alone if in none.</summary>
    private BlockExpression Over(ParameterExpression result, Func<LabelTarget, Linq> step)
    {
        var (household, next, last, member) =
            (Linq.Variable(typeof(int)), Linq.Variable(typeof(int)), Linq.Variable(typeof(int)), Linq.Variable(typeof(int)));
        var alone = Linq.LessThan(household, Linq.Constant(0));
        var end = Linq.Label("end");
        var before = _current;
        _current = member;
        var body = step(end);
        _current = before;
        return Linq.Block(
            [result, household, next, last, member],
            Linq.Assign(result, Linq.Default(result.Type)),
            Linq.Assign(household, Linq.ArrayIndex(householdOf, row)),
            Linq.Assign(next, Linq.Condition(alone, Linq.Constant(0), Linq.ArrayIndex(householdStart, household))),
            Linq.Assign(last,
                Linq.Condition(alone, Linq.Constant(1), Linq.ArrayIndex(householdStart, Linq.Add(household, Linq.Constant(1))))),
            Linq.Loop(
                Linq.Block(
                    Linq.IfThen(Linq.GreaterThanOrEqual(next, last), Linq.Break(end)),
                    Linq.Assign(member, Linq.Condition(alone, row, Linq.ArrayIndex(members, next))),
                    body,
                    Linq.PreIncrementAssign(next)),
                end),
            result);
    }
}
