using System.Security.Claims;
using AnSinh.Host.Web.Problems;
using Microsoft.AspNetCore.Authentication;

namespace AnSinh.Host.Web.Requests;

/// <summary>
/// Stands between the door and the pages: finds out who looks and at which times. Session and account are looked up at every request, so an
/// ended session, a closed account or a changed role counts at once.
/// </summary>
internal sealed class VisitMiddleware(RequestDelegate next, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context, Office office, Visit visit)
    {
        Viewer? viewer = null;
        if (context.User.Identity is { IsAuthenticated: true })
        {
            var token = context.User.FindFirstValue(ClaimTypes.Sid);
            var account = token is null ? null : office.Sessions.AccountOrNull(token, clock.GetUtcNow());
            viewer = account is null ? null : Viewer.OfOrNull(account, office);
            visit.MustChangePassword = account is { MustChange: true };
            if (viewer is null)
            {
                await context.SignOutAsync();
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }

        if (visit.Begin(context, viewer, office.UsualTimes()) is { } refusal && viewer is not null)
        {
            await ProblemPages.Refused(visit, refusal).ExecuteAsync(context);
            return;
        }

        visit.Narrow([.. NeedsPermission.Of(context)]);
        await next(context);
    }
}
