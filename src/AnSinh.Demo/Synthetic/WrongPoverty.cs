using System.Globalization;
using AnSinh.Register.History;

namespace AnSinh.Demo.Synthetic;

/// <summary>Households on the last list of the poor that are not poor, and what can be seen of it; see mess.yaml.</summary>
internal sealed record WrongPovertyFigures(
    double Poor, double NearPoor, double CarWrong, double CarRight, double CarChecked, double Wage, (int Low,
        int High) WageAbove, (int Low, int High) WageBelow, int WageStep, int Limit, int SeenOn, int Recorded)
{
    public static WrongPovertyFigures Read(YamlPart part)
    {
        var (car, wage) = (part["car"], part["wage"]);
        return new WrongPovertyFigures(
            part["poor"].Share(), part["near_poor"].Share(), car["wrong"].Share(), car["right"].Share(), car["checked"].Share(),
            wage["known"].Share(), wage["above"].Range(p => p.Whole()), wage["below"].Range(p => p.Whole()),
            wage["step"].Whole(1), part["limit"].Whole(), part["seen_on"].Day(), part["recorded"].Day());
    }
}

/// <summary>
/// Plants errors in the last list of poor and near-poor households. Only lots are drawn and only facts are added that no benefit reads, so
/// that nothing else of the demo moves.
/// </summary>
internal sealed class WrongPoverty(World world, Poverty poverty, Rows rows, Dictionary<string, List<DemoTruthItem>> truth)
{
    private const int WrongSalt = 31, CarSalt = 32, CheckedSalt = 33, WageSalt = 34;
    private readonly WrongPovertyFigures _figures = world.Calibration.PlantedErrors.WrongPoverty;

    public void Run()
    {
        foreach (var home in world.Homes)
        {
            var people = home.Members.Where(m => m.CopyOf is null && m.StayOn(_figures.SeenOn)?.Home == home && m.Death > _figures.SeenOn)
                .Distinct().ToList();
            if (people.Count > 0 && poverty.Of(home, _figures.SeenOn) is { } listed)
            {
                Plant(home, people, listed);
            }
        }
    }

    private void Plant(Home home, List<Villager> people, string listed)
    {
        // A pension that alone lifts everybody above the limit makes the list wrong, lot or no lot.
        var wrong = Dice.Lot(home.Id, WrongSalt) < (listed == Poverty.Poor ? _figures.Poor : _figures.NearPoor)
            || people.Sum(p => p.PensionFrom <= _figures.SeenOn ? p.PensionAmount : 0) > (long)_figures.Limit * people.Count;
        if (wrong)
        {
            if (!truth.TryGetValue(DemoTruth.WrongPoverty, out var list))
            {
                truth.Add(DemoTruth.WrongPoverty, list = []);
            }

            list.Add(new DemoTruthItem(people[0].Id, home.Id.ToString(CultureInfo.InvariantCulture)));
        }

        var car = Dice.Lot(home.Id, CarSalt) < (wrong ? _figures.CarWrong : _figures.CarRight);
        if (car || Dice.Lot(home.Id, CheckedSalt) < _figures.CarChecked)
        {
            rows.Facts(new Subject(home.Id, null, world.Start, world.End), "car",
                [new Segment(_figures.SeenOn, car ? "yes" : "no", _figures.Recorded)], "Đối chiếu đăng ký xe");
        }

        foreach (var person in people.Where(
            p => p.InsuredWorkFrom <= _figures.SeenOn && p.InsuredWorkTo > _figures.SeenOn && Dice.Lot(p.Id, WageSalt) < _figures.Wage))
        {
            var (low, high) = wrong ? _figures.WageAbove : _figures.WageBelow;
            var perHead = low + (long)((high - low) * Dice.Lot(person.Id, WageSalt + 1));
            var wage = perHead * people.Count / _figures.WageStep * _figures.WageStep;
            rows.Fact(person, "si_wage", wage.ToString(CultureInfo.InvariantCulture), _figures.SeenOn, _figures.Recorded,
                "Danh sách đóng BHXH");
        }
    }
}
