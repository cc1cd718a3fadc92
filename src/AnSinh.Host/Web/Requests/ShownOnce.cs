using System.Collections.Concurrent;

namespace AnSinh.Host.Web.Requests;

/// <summary>
/// Secrets made by the program that are shown to whoever asked for them, for a few minutes and nowhere else: in the memory of this server,
/// never in an address, the register or a log.
/// </summary>
/// <param name="clock">The machine's clock.</param>
internal sealed class ShownOnce(TimeProvider clock)
{
    /// <summary>How long they can be read.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>Name of their key in an address.</summary>
    public const string Key = "mot-lan";

    private readonly ConcurrentDictionary<string, (string Owner, DateTimeOffset Until,
        IReadOnlyList<(string Of, string Secret)> Secrets)> _kept =
        new(StringComparer.Ordinal);

    /// <summary>Keeps secrets for whoever asked, under a key of the request; those of before are shown no more.</summary>
    public void Keep(string owner, string key, IReadOnlyList<(string Of, string Secret)> secrets)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, _) in _kept.Where(k => k.Value.Owner == owner || k.Value.Until <= now).ToList())
        {
            _kept.TryRemove(old, out _);
        }

        _kept[key] = (owner, now + Lasts, secrets);
    }

    /// <summary>The secrets of a key, for their owner; empty if they are gone or were never theirs.</summary>
    public IReadOnlyList<(string Of, string Secret)> Of(string owner, string? key) =>
        key is { Length: > 0 } && _kept.TryGetValue(key, out var kept) && kept.Owner == owner && kept.Until > clock.GetUtcNow()
            ? kept.Secrets : [];
}
