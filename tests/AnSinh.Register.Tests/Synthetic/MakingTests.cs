using AnSinh.Basics;
using AnSinh.Demo.Synthetic;
using AnSinh.Register.Units;

namespace AnSinh.Register.Tests.Synthetic;

public sealed class MakingTests
{
    [Fact]
    public void The_same_seed_makes_the_same_rows_and_another_seed_others()
    {
        var first = Made.Small.Value.Hash();
        Assert.Equal(first, Village.Make(2020, 1, Made.SmallCommunes).Hash());
        Assert.NotEqual(first, Village.Make(2021, 1, Made.SmallCommunes).Hash());
    }

    [Fact]
    public void A_second_district_has_its_own_people_numbers_and_units_and_leaves_the_first_as_it_was()
    {
        var (one, two) = (Made.Small.Value, Village.Make(2020, 2, Made.SmallCommunes));
        Assert.Equal(one.Residences, two.Residences.Take(one.Residences.Count));
        Assert.All(two.Residences.Skip(one.Residences.Count), r => Assert.Matches(@"^\d{5}\.2(~2020-03-01)?$", r.Unit));
        var numbers = two.BelievedPeople.Where(p => p.PersonalNumber is not null).Select(p => p.PersonalNumber).ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Equal(two.BelievedPeople.Count(), two.BelievedPeople.Select(p => p.PersonId).Distinct().Count());
        Assert.Equal(2 * one.ResidentsOn(new DateOnly(2019, 4, 1)).Count, two.ResidentsOn(new DateOnly(2019, 4, 1)).Count);
    }

    [Fact]
    public void The_truth_counts_the_rows_of_every_table()
    {
        var village = Made.Small.Value;
        Assert.Equal(
            [village.Facts.Count, village.Households.Count, village.Memberships.Count, village.People.Count, village.Residences.Count],
            village.Truth.Rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (int)r.Value));
    }

    [Fact]
    public void Progress_rises_to_the_end()
    {
        var seen = new Seen();
        SyntheticDistrict.Generate(new DemoSettings(1, 1, Jurisdiction.PhucTho) { Communes = ["09730"] }, Made.Calibration,
            new Village(), seen);
        Assert.Equal(seen.Done.Order(), seen.Done);
        Assert.Equal(1, seen.Done[^1]);
    }

    [Fact]
    public void A_scale_below_one_or_an_unknown_commune_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => SyntheticDistrict.Generate(new DemoSettings(1, 0, Jurisdiction.PhucTho), Made.Calibration, new Village()));
        Assert.Throws<ArgumentException>(
            () => SyntheticDistrict.Generate(new DemoSettings(1, 1, Jurisdiction.PhucTho) { Communes = ["00000"] },
                Made.Calibration, new Village()));
    }

    [Theory]
    [InlineData("communes.csv", "09718,Vân Hà,2118,494", "09718,Vân Hà,2118,495", "communes.csv:3")]
    [InlineData("communes.csv", "09721,Vân Phúc,6314", "09721,Vân Phúc,many", "communes.csv:4")]
    [InlineData("ages.csv", "10,14,", "11,14,", "ages.csv:4")]
    [InlineData("ages.csv", "5,9,9150", "5,9,9151", "ages.csv")]
    [InlineData("death_rates.csv", "1,0.00158", "1,1.5", "death_rates.csv:3")]
    [InlineData("lives.yaml", "births_per_year: 3040", "births_per_year: lots", "lives.yaml:10")]
    [InlineData("lives.yaml", "births_per_year: 3040", "birth_per_year: 3040", "lives.yaml:1")]
    [InlineData("work.yaml", "preschool: 0.93", "preschool: 1.93", "work.yaml:3")]
    [InlineData("households.yaml", "{size: 1, weight: 52, core: woman, ages: elder}", "{size: 1, weight: 52, core: woman, ages: oldest}",
        "households.yaml")]
    [InlineData("mess.yaml", "late_after_days: 30", "late_after_days: [30", "mess.yaml")]
    public void A_wrong_calibration_is_refused_with_file_and_line(string file, string right, string wrong, string place)
    {
        var folder = Directory.CreateTempSubdirectory("ansinh-demo-");
        try
        {
            foreach (var path in Directory.GetFiles(Made.DemoFolder))
            {
                var text = File.ReadAllText(path);
                Assert.True(Path.GetFileName(path) != file || text.Contains(right, StringComparison.Ordinal),
                    $"{file} no longer has '{right}'");
                File.WriteAllText(Path.Combine(folder.FullName, Path.GetFileName(path)),
                    Path.GetFileName(path) == file ? text.Replace(right, wrong, StringComparison.Ordinal) : text);
            }

            var outcome = DemoCalibration.Read(folder.FullName);
            Assert.False(outcome.Ok);
            Assert.Contains(outcome.Refusals, r => r.Place!.Contains(Path.DirectorySeparatorChar + place, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_missing_calibration_file_is_named()
    {
        var outcome = DemoCalibration.Read(Path.Combine(Made.DemoFolder, "nowhere"));
        Assert.Contains(outcome.Refusals,
            r => r.Code == "demo.missing-file" && r.Message.Contains("communes.csv", StringComparison.Ordinal));
        Assert.Contains(outcome.Refusals, r => r.Code == "demo.missing-file" && r.Message.Contains("names.yaml", StringComparison.Ordinal));
    }

    private sealed class Seen : IProgress<DemoProgress>
    {
        public List<double> Done { get; } = [];

        public void Report(DemoProgress value) => Done.Add(value.Done);
    }
}
