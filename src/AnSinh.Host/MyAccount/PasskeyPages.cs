using AnSinh.Access.Factors;
using AnSinh.Access.Passwords;
using AnSinh.Basics;
using AnSinh.Host.SignIn;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Requests;

namespace AnSinh.Host.MyAccount;

/// <summary>One's passkeys: made, named, removed.</summary>
internal static class PasskeyPages
{
    public const string Root = MyAccountPages.Root + "/khoa";

    public const string AddPage = Root + "/moi", RemoveAddress = Root + "/bo";

    public static void MapPasskeyPages(this IEndpointRouteBuilder own)
    {
        own.MapGet(Root, (Visit visit, Passkeys keys) => View.Of<PasskeysView, PasskeysModel>(
            new PasskeysModel(keys.Of(visit.Viewer.Login)))).Light().ShowsForms();
        own.MapPost(Root, BeginAsync).Light();
        own.MapGet(AddPage, (Visit visit, Passkeys keys, TimeProvider clock) => View.Of<PasskeyAddView, PasskeyAddModel>(
            new PasskeyAddModel(keys.BegunOrNull(visit.Viewer.Login, clock.GetUtcNow())))).Light().ShowsForms();
        own.MapPost(AddPage, AddAsync).Light();
        own.MapPost(RemoveAddress, RemoveAsync).Light();
    }

    private static Task<IResult> BeginAsync(
        Office office, SignInLimits limits, Passkeys keys, TimeProvider clock, [AsParameters] SentForm sent) =>
        PasswordPress.OnceAsync(office, limits, sent, new("account.passkey-begin", PasskeyForms.Begin, Root),
            (told, act) => office.Accounts.SignInOrNull(sent.Visit.Viewer.Login, told.Text(PasswordForms.OldField)) is not { } account
                ? PasswordForms.Wrong
                : keys.Begin(account, told.Text(PasskeyForms.NameField), PasskeyQuestions.SiteOf(sent.Visit.Context.Request),
                    clock.GetUtcNow(), act), _ => AddPage);

    // What the browser answers is looked at before the act: looking takes no turn of the register.
    private static async Task<IResult> AddAsync(Office office, Passkeys keys, TimeProvider clock, [AsParameters] SentForm sent)
    {
        var (visit, site) = (sent.Visit, PasskeyQuestions.SiteOf(sent.Visit.Context.Request));
        var act = Press.ActOf(visit, "account.passkey-add", sent.Key);
        act.Answering<string>(_ => Root);
        var added = await keys.AddAsync(visit.Viewer.Login, sent[PasskeyForms.AnswerField], site, clock.GetUtcNow(), act);
        sent.Written(act);
        return added.Ok || act.IsRepeat ? TypedResults.LocalRedirect(Root) : sent.Again(AddPage, added.Refusals);
    }

    private static Task<IResult> RemoveAsync(Office office, SignInLimits limits, Passkeys keys, [AsParameters] SentForm sent)
    {
        var login = sent.Visit.Viewer.Login;
        return PasswordPress.OnceAsync(office, limits, sent, new("account.passkey-remove", PasskeyForms.Remove(keys.Of(login)), Root),
            (told, act) => office.Accounts.SignInOrNull(login, told.Text(PasswordForms.OldField)) is null ? PasswordForms.Wrong
                : keys.Remove(login, told.Text(PasskeyForms.KeyField), act), _ => Root);
    }
}

/// <summary>One's passkeys.</summary>
/// <param name="Keys">The passkeys, the oldest first.</param>
public sealed record PasskeysModel(IReadOnlyList<Passkey> Keys);

/// <summary>The page on which a browser makes a passkey.</summary>
/// <param name="Question">What it is asked, JSON; null if nothing is asked, or no more.</param>
public sealed record PasskeyAddModel(string? Question);
