using System.Text;

namespace AnSinh.Rulebook.Expressions;

/// <summary>Sentences with expressions in braces: <c>Đủ {parameters.age} tuổi</c>.</summary>
internal static class ExpressionTemplate
{
    /// <summary>The pieces of a sentence in order.</summary>
    public static IEnumerable<(bool IsExpression, string Text)> Parts(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                yield return (false, text[at..]);
                yield break;
            }

            if (open > at)
            {
                yield return (false, text[at..open]);
            }

            yield return (true, text[(open + 1)..close]);
            at = close + 1;
        }
    }

    /// <summary>The sentence with every expression written out.</summary>
    public static string Fill(string text, NameScope scope, Func<Expression, string> write)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        var filled = new StringBuilder();
        foreach (var (isExpression, part) in Parts(text))
        {
            filled.Append(isExpression && scope.Read(part, "") is { Ok: true } read ? write(read.Value) : part);
        }

        return filled.ToString();
    }
}
