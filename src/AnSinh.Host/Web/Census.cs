using AnSinh.Basics;
using AnSinh.Determinations;

namespace AnSinh.Host.Web;

/// <summary>People and households by commune in the month looked at, within what the viewer may see.</summary>
internal sealed class Census
{
    private readonly Dictionary<string, (long People, long Households)> _byUnit = new(StringComparer.Ordinal);

    private Census(MonthResult month, Scope scope)
    {
        var snapshot = month.Snapshot;
        var counted = new bool[snapshot.HouseholdIds.Length];
        for (var row = 0; row < snapshot.PersonIds.Length; row++)
        {
            if (snapshot.UnitOf[row] is not (>= 0 and var unit) || !month.IsLivingResident(row))
            {
                continue;
            }

            var key = snapshot.Units[unit];
            if (!scope.Contains(key))
            {
                continue;
            }

            var (people, households) = _byUnit.GetValueOrDefault(key);
            var first = snapshot.HouseholdOf[row] is >= 0 and var household && !counted[household];
            if (first)
            {
                counted[snapshot.HouseholdOf[row]] = true;
            }

            _byUnit[key] = (people + 1, households + (first ? 1 : 0));
        }
    }

    /// <summary>Counts of the visit's month.</summary>
    public static Census Of(Office office, Visit visit) => new(office.Determiner.Determine(visit.Month, visit.Known), visit.Viewer.Scope);

    /// <summary>Person numbers of those counted, within these residence keys.</summary>
    public static IReadOnlyList<long> Living(MonthResult month, Scope scope)
    {
        var (snapshot, ids) = (month.Snapshot, new List<long>());
        for (var row = 0; row < snapshot.PersonIds.Length; row++)
        {
            if (snapshot.UnitOf[row] is >= 0 and var unit && month.IsLivingResident(row)
                && scope.Contains(snapshot.Units[unit]))
            {
                ids.Add(snapshot.PersonIds[row]);
            }
        }

        return ids;
    }

    /// <summary>People living in a commune version.</summary>
    public long People(string key) => _byUnit.GetValueOrDefault(key).People;

    /// <summary>Households living in a commune version.</summary>
    public long Households(string key) => _byUnit.GetValueOrDefault(key).Households;
}
