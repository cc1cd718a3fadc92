using AnSinh.Basics;
using AnSinh.Register.History;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// The years before the census, written backwards: who married, came or moved in them, and who was there but died or left before the
/// census day. Nothing here changes who is there on the census day.
/// </summary>
internal sealed class Past(World world, Dice dice, Settlers settlers, Origins origins)
{
    private readonly LifeFigures _figures = world.Calibration.Lives;
    private readonly List<Home> _homes = [.. world.Homes];
    private readonly List<Villager> _people = [.. world.People];

    private int LastDay => world.Census - 1;

    public void Run(Action<double> progress)
    {
        foreach (var home in _homes)
        {
            Newlyweds(home);
        }

        progress(0.2);
        var years = LifeFigures.Years(world.Start, world.Census);
        Dead(years);
        progress(0.6);
        LeftParents(years);
        HouseholdsArrive(years);
        HouseholdsMoveInside(years);
        PeopleArrive(years);
        Leavers(years);
        progress(1);
    }

    private void Newlyweds(Home home)
    {
        if (home is not { Wife: { } wife, Husband: { } husband } || wife.Spouse != husband)
        {
            return;
        }

        var firstBirth = wife.Children is { Count: > 0 } children ? children.Min(c => c.Birth) : Day.Open;
        var share = firstBirth == Day.Open ? _figures.Marriage.NewlywedWithoutChild : _figures.Marriage.NewlywedWithChild;
        var earliest =
            Math.Max(world.Start + 10,
                Math.Max(Day.AddYears(wife.Birth, _figures.Marriage.WifeAgeMin),
                    Day.AddYears(husband.Birth, _figures.Marriage.HusbandAgeMin)));
        var latest = Math.Min(LastDay - 20, firstBirth == Day.Open ? Day.Open : firstBirth - 200);
        if (wife.AgeOn(world.Census) > _figures.Marriage.NewlywedWifeMax || earliest >= latest || !dice.Chance(share))
        {
            return;
        }

        var day = dice.Between(earliest, latest);
        var recorded = world.Recorded(day, dice);
        (wife.MarriedOn, husband.MarriedOn, home.Settled) = (day, day, true);
        wife.Marital = husband.Marital = "never_married";
        ComeFrom(wife, home, day, recorded, null);
        if (home.Members.TrueForAll(m => m.Place is Place.Core or Place.Child) && dice.Chance(_figures.Marriage.NewHousehold + 0.25))
        {
            ComeFrom(husband, home, day, recorded, home.Commune);
        }
    }

    /// <summary>Someone entered a household on a day, from parents in the district if such can be found, else from elsewhere.</summary>
    private void ComeFrom(Villager person, Home home, int day, int recorded, int? commune)
    {
        (person.First.From, person.First.Recorded, person.First.EndRecorded, person.Settled) = (day, recorded, recorded, true);
        if (commune is null && dice.Chance(_figures.Marriage.BrideFromOutside))
        {
            return;
        }

        if (origins.Find(person.Birth, commune, home) is { } origin)
        {
            person.SetParents(origin.Wife, origins.Fits(origin.Husband, person.Birth) ? origin.Husband : null);
            person.WasBefore(origin, "child", world.Start, day - 1, world.Start, recorded);
            origin.Settled = true;
        }
    }

    /// <summary>For every living person, chance may have taken another of the same age and sex.</summary>
    private void Dead(double years)
    {
        var rates = world.Calibration.DeathRates;
        foreach (var like in _people)
        {
            var age = like.AgeOn(world.Census);
            var scale = _figures.DeathScaleBefore;
            if (age < 5 && like.Birth >= world.Start && dice.Chance(rates.At(like.Sex, 0) * scale))
            {
                Die(like.Sex, dice.Between(1, 300));
            }

            if (age >= 1 && dice.Chance(rates.At(like.Sex, Math.Max(1, age - 2)) * years * scale))
            {
                Die(like.Sex, world.Census - like.Birth - dice.Between(0, 900));
            }
        }
    }

    private void Die(Sex sex, int ageInDays)
    {
        var death = dice.Between(world.Start + 5, LastDay);
        var birth = death - Math.Max(1, ageInDays);
        var age = Day.Age(birth, death);
        var dead = world.Add(sex, birth, Place.Joined);
        dead.Death = death;
        dead.Settled = true;
        if (age < 18 ? !AsChild(dead) : !((dice.Chance(0.55) && AsSpouse(dead)) || (age < 50 ? AsChild(dead) : AsParent(dead))))
        {
            Alone(dead);
        }
    }

