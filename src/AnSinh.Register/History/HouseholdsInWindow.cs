using AnSinh.Basics;
using AnSinh.Register.Snapshots;

namespace AnSinh.Register.History;

/// <summary>Who shares a household with whom on some day of a window.</summary>
internal sealed class HouseholdsInWindow(HistoryParts parts, Snapshot end)
{
    private readonly Dictionary<string, (FactKind Kind, Lane Lane)> _facts =
        parts.PersonFacts.Concat(parts.HouseholdFacts).ToDictionary(f => f.Kind.Name, f => f, StringComparer.Ordinal);

    private readonly Dictionary<int, List<int>> _householdsOf = [];
    private readonly Dictionary<int, List<int>> _membersOf = [];

    /// <summary>A fact with its lane, or null if nothing of it changes with the days.</summary>
    public (FactKind Kind, Lane Lane)? FactOf(string name) => _facts.TryGetValue(name, out var fact) ? fact : null;

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
        var (seenPersons, seenHouseholds) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (person, household) in persons.Select(p => (p, -1)).Concat(households.Select(h => (-1, h))))
        {
            if (person >= 0 ? seenPersons.Contains(person) : seenHouseholds.Contains(household))
            {
                continue;
            }

            var (inside, homes, waiting) = (new List<int>(), new List<int>(), new Stack<int>());
            Meet(household);
            if (person >= 0 && seenPersons.Add(person))
            {
                waiting.Push(person);
            }

            while (waiting.TryPop(out var next))
            {
                inside.Add(next);
                Meet(end.HouseholdOf[next]);
                _householdsOf.GetValueOrDefault(next)?.ForEach(Meet);
            }

            if (inside.Count > 0)
            {
                yield return ([.. inside.Order()], [.. homes]);
            }

            void Meet(int home)
            {
                if (home < 0 || !seenHouseholds.Add(home))
                {
                    return;
                }

                homes.Add(home);
                for (var at = end.HouseholdStart[home]; at < end.HouseholdStart[home + 1]; at++)
                {
                    Enter(end.HouseholdMembers[at]);
                }

                _membersOf.GetValueOrDefault(home)?.ForEach(Enter);
            }

            void Enter(int member)
            {
                if (seenPersons.Add(member))
                {
                    waiting.Push(member);
                }
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
}
