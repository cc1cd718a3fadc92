using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Explaining;

/// <summary>A value, or unknown with the names of the facts that are missing.</summary>
internal readonly record struct Answer(long Value, IReadOnlySet<string>? Missing = null)
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    public bool IsUnknown => Value == FactKind.Unknown;

    public bool Holds => Value == 1;

    public bool Fails => Value == 0;

    public Truth Truth => IsUnknown ? Truth.Unknown : Value == 0 ? Truth.No : Truth.Yes;

    public IReadOnlySet<string> Names => Missing ?? Nothing;

    /// <summary>The answer mapped, if known.</summary>
    public Answer Then(Func<long, long> map) => IsUnknown ? this : new Answer(map(Value));

    public static Answer Of(bool value) => new(value ? 1 : 0);

    public static Answer Without(params IEnumerable<Answer> parts) =>
        new(FactKind.Unknown, parts.Where(p => p.IsUnknown).SelectMany(p => p.Names).ToHashSet(StringComparer.Ordinal));
}

/// <summary>
/// Reads expressions for one row, slowly and with reasons; the compiled loops give the same answers. Three-valued: no with anything is no
/// for <c>&amp;&amp;</c>, yes with anything is yes for <c>||</c>, all else that touches an unknown is unknown. A count over members is
/// unknown as soon as one member is.
/// </summary>
internal sealed class RowInterpreter(LawAt law, FactTable table, int row, (FactTable Table, int Row)? month = null)
{
    private readonly Dictionary<Node, Node> _bound = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, OtherProgramme> _others = new(StringComparer.Ordinal);
    private int _member = -1;

    /// <summary>Facts of the person and household that were read, in order.</summary>
    public Dictionary<string, long> Facts { get; } = new(StringComparer.Ordinal);

    public Answer Evaluate(Node node) => node switch
    {
        Constant c => c.IsUnknown ? new Answer(FactKind.Unknown, Names(c.Missing)) : new Answer(c.Value),
        DefineNode d => Evaluate(d.Body),
        FactNode f => Fact(f),
        ParameterNode p => law.Value(p.Parameter.Name) is { } value ? new Answer(value.Raw)
            : new Answer(FactKind.Unknown, Names($"parameters.{p.Parameter.Name}")),
        TableNode or QuantityNode or ScoreNode or CutNode => Evaluate(Bound(node)),
        Lookup l => Evaluate(l.Key) is var key && key.IsUnknown ? key
            : l.Rows.At(key.Value) is var cell && cell == FactKind.Unknown ? new Answer(cell, Names(l.Rows.Missing)) : new Answer(cell),
        DateCall d => Pair(d.Date, d.Amount, (day, amount) => Calendar.Apply(d.Operation, day, amount)),
        PercentOf p => Pair(p.Money, p.Percent, Operations.Percent),
        ResultNode r => Result(r),
        PeriodNode p => new Answer(Binding.Period(p.Part, law.Month)),
        Not n => Evaluate(n.Operand).Then(x => x == 0 ? 1 : 0),
        And a => Both(a.Left, a.Right, decides: 0),
        Or o => Both(o.Left, o.Right, decides: 1),
        Compare c => Pair(c.Left, c.Right, (l, r) => Operations.Compare(c.Operator, l, r) ? 1 : 0),
        OneOf o => Evaluate(o.Operand).Then(x => o.Values.Contains(x) ? 1 : 0),
        Arithmetic a => Pair(a.Left, a.Right, (l, r) => Operations.Apply(a.Operator, l, r)),
        Conditional c => Evaluate(c.Condition) is var x && x.IsUnknown ? x : Evaluate(x.Holds ? c.Then : c.Else),
        Span s => Pair(s.From, s.To, s.Years ? Calendar.Years : Calendar.Months),
        Extreme e => Pair(e.Left, e.Right, e.Greatest ? Math.Max : Math.Min),
        Rounded r => Evaluate(r.Operand).Then(x => Operations.Round(x, Operations.Divisor(r), r.Unit)),
        Widened w => Evaluate(w.Operand).Then(x => checked(x * Coefficients.Scale)),
        KnownNode k => Answer.Of(!Fact(k.Fact).IsUnknown),
        Members m => OverMembers(m),
        _ => throw new InvalidOperationException($"No reading of {node}."),
    };

