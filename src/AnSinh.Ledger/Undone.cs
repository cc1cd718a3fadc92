using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register.Snapshots;

namespace AnSinh.Ledger;

/// <summary>Something of the register that may have been said otherwise before: one kind of statement about one subject.</summary>
/// <param name="Table"><c>fact</c>, <c>identity</c>, <c>residence</c>, <c>household</c>, <c>decision</c> or <c>merge</c>.</param>
/// <param name="Subject">Person or household it is about.</param>
/// <param name="Id">Number of the subject.</param>
/// <param name="Kind">Kind of fact, or programme of a decision.</param>
internal sealed record StatementKey(string Table, FactSubject Subject, long Id, string Kind);

/// <summary>
/// The household of one person in a month, as it would be laid out if some statements were still what they were before and all others are
/// what they are now. It is how a cause is tried: undone, does the difference go?
/// </summary>
internal sealed class Undone
{
    private readonly Snapshot _now;
    private readonly Snapshot _before;
    private readonly FactVocabulary _facts;
    private readonly long _person;
    private readonly List<int> _days;

    public Undone(Snapshot now, Snapshot before, FactVocabulary facts, long person)
    {
        (_facts, _person) = (facts, person);
        var people = new[] { now, before }.SelectMany(s => HouseholdSlice.Around(s, person)?.PersonIds ?? []).Distinct().Order().ToList();
        (_now, _before) = (HouseholdSlice.Of(now, people), HouseholdSlice.Of(before, people));
        _days = [.. new[] { _now, _before }.SelectMany(s => s.States?.From ?? []).Append(now.Month.FirstDay.DayNumber).Distinct().Order()];
    }

    /// <summary>Null if the person would not be in the register at all.</summary>
    public Snapshot? Of(IReadOnlyCollection<StatementKey> undone)
    {
        var days =
            _days.ConvertAll(
                day => new UndoneDay(HouseholdSlice.On(_now, day), HouseholdSlice.On(_before, day), _facts, _person).Of(undone));
        return days.Exists(d => d is null) ? null : days.Count == 1 ? days[0] : Month([.. days.OfType<Snapshot>()]);
    }

    /// <summary>The days one after the other; whoever is not in the household on a day is alone on it.</summary>
    private Snapshot Month(List<Snapshot> days)
    {
        long[] ids = [.. days.SelectMany(d => d.PersonIds).Distinct().Order()];
        var rows = ids.SelectMany(_ => Enumerable.Range(0, days.Count))
            .Zip(ids.SelectMany(id => Enumerable.Repeat(id, days.Count)), (day, id) => (Day: day, Id: id, Row: days[day].RowOf(id)))
            .ToList();
        var homes = rows.Select((r, i) => (r.Day, Row: i, Home: r.Row < 0 ? -1 : days[r.Day].HouseholdOf[r.Row]))
            .Where(r => r.Home >= 0).GroupBy(r => r.Day).OrderBy(g => g.Key).ToList();
        var householdOf = new int[rows.Count];
        Array.Fill(householdOf, -1);
        for (var h = 0; h < homes.Count; h++)
        {
            foreach (var (_, row, _) in homes[h])
            {
                householdOf[row] = h;
            }
        }

        int[] starts = [0, .. homes.Select((_, h) => homes.Take(h + 1).Sum(g => g.Count()))];
        var columns =
            days[0].Columns.Keys.ToDictionary(c => c,
                c => rows.Select(r => r.Row < 0 ? Value(c, r.Id) : days[r.Day].Columns[c][r.Row]).ToArray(), StringComparer.Ordinal);
        var last = days[^1].Month.LastDay.DayNumber;
        var states = new MonthStates(
            [.. Enumerable.Range(0, ids.Length)], [.. Enumerable.Range(0, ids.Length + 1).Select(p => p * days.Count)],
            [.. rows.Select(r => _days[r.Day])], [.. rows.Select(r => r.Day + 1 < days.Count ? _days[r.Day + 1] - 1 : last)],
            columns, householdOf, starts, [.. homes.SelectMany(g => g.Select(r => r.Row))],
            [.. homes.Select(g => days[g.Key].HouseholdIds[0])]);

        // What is asked is asked of the stretches: the month's own columns only have to be there.
        var end = days[^1];
        return new Snapshot(
            end.Month, end.Known, ids,
            columns.ToDictionary(c => c.Key, c => ids.Select((_, i) => c.Value[((i + 1) * days.Count) - 1]).ToArray(),
                StringComparer.Ordinal),
            new SnapshotHomes([.. ids.Select(id => end.RowOf(id) is >= 0 and var row ? end.UnitOf[row] : -1)], end.Units),
            new SnapshotHouseholds([.. ids.Select(_ => -1)], [0], [], [])).With(states);
    }

    private long Value(string column, long id) =>
        column == "id" ? id : column == "resident" ? 0 : _facts.FindOrNull(FactName.Bare(column))?.Absent ?? FactKind.Unknown;
}

