using AnSinh.Basics;
using AnSinh.Register.Snapshots;

namespace AnSinh.Register.History;

/// <summary>
/// Cuts a window of days into stretches without a change, for those to whom something happens in it. The value on a day is that of the
/// row with the latest start among those valid on it: however a change was recorded (another value, an end, a correction, a second
/// value over the first) the days are the same, so the answer is.
/// </summary>
internal sealed class StateBuilder(HistoryParts parts, Snapshot end, int first)
{
    private readonly int _last = end.Month.LastDay.DayNumber;
    private readonly Dictionary<int, SortedSet<int>> _persons = [];
    private readonly Dictionary<int, SortedSet<int>> _households = [];
    private readonly HouseholdsInWindow _kin = new(parts, end);
    private readonly string[] _names = [.. end.Columns.Keys];

    /// <summary>The stretches, or null if nothing changes for anybody.</summary>
    public MonthStates? Build()
    {
        foreach (var intervals in parts.PersonFacts.Select(f => f.Intervals).Append(parts.Residences).Append(parts.Memberships))
        {
            intervals.Turns(first, _last, (row, day) => Add(_persons, row, day));
        }

        foreach (var (_, intervals) in parts.HouseholdFacts)
        {
            intervals.Turns(first, _last, (household, day) => Add(_households, household, day));
        }

        if (_persons.Count + _households.Count == 0)
        {
            return null;
        }

        _kin.Read(first, _last);
        var circles = _kin.Circles(_persons.Keys, _households.Keys).Select(Cut).Where(c => c.Stretches.Count > 1).ToList();
        return circles.Count == 0 ? null : Lay(circles);
    }

    /// <summary>A circle of people whose states depend on each other, with its stretches and what holds on each.</summary>
    private sealed record Circle(int[] Persons, List<(int From, int To, long[][] Values, int[] Homes)> Stretches);

    private static void Add(Dictionary<int, SortedSet<int>> days, int key, int day)
    {
        if (!days.TryGetValue(key, out var own))
        {
            days[key] = own = [];
        }

        own.Add(day);
    }

    private Circle Cut((int[] Persons, int[] Households) circle)
    {
        var days = circle.Persons.SelectMany(p => _persons.GetValueOrDefault(p) ?? [])
            .Concat(circle.Households.SelectMany(h => _households.GetValueOrDefault(h) ?? [])).Append(first).Distinct().Order().ToList();
        var stretches = new List<(int From, int To, long[][] Values, int[] Homes)>();
        for (var i = 0; i < days.Count; i++)
        {
            var (from, to) = (days[i], i + 1 < days.Count ? days[i + 1] - 1 : _last);
            var homes = Array.ConvertAll(circle.Persons, p => _kin.On(p, from));
            var values = Array.ConvertAll(_names, n => Values(n, circle.Persons, homes, from, to));

            // A row that ends and goes on the same is no change.
            if (stretches.Count > 0 && stretches[^1] is var before && before.Homes.AsSpan().SequenceEqual(homes)
                && before.Values.Zip(values).All(v => v.First.AsSpan().SequenceEqual(v.Second)))
            {
                stretches[^1] = before with { To = to };
            }
            else
            {
                stretches.Add((from, to, values, homes));
            }
        }

        return new Circle(circle.Persons, stretches);
    }

    private long[] Values(string name, int[] persons, int[] homes, int day, int lastDay)
    {
        if (name == "resident")
        {
            return Array.ConvertAll(persons, p => parts.Residences.On(p, day, -1) < 0 ? 0L : 1L);
        }

        if (_kin.FactOf(name) is not { } fact)
        {
            return Array.ConvertAll(persons, p => end.Columns[name][p]);
        }

        var (kind, intervals) = fact;
        if (kind.Subject == FactSubject.Household)
        {
            return Array.ConvertAll(homes, h => h < 0 ? kind.Absent : intervals.On(h, day, kind.Absent));
        }

        return Array.ConvertAll(persons,
            p => intervals.On(p, day, kind.Absent) is var value && value == kind.Absent && kind.Type == FactType.Date
                && Happened(end.Columns[name][p], lastDay, kind) ? end.Columns[name][p] : value);
    }

    /// <summary>
    /// True of a day that had come by then, though the register speaks of it only later in the month: somebody died on the day he died, not
    /// on the day from which the row is said to hold.
    /// </summary>
    private static bool Happened(long value, int day, FactKind kind) => value != kind.Absent && value != FactKind.Unknown && value <= day;

    private MonthStates Lay(List<Circle> circles)
    {
        var placed = circles.SelectMany(c => c.Persons.Select((person, at) => (Person: person, Circle: c, At: at)))
            .OrderBy(p => p.Person).ToList();
        var start = new int[placed.Count + 1];
        var first = new Dictionary<int, int>(placed.Count);
        for (var i = 0; i < placed.Count; i++)
        {
            first[placed[i].Person] = start[i];
            start[i + 1] = start[i] + placed[i].Circle.Stretches.Count;
        }

        var rows = start[^1];
        var (from, to, columns) = (new int[rows], new int[rows], Array.ConvertAll(_names, _ => new long[rows]));
        var households = new Households(rows);
        foreach (var circle in circles)
        {
            for (var s = 0; s < circle.Stretches.Count; s++)
            {
                var stretch = circle.Stretches[s];
                for (var p = 0; p < circle.Persons.Length; p++)
                {
                    var row = first[circle.Persons[p]] + s;
                    (from[row], to[row]) = (stretch.From, stretch.To);
                    for (var c = 0; c < columns.Length; c++)
                    {
                        columns[c][row] = stretch.Values[c][p];
                    }
                }

                households.Add(circle.Persons.Select((person, p) => (Row: first[person] + s, Home: stretch.Homes[p])), parts.HouseholdIds);
            }
        }

        var named = _names.Zip(columns).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
        return new MonthStates([.. placed.Select(p => p.Person)], start, from, to, named, households.Of, [.. households.Start],
            [.. households.Members], [.. households.Ids]);
    }

    /// <summary>The households of the stretches, each with the rows of its members.</summary>
    private sealed class Households
    {
        public Households(int rows)
        {
            Of = new int[rows];
            Array.Fill(Of, -1);
        }

        public int[] Of { get; }

        public List<int> Start { get; } = [0];

        public List<int> Members { get; } = [];

        public List<long> Ids { get; } = [];

        public void Add(IEnumerable<(int Row, int Home)> members, long[] ids)
        {
            foreach (var home in members.Where(m => m.Home >= 0).GroupBy(m => m.Home, m => m.Row))
            {
                foreach (var row in home)
                {
                    Of[row] = Start.Count - 1;
                    Members.Add(row);
                }

                Start.Add(Members.Count);
                Ids.Add(ids[home.Key]);
            }
        }
    }
}
