using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Bench;

/// <summary>
/// Records of every other fact the rules read, so that no programme is asked of empty columns: one person in fifty has one, of any value.
/// What the law must know of everybody is known of all but one in a hundred. Deterministic.
/// </summary>
internal static class SprinkledFacts
{
    public static FactTable Of(FactTable table, IEnumerable<FactKind> facts, Month month)
    {
        var columns = new Dictionary<string, long[]>(table.Columns, StringComparer.Ordinal);
        foreach (var kind in facts.Where(
            k => !k.Intrinsic && (!columns.TryGetValue(k.Name, out var column) || Array.TrueForAll(column, v => v == k.Absent))))
        {
            columns[kind.Name] = Column(kind, table, month);
        }

        return table with { Columns = columns };
    }

    /// <summary>The table with 0 in the place of what is unknown: loops written by hand know no unknown.</summary>
    public static FactTable Known(FactTable table, IEnumerable<string> facts)
    {
        var columns = new Dictionary<string, long[]>(table.Columns, StringComparer.Ordinal);
        foreach (var fact in facts.Where(f => Array.IndexOf(columns[f], FactKind.Unknown) >= 0))
        {
            columns[fact] = Array.ConvertAll(columns[fact], v => v == FactKind.Unknown ? 0 : v);
        }

        return table with { Columns = columns };
    }

    private static long[] Column(FactKind kind, FactTable table, Month month)
    {
        var column = new long[table.Rows];
        var random = new Random(kind.Name.Aggregate(17, (hash, letter) => ((hash * 31) + letter) & 0xFFFFFF));
        for (var row = 0; row < column.Length; row++)
        {
            var sameHousehold = kind.Subject == FactSubject.Household && row > 0 && table.HouseholdOf[row] >= 0
                && table.HouseholdOf[row] == table.HouseholdOf[row - 1];
            column[row] = sameHousehold ? column[row - 1]
                : random.Next(50) == 0 ? Any(kind, random, month)
                : kind.Absent != FactKind.Unknown ? kind.Absent
                : random.Next(100) == 0 ? FactKind.Unknown
                : kind.Type is FactType.Bool or FactType.Code or FactType.Person ? 0 : Any(kind, random, month);
        }

        return column;
    }

    private static long Any(FactKind kind, Random random, Month month) => kind.Type switch
    {
        FactType.Bool => 1,
        FactType.Code => random.Next(kind.Codes.Count),
        FactType.Date => month.LastDay.AddDays(-random.Next(20_000)).DayNumber,
        FactType.Dong => random.Next(10_000) * 1_000L,
        FactType.Person => 0,
        _ => random.Next(101),
    };
}
