namespace AnSinh.Demo.Synthetic;

/// <summary>Round which people a household is built.</summary>
internal enum Core
{
    Couple,
    Woman,
    Man,
}

/// <summary>A shape of household.</summary>
internal sealed record HouseholdTemplate(int Size, double Weight, Core Core, Weighted<int> Ages, int Children, int Parents,
    int Siblings, int Grandchildren, int? Branch);

/// <summary>Who lives with whom; see households.yaml.</summary>
internal sealed record HouseholdFigures(
    int MotherGapMin,
    int MotherGapMax,
    int FatherGapMin,
    int FatherGapMax,
    int SpouseGapMax,
    Weighted<int> FirstBirth,
    Weighted<int> BirthSpacing,
    Weighted<int> HusbandOlder,
    Steps LivesAtHome,
    Steps Survives,
    double OldestDecay,
    double ElderIsHead,
    int ElderIsHeadBelow,
    double HusbandIsHead,
    IReadOnlyDictionary<int, Weighted<HouseholdTemplate>> Templates,
    int FamilySizeMax,
    double CollectiveUsualMean,
    int CollectiveHomes,
    double CollectiveMale,
    Weighted<int> CollectiveAges,
    IReadOnlyDictionary<string, Weighted<string>> LoneStatus,
    int ElderFromAge,
    int DivorcedFromAge,
    double DivorcedShare)
{
    public static HouseholdFigures Read(YamlPart part)
    {
        var ages = part["core_ages"].Entries().DistinctBy(e => e.Key).ToDictionary(e => e.Key, e => e.Value.NumberWeights());
        var templates = part["templates"].Items().Select(item => ReadTemplate(item, ages)).ToList();
        var max = part["collective"]["family_size_max"].Whole(7, 20);
        for (var size = 1; size <= max; size++)
        {
            if (!templates.Exists(t => t.Size == size && t.Weight > 0))
            {
                part["templates"].Wrong($"không có mẫu hộ nào {size} người");
            }
        }

        return new HouseholdFigures(
            part["mother_gap"]["min"].Whole(15, 30),
            part["mother_gap"]["max"].Whole(30, 50),
            part["father_gap"]["min"].Whole(15, 30),
            part["father_gap"]["max"].Whole(30, 80),
            part["spouse_gap_max"].Whole(5, 40),
            part["first_birth"].NumberWeights(),
            part["birth_spacing"].NumberWeights(),
            part["husband_older"].NumberWeights(),
            part["lives_at_home"].Steps(),
            part["survives"].Steps(),
            part["oldest_decay"].Number(0.1, 1),
            part["elder_is_head"]["share"].Share(),
            part["elder_is_head"]["below_age"].Whole(),
            part["husband_is_head"].Share(),
            templates.GroupBy(t => t.Size).ToDictionary(g => g.Key, g => new Weighted<HouseholdTemplate>(g.Select(t => (t, t.Weight)))),
            max,
            part["collective"]["usual_mean"].Number(7, 20),
            part["collective"]["homes"].Whole(1, 100),
            part["collective"]["male"].Share(),
            part["collective"]["ages"].NumberWeights(),
            part["lone_status"].Entries().DistinctBy(e => e.Key).ToDictionary(e => e.Key, e => e.Value.Weights()),
            part["elder_from_age"].Whole(40, 90),
            part["adult_child_divorced"]["from_age"].Whole(18, 60),
            part["adult_child_divorced"]["share"].Share());
    }

    private static HouseholdTemplate ReadTemplate(YamlPart item, Dictionary<string, Weighted<int>> ages)
    {
        var core = Enum.TryParse<Core>(item["core"].Text(), ignoreCase: true, out var known) ? known : (Core)(-1);
        if (!Enum.IsDefined(core))
        {
            item.Wrong("core phải là couple, woman hoặc man");
        }

        if (!ages.TryGetValue(item["ages"].Text(), out var coreAges))
        {
            item.Wrong("không có bảng tuổi này trong core_ages");
            coreAges = new Weighted<int>([(30, 1)]);
        }

        int Part(string key) => item.Find(key)?.Whole(0, 9) ?? 0;
        var template = new HouseholdTemplate(
            item["size"].Whole(1, 20), item["weight"].Number(), core, coreAges, Part("children"), Part("parents"),
            Part("siblings"), Part("grandchildren"), item.Find("branch")?.Whole(0, 5));
        var size = (core == Core.Couple ? 2 : 1) + template.Children + template.Parents + template.Siblings
            + template.Grandchildren + (template.Branch is { } kids ? 2 + kids : 0);
        if (size != template.Size)
        {
            item.Wrong($"các thành viên cộng lại là {size}, không phải {template.Size}");
        }

        return template;
    }
}
