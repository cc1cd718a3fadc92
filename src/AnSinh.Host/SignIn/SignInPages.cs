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

    /// <summary>The door, and its second step.</summary>
    public const string Root = "/dang-nhap", SecondStep = Root + "/ma";

    public static void MapSignInPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root, ([AsParameters] SignInServices with, Visit visit, [FromQuery(Name = BackKey)] string? back,
            [FromQuery(Name = DirectorySignIn.AnswerKey)] string? directory) =>
            Door(with, visit.Context, new("", DirectorySignIn.WordsOrNull(directory, visit.Language), Local(back))))
            .AllowAnonymous().Light().Reads(Language.Key);
        pages.MapPost(Root, SignInAsync).AllowAnonymous().Light().Reads(Language.Key);
        pages.MapPost("/dang-xuat", SignOutAsync).AllowAnonymous().Light().Reads(Language.Key);
        pages.MapSecondStepPages();
        pages.MapPasskeySignIn();
        pages.MapDirectorySignIn();
    }

    private static async Task<IResult> SignInAsync([AsParameters] SignInServices with, Visit visit, [AsParameters] SignInForm sent)
    {
        var (office, limits) = (with.Office, with.Limits);
        var (context, back, name) = (visit.Context, Local(sent.Back), (sent.Login ?? "").Trim());
        var shown = name.Length <= Accounts.LengthLimit ? name : "";
        using var turn = await limits.TakeTurnAsync(
            context.Connection.RemoteIpAddress, name, isCode: false, context.RequestAborted);
        if (turn.RefusalOrNull(visit) is { } wait)
        {
            return Door(with, context, new(shown, wait.In(visit.Language.Code), back), StatusCodes.Status429TooManyRequests);
        }

        if (office.Accounts.SignInOrNull(name, sent.Password ?? "") is not { } account)
        {
            turn.Failed();
            with.Notes.Failed(office, context, name);
            return Door(with, context,
                new(shown, visit.Language.T("Tên đăng nhập hoặc mật khẩu không đúng.", "The name or the password is wrong."), back),
                StatusCodes.Status422UnprocessableEntity);
        }

        if (Viewer.OfOrNull(account, office) is null)
        {
            return Door(with, context, new(shown, visit.Language.T(
                "Mật khẩu đúng, nhưng hôm nay tài khoản này không có vai trò nào được giao ở đơn vị của nó; báo người quản trị.",
                "The password is right, but this account has no role today that is given in its unit; tell the administrator."),
                back), StatusCodes.Status422UnprocessableEntity);
        }

        if (with.Factors.Of(account.Login).IsOn)
        {
            with.Half.Begin(context, account, back);
            return TypedResults.LocalRedirect(SecondStep);
        }

        await EnterAsync(office, context, account.Login, with.Clock.GetUtcNow());
        return TypedResults.LocalRedirect(back ?? "/");
    }

    // Whoever was signed in here before is so no more.
    internal static Task EnterAsync(Office office, HttpContext context, string login, DateTimeOffset now)
    {
        End(office, context);
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, login), new Claim(ClaimTypes.Sid, office.Sessions.Begin(login, now, OriginOf(context)))],
            CookieAuthenticationDefaults.AuthenticationScheme);
        SignInNotes.Entered(office, context, login);
        return context.SignInAsync(new ClaimsPrincipal(identity));
    }

    /// <summary>Where a request comes from, as its session keeps it.</summary>
    internal static SessionOrigin OriginOf(HttpContext context) =>
        new(context.Connection.RemoteIpAddress?.ToString() ?? "", BrowserName.Of(context.Request.Headers.UserAgent.ToString()));

    private static async Task<IResult> SignOutAsync(Office office, HttpContext context, [FromForm] string? now)
    {
        _ = now; // a form parameter makes the framework check the antiforgery token
        End(office, context);
        await context.SignOutAsync();
        return TypedResults.LocalRedirect(Root);
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

    /// <summary>The door, with what was typed and what went wrong.</summary>
    internal static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<SignInView> Door(SignInServices with, HttpContext context,
        SignInModel model, int status = StatusCodes.Status200OK) => View.Of<SignInView, SignInModel>(model with
        {
            Demo = with.Office.IsDemo ? DemoAccounts.All : [],
            HasDirectory = with.Reached.Directory is not null,
            Passkey = with.Keys.AreThere() ? with.Questions.Ask(PasskeyQuestions.SiteOf(context.Request)) : null,
        }, status);

    /// <summary>An address of this site only: nobody is sent elsewhere after signing in.</summary>
    internal static string? Local(string? back) =>
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

    /// <summary>True if the directory of the office lets in, too.</summary>
    public bool HasDirectory { get; init; }

    /// <summary>What a passkey is asked, and the same sealed; null if nobody has one.</summary>
    public (string Question, string Sealed)? Passkey { get; init; }
}
