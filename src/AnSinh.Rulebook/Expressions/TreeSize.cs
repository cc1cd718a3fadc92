namespace AnSinh.Rulebook.Expressions;

/// <summary>
/// How large a tree is. Every reader of a tree (checker, folding, loops, SQL, prose) walks it by recursion, so depth is bounded before any
/// does; what a quantity or a scorecard rests on counts as if it stood in its place, for that is where binding puts it.
/// </summary>
/// <param name="Parts">Number of nodes.</param>
/// <param name="Depth">Nodes from the root to the deepest leaf.</param>
internal readonly record struct TreeSize(long Parts, int Depth)
{
    /// <summary>Most nodes of one expression with all it is made of.</summary>
    public const int PartsLimit = 20_000;

    /// <summary>Deepest tree with all it is made of.</summary>
    public const int DepthLimit = 200;

    /// <summary>A leaf.</summary>
    public static TreeSize Leaf => new(1, 1);

    /// <summary>True if any reader may walk it.</summary>
    public bool Fits => Parts <= PartsLimit && Depth <= DepthLimit;

    /// <summary>What is wrong with a tree that does not fit.</summary>
    public string Fault => Depth > DepthLimit
        ? $"biểu thức cùng những gì nó dựa vào lồng hơn {DepthLimit} tầng; chia chuỗi phép toán thành nhiều define"
        : $"biểu thức cùng những gì nó dựa vào có hơn {PartsLimit} phần";

    /// <summary>The size of a checked tree, without recursion; stops counting once it does not fit.</summary>
    public static TreeSize Of(Node root)
    {
        var (parts, depth) = (0L, 0);
        var open = new Stack<(Node Node, int Depth)>([(root, 1)]);
        while (open.TryPop(out var next) && parts <= PartsLimit && depth <= DepthLimit)
        {
            var below = next.Node switch { QuantityNode q => q.Quantity.Size, ScoreNode s => s.Scorecard.Size, _ => default };
            parts += below.Parts + 1;
            depth = Math.Max(depth, next.Depth + below.Depth);
            foreach (var child in next.Node.Children())
            {
                open.Push((child, next.Depth + 1));
            }
        }

        return new TreeSize(parts, depth);
    }

    /// <summary>The depth of an expression as written, without recursion.</summary>
    public static int DepthOf(Syntax root)
    {
        var deepest = 0;
        var open = new Stack<(Syntax Part, int Depth)>([(root, 1)]);
        while (open.TryPop(out var next))
        {
            deepest = Math.Max(deepest, next.Depth);
            foreach (var child in Children(next.Part))
            {
                open.Push((child, next.Depth + 1));
            }
        }

        return deepest;
    }

    private static IEnumerable<Syntax> Children(Syntax part) => part switch
    {
        CallSyntax c => c.Arguments,
        UnarySyntax u => [u.Operand],
        BinarySyntax b => [b.Left, b.Right],
        InSyntax i => i.Choices.Prepend(i.Operand),
        ConditionalSyntax c => [c.Condition, c.Then, c.Else],
        _ => [],
    };
}
