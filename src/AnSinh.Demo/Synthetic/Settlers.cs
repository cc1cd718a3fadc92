using AnSinh.Basics;

namespace AnSinh.Demo.Synthetic;

/// <summary>Turns drafts into people of the world: birth dates, kin, roles, marital status.</summary>
internal sealed class Settlers(World world, Dice dice)
{
    private readonly HouseholdFigures _figures = world.Calibration.Households;

    /// <summary>
    /// Settles a household whose ages are completed years on a day; members are there from the start of the world or from birth.
    /// </summary>
    public Home Settle(DraftMember[] slots, int commune, int day)
    {
        var home = world.AddHome(commune);
        var births = Births(slots, day);
        var people = new Villager[slots.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            people[i] = world.Add(slots[i].Sex, births[i], slots[i].Place);
        }

        var head = Head(slots);
        for (var i = 0; i < slots.Length; i++)
        {
            var person = people[i];
            person.SetParents(At(people, slots[i].Mother), At(people, slots[i].Father));
            person.Spouse = At(people, slots[i].Spouse);
            person.Marital = Marital(slots[i], slots.Length, person);
            var from = Math.Max(world.Start, person.Birth);
            person.Join(home, Role(slots, i, head), from, world.Recorded(from, dice));
        }

        home.Wife = Array.Find(people, p => p is { Place: Place.Core, Sex: Sex.Female });
        home.Husband = Array.Find(people, p => p is { Place: Place.Core, Sex: Sex.Male });
        return home;
    }

    /// <summary>A birth day of someone of this age on a day.</summary>
    public int BirthAt(int age, int day)
    {
        var last = Day.AddYears(day, -age);
        return dice.Between(Day.AddYears(day, -age - 1) + 1, last);
    }

    private int[] Births(DraftMember[] slots, int day)
    {
        var births = new int[slots.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            births[i] = BirthAt(slots[i].Age, day);
        }

        // Brothers and sisters are not born within ten months of each other.
        for (var tries = 0; tries < 60 && TooClose(slots, births) is >= 0 and var at; tries++)
        {
            for (var i = 0; i < slots.Length; i++)
            {
                if (slots[i].Mother == slots[at].Mother && slots[i].Father == slots[at].Father && slots[i].Place == slots[at].Place)
                {
                    births[i] = BirthAt(slots[i].Age, day);
                }
            }
        }

        return births;
    }

    private static int TooClose(DraftMember[] slots, int[] births)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            for (var j = 0; j < i && (slots[i].Mother >= 0 || slots[i].Father >= 0 || slots[i].Place == Place.Grandchild); j++)
            {
                var kin = slots[i].Mother == slots[j].Mother && slots[i].Father == slots[j].Father
                    && (slots[i].Mother >= 0 || slots[i].Father >= 0 || slots[j].Place == Place.Grandchild);
                if (kin && Math.Abs(births[i] - births[j]) < 300)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private int Head(DraftMember[] slots)
    {
        if (slots[0].Place == Place.Collective)
        {
            return 0;
        }

        for (var i = slots.Length - 1; i > 0; i--)
        {
            // The elder man if he lives here (he comes after his wife), else the elder woman.
            if (slots[i].Place == Place.Parent && slots[i].Age < _figures.ElderIsHeadBelow)
            {
                if (dice.Chance(_figures.ElderIsHead))
                {
                    return i;
                }

                break;
            }
        }

        return slots[0].Spouse >= 0 && dice.Chance(_figures.HusbandIsHead) ? slots[0].Spouse : 0;
    }

    private static string Role(DraftMember[] slots, int at, int head)
    {
        if (at == head)
        {
            return "head";
        }

        if (slots[at].Spouse == head)
        {
            return "spouse";
        }

        var elder = slots[head].Place == Place.Parent;
        return slots[at].Place switch
        {
            Place.Child => elder ? "grandchild" : "child",
            Place.Parent => elder ? "other" : "parent",
            Place.Grandchild => "grandchild",
            Place.BranchChild when elder => "grandchild",
            Place.Core or Place.Sibling or Place.Branch when elder && (slots[at].Mother == head || slots[at].Father == head) => "child",
            _ => "other",
        };
    }

    private string? Marital(DraftMember slot, int size, Villager person)
    {
        if (slot.Spouse >= 0)
        {
            return "married";
        }

        return slot.Place switch
        {
            Place.Core when slot.Age >= _figures.ElderFromAge => _figures.LoneStatus["elder"].Pick(dice),
            Place.Core when size == 1 && slot.Age < 35 => "never_married",
            Place.Core => _figures.LoneStatus[person.Sex == Sex.Female ? "woman" : "man"].Pick(dice),
            Place.Parent => "widowed",
            _ => slot.Age >= _figures.DivorcedFromAge && dice.Chance(_figures.DivorcedShare) ? "divorced" : "never_married",
        };
    }

    private static Villager? At(Villager[] people, int at) => at < 0 ? null : people[at];
}
