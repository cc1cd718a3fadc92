using System.Security.Claims;
using AnSinh.Host.Access;
using AnSinh.Host.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.SignIn;

/// <summary>The door: sign in, sign out.</summary>
internal static class SignInPages
{
    /// <summary>Word of the address that keeps where somebody wanted to go.</summary>
    public const string BackKey = "tro-ve";

    public static void MapSignInPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/dang-nhap", (Office office, [FromQuery(Name = BackKey)] string? back) => Door(office, new("", null, Local(back)))).AllowAnonymous();
        pages.MapPost("/dang-nhap", SignInAsync).AllowAnonymous();
        pages.MapPost("/dang-xuat", SignOutAsync).AllowAnonymous();
    }

    private static async Task<IResult> SignInAsync(
        Office office, Doorkeeper doorkeeper, Visit visit, HttpContext context,
        [FromForm] string? login, [FromForm] string? password, [FromForm(Name = BackKey)] string? back)
    {
        var name = (login ?? "").Trim();
        if (doorkeeper.IsClosedFor(name))
        {
            return Door(office, new(name, visit.Language.T("Sai mật khẩu nhiều lần. Chờ một phút rồi thử lại.", "Too many wrong passwords. Wait a minute and try again."), Local(back)), StatusCodes.Status429TooManyRequests);
        }

        if (office.Accounts.SignInOrNull(name, password ?? "") is not { } account)
        {
            doorkeeper.Failed(name);
            return Door(office, new(name, visit.Language.T("Tên đăng nhập hoặc mật khẩu không đúng.", "The name or the password is wrong."), Local(back)), StatusCodes.Status422UnprocessableEntity);
        }

        doorkeeper.Succeeded(name);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account.Login)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
        return TypedResults.LocalRedirect(Local(back) ?? "/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm] string? now)
    {
        _ = now; // a form parameter makes the framework check the antiforgery token
        await context.SignOutAsync();
        return TypedResults.LocalRedirect("/dang-nhap");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<SignInView> Door(Office office, SignInModel model, int status = StatusCodes.Status200OK) =>
        View.Of<SignInView, SignInModel>(model with { Demo = office.IsDemo ? DemoAccounts.All : [] }, status);

    /// <summary>An address of this site only: nobody is sent elsewhere after signing in.</summary>
    private static string? Local(string? back) =>
        back is ['/', ..] && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal) ? back : null;
}

/// <summary>The sign-in page.</summary>
/// <param name="Login">Name typed before, if any.</param>
/// <param name="Error">What went wrong, if anything.</param>
/// <param name="Back">Where to go afterwards.</param>
public sealed record SignInModel(string Login, string? Error, string? Back)
{
    /// <summary>Accounts shown, in the demo only.</summary>
    public IReadOnlyList<DemoAccount> Demo { get; init; } = [];
}
