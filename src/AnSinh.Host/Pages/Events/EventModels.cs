using AnSinh.Basics;
using AnSinh.Determinations.Consequences;
using AnSinh.Register;

namespace AnSinh.Host.Pages.Events;

/// <summary>An event as it would be written, with all it brings.</summary>
/// <param name="Plan">The rows.</param>
/// <param name="Found">What the law says before and after.</param>
/// <param name="Money">What opened months would be posted otherwise.</param>
/// <param name="Names">Names of everybody concerned.</param>
/// <param name="Decided">Person and programme with a decision in force.</param>
/// <param name="Mark">Names what is shown: writing needs the same.</param>
public sealed record EventPreview(
    EventPlan Plan, ConsequencesFound Found, IReadOnlyList<EventMoney> Money, IReadOnlyDictionary<long, string> Names, IReadOnlySet<(long PersonId, string Programme)> Decided, string Mark)
{
    /// <summary>Đồng that was posted and is not owed: to be recovered, a positive number.</summary>
    public long Recovery => -Money.Sum(m => Math.Min(0, m.Difference ?? 0));

    /// <summary>Đồng owed and not posted.</summary>
    public long Arrears => Money.Sum(m => Math.Max(0, m.Difference ?? 0));

    /// <summary>A person in words.</summary>
    public string NameOf(long personId) => Names.GetValueOrDefault(personId) ?? $"{personId}";
}

/// <summary>A month of the ledger that the event touches.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Month">The month.</param>
/// <param name="Posted">Đồng posted for it.</param>
/// <param name="Before">Đồng due as the register stands; null if unknown.</param>
/// <param name="After">Đồng due with the event; null if unknown.</param>
public sealed record EventMoney(long PersonId, string Programme, Month Month, long Posted, long? Before, long? After)
{
    /// <summary>What the next run will post; null where it is held because it cannot be told.</summary>
    public long? Difference => After is { } due ? checked(due - Posted) : null;
}
