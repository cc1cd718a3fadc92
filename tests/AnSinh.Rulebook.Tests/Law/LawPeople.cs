using AnSinh.Basics;
using AnSinh.Rulebook.Explaining;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Tests.Law;

/// <summary>
/// Random households made for one programme or quantity of one month: from the facts it reads, the codes and numbers it names, and
/// birthdays on, before and after each of its ages. Most households are led towards one of its routes and then disturbed a little, so that
/// every route is met and nearly missed.
/// </summary>
internal sealed class LawPeople
{
    private const int Tries = 24;
    private readonly LawAt _law;
    private readonly IReadOnlyList<Func<Random, IEnumerable<(Node Node, bool Wanted)>>> _goals;
    private readonly Random _random;
    private readonly List<FactKind> _facts;
    private readonly Dictionary<string, List<long>> _telling = new(StringComparer.Ordinal);
    private FactTable _table = null!;

    private LawPeople(LawAt law, IEnumerable<Node> roots, IReadOnlyList<Func<Random, IEnumerable<(Node Node,
        bool Wanted)>>> goals, int seed)
    {
        (_law, _goals, _random) = (law, goals, new Random(seed));
        // What another programme gives hangs on facts of its own: never a fact itself.
        var nodes = WithResults(law, roots).SelectMany(r => Binding.Bind(r, law).All()).ToList();
        _facts = nodes.OfType<FactNode>().Select(f => f.Kind).Where(k => k.Name != "id" && ResultSource.ProgrammeOf(k.Name) is null)
            .DistinctBy(k => k.Name).ToList();
        var numbers = nodes.OfType<Constant>().Where(c => c.Type.Kind == ExpressionType.Whole && c.Value is >= 0 and <= 120)
            .Select(c => c.Value).Distinct().ToList();
        foreach (var kind in _facts)
        {
            _telling[kind.Name] = [.. Telling(kind, nodes, numbers).Distinct()];
        }
    }

    /// <summary>The trees, and those of the programmes whose results they read.</summary>
    private static List<Node> WithResults(LawAt law, IEnumerable<Node> roots)
    {
        var all = roots.ToList();
        for (var i = 0; i < all.Count; i++)
        {
            all.AddRange(new[] { all[i] }.InForce(law).OfType<ResultNode>().Select(r => law.ProgrammeOrNull(r.Source.Id))
                .OfType<ProgrammeAt>()
                .SelectMany(p => p.Version.Expressions).Select(e => e.Root).Where(e => !all.Exists(a => ReferenceEquals(a, e))).ToList());
        }

        return all;
    }

    /// <summary>People for a programme: led towards each of its routes.</summary>
    public static LawPeople Of(ProgrammeAt programme, int seed) => new(
        programme.Law, programme.Version.Expressions.Select(e => e.Root),
        [.. programme.Version.Routes.Select(r => (Func<Random, IEnumerable<(Node, bool)>>)(random => Goal(programme, r, random)))], seed);

    /// <summary>People for a quantity: led towards each of its clauses.</summary>
    public static LawPeople Of(LawAt law, QuantityAt quantity, int seed) => new(
        law, [quantity.Version.Body],
        [.. quantity.Version.Clauses.Select(
            (c, i) => (Func<Random, IEnumerable<(Node,
                bool)>>)(_ => quantity.Version.Clauses.Take(i).Select(b => (b.When?.Root, false)).Append((c.When?.Root, true))
                .Where(g => g.Root is not null).Select(g => (g.Root!, g.Item2))))],
        seed);

    private static IEnumerable<(Node, bool)> Goal(ProgrammeAt programme, Route route, Random random)
    {
        if (route.Rates.Count > 0 && route.Rates[random.Next(route.Rates.Count)].When is { } rate)
        {
            yield return (rate.Root, true);
        }

        foreach (var unless in route.Unless)
        {
            yield return (unless.When.Root, false);
        }

        yield return (route.When.Root, true);
        foreach (var requirement in programme.Version.Requirements)
        {
            yield return (requirement.When.Root, true);
        }
    }