    /// <summary>Rows of the person's household; the person alone if in none.</summary>
    public IEnumerable<int> MemberRows()
    {
        var household = table.HouseholdOf[row];
        return household < 0 ? [row] : table.HouseholdMembers[table.HouseholdStart[household]..table.HouseholdStart[household + 1]];
    }

    /// <summary>The law of the month in the place of a name.</summary>
    private Node Bound(Node node)
    {
        if (!_bound.TryGetValue(node, out var bound))
        {
            _bound[node] = bound = node switch
            {
                QuantityNode q when law.Quantity(q.Quantity.Name) is { } quantity => quantity.Version.Body,
                ScoreNode s when law.Scorecard(s.Scorecard.Name) is { } card => card.Version.Body,
                TableNode t => Binding.Cell(t, law),
                _ => Binding.Bind(node, law),
            };
        }

        return bound;
    }

    private static HashSet<string> Names(string? name) => name is null ? [] : [name];

    private Answer Fact(FactNode fact)
    {
        var at = fact.OfMember ? _member : row;
        var value = table.Columns.TryGetValue(fact.Kind.Name, out var column) ? column[at] : fact.Kind.Absent;
        if (!fact.OfMember)
        {
            Facts[fact.Kind.Name] = value;
        }

        return value == FactKind.Unknown ? new Answer(value, Names(fact.Kind.Name)) : new Answer(value);
    }

    /// <summary>The answer of another programme by the table, else as law and facts give it.</summary>
    public OtherProgramme? Other(ResultNode node)
    {
        var id = node.Source.Id;
        if (law.ProgrammeOrNull(id) is not { } programme || law.Circles.ContainsKey(id))
        {
            return null;
        }

        if (!_others.TryGetValue(id, out var other))
        {
            _others[id] = other = OtherProgramme.Of(programme, month?.Table ?? table, month?.Row ?? row);
        }

        return other;
    }

    private Answer Result(ResultNode node)
    {
        if (Other(node) is not { } other)
        {
            return law.ProgrammeOrNull(node.Source.Id) is null ? new Answer(0)
                : new Answer(FactKind.Unknown, Names($"results.{node.Source.Id}"));
        }

        foreach (var name in other.Facts.Where(f => table.Columns.ContainsKey(f)))
        {
            Facts[name] = table.Columns[name][row];
        }

        var value = node.OfAmount ? other.Amount : other.Drawn;
        return value == FactKind.Unknown ? new Answer(value, other.Missing.ToHashSet(StringComparer.Ordinal)) : new Answer(value);
    }

    private Answer Both(Node left, Node right, long decides)
    {
        var l = Evaluate(left);
        if (l.Value == decides)
        {
            return l;
        }

        var r = Evaluate(right);
        return r.Value == decides || (!l.IsUnknown && !r.IsUnknown) ? r : Answer.Without(l, r);
    }

    private Answer Pair(Node left, Node right, Func<long, long, long> value)
    {
        var (l, r) = (Evaluate(left), Evaluate(right));
        return l.IsUnknown || r.IsUnknown ? Answer.Without(l, r) : new Answer(value(l.Value, r.Value));
    }

    private Answer OverMembers(Members node)
    {
        // A named expression that counts members may be used inside another count.
        var (before, answers) = (_member, new List<Answer>());
        foreach (var member in MemberRows())
        {
            _member = member;
            answers.Add(Evaluate(node.Body));
        }

        _member = before;
        if (node.Operation == MembersOperation.Exists && answers.Any(a => a.Holds))
        {
            return Answer.Of(true);
        }

        return answers.Any(a => a.IsUnknown) ? Answer.Without(answers)
            : new Answer(node.Operation == MembersOperation.Exists ? 0 : answers.Aggregate(0L, (sum, a) => checked(sum + a.Value)));
    }
}
