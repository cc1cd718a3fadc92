namespace AnSinh.Rulebook.Expressions;

/// <summary>Walking a tree.</summary>
internal static class Nodes
{
    public static IEnumerable<Node> Children(this Node node) => node switch
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
    public static IEnumerable<Node> All(this Node node) => node.Children().SelectMany(All).Prepend(node);

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
                    foreach (var body in one is QuantityNode quantity ? quantity.Quantity.Versions.Select(v => v.Body) : ((ScoreNode)one).Scorecard.Versions.Select(v => v.Body))
                    {
                        open.Push(body);
                    }
                }
            }
        }
    }

    /// <summary>The tree with every child mapped first, then the node itself.</summary>
    public static Node Rewrite(this Node node, Func<Node, Node> map) => map(node switch
    {
        DefineNode d => d with { Body = d.Body.Rewrite(map) },
        Not n => new Not(n.Operand.Rewrite(map)),
        And a => new And(a.Left.Rewrite(map), a.Right.Rewrite(map)),
        Or o => new Or(o.Left.Rewrite(map), o.Right.Rewrite(map)),
        Compare c => new Compare(c.Operator, c.Left.Rewrite(map), c.Right.Rewrite(map)),
        OneOf o => o with { Operand = o.Operand.Rewrite(map) },
        Arithmetic a => a with { Left = a.Left.Rewrite(map), Right = a.Right.Rewrite(map) },
        Conditional c => new Conditional(c.Condition.Rewrite(map), c.Then.Rewrite(map), c.Else.Rewrite(map)),
        Span s => new Span(s.Years, s.From.Rewrite(map), s.To.Rewrite(map)),
        Extreme e => new Extreme(e.Greatest, e.Left.Rewrite(map), e.Right.Rewrite(map)),
        Rounded r => r with { Operand = r.Operand.Rewrite(map) },
        Widened w => w with { Operand = w.Operand.Rewrite(map) },
        Members m => m with { Body = m.Body.Rewrite(map) },
        TableNode { Key: { } key } t => t with { Key = key.Rewrite(map) },
        Lookup l => l with { Key = l.Key.Rewrite(map) },
        DateCall d => d with { Date = d.Date.Rewrite(map), Amount = d.Amount.Rewrite(map) },
        PercentOf p => new PercentOf(p.Money.Rewrite(map), p.Percent.Rewrite(map)),
        _ => node,
    });
}
