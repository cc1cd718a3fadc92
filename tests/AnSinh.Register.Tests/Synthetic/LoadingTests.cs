using AnSinh.Basics;
using AnSinh.Demo.Synthetic;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Store;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Register.Tests.Synthetic;

public sealed class LoadingTests
{
    private static readonly Lazy<(IReadOnlyList<Unit> Units, IReadOnlyList<UnitChange> Changes)> Map = new(() =>
        UnitFiles.Read(Directory.GetDirectories(Path.Combine(Made.Root, "policy")).Order(StringComparer.Ordinal)).Value);

    [Fact]
    public void The_register_takes_every_row_and_finds_the_people_of_the_census_in_their_households()
    {
        WithRegister(new DemoSettings(2020, 1, Jurisdiction.PhucTho) { Communes = Made.SmallCommunes }, (register, truth) =>
        {
            var snapshot = register.LoadHistory(new AsKnown(new DateOnly(2020, 12, 31)), ["poverty", "disability"]).At(new Month(2019, 4));
            var expected = Made.Calibration.Communes.Where(c => Made.SmallCommunes.Contains(c.Code)).Sum(c => c.Population);
            Assert.InRange(snapshot.UnitOf.Count(u => u >= 0), expected, expected + 60);
            Assert.True(snapshot.HouseholdIds.Length >= Made.Calibration.Communes.Where(c => Made.SmallCommunes.Contains(c.Code))
                .Sum(c => c.Households));
            Assert.Equal(truth.Rows["person"], Made.Small.Value.People.Count);
        });
    }

    [Fact]
    public void Two_districts_live_in_one_register_of_the_province()
    {
        var settings = new DemoSettings(2020, 2, Jurisdiction.PhucTho) { Communes = Made.SmallCommunes };
        Assert.Equal(new Jurisdiction("vn-01"), settings.KeptUnder);
        WithRegister(settings, (register, _) =>
        {
            var snapshot = register.LoadHistory(new AsKnown(new DateOnly(2020, 12, 31)), []).At(new Month(2020, 9));
            var units = snapshot.UnitOf.Where(u => u >= 0).CountBy(u => snapshot.Units[u]).ToDictionary();
            Assert.Equal(["09718", "09718.2", "09727.2~2020-03-01", "09727~2020-03-01", "09733.2~2020-03-01", "09733~2020-03-01"],
                units.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(3,
                register.Units.Children("01", new DateOnly(2025, 7, 1)).Count(u => u.Code.EndsWith(".2", StringComparison.Ordinal)));
        });
    }

    [Theory]
    [InlineData("2019-04-01", 23)]
    [InlineData("2020-03-01", 21)]
    [InlineData("2025-01-01", 18)]
    public void A_copied_district_has_as_many_communes_as_the_first_at_every_time(string day, int count)
    {
        var (units, changes) = SyntheticUnits.Extend(Map.Value.Units, Map.Value.Changes, 3);
        var map = new UnitMap(units, changes);
        foreach (var district in new[] { "272", "272.2", "272.3" })
        {
            Assert.Equal(count, map.Children(district, DateOnly.ParseExact(day, "yyyy-MM-dd")).Count);
        }

        Assert.Equal("09739.3~2025-07-01", map.Resolve("09736.3", new DateOnly(2025, 8, 1))!.Key);
    }

    [Fact]
    public void The_calibrations_own_unit_versions_are_those_of_the_map()
    {
        var keys = Map.Value.Units.ToDictionary(u => u.Key);
        Assert.All(Made.Full.Value.Residences,
            r => Assert.True(keys.TryGetValue(r.Unit, out var unit) && unit.ExistsOn(r.Valid.From), $"{r}"));
    }

    private static void WithRegister(DemoSettings settings, Action<RegisterDb, DemoTruth> work)
    {
        var folder = Directory.CreateTempSubdirectory("ansinh-register-");
        try
        {
            using var database = Database.Open(Path.Combine(folder.FullName, "demo.db"), TimeProvider.System);
            var (units, changes) = SyntheticUnits.Extend(Map.Value.Units, Map.Value.Changes, settings.Scale);
            var register = RegisterDb.Create(database, settings.KeptUnder, Facts(), units, changes);
            DemoTruth truth;
            using (var load = register.BulkLoad())
            {
                truth = SyntheticDistrict.Generate(settings, Made.Calibration, new Loading(load));
                load.Commit();
            }

            work(register, truth);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The declared kinds of facts, as far as loading asks: the whole law need not be readable for a demo to be loaded.</summary>
    private static FactVocabulary Facts()
    {
        var vn = Path.Combine(Made.Root, "policy", "vn");
        var kinds = Directory.GetFiles(Path.Combine(vn, "facts"), "*.yaml").Append(Path.Combine(vn, "facts.yaml")).SelectMany(Read);
        static string Text(YamlNode kind, string key) =>
            ((YamlMappingNode)kind).Children.TryGetValue(new YamlScalarNode(key), out var value) ? value.ToString() : "";
        static IEnumerable<YamlNode> Read(string file)
        {
            return (YamlSequenceNode)YamlText.ReadFile(file, file).Value[0]["facts"];
        }

        return new FactVocabulary(kinds.Select(k => new FactKind(
            Text(k, "name"),
            Enum.Parse<FactSubject>(Text(k, "subject"), ignoreCase: true),
            Enum.Parse<FactType>(Text(k, "type"), ignoreCase: true),
            ((YamlMappingNode)k).Children.TryGetValue(new YamlScalarNode("codes"), out var codes)
                ? [.. ((YamlSequenceNode)codes).Select(c => c.ToString())] : [],
            Text(k, "when_absent") is "unknown" or "" ? null : Text(k, "when_absent"),
            false,
            new LocalText(Text(k, "name")),
            new Dictionary<string, LocalText>(),
            Text(k, "intrinsic") == "true")));
    }

    private sealed class Loading(RegisterLoad load) : IRegisterSink
    {
        public void Add(PersonRow row) => load.Add(row);

        public void Add(HouseholdRow row) => load.Add(row);

        public void Add(MembershipRow row) => load.Add(row);

        public void Add(ResidenceRow row) => load.Add(row);

        public void Add(FactRow row) => load.Add(row);
    }
}
