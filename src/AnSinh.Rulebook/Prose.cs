using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook;

/// <summary>Writes expressions as Vietnamese phrases.</summary>
public static class Prose
{
    /// <summary>The expression as a phrase, from the labels of facts, codes and parameters.</summary>
    public static string Of(Expression expression) => new ProseWriter(null).Write(expression.Root);

    /// <summary>The same with the values that parameters have in a month.</summary>
    public static string Of(Expression expression, LawAt law) => new ProseWriter(law).Write(expression.Root);
}
