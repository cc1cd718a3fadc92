using System.Collections.Concurrent;
using System.Security.Cryptography;
using AnSinh.Basics;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.DataProtection;

namespace AnSinh.Host.Web;

/// <summary>
/// What was typed into a form and is not written yet: because something was wrong with it, or because the session had run out when it was
/// sent. Kept for a working day under the key of the form, for its login alone, in the memory of this server: a register holds what
/// was done, not what somebody was about to do.
/// </summary>
public sealed class FormDrafts(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Name of the key of a draft in an address.</summary>
    public const string Key = "nhap";

    /// <summary>Names of what every form carries: its own key, the page it stands on, and whose it is.</summary>
    public const string FormKey = "khoa", PageField = "trang", OwnerField = "ai";

    private const int Capacity = 400;
    private const int LettersLimit = 100_000;
    private const int AddressLimit = 2_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(10);
    private readonly ConcurrentDictionary<string, FormDraft> _drafts = new(StringComparer.Ordinal);
    private readonly IDataProtector _protector = protection.CreateProtector("an-sinh.form-owner");

    /// <summary>The login as a form carries it, readable here alone.</summary>
    public string Seal(string login) => _protector.Protect(login);

    /// <summary>Keeps what was typed and what was wrong with it.</summary>
    /// <returns>The address of the page that shows it again; null if it cannot be kept: it has no key of ours, or is too long.</returns>
    public string? KeepOrNull(string login, IFormCollection form, string page, string deed, IReadOnlyList<Refusal> refusals)
    {
        var key = form[FormKey].ToString();
        var told = form.Where(f => !IsCarried(f.Key)).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        if (key.Length is 0 or > ActRunner.KeyLimit || told.Sum(t => t.Key.Length + t.Value.Length) > LettersLimit)
        {
            return null;
        }

        MakeRoom();
        _drafts[key] = new FormDraft(login, key, deed, told, refusals, clock.GetUtcNow() + Lifetime);
        var at = Local(form[PageField]) ?? page;
        return $"{at}{(at.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Key}={Uri.EscapeDataString(key)}";
    }

    /// <summary>Keeps a form that came without a session, if it says whose it is.</summary>
    /// <returns>The address of the page that shows it again after signing in, or null.</returns>
    public async Task<string?> KeepForLaterAsync(HttpRequest request)
    {
        try
        {
            var (form, path) = (request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty, request.Path.ToString());
            return form[OwnerField].ToString() is { Length: > 0 } owner && Local(form[PageField]) is { } page
                ? KeepOrNull(_protector.Unprotect(owner), form, page, path[(path.LastIndexOf('/') + 1)..],
                    [new Refusal("form.session", "Phiên làm việc đã hết khi gửi. Nội dung đã gõ còn đây: xem lại rồi gửi.")])
                : null;
        }
        catch (Exception broken) when (broken is CryptographicException or IOException or InvalidDataException)
        {
            // A seal that is not ours, or a form that breaks off: there is nothing to keep.
            return null;
        }
    }

    /// <summary>The draft of a login under a key, or null.</summary>
    public FormDraft? FindOrNull(string login, string? key) =>
        key is not null && _drafts.TryGetValue(key, out var draft) && draft.Login == login && draft.Until > clock.GetUtcNow()
            ? draft : null;

    /// <summary>Forgets a draft: what it held was written.</summary>
    public void Drop(string? key) => _drafts.TryRemove(key ?? "", out _);

    private void MakeRoom()
    {
        if (_drafts.Count >= Capacity)
        {
            foreach (var (key, _) in _drafts.OrderBy(d => d.Value.Until).Take(Capacity / 10).ToList())
            {
                _drafts.TryRemove(key, out _);
            }
        }
    }

    private static bool IsCarried(string name) => name is FormKey or PageField or OwnerField or "__RequestVerificationToken";

    // An address of this site only, written as addresses are: nobody is led elsewhere by a form.
    private static string? Local(string? page) =>
        page is ['/', ..] and not ['/', '/' or '\\', ..] && page.Length <= AddressLimit
            && page.All(c => c is > ' ' and < '\x7f' and not '#') ? page : null;
}

/// <summary>What was typed into a form.</summary>
/// <param name="Login">Whose it is.</param>
/// <param name="Key">Key of the form: mended, it is sent under the same.</param>
/// <param name="Deed">What was to be done.</param>
/// <param name="Told">What was typed, by field.</param>
/// <param name="Refusals">Why it was not written.</param>
/// <param name="Until">How long it is kept.</param>
public sealed record FormDraft(string Login, string Key, string Deed, IReadOnlyDictionary<string, string> Told,
    IReadOnlyList<Refusal> Refusals, DateTimeOffset Until);
