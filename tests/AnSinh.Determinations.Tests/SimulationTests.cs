using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Ledger.Tests;
using AnSinh.Register;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Tests;

/// <summary>The same people under two laws.</summary>
public class SimulationTests
{
    private static readonly Month August = SmallWorld.M("2020-08");
    private static readonly AsKnown Known = SmallWorld.Known("2020-08-31");

    [Theory]
    [InlineData(0)]
    [InlineData(270_001)]
    [InlineData(333_333)]
    [InlineData(1_000_000)]
    public void A_tried_value_gives_every_person_what_a_full_run_of_the_edited_law_folder_gives(long standard)
    {
        using var world = Village(40).Load();
        var edited =
            SmallWorld.LoadSmall(
                ("vn/parameters/standard.yaml",
                    SmallLaw.Text("vn/parameters/standard.yaml").Replace("value: 270000", $"value: {standard}", StringComparison.Ordinal)));
        var tried = Tried(world, ("aid.standard", standard)).One(August, null).Programmes.Single(p => p.Programme == "aid");
        var full = new Determiner(edited, world.Register).Determine(August, Known);
        var today = world.Determiner.Determine(August, Known);
        AssertSame(today, full, "aid", tried);
        Assert.NotEmpty(tried.Changes);
    }

    [Theory]
    [InlineData("vn-01", 400_000)]
    [InlineData("vn-01", 900_000)]
    [InlineData("vn", 900_000)]
    public void The_tried_value_replaces_the_resolved_one_whatever_level_it_came_from(string place, long standard)
    {
        // In the city of 2026 the resolved standard is the city's 650,000: a tried 400,000 is what is paid by, not the higher of the two.
        using var world = Village(12, place).Load();
        var month = SmallWorld.M("2026-02");
        var folder = SmallLaw.Write(
            ("vn/parameters/standard.yaml",
                SmallLaw.Text("vn/parameters/standard.yaml").Replace("value: 500000", $"value: {standard}", StringComparison.Ordinal)
                    .Replace("value: 360000", "value: 1", StringComparison.Ordinal)),
            ("vn-01-city/parameters/standard.yaml",
                SmallLaw.Text("vn-01-city/parameters/standard.yaml")
                    .Replace("value: 650000", $"value: {standard}", StringComparison.Ordinal)));
        try
        {
            var known = SmallWorld.Known("2026-02-28");
            var tried = Tried(world, month, ("aid.standard", standard)).One(month, null);
            var today = world.Determiner.Determine(month, known);
            var full = new Determiner(SmallWorld.Load(folder), world.Register).Determine(month, known);
            AssertSame(today, full, "aid", tried.Programmes.Single(p => p.Programme == "aid"));
            AssertSame(today, full, "grant", tried.Programmes.Single(p => p.Programme == "grant"));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void Another_law_folder_is_compared_person_by_person_and_a_programme_it_lacks_is_lost()
    {
        using var world = Village(10).Load();
        var other =
            SmallWorld.LoadSmall(
                ("vn/programmes/aid.yaml",
                    SmallLaw.Text("vn/programmes/aid.yaml").Replace("programme: aid", "programme: help", StringComparison.Ordinal)),
                        ("vn/interactions/one.yaml", ""));
        var register = RegisterDb.Open(world.Database, other.Facts).Value;
        var after = new LawSide(new Determiner(other, register).Read(Known), new WhatIfLaw(other, []));
        var month = new Simulator(Today(world), after, null, Scope.Everything).One(August, null);
        var (lost, won) =
            (month.Programmes.Single(p => p.Programme == "aid").Entitled, month.Programmes.Single(p => p.Programme == "help").Entitled);
        Assert.Equal((lost.Before.Entitled, 0L, lost.Before.Entitled), (lost.Losers, lost.Gainers, won.Gainers));
        Assert.Equal((0L, month.Total.Before.Amount), (month.Total.Change, month.Total.After.Amount));
        Assert.Equal((0L, 0L, lost.Before.Entitled), (month.Total.Gainers, month.Total.Losers, month.Total.Unchanged));
    }

    [Fact]
    public void Gainers_losers_and_cost_are_told_by_commune_route_sex_and_age()
    {
        using var world = new SmallWorld()
            .Person(1, "1990-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
            .Person(2, "1930-05-01", SmallWorld.OtherCommune)
            .Person(3, "1990-01-01")
            .Person(4, null)
            .Load();
        var aid = Tried(world, ("aid.standard", 300_000)).One(August, null).Programmes.Single(p => p.Programme == "aid");
        Assert.Equal((675_000L, 750_000L, 2L, 0L),
            (aid.Entitled.Before.Amount, aid.Entitled.After.Amount, aid.Entitled.Gainers, aid.Entitled.Losers));
        Assert.Equal((1L, 1L), (aid.Entitled.Before.Unknown, aid.Entitled.After.Unknown));
        Assert.Equal([(SmallWorld.Commune, 45_000L), (SmallWorld.OtherCommune, 30_000L)],
            aid.ByUnit.Select(u => (u.Key!, u.Effect.Change)));
        Assert.Equal([("disabled", 45_000L), ("old", 30_000L)],
            aid.ByRoute.Where(r => r.Key is not null).Select(u => (u.Key!, u.Effect.Change)));
        Assert.Equal([("030", 45_000L), ("090", 30_000L)], aid.ByAge.Where(r => r.Key is not null).Select(u => (u.Key!, u.Effect.Change)));
        Assert.Equal(("female", 75_000L), (aid.BySex[0].Key, aid.BySex[0].Effect.Change));
        Assert.Equal([1, 2], aid.Changes.Select(c => c.PersonId));
    }

    [Fact]
    public void Only_people_of_the_scope_are_counted_or_listed()
    {
        using var world = Village(20).Load();
        var all = Tried(world, ("aid.standard", 500_000)).One(August, null);
        var scope = Scope.Of([SmallWorld.OtherCommune]);
        var some = new Simulator(Today(world), After(world, August, ("aid.standard", 500_000)), null, scope).One(August, null);
        Assert.Equal(all.TotalByUnit.Single(u => u.Key == SmallWorld.OtherCommune).Effect, some.Total);
        Assert.All(some.Programmes.SelectMany(p => p.Changes), c => Assert.Equal(SmallWorld.OtherCommune, c.Unit));
    }

    [Fact]
    public void What_is_payable_changes_only_for_the_decided()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Person(2, "1930-01-01").Decide(1, "2016-01-05");
        var simulator = new Simulator(Today(world), After(world, August, ("aid.standard", 300_000)), world.Decisions.Known(Known),
            Scope.Everything);
        var month = simulator.One(August, null);
        Assert.Equal((2L, 60_000L), (month.Total.Gainers, month.Total.Change));
        Assert.Equal((1L, 30_000L), (month.Payable.Gainers, month.Payable.Change));
    }

    [Fact]
    public void A_change_that_makes_the_rival_better_is_a_gain_of_the_person_by_the_difference_only()
    {
        using var world = new SmallWorld().Person(1, "1940-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20").Load();
        var month = SmallWorld.M("2025-08");
        var changed = Tried(world, month, ("grant.amount", 800_000)).One(month, ["grant"]);
        Assert.Equal((750_000L, 800_000L, 1L, 0L),
            (changed.Total.Before.Amount, changed.Total.After.Amount, changed.Total.Gainers, changed.Total.Losers));
        Assert.Equal((1L, 0L),
            (changed.Programmes.Single(p => p.Programme == "aid").Entitled.Losers,
                changed.Programmes.Single(p => p.Programme == "aid").Entitled.Gainers));
    }

    [Fact]
    public void Months_are_summed_and_each_person_counted_once()
    {
        using var world = Village(10).Load();
        var simulation = Tried(world, ("aid.standard", 500_000)).Run(August, SmallWorld.M("2020-10"));
        Assert.Equal(3, simulation.Months.Count);
        Assert.Equal(simulation.Months.Sum(m => m.Total.Change), simulation.Total.Change);
        Assert.Equal(simulation.Months.Max(m => m.Total.Gainers), simulation.Total.Gainers);
        Assert.NotEqual(simulation.HashBefore, simulation.HashAfter);
        Assert.Equal(world.Policy.Hash, simulation.HashBefore);
    }

    [Fact]
    public void A_value_is_tried_in_its_months_only_and_the_law_itself_stays()
    {
        using var world = Village(4).Load();
        var tried = WhatIfLaw.Read(world.Policy, ["aid.standard=1"], August, August).Value;
        long Raw(WhatIfLaw law, string month) => law.At(world.Register.Jurisdiction, SmallWorld.M(month), Known).Value("aid.standard")!.Raw;
        Assert.Equal((270_000, 1, 270_000), (Raw(tried, "2020-07"), Raw(tried, "2020-08"), Raw(tried, "2020-09")));
        var before = world.Determiner.Determine(August, Known).Programmes[0].Total();
        Tried(world, ("aid.standard", 1)).One(August, null);
        Assert.Equal(before, world.Determiner.Determine(August, Known).Programmes[0].Total());
    }

    [Theory]
    [InlineData("aid.standart=500000", "có phải 'aid.standard'?")]
    [InlineData("aid.standart=500000", "grant.amount")]
    [InlineData("aid.standard=1.5", "số đồng nguyên")]
    [InlineData("aid.standard=-1", "số đồng nguyên")]
    [InlineData("aid.standard=500.000", "số đồng nguyên")]
    [InlineData("aid.standard=500000 year", "tính bằng dong/month, không phải 'year'")]
    [InlineData("aid.standard", "tên_tham_số=giá_trị")]
    [InlineData("aid.standard=9999999999999999999999", "không phải giá trị")]
    public void A_wrong_name_unit_or_value_is_refused_by_name(string setting, string told)
    {
        var refused = WhatIfLaw.Read(SmallWorld.LoadSmall(), [setting], August);
        Assert.Contains(told, Assert.Single(refused.Refusals).Message, StringComparison.Ordinal);
    }

    private static void AssertSame(MonthResult today, MonthResult full, string programme, SimulatedProgramme tried)
    {
        var (old, changed) = (today.FindOrNull(programme), full.FindOrNull(programme));
        var told = tried.Changes.ToDictionary(c => c.PersonId);
        var (before, after) = (0L, 0L);
        for (var row = 0; row < full.Snapshot.PersonIds.Length; row++)
        {
            var (was, becomes) = (Answer(old, row), Answer(changed, row));
            var got = told.TryGetValue(full.Snapshot.PersonIds[row], out var change) ? (change.Before, change.After) : (was, was);
            Assert.Equal((was, becomes), got);
            (before, after) = (before + was.Amount, after + becomes.Amount);
        }

        Assert.Equal((before, after), (tried.Entitled.Before.Amount, tried.Entitled.After.Amount));
    }

    private static RowAnswer Answer(ProgrammeResult? result, int row) =>
        result is null ? default : new((Truth)result.Status[row], result.Amount[row]);

    private static LawSide Today(SmallWorld world, AsKnown? known = null) =>
        new(world.Determiner.Read(known ?? Known), new WhatIfLaw(world.Policy, []));

    private static LawSide After(SmallWorld world, Month from, params (string Name, long Value)[] values) =>
        Today(world,
            new AsKnown(from.LastDay)) with { Law = WhatIfLaw.Read(world.Policy, values.Select(v => $"{v.Name}={v.Value}"), from).Value };

    private static Simulator Tried(SmallWorld world, params (string Name, long Value)[] values) => Tried(world, August, values);

    private static Simulator Tried(SmallWorld world, Month month, params (string Name, long Value)[] values) =>
        new(Today(world, new AsKnown(month.LastDay)), After(world, month, values), null, Scope.Everything);

    /// <summary>Many kinds of people in two communes, always the same ones.</summary>
    private static SmallWorld Village(int people, string place = "vn")
    {
        var world = new SmallWorld(place);
        for (var i = 1; i <= people; i++)
        {
            world.Person(i, i % 9 == 0 ? null : $"{1925 + (i * 7 % 90)}-{1 + (i % 12):00}-{1 + (i % 28):00}",
                i % 3 == 0 ? SmallWorld.OtherCommune : SmallWorld.Commune);
            if (i % 4 == 0)
            {
                world.Fact(i, "disability", i % 8 == 0 ? "extremely_severe" : "severe", "2019-03-05", "2019-03-20");
            }

            if (i % 5 == 0)
            {
                world.Fact(i, "pension", i % 10 == 0 ? "retirement" : "unknown", "2018-01-01", "2018-01-10");
            }
        }

        return world;
    }
}
