namespace AnSinh.Register.Synthetic;

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
        var stays = home.Members.Distinct().SelectMany(m => m.Stays.Where(s => s.Home == home).Select(s => (Person: m, Stay: s))).OrderBy(p => p.Stay.From).ThenBy(p => p.Person.Id).ToList();
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
            foreach (var second in stays.Where(p => p.Stay.Role == "head" && p != head && p.Stay.From <= head.Stay.To && p.Stay.To >= head.Stay.From))
            {
                second.Stay.Role = second.Person.Spouse == head.Person ? "spouse" : "other";
            }

            if (head.Stay.To == Day.Open)
            {
                return;
            }

            (day, recorded) = (head.Stay.To + 1, head.Stay.EndRecorded);
        }
    }

    private static (Villager Person, Stay Stay) Promote(List<(Villager Person, Stay Stay)> stays, List<(Villager Person, Stay Stay)> here, int day, int recorded)
    {
        var next = here.OrderBy(p => p.Stay.Role == "spouse" ? 0 : p.Person.AgeOn(day) is >= 18 and < 80 ? 1 : p.Person.AgeOn(day) >= 18 ? 2 : 3)
            .ThenBy(p => p.Person.Birth).ThenBy(p => p.Person.Id).First();
        if (next.Stay.From == day)
        {
            next.Stay.Role = "head";
            return next;
        }

        var known = Math.Max(recorded, next.Stay.Recorded);
        var (to, endRecorded) = (next.Stay.To, next.Stay.EndRecorded);
        (next.Stay.To, next.Stay.EndRecorded) = (day - 1, known);
        var stay = new Stay(next.Stay.Home, "head", day, to, known) { EndRecorded = Math.Max(known, endRecorded) };
        next.Person.Stays.Insert(next.Person.Stays.IndexOf(next.Stay) + 1, stay);
        stays.Add((next.Person, stay));
        return (next.Person, stay);
    }
}
