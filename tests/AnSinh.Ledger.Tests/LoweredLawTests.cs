using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Ledger.Tests;

/// <summary>A law that lowers what was paid takes nothing back by itself.</summary>
public class LoweredLawTests
{
    private const long Paid = 405_000; // 1.5 × 270,000 of SmallLaw in 2020

    [Fact]
    public void A_lowered_standard_leaves_the_settled_months_withheld_and_says_of_whom_how_much_and_since_when()
    {
        using var world = Settled();
        Lower(world, keepsOld: true);
        var lowered = world.MonthRun.Lowered();
        Assert.Equal((2L, 4 * 105_000L, "2020-07", "2020-08"),
            (lowered.Persons, lowered.Amount, lowered.Since.ToString(), lowered.Until.ToString()));
        Assert.Equal("aid", Assert.Single(lowered.ByProgramme).Programme);

        var run = world.Run("2020-09");
        Assert.Equal((2, 600_000L, new LineSum(4, -420_000)), (run.NewLines, run.Amount, run.Withheld));
        Assert.All(world.Lines(run), l => Assert.Equal(LineKind.Current, l.Kind));
        Assert.Equal(420_000, Books.Agree(world).Withheld);
        Assert.Equal(0, world.Run("2020-09").NewLines);
        Assert.Equal(0, world.MonthRun.Lowered().Persons);
    }

