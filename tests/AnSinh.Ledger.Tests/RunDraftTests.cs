using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Ledger.Tests;

/// <summary>
/// A run is drafted by one, checked by another, approved by a third: nothing is posted before, and what is posted is what was looked at.
/// By the procedure of policy/, over both databases.
/// </summary>
public abstract class RunDraftContract
{
    private const long Standard = 270_000; // of SmallLaw in 2020
    private static readonly CaseActor Officer = Desk.Officer, Accountant = Desk.Accountant, Chair = Desk.Chair;
    private static readonly IReadOnlyDictionary<string, string> Nothing = Desk.Nothing;
    private static readonly Dictionary<string, string> Reason = new() { ["reason"] = "nhầm" };

    [Fact]
    public void A_draft_posts_nothing_and_its_approval_by_another_posts_what_was_drafted()
    {
        using var desk = Desk.Of(NewDatabase());
        var draft = desk.Draft("2020-08").DraftId!.Value;
        Assert.Empty(desk.World.Ledger.AllRuns());
        Assert.Equal((2L, 2 * Standard), (desk.FileOf(draft).Draft.Lines, desk.FileOf(draft).Draft.Amount));
        Assert.Equal(2 * Standard, desk.Queries.Lines(draft, null, Scope.Everything, 0, 10).Items.Sum(l => l.Amount));
        Assert.Equal("case.deed", desk.Refused(draft, "approve", Chair));
        desk.Does(draft, "checked", Accountant);
        desk.Does(draft, "approve", Chair);
        var run = Assert.Single(desk.World.Ledger.AllRuns());
        Assert.Equal((draft, 2L, 2 * Standard), (desk.FileOf(draft).Draft.Id, run.Lines, run.Amount));
        Assert.Equal(run.RunId, desk.FileOf(draft).Draft.RunId);
        Assert.Equal(0, desk.Queries.Lines(draft, null, Scope.Everything, 0, 10).Total);
        Assert.Equal(new Balance(2 * Standard, 0, 2 * Standard, 0, 0), desk.World.Ledger.Balance(Scope.Everything));
        Books.Agree(desk.World);
        desk.Does(draft, "pay", Accountant);
        Assert.Equal(new Balance(2 * Standard, 2 * Standard, 0, 0, 0), desk.World.Ledger.Balance(Scope.Everything));
        Assert.True(desk.FileOf(draft).Case.State.Step.IsEnd);
        Assert.Equal(["run.post", "run.settle"], desk.World.Register.Audit.Latest(50, $"run:{run.RunId}").Select(a => a.Action).Order());
        Books.Agree(desk.World);
    }

    [Fact]
    public void Nobody_approves_or_checks_what_they_drafted_nor_pays_what_they_approved()
    {
        using var desk = Desk.Of(NewDatabase());
        var all = Desk.Somebody("mot-nguoi", ProcedureRole.DistrictOfficer, ProcedureRole.Accountant, ProcedureRole.DistrictChair);
        var draft = desk.Draft("2020-08", all).DraftId!.Value;
        Assert.Equal("case.own", desk.Refused(draft, "checked", all));
        desk.Does(draft, "checked", Accountant);
        Assert.Equal("case.own", desk.Refused(draft, "approve", all));
        Assert.Equal("case.role", desk.Refused(draft, "approve", Accountant));
        desk.Does(draft, "approve", Desk.Somebody("pho", ProcedureRole.DistrictChair, ProcedureRole.Accountant));
        Assert.Equal("case.own", desk.Refused(draft, "pay", Desk.Somebody("pho", ProcedureRole.Accountant)));
        Assert.Equal("run.case", Assert.Single(desk.World.MonthRun.Settle(1, Act.By("ketoan")).Refusals).Code);
        Assert.Equal("run.case", Assert.Single(desk.World.Acts.Throw(1, "nhầm", Act.By("canbo")).Refusals).Code);
        Assert.Equal(0, desk.World.MonthRun.SettleMonth(SmallWorld.M("2020-08"), Act.By("ketoan")).Value.NewLines);
    }

