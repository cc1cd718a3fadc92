namespace AnSinh.Rulebook;

/// <summary>Writes expressions as Vietnamese phrases.</summary>
public static class Prose
{
    /// <summary>The expression as a phrase, from the labels of facts, codes and parameters.</summary>
    public static string Of(Expression expression) => expression.Text;
}
