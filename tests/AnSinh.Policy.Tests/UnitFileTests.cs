namespace AnSinh.Policy.Tests;

/// <summary>The units of the three folders on the days that matter: counts, one owner per row, no unit that ends in nothing.</summary>
public sealed class UnitFileTests
{
    private static readonly List<Row> Units = Read("units.csv");
    private static readonly List<Row> Changes = Read("unit_changes.csv");

    [Theory]
    [InlineData("2019-01-01", 63, 30, 584)]
    [InlineData("2020-03-01", 63, 30, 579)]
    [InlineData("2025-01-01", 63, 30, 526)]
    [InlineData("2025-07-01", 34, 0, 126)]
    [InlineData("2026-11-01", 34, 0, 126)]
    public void Provinces_and_the_districts_and_communes_of_Ha_Noi_number(string day, int provinces, int districts, int communes)
    {
        var standing = Units.Where(u => u.Stands(day)).ToList();
        Assert.Equal((provinces, districts, communes),
            (standing.Count(u => u["level"] == "1"), standing.Count(u => u["level"] == "2"), standing.Count(u => u["level"] == "3")));
    }

    [Theory]
    [InlineData("2019-12-31", 23)]
    [InlineData("2020-03-01", 21)]
    [InlineData("2024-12-31", 21)]
    [InlineData("2025-01-01", 18)]
    [InlineData("2025-06-30", 18)]
    [InlineData("2025-07-01", 3)]
    public void The_communes_of_Phuc_Tho_number(string day, int communes) =>
        Assert.Equal(communes, Units.Count(u => u.Folder == "vn-01-272-phuc-tho" && u.Stands(day)));

    [Fact]
    public void The_law_of_a_district_or_commune_that_ended_says_until_when_it_holds()
    {
        var below = LoadedPolicy.Policy.Levels.Where(l => l.Code.Split('-').Length > 2).ToList();
        Assert.NotEmpty(below);
        foreach (var level in below)
        {
            var versions = Units.Where(u => u["code"] == level.Code.Split('-')[^1]).ToList();
            Assert.NotEmpty(versions);
            if (versions.TrueForAll(u => u["valid_to"].Length > 0))
            {
                Assert.True(string.CompareOrdinal($"{level.To:yyyy-MM-dd}", versions.Max(u => u["valid_to"])) >= 0, level.Code);
            }
        }

        var own = below.Single(l => l.Code == "vn-01-272");
        Assert.Equal((true, false), (own.HoldsIn(new Basics.Month(2025, 6)), own.HoldsIn(new Basics.Month(2025, 7))));
    }

    [Fact]
    public void A_code_stands_for_one_unit_on_a_day()
    {
        foreach (var day in new[] { "2019-01-01", "2020-03-01", "2025-01-01", "2025-07-01", "2026-11-01" })
        {
            var twice = Units.Where(u => u.Stands(day)).GroupBy(u => u["code"]).Where(g => g.Count() > 1).Select(g => g.Key);
            Assert.Empty(twice);
        }
    }

    [Fact]
    public void No_unit_and_no_change_stands_in_two_folders()
    {
        Assert.Equal(Units.Count, Units.DistinctBy(u => (u["code"], u["valid_from"])).Count());
        Assert.Equal(Changes.Count, Changes.DistinctBy(c => (c["event"], c["from_code"], c["to_code"])).Count());
    }

    [Fact]
    public void Every_unit_that_ends_goes_somewhere_and_every_target_stands_that_day()
    {
        var outgoing = Changes.Select(c => (c["from_code"], c["effective_date"])).ToHashSet();
        var lost =
            Units.Where(
                u => u["valid_to"] != ""
                    && !outgoing.Contains(
                        (u["code"], DateOnly.ParseExact(u["valid_to"], "yyyy-MM-dd").AddDays(1).ToString("yyyy-MM-dd", null))));
        Assert.Empty(lost.Select(u => u["full_name"]));
        var nowhere =
            Changes.Where(
                c => c["to_code"] != ""
                    && !Units.Any(u => u["code"] == c["to_code"] && u["full_name"] == c["to_name"] && u.Stands(c["effective_date"])));
        Assert.Empty(nowhere.Select(c => c["to_name"]));
    }

    [Fact]
    public void All_changes_of_Phuc_Tho_are_whole_and_those_of_unread_resolutions_say_so()
    {
        Assert.All(Changes.Where(c => c.Folder == "vn-01-272-phuc-tho"), c => Assert.Equal("whole", c["extent"]));
        Assert.All(
            Changes.Where(
                c => c["instrument"].Contains("895/", StringComparison.Ordinal)
                    || c["instrument"].Contains("1286/", StringComparison.Ordinal)),
            c => Assert.Contains("chưa đọc văn bản", c["note"], StringComparison.Ordinal));
    }

    private static List<Row> Read(string name) =>
        [.. Directory.EnumerateFiles(PolicyFiles.Folder, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(file =>
        {
            var lines = File.ReadAllLines(file);
            var header = Split(lines[0]);
            return lines.Skip(1)
                .Select(line =>
                    new Row(Path.GetFileName(Path.GetDirectoryName(file))!,
                        header.Zip(Split(line)).ToDictionary(x => x.First, x => x.Second)));
        })];

    /// <summary>Fields of one line; quotes hold commas, and no field of these files holds a line break.</summary>
    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }

    private sealed record Row(string Folder, Dictionary<string, string> Fields)
    {
        public string this[string column] => Fields[column];

        public bool Stands(string day) => string.CompareOrdinal(this["valid_from"], day) <= 0
            && (this["valid_to"] == "" || string.CompareOrdinal(this["valid_to"], day) >= 0);
    }
}
