using AnSinh.Host.Web;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;

namespace AnSinh.Host.MyAccount;

/// <summary>
/// Leads whoever has a password that is used once to the form that changes it: no other page is shown, and nothing is done.
/// </summary>
internal sealed class MustChangeGuard(RequestDelegate next)
{
    // What is open without signing in is open here too.
    private static readonly string[] Open = [MyAccountPages.PasswordPage, "/dang-xuat", "/dang-nhap", "/tai-nguyen", "/bieu-tuong.svg"];

    public Task InvokeAsync(HttpContext context, Visit visit)
    {
        if (!visit.MustChangePassword || visit.ViewerOrNull is null || Open.Any(p => context.Request.Path.StartsWithSegments(p)))
        {
            return next(context);
        }

        return (visit.IsApi ? ProblemPages.Forbidden(visit) : new SeeOther(MyAccountPages.PasswordPage)).ExecuteAsync(context);
    }
}
