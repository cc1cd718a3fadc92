using AnSinh.Rulebook;

namespace AnSinh.Ledger.Tests;

/// <summary>Of a law that came late, the line names what of it made the difference.</summary>
public class LawCauseTests
{
    private const string Late = "cite: ND-335/dieu-4, issued: 2026-08-21, in_force: 2026-10-05";

    [Fact]
    public void Of_two_amounts_raised_at_once_the_one_that_gives_the_new_sum_is_named()
    {
        var aid = SmallLaw.Text("vn/programmes/aid.yaml");
        var first = aid.IndexOf("coefficient: \"1.0\"", StringComparison.Ordinal);
        using var world = new SmallWorld(policy: SmallWorld.LoadSmall(
            ("vn/programmes/aid.yaml", aid[..first] + "amount: \"parameters.old.amount\"" + aid[(first + "coefficient: \"1.0\"".Length)..]),
            ("vn/parameters/old.yaml", $$"""
                parameter: old.amount
                label: {vi: Mức người cao tuổi}
                unit: dong/month
                values:
                  - {from: 2015-01-01, value: 300000, cite: ND-1/dieu-4, issued: 2013-10-21, in_force: 2014-01-01}
                  - {from: 2026-07-01, value: 330000, {{Late}}}
                """)))
            .Person(1, "1990-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20").Person(2, "1930-01-01")
            .Decide(1, "2019-04-01").Decide(2, "2019-04-01");
        Assert.Equal(750_000 + 300_000, world.Run("2026-08", "2026-08-31").Amount);
        Assert.Equal([(1L, "aid.standard", 60_000L), (2L, "old.amount", 30_000L)], LateCauses(world, "2026-08", "2026-10"));
    }

    [Fact]
    public void A_raise_of_one_programme_that_stops_another_is_told_at_both()
    {
        using var world = Both(("vn/parameters/grant.yaml", SmallLaw.Text("vn/parameters/grant.yaml")
            + "\n  - {from: 2025-08-01, value: 800000, cite: ND-1/dieu-9, issued: 2025-09-20, in_force: 2025-10-01}\n"));
        Assert.Equal(750_000, world.Run("2025-08", "2025-08-31").Amount);
        var lines = world.Lines(world.Run("2025-10", "2025-10-31")).Where(l => l.ForMonth == SmallWorld.M("2025-08")).ToList();
        Assert.Equal([("aid", -750_000L), ("grant", 800_000L)], lines.Select(l => (l.Programme, l.Amount)));
        Assert.All(lines, l => Assert.Equal(("law", "grant.amount"), (Assert.Single(l.Causes).Kind, l.Causes[0].Name!)));
    }

    [Fact]
    public void An_amount_first_set_late_is_named_as_new()
    {
        using var world = Both(("vn/parameters/grant.yaml", SmallLaw.Text("vn/parameters/grant.yaml")
            .Replace("value: 500000", "value: 800000", StringComparison.Ordinal)
            .Replace("issued: 2025-06-30, in_force: 2025-07-01", "issued: 2025-09-20, in_force: 2025-10-01", StringComparison.Ordinal)));
        Assert.Equal(750_000, world.Run("2025-08", "2025-08-31").Amount);
        var lines = world.Lines(world.Run("2025-10", "2025-10-31")).Where(l => l.ForMonth == SmallWorld.M("2025-08")).ToList();
        Assert.Equal([("aid", -750_000L), ("grant", 800_000L)], lines.Select(l => (l.Programme, l.Amount)));
        Assert.All(lines, l => Assert.Equal(("grant.amount", null, "800.000 đ"),
            (Assert.Single(l.Causes).Name, l.Causes[0].Before, l.Causes[0].Value)));
    }

    [Fact]
    public void A_rule_between_programmes_that_came_late_is_named()
    {
        using var world = Both(("vn/interactions/one.yaml", SmallLaw.Text("vn/interactions/one.yaml")
            .Replace("from: 2025-07-01", "from: 2025-07-01\nissued: 2025-09-20\nin_force: 2025-10-01", StringComparison.Ordinal)));
        Assert.Equal(750_000 + 500_000, world.Run("2025-08", "2025-08-31").Amount);
        Assert.Equal([(1L, "grant_or_aid", -500_000L)], LateCauses(world, "2025-08", "2025-10"));
    }

    /// <summary>A disabled woman of eighty to whom both programmes were granted.</summary>
    private static SmallWorld Both(params (string File, string Text)[] law) => new SmallWorld(policy: SmallWorld.LoadSmall(law))
        .Person(1, "1945-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
        .Decide(1, "2019-04-01").Decide(1, "2025-07-01", "grant");

    private static IEnumerable<(long Person, string Name, long Amount)> LateCauses(SmallWorld world, string month, string run) =>
        world.Lines(world.Run(run, $"{SmallWorld.M(run).LastDay:O}")).Where(l => l.ForMonth == SmallWorld.M(month))
            .OrderBy(l => l.PersonId).Select(l => (l.PersonId, Assert.Single(l.Causes).Name!, l.Amount));
}
