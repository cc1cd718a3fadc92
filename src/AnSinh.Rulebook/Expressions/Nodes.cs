namespace AnSinh.Rulebook.Expressions;

/// <summary>Walking a tree.</summary>
internal static class Nodes
{
    public static Node[] Children(this Node node) => node switch
    {
        DefineNode d => [d.Body],
        Not n => [n.Operand],
        And a => [a.Left, a.Right],
        Or o => [o.Left, o.Right],
        Compare c => [c.Left, c.Right],
        OneOf o => [o.Operand],
        Arithmetic a => [a.Left, a.Right],
        Conditional c => [c.Condition, c.Then, c.Else],
        Span s => [s.From, s.To],
        Extreme e => [e.Left, e.Right],
        Rounded r => [r.Operand],
        Widened w => [w.Operand],
        KnownNode k => [k.Fact],
        Members m => [m.Body],
        TableNode { Key: { } key } => [key],
        Lookup l => [l.Key],
        DateCall d => [d.Date, d.Amount],
        PercentOf p => [p.Money, p.Percent],
        _ => [],
    };

    /// <summary>The node itself and all below it.</summary>
    public static IEnumerable<Node> All(this Node node)
    {
        var open = new Stack<Node>([node]);
        while (open.TryPop(out var next))
        {
            yield return next;
            var children = next.Children();
            for (var i = children.Length - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }
    }

    /// <summary>The node, all below it, and all that the quantities and scorecards in it rest on in any of their versions.</summary>
    public static IEnumerable<Node> Reach(this Node node)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Node>([node]);
        while (open.TryPop(out var root))
        {
            foreach (var one in root.All())
            {
                yield return one;
                object? dated = one switch { QuantityNode q => q.Quantity, ScoreNode s => s.Scorecard, _ => null };
                if (dated is not null && seen.Add(dated))
                {
                    foreach (var body in one is QuantityNode quantity ? quantity.Quantity.Versions.Select(v => v.Body)
                        : ((ScoreNode)one).Scorecard.Versions.Select(v => v.Body))
                    {
                        open.Push(body);
                    }
                }
            }
        }
    }

    /// <summary>The same, and all that the programmes rest on whose results are read.</summary>
    public static IEnumerable<Node> ReachResults(this Node node)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Node>([node]);
        while (open.TryPop(out var root))
        {
            foreach (var one in root.Reach())
            {
                yield return one;
                if (one is ResultNode { Source: { Programme: { } programme } source } && seen.Add(source))
                {
                    programme.Versions.SelectMany(v => v.Expressions).ToList().ForEach(e => open.Push(e.Root));
                }
            }
        }
    }

    /// <summary>All nodes of some trees, and of the quantities and scorecards in them as they are in a month.</summary>
    public static IEnumerable<Node> InForce(this IEnumerable<Node> roots, LawAt law)
    {
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Node>(roots);
        while (open.TryPop(out var root))
        {
            foreach (var node in root.All())
            {
                yield return node;
                var body = node switch
                {
                    QuantityNode q => law.Quantity(q.Quantity.Name)?.Version.Body,
                    ScoreNode s => law.Scorecard(s.Scorecard.Name)?.Version.Body,
                    _ => null,
                };
                if (body is not null && seen.Add(body))
                {
                    open.Push(body);
                }
            }
        }
    }

    /// <summary>The tree with every child mapped first, then the node itself.</summary>
    public static Node Rewrite(this Node node, Func<Node, Node> map) => map(node.OverChildren(c => c.Rewrite(map)));

    /// <summary>
    /// The tree with parts put in the place of others, from the top: where there is a replacement, what was below it is gone.
    /// </summary>
    public static Node Replace(this Node node, Func<Node, Node?> replacement) =>
        replacement(node) ?? node.OverChildren(c => c.Replace(replacement));

    private static Node OverChildren(this Node node, Func<Node, Node> map) => node switch
    {
        DefineNode d => d with { Body = map(d.Body) },
        Not n => new Not(map(n.Operand)),
        And a => new And(map(a.Left), map(a.Right)),
        Or o => new Or(map(o.Left), map(o.Right)),
        Compare c => new Compare(c.Operator, map(c.Left), map(c.Right)),
        OneOf o => o with { Operand = map(o.Operand) },
        Arithmetic a => a with { Left = map(a.Left), Right = map(a.Right) },
        Conditional c => new Conditional(map(c.Condition), map(c.Then), map(c.Else)),
        Span s => new Span(s.Years, map(s.From), map(s.To)),
        Extreme e => new Extreme(e.Greatest, map(e.Left), map(e.Right)),
        Rounded r => r with { Operand = map(r.Operand) },
        Widened w => w with { Operand = map(w.Operand) },
        Members m => m with { Body = map(m.Body) },
        TableNode { Key: { } key } t => t with { Key = map(key) },
        Lookup l => l with { Key = map(l.Key) },
        DateCall d => d with { Date = map(d.Date), Amount = map(d.Amount) },
        PercentOf p => new PercentOf(map(p.Money), map(p.Percent)),
        _ => node,
    };
}
