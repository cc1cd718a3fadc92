namespace AnSinh.Rulebook.Expressions;

/// <summary>An expression as written, before names and types are checked.</summary>
/// <param name="At">Position in the text, from 0.</param>
internal abstract record Syntax(int At);

internal sealed record NumberSyntax(int At, string Digits) : Syntax(At);

internal sealed record TextSyntax(int At, string Value) : Syntax(At);

internal sealed record BoolSyntax(int At, bool Value) : Syntax(At);

/// <summary>A dotted name, e.g. <c>parameters.social_assistance.standard</c>.</summary>
internal sealed record NameSyntax(int At, string Name) : Syntax(At);

internal sealed record CallSyntax(int At, string Name, IReadOnlyList<Syntax> Arguments) : Syntax(At);

internal sealed record UnarySyntax(int At, string Operator, Syntax Operand) : Syntax(At);

internal sealed record BinarySyntax(int At, string Operator, Syntax Left, Syntax Right) : Syntax(At);

internal sealed record InSyntax(int At, Syntax Operand, IReadOnlyList<Syntax> Choices) : Syntax(At);

internal sealed record ConditionalSyntax(int At, Syntax Condition, Syntax Then, Syntax Else) : Syntax(At);

/// <summary>What is wrong with an expression, and where in its text.</summary>
internal sealed class ExpressionException(int at, string message) : Exception(message)
{
    public int At { get; } = at;

    /// <summary>True if the fault only follows from another that is told.</summary>
    public bool Follows { get; init; }

    /// <summary>True if the fault is a name that is not declared.</summary>
    public bool IsUnknownName { get; init; }
}
