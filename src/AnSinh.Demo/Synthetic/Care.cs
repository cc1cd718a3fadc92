using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Demo.Synthetic;

/// <summary>A merit category: how many draw it, born when, how many of them men.</summary>
internal sealed record MeritCode(string Code, int Count, int BornFrom, int BornTo, double Male, (int Low, int High)? Percent);

/// <summary>Disability, merit, pensions and special situations; see protection.yaml.</summary>
internal sealed record CareFigures(
    IReadOnlyList<(string Degree, Steps Share)> Disability,
    double CertificateBeforeStart,
    int NoCertificateFrom,
    int MeritAsOf,
    IReadOnlyList<MeritCode> Merit,
    int PensionAgeMale,
    int PensionAgeFemale,
    IReadOnlyList<(string Kind, Steps Share)> Pensions,
    IReadOnlyDictionary<string, (int Low, int High)> PensionAmount,
    int PensionStep,
    double NoSupporter,
    int NoSupporterFrom,
    IReadOnlyList<(string Code, int Count)> Orphans,
    int ChildUntil,
    int FormerChildren,
    int Hiv,
    (int Low, int High) HivAge,
    double HivStableIncome,
    int InFacility,
    int Pregnant,
    int PregnantFrom,
    SortedDictionary<int, double> HealthCriteriaMet,
    int HealthDecidedMonth)
{
    private static readonly string[] Degrees = ["extremely_severe", "severe", "mild"];

    private static readonly string[] PensionKinds = ["retirement", "lost_capacity", "survivor"];

    public static CareFigures Read(YamlPart part)
    {
        var (disability, pension, merit) = (part["disability"], part["pension"], part["merit"]);
        return new CareFigures(
            [.. Degrees.Select(d => (d, disability[d].Steps()))],
            disability["certificate_before_start"].Share(),
            disability["none_from"].Day(),
            merit["as_of"].Day(),
            [.. merit["codes"].Items().Select(Code)],
            pension["retirement_age"]["male"].Whole(40, 80),
            pension["retirement_age"]["female"].Whole(40, 80),
            [.. PensionKinds.Select(k => (k, pension[k].Steps()))],
            PensionKinds.ToDictionary(k => k, k => pension["amount"][k].Range(p => p.Whole())),
            pension["amount_step"].Whole(1),
            part["no_supporter"]["share"].Share(),
            part["no_supporter"]["from_age"].Whole(),
            [.. part["child_without_support"].Entries().Select(e => (e.Key, e.Value.Whole()))],
            part["child_until_age"].Whole(1, 30),
            part["former_child"].Whole(),
            part["hiv"]["count"].Whole(),
            part["hiv"]["age"].Range(p => p.Whole()),
            part["hiv"]["stable_income"].Share(),
            part["in_facility"].Whole(),
            part["pregnant"]["disabled"].Whole(),
            part["pregnant"]["from"].Day(),
            part["health_criteria"]["met"].ByYear(),
            part["health_criteria"]["decided_month"].Whole(1, 12));
    }

    private static MeritCode Code(YamlPart part)
    {
        var (from, to) = part["born"].Range(p => p.Whole(1880, 2020));
        return new MeritCode(part["code"].Text(), part["count"].Whole(), from, to, part["male"].Share(),
            part.Find("percent")?.Range(p => p.Whole(0, 100)));
    }
}

/// <summary>Decides who is disabled, draws a merit allowance or a pension, or is a child without support.</summary>
internal sealed class Care(World world, Dice dice)
{
    private readonly CareFigures _figures = world.Calibration.Care;

    public void Run()
    {
        foreach (var person in world.People)
        {
            Disable(person);
            Pension(person);
        }

        foreach (var code in _figures.Merit)
        {
            Merit(code, Sex.Male, (int)((code.Count * code.Male) + 0.5));
            Merit(code, Sex.Female, code.Count - (int)((code.Count * code.Male) + 0.5));
        }

        Orphans();
    }

    private static int LastDay(World world, Villager person) => Math.Min(world.End, Math.Min(person.Death, person.Last.To));

    private void Disable(Villager person)
    {
        var last = LastDay(world, person);
        var lot = dice.Unit();
        var age = person.AgeOn(last);
        foreach (var (degree, shares) in _figures.Disability)
        {
            var share = shares.At(age);
            if (lot >= share)
            {
                lot -= share;
                continue;
            }

            var early = dice.Chance(_figures.CertificateBeforeStart);
            var from = Math.Max(person.Birth + 200, early ? Day.AddYears(world.Start, -8) : world.Start + 1);
            var to = Math.Min(last - 30, early ? world.Start : _figures.NoCertificateFrom - 30);
            if (from < to)
            {
                (person.Disability, person.DisabledFrom) = (degree, dice.Between(from, to));
                person.DisabilityRecorded = world.Recorded(person.DisabledFrom, dice);
            }

            return;
        }
    }

    private void Pension(Villager person)
    {
        var last = LastDay(world, person);
        var lot = dice.Unit();
        var age = person.AgeOn(last);
        foreach (var (kind, shares) in _figures.Pensions)
        {
            var share = shares.At(age);
            if (lot >= share)
            {
                lot -= share;
                continue;
            }

            var entry = kind == "retirement" ? person.Sex == Sex.Male ? _figures.PensionAgeMale : _figures.PensionAgeFemale
                : age - dice.Between(1, 15);
            var from = Math.Max(Day.AddYears(person.Birth, Math.Max(0, entry)) + dice.Between(20, 80), person.Birth + 100);
            if (from <= last)
            {
                (person.Pension, person.PensionFrom) = (kind, from);
            }

            return;
        }
    }

    private void Merit(MeritCode code, Sex sex, int count)
    {
        var born =
            world.People.Where(
                p => p.Sex == sex && p.Merit is null && Day.Year(p.Birth) >= code.BornFrom && Day.Year(p.Birth) <= code.BornTo).ToList();
        dice.Shuffle(born);
        var living = born.Where(p => p.PresentOn(_figures.MeritAsOf)).ToList();
        var wanted = Math.Min(world.Scaled(count), living.Count);
        var share = living.Count == 0 ? 0 : (double)wanted / living.Count;
        foreach (var person in living.Take(wanted).Concat(born.Where(p => !p.PresentOn(_figures.MeritAsOf) && dice.Chance(share))))
        {
            person.Merit = code.Code;
            person.MeritPercent = code.Percent is { } percent ? dice.Between(percent.Low, percent.High) : 0;
        }
    }

    /// <summary>Children whose grandparents bring them up, their parents not being there.</summary>
    private void Orphans()
    {
        var children = world.People.Where(p => p is { Place: Place.Grandchild, Mother: null, Father: null } && p.PresentOn(world.End))
            .ToList();
        dice.Shuffle(children);
        var young = new Queue<Villager>(children.Where(p => p.AgeOn(world.End) >= 1 && p.AgeOn(world.End) < _figures.ChildUntil - 1));
        foreach (var (code, count) in _figures.Orphans)
        {
            for (var i = world.Scaled(count); i > 0 && young.Count > 0; i--)
            {
                young.Dequeue().Orphan = code;
            }
        }

        foreach (var person in children.Where(
            p => p.AgeOn(world.End) >= _figures.ChildUntil && p.AgeOn(world.End) < _figures.ChildUntil + 4)
                .Take(world.Scaled(_figures.FormerChildren)))
        {
            person.Orphan = "both_dead";
        }
    }
}
