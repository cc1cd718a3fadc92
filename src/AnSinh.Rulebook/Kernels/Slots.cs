using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Kernels;

/// <summary>Takes the constants of the month out of the rules, in order, and leaves slots.</summary>
internal sealed class Slots
{
    private readonly List<long> _values = [];

    public long[] Values => [.. _values];

    public Node Take(Node node) => node.Rewrite(n =>
    {
        if (n is not Constant { IsUnknown: false, Type.Kind: not (ExpressionType.Bool or ExpressionType.Code
            or ExpressionType.Person) } constant)
        {
            return n;
        }

        _values.Add(constant.Value);
        return new SlotNode(constant.Type, _values.Count - 1);
    });
}
