using System.Security.Claims;
using AnSinh.Access.Factors;
using AnSinh.Access.Passwords;
using AnSinh.Host.SignIn;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AnSinh.Host.MyAccount;

/// <summary>One's own account: who one is here, the password, where one is signed in.</summary>
internal static class MyAccountPages
{
    public const string Root = "/tai-khoan";

    public const string PasswordPage = Root + "/mat-khau";

    public const string OneSession = Root + "/phien", OtherSessions = Root + "/phien-khac";

    public static void MapMyAccountPages(this IEndpointRouteBuilder pages)
    {
        var own = pages.ForEverybody();
        own.MapFactorPages();
        own.MapPasskeyPages();
        own.MapGet(Root, Show).Light().ShowsForms();
        own.MapPost(OneSession, (Office office, [AsParameters] SentForm sent) => sent.Once("session.end", SessionForms.EndOne, Root,
            (_, act) => office.Sessions.EndOne(sent.Visit.Viewer.Login, sent[SessionForms.SessionField], act), _ => Root)).Light();
        own.MapPost(OtherSessions, (Office office, [AsParameters] SentForm sent) => sent.Once("session.end", SessionForms.EndOthers, Root,
            (_, act) => office.Sessions.EndOthers(sent.Visit.Viewer.Login, TokenOf(sent.Visit), act), _ => Root)).Light();
        own.MapGet(PasswordPage, (Office office, Visit visit) => View.Of<PasswordView, PasswordModel>(
            new PasswordModel(visit.MustChangePassword, KeepsPassword(office, visit.Viewer), office.Policy.Passwords?.Shortest)))
            .Light().ShowsForms();
        own.MapPost(PasswordPage, ChangeAsync).Light();
    }

    private static RazorComponentResult<MyAccountView> Show(
        Office office, Visit visit, TimeProvider clock, SecondFactors factors, Passkeys keys) =>
        View.Of<MyAccountView, MyAccountModel>(
            new MyAccountModel(visit.Viewer, office.Sessions.Of(visit.Viewer.Login, TokenOf(visit), clock.GetUtcNow()))
            {
                KeepsPassword = KeepsPassword(office, visit.Viewer),
                Factor = factors.Of(visit.Viewer.Login),
                Keys = keys.Of(visit.Viewer.Login),
            });

    private static Task<IResult> ChangeAsync(Office office, SignInLimits limits, [AsParameters] SentForm sent)
    {
        var viewer = sent.Visit.Viewer;
        return PasswordPress.OnceAsync(office, limits, sent, new("account.password", PasswordForms.Change, PasswordPage),
            (told, act) => KeepsPassword(office, viewer) ? Demo : office.Accounts.ChangePassword(
                new PasswordChange(viewer.Login, TokenOf(sent.Visit), told.Text(PasswordForms.OldField), told.Text(PasswordForms.NewField),
                    told.Text(PasswordForms.AgainField), [viewer.Login, viewer.Name, viewer.Unit.Name, viewer.Unit.FullName]),
                office.Policy.Passwords, act), _ => Root);
    }

    // The password of the demo stands on its sign-in page: changed, it would lead nobody in.
    private static bool KeepsPassword(Office office, Viewer viewer) =>
        office.IsDemo && DemoAccounts.All.Any(a => a.Login == viewer.Login);

    private static AnSinh.Basics.Outcome<bool> Demo => new AnSinh.Basics.Refusal(
        "password.demo", "Tài khoản mẫu giữ mật khẩu chung để ai cũng thử được.")
    {
        English = "An account of the demo keeps the password that everybody may try.",
    };

    private static string TokenOf(Visit visit) => visit.Context.User.FindFirstValue(ClaimTypes.Sid) ?? "";
}

/// <summary>One's own account.</summary>
/// <param name="Who">Who one is here.</param>
/// <param name="Sessions">Where one is signed in, the latest first.</param>
public sealed record MyAccountModel(Viewer Who, IReadOnlyList<OpenSession> Sessions)
{
    /// <summary>True for an account of the demo, whose password everybody knows.</summary>
    public bool KeepsPassword { get; init; }

    /// <summary>How it stands with codes of an app.</summary>
    public required SecondFactor Factor { get; init; }

    /// <summary>Passkeys, the oldest first.</summary>
    public required IReadOnlyList<Passkey> Keys { get; init; }
}

/// <summary>The form that changes the password.</summary>
/// <param name="Must">True if nothing else may be done first.</param>
/// <param name="Keeps">True for an account of the demo.</param>
/// <param name="Shortest">Fewest characters; null if the office has not said.</param>
public sealed record PasswordModel(bool Must, bool Keeps, int? Shortest);
