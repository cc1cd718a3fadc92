using AnSinh.Register.History;
using AnSinh.Register.Units;

namespace AnSinh.Demo.Synthetic;

/// <summary>A review of poor households: from when its result holds, when recorded, how many households.</summary>
internal sealed record SyntheticReview(int From, int Recorded, int Poor, int NearPoor);

/// <summary>Poverty; see protection.yaml.</summary>
internal sealed record PovertyFigures(
    IReadOnlyList<SyntheticReview> Reviews,
    IReadOnlyList<int> LivedInOn,
    double ChanceWeight,
    double YearWeight,
    IReadOnlyDictionary<string, double> Points,
    int ManyChildren)
{
    private static readonly string[] Known = ["lone_elder", "lone_parent", "disabled", "merit", "pension", "many_children",
        "employee", "grandparents"];

    public static PovertyFigures Read(YamlPart file)
    {
        var part = file["poverty"];
        var reviews = part["reviews"].Items()
            .Select(r => new SyntheticReview(r["from"].Day(), r["recorded"].Day(), r["poor"].Whole(), r["near_poor"].Whole())).ToList();
        if (reviews.Count == 0 || !reviews.Select(r => r.From).SequenceEqual(reviews.Select(r => r.From).Distinct().Order()))
        {
            part["reviews"].Wrong("cần các kỳ rà soát theo thứ tự thời gian");
        }

        var points = part["points"];
        return new PovertyFigures(
            reviews,
            [.. part["lived_in_on"].Items().Select(d => d.Day())],
            part["chance_weight"].Number(),
            part["year_weight"].Number(),
            Known.ToDictionary(k => k, k => points[k].Number(-10, 10)),
            part["many_children"].Whole(1, 20));
    }
}

/// <summary>The yearly reviews of poor and near-poor households: hardship and chance decide who, the calibration how many.</summary>
internal sealed class Poverty(World world, Dice dice, Rows rows)
{
    public const string Poor = "poor", NearPoor = "near_poor";
    private readonly PovertyFigures _figures = world.Calibration.Poverty;
    private readonly Dictionary<(Home, int), string> _results = [];

    public void Run()
    {
        foreach (var home in world.Homes)
        {
            home.Hardship = Hardship(home);
        }

        for (var i = 0; i < _figures.Reviews.Count; i++)
        {
            Decide(i);
        }

        foreach (var home in world.Homes)
        {
            Write(home);
        }

        Needs();
    }

    /// <summary>The result that holds for a household on a day, null if neither poor nor near-poor.</summary>
    public string? Of(Home home, int day)
    {
        for (var i = _figures.Reviews.Count - 1; i >= 0; i--)
        {
            if (_figures.Reviews[i].From <= day)
            {
                return _results.GetValueOrDefault((home, i));
            }
        }

        return null;
    }

    private double Hardship(Home home)
    {
        var members = home.Members.Where(m => m.CopyOf is null).Distinct().ToList();
        double Points(string kind, bool holds) => holds ? _figures.Points[kind] : 0;
        var adults = members.Count(m => m.AgeOn(world.Census) is >= 18 and < 65);
        var children = members.Count(m => m.AgeOn(world.Census) < 16);
        return (_figures.ChanceWeight * dice.Unit())
            + Points("lone_elder", adults == 0 && children == 0)
            + Points("grandparents", adults == 0 && children > 0)
            + Points("lone_parent", adults == 1 && children > 0)
            + Points("disabled", members.Exists(m => m.Disability is "severe" or "extremely_severe"))
            + Points("merit", members.Exists(m => m.Merit is not null))
            + Points("pension", members.Exists(m => m.Pension is not null and not "unknown"))
            + Points("many_children", children >= _figures.ManyChildren)
            + Points("employee", members.Exists(m => m.InsuredWorkFrom <= world.End))
            + (members.Exists(m => m.Place == Place.Collective) ? -100 : 0);
    }

    private void Decide(int at)
    {
        var review = _figures.Reviews[at];
        var last = at == _figures.Reviews.Count - 1;
        var homes = world.Homes.Where(h => Lived(h, review.From) && (!last || _figures.LivedInOn.All(d => Lived(h, d)))).ToList();
        var hardest = homes.Select(h => (Home: h, Rank: h.Hardship + (_figures.YearWeight * dice.Unit())))
            .OrderByDescending(h => h.Rank).ThenBy(h => h.Home.Id).ToList();
        var (poor, near) = (world.Scaled(review.Poor), world.Scaled(review.NearPoor));
        for (var i = 0; i < Math.Min(hardest.Count, poor + near); i++)
        {
            _results[(hardest[i].Home, at)] = i < poor ? Poor : NearPoor;
        }
    }

    private static bool Lived(Home home, int day) =>
        home.Members.Exists(m => m.CopyOf is null && day <= m.Death && m.StayOn(day)?.Home == home);

    private void Write(Home home)
    {
        var segments = new List<Segment>();
        for (var i = 0; i < _figures.Reviews.Count; i++)
        {
            if (_results.TryGetValue((home, i), out var result))
            {
                var to = i + 1 < _figures.Reviews.Count ? _figures.Reviews[i + 1].From - 1 : Day.Open;
                segments.Add(new Segment(_figures.Reviews[i].From, result, _figures.Reviews[i].Recorded, to));
            }
        }

        if (segments.Count > 0)
        {
            rows.Facts(new Subject(home.Id, null, world.Start, world.End), "poverty", segments, "Rà soát hộ nghèo, hộ cận nghèo");
        }
    }

    /// <summary>Old people alone in a poor household of whom it is recorded that nobody is obliged to support them.</summary>
    private void Needs()
    {
        var care = world.Calibration.Care;
        foreach (var home in world.Homes)
        {
            var people = home.Members.Where(m => m.CopyOf is null).Distinct().ToList();
            for (var i = 0; i < _figures.Reviews.Count; i++)
            {
                if (_results.GetValueOrDefault((home, i)) == Poor
                    && people.TrueForAll(p => p.AgeOn(_figures.Reviews[i].From) >= care.NoSupporterFrom))
                {
                    foreach (var person in people.Where(
                        p => p.PresentOn(_figures.Reviews[i].From) && Dice.Lot(p.Id, 22) < care.NoSupporter))
                    {
                        rows.Fact(person, "no_supporter", "yes", _figures.Reviews[i].From, _figures.Reviews[i].Recorded,
                            "UBND xã xác nhận");
                    }

                    break;
                }
            }
        }
    }
}
