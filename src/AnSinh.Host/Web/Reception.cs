using System.Security.Claims;
using AnSinh.Host.Pages.Problems;
using Microsoft.AspNetCore.Authentication;

namespace AnSinh.Host.Web;

/// <summary>
/// Stands between the door and the pages: finds out who looks and at which times. The account is looked up at every request, so a
/// closed account or a changed role counts at once.
/// </summary>
internal sealed class Reception(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Office office, Visit visit)
    {
        Viewer? viewer = null;
        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } login)
        {
            viewer = office.Accounts.FindOrNull(login) is { } account ? Viewer.OfOrNull(account, office.Units) : null;
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

        await next(context);
    }
}
