using System.Collections.Concurrent;

namespace AnSinh.Host.Access;

/// <summary>Slows down guessing: after five wrong passwords a login waits a minute, whoever tries.</summary>
public sealed class Doorkeeper(TimeProvider clock)
{
    private const int Tries = 5;
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (int Failed, DateTimeOffset Last)> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True while the login must wait.</summary>
    public bool IsClosedFor(string login) =>
        _failures.TryGetValue(login, out var failure) && failure.Failed >= Tries && clock.GetUtcNow() - failure.Last < Wait;

    /// <summary>Notes a wrong password.</summary>
    public void Failed(string login) => _failures.AddOrUpdate(
        login,
        _ => (1, clock.GetUtcNow()),
        (_, before) => (clock.GetUtcNow() - before.Last < Wait ? before.Failed + 1 : 1, clock.GetUtcNow()));

    /// <summary>Forgets the failures of a login that got in.</summary>
    public void Succeeded(string login) => _failures.TryRemove(login, out _);
}
