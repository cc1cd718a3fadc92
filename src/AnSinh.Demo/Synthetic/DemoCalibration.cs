using AnSinh.Basics;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// The figures the demo people are shaped by (<i lang="vi">số liệu hiệu chỉnh</i>), read from the <c>demo</c> folder of a
/// district's policy folder. Every error is named with file and line.
/// </summary>
public sealed class DemoCalibration
{
    private DemoCalibration(IReadOnlyList<CommuneCensus> communes, IReadOnlyList<AgeBand> ages, DeathRates deaths,
        string folder, List<Refusal> errors)
    {
        (Communes, Ages, DeathRates) = (communes, ages, deaths);
        Names = NameFigures.Read(YamlPart.Open(Path.Combine(folder, "names.yaml"), errors));
        Households = HouseholdFigures.Read(YamlPart.Open(Path.Combine(folder, "households.yaml"), errors));
        Lives = LifeFigures.Read(YamlPart.Open(Path.Combine(folder, "lives.yaml"), errors));
        Work = WorkFigures.Read(YamlPart.Open(Path.Combine(folder, "work.yaml"), errors));
        Insurance = InsuranceFigures.Read(YamlPart.Open(Path.Combine(folder, "work.yaml"), errors));
        var protection = YamlPart.Open(Path.Combine(folder, "protection.yaml"), errors);
        Care = CareFigures.Read(protection);
        Poverty = PovertyFigures.Read(protection);
        PlantedErrors = PlantedErrorFigures.Read(YamlPart.Open(Path.Combine(folder, "mess.yaml"), errors));
    }

    /// <summary>Population and households of each commune on the census day.</summary>
    public IReadOnlyList<CommuneCensus> Communes { get; }

    /// <summary>People by age and sex on the census day, whole district.</summary>
    public IReadOnlyList<AgeBand> Ages { get; }

    /// <summary>First day of the world.</summary>
    public DateOnly Start => DateOnly.FromDayNumber(Lives.Start);

    /// <summary>The day on which the census figures hold exactly.</summary>
    public DateOnly CensusDay => DateOnly.FromDayNumber(Lives.Census);

    /// <summary>Last day of the world.</summary>
    public DateOnly End => DateOnly.FromDayNumber(Lives.End);

    /// <summary>A record more than this many days after the event counts as late.</summary>
    public int LateAfterDays => PlantedErrors.LateAfterDays;

    /// <summary>Whom the offices forgot or pay by mistake.</summary>
    public DemoPicks Picks => new(PlantedErrors.Missed, PlantedErrors.Leak);

    internal DeathRates DeathRates { get; }

    internal NameFigures Names { get; }

    internal HouseholdFigures Households { get; }

    internal LifeFigures Lives { get; }

    internal WorkFigures Work { get; }

    internal InsuranceFigures Insurance { get; }

    internal CareFigures Care { get; }

    internal PovertyFigures Poverty { get; }

    internal PlantedErrorFigures PlantedErrors { get; }

    /// <summary>Reads and checks the calibration in a folder; all errors, not only the first.</summary>
    public static Outcome<DemoCalibration> Read(string folder)
    {
        var errors = new List<Refusal>();
        var communes = ReadCommunes(Path.Combine(folder, "communes.csv"), errors);
        var ages = ReadAges(Path.Combine(folder, "ages.csv"), errors);
        var deaths = ReadDeaths(Path.Combine(folder, "death_rates.csv"), errors);
        if (errors.Count == 0 && communes.Sum(c => c.Population) != ages.Sum(a => a.Male + a.Female))
        {
            errors.Add(
                new Refusal("demo.totals-differ",
                    $"Dân số các xã cộng lại là {communes.Sum(c => c.Population)}, "
                    + $"các nhóm tuổi cộng lại là {ages.Sum(a => a.Male + a.Female)}.", Path.Combine(folder, "ages.csv")));
        }

        var calibration = new DemoCalibration(communes, ages, deaths, folder, errors);
        return errors.Count == 0 ? calibration : Outcome<DemoCalibration>.Refused(errors);
    }

