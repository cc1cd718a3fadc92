using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>The names an expression may use.</summary>
internal sealed record NameScope(Vocabulary Names, IReadOnlyDictionary<string, Define> Defines)
{
    private const int ShownSize = 300;
    private static readonly Dictionary<string, Define> None = new(StringComparer.Ordinal);

    public NameScope(Vocabulary names) : this(names, None)
    {
    }

    /// <summary>Code of a fault that only follows from another.</summary>
    public const string FollowsCode = "expression.follows";

    /// <summary>Code of a name that is not declared.</summary>
    public const string UnknownCode = "expression.unknown";

    public FactVocabulary Facts => Names.Facts;

    /// <summary>Defines of this version whose own expression is at fault.</summary>
    public HashSet<string> BrokenDefines { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Parameter> Parameters => Names.Parameters;

    /// <summary>Reads and checks one expression; the place is put into the refusal.</summary>
    public Outcome<Expression> Read(string text, string place, ExpressionType? wanted = null)
    {
        try
        {
            var root = new Checker(this).Check(Parser.Parse(text));
            if (TreeSize.Of(root) is { Fits: false } size)
            {
                return new Refusal("expression", size.Fault, place);
            }

            return wanted is null ? new Expression(text, place, root) : new Expression(text, place, Checker.Fit(root, wanted.Value));
        }
        catch (ExpressionException problem)
        {
            return new Refusal(problem.Follows || BrokenNames(text) ? FollowsCode : problem.IsUnknownName ? UnknownCode : "expression",
                $"{problem.Message} (ký tự {problem.At + 1} của \"{Shown(text)}\")", place);
        }
        catch (OverflowException)
        {
            return new Refusal("expression", $"số quá lớn trong \"{Shown(text)}\"", place);
        }
    }

    // A table or a parameter of the wrong unit makes a fault of type where it is used: the cause is elsewhere.
    private bool BrokenNames(string text) =>
        Names.Broken.Count > 0 && Names.Broken.Any(name => text.Contains(name, StringComparison.Ordinal));

    /// <summary>An expression inside a message: of a very long one its beginning.</summary>
    private static string Shown(string text) => text.Trim() is { Length: > ShownSize } whole ? whole[..ShownSize] + "…" : text.Trim();
}

/// <summary>What the law has names for.</summary>
internal sealed record Vocabulary(
    FactVocabulary Facts, IReadOnlyDictionary<string, Parameter> Parameters, IReadOnlyDictionary<string, AmountTable> Tables,
    IReadOnlyDictionary<string, Quantity> Quantities, IReadOnlyDictionary<string, Scorecard> Scorecards,
    IReadOnlyDictionary<string, ResultSource> Results)
{
    /// <summary>
    /// Names whose own declaration is at fault and told: what is wrong with an expression that uses one follows from that.
    /// </summary>
    public IReadOnlySet<string> Broken { get; init; } = new HashSet<string>();
}
