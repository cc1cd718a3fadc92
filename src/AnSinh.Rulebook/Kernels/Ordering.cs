using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Kernels;

/// <summary>
/// Puts cheap tests that most people fail first. A test that no record of a fact would pass is such a test: few people have a record. Loops
/// over the household come last. Three-valued and and or do not mind the order.
/// </summary>
internal static class Ordering
{
    public static Node Sort(Node node) => node.Rewrite(n => n switch
    {
        And => Parts<And>(n, a => (a.Left, a.Right)).OrderBy(Rank).Aggregate((l, r) => new And(l, r)),
        Or => Parts<Or>(n, o => (o.Left, o.Right)).OrderBy(p => Loops(p) ? 1 : 0).Aggregate((l, r) => new Or(l, r)),
        _ => n,
    });

    /// <summary>True if few rows pass: worth asking before all else.</summary>
    public static bool IsSelective(Node node) => Rank(node) == 0;

    private static int Rank(Node node) => Loops(node) ? 3 : WithoutRecords(node) switch
    {
        Constant { Value: 0 } => 0,
        Constant { Value: 1 } => 2,
        _ => 1,
    };

    private static Node WithoutRecords(Node node) => ConstantFolding.Fold(node.Rewrite(n =>
        n is FactNode f && !f.Kind.Intrinsic ? new Constant(f.Type, f.Kind.Absent)
        : n is KnownNode { Fact.Kind: var kind } ? Constant.Of(kind.WhenAbsent is not null) : n));

    private static bool Loops(Node node) => node.All().Any(n => n is Members);

    private static IEnumerable<Node> Parts<T>(Node node, Func<T, (Node Left, Node Right)> sides) where T : Node =>
        node is T same && sides(same) is var (left, right) ? Parts(left, sides).Concat(Parts(right, sides)) : [node];
}
