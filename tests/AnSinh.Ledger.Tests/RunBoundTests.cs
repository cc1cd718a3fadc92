using AnSinh.Basics;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Ledger.Tests;

/// <summary>Months have bounds, runs can be taken back, and nothing is collected by settling.</summary>
public class RunBoundTests
{
    private const long Standard = 270_000; // of SmallLaw in 2020

    [Theory]
    [InlineData("2199-12", null, "run.month-to-come", "chưa đến")]
    [InlineData("2020-10", null, "run.month-to-come", "09/2020")]
    [InlineData("2014-12", null, "run.before-opening", "01/2015")]
    [InlineData("2020-09", "2199-12-31", "run.known-to-come", "chưa đến")]
    [InlineData("2020-09", "2020-09-16", "run.known-to-come", "15/09/2020")]
    public void A_month_or_day_out_of_bounds_is_refused_in_words_and_locks_nothing(string month, string? known, string code, string word)
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10");
        var refused = world.MonthRun.Run(SmallWorld.M(month), Act.By("test"), known is null ? null : SmallWorld.Known(known));
        Assert.Equal(code, Assert.Single(refused.Refusals).Code);
        Assert.Contains(word, refused.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Empty(world.Ledger.AllRuns());
        Assert.Equal("2020-09-15", world.MonthRun.Run(SmallWorld.M("2020-09"), Act.By("test")).Value.AsKnown.ToString());
    }

