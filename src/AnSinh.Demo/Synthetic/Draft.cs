using AnSinh.Basics;

namespace AnSinh.Demo.Synthetic;

/// <summary>A person's place in a household, seen from the couple or lone person it is built around.</summary>
internal enum Place : byte
{
    Core,
    Child,
    Parent,
    Sibling,
    Branch,
    BranchChild,
    Grandchild,
    Collective,
    Joined,
}

/// <summary>
/// A member not yet born into the world: sex, completed years, and the positions of relatives in the same household (−1 none).
/// </summary>
internal struct DraftMember
{
    public Sex Sex;
    public Place Place;
    public short Age;
    public sbyte Mother, Father, Spouse;

    public static DraftMember Of(Sex sex, int age, Place place, int mother = -1, int father = -1, int spouse = -1) =>
        new() { Sex = sex, Age = (short)age, Place = place, Mother = (sbyte)mother, Father = (sbyte)father, Spouse = (sbyte)spouse };
}

/// <summary>Drafts households of a wanted size and tells whether a household could be.</summary>
internal sealed class Drafter(HouseholdFigures figures)
{
    /// <summary>
    /// Drafts a household into <paramref name="slots"/> and returns how many members it has: exactly <paramref name="size"/>.
    /// </summary>
    public int Draft(int size, Dice dice, DraftMember[] slots)
    {
        while (true)
        {
            var template = figures.Templates[size].Pick(dice);
            for (var attempt = 0; attempt < 6; attempt++)
            {
                if (TryFill(template, dice, slots) && Possible(slots, size))
                {
                    return size;
                }
            }
        }
    }

