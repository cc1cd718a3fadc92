using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Kernels;

/// <summary>
/// A day that every route of a programme asks for: if all want somebody born by 1956, one test turns away the young before any route is
/// looked at. It follows from the routes, so it changes no answer: where it fails every route fails, where it is open no route is settled.
/// </summary>
internal static class SharedBound
{
    /// <summary>The loosest bound on one fact that follows from each of the conditions, or null if they share none.</summary>
    public static Compare? Of(IEnumerable<Node> conditions)
    {
        var live = conditions.Where(c => c is not Constant { Value: 0 }).Select(Bounds).ToList();
        var shared = live.Count < 2 ? [] : live.Aggregate(Loosest);
        if (shared.Count == 0)
        {
            return null;
        }

        var ((_, atMost), (fact, day)) = shared.First();
        return new Compare(atMost ? CompareOperator.LessOrEqual : CompareOperator.GreaterOrEqual, fact, new Constant(ExprType.Date, day));
    }

    private static Dictionary<(string Fact, bool AtMost), (FactNode Fact, long Day)> Bounds(Node node) => node switch
    {
        Compare { Left: FactNode { OfMember: false } f, Right: Constant { IsUnknown: false, Type.Kind: ExpressionType.Date } c } compare =>
            compare.Operator switch
        {
            CompareOperator.LessOrEqual => One(f, true, c.Value),
            CompareOperator.Less => One(f, true, c.Value - 1),
            CompareOperator.GreaterOrEqual => One(f, false, c.Value),
            CompareOperator.Greater => One(f, false, c.Value + 1),
            _ => [],
        },
        And a => Tightest(Bounds(a.Left), Bounds(a.Right)),
        Or o => Loosest(Bounds(o.Left), Bounds(o.Right)),
        _ => [],
    };

    private static Dictionary<(string, bool), (FactNode, long)> One(FactNode fact, bool atMost, long day) =>
        new() { [(fact.Kind.Name, atMost)] = (fact, day) };

    /// <summary>Both hold: what either asks, the stricter where both ask.</summary>
    private static Dictionary<(string, bool), (FactNode,
        long)> Tightest(Dictionary<(string Fact, bool AtMost), (FactNode Fact, long Day)> a, Dictionary<(string Fact,
            bool AtMost), (FactNode Fact, long Day)> b)
    {
        var all = new Dictionary<(string, bool), (FactNode, long)>(a);
        foreach (var (key, (fact, day)) in b)
        {
            all[key] = a.TryGetValue(key, out var own) ? (fact, key.AtMost ? Math.Min(own.Day, day) : Math.Max(own.Day, day)) : (fact, day);
        }

        return all;
    }

    /// <summary>One of them holds: what both ask, the looser.</summary>
    private static Dictionary<(string Fact, bool AtMost), (FactNode Fact,
        long Day)> Loosest(Dictionary<(string Fact, bool AtMost), (FactNode Fact, long Day)> a, Dictionary<(string Fact,
            bool AtMost), (FactNode Fact, long Day)> b)
    {
        var both = new Dictionary<(string, bool), (FactNode, long)>();
        foreach (var (key, (fact, day)) in a)
        {
            if (b.TryGetValue(key, out var other))
            {
                both[key] = (fact, key.AtMost ? Math.Max(day, other.Day) : Math.Min(day, other.Day));
            }
        }

        return both;
    }
}
