using AnSinh.Basics;

namespace AnSinh.Demo.Synthetic;

/// <summary>Name tokens of a generation and sex.</summary>
internal sealed record NameStyle(Weighted<int> Words, Weighted<string> Middle, Weighted<string> Given);

/// <summary>Name tokens; see names.yaml.</summary>
internal sealed record NameFigures(
    Weighted<string> Family,
    IReadOnlyDictionary<Sex, Weighted<string>> OtherMiddle,
    IReadOnlyDictionary<Sex, Weighted<string>> SecondMiddle,
    IReadOnlyList<(int BornFrom, NameStyle Male, NameStyle Female)> Generations,
    IReadOnlyList<(string Usual, string Variant)> Variants)
{
    public static NameFigures Read(YamlPart part)
    {
        static NameStyle Style(YamlPart style) => new(style["words"].NumberWeights(), style["middle"].Weights(), style["given"].Weights());
        static Dictionary<Sex, Weighted<string>> BySex(YamlPart both) =>
            new() { [Sex.Male] = both["male"].Weights(), [Sex.Female] = both["female"].Weights() };
        var generations = part["generations"].Items()
            .Select(g => (g["born_from"].Whole(1800, 2100), Style(g["male"]), Style(g["female"]))).ToList();
        if (generations.Count == 0)
        {
            part.Wrong("cần ít nhất một thế hệ");
        }

        var variants = new List<(string, string)>();
        foreach (var item in part["spelling_variants"].Items())
        {
            var pair = item.Items();
            if (pair.Count == 2)
            {
                variants.Add((pair[0].Text(), pair[1].Text()));
            }
            else
            {
                item.Wrong("cần hai cách viết");
            }
        }

        return new NameFigures(part["family"].Weights(), BySex(part["other_middle"]), BySex(part["second_middle"]), generations, variants);
    }

    public NameStyle Style(Sex sex, int year)
    {
        var found = Generations[0];
        foreach (var generation in Generations)
        {
            found = generation.BornFrom <= year ? generation : found;
        }

        return sex == Sex.Male ? found.Male : found.Female;
    }
}

/// <summary>Gives everybody a name: family names from the father, the rest by sex and generation.</summary>
internal sealed class Naming(World world, Dice dice)
{
    private const string Others = "others";
    private readonly NameFigures _figures = world.Calibration.Names;

    public void Run()
    {
        foreach (var person in world.People)
        {
            Name(person, 0);
        }
    }

    /// <summary>The same name as another hand writes it, or without its marks if it has no usual variant.</summary>
    public string Variant(string name)
    {
        var possible = _figures.Variants.Where(v => name.Split(' ').Contains(v.Usual)).ToList();
        if (possible.Count > 0 && dice.Chance(0.8))
        {
            var (usual, variant) = possible[dice.Below(possible.Count)];
            return string.Join(' ', name.Split(' ').Select(w => w == usual ? variant : w));
        }

        return dice.Chance(0.5) ? name.ToUpperInvariant()
            : string.Join(' ', VietnameseText.Fold(name).Split(' ').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    private void Name(Villager person, int depth)
    {
        if (person.Name.Length > 0)
        {
            return;
        }

        person.Family = Family(person, depth);
        for (var tries = 0; tries < 4; tries++)
        {
            person.Name = FullName(person);
            var kin = person.Mother?.Children ?? person.Father?.Children;
            if (kin is null || !kin.Exists(k => k != person && k.Name == person.Name))
            {
                break;
            }
        }
    }

    private string Family(Villager person, int depth)
    {
        if (person.Father is { } father && depth < 6)
        {
            Name(father, depth + 1);
            return father.Family;
        }

        // Without a father on record, brothers and sisters still share his name.
        var kin = person.Mother is { } mother
            ? mother.Children!.Find(c => c.Family.Length > 0)
            : person.Place is Place.Sibling or Place.Branch or Place.Grandchild && person.Sex == Sex.Male | person.Place != Place.Branch
                ? person.First.Home.Members.Find(
                    m => m != person && m.Family.Length > 0 && (m.Place == person.Place || m == person.First.Home.Husband))
                : null;
        return kin?.Family ?? _figures.Family.Pick(dice);
    }

    private string FullName(Villager person)
    {
        var style = _figures.Style(person.Sex, Day.Year(person.Birth));
        var words = style.Words.Pick(dice);
        var middle = style.Middle.Pick(dice);
        middle = middle == Others ? _figures.OtherMiddle[person.Sex].Pick(dice) : middle;
        var second = _figures.SecondMiddle[person.Sex].Pick(dice);
        var given = style.Given.Pick(dice);
        for (var tries = 0; tries < 5 && (given == middle || (words > 3 && given == second)); tries++)
        {
            given = style.Given.Pick(dice);
        }

        return words switch
        {
            2 => $"{person.Family} {given}",
            3 => $"{person.Family} {middle} {given}",
            _ => second == middle ? $"{person.Family} {middle} {given}" : $"{person.Family} {middle} {second} {given}",
        };
    }
}

/// <summary>Gives out personal numbers that are nobody's: province 999, unique over all districts of a register.</summary>
internal sealed class Numbering
{
    private const int SerialLimit = 1_000_000;
    private readonly Dictionary<(Sex, int), int> _given = [];

    public void Run(World world, Dice dice)
    {
        var figures = world.Calibration.Lives;
        foreach (var person in world.People)
        {
            var year = Day.Year(person.Birth);
            var without = (year < figures.NoNumberBefore && dice.Chance(figures.NoNumberElder))
                || (year >= figures.NoNumberFrom && dice.Chance(figures.NoNumberChild));
            if (!without && !person.BirthMissing && person.CopyOf is null)
            {
                var count = _given[(person.Sex, year)] = _given.GetValueOrDefault((person.Sex, year)) + 1;

                // 7,919 shares no factor with a million: serials look scattered and none comes twice.
                var serial = (int)(((count * 7919L) + (year * 31)) % SerialLimit);
                person.Number = PersonalNumber.Create(PersonalNumber.SyntheticProvince, person.Sex, year, serial).Digits;
            }
        }
    }
}
