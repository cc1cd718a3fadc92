using AnSinh.Access.Factors;
using AnSinh.Access.Passwords;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.SignIn;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Requests;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.Mvc;
using OtpNet;

namespace AnSinh.Host.MyAccount;

/// <summary>Codes of an app, asked at the door after the password: turned on, turned off, and the recovery codes.</summary>
internal static class FactorPages
{
    public const string Root = MyAccountPages.Root + "/ma-xac-nhan";

    public const string BeginAddress = Root + "/bat-dau", OffAddress = Root + "/tat", RenewAddress = Root + "/ma-du-phong";

    // Where recovery codes are shown, by the word that names them.
    private const string Codes = MyAccountPages.Root + "/ma-du-phong";

    private const string Issuer = "An Sinh";

    public static void MapFactorPages(this IEndpointRouteBuilder own)
    {
        own.MapGet(Root, (Office office, Visit visit, SecondFactors factors) =>
        {
            var factor = factors.Of(visit.Viewer.Login);
            return View.Of<FactorView, FactorModel>(new FactorModel(
                factor, factor.Begun is { } secret ? new OtpUri(OtpType.Totp, secret, visit.Viewer.Login, Issuer).ToString() : null));
        }).Light().ShowsForms();
        own.MapPost(BeginAddress, BeginAsync).Light();
        own.MapPost(Root, ConfirmAsync).Light();
        own.MapPost(OffAddress, (Office office, SignInLimits limits, SecondFactors factors, [AsParameters] SentForm sent) =>
            PasswordPress.OnceAsync(office, limits, sent, new("account.factor-off", FactorForms.TurnOff, Root),
                (told, act) => Checked(office, sent, told, () => factors.TurnOff(sent.Visit.Viewer.Login, act)), _ => Root)).Light();
        own.MapPost(RenewAddress, RenewAsync).Light();
        own.MapGet(Codes, (Visit visit, ShownOnce secrets, [FromQuery(Name = ShownOnce.Key)] string? key) =>
            View.Of<RecoveryCodesView, RecoveryCodesModel>(
                new RecoveryCodesModel(visit.Viewer.Login, [.. secrets.Of(visit.Viewer.Login, key).Select(s => s.Secret)]))).Light();
    }

    private static Task<IResult> BeginAsync(
        Office office, SignInLimits limits, SecondFactors factors, TimeProvider clock, [AsParameters] SentForm sent) =>
        PasswordPress.OnceAsync(office, limits, sent, new("account.factor-begin", FactorForms.Begin, Root),
            (told, act) => Checked(office, sent, told, () => factors.Begin(sent.Visit.Viewer.Login, clock.GetUtcNow(), act)), _ => Root);

    // A code can be guessed here as well as at the door.
    private static async Task<IResult> ConfirmAsync(
        SignInLimits limits, SecondFactors factors, ShownOnce secrets, TimeProvider clock, [AsParameters] SentForm sent)
    {
        var (context, login) = (sent.Visit.Context, sent.Visit.Viewer.Login);
        using var turn = await limits.TakeTurnAsync(context.Connection.RemoteIpAddress, login, isCode: true, context.RequestAborted);
        return turn.RefusalOrNull(sent.Visit) is { } wait ? sent.Again(Root, [wait with { Place = FactorForms.CodeField }])
            : sent.Once("account.factor-on", FactorForms.Confirm, Root, (told, act) =>
            {
                var codes = factors.Confirm(login, told.Text(FactorForms.CodeField), clock.GetUtcNow(), act);
                if (!codes.Ok)
                {
                    turn.Failed();
                }

                return codes;
            }, codes => ShownAt(secrets, login, codes));
    }

    private static Task<IResult> RenewAsync(
        Office office, SignInLimits limits, SecondFactors factors, ShownOnce secrets, [AsParameters] SentForm sent)
    {
        var login = sent.Visit.Viewer.Login;
        return PasswordPress.OnceAsync(office, limits, sent, new("account.recovery-codes", FactorForms.Renew, Root),
            (told, act) => Checked(office, sent, told, () => factors.RenewCodes(login, act)), codes => ShownAt(secrets, login, codes));
    }

    // What the act answers is where they are shown: the register keeps that, and not the codes.
    private static string ShownAt(ShownOnce secrets, string login, IReadOnlyList<string> codes)
    {
        var key = Press.NewKey();
        secrets.Keep(login, key, [.. codes.Select(code => (login, code))]);
        return $"{Codes}?{ShownOnce.Key}={key}";
    }

    private static Outcome<T> Checked<T>(Office office, SentForm sent, FormValues told, Func<Outcome<T>> work) =>
        office.Accounts.SignInOrNull(sent.Visit.Viewer.Login, told.Text(PasswordForms.OldField)) is null ? PasswordForms.Wrong : work();
}

/// <summary>Codes of an app.</summary>
/// <param name="Factor">How it stands.</param>
/// <param name="Address">What the app reads from the drawing; null if there is nothing to read.</param>
public sealed record FactorModel(SecondFactor Factor, string? Address);

/// <summary>Recovery codes just made.</summary>
/// <param name="Login">Whose.</param>
/// <param name="Codes">The codes; none if they are shown no more.</param>
public sealed record RecoveryCodesModel(string Login, IReadOnlyList<string> Codes);
