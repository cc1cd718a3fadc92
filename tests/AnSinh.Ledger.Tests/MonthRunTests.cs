using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Ledger.Tests;

/// <summary>What a month run writes, and what it never writes.</summary>
public class MonthRunTests
{
    [Fact]
    public void Entitled_and_decided_is_paid_and_entitled_alone_is_not()
    {
        using var world = new SmallWorld().Person(1, "1950-01-01").Person(2, "1950-01-01").Decide(1, "2019-04-01")
            .Record(1, "disability", "severe", "2019-03-05", "2019-03-20").Record(2, "disability", "severe", "2019-03-05", "2019-03-20");
        var run = world.Run("2020-08");
        Assert.Equal((1, 405_000), (run.NewLines, run.Amount));
        Assert.Equal(1, Assert.Single(world.Lines(run)).PersonId);
    }

    [Fact]
    public void Running_again_writes_nothing()
    {
        using var world = Severe();
        var first = world.Run("2020-08");
        var again = world.Run("2020-08");
        Assert.Equal((1, 405_000, true), (first.NewLines, first.Amount, first.RunId is not null));
        Assert.Equal((0, 0, true), (again.NewLines, again.Amount, again.RunId is null));
        Assert.Equal(405_000, again.Due);
        Assert.Single(world.Ledger.Runs());
    }

