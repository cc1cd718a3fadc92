using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Checking.Logic;

/// <summary>A fact, the knownness of one, or an answer over the household, as something a search may set.</summary>
internal sealed record VariableNode(ExprType Type, int Index) : Node(Type);

/// <summary>
/// What a set of conditions depends on, and the values at which they may change: every threshold, the day before and the day after.
/// </summary>
internal sealed class Variables
{
    private static readonly long SomeDay = new DateOnly(1999, 9, 9).DayNumber;

    /// <summary>Days far enough from the ends of the calendar to reckon from.</summary>
    private static readonly (long First, long Last) Ordinary = (new DateOnly(2, 1, 1).DayNumber, new DateOnly(9000, 1, 1).DayNumber);
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<(string Name, ExprType Type, FactKind? Kind)> _all = [];
    private readonly List<SortedSet<long>> _values = [];

    /// <summary>Names: facts by name, others with what they are before a colon.</summary>
    public IReadOnlyList<(string Name, ExprType Type, FactKind? Kind)> All => _all;

    /// <summary>
    /// False once a condition was met whose turning points are not plain thresholds of one fact: then nothing is impossible for certain.
    /// </summary>
    public bool Exact { get; private set; } = true;

    /// <summary>How many answers over the household there are; the search sets them freely, though they may depend on each other.</summary>
    public int OverHousehold => _all.Count(v => v.Name.StartsWith("members:", StringComparison.Ordinal));

    /// <summary>True for what another programme gives, which nobody can tell as a fact.</summary>
    public static bool IsResult(string name) => ResultSource.ProgrammeOf(name) is not null;

    public IReadOnlyCollection<long> ValuesOf(int index) => _values[index];

    /// <summary>The condition over variables. Folded law of a month comes in: no parameters, no defines.</summary>
    public Node Take(Node node)
    {
        var taken = node.Replace(n => n switch
        {
            FactNode { OfMember: false } f => Variable(f.Kind.Name, f.Type, f.Kind),
            KnownNode k => Variable("known:" + k.Fact.Kind.Name, ExprType.Bool, null),
            Members m => Variable("members:" + Shape.Of(m), m.Type, null),
            _ => null,
        });
        foreach (var part in taken.All())
        {
            Note(part);
        }

        return taken;
    }

    private VariableNode Variable(string name, ExprType type, FactKind? kind)
    {
        if (!_index.TryGetValue(name, out var index))
        {
            // What another programme gives hangs on facts of its own: set freely, it proves nothing impossible.
            Exact &= !IsResult(name);
            _index[name] = index = _all.Count;
            _all.Add((name, type, kind));
            _values.Add(type.Kind switch
            {
                ExpressionType.Bool => [0, 1],
                ExpressionType.Code => [.. Enumerable.Range(0, type.Codes!.Codes.Count).Select(i => (long)i)],
                ExpressionType.Date => [SomeDay],
                ExpressionType.Person => [0, 1],
                _ => [0, 1],
            });
            if (kind?.WhenAbsent is not null)
            {
                _values[index].Add(kind.Absent);
            }
        }

        return new VariableNode(type, index);
    }

    private void Note(Node node)
    {
        switch (node)
        {
            case Compare { Left: VariableNode v, Right: Constant { IsUnknown: false } c }:
                Around(v, c.Value);
                break;
            case Compare { Left: Constant { IsUnknown: false } c, Right: VariableNode v }:
                Around(v, c.Value);
                break;
            case Compare { Left: Constant, Right: Constant }:
                break;
            case Compare c:
                Exact = false;
                Relate(c);
                break;
            case OneOf { Operand: VariableNode v } one when v.Type.Kind != ExpressionType.Code:
                foreach (var value in one.Values)
                {
                    Around(v, value);
                }

                break;
            case OneOf { Operand: not (VariableNode or Constant) }:
                Exact = false;
                break;
            case Lookup { Key: VariableNode v } lookup:
                Around(v, lookup.Rows.Content.First);
                Around(v, lookup.Rows.Content.First + lookup.Rows.Content.Cells.Count - 1);
                break;
        }
    }

    private void Around(VariableNode variable, long value)
    {
        if (variable.Type.Kind is ExpressionType.Bool or ExpressionType.Code)
        {
            return;
        }

        var most = variable.Type.Kind == ExpressionType.Date ? DateOnly.MaxValue.DayNumber : long.MaxValue / 4;
        foreach (var near in new[] { value - 1, value, value + 1 }.Where(n => n >= 0 && n <= most))
        {
            _values[variable.Index].Add(near);
        }
    }

    /// <summary>Facts compared with each other lend each other their values, and values as far apart as the comparison asks.</summary>
    private void Relate(Compare compare)
    {
        var met = compare.All().OfType<VariableNode>().Select(v => v.Index).Distinct().ToList();
        var apart = compare.All().OfType<Span>().FirstOrDefault();
        var count = compare.All().OfType<Constant>().Where(c => c.Type.Kind is ExpressionType.Whole or ExpressionType.Dong && !c.IsUnknown)
            .Select(c => c.Value).ToList();
        var pool = met.SelectMany(i => _values[i]).Distinct().ToList();
        foreach (var index in met)
        {
            _values[index].UnionWith(pool.Where(p => Fits(index, p)));
            foreach (var value in pool.SelectMany(p => count.SelectMany(c => Apart(p, c, apart))).Where(p => Fits(index, p)).Take(24))
            {
                _values[index].Add(value);
            }
        }
    }

    private bool Fits(int index, long value) => _all[index].Type.Kind switch
    {
        ExpressionType.Date => value > Ordinary.First && value < Ordinary.Last,
        ExpressionType.Whole or ExpressionType.Dong or ExpressionType.Coefficient or ExpressionType.Scaled => value >= 0,
        _ => false,
    };

    private static IEnumerable<long> Apart(long value, long count, Span? span)
    {
        if (span is null || value < Ordinary.First || value > Ordinary.Last)
        {
            return [count, count + value];
        }

        var months = Math.Clamp(span.Years ? count * 12 : count, 0, 2400);
        var (before, after) = (Calendar.AddMonths(value, -months), Calendar.AddMonths(value, months));
        return [before - 1, before, before + 1, after - 1, after, after + 1];
    }
}
