using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Kernels;

/// <summary>A constant of the month, read from a slot, so that months whose rules have one shape share one compiled loop.</summary>
internal sealed record SlotNode(ExprType Type, int Index) : Node(Type);
