using AnSinh.Host.Web.Problems;
using AnSinh.Rulebook.Access;
using Microsoft.AspNetCore.Authorization;

namespace AnSinh.Host.Web.Limits;

/// <summary>What an address needs: a permission, or only that somebody is signed in.</summary>
/// <param name="Permission">The permission; null where what is shown or done is one's own.</param>
internal sealed record NeedsPermission(Permission? Permission);

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

/// <summary>Lets somebody through to an address if the access matrix gives them all that it needs.</summary>
internal sealed class PermissionGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, Visit visit)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || visit.ViewerOrNull is not { } viewer)
        {
            return next(context);
        }

        var needed = endpoint.Metadata.GetOrderedMetadata<NeedsPermission>();
        return needed.Count > 0 && needed.All(n => n.Permission is not { } permission || viewer.May(permission))
            ? next(context) : ProblemPages.Forbidden(visit).ExecuteAsync(context);
    }
}