    private bool AsChild(Villager dead)
    {
        if (origins.Find(dead.Birth, null, null) is not { } home)
        {
            return false;
        }

        dead.SetParents(home.Wife, origins.Fits(home.Husband, dead.Birth) ? home.Husband : null);
        dead.Marital = "never_married";
        Enter(dead, home, home.Wife!.First.Role is "head" or "spouse" || home.Husband?.First.Role == "head" ? "child" : "grandchild");
        return true;
    }

    private bool AsSpouse(Villager dead)
    {
        for (var tries = 0; tries < _figures.OriginTries; tries++)
        {
            var widow = _people[dice.Below(_people.Count)];
            var gap = dead.Sex == Sex.Male ? widow.Birth - dead.Birth : dead.Birth - widow.Birth;
            if (widow.Marital != "widowed" || widow.Spouse is not null || widow.Sex == dead.Sex || widow.Settled
                || gap / 365 is < -2 or > 12
                || !(widow.Children ?? []).TrueForAll(c => Conceived(c, dead)))
            {
                continue;
            }

            (dead.Spouse, widow.Spouse, widow.Settled) = (widow, dead, true);
            dead.Marital = widow.Marital = "married";
            foreach (var child in widow.Children ?? [])
            {
                child.SetParents(dead.Sex == Sex.Female ? dead : null, dead.Sex == Sex.Male ? dead : null);
            }

            var role = widow.First.Role;
            widow.First.Role = role == "head" ? "spouse" : role;
            Enter(dead, widow.First.Home, role);
            return true;
        }

        return false;
    }

    /// <summary>True if a child can be this dead person's own.</summary>
    private bool Conceived(Villager child, Villager dead)
    {
        var figures = world.Calibration.Households;
        var age = (child.Birth - dead.Birth) / 365.25;
        return dead.Sex == Sex.Female
            ? age >= figures.MotherGapMin && age <= figures.MotherGapMax && child.Birth < dead.Death && child.Mother is null
            : age >= figures.FatherGapMin && age <= figures.FatherGapMax && child.Birth < dead.Death + 250 && child.Father is null;
    }

    private bool AsParent(Villager dead)
    {
        for (var tries = 0; tries < _figures.OriginTries; tries++)
        {
            var home = _homes[dice.Below(_homes.Count)];
            if ((home.Husband ?? home.Wife) is not { } child || child.Settled || child.MarriedOn != Day.Open
                || (child.Mother ?? child.Father) is not null
                || (child.Birth - dead.Birth) / 365.25 is < 20 or > 44 || home.Members.Count > 6)
            {
                continue;
            }

            child.SetParents(dead.Sex == Sex.Female ? dead : null, dead.Sex == Sex.Male ? dead : null);
            dead.Marital = "widowed";
            Enter(dead, home, "parent");
            return true;
        }

        return false;
    }

    private void Alone(Villager dead)
    {
        var home = world.AddHome(_homes[dice.Below(_homes.Count)].Commune);
        home.Settled = true;
        dead.Marital = dead.AgeOn(dead.Death) < 30 ? "never_married" : "widowed";
        Enter(dead, home, "head");
    }

    private void Enter(Villager dead, Home home, string role)
    {
        home.Settled = true;
        var from = Math.Max(world.Start, dead.Birth);
        dead.Join(home, role, from, world.Recorded(from, dice));
    }

    /// <summary>Couples with children that lived with his parents until they set up a household of their own.</summary>
    private void LeftParents(double years)
    {
        for (var i = world.Scaled(_figures.Moves.CouplesLeftParents * years); i > 0; i--)
        {
            var day = dice.Between(world.Start + 10, LastDay - 10);
            if (Untouched() is not { Wife: { } wife, Husband: { } husband } home || wife.Spouse != husband || wife.AgeOn(world.Census) > 45
                || !home.Members.TrueForAll(m => m.Place is Place.Core or Place.Child)
                || origins.Find(husband.Birth, home.Commune, home) is not { } origin)
            {
                continue;
            }

            var recorded = world.Recorded(day, dice);
            husband.SetParents(origin.Wife, origins.Fits(origin.Husband, husband.Birth) ? origin.Husband : null);
            (home.Settled, origin.Settled) = (true, true);
            foreach (var member in home.Members.Where(m => m.Birth < day).ToList())
            {
                var (from, first) = (member.First.From, member.First.Recorded);
                member.Settled = true;
                (member.First.From, member.First.Recorded, member.First.EndRecorded) =
                    (day, Math.Max(first, recorded), Math.Max(first, recorded));
                member.WasBefore(origin, member == husband ? "child" : member == wife ? "other" : "grandchild", from,
                    day - 1, first, Math.Max(first, recorded));
            }
        }
    }

