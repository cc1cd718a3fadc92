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
        _ => [],
    };

    /// <summary>The node itself and all below it.</summary>
    public static IEnumerable<Node> All(this Node node) => node.Children().SelectMany(All).Prepend(node);

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
        _ => node,
    });
}
