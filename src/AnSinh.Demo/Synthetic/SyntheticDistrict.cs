using AnSinh.Basics;
using AnSinh.Register.History;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// Makes the demo register (<i lang="vi">dữ liệu mẫu</i>): a district of people who do not exist, with the totals of the real one on the
/// census day and six years of history around it. The census day is built first, then the years before are written backwards and the
/// years after forwards. The same settings and calibration always give the same rows in the same order.
/// </summary>
public static class SyntheticDistrict
{
    private static readonly (string Vi, string En)[] Stages =
    [
        ("Dựng hộ theo tổng điều tra", "Households of the census"),
        ("Những năm trước tổng điều tra", "The years before the census"),
        ("Từ tổng điều tra đến cuối kỳ", "From the census to the end"),
        ("Ghi nhân khẩu, hộ, cư trú", "People, households, residences"),
        ("Việc học, việc làm", "School and work"),
        ("Hộ nghèo, bảo hiểm, chính sách", "Poverty, insurance, care"),
    ];

    /// <summary>Makes the districts and puts all rows into the sink; returns the truth about the mess in them.</summary>
    public static DemoTruth Generate(DemoSettings settings, DemoCalibration calibration, IRegisterSink sink,
        IProgress<DemoProgress>? progress = null)
    {
        settings.Check();
        var truth = new Dictionary<string, List<DemoTruthItem>>();
        var counts = new Dictionary<string, long>();
        var numbers = new Numbering();
        var (person, home) = (1L, 1L);
        for (var district = 0; district < settings.Scale; district++)
        {
            var world = new World(settings, calibration, district);
            if (world.Communes.Count == 0)
            {
                throw new ArgumentException("None of the communes asked for is in the calibration.", nameof(settings));
            }

            void Report(int stage, double part) => progress?.Report(new DemoProgress(
                new LocalText(Stages[stage].Vi, Stages[stage].En), (district + ((stage + part) / Stages.Length)) / settings.Scale));

            world.Begin(person, home);
            Build(world, truth, numbers, Report);
            Write(world, new Rows(world, sink, counts), truth, Report);
            (person, home) = (world.People[^1].Id + 1, world.Homes[^1].Id + 1);
        }

        progress?.Report(new DemoProgress(new LocalText("Xong", "Done"), 1));
        return new DemoTruth(truth.ToDictionary(t => t.Key, t => (IReadOnlyList<DemoTruthItem>)t.Value), counts);
    }

    private static void Build(World world, Dictionary<string, List<DemoTruthItem>> truth, Numbering numbers, Action<int, double> report)
    {
        report(0, 0);
        var households = new CensusFit(world.Calibration, world.Communes, world.Dice("census")).Run(part => report(0, part));
        var settlers = new Settlers(world, world.Dice("settlers"));
        for (var commune = 0; commune < households.Length; commune++)
        {
            foreach (var slots in households[commune])
            {
                settlers.Settle(slots, commune, world.Census);
            }
        }

        var past = world.Dice("past");
        new Past(world, past, settlers, new Origins(world, past)).Run(part => report(1, part));
        report(2, 0);
        new Future(world, world.Dice("future"), settlers).Run();
        new Care(world, world.Dice("care")).Run();
        var planted = new PlantedErrors(world, world.Dice("mess"), truth);
        planted.Run();
        Endings.Run(world);
        var naming = new Naming(world, world.Dice("names"));
        naming.Run();
        ForgetBirthdays(world, world.Dice("birthdays"));
        planted.Copies(naming);
        numbers.Run(world, world.Dice("numbers"));
    }

    private static void Write(World world, Rows rows, Dictionary<string, List<DemoTruthItem>> truth, Action<int, double> report)
    {
        report(3, 0);
        rows.People();
        rows.Households();
        report(3, 0.3);
        rows.Memberships();
        report(3, 0.6);
        rows.Residences();
        report(4, 0);
        new Work(world, world.Dice("work"), rows).Run();
        report(5, 0);
        var poverty = new Poverty(world, world.Dice("poverty"), rows);
        poverty.Run();
        report(5, 0.2);
        new Insurance(world, poverty, rows).Run();
        report(5, 0.7);
        new FamilyFacts(world, world.Dice("kin"), rows).Run();
        new WrongPoverty(world, poverty, rows, truth).Run();
    }

    /// <summary>
    /// Of many elders only the year is known. The law then counts from 1 January; where that would move someone into another age band on
    /// the census day the day stays known, so that the bands hold for what is recorded.
    /// </summary>
    private static void ForgetBirthdays(World world, Dice dice)
    {
        var figures = world.Calibration.Lives;
        int Band(int birth) => world.Calibration.Ages.TakeWhile(a => a.To < Day.Age(birth, world.Census)).Count();
        foreach (var person in world.People)
        {
            var year = Day.Year(person.Birth);
            person.YearOnly = year < figures.YearOnlyBefore && dice.Chance(figures.YearOnlyShare)
                && Band(person.Birth) == Band(Day.Of(year, 1, 1));
        }
    }
}
