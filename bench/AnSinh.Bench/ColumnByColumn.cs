using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Kernels;
using AnSinh.Rulebook.Programmes;

namespace AnSinh.Bench;

/// <summary>
/// The same tree evaluated as array languages do it: every operation runs over whole columns and leaves a whole column behind. No row is
/// left out, no test stops early. Fair where it can be: constants are not spread into columns, a named expression is computed once, ages
/// that are compared with a number become birthdays, columns are taken from a store and given back. The choice between routes is made row
/// by row, as in the kernel.
/// </summary>
internal sealed class ColumnByColumn
{
    private const long Unknown = FactKind.Unknown;
    private readonly ProgrammeAt _programme;
    private readonly BoundProgramme _bound;
    private readonly FactTable _table;
    private readonly Lazy<(int[] Row, int[] Member, int[] Start)> _pairs;
    private readonly Dictionary<int, Stack<long[]>> _store = [];

    public ColumnByColumn(ProgrammeAt programme, FactTable table)
    {
        (_programme, _table, _bound) = (programme, table, BoundProgramme.Of(programme, payable: false));
        _pairs = new(Pairs);
    }

    /// <summary>Columns that were made, and how many there had to be at once.</summary>
    public (int Made, int AtOnce) Temporaries { get; private set; }

    public void Run(KernelResult result)
    {
        var persons = new Frame(_table.Rows,
            f => _table.Columns.TryGetValue(f.Kind.Name, out var column) ? new Column(column, 0, false) : Column.Of(f.Kind.Absent), []);
        var required = _bound.Requirements.Aggregate(Column.Of(1), (all, r) => Two<And>(all, Evaluate(r, persons), persons.Count));
        var routes =
            _bound.Routes.Select(
                r => (When: Evaluate(r.When, persons),
                    Rates: r.Rates.Select(x => (When: Evaluate(x.When, persons), Amount: Evaluate(x.Amount, persons))).ToArray()))
                        .ToArray();
        var score = new RouteScore(_programme);
        result.Clear(0, _table.Rows);
        for (var row = 0; row < _table.Rows; row++)
        {
            if (required.At(row) == 0)
            {
                continue;
            }

            score.Begin(required.At(row) == 1);
            for (var i = 0; i < routes.Length; i++)
            {
                if (routes[i].When.At(row) is not 0 and var when)
                {
                    score.Open(i, when == 1);
                    foreach (var rate in routes[i].Rates)
                    {
                        switch (rate.When.At(row))
                        {
                            case 0:
                                break;
                            case 1:
                                score.Sure(rate.Amount.At(row));
                                break;
                            default:
                                score.Maybe(rate.Amount.At(row));
                                break;
                        }
                    }

                    score.Close();
                }
            }

            score.Write(result, row);
        }

        Back(required);
        foreach (var column in routes.SelectMany(r => r.Rates.SelectMany(x => new[] { x.When, x.Amount }).Prepend(r.When)))
        {
            Back(column);
        }

        foreach (var named in persons.Named.Values)
        {
            Back(named with { Shared = false });
        }
    }

    /// <summary>A column, or one value for all rows. Shared columns belong to the table or to a name and are not given back.</summary>
    private readonly record struct Column(long[]? Values, long Value, bool Own)
    {
        public bool Shared { get => !Own; init => Own = !value; }

        public static Column Of(long value) => new(null, value, false);

        public long At(int row) => Values is null ? Value : Values[row];
    }

    private sealed record Frame(int Count, Func<FactNode, Column> Fact, Dictionary<string, Column> Named);

