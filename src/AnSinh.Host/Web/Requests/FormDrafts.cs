using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.DataProtection;

namespace AnSinh.Host.Web.Requests;

/// <summary>
/// What was typed into a form and is not written yet: because something was wrong with it, because it is to be looked at first, or because
/// the session had run out when it was sent. Kept for a working day under the key of the form, for its login and its page alone, in the
/// memory of this server: a register holds what was done, not what somebody was about to do.
/// </summary>
public sealed class FormDrafts(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Name of the key of a draft in an address.</summary>
    public const string Key = "nhap";

    /// <summary>Names of what every form carries: its own key, its name on its page, and the seal of whose it is.</summary>
    public const string FormKey = "khoa", NameField = "bieu-mau", OwnerField = "ai";

    /// <summary>Drafts one person has at most; the oldest goes first.</summary>
    public const int OwnLimit = 20;

    private const int Capacity = 1_000;
    private const int LettersLimit = 300_000;
    private const int AddressLimit = 2_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(10);

    // What is only asked tells of people and is kept nowhere else: long enough to go on and come back.
    private static readonly TimeSpan QuestionLifetime = TimeSpan.FromMinutes(15);

    // A page may stay open overnight; what it carries is worth nothing after that.
    private static readonly TimeSpan SealLifetime = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<(string Login, string Key), FormDraft> _drafts = new();
    private readonly IDataProtector _protector = protection.CreateProtector("an-sinh.form-owner");

    /// <summary>Whose a form is, on which page, since when: as the form carries it, readable here alone.</summary>
    public string Seal(string login, string page) => _protector.Protect(string.Create(
        CultureInfo.InvariantCulture, $"{login}\n{page}\n{(clock.GetUtcNow() + SealLifetime).ToUnixTimeSeconds()}"));

    /// <summary>Keeps what was typed and what was wrong with it.</summary>
    /// <returns>The address of the page that shows it again; null if it cannot be kept: it has no key of ours, or is too long.</returns>
    public string? KeepOrNull(string login, IFormCollection form, string page, string deed, IReadOnlyList<Refusal> refusals) =>
        KeepOrNull(new FormDraft(login, form[FormKey].ToString(), PageOrNull(login, form) ?? page, deed, Kept(form), refusals,
            clock.GetUtcNow() + Lifetime));

    /// <summary>What is kept of a form: passwords and codes are typed again.</summary>
    internal static Dictionary<string, string> Kept(IFormCollection form) => SentForm.Told(form)
        .Where(t => !t.Key.StartsWith(FormField.SecretMark, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Keeps what was asked, for as long as its answer is looked at.</summary>
    /// <returns>The address that shows the answer; null if it cannot be kept.</returns>
    public string? AskOrNull(string login, string key, string page, string deed, IReadOnlyDictionary<string, string> told) =>
        KeepOrNull(new FormDraft(login, key, page, deed, told, [], clock.GetUtcNow() + QuestionLifetime));

    private string? KeepOrNull(FormDraft draft)
    {
        if (draft.Key.Length is 0 or > ActRunner.KeyLimit || draft.Told.Sum(t => t.Key.Length + t.Value.Length) > LettersLimit)
        {
            return null;
        }

        MakeRoom(draft.Login);
        _drafts[(draft.Login, draft.Key)] = draft;
        return $"{draft.Page}{(draft.Page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Key}={Uri.EscapeDataString(draft.Key)}";
    }

    /// <summary>Keeps a form that came without a session, if it says whose it is.</summary>
    /// <returns>The address of the page that shows it again after signing in, or null.</returns>
    public async Task<string?> KeepForLaterAsync(HttpRequest request)
    {
        try
        {
            var form = request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
            return Opened(form) is { } seal
                ? KeepOrNull(seal.Login, form, seal.Page, NameOf(form, request.Path), [new Refusal(
                    "form.session", "Phiên làm việc đã hết khi gửi. Nội dung đã gõ còn đây: xem lại rồi gửi.")
                {
                    English = "The session had ended when this was sent. What was typed is here: look at it and send it again.",
                }])
                : null;
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            // A form that breaks off: there is nothing to keep.
            return null;
        }
    }

    /// <summary>The draft the address of a page names, if it is the viewer's and of this page; else null.</summary>
    public FormDraft? FindOrNull(Visit visit) => visit.ViewerOrNull is { } viewer && visit.Query[Key].ToString() is { Length: > 0 } key
        && _drafts.TryGetValue((viewer.Login, key), out var draft) && draft.Page == PageOf(visit) && draft.Until > clock.GetUtcNow()
            ? draft : null;

    /// <summary>Forgets a draft: what it held was written.</summary>
    public void Drop(string login, string key) => _drafts.TryRemove((login, key), out _);

    /// <summary>The page a form stands on, as its seal and its draft name it.</summary>
    public static string PageOf(Visit visit) => visit.Here((Key, null), (Visit.PageKey, visit.Query[Visit.PageKey].ToString()));

    /// <summary>The name of a form on its page: what it carries, or the last word of where it is sent.</summary>
    public static string NameOf(IFormCollection form, string path) =>
        form[NameField].ToString() is { Length: > 0 } name ? name : path[(path.LastIndexOf('/') + 1)..];

    /// <summary>An address of this site only, written as addresses are; null for any other: nobody is led elsewhere by a form.</summary>
    public static string? LocalOrNull(string? address) => address is ['/', ..] and not ['/', '/' or '\\', ..]
        && address.Length <= AddressLimit && address.All(c => c is > ' ' and < '\x7f' and not '#') ? address : null;

    /// <summary>The page a form was shown on to this login; null if it says nothing that can be believed.</summary>
    public string? PageOrNull(string login, IFormCollection form) => Opened(form) is { } seal && seal.Login == login ? seal.Page : null;

    private (string Login, string Page)? Opened(IFormCollection form)
    {
        try
        {
            return form[OwnerField].ToString() is { Length: > 0 } seal
                && _protector.Unprotect(seal).Split('\n') is [var login, var page, var until]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
                && LocalOrNull(page) is not null ? (login, page) : null;
        }
        catch (CryptographicException)
        {
            // A seal that is not ours.
            return null;
        }
    }

    // Who keeps many loses their own first; if all together keep too much, whoever keeps most does.
    private void MakeRoom(string login)
    {
        while (_drafts.Count(d => d.Key.Login == login) >= OwnLimit)
        {
            DropOldest(login);
        }

        while (_drafts.Count >= Capacity)
        {
            DropOldest(_drafts.Keys.GroupBy(k => k.Login).MaxBy(g => g.Count())!.Key);
        }
    }

    private void DropOldest(string login)
    {
        if (_drafts.Where(d => d.Key.Login == login).MinBy(d => d.Value.Until).Key is { Key: not null } oldest)
        {
            _drafts.TryRemove(oldest, out _);
        }
    }
}

/// <summary>What was typed into a form.</summary>
/// <param name="Login">Whose it is.</param>
/// <param name="Key">Key of the form: mended, it is sent under the same.</param>
/// <param name="Page">The page it stands on, without the word that names the draft.</param>
/// <param name="Deed">What was to be done: the name of the form on its page.</param>
/// <param name="Told">What was typed, by field.</param>
/// <param name="Refusals">Why it was not written.</param>
/// <param name="Until">How long it is kept.</param>
public sealed record FormDraft(string Login, string Key, string Page, string Deed, IReadOnlyDictionary<string, string> Told,
    IReadOnlyList<Refusal> Refusals, DateTimeOffset Until);

/// <summary>Declares beside the mapping of an address that its page has forms.</summary>
internal static class FormMapping
{
    /// <summary>One that was refused is shown on it again by the key of what was typed.</summary>
    public static TBuilder ShowsForms<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Reads(FormDrafts.Key);
}
