using AnSinh.Basics;
using AnSinh.Register.History;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// From the census day to the end of the world: deaths, marriages, moves and, last, births into the households as they then are.
/// </summary>
internal sealed class Future(World world, Dice dice, Settlers settlers)
{
    private readonly LifeFigures _figures = world.Calibration.Lives;
    private readonly List<Villager> _people = [.. world.People.Where(p => p.PresentOn(world.Census))];
    private readonly List<Home> _homes = [.. world.Homes.Where(h => h.PresentOn(world.Census).Any())];

    private double Years => LifeFigures.Years(world.Census, world.End);

    public void Run()
    {
        Deaths();
        var (men, women) = (Singles(Sex.Male), Singles(Sex.Female));
        Marriages(men, women);
        Departures(women, men);
        CouplesLeaveParents();
        HouseholdsGo();
        Arrivals();
        Births();
    }

    private int AnyDay() => dice.Between(world.Census + 3, world.End - 5);

    private void Deaths()
    {
        const int Quarter = 91;
        foreach (var person in _people)
        {
            for (var day = world.Census; day < world.End; day += Quarter)
            {
                if (dice.Chance(world.Calibration.DeathRates.At(person.Sex, person.AgeOn(day)) * _figures.DeathScale / 4))
                {
                    var death = day + dice.Between(1, Quarter);
                    person.Death = death <= world.End ? death : Day.Open;
                    break;
                }
            }
        }
    }

    private List<Villager> Singles(Sex sex)
    {
        var singles =
            _people.Where(
                p => p.Sex == sex && p.Place is Place.Child or Place.Sibling && p.Sex == sex && Free(p) && p.Marital == "never_married"
            && p.First.Role != "head" && p.AgeOn(world.End) is >= 18 and <= 38).ToList();
        dice.Shuffle(singles);
        return singles;
    }

    private static bool Free(Villager person) =>
        !person.Settled && person.Death == Day.Open && person.Stays.Count == 1 && person.Last.To == Day.Open;

    private void Marriages(List<Villager> men, List<Villager> women)
    {
        var wanted = world.Scaled(_figures.Marriage.PerYear * Years);
        for (var i = men.Count - 1; i >= 0 && wanted > 0; i--)
        {
            var (man, day) = (men[i], AnyDay());
            if (man.AgeOn(day) < _figures.Marriage.HusbandAgeMin || man.AgeOn(day) > _figures.Marriage.HusbandAgeMax
                || Bride(man, women, day) is not { } bride)
            {
                continue;
            }

            wanted--;
            men.RemoveAt(i);
            Marry(man, bride, day, world.Recorded(day, dice));
        }
    }

    private Villager? Bride(Villager man, List<Villager> women, int day)
    {
        if (dice.Chance(_figures.Marriage.BrideFromOutside))
        {
            var birth = man.Birth + dice.Between(-600, 2200);
            return Day.Age(birth, day) < _figures.Marriage.WifeAgeMin ? null : world.Add(Sex.Female, birth, Place.Joined);
        }

        for (var i = women.Count - 1; i >= 0 && i > women.Count - 80; i--)
        {
            var woman = women[i];
            if (woman.AgeOn(day) >= _figures.Marriage.WifeAgeMin && (woman.Birth - man.Birth) / 365 is >= -2 and <= 7
                && woman.First.Home != man.First.Home)
            {
                women.RemoveAt(i);
                return woman;
            }
        }

        return null;
    }

    private void Marry(Villager man, Villager bride, int day, int recorded)
    {
        (man.Spouse, bride.Spouse, man.Settled, bride.Settled) = (bride, man, true, true);
        (man.MarriedOn, bride.MarriedOn, bride.Marital) = (day, day, "never_married");
        var home = man.Last.Home;
        if (bride.Stays.Count > 0)
        {
            bride.Leave(day - 1, recorded);
        }

        if (dice.Chance(_figures.Marriage.NewHousehold))
        {
            home = world.AddHome(home.CommuneOn(day));
            (home.Husband, home.Wife) = (man, bride);
            man.Leave(day - 1, recorded);
            man.Join(home, "head", day, recorded);
            bride.Join(home, "spouse", day, recorded);
        }
        else
        {
            bride.Join(home, "other", day, recorded);
        }

        home.Settled = true;
    }

    private void Departures(List<Villager> women, List<Villager> men)
    {
        var daughters = world.Scaled(_figures.Marriage.DaughtersLeave * Years);
        var all = women.Take(daughters)
            .Concat(women.Skip(daughters).Concat(men).OrderBy(p => Dice.Lot(p.Id, 3))
                .Take(world.Scaled(_figures.Moves.PeopleLeave * Years)));
        foreach (var person in all)
        {
            var day = AnyDay();
            person.Settled = true;
            person.Leave(day, world.Recorded(day, dice));
        }
    }

    private void CouplesLeaveParents()
    {
        var wanted = world.Scaled(_figures.Moves.CouplesLeaveParents * Years);
        foreach (var home in Shuffled(_homes))
        {
            if (wanted == 0)
            {
                break;
            }

            if (home is not { Settled: false, Wife: { } wife, Husband: { } husband } || wife.Spouse != husband || !Free(wife)
                || !Free(husband)
                || !home.Members.Exists(m => m.Place == Place.Parent && m.Death == Day.Open))
            {
                continue;
            }

            wanted--;
            var day = AnyDay();
            var recorded = world.Recorded(day, dice);
            var own = world.AddHome(home.CommuneOn(day));
            (own.Husband, own.Wife, home.Husband, home.Wife, own.Settled, home.Settled) = (husband, wife, null, null, true, true);
            foreach (var member in home.Members.Where(m => m == wife || m == husband || (m.Place == Place.Child && Free(m))).ToList())
            {
                member.Settled = true;
                member.Leave(day - 1, recorded);
                member.Join(own, member == husband ? "head" : member == wife ? "spouse" : "child", day, recorded);
            }
        }
    }

