using AnSinh.Basics;
using AnSinh.Register.History;

namespace AnSinh.Register.Snapshots;

/// <summary>
/// The register laid out in columns for one month as known on one day (<i lang="vi">lát cắt dữ liệu tháng</i>). Row i is one person;
/// rows are in the order of person number and are the same for every month of one <see cref="RegisterHistory"/>.
/// Columns and households are those of the month's last day; what was otherwise on an earlier day of it is in <see cref="States"/>.
/// <see cref="FactKind.Unknown"/> marks the unknown.
/// </summary>
public sealed class Snapshot
{
    /// <summary>Assembles a snapshot; <see cref="RegisterHistory.At"/> is the usual maker, tests may make small ones.</summary>
    public Snapshot(Month month, AsKnown known, long[] personIds, IReadOnlyDictionary<string, long[]> columns,
        SnapshotHomes homes, SnapshotHouseholds households)
    {
        (Month, Known, PersonIds, Columns) = (month, known, personIds, columns);
        (UnitOf, Units) = homes;
        (HouseholdOf, HouseholdStart, HouseholdMembers, HouseholdIds) = households;
    }

    /// <summary>The month looked at.</summary>
    public Month Month { get; }

    /// <summary>The day whose knowledge is used.</summary>
    public AsKnown Known { get; }

    /// <summary>Person numbers, ascending: one per row.</summary>
    public long[] PersonIds { get; }

    /// <summary>
    /// One column per fact kind in use of which there is any record; person facts per row, household facts copied to every member. A
    /// column that is missing stands for "no record" of anybody. Always present:
    /// <c>id</c>, <c>birth_date</c>, <c>sex</c>, <c>resident</c> (lives in the register's area on the last day of the month).
    /// </summary>
    public IReadOnlyDictionary<string, long[]> Columns { get; }

    /// <summary>
    /// Per row the position in <see cref="Units"/> of the commune on the map of the month's last day (a commune that was split, until the
    /// household is assigned): the home of that day or, of those who left, the last home of the month; −1 if none.
    /// </summary>
    public int[] UnitOf { get; }

    /// <summary>Keys of the commune versions in use.</summary>
    public IReadOnlyList<string> Units { get; }

    /// <summary>Per row the position of the household on the last day, −1 if none.</summary>
    public int[] HouseholdOf { get; }

    /// <summary>
    /// Household h has the members <c>HouseholdMembers[HouseholdStart[h] .. HouseholdStart[h+1]]</c>; one entry more than households.
    /// </summary>
    public int[] HouseholdStart { get; }

    /// <summary>Row numbers grouped by household.</summary>
    public int[] HouseholdMembers { get; }

    /// <summary>Household numbers by position.</summary>
    public long[] HouseholdIds { get; }

    /// <summary>
    /// Those for whom something changes inside the month, day by day; null if there is nobody, or if the snapshot is of one day.
    /// </summary>
    public MonthStates? States { get; private init; }

    /// <summary>The same with other states.</summary>
    public Snapshot With(MonthStates? states) =>
        new(Month, Known, PersonIds, Columns, new SnapshotHomes(UnitOf, Units),
            new SnapshotHouseholds(HouseholdOf, HouseholdStart, HouseholdMembers, HouseholdIds)) { States = states };

    /// <summary>True if the person of a row lives here on some day of the month.</summary>
    public bool LivesHere(int row) => UnitOf[row] >= 0 || Columns["resident"][row] == 1;

    /// <summary>Row of a person, or −1.</summary>
    public int RowOf(long personId) => Array.BinarySearch(PersonIds, personId) is >= 0 and var row ? row : -1;
}

/// <summary>Where the persons of a <see cref="Snapshot"/> live.</summary>
/// <param name="UnitOf"><see cref="Snapshot.UnitOf"/>.</param>
/// <param name="Units"><see cref="Snapshot.Units"/>.</param>
public sealed record SnapshotHomes(int[] UnitOf, IReadOnlyList<string> Units);

/// <summary>The households of a <see cref="Snapshot"/>.</summary>
/// <param name="Of"><see cref="Snapshot.HouseholdOf"/>.</param>
/// <param name="Start"><see cref="Snapshot.HouseholdStart"/>.</param>
/// <param name="Members"><see cref="Snapshot.HouseholdMembers"/>.</param>
/// <param name="Ids"><see cref="Snapshot.HouseholdIds"/>.</param>
public sealed record SnapshotHouseholds(int[] Of, int[] Start, int[] Members, long[] Ids);
