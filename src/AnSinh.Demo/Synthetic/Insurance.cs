namespace AnSinh.Demo.Synthetic;

/// <summary>Health insurance: how many are covered at each year's end and which groups come first; see work.yaml.</summary>
internal sealed record InsuranceFigures(SortedDictionary<int, double> Covered, IReadOnlyDictionary<string, (double First,
    double Last)> Groups, int ChildAge, int ElderlyAge)
{
    private static readonly string[] Known = ["poor", "merit", "social_assistance", "pensioner", "employee", "child_under_6",
        "near_poor", "elderly", "student", "household"];

    public static InsuranceFigures Read(YamlPart file)
    {
        var part = file["health_insurance"];
        var groups = part["groups"];
        return new InsuranceFigures(
            part["covered_by_year"].ByYear(),
            Known.ToDictionary(g => g, g => (groups[g]["first"].Share(), groups[g]["last"].Share())),
            part["child_age"].Whole(1, 18),
            part["elderly_age"].Whole(50, 110));
    }
}

/// <summary>Health insurance cards, a year at a time, so that the wanted share of the people is covered at each year's end.</summary>
internal sealed class Insurance(World world, Poverty poverty, Rows rows)
{
    private readonly InsuranceFigures _figures = world.Calibration.Insurance;

    public void Run()
    {
        var cards = new List<Segment>?[world.People.Count];
        foreach (var year in world.Years)
        {
            Issue(cards, year);
        }

        for (var i = 0; i < cards.Length; i++)
        {
            if (cards[i] is { } all)
            {
                rows.Facts(world.People[i], "health_insurance", all, "Bảo hiểm xã hội huyện");
            }
        }
    }

    /// <summary>The cards of a year: of all groups those who come first, as many as were covered at its end.</summary>
    private void Issue(List<Segment>?[] cards, int year)
    {
        var (first, end) = (Day.Of(year, 1, 1), Day.Of(year, 12, 31));
        var ranks = new double[world.People.Count];
        var groups = new string?[world.People.Count];
        var residents = new List<double>(world.People.Count);
        for (var i = 0; i < ranks.Length; i++)
        {
            var person = world.People[i];
            var last = Math.Min(end, Math.Min(person.Death, person.Last.To));
            if (last < first || person.First.From > end)
            {
                continue;
            }

            var group = groups[i] = Group(person.CopyOf ?? person, last, year);
            var (low, high) = _figures.Groups[group];
            ranks[i] = low + ((high - low) * Dice.Lot((person.CopyOf ?? person).Id, 21));
            if (last == end && person.PresentOn(end))
            {
                residents.Add(ranks[i]);
            }
        }

        residents.Sort();
        var covered = (int)((residents.Count * _figures.Covered.GetValueOrDefault(year)) + 0.5);
        var limit = covered == 0 ? -1 : residents[covered - 1];
        for (var i = 0; i < ranks.Length; i++)
        {
            if (groups[i] is { } group)
            {
                Card(ref cards[i], world.People[i], first, ranks[i] <= limit ? group : null);
            }
        }
    }

    private void Card(ref List<Segment>? cards, Villager person, int first, string? group)
    {
        if (cards is null ? group is null : cards[^1].Value == group)
        {
            return;
        }

        var from = Math.Max(first, person.First.From);
        var recorded = from <= world.Start ? world.Start : Math.Max(from + 8, cards?[^1].Recorded ?? 0);
        (cards ??= new List<Segment>(2)).Add(new Segment(from, group, recorded));
    }

    private string Group(Villager person, int day, int year)
    {
        var age = person.AgeOn(day);
        var home = person.StayOn(day)?.Home ?? person.Last.Home;
        var poor = poverty.Of(home, day);
        return 0 switch
        {
            _ when age < _figures.ChildAge => "child_under_6",
            _ when person.InsuredWorkFrom <= day && day < person.InsuredWorkTo => "employee",
            _ when person.Pension is not null and not "unknown" && person.PensionFrom <= day => "pensioner",
            _ when person.Merit is not null => "merit",
            _ when poor == Poverty.Poor => "poor",
            _ when person.Orphan is not null
                || (person.Disability is "severe" or "extremely_severe" && person.DisabledFrom <= day) => "social_assistance",
            _ when age >= _figures.ElderlyAge => person.Pension is null ? "social_assistance" : "elderly",
            _ when poor == Poverty.NearPoor => "near_poor",
            _ when age < 24 && person.LearnsUntil >= Day.Of(year, 9, 1) => "student",
            _ => "household",
        };
    }
}