    private void HouseholdsArrive(double years)
    {
        for (var i = world.Scaled(_figures.Moves.HouseholdsArrive * years); i > 0; i--)
        {
            if (Untouched() is { } home)
            {
                var day = dice.Between(world.Start + 10, LastDay - 10);
                var recorded = world.Recorded(day, dice);
                home.Settled = true;
                foreach (var stay in home.Members.Where(m => m.Birth < day).Select(m => m.First))
                {
                    (stay.From, stay.Recorded, stay.EndRecorded) = (day, recorded, recorded);
                }
            }
        }
    }

    private void HouseholdsMoveInside(double years)
    {
        for (var i = world.Scaled(_figures.Moves.HouseholdsMoveInside * years); i > 0 && world.Communes.Count > 1; i--)
        {
            if (Untouched() is { } home)
            {
                var day = dice.Between(world.Start + 10, LastDay - 10);
                var before = _homes[dice.Below(_homes.Count)].Commune;
                home.Settled = true;
                if (before != home.Commune)
                {
                    home.Moves = [(day, home.Commune, world.Recorded(day, dice))];
                    home.Commune = before;
                }
            }
        }
    }

    private void PeopleArrive(double years)
    {
        for (var i = world.Scaled(_figures.Moves.PeopleArrive * years); i > 0; i--)
        {
            var person = _people[dice.Below(_people.Count)];
            var lone = person.First.Home.Members.Count == 1 || (person.Place == Place.Collective && person.First.Role != "head");
            var young = person.Place is Place.Child or Place.Sibling && person.First.Role != "head";
            if (!person.Settled && (lone || young) && person.AgeOn(world.Start) is >= 14 and < 50 && person.First.From == world.Start
                && !person.First.Home.Settled)
            {
                var day = dice.Between(world.Start + 10, LastDay - 10);
                var recorded = world.Recorded(day, dice);
                (person.First.From, person.First.Recorded, person.First.EndRecorded, person.Settled) = (day, recorded, recorded, true);
            }
        }
    }

    private void Leavers(double years)
    {
        for (var i = world.Scaled((_figures.Moves.PeopleLeave + (0.5 * _figures.Marriage.DaughtersLeave)) * years); i > 0; i--)
        {
            var day = dice.Between(world.Start + 10, LastDay - 10);
            var birth = settlers.BirthAt(dice.Between(18, 36), day);
            if (origins.Find(birth, null, null) is not { } home)
            {
                continue;
            }

            var person = world.Add(dice.Chance(0.6) ? Sex.Female : Sex.Male, birth, Place.Joined);
            person.SetParents(home.Wife, origins.Fits(home.Husband, birth) ? home.Husband : null);
            (person.Marital, person.Settled, home.Settled) = ("never_married", true, true);
            person.Join(home, "child", world.Start, world.Start);
            person.Leave(day, world.Recorded(day, dice));
        }

        var drafter = new Drafter(world.Calibration.Households);
        var buffer = new DraftMember[64];
        for (var i = world.Scaled(_figures.Moves.HouseholdsLeave * years); i > 0; i--)
        {
            var day = dice.Between(world.Start + 10, LastDay - 10);
            var size = drafter.Draft(dice.Between(2, 5), dice, buffer);
            var home = settlers.Settle(buffer[..size], _homes[dice.Below(_homes.Count)].Commune, day);
            home.Settled = true;
            var recorded = world.Recorded(day, dice);
            foreach (var member in home.Members)
            {
                member.Settled = true;
                member.Leave(day, recorded);
            }
        }
    }

    /// <summary>A household to which nothing has happened, all of whose members were there from the start or from birth.</summary>
    private Home? Untouched()
    {
        for (var tries = 0; tries < _figures.OriginTries; tries++)
        {
            var home = _homes[dice.Below(_homes.Count)];
            if (!home.Settled && home.Members.TrueForAll(m => m.Stays.Count == 1 && !m.Settled && m.Place != Place.Collective))
            {
                return home;
            }
        }

        return null;
    }
}
