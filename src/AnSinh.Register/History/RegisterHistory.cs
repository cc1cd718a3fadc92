using AnSinh.Basics;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;

namespace AnSinh.Register.History;

/// <summary>
/// All that was believed on one day, laid out so that any month can be read off in one pass
/// (<i lang="vi">lát cắt dữ liệu tháng</i>). Immutable; months may be asked from several threads.
/// </summary>
public sealed class RegisterHistory
{
    private const int Nowhere = -1;
    private const int InNoUnit = -2;

    private readonly HistoryParts _parts;

    internal RegisterHistory(AsKnown known, long changeNo, HistoryParts parts) => (Known, ChangeNo, _parts) = (known, changeNo, parts);

    /// <summary>The day whose knowledge is used.</summary>
    public AsKnown Known { get; }

    /// <summary>The register's change number when it was read.</summary>
    public long ChangeNo { get; }

    /// <summary>The units as they were believed on that day.</summary>
    public UnitMap Units => _parts.Units;

    /// <summary>Number of persons: rows of every snapshot.</summary>
    public int Count => _parts.PersonIds.Length;

    /// <summary>Person numbers by row, ascending.</summary>
    public IReadOnlyList<long> PersonIds => _parts.PersonIds;

    /// <summary>
    /// The month in columns: the state of its last day, and day by day what changes inside it. Columns that do not depend on the month are
    /// shared between snapshots: read, never write.
    /// </summary>
    /// <param name="month">The month.</param>
    /// <param name="withEve">True to look at the eve of the month too, for law that counts a state from the month after.</param>
    public Snapshot At(Month month, bool withEve = false)
    {
        var end = Lay(month, month.FirstDay.DayNumber, month.LastDay);
        return end.With(new StateBuilder(_parts, end, (withEve ? month.Eve : month.FirstDay).DayNumber).Build());
    }

    /// <summary>
    /// The same as it stood on one day: who lives here on it, in which household, and the facts that hold on it. "At the end of a month"
    /// is its last day; whoever left before is not counted.
    /// </summary>
    public Snapshot On(DateOnly day) => Lay(Month.Of(day), day.DayNumber, day);

    /// <summary>The state of a day; homes are those of the last of the days from the first on that has one.</summary>
    private Snapshot Lay(Month month, int first, DateOnly lastDay)
    {
        var last = lastDay.DayNumber;
        int[] unborn = [.. Enumerable.Range(0, Count)
            .Where(row => _parts.BirthDate[row] != FactKind.Unknown && _parts.BirthDate[row] > last)];
        var (homes, resident) = Homes(first, last, lastDay, unborn);
        var households = Households(last, unborn);
        var columns = new Dictionary<string, long[]>(StringComparer.Ordinal)
        {
            ["id"] = _parts.PersonIds,
            ["birth_date"] = _parts.BirthDate,
            ["sex"] = _parts.Sex,
            ["resident"] = resident,
        };
        foreach (var (kind, intervals) in _parts.PersonFacts)
        {
            var column = columns[kind.Name] = Column(kind, intervals, Count, last);

            // Before birth there is nobody of whom anything could be true, whatever was recorded too early.
            foreach (var row in unborn)
            {
                column[row] = kind.Absent;
            }
        }

        foreach (var (kind, intervals) in _parts.HouseholdFacts)
        {
            columns[kind.Name] = OfMembers(Column(kind, intervals, _parts.HouseholdIds.Length, last), households.Of, kind.Absent);
        }

        return new Snapshot(month, Known, _parts.PersonIds, columns, homes, households);
    }

