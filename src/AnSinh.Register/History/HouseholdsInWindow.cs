using AnSinh.Basics;
using AnSinh.Register.Snapshots;

namespace AnSinh.Register.History;

/// <summary>Who shares a household with whom on some day of a window.</summary>
internal sealed class HouseholdsInWindow(HistoryParts parts, Snapshot end)
{
    private readonly Dictionary<string, (FactKind Kind, IntervalColumn Intervals)> _facts =
        parts.PersonFacts.Concat(parts.HouseholdFacts).ToDictionary(f => f.Kind.Name, f => f, StringComparer.Ordinal);

    private readonly Dictionary<int, List<int>> _householdsOf = [];
    private readonly Dictionary<int, List<int>> _membersOf = [];

    /// <summary>A fact with its intervals, or null if nothing of it changes with the days.</summary>
    public (FactKind Kind, IntervalColumn Intervals)? FactOf(string name) => _facts.TryGetValue(name, out var fact) ? fact : null;

    /// <summary>The household of a person on a day, −1 if none.</summary>
    public int On(int person, int day) =>
        parts.Memberships.On(person, day, -1) is >= 0 and var number ? parts.HouseholdPositions[(int)number] : -1;

    /// <summary>Finds those who were in another household on some day than at the end; all others are in the snapshot.</summary>
    public void Read(int first, int last) => parts.Memberships.Touching(first, last, (person, number) =>
    {
        var household = parts.HouseholdPositions[(int)number];
        if (end.HouseholdOf[person] != household)
        {
            Add(_householdsOf, person, household);
            Add(_membersOf, household, person);
        }
    });

    /// <summary>The persons and households asked for, in groups that touch no other group on any day.</summary>
    public IEnumerable<(int[] Persons, int[] Households)> Circles(IEnumerable<int> persons, IEnumerable<int> households)
    {
        var gathering = new Gathering(this, end);
        foreach (var (person, household) in persons.Select(p => (p, -1)).Concat(households.Select(h => (-1, h))))
        {
            if (gathering.Around(person, household) is { Persons.Length: > 0 } circle)
            {
                yield return circle;
            }
        }
    }

    private static void Add(Dictionary<int, List<int>> lists, int key, int value)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        list.Add(value);
    }

    /// <summary>Goes from person to household to person until nobody new is met; whoever was met is not met again.</summary>
    private sealed class Gathering(HouseholdsInWindow window, Snapshot end)
    {
        private readonly HashSet<int> _persons = [];
        private readonly HashSet<int> _households = [];
        private readonly Stack<int> _waiting = new();
        private readonly List<int> _homes = [];

        /// <summary>The circle of a person or of a household (the other is −1); nobody if it was met before.</summary>
        public (int[] Persons, int[] Households) Around(int person, int household)
        {
            var inside = new List<int>();
            _homes.Clear();
            Meet(household);
            if (person >= 0)
            {
                Enter(person);
            }

            while (_waiting.TryPop(out var next))
            {
                inside.Add(next);
                Meet(end.HouseholdOf[next]);
                window._householdsOf.GetValueOrDefault(next)?.ForEach(Meet);
            }

            return ([.. inside.Order()], [.. _homes]);
        }

        private void Meet(int home)
        {
            if (home < 0 || !_households.Add(home))
            {
                return;
            }

            _homes.Add(home);
            for (var at = end.HouseholdStart[home]; at < end.HouseholdStart[home + 1]; at++)
            {
                Enter(end.HouseholdMembers[at]);
            }

            window._membersOf.GetValueOrDefault(home)?.ForEach(Enter);
        }

        private void Enter(int member)
        {
            if (_persons.Add(member))
            {
                _waiting.Push(member);
            }
        }
    }
}
