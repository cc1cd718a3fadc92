using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Explaining;

/// <summary>
/// Explanations for those who may not see protected facts (<i lang="vi">dữ kiện được bảo vệ</i>): what a clause over such a fact says is
/// replaced by one sentence, the same for every such fact; and a clause that does not decide is left out, for its absence must tell
/// nothing.
/// </summary>
public static class ProtectedGrounds
{
    /// <summary>Said instead of a clause that rests on a protected fact.</summary>
    public static LocalText Ground { get; } = new(
        "Một căn cứ được bảo vệ: cán bộ phụ trách xem được khi nêu mục đích",
        "A protected ground: seen by the officer in charge, for a stated purpose");

    /// <summary>Said in data instead of the name of a protected fact.</summary>
    public const string FactName = "protected";

    /// <summary>Said instead of the name of a protected fact.</summary>
    public static LocalText Fact { get; } = new("một dữ kiện được bảo vệ", "a protected fact");

    /// <summary>The tree without protected grounds; null if the node itself is one that did not decide.</summary>
    public static ExplainNode? WithoutProtected(this ExplainNode node)
    {
        if (node.Guarded is not null && node.Kind is not (ExplainKind.Conclusion or ExplainKind.Selection or ExplainKind.Result))
        {
            // What did not apply is not told at all: said of nobody, it would be known of everybody of whom it is not said.
            var silent = node.Kind == ExplainKind.Requirement ? Truth.Yes : Truth.No;
            return node.Truth == silent ? null
                : new ExplainNode(node.Truth, node.Guarded, null, null, null, node.Doubtful, []) { Kind = node.Kind };
        }

        // Where an open route holds it is the reason; that a protected one holds besides would tell that there is one, as would a choice
        // between routes of which only one is open.
        var open = node.Children.Count(c => c is { Kind: ExplainKind.Route, Truth: Truth.Yes, Guarded: null });
        return node with { Text = node.Guarded ?? node.Text, Guarded = null,
            Children = [.. node.Children.Where(c => c.Kind switch
            {
                ExplainKind.Route => open == 0 || c.Guarded is null,
                ExplainKind.Selection => open > 1,
                _ => true,
            }).Select(WithoutProtected).OfType<ExplainNode>()] };
    }

    /// <summary>The explanation without protected grounds, their clauses and facts.</summary>
    public static Explanation WithoutProtected(this Explanation explanation, ProgrammeAt programme)
    {
        var hidden = programme.ProtectedClauses;
        bool Open(string clause) => !hidden.Contains(clause.Split('/')[0]) && !hidden.Contains(clause);
        bool IsOpen(string fact) => programme.Law.Policy.Facts.FindOrNull(fact[(fact.LastIndexOf('.') + 1)..]) is not { Sensitive: true };
        return explanation with
        {
            Root = explanation.Root.WithoutProtected()!,
            Clauses = [.. explanation.Clauses.Where(Open).Union(explanation.OpenRoutes)],
            Routes = explanation.OpenRoutes,
            Missing = [.. explanation.Missing.Where(IsOpen)],
            Facts = explanation.Facts.Where(f => IsOpen(f.Key)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>
    /// True if an expression itself reads a protected fact, of anybody. What a quantity it uses reads is guarded where the quantity is
    /// explained: its value alone (a class of merit, a percentage) does not tell which fact gave it.
    /// </summary>
    internal static bool AreReadBy(Expression? expression) => expression is not null && AreReadBy(expression.Root);

    internal static bool AreReadBy(Node node) => node.All().OfType<FactNode>().Any(f => f.Kind.Sensitive);

    internal static LocalText? Of(Expression? expression) => AreReadBy(expression) ? Ground : null;
}