    private Column Evaluate(Node node, Frame frame)
    {
        switch (node)
        {
            case Constant c:
                return Column.Of(c.Value);
            case FactNode f:
                return frame.Fact(f);
            case KnownNode k:
                return One(frame.Fact(k.Fact), frame.Count, v => v == Unknown ? 0 : 1);
            case DefineNode d:
                if (!frame.Named.TryGetValue(d.Id + Shape.Of(d.Body), out var named))
                {
                    frame.Named[d.Id + Shape.Of(d.Body)] = named = Evaluate(d.Body, frame) with { Shared = true };
                }

                return named;
            case Not n:
                return One(Evaluate(n.Operand, frame), frame.Count, v => v == Unknown ? v : 1 - v);
            case Rulebook.Expressions.And a:
                return Two<And>(Evaluate(a.Left, frame), Evaluate(a.Right, frame), frame.Count);
            case Rulebook.Expressions.Or o:
                return Two<Or>(Evaluate(o.Left, frame), Evaluate(o.Right, frame), frame.Count);
            case Compare c when (c.Left is Span || c.Right is Span) && ConstantFolding.Fold(c) is var folded
                && folded is not Compare { Left: Span } and not Compare { Right: Span }:
                return Evaluate(folded, frame);
            case Compare c:
                var (left, right) = (Evaluate(c.Left, frame), Evaluate(c.Right, frame));
                return c.Operator switch
                {
                    CompareOperator.Equal => Two<Equal>(left, right, frame.Count),
                    CompareOperator.NotEqual => Two<NotEqual>(left, right, frame.Count),
                    CompareOperator.Less => Two<Less>(left, right, frame.Count),
                    CompareOperator.LessOrEqual => Two<LessOrEqual>(left, right, frame.Count),
                    CompareOperator.Greater => Two<Less>(right, left, frame.Count),
                    _ => Two<LessOrEqual>(right, left, frame.Count),
                };
            case OneOf o:
                return One(Evaluate(o.Operand, frame), frame.Count, v => v == Unknown ? v : o.Values.Contains(v) ? 1 : 0);
            case Arithmetic { Operator: ArithmeticOperator.Add } a:
                return Two<Add>(Evaluate(a.Left, frame), Evaluate(a.Right, frame), frame.Count);
            case Arithmetic { Operator: ArithmeticOperator.Subtract } a:
                return Two<Subtract>(Evaluate(a.Left, frame), Evaluate(a.Right, frame), frame.Count);
            case Arithmetic a:
                return Two<Multiply>(Evaluate(a.Left, frame), Evaluate(a.Right, frame), frame.Count);
            case Extreme { Greatest: true } e:
                return Two<Max>(Evaluate(e.Left, frame), Evaluate(e.Right, frame), frame.Count);
            case Extreme e:
                return Two<Min>(Evaluate(e.Left, frame), Evaluate(e.Right, frame), frame.Count);
            case Span { Years: true } s:
                return Two<Years>(Evaluate(s.From, frame), Evaluate(s.To, frame), frame.Count);
            case Span s:
                return Two<Months>(Evaluate(s.From, frame), Evaluate(s.To, frame), frame.Count);
            case PercentOf p:
                return Two<Percent>(Evaluate(p.Money, frame), Evaluate(p.Percent, frame), frame.Count);
            case Rounded r:
                var (divisor, unit) = (Operations.Divisor(r), r.Unit);
                return One(Evaluate(r.Operand, frame), frame.Count, v => v == Unknown ? v : Operations.Round(v, divisor, unit));
            case Widened w:
                return Two<Multiply>(Evaluate(w.Operand, frame), Column.Of(Coefficients.Scale), frame.Count);
            case Lookup l:
                return One(Evaluate(l.Key, frame), frame.Count, v => v == Unknown ? v : l.Rows.At(v));
            case DateCall d:
                return Dates(d, Evaluate(d.Date, frame), Evaluate(d.Amount, frame), frame.Count);
            case Conditional c:
                return Choose(Evaluate(c.Condition, frame), Evaluate(c.Then, frame), Evaluate(c.Else, frame), frame.Count);
            case Members m:
                return OverMembers(m, frame);
            default:
                throw new InvalidOperationException($"No column for {node}.");
        }
    }

    /// <summary>The body over all pairs of a person and a member of the household, then brought together per person.</summary>
    private Column OverMembers(Members members, Frame frame)
    {
        var (rows, member, start) = _pairs.Value;
        var pairs = new Frame(rows.Length, f => Gather(frame.Fact(f), f.OfMember ? member : rows), []);
        foreach (var define in members.Body.All().OfType<DefineNode>().Where(d => !d.Body.All().Any(n => n is FactNode { OfMember: true })))
        {
            pairs.Named.TryAdd(define.Id + Shape.Of(define.Body), Gather(Evaluate(define, frame), rows) with { Shared = true });
        }

        var each = Evaluate(members.Body, pairs);
        var result = Take(frame.Count);
        for (var row = 0; row < frame.Count; row++)
        {
            var (total, unknown) = (0L, false);
            for (var i = start[row]; i < start[row + 1]; i++)
            {
                var value = each.At(i);
                unknown |= value == Unknown;
                total += value == Unknown ? 0 : value;
            }

            result[row] = members.Operation == MembersOperation.Exists && total > 0 ? 1 : unknown ? Unknown : total;
        }

        Back(each);
        foreach (var named in pairs.Named.Values)
        {
            Back(named with { Shared = false });
        }

        return new Column(result, 0, true);
    }

    private Column Gather(Column column, int[] from)
    {
        if (column.Values is null)
        {
            return column;
        }

        var result = Take(from.Length);
        for (var i = 0; i < from.Length; i++)
        {
            result[i] = column.Values[from[i]];
        }

        return new Column(result, 0, true);
    }