    [Fact]
    public void Two_drafts_never_hold_the_same_line_and_one_given_up_lets_go()
    {
        using var desk = Desk.Of(NewDatabase());
        var first = desk.Draft("2020-08").DraftId!.Value;
        var second = desk.Drafts.Draft(SmallWorld.M("2020-08"), SmallWorld.Known("2020-09-30"), "272", Officer, Act.By("canbo"));
        Assert.Equal("draft.held", Assert.Single(second.Refusals).Code);
        Assert.Contains("số 1, kỳ 08/2020", second.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Contains(desk.Drafts.Do(first, 1, "discard", Nothing, Officer, Act.By("canbo")).Refusals, r => r.Place == "reason");
        desk.Does(first, "discard", Officer, Reason);
        Assert.Equal("case.deed", desk.Refused(first, "checked", Accountant));
        Assert.Equal(2, desk.Draft("2020-08").DraftId);
    }

    [Fact]
    public void What_was_subtracted_from_and_is_posted_otherwise_now_is_refused_with_its_lines()
    {
        using var desk = Desk.Of(NewDatabase());
        var draft = desk.Draft("2020-08").DraftId!.Value;
        desk.Does(draft, "checked", Accountant);
        desk.World.Run("2020-08", "2020-09-30");
        var refused = desk.Do(draft, "approve", Chair, Nothing);
        Assert.Equal(["draft.moved", "draft.moved-line", "draft.moved-line"], refused.Refusals.Select(r => r.Code));
        Assert.Contains("Người số 1, aid, tháng 08/2020: khi lập nháp sổ đã ghi 0 đ, nay 270.000 đ.",
            refused.Refusals[1].Message, StringComparison.Ordinal);
        Assert.Equal(2 * Standard, desk.World.Ledger.Balance(Scope.Everything).Due);
        desk.Does(draft, "refuse", Chair, Reason);
        Books.Agree(desk.World);
    }

    [Fact]
    public void Of_two_drafts_the_one_that_did_not_see_what_the_other_opened_is_drafted_anew()
    {
        using var desk = Desk.Of(NewDatabase());
        desk.World.Decide(3, "2020-09-05");
        var (august, september) = (desk.Draft("2020-08", known: "2020-08-31").DraftId!.Value, desk.Draft("2020-09").DraftId!.Value);
        desk.Does(august, "checked", Accountant);
        desk.Does(august, "approve", Chair);
        desk.Does(september, "checked", Accountant);
        Assert.Equal("draft.moved", desk.Refused(september, "approve", Chair));
        desk.Does(september, "refuse", Chair, Reason);
        var again = desk.Approved("2020-09");
        var lines = desk.World.Ledger.Lines(desk.FileOf(again).Draft.RunId!.Value, new LineFilter(), Scope.Everything, 0, 9).Items;
        Assert.Equal(LineKind.Arrears, lines.Single(l => l.ForMonth == SmallWorld.M("2020-08")).Kind);
        Books.Agree(desk.World);
    }

    [Fact]
    public void A_line_changed_since_it_was_drafted_is_noticed_and_nothing_is_posted()
    {
        using var desk = Desk.Of(NewDatabase());
        var draft = desk.Draft("2020-08").DraftId!.Value;
        desk.Does(draft, "checked", Accountant);
        desk.World.Database.Do(Act.By("kẻ gian"), (connection, transaction) => connection.Execute(
            "update run_draft_line set amount = amount * 10 where line_no = 1", transaction: transaction));
        Assert.Equal("draft.altered", desk.Refused(draft, "approve", Chair));
        Assert.Empty(desk.World.Ledger.AllRuns());
    }

    [Fact]
    public void An_approved_run_is_taken_back_in_its_case_and_a_paid_one_reversed()
    {
        using var desk = Desk.Of(NewDatabase());
        var draft = desk.Approved("2020-08");
        Assert.Equal("case.role", desk.Refused(draft, "take_back", Accountant, Reason));
        desk.Does(draft, "take_back", Chair, Reason);
        Assert.Equal("thrown", Assert.Single(desk.World.Ledger.AllRuns()).Status);
        Books.Agree(desk.World);
        var again = desk.Approved("2020-08");
        desk.Does(again, "pay", Accountant);
        desk.Does(again, "reverse", Chair, Reason);
        var reversal = desk.World.Ledger.AllRuns()[0].RunId;
        Assert.Equal("run.case", Assert.Single(desk.World.Acts.Throw(reversal, "không đảo nữa", Act.By("canbo")).Refusals).Code);
        Assert.Equal(new Balance(0, 2 * Standard, 0, 2 * Standard, 0), desk.World.Ledger.Balance(Scope.Everything));
        Books.Agree(desk.World);
    }

    [Fact]
    public void What_differs_from_the_month_before_adds_up_and_names_its_people()
    {
        using var desk = Desk.Of(NewDatabase());
        desk.World.Run("2020-07", "2020-07-31");
        desk.World.Record(1, "death_date", "2020-07-20", "2020-07-20", "2020-08-10");
        desk.World.Decide(3, "2020-08-05");
        var draft = desk.FileOf(desk.Draft("2020-08").DraftId!.Value).Draft;
        var sums = desk.Queries.Differences(draft, Scope.Everything);
        Assert.Equal(
            [(MonthDifferenceKind.Same, 1L, Standard, Standard), (MonthDifferenceKind.Started, 1L, 0L, Standard),
                (MonthDifferenceKind.Stopped, 1L, Standard, 0L)],
            sums.Select(s => (s.Kind, s.Persons, s.Before, s.Now)));
        Assert.Equal((1L, Standard, 0L), desk.Queries.Differing(draft, MonthDifferenceKind.Stopped, Scope.Everything, 0, 10).Items
            .Select(r => (r.PersonId, r.Before, r.Now)).Single());
        Assert.Empty(desk.Queries.Differing(draft, MonthDifferenceKind.Started, Scope.Of([SmallWorld.OtherCommune]), 0, 10).Items);
        Assert.Equal(draft.Amount, desk.Queries.Kinds(draft.Id, Scope.Everything) is var k
            ? k.Current.Amount + k.Arrears.Amount + k.Recovery.Amount : 0);
    }

    [Fact]
    public void What_was_recorded_since_is_told_without_what_is_protected()
    {
        using var desk = Desk.Of(NewDatabase());
        var draft = desk.FileOf(desk.Draft("2020-08").DraftId!.Value).Draft;
        Assert.Empty(desk.Queries.Changed(draft, Scope.Everything, 10, new Untold([], [])));
        desk.World.Record(2, "death_date", "2020-09-02", "2020-09-02", "2020-10-05");
        var changed = Assert.Single(desk.Queries.Changed(draft, Scope.Everything, 10, new Untold([], [])));
        Assert.Equal((2L, "death_date"), (changed.PersonId, Assert.Single(changed.Kinds)));
        Assert.Empty(desk.Queries.Changed(draft, Scope.Everything, 10, new Untold(["death_date"], [])));
    }

    /// <summary>A fresh database, or null for a file of its own.</summary>
    protected abstract Database? NewDatabase();
}

/// <summary>Over SQLite.</summary>
public class SqliteRunDraftTests : RunDraftContract
{
    /// <inheritdoc/>
    protected override Database? NewDatabase() => null;
}

/// <summary>Over PostgreSQL.</summary>
public class PostgresRunDraftTests : RunDraftContract
{
    /// <inheritdoc/>
    protected override Database? NewDatabase() => PostgresCluster.NewDatabase();
}
