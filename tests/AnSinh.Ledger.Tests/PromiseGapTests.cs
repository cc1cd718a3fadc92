using AnSinh.Basics;
using AnSinh.Store.Acts;

namespace AnSinh.Ledger.Tests;

/// <summary>Entitled, decided, paid, and the differences between them as lists of people.</summary>
public class PromiseGapTests
{
    private static readonly Scope FirstCommune = Scope.Of([SmallWorld.Commune]);

    [Fact]
    public void Every_difference_has_its_people()
    {
        using var world = Village();
        var run = world.Run("2020-08");
        world.MonthRun.Settle(run.RunId!.Value, Act.By("test"));
        world.Decide(6, "2020-08-20", recorded: "2020-09-01");
        var gap = Gap(world, "2020-08", "2020-09-30");
        Assert.Equal([2L], gap.PersonIds(GapKind.Missed, Scope.Everything));
        Assert.Equal([3L, 5L], gap.PersonIds(GapKind.Leak, Scope.Everything));
        Assert.Equal([4L], gap.PersonIds(GapKind.Unknown, Scope.Everything));
        Assert.Equal([6L], gap.PersonIds(GapKind.Unpaid, Scope.Everything));
        Assert.Equal([1L, 2L, 6L], gap.PersonIds(GapKind.Entitled, Scope.Everything));
        Assert.Equal([1L, 2L, 6L], gap.People(GapKind.Entitled, Scope.Everything, 0, 9).Items.Select(p => p.PersonId));
        Assert.Equal([1L], gap.PersonIds(GapKind.Paid, Scope.Everything));
        var total = gap.Total(Scope.Everything);
        Assert.Equal((3, 4, 1, 1, 2, 1, 1),
            (total.Entitled, total.Decided, total.Paid, total.Missed, total.Leak, total.Unpaid, total.Unknown));
    }

    [Fact]
    public void A_decision_of_a_later_year_is_no_wrong_decision_of_the_months_before()
    {
        using var world = Village();
        world.Decide(2, "2021-03-05");
        world.Person(7, "1990-01-01").Record(7, "disability", "severe", "2021-02-01", "2021-02-10").Decide(7, "2021-03-05");
        var (then, later) = (Gap(world, "2020-08", "2021-12-31"), Gap(world, "2021-03", "2021-12-31"));
        Assert.DoesNotContain(7L, then.PersonIds(GapKind.Leak, Scope.Everything));
        Assert.DoesNotContain(7L, then.PersonIds(GapKind.Decided, Scope.Everything));
        Assert.Contains(7L, later.PersonIds(GapKind.Decided, Scope.Everything));
        // Who was entitled is decided for, however late.
        Assert.Contains(2L, then.PersonIds(GapKind.Decided, Scope.Everything));
        Assert.Equal([6L], then.PersonIds(GapKind.Missed, Scope.Everything));
    }

    [Fact]
    public void Each_person_on_a_list_has_a_reason()
    {
        using var world = Village();
        var gap = Gap(world, "2020-08", "2020-08-31");
        Assert.Contains("270.000", gap.People(GapKind.Missed, Scope.Everything, 0, 1).Items[0].Reason, StringComparison.Ordinal);
        Assert.Contains("Ngày sinh", Only(gap, GapKind.Unknown).Reason, StringComparison.Ordinal);
        Assert.Contains("mất ngày 12/06/2020", gap.People(GapKind.Leak, Scope.Everything, 1, 1).Items[0].Reason,
            StringComparison.Ordinal);
        Assert.Equal("3/QĐ-UBND", gap.People(GapKind.Leak, Scope.Everything, 0, 1).Items[0].Decision);
    }

