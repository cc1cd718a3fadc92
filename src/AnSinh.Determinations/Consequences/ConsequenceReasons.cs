using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Consequences;

/// <summary>Picks, out of the tree of reasons, the few sentences that an answer turns on.</summary>
internal static class ConsequenceReasons
{
    private const int Limit = 3;

    public static (IReadOnlyList<ConsequenceReason> Why,
        IReadOnlyList<string> Missing) Of(ProgrammeAt programme, ConsequenceKind kind, Side? before, Side side)
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
            ConsequenceKind.BecomesUnclear => (Picked(Open(own)), own.Missing),
            _ => (Picked(Failed(own.Root, Held(programme, before))), []),
        };
    }

    /// <summary>The routes that make the amount; all that hold if the tree does not name them.</summary>
    private static List<ExplainNode> Drawn(ProgrammeAt programme, Explanation own)
    {
        var routes = own.Root.Children.Where(n => n is { Kind: ExplainKind.Route, Truth: Truth.Yes }).ToList();
        var labels = programme.Version.Routes.Where(r => own.Routes.Contains(r.Id)).Select(r => r.Label.Vi).ToList();
        return routes.FindAll(n => labels.Exists(l => n.Text.Vi.StartsWith(l, StringComparison.Ordinal))) is { Count: > 0 } drawn
            ? drawn : routes;
    }

    /// <summary>Names of the routes the person drew by before.</summary>
    private static List<string> Held(ProgrammeAt programme, Side? before) =>
        before?.Result(programme.Programme.Id)?.RoutesOf(before.Row) is { } held
        ? [.. programme.Version.Routes.Where(r => held.Contains(r.Id)).Select(r => r.Label.Vi)] : [];

    /// <summary>The requirement that fails; where none does, what the route drawn before fails by, or every route if none was.</summary>
    private static IEnumerable<ExplainNode> Failed(ExplainNode root, List<string> held)
    {
        var requirements = root.Children.Where(n => n is { Kind: ExplainKind.Requirement, Truth: Truth.No }).ToList();
        if (requirements.Count > 0)
        {
            return requirements;
        }

        var routes = root.Children.Where(n => n is { Kind: ExplainKind.Route, Truth: Truth.No }).ToList();
        var own = routes.FindAll(n => held.Exists(l => n.Text.Vi.StartsWith(l, StringComparison.Ordinal)));
        return (own.Count > 0 ? own : routes).SelectMany(n => Leaves(n, Truth.No)).DefaultIfEmpty(root);
    }

    /// <summary>What cannot be told: the conditions over the facts that are missing, else whatever is open.</summary>
    private static List<ExplainNode> Open(Explanation own)
    {
        var leaves = Leaves(own.Root, Truth.Unknown).ToList();
        return leaves.FindAll(n => n.FactName is { } fact && own.Missing.Contains(fact)) is { Count: > 0 } named ? named : leaves;
    }

    private static IEnumerable<ExplainNode> Leaves(ExplainNode node, Truth truth)
    {
        var below = node.Children.Where(c => c.Truth == truth).ToList();
        return below.Count == 0 ? node.Truth == truth ? [node] : []
            : below.SelectMany(c => Leaves(c, truth))
            .Select(n => n with { Citation = n.Citation ?? node.Citation, Guarded = n.Guarded ?? Ground(node) });
    }

    // A part of a protected clause tells of it, be it only by its article.
    private static LocalText? Ground(ExplainNode node) => node.Kind == ExplainKind.Conclusion ? null : node.Guarded;

    private static IReadOnlyList<ConsequenceReason> Picked(IEnumerable<ExplainNode> nodes) =>
        [.. nodes.Select(n => new ConsequenceReason(n.Text, n.Citation) { Guarded = n.Guarded }).DistinctBy(r => (r.Text.Vi, r.Citation))
            .Take(Limit)];
}
