using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;

namespace AnSinh.Ledger;

/// <summary>A person's money month by month: due as recomputed now, posted, paid and the difference.</summary>
public sealed class PersonPayments(Determiner determiner, Decisions decisions, LedgerQueries ledger)
{
    /// <summary>All opened months in which something is due or was posted for the person, within the units the asker may see.</summary>
    public IReadOnlyList<PersonMonth> Of(long personId, AsKnown known, Scope scope)
    {
        var posted = ledger.MonthsOf(personId, scope, known).ToDictionary(m => (m.Month, m.Programme));
        var opened = ledger.OpenedMonths();
        if (opened.Count == 0)
        {
            return [];
        }

        var reading = determiner.ReadAround(personId, known);
        var book = decisions.Known(known);
        var months = new List<PersonMonth>();
        foreach (var month in opened)
        {
            if (reading.PayableFor(personId, month, book) is not { } found)
            {
                continue;
            }

            var (result, row) = found;
            if (!scope.Contains(result.Snapshot.UnitOf[row] is >= 0 and var unit ? result.Snapshot.Units[unit] : null)
                && !posted.Keys.Any(k => k.Month == month))
            {
                continue;
            }

            months.AddRange(Programmes(result, row, posted));
        }

        return months;
    }

    private static IEnumerable<PersonMonth> Programmes(
        MonthResult result, int row, Dictionary<(Month Month, string Programme), PersonMonth> posted)
    {
        var month = result.Month;
        foreach (var name in result.Programmes.Select(p => p.Name)
            .Union(posted.Keys.Where(k => k.Month == month).Select(k => k.Programme)))
        {
            var programme = result.FindOrNull(name);
            var was = posted.GetValueOrDefault((month, name)) ?? new PersonMonth(name, month, null, 0, 0);
            var due = programme is null ? 0 : programme.IsUnknown(row) ? (long?)null : programme.DueBeside(row, was.Posted);
            if (due != 0 || was.Posted != 0 || was.Paid != 0)
            {
                yield return was with { Recomputed = due };
            }
        }
    }
}

/// <summary>A person's month in a programme.</summary>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Month">The month.</param>
/// <param name="Recomputed">What is due as known now; null if unknown or not asked.</param>
/// <param name="Posted">Sum of the due entries.</param>
/// <param name="Paid">Sum of the paid entries.</param>
public sealed record PersonMonth(string Programme, Month Month, long? Recomputed, long Posted, long Paid)
{
    /// <summary>Posted and not paid.</summary>
    public long Open => checked(Posted - Paid);

    /// <summary>What a law would take back and nobody decided to; positive.</summary>
    public long Withheld { get; init; }

    /// <summary>What the next run will post if nothing else changes; null if unknown.</summary>
    public long? Difference => Recomputed is { } due ? checked(due - Posted + Withheld) : null;
}