    private static List<CommuneCensus> ReadCommunes(string path, List<Refusal> errors)
    {
        var communes = new List<CommuneCensus>();
        foreach (var row in CsvPart.Open(path,
            "code,name,population,households,size_1,size_2,size_3,size_4,size_5,size_6,size_7_or_more", errors))
        {
            var sizes = Enumerable.Range(4, 7).Select(row.Whole).ToArray();
            var commune = new CommuneCensus(row.Text(0), row.Text(1), row.Whole(2), row.Whole(3), sizes);
            if (sizes.Sum() != commune.Households)
            {
                row.Wrong($"số hộ theo quy mô cộng lại là {sizes.Sum()}, tổng số hộ ghi {commune.Households}");
            }
            else if (commune.InLargest < 7 * sizes[6] || (sizes[6] == 0 && commune.InLargest != 0))
            {
                row.Wrong($"còn {commune.InLargest} người cho {sizes[6]} hộ từ 7 người trở lên");
            }

            communes.Add(commune);
        }

        return communes;
    }

    private static List<AgeBand> ReadAges(string path, List<Refusal> errors)
    {
        var ages = new List<AgeBand>();
        foreach (var row in CsvPart.Open(path, "age_from,age_to,male,female", errors))
        {
            var band = new AgeBand(row.Whole(0), row.Whole(1), row.Whole(2), row.Whole(3));
            if (band.From != (ages.Count == 0 ? 0 : ages[^1].To + 1) || band.To < band.From || band.To > AgeBand.Oldest)
            {
                row.Wrong($"nhóm tuổi phải nối tiếp nhau từ 0 đến {AgeBand.Oldest}");
            }

            ages.Add(band);
        }

        return ages;
    }

    private static DeathRates ReadDeaths(string path, List<Refusal> errors)
    {
        var rows = CsvPart.Open(path, "age_from,male,female", errors);
        List<(int, double)> male = [(0, 0)], female = [(0, 0)];
        foreach (var row in rows)
        {
            if (row.Whole(0) < male[^1].Item1 || row.Number(1) > 1 || row.Number(2) > 1)
            {
                row.Wrong("tuổi phải tăng dần và tỷ suất không quá 1");
                continue;
            }

            male.Add((row.Whole(0), row.Number(1)));
            female.Add((row.Whole(0), row.Number(2)));
        }

        return new DeathRates(new Steps(male), new Steps(female));
    }
}

/// <summary>A commune on the census day (<i lang="vi">xã</i>).</summary>
/// <param name="Code">Official code.</param>
/// <param name="Name">Name.</param>
/// <param name="Population">People.</param>
/// <param name="Households">Households.</param>
/// <param name="Sizes">Households of 1, 2, … 6 and of 7 or more members.</param>
public sealed record CommuneCensus(string Code, string Name, int Population, int Households, IReadOnlyList<int> Sizes)
{
    /// <summary>People in households of seven or more.</summary>
    public int InLargest => Population - Sizes.Take(6).Select((count, i) => count * (i + 1)).Sum();
}

/// <summary>People of an age band (<i lang="vi">nhóm tuổi</i>) on the census day.</summary>
/// <param name="From">Youngest, in completed years.</param>
/// <param name="To">Oldest.</param>
/// <param name="Male">Men and boys.</param>
/// <param name="Female">Women and girls.</param>
public sealed record AgeBand(int From, int To, int Male, int Female)
{
    /// <summary>Nobody in the demo is older.</summary>
    public const int Oldest = 104;
}

/// <summary>Deaths per person-year.</summary>
internal sealed record DeathRates(Steps Male, Steps Female)
{
    public double At(Sex sex, int age) => (sex == Sex.Male ? Male : Female).At(age);
}
