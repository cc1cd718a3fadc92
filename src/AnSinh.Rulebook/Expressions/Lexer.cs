namespace AnSinh.Rulebook.Expressions;

internal enum TokenKind
{
    Number,
    Text,
    Name,
    Symbol,
    End,
}

/// <summary>A word of an expression.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int At);

/// <summary>Cuts an expression into words.</summary>
internal static class Lexer
{
    private static readonly string[] Symbols = ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "?",
        ":", "(", ")", "[", "]", ",", "."];

    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, "", at));
                return tokens;
            }

            var token = Next(text, at);
            tokens.Add(token);
            at += token.Kind == TokenKind.Text ? token.Text.Length + 2 : token.Text.Length;
        }
    }

    private static Token Next(string text, int at)
    {
        var first = text[at];
        if (char.IsAsciiDigit(first))
        {
            return new Token(TokenKind.Number, text[at..EndOfNumber(text, at)], at);
        }

        if (char.IsAsciiLetter(first) || first == '_')
        {
            return new Token(TokenKind.Name, text[at..EndOfName(text, at)], at);
        }

        if (first is '\'' or '"')
        {
            var end = text.IndexOf(first, at + 1);
            return end > 0 ? new Token(TokenKind.Text, text[(at + 1)..end], at) : throw new ExpressionException(at, "thiếu dấu nháy đóng");
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                return new Token(TokenKind.Symbol, symbol, at);
            }
        }

        throw new ExpressionException(at, NotASymbol(first));
    }

    private static string NotASymbol(char first) => first switch
    {
        '=' => "so sánh bằng viết là '=='",
        '&' => "'và' viết là '&&'",
        '|' => "'hoặc' viết là '||'",
        '/' => "ngôn ngữ này không có phép chia; dùng hệ số thập phân",
        _ when char.IsControl(first) || char.IsSurrogate(first) => $"ký tự U+{(int)first:X4} không dùng được ở đây",
        _ => $"ký tự '{first}' không dùng được ở đây",
    };

    private static int EndOfName(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end;
    }

    private static int EndOfNumber(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }
        }

        return end;
    }
}