    private void HouseholdsGo()
    {
        var leave = world.Scaled(_figures.Moves.HouseholdsLeave * Years);
        var inside = world.Communes.Count > 1 ? world.Scaled(_figures.Moves.HouseholdsMoveInside * Years) : 0;
        foreach (var home in Shuffled(_homes))
        {
            if (leave + inside == 0)
            {
                break;
            }

            if (home.Settled || !home.Members.TrueForAll(m => Free(m) && m.Place != Place.Collective))
            {
                continue;
            }

            home.Settled = true;
            var day = AnyDay();
            var recorded = world.Recorded(day, dice);
            if (leave > 0)
            {
                leave--;
                foreach (var member in home.Members)
                {
                    member.Settled = true;
                    member.Leave(day, recorded);
                }
            }
            else if (_homes[dice.Below(_homes.Count)].Commune is var to && to != home.Commune)
            {
                inside--;
                home.Moves = [(day, to, recorded)];
            }
        }
    }

    private void Arrivals()
    {
        var drafter = new Drafter(world.Calibration.Households);
        var buffer = new DraftMember[64];
        var households = world.Scaled(_figures.Moves.HouseholdsArrive * Years);
        var people = world.Scaled(_figures.Moves.PeopleArrive * Years);
        for (var i = households + people; i > 0; i--)
        {
            var day = AnyDay();
            var recorded = world.Recorded(day, dice);
            var at = _homes[dice.Below(_homes.Count)];
            if (i <= people && at is { Settled: false, Husband: { } host } && Free(host) && at.Members.Count < 5)
            {
                // A lone arrival lodges with a household that is there to stay.
                var lodger = world.Add(dice.Chance(0.5) ? Sex.Male : Sex.Female, settlers.BirthAt(dice.Between(18, 40), day), Place.Joined);
                (lodger.Marital, lodger.Settled, at.Settled) = ("never_married", true, true);
                lodger.Join(at, "other", day, recorded);
                continue;
            }

            var size = drafter.Draft(i <= people ? 1 : dice.Between(2, 5), dice, buffer);
            var home = settlers.Settle(buffer[..size], at.Commune, day);
            home.Settled = true;
            foreach (var member in home.Members)
            {
                member.Settled = true;
                (member.First.From, member.First.Recorded, member.First.EndRecorded) = (day, recorded, recorded);
            }
        }
    }

    private void Births()
    {
        var mothers =
            world.People.Where(
                p => p is { Sex: Sex.Female, Spouse: { Death: Day.Open }, Death: Day.Open } && p.Last.To == Day.Open
                    && p.AgeOn(world.End) is >= 19 and <= 45).ToList();
        var figures = world.Calibration.Households;
        for (var wanted = world.Scaled(_figures.BirthsPerYear * Years); wanted > 0; wanted--)
        {
            var day = dice.Between(world.Census + 1, world.End);
            for (var tries = 0; tries < 400; tries++)
            {
                var mother = mothers[dice.Below(mothers.Count)];
                var children = mother.Children ?? [];
                var age = mother.AgeOn(day);
                if (age >= figures.MotherGapMin && age < figures.MotherGapMax
                    && dice.Chance(_figures.Fertility.At(age) * _figures.Parity.At(children.Count))
                    && children.TrueForAll(c => Math.Abs(day - c.Birth) >= _figures.BirthInterval)
                    && (mother.MarriedOn == Day.Open || day >= mother.MarriedOn + 230) && mother.StayOn(day) is { } stay)
                {
                    Born(mother, stay, day);
                    break;
                }
            }
        }
    }

    private void Born(Villager mother, Stay stay, int day)
    {
        var child =
            world.Add(dice.Chance(_figures.SexRatioAtBirth / (1 + _figures.SexRatioAtBirth)) ? Sex.Male : Sex.Female, day, Place.Child);
        child.SetParents(mother, mother.Spouse);
        child.Marital = "never_married";
        var recorded = world.Recorded(day, dice);
        child.Join(stay.Home, stay.Role is "head" or "spouse" ? "child" : "grandchild", day, recorded);

        // The household may have been left by mother and child later.
        for (var i = mother.Stays.IndexOf(stay) + 1; i < mother.Stays.Count; i++)
        {
            var next = mother.Stays[i];
            child.Leave(next.From - 1, Math.Max(recorded, next.Recorded));
            child.Join(next.Home, next.Role is "head" or "spouse" ? "child" : "grandchild", next.From, Math.Max(recorded, next.Recorded));
        }

        if (dice.Chance(world.Calibration.DeathRates.At(child.Sex, 0) * _figures.DeathScale) && day + dice.Between(1, 300) is var death
            && death <= world.End)
        {
            child.Death = death;
        }
    }

    private List<T> Shuffled<T>(List<T> list)
    {
        var copy = new List<T>(list);
        dice.Shuffle(copy);
        return copy;
    }
}
