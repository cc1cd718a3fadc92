using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Demo;

namespace AnSinh.Ledger.Tests;

/// <summary>Decisions of the demonstration: known to the last one.</summary>
public class DemoDecisionsTests
{
    [Fact]
    public void The_same_seed_makes_the_same_decisions()
    {
        using var one = Village();
        using var two = Village();
        var (first, second) = (Make(one, new DemoPlan(7)), Make(two, new DemoPlan(7)));
        Assert.Equal(first.Missed, second.Missed);
        Assert.Equal(All(one), All(two));
    }

    [Fact]
    public void Who_is_left_out_on_purpose_is_missed_and_everyone_else_is_decided()
    {
        using var world = Village();
        var truth = Make(world, Plan(missed: p => p == 2));
        Assert.All(truth.Missed, m => Assert.Equal(2, m.PersonId));
        Assert.Contains(new DemoMark(2, "aid", SmallWorld.M("2015-01"), SmallWorld.M("2025-06")), truth.Missed);
        Assert.Equal([2L], Gap(world, "2020-08", "aid").PersonIds(GapKind.Missed, Scope.Everything));
        Assert.NotNull(world.Decisions.Known(SmallWorld.Known("2014-12-31")).FindOrNull(1, "aid", SmallWorld.M("2015-01")));
    }

    [Fact]
    public void A_decision_nobody_ended_is_a_leak_and_one_that_was_ended_is_not()
    {
        using var world = Village();
        var truth = Make(world, Plan(leftOpen: p => p == 3));
        Assert.Equal([(3L, "2020-05")], truth.LeftOpen.Select(m => (m.PersonId, m.Since.ToString())));
        Assert.Equal([3L], Gap(world, "2020-10", "aid").PersonIds(GapKind.Leak, Scope.Everything));
        var ended = world.Decisions.OfPerson(4);
        Assert.Equal((2, "2020-04"), (ended.Count, ended[1].End.ToString()));
        Assert.True(ended[1].RecordedAt > SmallWorld.At("2020-09-15"), "ended before anyone had reported the death");
    }

    [Fact]
    public void Late_decisions_are_signed_in_September_2020_and_cause_arrears()
    {
        using var world = Village();
        var truth = Make(world, Plan(late: p => p == 5));
        Assert.Equal([new DemoMark(5, "aid", SmallWorld.M("2020-03"))], truth.Late);
        Assert.Equal(0, world.Run("2020-08").ByKind.Arrears.Count);
        var arrears = world.Lines(world.Run("2020-09")).Where(l => l.PersonId == 5 && l.Kind == LineKind.Arrears).ToList();
        Assert.Equal("2020-08", Assert.Single(arrears).ForMonth.ToString());
    }

    [Fact]
    public void A_new_programme_takes_over_on_its_first_day()
    {
        using var world = Village();
        var truth = Make(world, Plan());
        Assert.Contains(new DemoMark(1, "grant", SmallWorld.M("2025-07")), truth.Transferred);
        var grant = world.Decisions.Known(SmallWorld.Known("2025-07-31")).FindOrNull(1, "grant", SmallWorld.M("2025-07"));
        Assert.Equal(SmallWorld.Day("2025-07-01"), grant!.SignedOn);
        Assert.Equal("grant", Assert.Single(world.Lines(world.Run("2025-07")), l => l.PersonId == 1).Programme);
    }

    private static DemoPlan Plan(Func<long, bool>? missed = null, Func<long, bool>? leftOpen = null, Func<long, bool>? late = null) =>
        new(1)
    {
        Missed = (p, _) => missed?.Invoke(p) ?? false,
        LeftOpen = (p, _) => leftOpen?.Invoke(p) ?? false,
        Late = (p, _) => late?.Invoke(p) ?? false,
    };

    private static DemoDecisionTruth Make(SmallWorld world, DemoPlan plan) =>
        new DemoDecisions(world.Load().Determiner, world.Decisions).Make(plan);

    private static List<Decision> All(SmallWorld world) => [.. Enumerable.Range(1, 5).SelectMany(p => world.Decisions.OfPerson(p))];

    private static MonthGap Gap(SmallWorld world, string month, string programme) =>
        new PromiseGap(world.Determiner, world.Decisions).Of(programme, SmallWorld.M(month),
            new AsKnown(SmallWorld.M(month).LastDay)).Value;

    /// <summary>1, 2 old from the start; 3 turns to a pension; 4 dies and it is reported late; 5 becomes disabled in 2020.</summary>
    private static SmallWorld Village() => new SmallWorld()
        .Person(1, "1934-01-01")
        .Person(2, "1934-05-01")
        .Person(3, "1934-05-01").Fact(3, "pension", "retirement", "2020-05-01", "2020-05-03")
        .Person(4, "1934-05-01").Fact(4, "death_date", "2020-04-20", "2020-04-20", "2020-09-15")
        .Person(5, "1990-01-01").Fact(5, "disability", "severe", "2020-03-05", "2020-03-10");
}