/// <summary>The same for one day.</summary>
internal sealed class UndoneDay(Snapshot now, Snapshot before, FactVocabulary facts, long person)
{
    /// <summary>Null if the person would not be in the register at all.</summary>
    public Snapshot? Of(IReadOnlyCollection<StatementKey> undone)
    {
        // Who lives with whom: as before if that is undone, or if the register of now does not hold the person.
        var structure = undone.Any(s => s.Table == "household") || now.RowOf(person) < 0 ? before : now;
        if (structure.RowOf(person) is not (>= 0 and var own))
        {
            structure = structure == before ? now : before;
            own = structure.RowOf(person);
        }

        if (own < 0 || !Exists(person, undone))
        {
            return null;
        }

        var household = structure.HouseholdOf[own];
        int[] members = household < 0 ? [own]
            : structure.HouseholdMembers[structure.HouseholdStart[household]..structure.HouseholdStart[household + 1]];
        long[] ids = [.. members.Select(m => structure.PersonIds[m]).Where(id => Exists(id, undone)).Order()];
        var number = household < 0 ? (long?)null : structure.HouseholdIds[household];
        var columns = now.Columns.Keys.Union(before.Columns.Keys)
            .ToDictionary(c => c, c => Column(c, ids, number, undone), StringComparer.Ordinal);
        return new Snapshot(
            now.Month, now.Known, ids, columns,
            new SnapshotHomes([.. ids.Select(id => now.RowOf(id) is >= 0 and var row ? now.UnitOf[row] : -1)], now.Units),
            new SnapshotHouseholds(
                [.. ids.Select(_ => household < 0 ? -1 : 0)],
                household < 0 ? [0] : [0, ids.Length],
                household < 0 ? [] : [.. Enumerable.Range(0, ids.Length)],
                household < 0 ? [] : [number!.Value]));
    }

    // Who was not in the register before is not in it if the file itself is undone; who was taken out of it is back.
    private bool Exists(long id, IReadOnlyCollection<StatementKey> undone) =>
        (IsUndone(undone, "identity", FactSubject.Person, id) ? before : now).RowOf(id) >= 0;

    private static bool IsUndone(IReadOnlyCollection<StatementKey> undone, string table, FactSubject subject, long id,
        string? kind = null) =>
        undone.Any(s => s.Table == table && s.Subject == subject && s.Id == id && (kind is null || s.Kind == kind));

    private long[] Column(string name, long[] ids, long? household, IReadOnlyCollection<StatementKey> undone)
    {
        var kind = facts.FindOrNull(FactName.Bare(name));
        return Array.ConvertAll(ids, id =>
        {
            if (name == "id")
            {
                return id;
            }

            if (kind is { Subject: FactSubject.Household })
            {
                return household is not { } number ? kind.Absent
                    : IsUndone(undone, "fact", FactSubject.Household, number, kind.Name) ? OfHousehold(before, now, name, number, kind)
                    : OfHousehold(now, before, name, number, kind);
            }

            var old = name is "birth_date" or "sex" ? IsUndone(undone, "identity", FactSubject.Person, id)
                : name == "resident" ? IsUndone(undone, "residence", FactSubject.Person, id)
                : IsUndone(undone, "fact", FactSubject.Person, id, kind?.Name ?? name);
            var source = old || now.RowOf(id) < 0 ? before : now;
            return Value(source, name, source.RowOf(id), kind);
        });
    }

    private static long Value(Snapshot source, string name, int row, FactKind? kind) =>
        row >= 0 && source.Columns.TryGetValue(name, out var column) ? column[row]
        : name == "resident" ? 0 : kind?.Absent ?? FactKind.Unknown;

    // What is said of a household is copied to its members: any of them tells it; of one nobody is in, the other register may.
    private static long OfHousehold(Snapshot first, Snapshot second, string name, long number, FactKind kind)
    {
        foreach (var source in new[] { first, second })
        {
            if (Array.BinarySearch(source.HouseholdIds, number) is >= 0 and var h
                && source.HouseholdStart[h] < source.HouseholdStart[h + 1])
            {
                return Value(source, name, source.HouseholdMembers[source.HouseholdStart[h]], kind);
            }
        }

        return kind.Absent;
    }
}

/// <summary>Decisions about the people of a few rows, some of them as they were before.</summary>
internal sealed class UndoneDecisions(DecisionBook now, DecisionBook before, long person, IReadOnlySet<string> undone, bool all)
    : IDecisionColumns
{
    public long[] Column(string programme, Snapshot snapshot) => Array.ConvertAll(snapshot.PersonIds, id =>
        ((id == person && (all || undone.Contains(programme))) ? before : now).FindOrNull(id, programme, snapshot.Month) is { } decision
            ? Month.Of(decision.SignedOn).Index
            : long.MaxValue);
}
