using System.Security.Claims;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.SignIn;

/// <summary>The door: sign in, sign out.</summary>
internal static class SignInPages
{
    /// <summary>Word of the address that keeps where somebody wanted to go.</summary>
    public const string BackKey = "tro-ve";

    public static void MapSignInPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/dang-nhap", (Office office, [FromQuery(Name = BackKey)] string? back) => Door(office, new("", null, Local(back))))
            .AllowAnonymous().Light().Reads(Language.Key);
        pages.MapPost("/dang-nhap", SignInAsync).AllowAnonymous().Light().Reads(Language.Key);
        pages.MapPost("/dang-xuat", SignOutAsync).AllowAnonymous().Light().Reads(Language.Key);
    }

    private static async Task<IResult> SignInAsync(
        Office office, SignInThrottle throttle, SignInNotes notes, TimeProvider clock, Visit visit, [AsParameters] SignInForm sent)
    {
        var (context, back) = (visit.Context, sent.Back);
        var (name, from) = ((sent.Login ?? "").Trim(), context.Connection.RemoteIpAddress);
        var shown = name.Length <= Accounts.LengthLimit ? name : "";
        if (throttle.Try(from, name) is { } wait)
        {
            var minutes = visit.Language.Number((long)Math.Max(1, Math.Ceiling(wait.TotalMinutes)));
            context.Response.Headers.RetryAfter =
                ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Door(office,
                new(shown,
                    visit.Language.T($"Sai mật khẩu nhiều lần từ máy này. Chờ {minutes} phút rồi thử lại.",
                        $"Too many wrong passwords from here. Wait {minutes} min and try again."), Local(back)),
                            StatusCodes.Status429TooManyRequests);
        }

        if (office.Accounts.SignInOrNull(name, sent.Password ?? "") is not { } account)
        {
            notes.Failed(office, context, name);
            return Door(office,
                new(shown, visit.Language.T("Tên đăng nhập hoặc mật khẩu không đúng.", "The name or the password is wrong."), Local(back)),
                StatusCodes.Status422UnprocessableEntity);
        }

        throttle.Succeeded(from, name);
        if (Viewer.OfOrNull(account, office.Units, office.Policy) is null)
        {
            return Door(office, new(shown, visit.Language.T(
                "Mật khẩu đúng, nhưng bảng phân quyền không có vai trò của tài khoản này ở đơn vị của nó; báo người quản trị hệ thống.",
                "The password is right, but the access matrix has no such role in the unit of this account; tell the administrator."),
                Local(back)), StatusCodes.Status422UnprocessableEntity);
        }

        await EnterAsync(office, context, account.Login, clock.GetUtcNow());
        SignInNotes.Entered(office, context, account.Login);
        return TypedResults.LocalRedirect(Local(back) ?? "/");
    }

    // Whoever was signed in here before is so no more.
    private static Task EnterAsync(Office office, HttpContext context, string login, DateTimeOffset now)
    {
        End(office, context);
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, login), new Claim(ClaimTypes.Sid, office.Sessions.Begin(login, now))],
            CookieAuthenticationDefaults.AuthenticationScheme);
        return context.SignInAsync(new ClaimsPrincipal(identity));
    }

    private static async Task<IResult> SignOutAsync(Office office, HttpContext context, [FromForm] string? now)
    {
        _ = now; // a form parameter makes the framework check the antiforgery token
        End(office, context);
        await context.SignOutAsync();
        return TypedResults.LocalRedirect("/dang-nhap");
    }

    /// <summary>Ends the session of a browser on this side, too: a copy of its cookie is worth nothing afterwards.</summary>
    private static void End(Office office, HttpContext context)
    {
        if (context.User.FindFirstValue(ClaimTypes.Sid) is { } token && context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } login)
        {
            office.Sessions.End(login, token);
            SignInNotes.Left(office, context, login);
        }
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<SignInView> Door(Office office,
        SignInModel model, int status = StatusCodes.Status200OK) =>
        View.Of<SignInView, SignInModel>(model with { Demo = office.IsDemo ? DemoAccounts.All : [] }, status);

    /// <summary>An address of this site only: nobody is sent elsewhere after signing in.</summary>
    private static string? Local(string? back) =>
        back is ['/', ..] && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal)
        ? back : null;
}

/// <summary>What the form at the door sends.</summary>
/// <param name="Login">Name of the account.</param>
/// <param name="Password">Its password.</param>
/// <param name="Back">Where to go afterwards.</param>
internal sealed record SignInForm(
    [FromForm(Name = "login")] string? Login, [FromForm(Name = "password")] string? Password,
    [FromForm(Name = SignInPages.BackKey)] string? Back);

/// <summary>The sign-in page.</summary>
/// <param name="Login">Name typed before, if any.</param>
/// <param name="Error">What went wrong, if anything.</param>
/// <param name="Back">Where to go afterwards.</param>
public sealed record SignInModel(string Login, string? Error, string? Back)
{
    /// <summary>Accounts shown, in the demo only.</summary>
    public IReadOnlyList<DemoAccount> Demo { get; init; } = [];
}
