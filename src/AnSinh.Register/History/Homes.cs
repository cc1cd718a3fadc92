using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Register.History;

/// <summary>Who lives where on one day as known on another: a column of the register kept in memory, a few bytes a person.</summary>
internal sealed class Homes(UnitMap units, long[] ids, short[] keyOf, short[] comingOf, IReadOnlyList<string> keys)
{
    private readonly IdIndex _index = new(ids);

    public bool Knows(long personId) => _index.Find(personId) >= 0;

    public string? KeyOf(long personId) => _index.Find(personId) is >= 0 and var row && keyOf[row] >= 0 ? keys[keyOf[row]] : null;

    public Unit? UnitOf(long personId, DateOnly day) => KeyOf(personId) is { } key ? units.CountedIn(key, day) : null;

    /// <summary>
    /// By the home of the day; who has none yet, by the first that is recorded (a newborn whose birth was recorded ahead).
    /// </summary>
    public bool InScope(long personId, Scope scope) =>
        _index.Find(personId) is >= 0 and var row && (keyOf[row] >= 0 ? keyOf[row] : comingOf[row]) is >= 0 and var key
        && scope.Contains(keys[key]);
}

/// <summary>The last few <see cref="Homes"/> asked for; forgotten when the register changes.</summary>
internal sealed class HomeCache(RegisterDb register)
{
    private const int Capacity = 4;
    private const int Few = 200;
    private readonly Lock _gate = new();
    private readonly LinkedList<(DateOnly Day, AsKnown Known, long ChangeNo, Homes Homes)> _recent = [];

    public Homes At(DbConnection connection, DateOnly day, AsKnown known)
    {
        var changeNo = long.Parse(RegisterDb.MetaOf(connection, "change_no") ?? "0", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            var found = _recent.FirstOrDefault(r => r.Day == day && r.Known == known && r.ChangeNo == changeNo);
            if (found.Homes is not null)
            {
                return found.Homes;
            }

            var homes = Read(connection, day, known, "");
            _recent.AddFirst((day, known, changeNo, homes));
            while (_recent.Count > Capacity)
            {
                _recent.RemoveLast();
            }

            return homes;
        }
    }

    /// <summary>
    /// The homes of a few people, read for this question only: one file or one page need not wait for the whole register.
    /// </summary>
    public Homes Of(DbConnection connection, IReadOnlyList<long> personIds, DateOnly day, AsKnown known) =>
        personIds.Count > Few ? At(connection, day, known)
            : Read(connection, day, known,
                $"person_id in ({string.Join(", ", personIds.Prepend(0).Select(i => i.ToString(CultureInfo.InvariantCulture)))})");

    private Homes Read(DbConnection connection, DateOnly day, AsKnown known, string who)
    {
        var source = new HistoryReader.Source(register.Database, connection, known.Instant, null);
        var ids = PersonIds(source, who);
        var rows = new IdIndex(ids);
        var keyOf = new short[ids.Length];
        var (comingOf, first) = (new short[ids.Length], new int[ids.Length]);
        var best = new long[ids.Length];
        Array.Fill(keyOf, (short)-1);
        Array.Fill(comingOf, (short)-1);
        var keys = new Dictionary<string, short>(StringComparer.Ordinal);
        using var scan = source.Scan("person_id, unit_key, kind, valid_from, valid_to from residence", who);
        while (scan.Read())
        {
            var (from, to) = (scan.Day(3, 0), scan.Day(4, IntervalColumn.Open));
            if (rows.Find(scan.Number(0)) is not (>= 0 and var row))
            {
                continue;
            }

            if (from > day.DayNumber)
            {
                if (comingOf[row] < 0 || from < first[row])
                {
                    (first[row], comingOf[row]) = (from, Place(keys, scan.Word(1)));
                }

                continue;
            }

            // A home of the day before one that ended, a permanent one before a temporary, a later start before an earlier.
            var rank = 1 + from + (scan.Word(2) == "permanent" ? 1L << 32 : 0) + (to >= day.DayNumber ? 1L << 33 : 0);
            if (rank > best[row])
            {
                (best[row], keyOf[row]) = (rank, Place(keys, scan.Word(1)));
            }
        }

        return new Homes(register.UnitsAsKnown(known), ids, keyOf, comingOf, [.. keys.OrderBy(k => k.Value).Select(k => k.Key)]);
    }

    private static long[] PersonIds(HistoryReader.Source source, string who)
    {
        var found = new List<long>();
        using var people = source.Scan("person_id from person", who);
        while (people.Read())
        {
            found.Add(people.Number(0));
        }

        found.Sort();
        return [.. found.Distinct()];
    }

    private static short Place(Dictionary<string, short> keys, string key)
    {
        if (!keys.TryGetValue(key, out var place))
        {
            place = (short)keys.Count;
            keys.Add(key, place);
        }

        return place;
    }
}
