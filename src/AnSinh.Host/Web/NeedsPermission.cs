namespace AnSinh.Host.Web;

/// <summary>What an address needs: a permission, or only that somebody is signed in.</summary>
/// <param name="Permission">The permission; null where what is shown or done is one's own.</param>
internal sealed record NeedsPermission(Permission? Permission)
{
    /// <summary>All permissions the address of a request needs.</summary>
    public static IEnumerable<Permission> Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<NeedsPermission>().Select(n => n.Permission).OfType<Permission>() ?? [];
}

/// <summary>Says of addresses what they need. An address of which nothing is said is shut.</summary>
internal static class PermissionMapping
{
    /// <summary>Addresses for those who may do this, besides what the group needs already.</summary>
    public static RouteGroupBuilder Needing(this IEndpointRouteBuilder pages, Permission permission) =>
        pages.MapGroup("").WithMetadata(new NeedsPermission(permission));

    /// <summary>Addresses for everybody signed in: their own work, their own right to ask.</summary>
    public static RouteGroupBuilder ForEverybody(this IEndpointRouteBuilder pages) =>
        pages.MapGroup("").WithMetadata(new NeedsPermission(null));
}
