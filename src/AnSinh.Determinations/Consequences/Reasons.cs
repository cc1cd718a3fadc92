using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Consequences;

/// <summary>Picks, out of the tree of reasons, the few sentences that an answer turns on.</summary>
internal static class Reasons
{
    private const int Limit = 3;

    public static (IReadOnlyList<ConsequenceReason> Why, IReadOnlyList<string> Missing) Of(ProgrammeAt programme, ConsequenceKind kind, Side side)
    {
        if (side.Result(programme.Programme.Id) is { } result && result.OutrankedBy.TryGetValue(side.Row, out var rule))
        {
            var interaction = side.Law.Interactions[rule];
            return ([new ConsequenceReason(interaction.Interaction.Say, interaction.Citation)], []);
        }

        var own = programme.Explain(side.Table, side.Row);
        return kind switch
        {
            ConsequenceKind.Starts or ConsequenceKind.Rises or ConsequenceKind.Falls => (Picked(Drawn(programme, own)), []),
            ConsequenceKind.BecomesUnclear => (Picked(Leaves(own.Root, Truth.Unknown)), own.Missing),
            _ => (Picked(Failed(own.Root)), []),
        };
    }

    /// <summary>The routes that make the amount; all that hold if the tree does not name them.</summary>
    private static List<ExplainNode> Drawn(ProgrammeAt programme, Explanation own)
    {
        var routes = own.Root.Children.Where(n => n is { Kind: ExplainKind.Route, Truth: Truth.Yes }).ToList();
        var labels = programme.Version.Routes.Where(r => own.Routes.Contains(r.Id)).Select(r => r.Label.Vi).ToList();
        return routes.FindAll(n => labels.Exists(l => n.Text.Vi.StartsWith(l, StringComparison.Ordinal))) is { Count: > 0 } drawn ? drawn : routes;
    }

    /// <summary>The requirement that fails; where none does, what every route fails by.</summary>
    private static IEnumerable<ExplainNode> Failed(ExplainNode root)
    {
        var requirements = root.Children.Where(n => n is { Kind: ExplainKind.Requirement, Truth: Truth.No }).ToList();
        return requirements.Count > 0 ? requirements : root.Children.Where(n => n is { Kind: ExplainKind.Route, Truth: Truth.No }).SelectMany(n => Leaves(n, Truth.No)).DefaultIfEmpty(root);
    }

    private static IEnumerable<ExplainNode> Leaves(ExplainNode node, Truth truth)
    {
        var below = node.Children.Where(c => c.Truth == truth).ToList();
        return below.Count == 0 ? node.Truth == truth ? [node] : [] : below.SelectMany(c => Leaves(c, truth)).Select(n => n.Citation is null ? n with { Citation = node.Citation } : n);
    }

    private static IReadOnlyList<ConsequenceReason> Picked(IEnumerable<ExplainNode> nodes) =>
        [.. nodes.Select(n => new ConsequenceReason(n.Text, n.Citation)).DistinctBy(r => (r.Text.Vi, r.Citation)).Take(Limit)];
}