    private (int[] Row, int[] Member, int[] Start) Pairs()
    {
        var (rows, members, starts) = (new List<int>(), new List<int>(), new int[_table.Rows + 1]);
        for (var row = 0; row < _table.Rows; row++)
        {
            starts[row] = rows.Count;
            var household = _table.HouseholdOf[row];
            for (var i = household < 0 ? 0
                : _table.HouseholdStart[household]; i < (household < 0 ? 1 : _table.HouseholdStart[household + 1]); i++)
            {
                rows.Add(row);
                members.Add(household < 0 ? row : _table.HouseholdMembers[i]);
            }
        }

        starts[^1] = rows.Count;
        return ([.. rows], [.. members], starts);
    }

    private Column One(Column a, int count, Func<long, long> map)
    {
        if (a.Values is null)
        {
            return Column.Of(map(a.Value));
        }

        var result = Take(count);
        for (var i = 0; i < count; i++)
        {
            result[i] = map(a.Values[i]);
        }

        Back(a);
        return new Column(result, 0, true);
    }

    private Column Two<T>(Column a, Column b, int count) where T : struct, IOperation
    {
        if (a.Values is null && b.Values is null)
        {
            return Column.Of(T.Of(a.Value, b.Value));
        }

        var result = Take(count);
        if (b.Values is null)
        {
            for (var (i, left, right) = (0, a.Values!, b.Value); i < result.Length; i++)
            {
                result[i] = T.Of(left[i], right);
            }
        }
        else if (a.Values is null)
        {
            for (var (i, left, right) = (0, a.Value, b.Values); i < result.Length; i++)
            {
                result[i] = T.Of(left, right[i]);
            }
        }
        else
        {
            for (var (i, left, right) = (0, a.Values, b.Values); i < result.Length; i++)
            {
                result[i] = T.Of(left[i], right[i]);
            }
        }

        Back(a);
        Back(b);
        return new Column(result, 0, true);
    }

    private Column Dates(DateCall call, Column day, Column amount, int count)
    {
        var result = Take(count);
        for (var i = 0; i < count; i++)
        {
            result[i] = day.At(i) == Unknown || amount.At(i) == Unknown ? Unknown : Calendar.Apply(call.Operation, day.At(i), amount.At(i));
        }

        Back(day);
        Back(amount);
        return new Column(result, 0, true);
    }

    private Column Choose(Column condition, Column then, Column otherwise, int count)
    {
        var result = Take(count);
        for (var i = 0; i < count; i++)
        {
            result[i] = condition.At(i) switch { 1 => then.At(i), 0 => otherwise.At(i), _ => Unknown };
        }

        Back(condition);
        Back(then);
        Back(otherwise);
        return new Column(result, 0, true);
    }

    private long[] Take(int length)
    {
        var (made, atOnce) = Temporaries;
        if (_store.TryGetValue(length, out var free) && free.TryPop(out var column))
        {
            Temporaries = (made + 1, atOnce);
            return column;
        }

        Temporaries = (made + 1, atOnce + 1);
        return new long[length];
    }

    private void Back(Column column)
    {
        if (column is { Own: true, Values: { } values })
        {
            if (!_store.TryGetValue(values.Length, out var free))
            {
                _store[values.Length] = free = [];
            }

            free.Push(values);
        }
    }

    private interface IOperation
    {
        static abstract long Of(long left, long right);
    }

    private struct And : IOperation
    {
        public static long Of(long left, long right) => left == 0 || right == 0 ? 0 : left == Unknown || right == Unknown ? Unknown : 1;
    }

    private struct Or : IOperation
    {
        public static long Of(long left, long right) => left == 1 || right == 1 ? 1 : left == Unknown || right == Unknown ? Unknown : 0;
    }

    private struct Equal : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : left == right ? 1 : 0;
    }

    private struct NotEqual : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : left != right ? 1 : 0;
    }

    private struct Less : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : left < right ? 1 : 0;
    }

    private struct LessOrEqual : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : left <= right ? 1 : 0;
    }

    private struct Add : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : left + right;
    }

    private struct Subtract : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : left - right;
    }

    private struct Multiply : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : left * right;
    }

    private struct Max : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : Math.Max(left, right);
    }

    private struct Min : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : Math.Min(left, right);
    }

    private struct Years : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : Calendar.Years(left, right);
    }

    private struct Months : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : Calendar.Months(left, right);
    }

    private struct Percent : IOperation
    {
        public static long Of(long left, long right) => left == Unknown || right == Unknown ? Unknown : Operations.Percent(left, right);
    }
}
