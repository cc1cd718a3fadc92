using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AnSinh.Host.MyAccount;

/// <summary>
/// Recovery codes just made, for the page that shows them: for ten minutes, for their owner alone, in the memory of this server. Afterwards
/// nobody has them but who wrote them down.
/// </summary>
internal sealed class FreshCodes(TimeProvider clock)
{
    private const int Capacity = 200;
    private const int KeyLength = 24;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(string Login, string Key), (IReadOnlyList<string> Codes, DateTimeOffset Until)> _kept = new();

    /// <summary>Keeps codes to be shown.</summary>
    /// <returns>The word by which their owner asks for them.</returns>
    public string Keep(string login, IReadOnlyList<string> codes)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, _) in _kept.Where(k => k.Key.Login == login || k.Value.Until <= now).Concat(
            _kept.OrderBy(k => k.Value.Until).SkipLast(Capacity)).ToList())
        {
            _kept.TryRemove(old, out _);
        }

        var key = RandomNumberGenerator.GetHexString(KeyLength, lowercase: true);
        _kept[(login, key)] = (codes, now + Lifetime);
        return key;
    }

    /// <summary>The codes, or null if they are not this owner's or were made too long ago.</summary>
    public IReadOnlyList<string>? FindOrNull(string login, string? key) =>
        key is not null && _kept.TryGetValue((login, key), out var kept) && kept.Until > clock.GetUtcNow() ? kept.Codes : null;
}
