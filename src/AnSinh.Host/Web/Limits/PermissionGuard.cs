using AnSinh.Host.Web.Problems;
using Microsoft.AspNetCore.Authorization;

namespace AnSinh.Host.Web.Limits;

/// <summary>Lets somebody through to an address if the access matrix gives them all that it needs.</summary>
internal sealed class PermissionGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, Visit visit)
    {
        // What answers that an address has no such method is no route.
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || visit.ViewerOrNull is not { } viewer)
        {
            return next(context);
        }

        var needed = endpoint.Metadata.GetOrderedMetadata<NeedsPermission>();
        return needed.Count > 0 && needed.All(n => n.Permission is not { } permission || viewer.May(permission))
            ? next(context) : ProblemPages.Forbidden(visit).ExecuteAsync(context);
    }
}