    [Theory]
    [InlineData("aid")]
    [InlineData(null)]
    public void Only_what_was_decided_is_taken_back_and_the_line_names_the_decision(string? programme)
    {
        using var world = Settled();
        Lower(world, keepsOld: true);
        Assert.Equal("recovery.nothing", Assert.Single(world.Acts.DecideRecovery(null, "5/QĐ", "thu hồi", Act.By("thử")).Refusals).Code);
        world.Run("2020-09");
        Assert.Equal("recovery.no-paper", Assert.Single(world.Acts.DecideRecovery(null, " ", "thu hồi", Act.By("thử")).Refusals).Code);
        Assert.Equal("recovery.nothing", Assert.Single(world.Acts.DecideRecovery("grant", "5/QĐ", "thu hồi", Act.By("thử")).Refusals).Code);
        Assert.True(world.Acts.DecideRecovery(programme, "5/QĐ", "thu hồi theo luật", Act.By("thử")).Ok);
        Assert.Equal(programme, Assert.Single(world.Ledger.RecoveryDecided()).Programme);
        var run = world.Run("2020-09");
        Assert.Equal((4, -420_000L, new LineSum(4, 420_000)), (run.NewLines, run.Amount, run.Withheld));
        Assert.All(world.Lines(run), l => Assert.Contains("5/QĐ", Cause.ToVietnamese(l.Causes), StringComparison.Ordinal));
        Assert.Equal(0, Books.Agree(world).Withheld);
        Assert.Equal(420_000, world.Ledger.Balance(Scope.Everything).ToRecover);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_death_is_taken_back_whatever_the_law_did(bool keepsOld)
    {
        using var world = Settled();
        world.Record(1, "death_date", "2020-06-20", "2020-06-20", "2020-09-10");
        Lower(world, keepsOld);
        var run = world.Run("2020-09");
        var dead = world.Lines(run).Where(l => l.PersonId == 1).ToList();
        if (keepsOld)
        {
            Assert.Equal([-Paid, -Paid], dead.Select(l => l.Amount));
            Assert.All(dead, l => Assert.Equal("death_date", Assert.Single(l.Causes).Name));
            Assert.Equal(2 * 105_000, Books.Agree(world).Withheld);
        }
        else
        {
            // What the lost rulebook gave cannot be told: all of it waits for the decision.
            Assert.Empty(dead);
            Assert.Equal(new LineSum(4, (-2 * Paid) - (2 * 105_000)), run.Withheld);
        }
    }

    [Fact]
    public void What_was_not_paid_yet_is_simply_lowered()
    {
        using var world = People();
        world.Run("2020-07", "2020-07-31");
        Lower(world, keepsOld: true);
        var run = world.Run("2020-07");
        Assert.Equal((2, -210_000L, 0L), (run.NewLines, run.Amount, run.Withheld.Count));
        Assert.All(world.Lines(run), l => Assert.Equal(("law", "aid.standard", -105_000L), (l.Causes[0].Kind, l.Causes[0].Name, l.Amount)));
    }

    [Fact]
    public void A_law_that_gives_it_back_ends_the_withholding_before_it_pays_more()
    {
        using var world = Settled();
        Lower(world, keepsOld: true);
        world.Run("2020-09");
        world.Reload(Law("300000"));
        var run = world.Run("2020-09");
        Assert.Equal(new LineSum(4, 420_000), run.Withheld);
        Assert.Equal([45_000L, 45_000, 45_000, 45_000, 150_000, 150_000], world.Lines(run).Select(l => l.Amount).Order());
        Books.Agree(world);
    }

    [Fact]
    public void Only_what_was_paid_is_withheld_and_what_was_only_posted_is_simply_lowered()
    {
        using var world = Settled();
        // Posted up to 540,000 a month, of which 405,000 are paid.
        world.Record(1, "disability", "extremely_severe", "2019-03-05", "2020-09-01");
        Assert.Equal(540_000 + (2 * 135_000) + Paid, world.Run("2020-09").Amount);
        Lower(world, keepsOld: true);
        var run = world.Run("2020-09");
        var first = world.Lines(run).Where(l => l.PersonId == 1).ToList();
        Assert.Equal([("2020-07", -135_000L), ("2020-08", -135_000L), ("2020-09", -140_000L)],
            first.Select(l => (l.ForMonth.ToString(), l.Amount)));
        Assert.Equal(new LineSum(4, (-2 * 5_000) + (-2 * 105_000)), run.Withheld);
        Books.Agree(world);
    }

    [Fact]
    public void What_a_corrected_rulebook_would_take_back_names_the_rulebook()
    {
        using var world = Settled();
        world.Rulebooks[world.Policy.Hash] = world.Policy;
        var law = SmallWorld.LoadSmall(("vn/programmes/aid.yaml",
            SmallLaw.Text("vn/programmes/aid.yaml").Replace("\"1.5\"", "\"1.2\"", StringComparison.Ordinal)));
        var was = world.Policy.Hash;
        world.Reload(law);
        var run = world.Run("2020-09");
        Assert.Equal(new LineSum(4, 4 * -81_000), run.Withheld);
        using var connection = world.Database.Connect();
        Assert.All(connection.Query<string>("select cause from ledger_entry where kind = 'withheld'"), text =>
        {
            var cause = Assert.Single(Cause.Read(text));
            Assert.Equal(("rulebook", was[..12], law.Hash[..12]), (cause.Kind, cause.Before, cause.Value));
        });
    }

    [Theory]
    [InlineData("death_date", "2020-06-20", "2020-06-20")]
    [InlineData("disability", "mild", "2019-03-05")]
    public void Where_the_lost_rulebook_made_no_difference_what_the_register_takes_back_is_taken_back_at_once(
        string kind, string value, string from)
    {
        using var world = Settled();
        world.Record(1, kind, value, from, "2020-09-10");
        var other = SmallWorld.LoadSmall(("vn/parameters/grant.yaml",
            SmallLaw.Text("vn/parameters/grant.yaml").Replace("500000", "510000", StringComparison.Ordinal)));
        world.Rulebooks[other.Hash] = other;
        world.Reload(other);
        var run = world.Run("2020-09");
        Assert.Equal([-Paid, -Paid], world.Lines(run).Where(l => l.PersonId == 1).Select(l => l.Amount));
        Assert.Equal(0, run.Withheld.Count);
        Books.Agree(world);
    }

    private static SmallWorld People() => new SmallWorld(clock: new FakeClock(new(2020, 9, 15)))
        .Person(1, "1990-01-01").Person(2, "1990-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
        .Fact(2, "disability", "severe", "2019-03-05", "2019-03-20")
        .Decide(1, "2019-04-01").Decide(2, "2019-04-01");

    private static SmallWorld Settled()
    {
        var world = People();
        foreach (var month in new[] { "2020-07", "2020-08" })
        {
            Assert.True(world.MonthRun.Settle(world.Run(month, month + "-31").RunId!.Value, Act.By("test")).Ok);
        }

        return world;
    }

    private static void Lower(SmallWorld world, bool keepsOld)
    {
        if (keepsOld)
        {
            world.Rulebooks[world.Policy.Hash] = world.Policy;
        }

        var law = Law("200000");
        world.Rulebooks[law.Hash] = law;
        world.Reload(law);
    }

    private static Policy Law(string standard) => SmallWorld.LoadSmall(
        ("vn/parameters/standard.yaml",
            SmallLaw.Text("vn/parameters/standard.yaml").Replace("value: 270000", "value: " + standard, StringComparison.Ordinal)));
}
