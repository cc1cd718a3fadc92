using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.Rules;

/// <summary>Which page shows a piece of the law.</summary>
internal static class LawLinks
{
    /// <summary>The page of a source, e.g. a parameter.</summary>
    public static string Path(RuleCardSource source) => Path(source.Kind switch
    {
        RuleSource.Parameter => ProvisionOwner.Parameter,
        RuleSource.Table => ProvisionOwner.Table,
        RuleSource.Quantity => ProvisionOwner.Quantity,
        RuleSource.Result => ProvisionOwner.Programme,
        _ => ProvisionOwner.Scorecard,
    }, source.Name);

    /// <summary>The page of a thing of the law.</summary>
    public static string Path(ProvisionOwner of, string name) => of switch
    {
        ProvisionOwner.Parameter => "/bo-luat/tham-so/" + name,
        ProvisionOwner.Table => "/bo-luat/bang/" + name,
        ProvisionOwner.Quantity => "/bo-luat/dai-luong/" + name,
        ProvisionOwner.Scorecard => "/bo-luat/phieu/" + name,
        ProvisionOwner.Instrument => "/bo-luat/van-ban/" + name,
        ProvisionOwner.Programme => "/bo-luat/che-do/" + name,
        _ => "/bo-luat",
    };

    /// <summary>The page of a provision: of a programme's clause the card of its version, at the route.</summary>
    public static (string Path, string? Version, string Anchor) Of(Policy policy, Provision provision) => provision switch
    {
        { Of: ProvisionOwner.Interaction } =>
            (Path(ProvisionOwner.Programme, policy.Interactions.FirstOrDefault(i => i.Id == provision.Owner)?.Sides[0][0] ?? ""),
                null, "#quan-he"),
        { Of: ProvisionOwner.Programme, Kind: ProvisionKind.Route or ProvisionKind.Unless or ProvisionKind.Rate } =>
            (Path(provision.Of, provision.Owner), provision.Version, "#" + provision.Id.Split('/')[0]),
        { Of: ProvisionOwner.Programme, Kind: ProvisionKind.Requirement } =>
            (Path(provision.Of, provision.Owner), provision.Version, "#chung"),
        { Of: ProvisionOwner.Programme, Kind: ProvisionKind.Selection } =>
            (Path(provision.Of, provision.Owner), provision.Version, "#nhieu-dien"),
        { Of: ProvisionOwner.Programme } => (Path(provision.Of, provision.Owner), provision.Version, ""),
        _ => (Path(provision.Of, provision.Owner), null, ""),
    };
}