    /// <summary>
    /// Values of a fact about units at the end of a month, by the unit key they were recorded for; units without one are absent.
    /// </summary>
    public IReadOnlyDictionary<string, long> UnitFacts(string kind, Month month)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var fact in _parts.UnitFacts.Where(f => f.Kind == kind && f.Valid.Contains(month.LastDay)).OrderBy(f => f.Valid.From))
        {
            values[fact.Unit] = fact.Value;
        }

        return values;
    }

    /// <summary>
    /// Per row the unit key the month's residence was recorded under when it began, null if the person does not live here: the map
    /// of an earlier day is drawn from it.
    /// </summary>
    public IReadOnlyList<string?> ResidenceKeys(Month month) => Keys(month.FirstDay.DayNumber, month.LastDay.DayNumber);

    /// <summary>The same for those who live here on one day.</summary>
    public IReadOnlyList<string?> ResidenceKeys(DateOnly day) => Keys(day.DayNumber, day.DayNumber);

    private IReadOnlyList<string?> Keys(int first, int last)
    {
        var places = new int[Count];
        Array.Fill(places, -1);
        int[] each = [.. Enumerable.Range(0, _parts.ResidenceKeys.Count)];
        _parts.Residences.Fill(places, first, last, each);
        _parts.Residences.Fill(places, last, last, each);
        return [.. places.Select(place => place < 0 ? null : _parts.ResidenceKeys[place])];
    }

    private static long[] Column(FactKind kind, IntervalColumn intervals, int count, int day)
    {
        var column = GC.AllocateUninitializedArray<long>(count);
        Array.Fill(column, kind.Absent);
        intervals.Fill(column, day, day);
        return column;
    }

    private static long[] OfMembers(long[] byHousehold, int[] householdOf, long absent)
    {
        var column = GC.AllocateUninitializedArray<long>(householdOf.Length);
        for (var row = 0; row < column.Length; row++)
        {
            column[row] = householdOf[row] < 0 ? absent : byHousehold[householdOf[row]];
        }

        return column;
    }

    private (SnapshotHomes Homes, long[] Resident) Homes(int first, int last, DateOnly lastDay, int[] unborn)
    {
        var (position, units) = Positions(lastDay);
        var unitOf = GC.AllocateUninitializedArray<int>(Count);
        Array.Fill(unitOf, Nowhere);
        _parts.Residences.Fill(unitOf, last, last, position);
        Array.ForEach(unborn, row => unitOf[row] = Nowhere);
        var resident = new long[Count];
        for (var row = 0; row < unitOf.Length; row++)
        {
            resident[row] = unitOf[row] == Nowhere ? 0 : 1;
        }

        if (first < last)
        {
            // Whoever left during the month belongs to the commune left: money of the month is paid there.
            var left = GC.AllocateUninitializedArray<int>(Count);
            Array.Fill(left, Nowhere);
            _parts.Residences.Fill(left, first, last, position);
            Array.ForEach(unborn, row => left[row] = Nowhere);
            for (var row = 0; row < unitOf.Length; row++)
            {
                unitOf[row] = unitOf[row] == Nowhere ? left[row] : unitOf[row];
            }
        }

        for (var row = 0; row < unitOf.Length; row++)
        {
            unitOf[row] = Math.Max(unitOf[row], Nowhere);
        }

        return (new SnapshotHomes(unitOf, units), resident);
    }

    // The communes people are counted in on a day, and per residence key the position of its own among them.
    private (int[] Position, List<string> Units) Positions(DateOnly day)
    {
        var units = new List<string>();
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        var position = new int[_parts.ResidenceKeys.Count];
        for (var i = 0; i < position.Length; i++)
        {
            var unit = _parts.Units.CountedIn(_parts.ResidenceKeys[i], day);
            if (unit is not null && positions.TryAdd(unit.Key, units.Count))
            {
                units.Add(unit.Key);
            }

            // A commune whose tier was abolished without another: its people are resident, in no unit that can be told.
            position[i] = unit is null ? InNoUnit : positions[unit.Key];
        }

        return (position, units);
    }

    private SnapshotHouseholds Households(int day, int[] unborn)
    {
        var householdOf = GC.AllocateUninitializedArray<int>(Count);
        Array.Fill(householdOf, -1);
        _parts.Memberships.Fill(householdOf, day, day, _parts.HouseholdPositions);
        Array.ForEach(unborn, row => householdOf[row] = -1);
        var start = new int[_parts.HouseholdIds.Length + 1];
        foreach (var household in householdOf)
        {
            if (household >= 0)
            {
                start[household + 1]++;
            }
        }

        for (var i = 1; i < start.Length; i++)
        {
            start[i] += start[i - 1];
        }

        var next = (int[])start.Clone();
        var members = new int[start[^1]];
        for (var row = 0; row < householdOf.Length; row++)
        {
            if (householdOf[row] is >= 0 and var household)
            {
                members[next[household]++] = row;
            }
        }

        return new SnapshotHouseholds(householdOf, start, members, _parts.HouseholdIds);
    }
}

/// <summary>What a history is made of.</summary>
internal sealed record HistoryParts(
    UnitMap Units,
    long[] PersonIds,
    long[] BirthDate,
    long[] Sex,
    IReadOnlyList<string> ResidenceKeys,
    IntervalColumn Residences,
    long[] HouseholdIds,
    int[] HouseholdPositions,
    IntervalColumn Memberships,
    IReadOnlyList<(FactKind Kind, IntervalColumn Intervals)> PersonFacts,
    IReadOnlyList<(FactKind Kind, IntervalColumn Intervals)> HouseholdFacts,
    IReadOnlyList<UnitFact> UnitFacts);

/// <summary>A dated fact about a unit.</summary>
internal sealed record UnitFact(string Kind, string Unit, DateInterval Valid, long Value);
