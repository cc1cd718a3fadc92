using AnSinh.Basics;
using AnSinh.Determinations.Consequences;

namespace AnSinh.Ledger;

/// <summary>A month of the ledger that a change of the register touches.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Month">The month.</param>
/// <param name="Posted">Đồng posted for it.</param>
/// <param name="Before">Đồng due as the register stands; null if unknown.</param>
/// <param name="After">Đồng due with the change; null if unknown.</param>
public sealed record TouchedMonth(long PersonId, string Programme, Month Month, long Posted, long? Before, long? After)
{
    /// <summary>What the next run will post; null where it is withheld because it cannot be told.</summary>
    public long? Difference => After is { } due ? checked(due - Posted) : null;

    /// <summary>The months already opened that would be posted otherwise.</summary>
    /// <param name="found">What the change brings.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="opened">Months that were run.</param>
    public static IReadOnlyList<TouchedMonth> Of(ConsequencesFound found, LedgerQueries ledger, IReadOnlyList<Month> opened)
    {
        var posted = found.Due.Select(d => d.PersonId).Distinct()
            .ToDictionary(p => p, p => ledger.MonthsOf(p, Scope.Everything).ToDictionary(m => (m.Month, m.Programme), m => m.Posted));
        return [.. found.Due.Where(d => opened.Contains(d.Month)).Select(d => new TouchedMonth(
            d.PersonId, d.Programme, d.Month, posted[d.PersonId].GetValueOrDefault((d.Month, d.Programme)), d.Before, d.After))];
    }
}