    [Fact]
    public void A_month_with_nobody_to_pay_is_opened_all_the_same_and_can_be_thrown_away()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01");
        var run = world.Run("2020-08").RunId!.Value;
        Assert.Null(world.Run("2020-08").RunId);
        Assert.Equal([SmallWorld.M("2020-08")], world.Ledger.OpenedMonths());
        Assert.True(world.Acts.Throw(run, "nhầm tháng", Act.By("thử")).Ok);
        Assert.Empty(world.Ledger.OpenedMonths());
        Assert.Empty(world.Ledger.Runs());
    }

    [Fact]
    public void A_death_reported_late_takes_back_the_months_after_it_and_names_it()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Person(2, "1930-01-01").Decide(1, "2015-01-10").Decide(2, "2015-01-10");
        world.Run("2020-06");
        world.Run("2020-07");
        world.Run("2020-08");
        world.Record(1, "death_date", "2020-06-12", "2020-06-12", "2020-09-15", "trích lục");
        var run = world.Run("2020-09");
        var lines = world.Lines(run).Where(l => l.PersonId == 1).ToList();
        Assert.Equal([("2020-07", -270_000L), ("2020-08", -270_000L)], lines.Select(l => (l.ForMonth.ToString(), l.Amount)));
        Assert.All(lines, l => Assert.Equal(LineKind.Recovery, l.Kind));
        var cause = Assert.Single(lines[0].Causes);
        Assert.Equal(("fact", "death_date", SmallWorld.Day("2020-09-15"), "trích lục"),
            (cause.Kind, cause.Name, cause.Recorded, cause.Source));
        Assert.Contains("12/06/2020", cause.ToVietnamese(), StringComparison.Ordinal);
        Assert.Equal(2, run.ByKind.Recovery.Count);
    }

    [Fact]
    public void Of_a_person_the_register_no_longer_holds_what_was_posted_is_taken_back_and_nothing_is_due()
    {
        using var world = Paid().Person(2, "1930-01-01").Decide(2, "2015-01-10");
        var set = new ChangeSet("fix", "Ghi nhầm người", "biên bản");
        set.WithdrawPerson(1, "không có người này");
        world.Load();
        Assert.True(world.Register.Apply(set, Act.By("test")).Ok);
        var run = world.Run("2020-09", $"{world.Database.Clock.Today:O}");
        Assert.Equal(
            [("2020-07", -270_000L), ("2020-08", -270_000L)],
            world.Lines(run).Where(l => l.PersonId == 1).Select(l => (l.ForMonth.ToString(), l.Amount)).Order());
        Assert.Equal(270_000, run.Due);
        Books.Agree(world);
    }

    [Fact]
    public void A_decision_pays_from_the_month_its_paper_names_and_not_for_a_month_before()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Decide(1, "2015-01-10", start: "2020-08");
        Assert.Equal(0, world.Run("2020-07").Amount);
        var run = world.Run("2020-09");
        Assert.Equal([("2020-09", 270_000L)], world.Lines(run).Select(l => (l.ForMonth.ToString(), l.Amount)));
        Assert.Equal([("2020-08", 270_000L)], world.Lines(world.Run("2020-08")).Select(l => (l.ForMonth.ToString(), l.Amount)));
        Assert.Equal(0, world.Run("2020-07").Amount);
    }

    [Fact]
    public void What_was_recorded_at_one_instant_is_one_act_and_only_its_needed_rows_are_named()
    {
        using var world = Paid();
        EndHome(world, "2020-09-15");
        world.Record(1, "death_date", "2020-06-12", "2020-06-12", "2020-09-15", "trích lục");
        var causes = world.Lines(world.Run("2020-09")).Single(l => l.ForMonth == SmallWorld.M("2020-08")).Causes;
        Assert.Equal(["death_date", "resident"], causes.Select(c => c.Name ?? c.Kind).Order());
        Assert.All(causes, c => Assert.Equal(SmallWorld.Day("2020-09-15"), c.Recorded));
    }

    [Fact]
    public void Two_acts_that_only_together_make_a_line_are_told_as_several()
    {
        using var world = Paid();
        EndHome(world, "2020-09-14");
        world.Record(1, "death_date", "2020-06-12", "2020-06-12", "2020-09-15", "trích lục");
        var causes = world.Lines(world.Run("2020-09")).Single(l => l.ForMonth == SmallWorld.M("2020-08")).Causes;
        Assert.Equal("together", causes[0].Kind);
        Assert.Contains(causes, c => c.Name == "death_date");
    }

    /// <summary>An old woman paid for July and August 2020.</summary>
    private static SmallWorld Paid()
    {
        var world = new SmallWorld().Person(1, "1930-01-01").Decide(1, "2015-01-10");
        world.Run("2020-07");
        world.Run("2020-08");
        return world;
    }

    /// <summary>From a day on it is believed that home and place in the household ended with June 12, 2020.</summary>
    private static void EndHome(SmallWorld world, string recorded)
    {
        var (at, valid) = (SmallWorld.At(recorded), new DateInterval(SmallWorld.Day("2010-01-01"), SmallWorld.Day("2020-06-12")));
        world.Register.Write(Act.By("test"), (connection, transaction) =>
        {
            foreach (var table in new[] { "residence", "membership" })
            {
                connection.Execute($"update {table} set superseded_at = @at where person_id = 1 and superseded_at is null",
                    new { at }, transaction);
            }

            return 0;
        });
        using var load = world.Register.BulkLoad();
        load.Add(new ResidenceRow(1, SmallWorld.Commune, "permanent", valid, at, null, "trích lục"));
        load.Add(new MembershipRow(1, 1, "head", valid, at, null, "trích lục"));
        load.Commit();
    }

    [Fact]
    public void What_an_earlier_run_already_saw_is_no_cause()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Decide(1, "2015-01-10");
        world.Run("2020-07");
        world.Record(1, "pension", "none", "2010-01-01", "2020-08-10");
        world.Run("2020-08");
        world.Record(1, "death_date", "2020-06-12", "2020-06-12", "2020-09-15");
        var july = world.Lines(world.Run("2020-09")).Single(l => l.ForMonth == SmallWorld.M("2020-07"));
        Assert.Equal("death_date", Assert.Single(july.Causes).Name);
    }

    [Fact]
    public void What_was_told_anew_without_news_for_the_month_is_no_cause()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Person(2, "1930-01-01")
            .Fact(1, "pension", "none", "2010-01-01", "2010-01-01");
        world.Run("2020-07");
        world.Record(1, "pension", "none", "2010-01-01", "2020-08-05");
        world.Decide(1, "2020-08-08");
        var july = world.Lines(world.Run("2020-08")).Single(l => l.ForMonth == SmallWorld.M("2020-07"));
        Assert.Equal("decision", Assert.Single(july.Causes).Kind);
    }

    [Fact]
    public void A_standard_raised_backwards_is_back_pay_of_the_difference_times_the_coefficient()
    {
        using var world = Severe("vn");
        world.Run("2026-07", "2026-07-31");
        world.Run("2026-08", "2026-08-31");
        Assert.Equal(750_000, world.Run("2026-09", "2026-09-30").Amount);
        var october = world.Run("2026-10", "2026-10-31");
        var arrears = world.Lines(october).Where(l => l.Kind == LineKind.Arrears).ToList();
        Assert.Equal(["2026-07", "2026-08", "2026-09"], arrears.Select(l => l.ForMonth.ToString()));
        Assert.All(arrears, l => Assert.Equal(60_000, l.Amount));
        Assert.All(arrears, l =>
        {
            var cause = Assert.Single(l.Causes);
            Assert.Equal(("law", "aid.standard", 60_000L), (cause.Kind, cause.Name, cause.Amount));
            Assert.Contains("NĐ 335", cause.Source, StringComparison.Ordinal);
            Assert.Contains("540.000", cause.ToVietnamese(), StringComparison.Ordinal);
        });
        Assert.Equal(810_000, world.Lines(october).Single(l => l.Kind == LineKind.Current).Amount);
    }

    [Fact]
    public void Where_the_city_pays_more_the_national_raise_changes_nothing()
    {
        using var world = Severe("vn-01");
        Assert.Equal(975_000, world.Run("2026-07", "2026-09-30").Amount);
        Assert.Equal(0, world.Run("2026-07", "2026-10-31").NewLines);
    }

    [Fact]
    public void A_late_decision_on_a_condition_pays_back_to_the_condition()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "disability", "severe", "2020-07-10", "2020-07-15");
        world.Run("2020-06");
        world.Run("2020-07");
        world.Run("2020-08");
        world.Decide(1, "2020-09-08");
        var lines = world.Lines(world.Run("2020-09"));
        Assert.Equal(
            [("2020-07", LineKind.Arrears), ("2020-08", LineKind.Arrears), ("2020-09", LineKind.Current)],
            lines.Select(l => (l.ForMonth.ToString(), l.Kind)));
        Assert.Equal("decision", Assert.Single(lines[0].Causes).Kind);
        Assert.Contains("1/QĐ-UBND", lines[0].Causes[0].ToVietnamese(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_decision_on_a_route_that_starts_with_it_pays_nothing_before()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "poverty", "poor", "2020-01-01", "2020-01-05");
        world.Run("2020-07");
        world.Run("2020-08");
        world.Decide(1, "2020-09-08");
        var line = Assert.Single(world.Lines(world.Run("2020-09")));
        Assert.Equal(("2020-09", 270_000L), (line.ForMonth.ToString(), line.Amount));
    }

    [Fact]
    public void What_has_become_unknown_is_held_and_never_taken_back()
    {
        using var world = Severe();
        world.Run("2020-08");
        world.Record(1, "disability", "unknown", "2019-03-05", "2020-09-10");
        var run = world.Run("2020-09");
        Assert.Equal((0, 1, 1), (run.NewLines, run.Held, run.Unknown));
        world.Record(1, "disability", "mild", "2019-03-05", "2020-10-10");
        Assert.Equal(-405_000, world.Run("2020-10").Amount);
    }

    [Fact]
    public void What_is_certain_is_paid_and_the_rest_is_asked()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "poverty", "poor", "2019-01-01", "2019-01-05")
            .Fact(1, "disability", "unknown", "2019-01-01", "2019-01-05").Decide(1, "2019-04-01");
        Assert.Equal(270_000, world.Run("2020-08").Amount);
        var gap = new PromiseGap(world.Determiner, world.Decisions).Of("aid", SmallWorld.M("2020-08"),
            SmallWorld.Known("2020-08-31")).Value;
        var asked = Assert.Single(gap.People(GapKind.Unknown, Scope.Everything, 0, 5).Items);
        Assert.Equal("Được hưởng ít nhất 270.000 đ, có thể 540.000 đ; cần biết thêm: Mức độ khuyết tật", asked.Reason);
        Assert.Equal([1L], gap.PersonIds(GapKind.Entitled, Scope.Everything));
    }

    [Fact]
    public void What_was_posted_stays_while_it_may_be_right_and_no_longer()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "poverty", "poor", "2019-01-01", "2019-01-05")
            .Fact(1, "disability", "severe", "2019-03-05", "2019-03-20").Decide(1, "2019-04-01");
        Assert.Equal(405_000, world.Run("2020-08").Amount);
        // Severe or not is not known any more: 405,000 may have been right, of the next month 270,000 are certain.
        world.Record(1, "disability", "unknown", "2019-03-05", "2020-09-10");
        var line = Assert.Single(world.Lines(world.Run("2020-09")));
        Assert.Equal(("2020-09", 270_000L), (line.ForMonth.ToString(), line.Amount));
        // Mild it was: now it is known that the difference was not owed.
        world.Record(1, "disability", "mild", "2019-03-05", "2020-10-10");
        Assert.Equal([("2020-08", -135_000L), ("2020-10", 270_000L)],
            world.Lines(world.Run("2020-10")).Select(l => (l.ForMonth.ToString(), l.Amount)));
    }

    [Fact]
    public void A_person_without_birth_date_is_not_paid_and_is_counted_as_unknown()
    {
        using var world = new SmallWorld().Person(1, null).Person(2, "1990-01-01").Decide(1, "2019-01-10");
        var run = world.Run("2020-08");
        Assert.Equal((2, 1, 1, 0), (run.People, run.Determined, run.Unknown, run.NewLines));
    }

    [Fact]
    public void Knowledge_never_runs_backwards()
    {
        using var world = Severe();
        world.Run("2020-08", "2020-09-20");
        var refused = world.MonthRun.Run(SmallWorld.M("2020-09"), Act.By("test"), SmallWorld.Known("2020-09-10"));
        Assert.Equal("run.known-before-last", Assert.Single(refused.Refusals).Code);
        Assert.Equal("2020-09-20", world.Run("2020-07").AsKnown.ToString());
        Assert.Equal("2020-09-30", world.Run("2020-09").AsKnown.ToString());
    }

    [Fact]
    public void Months_never_run_are_not_touched_and_are_named()
    {
        using var world = Severe();
        world.Run("2020-05");
        var run = world.Run("2020-08");
        Assert.Equal(["2020-05", "2020-08"], run.OpenedMonths.Select(m => m.ToString()));
        Assert.Equal(["2020-06", "2020-07"], run.SkippedMonths.Select(m => m.ToString()));
        Assert.Equal(405_000, run.Amount);
    }

    [Theory]
    [InlineData("run written")]
    [InlineData("lines written")]
    [InlineData("before commit")]
    public void A_run_killed_midway_leaves_nothing(string where)
    {
        using var world = Severe();
        world.MonthRun.Step = step => _ = step == where ? throw new IOException("killed") : 0;
        Assert.Throws<IOException>(() => world.MonthRun.Run(SmallWorld.M("2020-08"), Act.By("test")));
        using (var connection = world.Database.Connect())
        {
            Assert.Equal(0,
                connection.ExecuteScalar<long>(
                    "select (select count(*) from ledger_run) + (select count(*) from ledger_entry) "
                    + "+ (select count(*) from determination)"));
        }

        world.MonthRun.Step = null;
        Assert.Equal(1, world.Run("2020-08").NewLines);
    }

    [Fact]
    public void A_run_overtaken_by_another_posts_nothing_twice()
    {
        using var world = Severe();
        var other = new MonthRun(world.Determiner, world.Decisions);
        var overtaken =
            world.MonthRun.Run(SmallWorld.M("2020-08"), Act.By("test"), null,
                new When("Ghi sổ", () => Assert.True(other.Run(SmallWorld.M("2020-08"), Act.By("test")).Ok)));
        Assert.Equal("run.overtaken", Assert.Single(overtaken.Refusals).Code);
        Assert.Equal((405_000, 0), (world.Ledger.Balance(Scope.Everything).Due, world.Run("2020-08").NewLines));
    }

    [Fact]
    public void Settling_pays_what_was_posted_once()
    {
        using var world = Severe();
        var run = world.Run("2020-08");
        Assert.Equal(new Balance(405_000, 0, 405_000, 0, 0), world.Ledger.Balance(Scope.Everything));
        world.MonthRun.Step = _ => throw new IOException("killed");
        Assert.Throws<IOException>(() => world.MonthRun.Settle(run.RunId!.Value, Act.By("test")));
        world.MonthRun.Step = null;
        Assert.Equal(0, world.Ledger.Balance(Scope.Everything).Paid);
        Assert.Equal(new SettleResult(run.RunId!.Value, 1, 405_000, default), world.MonthRun.Settle(run.RunId.Value, Act.By("test")).Value);
        Assert.Equal(0, world.MonthRun.Settle(run.RunId.Value, Act.By("test")).Value.NewLines);
        Assert.Equal(0, world.Ledger.Balance(Scope.Everything).Open);
        Assert.Equal("settled", world.Ledger.Runs()[0].Status);
        Assert.Equal("run.unknown", Assert.Single(world.MonthRun.Settle(99, Act.By("test")).Refusals).Code);
    }

    [Fact]
    public void Of_two_programmes_only_the_higher_is_paid()
    {
        using var world = new SmallWorld().Person(1, "1940-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
            .Decide(1, "2019-04-01").Decide(1, "2025-07-01", "grant");
        Assert.Equal([("aid", 750_000L)], world.Lines(world.Run("2025-08")).Select(l => (l.Programme, l.Amount)));
        world.Record(1, "disability", "mild", "2019-03-05", "2025-09-10");
        var lines = world.Lines(world.Run("2025-09"));
        Assert.Equal(
            [("aid", "2025-08", -750_000L), ("grant", "2025-08", 500_000L), ("grant", "2025-09", 500_000L)],
            lines.Select(l => (l.Programme, l.ForMonth.ToString(), l.Amount)));
        Assert.Equal("disability", lines[1].Causes[0].Name);
    }

    [Fact]
    public void While_a_programme_is_held_its_rival_does_not_start_to_pay()
    {
        using var world = new SmallWorld().Person(1, "1945-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
            .Decide(1, "2019-04-01").Decide(1, "2025-07-01", "grant");
        Assert.Equal(750_000, world.Run("2025-08").Amount);
        world.Record(1, "disability", "unknown", "2019-03-05", "2025-09-05");
        var doubtful = world.Run("2025-08", "2025-09-06");
        Assert.Equal((0, 2), (doubtful.NewLines, doubtful.Held));
        world.Record(1, "disability", "mild", "2019-03-05", "2025-09-10");
        Assert.Equal(-250_000, world.Run("2025-08", "2025-09-30").Amount);
    }

    [Fact]
    public void A_law_folder_corrected_afterwards_is_named_as_the_cause()
    {
        using var world = Severe();
        world.Run("2020-08");
        world.Reload(
            SmallWorld.LoadSmall(
                ("vn/programmes/aid.yaml",
                    SmallLaw.Text("vn/programmes/aid.yaml").Replace("\"1.5\"", "\"1.6\"", StringComparison.Ordinal))));
        var line = world.Lines(world.Run("2020-08"))[0];
        Assert.Equal(("rulebook", 27_000L), (Assert.Single(line.Causes).Kind, line.Amount));
    }

    private static SmallWorld Severe(string jurisdiction = "vn") =>
        new SmallWorld(jurisdiction).Person(1, "1990-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
        .Decide(1, "2019-04-01");

    private sealed class When(string step, Action act) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Step == step)
            {
                act();
            }
        }
    }
}