    /// <param name="households">How many households.</param>
    /// <param name="unknown">Of a hundred facts so many are unknown.</param>
    /// <param name="absent">Of a hundred columns so many are absent.</param>
    public FactTable Make(int households, int unknown, int absent)
    {
        var (of, starts, members) = (new List<int>(), new List<int> { 0 }, new List<int>());
        for (var h = 0; h < households; h++)
        {
            var alone = _random.Next(8) == 0;
            for (var size = alone ? 1 : _random.Next(1, 6); size > 0; size--)
            {
                if (!alone)
                {
                    members.Add(of.Count);
                }

                of.Add(alone ? -1 : starts.Count - 1);
            }

            if (!alone)
            {
                starts.Add(members.Count);
            }
        }

        var columns = _facts.ToDictionary(k => k.Name, _ => new long[of.Count]);
        columns["id"] = [.. Enumerable.Range(0, of.Count).Select(i => (long)i + 1)];
        _table = new FactTable(of.Count, columns, [.. of], [.. starts], [.. members]);
        for (var row = 0; row < _table.Rows; row++)
        {
            foreach (var kind in _facts)
            {
                Set(kind, row, Any(kind, row));
            }
        }

        for (var row = 0; row < _table.Rows; row++)
        {
            Lead(row);
        }

        foreach (var kind in _facts)
        {
            for (var row = 0; row < _table.Rows; row++)
            {
                if (_random.Next(100) < unknown)
                {
                    columns[kind.Name][row] = FactKind.Unknown;
                }
            }

            if (_random.Next(100) < absent)
            {
                columns.Remove(kind.Name);
            }
        }

        return _table;
    }

    /// <summary>Leads two of three persons towards a goal, then changes one fact of one in three.</summary>
    private void Lead(int row)
    {
        if (_random.Next(3) == 0)
        {
            return;
        }

        var goal = _goals[row % _goals.Count];
        for (var turn = 0; turn < 2; turn++)
        {
            foreach (var (node, wanted) in goal(_random))
            {
                Want(node, wanted, row);
            }
        }

        if (_random.Next(3) == 0 && _facts.Count > 0)
        {
            var kind = _facts[_random.Next(_facts.Count)];
            Set(kind, row, Any(kind, row));
        }
    }

    private void Want(Node node, bool wanted, int row)
    {
        if (Is(node, wanted, row))
        {
            return;
        }

        switch (node)
        {
            case DefineNode define:
                Want(define.Body, wanted, row);
                break;
            case QuantityNode q when _law.Quantity(q.Quantity.Name) is { } quantity:
                Want(quantity.Version.Body, wanted, row);
                break;
            case ScoreNode s when _law.Scorecard(s.Scorecard.Name) is { } card:
                Want(card.Version.Body, wanted, row);
                break;
            case ResultNode { OfAmount: false } result when _law.ProgrammeOrNull(result.Source.Id) is { } other:
                foreach (var (goal, met) in Goal(other, other.Version.Routes[_random.Next(other.Version.Routes.Count)], _random))
                {
                    Want(goal, wanted == met, row);
                }

                break;
            case Not n:
                Want(n.Operand, !wanted, row);
                break;
            case And a when wanted:
                Both(a.Left, a.Right, wanted, row);
                break;
            case Or o when !wanted:
                Both(o.Left, o.Right, wanted, row);
                break;
            case And a:
                Want(_random.Next(2) == 0 ? a.Left : a.Right, wanted, row);
                break;
            case Or o:
                Want(_random.Next(2) == 0 ? o.Left : o.Right, wanted, row);
                break;
            case Conditional choice:
                var side = _random.Next(2) == 0;
                Want(choice.Condition, side, row);
                Want(side ? choice.Then : choice.Else, wanted, row);
                break;
            default:
                Try(node, wanted, row);
                break;
        }
    }

    private void Both(Node left, Node right, bool wanted, int row)
    {
        Want(left, wanted, row);
        Want(right, wanted, row);
    }

    /// <summary>Changes facts of the row, or what is asked of members in one member, until it is as wanted.</summary>
    private void Try(Node unbound, bool wanted, int row)
    {
        var node = Binding.Bind(unbound, _law);
        var own = node.All().OfType<FactNode>()
            .Where(f => !f.OfMember && f.Kind.Name != "id" && ResultSource.ProgrammeOf(f.Kind.Name) is null).ToList();
        var groups = node.All().OfType<Members>().ToList();
        for (var i = 0; i < Tries && !Is(node, wanted, row); i++)
        {
            if (groups.Count > 0 && (own.Count == 0 || _random.Next(2) == 0))
            {
                var group = groups[_random.Next(groups.Count)];
                var others = new RowInterpreter(_law, _table, row).MemberRows().ToList();
                var body = group.Body.Rewrite(n => n switch
                {
                    FactNode { OfMember: true } f => f with { OfMember = false },
                    FactNode f => new Constant(f.Type, Value(f.Kind, row)),
                    _ => n,
                });
                if (body.Type.Kind == ExpressionType.Bool)
                {
                    Want(body, _random.Next(4) > 0, others[_random.Next(others.Count)]);
                }
                else if (body.All().OfType<FactNode>().FirstOrDefault() is { } counted)
                {
                    Set(counted.Kind, others[_random.Next(others.Count)], Any(counted.Kind, row));
                }
            }
            else if (own.Count > 0)
            {
                var fact = own[_random.Next(own.Count)].Kind;
                Set(fact, row, Any(fact, row));
            }
        }
    }

