using AnSinh.Register.History;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// Lets deaths end what they end, on the day they were recorded, and gives every household a head at every time: when the head dies or
/// leaves, husband or wife follows, else the eldest grown-up.
/// </summary>
internal static class Endings
{
    public static void Run(World world)
    {
        foreach (var person in world.People)
        {
            if (person.Death != Day.Open)
            {
                End(person);
            }
        }

        foreach (var home in world.Homes)
        {
            Heads(home);
        }
    }

    private static void End(Villager dead)
    {
        dead.Stays.RemoveAll(s => s.From > dead.Death);
        if (dead.Last.To > dead.Death)
        {
            dead.Leave(dead.Death, dead.DeathRecorded);
        }
    }

    private static void Heads(Home home)
    {
        var stays = home.Members.Distinct().SelectMany(m => m.Stays.Where(s => s.Home == home).Select(s => (Person: m, Stay: s)))
            .OrderBy(p => p.Stay.From).ThenBy(p => p.Person.Id).ToList();
        if (stays.Count == 0)
        {
            return;
        }

        var day = stays[0].Stay.From;
        var recorded = stays[0].Stay.Recorded;
        while (true)
        {
            var here = stays.Where(p => p.Stay.Contains(day)).ToList();
            if (here.Count == 0)
            {
                // Nobody is left; somebody may come later to the same house.
                var later = stays.Where(p => p.Stay.From > day).ToList();
                if (later.Count == 0)
                {
                    return;
                }

                (day, recorded) = (later[0].Stay.From, later[0].Stay.Recorded);
                continue;
            }

            var heads = here.Where(p => p.Stay.Role == "head").ToList();
            var head = heads.Count > 0 ? heads[0] : Promote(stays, here, day, recorded);
            OnlyHead(stays, head);
            if (head.Stay.To == Day.Open)
            {
                return;
            }

            (day, recorded) = (head.Stay.To + 1, head.Stay.EndRecorded);
        }
    }

    /// <summary>Whoever else was head while this one was is husband or wife, or somebody else.</summary>
    private static void OnlyHead(List<(Villager Person, Stay Stay)> stays, (Villager Person, Stay Stay) head)
    {
        foreach (var second in stays.Where(
            p => p.Stay.Role == "head" && p != head && p.Stay.From <= head.Stay.To && p.Stay.To >= head.Stay.From))
        {
            second.Stay.Role = second.Person.Spouse == head.Person ? "spouse" : "other";
        }
    }

    private static (Villager Person, Stay Stay) Promote(
        List<(Villager Person, Stay Stay)> stays, List<(Villager Person, Stay Stay)> here, int day, int recorded)
    {
        var next =
            here.OrderBy(p => p.Stay.Role == "spouse" ? 0 : p.Person.AgeOn(day) is >= 18 and < 80 ? 1 : p.Person.AgeOn(day) >= 18 ? 2 : 3)
            .ThenBy(p => p.Person.Birth).ThenBy(p => p.Person.Id).First();
        var widowed = next.Stay.Role == "spouse";
        var head = (next.Person, Become(stays, next, "head", day, recorded));
        foreach (var other in here.Where(p => p.Person != next.Person && !widowed))
        {
            Become(stays, other, Role(next.Person, other.Person), day, recorded);
        }

        return head;
    }

    /// <summary>A role from a day on, known from a day on; no new stay if nothing changes or the stay starts that day.</summary>
    private static Stay Become(List<(Villager Person, Stay Stay)> stays, (Villager Person, Stay Stay) one, string role,
        int day, int recorded)
    {
        if (one.Stay.From == day || one.Stay.Role == role)
        {
            one.Stay.Role = role;
            return one.Stay;
        }

        var known = Math.Max(recorded, one.Stay.Recorded);
        var (to, endRecorded) = (one.Stay.To, one.Stay.EndRecorded);
        (one.Stay.To, one.Stay.EndRecorded) = (day - 1, known);
        var stay = new Stay(one.Stay.Home, role, day, to, known) { EndRecorded = Math.Max(known, endRecorded) };
        one.Person.Stays.Insert(one.Person.Stays.IndexOf(one.Stay) + 1, stay);
        stays.Add((one.Person, stay));
        return stay;
    }

    private static string Role(Villager head, Villager other)
    {
        static bool ChildOf(Villager head, Villager? one) => one is not null && (one.Mother == head || one.Father == head);
        return other.Spouse == head ? "spouse"
            : ChildOf(head, other) ? "child"
            : ChildOf(other, head) ? "parent"
            : ChildOf(head, other.Mother) || ChildOf(head, other.Father) ? "grandchild"
            : "other";
    }
}
