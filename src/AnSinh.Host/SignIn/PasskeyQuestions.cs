using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using AnSinh.Access.Factors;
using Microsoft.AspNetCore.DataProtection;

namespace AnSinh.Host.SignIn;

/// <summary>
/// Questions to passkeys at the door. Nothing is kept of those that are asked, however many: the page carries them, sealed. Those that were
/// answered are kept until they are over, so that an answer is worth nothing a second time.
/// </summary>
internal sealed class PasskeyQuestions(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly IDataProtector _protector = protection.CreateProtector("an-sinh.passkey-question");
    private readonly ConcurrentDictionary<string, DateTimeOffset> _answered = new(StringComparer.Ordinal);

    /// <summary>A question, and the same sealed.</summary>
    public (string Question, string Sealed) Ask(PasskeySite site)
    {
        var question = Passkeys.Ask(site);
        var until = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return (question, _protector.Protect(until + "\n" + question));
    }

    /// <summary>The question of a seal; null if it is not ours, is over or was answered.</summary>
    public string? OpenOrNull(string? held)
    {
        try
        {
            return held is { Length: > 0 } && _protector.Unprotect(held).Split('\n', 2) is [var until, var question]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
                && !_answered.ContainsKey(question) ? question : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Takes a question that was answered rightly; false if it was before.</summary>
    public bool Take(string question)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, until) in _answered.Where(a => a.Value <= now))
        {
            _answered.TryRemove(KeyValuePair.Create(old, until));
        }

        return _answered.TryAdd(question, now + Lifetime);
    }

    /// <summary>The site a request is for, as its browser sees it.</summary>
    public static PasskeySite SiteOf(HttpRequest request) => new(request.Host.Host, $"{request.Scheme}://{request.Host.Value}");
}
