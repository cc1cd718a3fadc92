using AnSinh.Register.Snapshots;

namespace AnSinh.Determinations;

/// <summary>
/// A snapshot cut down to one person's household, and to whoever shared a household with the person on another day of the month: the same
/// answers for the person at the cost of a few rows.
/// </summary>
public static class HouseholdSlice
{
    /// <summary>The person with the household; null if the snapshot does not hold the person.</summary>
    public static Snapshot? Around(Snapshot whole, long personId)
    {
        if (whole.RowOf(personId) is not (>= 0 and var row))
        {
            return null;
        }

        return Of(whole, [.. Household(whole, row).Concat(Circle(whole.States, row)).Distinct().Order()]);
    }

    /// <summary>The people of a snapshot that are also in another.</summary>
    public static Snapshot Of(Snapshot whole, IEnumerable<long> persons) =>
        Of(whole, [.. persons.Select(whole.RowOf).Where(r => r >= 0).Order()]);

    /// <summary>A small snapshot as it stands on one day of its month.</summary>
    public static Snapshot On(Snapshot small, int day)
    {
        var stretches = Array.ConvertAll(Enumerable.Range(0, small.PersonIds.Length).ToArray(), row => StretchOf(small.States, row, day));
        var numbers = stretches.Select((s, row) => s < 0
            ? small.HouseholdOf[row] is >= 0 and var h ? small.HouseholdIds[h] : (long?)null
            : small.States!.HouseholdOf[s] is >= 0 and var d ? small.States.HouseholdIds[d] : null).ToList();
        long[] ids = [.. numbers.OfType<long>().Distinct().Order()];
        int[] householdOf = [.. numbers.Select(n => n is { } number ? Array.BinarySearch(ids, number) : -1)];
        var (start, members) = Grouped(householdOf, ids.Length);
        var columns = small.Columns.ToDictionary(
            c => c.Key, c => stretches.Select((s, row) => s < 0 ? c.Value[row] : small.States!.Columns[c.Key][s]).ToArray(),
            StringComparer.Ordinal);
        return new Snapshot(small.Month, small.Known, small.PersonIds, columns, new SnapshotHomes(small.UnitOf, small.Units),
            new SnapshotHouseholds(householdOf, start, members, ids));
    }

    private static int StretchOf(MonthStates? states, int row, int day) =>
        states?.Find(row) is >= 0 and var at && Enumerable.Range(states.Start[at], states.Start[at + 1] - states.Start[at])
        .FirstOrDefault(s => states.From[s] <= day && day <= states.To[s], -1) is var stretch
            ? stretch : -1;

    private static Snapshot Of(Snapshot whole, int[] rows)
    {
        var homes = rows.Select(r => whole.HouseholdOf[r]).Where(h => h >= 0).Distinct().Order().ToArray();
        int[] householdOf = [.. rows.Select(r => Array.IndexOf(homes, whole.HouseholdOf[r]))];
        var (start, members) = Grouped(householdOf, homes.Length);
        return new Snapshot(
            whole.Month,
            whole.Known,
            Pick(whole.PersonIds, rows),
            whole.Columns.ToDictionary(c => c.Key, c => Pick(c.Value, rows), StringComparer.Ordinal),
            new SnapshotHomes(Pick(whole.UnitOf, rows), whole.Units),
            new SnapshotHouseholds(householdOf, start, members, Pick(whole.HouseholdIds, homes))).With(States(whole.States, rows));
    }

    private static int[] Household(Snapshot whole, int row) => whole.HouseholdOf[row] is >= 0 and var household
        ? whole.HouseholdMembers[whole.HouseholdStart[household]..whole.HouseholdStart[household + 1]]
        : [row];

    /// <summary>Rows of all who share a household with the person on some stretch of the month.</summary>
    private static IEnumerable<int> Circle(MonthStates? states, int row)
    {
        if (states is null || states.Find(row) is not (>= 0 and var at))
        {
            return [];
        }

        var persons = states.PersonOfStretch();
        return Enumerable.Range(states.Start[at], states.Start[at + 1] - states.Start[at])
            .Select(s => states.HouseholdOf[s]).Where(h => h >= 0)
            .SelectMany(h => states.HouseholdMembers[states.HouseholdStart[h]..states.HouseholdStart[h + 1]])
            .Select(s => persons[s]);
    }

    /// <summary>The stretches of the rows kept.</summary>
    private static MonthStates? States(MonthStates? states, int[] rows)
    {
        int[] kept = states is null ? [] : [.. Enumerable.Range(0, rows.Length).Where(i => states.Find(rows[i]) >= 0)];
        if (states is null || kept.Length == 0)
        {
            return null;
        }

        var at = Array.ConvertAll(kept, i => states.Find(rows[i]));
        int[] stretches = [.. at.SelectMany(a => Enumerable.Range(states.Start[a], states.Start[a + 1] - states.Start[a]))];
        var start = new int[kept.Length + 1];
        for (var i = 0; i < kept.Length; i++)
        {
            start[i + 1] = start[i] + states.Start[at[i] + 1] - states.Start[at[i]];
        }

        var homes = stretches.Select(s => states.HouseholdOf[s]).Where(h => h >= 0).Distinct().ToArray();
        int[] householdOf = [.. stretches.Select(s => Array.IndexOf(homes, states.HouseholdOf[s]))];
        var (householdStart, members) = Grouped(householdOf, homes.Length);
        return new MonthStates(
            kept, start, Pick(states.From, stretches), Pick(states.To, stretches),
            states.Columns.ToDictionary(c => c.Key, c => Pick(c.Value, stretches), StringComparer.Ordinal), householdOf,
            householdStart, members,
            Pick(states.HouseholdIds, homes));
    }

    /// <summary>Rows grouped by household.</summary>
    private static (int[] Start, int[] Members) Grouped(int[] householdOf, int households)
    {
        var start = new int[households + 1];
        foreach (var household in householdOf.Where(h => h >= 0))
        {
            start[household + 1]++;
        }

        for (var i = 1; i < start.Length; i++)
        {
            start[i] += start[i - 1];
        }

        return (start, [.. Enumerable.Range(0, householdOf.Length).Where(i => householdOf[i] >= 0).OrderBy(i => householdOf[i])]);
    }

    private static T[] Pick<T>(T[] column, int[] rows) => Array.ConvertAll(rows, row => column[row]);
}