    [Fact]
    public void Without_a_note_the_first_run_opens_the_ledger_and_a_thrown_one_does_not()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10");
        world.Database.Do(Act.By("test"),
            (connection, transaction) => connection.Execute("delete from meta where key = 'ledger_opening_month'", null, transaction));
        Assert.Null(world.Ledger.OpeningMonthOrNull());
        var run = world.Run("2020-08").RunId!.Value;
        Assert.Equal(SmallWorld.M("2020-08"), world.Ledger.OpeningMonthOrNull());
        Assert.Equal("run.before-opening", Assert.Single(world.MonthRun.Run(SmallWorld.M("2020-07"), Act.By("test")).Refusals).Code);
        Assert.Equal("ledger.opened", Assert.Single(OpeningMonth.Set(world.Register, SmallWorld.M("2020-01")).Refusals).Code);
        Assert.True(world.Acts.Throw(run, "nhầm", Act.By("thử")).Ok);
        Assert.Equal(Standard, world.Run("2020-07").Amount);
    }

    [Fact]
    public void A_run_uses_what_is_known_today_and_says_what_it_did_not_see()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10").Person(2, "1930-01-01")
            .Decide(2, "2020-09-08");
        world.Record(1, "death_date", "2020-07-20", "2020-07-20", "2020-09-10");
        var early = world.MonthRun.Run(SmallWorld.M("2020-08"), Act.By("test"), SmallWorld.Known("2020-08-31")).Value;
        Assert.Equal(("2020-08-31", 2L, 1), (early.AsKnown.ToString(), early.Unseen, (int)early.NewLines));
        var today = world.MonthRun.Run(SmallWorld.M("2020-08"), Act.By("test")).Value;
        Assert.Equal(("2020-09-15", 0L), (today.AsKnown.ToString(), today.Unseen));
        Assert.Equal([(1L, -Standard), (2L, Standard)], world.Lines(today).OrderBy(l => l.PersonId).Select(l => (l.PersonId, l.Amount)));
    }

    [Fact]
    public void A_run_not_settled_is_thrown_away_and_counts_nowhere()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10");
        Settled(world, "2020-07");
        var run = world.Run("2020-08").RunId!.Value;
        Assert.Equal(RunUndo.Throw, world.Acts.Possible(run));
        Assert.Equal("run.no-reason", Assert.Single(world.Acts.Throw(run, " ", Act.By("thử")).Refusals).Code);
        Assert.Equal("run.not-reversible", Assert.Single(world.Acts.Reverse(run, "nhầm", Act.By("thử")).Refusals).Code);
        Assert.True(world.Acts.Throw(run, "nhầm tháng", Act.By("thử")).Ok);
        Assert.Equal((Standard, Standard, 0L),
            (world.Ledger.Balance(Scope.Everything).Due, world.Ledger.Balance(Scope.Everything).Paid,
                world.Ledger.Balance(Scope.Everything).ToPay));
        Assert.Equal(["thrown", "settled"], world.Ledger.AllRuns().Select(r => r.Status));
        Assert.Equal([SmallWorld.M("2020-07")], world.Ledger.OpenedMonths());
        Assert.Equal("run.thrown", Assert.Single(world.MonthRun.Settle(run, Act.By("test")).Refusals).Code);
        Assert.Equal("run.not-throwable", Assert.Single(world.Acts.Throw(run, "lại", Act.By("thử")).Refusals).Code);
        Books.Agree(world);
        var again = world.Run("2020-08");
        Assert.Equal((LineKind.Current, Standard), world.Lines(again).Select(l => (l.Kind, l.Amount)).Single());
        Assert.Equal("ledger.throw", world.Register.Audit.Latest(50, $"run:{run}")[0].Action);
    }

    [Fact]
    public void Only_the_last_run_is_taken_back_and_what_was_built_on_it_is_named()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10");
        var (july, august) = (Settled(world, "2020-07"), Settled(world, "2020-08"));
        Assert.Equal(RunUndo.None, world.Acts.Possible(july));
        var refused = Assert.Single(world.Acts.Reverse(july, "nhầm", Act.By("thử")).Refusals);
        Assert.Equal("run.not-reversible", refused.Code);
        Assert.Contains($"kỳ số {august}", refused.Message, StringComparison.Ordinal);
        Assert.Equal("run.not-throwable", Assert.Single(world.Acts.Throw(august, "nhầm", Act.By("thử")).Refusals).Code);
        Assert.Equal("run.unknown", Assert.Single(world.Acts.Throw(99, "nhầm", Act.By("thử")).Refusals).Code);
    }

    [Fact]
    public void A_settled_run_is_reversed_by_its_opposite_and_a_new_run_writes_the_lines_again_without_paying_twice()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10");
        Settled(world, "2020-07");
        var august = Settled(world, "2020-08");
        var reversal = world.Acts.Reverse(august, "lập nhầm", Act.By("thử")).Value;
        Assert.Equal((august, 1L, -Standard), (reversal.Reverses, reversal.Lines, reversal.Amount));
        Assert.Equal(["reversal", "reversed", "settled"], world.Ledger.Runs().Select(r => r.Status));
        Assert.Equal(new Balance(Standard, 2 * Standard, 0, Standard, 0), world.Ledger.Balance(Scope.Everything));
        var opposite = Assert.Single(world.Ledger.Lines(reversal.RunId, new LineFilter(), Scope.Everything, 0, 9).Items);
        Assert.Equal((LineKind.Recovery, "reversal"), (opposite.Kind, Assert.Single(opposite.Causes).Kind));
        Books.Agree(world);

        var again = world.Run("2020-08");
        Assert.Equal((1, Standard), (again.NewLines, again.Amount));
        Assert.Equal(new SettleResult(again.RunId!.Value, 0, 0, default), world.MonthRun.Settle(again.RunId.Value, Act.By("test")).Value);
        Assert.Equal(new Balance(2 * Standard, 2 * Standard, 0, 0, 0), world.Ledger.Balance(Scope.Everything));
        Books.Agree(world);
    }

    [Fact]
    public void A_reversal_thrown_away_leaves_the_run_standing_and_it_can_be_reversed_again()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10");
        var run = Settled(world, "2020-08");
        var reversal = world.Acts.Reverse(run, "nhầm", Act.By("thử")).Value.RunId;
        Assert.Equal(RunUndo.Throw, world.Acts.Possible(reversal));
        Assert.True(world.Acts.Throw(reversal, "không nhầm", Act.By("thử")).Ok);
        Assert.Equal(["settled"], world.Ledger.Runs().Select(r => r.Status));
        Assert.Equal(0, world.Run("2020-08").NewLines);
        Assert.True(world.Acts.Reverse(run, "nhầm thật", Act.By("thử")).Ok);
        Assert.Equal(0, world.Ledger.Balance(Scope.Everything).Due);
        Books.Agree(world);
    }

    [Fact]
    public void What_was_settled_since_keeps_a_run_from_being_thrown_but_not_from_being_reversed()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10");
        var july = world.Run("2020-07", "2020-07-31").RunId!.Value;
        world.Record(1, "death_date", "2020-06-20", "2020-06-20", "2020-09-10");
        var september = world.Run("2020-09").RunId!.Value;
        Assert.Equal(0, world.MonthRun.Settle(july, Act.By("test")).Value.NewLines);
        Assert.Equal("run.not-throwable", Assert.Single(world.Acts.Throw(september, "nhầm", Act.By("thử")).Refusals).Code);
        var reversal = world.Acts.Reverse(september, "nhầm", Act.By("thử")).Value;
        Assert.Equal(Standard, world.MonthRun.Settle(reversal.RunId, Act.By("test")).Value.Amount);
        Books.Agree(world);
    }

    [Fact]
    public void What_is_to_be_returned_is_not_collected_by_settling_nor_set_off_against_another_month()
    {
        using var world = Office("2020-09-15").Person(1, "1990-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
            .Decide(1, "2019-04-01");
        Settled(world, "2020-07", "2020-07-31");
        world.Record(1, "disability", "mild", "2020-07-01", "2020-09-10").Record(1, "poverty", "poor", "2020-08-01", "2020-09-11");
        var september = world.Run("2020-09").RunId!.Value;
        Assert.Equal([("2020-07", -405_000L), ("2020-09", Standard)],
            world.Ledger.Lines(september, new LineFilter(), Scope.Everything, 0, 9).Items.OrderBy(l => l.ForMonth)
                .Select(l => (l.ForMonth.ToString(), l.Amount)));
        Assert.Equal(new SettleResult(september, 1, Standard, new LineSum(1, -405_000)),
            world.MonthRun.Settle(september, Act.By("test")).Value);
        Assert.Equal(new Balance(Standard, 405_000 + Standard, 0, 405_000, 0), world.Ledger.Balance(Scope.Everything));
        Assert.Equal([("2020-07", -405_000L)],
            world.Ledger.Open(new LineFilter(PersonId: 1), Scope.Everything).Select(o => (o.Month.ToString(), o.Amount)));
        Assert.Equal(405_000, Books.Agree(world).Balance.ToRecover);
    }

    [Theory]
    [InlineData("update ledger_entry set amount = amount - 1000000 where kind = 'paid' and for_month = '2020-07'", "paid")]
    [InlineData("update ledger_entry set person_id = 2 where kind = 'paid' and for_month = '2020-07'", "paid")]
    [InlineData("delete from ledger_entry where kind = 'paid' and for_month = '2020-07'", "paid")]
    [InlineData("delete from ledger_settlement where run_id = 1", "paid")]
    [InlineData("update ledger_settlement set amount = amount + 5", "settlement")]
    [InlineData("update ledger_entry set amount = amount + 5 where kind = 'due' and for_month = '2020-07'", "posted")]
    [InlineData("update ledger_entry set for_month = '2020-06' where kind = 'due' and for_month = '2020-07'", "posted")]
    [InlineData("update ledger_run set amount = amount + 5 where run_id = 1", "run")]
    [InlineData("update ledger_entry set amount = amount + 5 where kind = 'due' and run_id = 3", "reversal")]
    public void A_row_changed_behind_the_ledgers_back_is_named(string sql, string code)
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10").Person(2, "1990-01-01");
        Settled(world, "2020-07");
        Assert.True(world.Acts.Reverse(Settled(world, "2020-08"), "nhầm", Act.By("thử")).Ok);
        Books.Agree(world);
        world.Database.Do(Act.By("test"), (connection, transaction) => connection.Execute(sql, null, transaction));
        var books = world.MonthRun.Reconcile();
        Assert.False(books.Agrees);
        var fault = books.Faults.First(f => f.Code == code);
        Assert.NotNull(fault.RunId ?? fault.PersonId);
        Assert.True(code is "run" or "settlement" || (fault.PersonId is not null && fault.Month is not null), fault.Message);
    }

    [Fact]
    public void The_row_that_is_wrong_is_named_by_its_number_and_its_run()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10")
            .Person(2, "1930-01-01").Decide(2, "2015-01-10");
        var july = Settled(world, "2020-07");
        Settled(world, "2020-08");
        var wrong = world.Ledger.Lines(july, new LineFilter(PersonId: 1), Scope.Everything, 0, 9).Items.Single().EntryId;
        world.Database.Do(Act.By("test"), (connection, transaction) =>
            connection.Execute("update ledger_entry set amount = amount + 5 where entry_id = @wrong", new { wrong }, transaction));
        var fault = world.MonthRun.Reconcile().Faults.Single(f => f.Code == "posted");
        Assert.Equal((july, 1L, SmallWorld.M("2020-07"), wrong), (fault.RunId, fault.PersonId, fault.Month, fault.EntryId));
        Assert.Contains($"(dòng số {wrong} của kỳ số {july})", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Money_due_of_which_no_row_is_there_is_said_to_have_none()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10");
        world.Run("2020-07");
        world.Database.Do(Act.By("test"), (connection, transaction) => connection.Execute("delete from ledger_entry", null, transaction));
        var fault = world.MonthRun.Reconcile().Faults.Single(f => f.Code == "posted");
        Assert.Equal((null, 1L, null), (fault.RunId, fault.PersonId, fault.EntryId));
        Assert.Contains("(không có dòng nào)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_check_says_what_a_run_of_today_would_post()
    {
        using var world = Office("2020-09-15").Person(1, "1930-01-01").Decide(1, "2015-01-10");
        world.Run("2020-08", "2020-08-31");
        Assert.Equal(default, Books.Agree(world).Next);
        world.Record(1, "death_date", "2020-07-20", "2020-07-20", "2020-09-10");
        Assert.Equal(new LineSum(1, -Standard), Books.Agree(world).Next);
    }

    private static SmallWorld Office(string today) => new(clock: new FakeClock(SmallWorld.Day(today)));

    private static long Settled(SmallWorld world, string month, string? known = null)
    {
        var run = world.Run(month, known).RunId!.Value;
        Assert.True(world.MonthRun.Settle(run, Act.By("test")).Ok);
        return run;
    }
}
