using AnSinh.Register;

namespace AnSinh.Determinations;

/// <summary>A snapshot cut down to one person's household: the same answers for the person at the cost of a few rows.</summary>
internal static class HouseholdSlice
{
    public static Snapshot? Around(Snapshot whole, long personId)
    {
        if (whole.RowOf(personId) is not (>= 0 and var row))
        {
            return null;
        }

        var household = whole.HouseholdOf[row];
        int[] rows = household < 0 ? [row] : whole.HouseholdMembers[whole.HouseholdStart[household]..whole.HouseholdStart[household + 1]];
        Array.Sort(rows);
        return new Snapshot(
            whole.Month,
            whole.Known,
            Pick(whole.PersonIds, rows),
            whole.Columns.ToDictionary(c => c.Key, c => Pick(c.Value, rows), StringComparer.Ordinal),
            Pick(whole.UnitOf, rows),
            whole.Units,
            [.. rows.Select(_ => household < 0 ? -1 : 0)],
            household < 0 ? [0] : [0, rows.Length],
            household < 0 ? [] : [.. Enumerable.Range(0, rows.Length)],
            household < 0 ? [] : [whole.HouseholdIds[household]]);
    }

    private static T[] Pick<T>(T[] column, int[] rows) => Array.ConvertAll(rows, row => column[row]);
}