    private bool Is(Node node, bool wanted, int row) =>
        new RowInterpreter(_law, _table, row).Evaluate(node) is { IsUnknown: false } answer && answer.Holds == wanted;

    private long Value(FactKind kind, int row) => _table.Columns.TryGetValue(kind.Name, out var column) ? column[row] : kind.Absent;

    /// <summary>Facts of a household are those of all its members.</summary>
    private void Set(FactKind kind, int row, long value)
    {
        if (kind.Name == "id")
        {
            return;
        }

        var rows = kind.Subject == FactSubject.Household ? new RowInterpreter(_law, _table, row).MemberRows() : [row];
        foreach (var each in rows)
        {
            _table.Columns[kind.Name][each] = value;
        }
    }

    private long Any(FactKind kind, int row)
    {
        var telling = _telling[kind.Name];
        if (kind.Type == FactType.Person)
        {
            var others = new RowInterpreter(_law, _table, row).MemberRows().ToList();
            return _random.Next(4) == 0 ? 0 : _table.Columns["id"][others[_random.Next(others.Count)]];
        }

        return _random.Next(3) > 0 && telling.Count > 0 ? telling[_random.Next(telling.Count)] : kind.Type switch
        {
            FactType.Bool => _random.Next(2),
            FactType.Code => _random.Next(kind.Codes.Count),
            FactType.Date => _law.Month.LastDay.AddDays(-_random.Next(38_000)).DayNumber,
            FactType.Dong => _random.Next(0, 6_000) * 1_000L,
            _ => _random.Next(0, 110),
        };
    }

    /// <summary>The first, second, last numbers of the tables a fact is looked up in, and one past the end.</summary>
    private static IEnumerable<long> Keys(List<Node> nodes, FactKind kind) =>
        nodes.OfType<Lookup>().Where(l => l.Key is FactNode f && f.Kind.Name == kind.Name)
        .SelectMany(
            l => new[] { l.Rows.Content.First, l.Rows.Content.First + 1, l.Rows.Content.First + (l.Rows.Content.Cells.Count / 2),
                l.Rows.Content.First + l.Rows.Content.Cells.Count - 1, l.Rows.Content.First + l.Rows.Content.Cells.Count });

    /// <summary>The values at which an answer may change.</summary>
    private IEnumerable<long> Telling(FactKind kind, List<Node> nodes, List<long> numbers)
    {
        if (kind.Absent != FactKind.Unknown)
        {
            yield return kind.Absent;
        }

        foreach (var compare in nodes.OfType<Compare>().Where(c => c.All().OfType<FactNode>().Any(f => f.Kind.Name == kind.Name)))
        {
            foreach (var constant in compare.All().OfType<Constant>()
                .Where(c => !c.IsUnknown && c.Type.Kind == ExprType.Of(kind).Kind
                    && (kind.Type != FactType.Code || c.Value < kind.Codes.Count)))
            {
                yield return constant.Value;
                if (kind.Type is FactType.Whole or FactType.Dong or FactType.Date)
                {
                    yield return constant.Value - 1;
                    yield return Math.Min(constant.Value + 1, DateOnly.MaxValue.DayNumber);
                }
            }
        }

        foreach (var value in nodes.OfType<OneOf>().Where(o => o.Operand is FactNode f && f.Kind.Name == kind.Name)
            .SelectMany(o => o.Values).Concat(Keys(nodes, kind)))
        {
            yield return value;
        }

        if (kind.Type != FactType.Date)
        {
            yield break;
        }

        foreach (var span in nodes.OfType<Span>().Where(s => s.All().OfType<FactNode>().Any(f => f.Kind.Name == kind.Name)))
        {
            var to = span.To is Constant { IsUnknown: false } c ? DateOnly.FromDayNumber((int)c.Value) : _law.Month.LastDay;
            foreach (var number in numbers)
            {
                var day = span.Years ? to.AddYears(-(int)number) : to.AddMonths(-(int)number);
                yield return day.DayNumber;
                yield return day.DayNumber - 1;
                yield return day.DayNumber + 1;

                // Where only the year is known, the first of January stands for it.
                yield return new DateOnly(day.Year, 1, 1).DayNumber;
                yield return new DateOnly(day.Year + 1, 1, 1).DayNumber;
            }
        }
    }
}
