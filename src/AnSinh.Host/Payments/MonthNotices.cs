using System.Collections.Concurrent;
using AnSinh.Basics;
using AnSinh.Ledger;

namespace AnSinh.Host.Payments;

/// <summary>What an officer did about a month, told to them once on the page that follows.</summary>
internal sealed class MonthNotices
{
    private readonly ConcurrentDictionary<(string Login, Month Month), Told> _told = new();

    /// <summary>Notes what was done.</summary>
    public void Tell(string login, Told told) => _told[(login, told.Month)] = told;

    /// <summary>What somebody did about a month since they looked last; null if nothing.</summary>
    public Told? TakeTold(string login, Month month) => _told.TryRemove((login, month), out var told) ? told : null;
}

/// <summary>What a request about a month did.</summary>
/// <param name="Month">The month.</param>
/// <param name="Settled">What settling wrote.</param>
public sealed record Told(Month Month, SettleResult? Settled)
{
    /// <summary>The run that was taken back, and how.</summary>
    public (long Run, RunUndo How)? TakenBack { get; init; }

    /// <summary>The decision to recover that was recorded.</summary>
    public RecoveryDecision? Decided { get; init; }
}