    [Fact]
    public void An_officer_of_one_commune_sees_nobody_of_another()
    {
        using var world = Village();
        var gap = Gap(world, "2020-08", "2020-08-31");
        var own = gap.Total(FirstCommune);
        Assert.Equal((0, 1), (own.Missed, own.Leak));
        Assert.Equal([3L], gap.PersonIds(GapKind.Leak, FirstCommune));
        Assert.Equal(1, gap.People(GapKind.Leak, FirstCommune, 0, 10).Total);
        Assert.All(gap.ByUnit(FirstCommune), c => Assert.Equal(SmallWorld.Commune, c.Unit));
        var run = world.Run("2020-08");
        Assert.Equal([1L], world.Ledger.Lines(run.RunId!.Value, new LineFilter(), FirstCommune, 0, 10).Items.Select(l => l.PersonId));
        Assert.Empty(world.Ledger.LinesOf(1, Scope.Of([SmallWorld.OtherCommune])));
        Assert.Equal(0, world.Ledger.Balance(Scope.Of([SmallWorld.OtherCommune])).Due);
    }

    [Fact]
    public void A_programme_the_month_does_not_know_is_refused()
    {
        using var world = Village();
        world.Load();
        var outcome = new PromiseGap(world.Determiner, world.Decisions).Of("grant", SmallWorld.M("2020-08"),
            SmallWorld.Known("2020-08-31"));
        Assert.Equal("programme.not-in-month", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public void A_persons_months_tell_due_posted_and_paid()
    {
        using var world = Village();
        var run = world.Run("2020-07");
        world.MonthRun.Settle(run.RunId!.Value, Act.By("test"));
        world.Run("2020-08");
        world.Record(1, "death_date", "2020-07-20", "2020-07-20", "2020-09-10");
        var months = new PersonPayments(world.Determiner, world.Decisions, world.Ledger)
            .Of(1, SmallWorld.Known("2020-09-30"), Scope.Everything);
        Assert.Equal(
            [("2020-07", 270_000L, 270_000L, 270_000L, 0L), ("2020-08", 0L, 270_000L, 0L, -270_000L)],
            months.Select(m => (m.Month.ToString(), m.Recomputed!.Value, m.Posted, m.Paid, m.Difference!.Value)));
    }

    [Fact]
    public void Who_is_owed_a_higher_benefit_nobody_decided_draws_the_lower_one_rightly_until_then()
    {
        using var world = new SmallWorld().Person(1, "1940-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
            .Decide(1, "2025-07-01", "grant");
        Assert.Equal(("grant", 500_000L), Assert.Single(world.Lines(world.Run("2025-08")).Select(l => (l.Programme, l.Amount))));
        var (lower, higher) = (Gap(world, "2025-08", "2025-08-31", "grant"), Gap(world, "2025-08", "2025-08-31"));
        Assert.Empty(lower.PersonIds(GapKind.Leak, Scope.Everything));
        Assert.Equal([1L], higher.PersonIds(GapKind.Missed, Scope.Everything));
        world.Decide(1, "2025-09-02");
        Assert.Equal([1L], Gap(world, "2025-09", "2025-09-30", "grant").PersonIds(GapKind.Leak, Scope.Everything));
    }

    private static MonthGap Gap(SmallWorld world, string month, string known, string programme = "aid")
    {
        var outcome = new PromiseGap(world.Load().Determiner, world.Decisions).Of(programme, SmallWorld.M(month), SmallWorld.Known(known));
        Assert.True(outcome.Ok, string.Join("; ", outcome.Refusals));
        return outcome.Value;
    }

    private static GapPerson Only(MonthGap gap, GapKind kind) => Assert.Single(gap.People(kind, Scope.Everything, 0, 10).Items);

    /// <summary>
    /// 1 in order; 2 missed; 3 decided, not entitled; 4 without birth date; 5 dead, decision open; 6 to be decided later.
    /// </summary>
    private static SmallWorld Village() => new SmallWorld()
        .Person(1, "1930-01-01")
        .Person(2, "1930-01-01", SmallWorld.OtherCommune)
        .Person(3, "1990-01-01")
        .Person(4, null, SmallWorld.OtherCommune)
        .Person(5, "1930-01-01", SmallWorld.OtherCommune, left: "2020-06-12")
        .Fact(5, "death_date", "2020-06-12", "2020-06-12", "2020-06-20")
        .Person(6, "1935-01-01", SmallWorld.OtherCommune).Fact(6, "pension", "none", "2010-01-01", "2010-01-01")
        .Decide(1, "2015-01-10").Decide(3, "2015-01-10").Decide(5, "2015-01-10");
}
