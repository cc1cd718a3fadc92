namespace AnSinh.Rulebook.Expressions;

/// <summary>
/// Reads the grammar: <c>? :</c>, then <c>||</c>, <c>&amp;&amp;</c>, comparison and <c>in</c>, <c>+ -</c>, <c>*</c>, <c>! -</c>, names and
/// calls.
/// </summary>
internal sealed class Parser
{
    /// <summary>Longest text read.</summary>
    public const int MaxSize = 4096;

    private const int MaxDepth = 64;
    private readonly List<Token> _tokens;
    private int _next;
    private int _depth;

    private Parser(List<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_next];

    public static Syntax Parse(string text)
    {
        if (text.Length > MaxSize)
        {
            throw new ExpressionException(0, $"biểu thức dài quá {MaxSize} ký tự");
        }

        var parser = new Parser(Lexer.Cut(text));
        if (parser.Current.Kind == TokenKind.End)
        {
            throw new ExpressionException(0, "biểu thức trống");
        }

        var whole = parser.Conditional();
        return parser.Current.Kind != TokenKind.End ? throw parser.Unexpected("hết biểu thức hoặc một phép toán")
            : TreeSize.DepthOf(whole) > TreeSize.DepthLimit
            ? throw new ExpressionException(0, new TreeSize(0, TreeSize.DepthLimit + 1).Fault)
            : whole;
    }

    private Syntax Conditional()
    {
        if (++_depth > MaxDepth)
        {
            throw new ExpressionException(Current.At, $"biểu thức lồng quá {MaxDepth} tầng");
        }

        var condition = Binary(0);
        if (Current.Text == "?" && Current.Kind == TokenKind.Symbol)
        {
            var at = Take().At;
            var then = Conditional();
            Expect(":");
            condition = new ConditionalSyntax(at, condition, then, Conditional());
        }

        _depth--;
        return condition;
    }

    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">="], ["+", "-"], ["*"]];

    private Syntax Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        var comparison = level == 2;
        if (comparison && Current is { Kind: TokenKind.Name, Text: "in" })
        {
            return new InSyntax(Take().At, left, List());
        }

        while (Current.Kind == TokenKind.Symbol && Levels[level].Contains(Current.Text))
        {
            var sign = Take();
            left = new BinarySyntax(sign.At, sign.Text, left, Binary(level + 1));
            if (comparison && Current.Kind == TokenKind.Symbol && Levels[level].Contains(Current.Text))
            {
                throw new ExpressionException(Current.At, "không so sánh nối tiếp được; nối hai phép so sánh bằng '&&'");
            }
        }

        return left;
    }

    private Syntax Unary()
    {
        if (Current.Kind != TokenKind.Symbol || Current.Text is not ("!" or "-"))
        {
            return Primary();
        }

        if (++_depth > MaxDepth)
        {
            throw new ExpressionException(Current.At, $"biểu thức lồng quá {MaxDepth} tầng");
        }

        var sign = Take();
        var unary = new UnarySyntax(sign.At, sign.Text, Unary());
        _depth--;
        return unary;
    }

    private Syntax Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return new NumberSyntax(token.At, token.Text);
            case TokenKind.Text:
                Take();
                return new TextSyntax(token.At, token.Text);
            case TokenKind.Symbol when token.Text == "(":
                Take();
                var inner = Conditional();
                Expect(")");
                return inner;
            case TokenKind.Name when token.Text is "true" or "false":
                Take();
                return new BoolSyntax(token.At, token.Text == "true");
            case TokenKind.Name when token.Text != "in":
                return NameOrCall();
            default:
                throw Unexpected("một giá trị, một dữ kiện hoặc '('");
        }
    }

    private Syntax NameOrCall()
    {
        var first = Take();
        var name = first.Text;
        while (Current is { Kind: TokenKind.Symbol, Text: "." })
        {
            Take();
            name += Current.Kind == TokenKind.Name ? "." + Take().Text : throw Unexpected("một tên sau dấu chấm");
        }

        if (Current is not { Kind: TokenKind.Symbol, Text: "(" })
        {
            return new NameSyntax(first.At, name);
        }

        Take();
        var arguments = new List<Syntax>();
        if (Current.Text != ")" || Current.Kind != TokenKind.Symbol)
        {
            arguments.Add(Conditional());
            while (Current is { Kind: TokenKind.Symbol, Text: "," })
            {
                Take();
                arguments.Add(Conditional());
            }
        }

        Expect(")");
        return new CallSyntax(first.At, name, arguments);
    }

    private List<Syntax> List()
    {
        Expect("[");
        var items = new List<Syntax> { Conditional() };
        while (Current is { Kind: TokenKind.Symbol, Text: "," })
        {
            Take();
            items.Add(Conditional());
        }

        Expect("]");
        return items;
    }

    private Token Take() => _tokens[_next++];

    private void Expect(string symbol)
    {
        if (Current.Kind != TokenKind.Symbol || Current.Text != symbol)
        {
            throw Unexpected($"'{symbol}'");
        }

        Take();
    }

    private ExpressionException Unexpected(string wanted) =>
        new(Current.At, Current.Kind == TokenKind.End ? $"biểu thức kết thúc sớm; cần {wanted}" : $"gặp '{Current.Text}'; cần {wanted}");
}