    /// <summary>True if every age fits those of mother, father, husband or wife and siblings.</summary>
    public bool Possible(DraftMember[] slots, int count)
    {
        for (var i = 0; i < count; i++)
        {
            ref var slot = ref slots[i];
            if (slot.Age is < 0 or > AgeBand.Oldest || !FitsParents(slots, slot) || !FitsPlace(slots, i, slot))
            {
                return false;
            }

            for (var j = 0; slot.Mother >= 0 && j < i; j++)
            {
                if (slots[j].Mother == slot.Mother && slots[j].Age == slot.Age)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool FitsParents(DraftMember[] slots, in DraftMember slot) =>
        (slot.Mother < 0
            || (slots[slot.Mother].Age - slot.Age is var mother && mother >= figures.MotherGapMin && mother <= figures.MotherGapMax))
        && (slot.Father < 0
            || (slots[slot.Father].Age - slot.Age is var father && father >= figures.FatherGapMin && father <= figures.FatherGapMax));

    private bool FitsPlace(DraftMember[] slots, int at, in DraftMember slot) => slot.Place switch
    {
        Place.Core or Place.Branch => slot.Age >= figures.MotherGapMin
            && (slot.Spouse < 0 || Math.Abs(slot.Age - slots[slot.Spouse].Age) <= figures.SpouseGapMax),
        Place.Sibling => slot.Age is >= 16 and <= 50,
        Place.Grandchild => slot.Age <= 17 && slots[0].Age - slot.Age >= 2 * figures.MotherGapMin,
        Place.Collective => at == 0 ? slot.Age >= 20 : slot.Age is >= 17 and <= 39,
        _ => true,
    };

    private bool TryFill(HouseholdTemplate template, Dice dice, DraftMember[] slots)
    {
        var count = 0;
        var age = template.Ages.Pick(dice) + dice.Below(5);
        var (mother, father) = (-1, -1);
        if (template.Core == Core.Man)
        {
            slots[count++] = DraftMember.Of(Sex.Male, age, Place.Core);
            father = 0;
        }
        else
        {
            slots[count++] = DraftMember.Of(Sex.Female, age, Place.Core);
            mother = 0;
            if (template.Core == Core.Couple)
            {
                var husband = age + figures.HusbandOlder.Pick(dice);
                if (!dice.Chance(figures.Survives.At(husband)))
                {
                    return false;
                }

                slots[0].Spouse = 1;
                slots[count++] = DraftMember.Of(Sex.Male, husband, Place.Core, spouse: 0);
                father = 1;
            }
        }

        var births = new Births(template.Children, mother < 0 ? age - 2 : age, mother, father, Place.Child);
        return Children(births, dice, slots, ref count)
            && Parents(template, father >= 0 ? father : 0, dice, slots, ref count)
            && Grandchildren(template.Grandchildren, age, dice, slots, ref count)
            && Branch(template, father >= 0 ? father : 0, dice, slots, ref count);
    }

    /// <summary>Walks through the births of a mother and keeps those who still live at home.</summary>
    private bool Children(Births births, Dice dice, DraftMember[] slots, ref int count)
    {
        var wanted = births.Wanted;
        var at = figures.FirstBirth.Pick(dice);
        for (var born = 0; wanted > 0 && born < 6; born++)
        {
            var age = births.MotherAge - at;
            if (age < 0 || at > figures.MotherGapMax)
            {
                return false;
            }

            if (dice.Chance(figures.LivesAtHome.At(age)))
            {
                slots[count++] = DraftMember.Of(AnySex(dice), age, births.Place, births.Mother, births.Father);
                wanted--;
            }

            at += figures.BirthSpacing.Pick(dice);
        }

        return wanted == 0;
    }

    private bool Parents(HouseholdTemplate template, int child, Dice dice, DraftMember[] slots, ref int count)
    {
        if (template.Parents == 0)
        {
            return true;
        }

        var mother = slots[child].Age + Math.Min(figures.FirstBirth.Pick(dice) + dice.Below(12), figures.MotherGapMax);
        var father = mother + figures.HusbandOlder.Pick(dice);
        var both = template.Parents == 2;
        var onlyFather = !both && dice.Chance(0.2);
        if (!onlyFather)
        {
            slots[child].Mother = (sbyte)count;
            if (!Parent(Sex.Female, mother, dice, slots, ref count))
            {
                return false;
            }
        }

        if (both || onlyFather)
        {
            slots[child].Father = (sbyte)count;
            if (!Parent(Sex.Male, father, dice, slots, ref count))
            {
                return false;
            }
        }

        if (both)
        {
            slots[count - 2].Spouse = (sbyte)(count - 1);
            slots[count - 1].Spouse = (sbyte)(count - 2);
        }

        return true;
    }

    // False if such a parent is no longer alive: then the household is drafted anew.
    private bool Parent(Sex sex, int age, Dice dice, DraftMember[] slots, ref int count)
    {
        if (!dice.Chance(figures.Survives.At(age)))
        {
            return false;
        }

        slots[count++] = DraftMember.Of(sex, age, Place.Parent);
        return true;
    }

    private bool Grandchildren(int wanted, int age, Dice dice, DraftMember[] slots, ref int count)
    {
        var youngest = Math.Max(0, Math.Min(16, age - figures.FirstBirth.Pick(dice) - figures.FirstBirth.Pick(dice) - dice.Below(4)));
        for (var i = 0; i < wanted; i++)
        {
            slots[count++] = DraftMember.Of(AnySex(dice), youngest, Place.Grandchild);
            youngest += figures.BirthSpacing.Pick(dice);
        }

        return true;
    }

    private bool Branch(HouseholdTemplate template, int brotherOf, Dice dice, DraftMember[] slots, ref int count)
    {
        ref var head = ref slots[brotherOf];
        var sign = dice.Chance(0.7) ? -1 : 1;
        var age = head.Age;
        for (var i = 0; i < template.Siblings; i++)
        {
            age += (short)(sign * dice.Between(2, 6));
            if (!dice.Chance(figures.LivesAtHome.At(age)))
            {
                return false;
            }

            slots[count++] = DraftMember.Of(AnySex(dice), age, Place.Sibling, head.Mother, head.Father);
        }

        if (template.Branch is not { } children)
        {
            return true;
        }

        var (brother, wife) = (count, count + 1);
        var brotherAge = age + (sign * dice.Between(2, 8));
        slots[count++] = DraftMember.Of(Sex.Male, brotherAge, Place.Branch, head.Mother, head.Father, wife);
        slots[count++] = DraftMember.Of(Sex.Female, brotherAge - figures.HusbandOlder.Pick(dice), Place.Branch, spouse: brother);
        return Children(new Births(children, slots[wife].Age, wife, brother, Place.BranchChild), dice, slots, ref count);
    }

    private static Sex AnySex(Dice dice) => dice.Chance(0.52) ? Sex.Male : Sex.Female;

    // How many children of a couple live at home; mother and father are positions in the household (−1 none).
    private readonly record struct Births(int Wanted, int MotherAge, int Mother, int Father, Place Place);
}
