using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AnSinh.Host.SignIn;

/// <summary>
/// The door by the office directory: OpenID Connect, code flow with PKCE. The directory says who somebody is; they get in if an account of
/// this register has that login. No account is ever made of what a directory says.
/// </summary>
internal static class DirectorySignIn
{
    public const string Address = SignInPages.Root + "/danh-ba";

    /// <summary>Word of the door that says how the directory answered.</summary>
    public const string AnswerKey = "danh-ba";

    public const string Unknown = "khong-co", Failed = "loi";

    private const string Scheme = "directory";
    private const string ReturnAddress = Address + "/ve";

    /// <summary>Adds the directory, if there is one.</summary>
    public static void AddDirectory(this AuthenticationBuilder authentication, WebOptions reached)
    {
        if (reached.Directory is not { } directory)
        {
            return;
        }

        authentication.AddOpenIdConnect(Scheme, to =>
        {
            (to.Authority, to.ClientId, to.ClientSecret) = (directory.Authority.ToString(), directory.Client, directory.Secret);
            to.RequireHttpsMetadata = !directory.IsHere;
            // A form that another site posts here is refused, and so would be the answer: it comes in the address.
            (to.ResponseType, to.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);
            (to.UsePkce, to.MapInboundClaims, to.SaveTokens) = (true, false, false);
            (to.CallbackPath, to.RemoteSignOutPath) = (ReturnAddress, PathString.Empty);
            to.Scope.Add("email");
            foreach (var cookie in new[] { to.NonceCookie, to.CorrelationCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = reached.BehindProxy ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            }

            to.Events.OnTicketReceived = EnterAsync;
            to.Events.OnRemoteFailure = context =>
            {
                context.HandleResponse();
                context.Response.Redirect($"{SignInPages.Root}?{AnswerKey}={Failed}");
                return Task.CompletedTask;
            };
        });
    }

    public static void MapDirectorySignIn(this IEndpointRouteBuilder pages) => pages.MapGet(
        Address, (WebOptions reached, [FromQuery(Name = SignInPages.BackKey)] string? back) => reached.Directory is null
            ? (IResult)TypedResults.NotFound()
            : TypedResults.Challenge(new AuthenticationProperties { RedirectUri = SignInPages.Local(back) ?? "/" }, [Scheme]))
        .AllowAnonymous().Light().Reads(Language.Key);

    /// <summary>What the door says of the directory's answer; null if there was none.</summary>
    public static string? WordsOrNull(string? answer, Language l) => answer switch
    {
        Unknown => l.T("Danh bạ nhận ra bạn, nhưng ở đây bạn chưa có tài khoản; báo người quản trị hệ thống.",
            "The directory knows you, but you have no account here; tell the administrator."),
        Failed => l.T("Không vào được bằng danh bạ cơ quan; thử lại, hoặc dùng mật khẩu.",
            "The directory of the office did not let you in; try again, or use the password."),
        _ => null,
    };

    // The session is ours, not the directory's: it begins and ends in the register like any other.
    private static async Task EnterAsync(TicketReceivedContext context)
    {
        var (http, office) = (context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<Office>());
        context.HandleResponse();
        var account = LoginsOf(context).Select(office.Accounts.FindOrNull).FirstOrDefault(a => a is not null);
        if (account is not { EndedOn: null } || Viewer.OfOrNull(account, office) is null)
        {
            context.Response.Redirect($"{SignInPages.Root}?{AnswerKey}={Unknown}");
            return;
        }

        if (await http.AuthenticateAsync() is { Principal: { } before })
        {
            http.User = before;
        }

        await SignInPages.EnterAsync(office, http, account.Login, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        context.Response.Redirect(SignInPages.Local(context.ReturnUri) ?? "/");
    }

    // An address of mail that its owner has not proved is what anybody may write there.
    private static IEnumerable<string> LoginsOf(TicketReceivedContext context)
    {
        string? Said(string claim) => context.Principal?.FindFirst(claim)?.Value;
        return new[] { Said("preferred_username"), Said("email_verified") == "true" ? Said("email") : null }.OfType<string>();
    }
}
