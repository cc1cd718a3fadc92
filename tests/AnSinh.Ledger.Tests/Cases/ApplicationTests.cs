using AnSinh.Basics;
using AnSinh.Casework.Cases;

namespace AnSinh.Ledger.Tests.Cases;

/// <summary>What an application makes at its end: a decision, and money from the month the law says.</summary>
public sealed class ApplicationTests
{
    [Fact]
    public void What_is_granted_is_a_decision_the_book_names_and_the_next_month_run_pays_it()
    {
        using var office = new SmallOffice();
        Assert.Equal(0, office.World.Run("2020-08").NewLines);
        var id = office.ToSignature();
        var signed = office.On("2020-09-15").Do(id, SmallOffice.Leader, "grant", SmallOffice.Paper);
        var decision = office.World.Decisions.OfPerson(1).Single();
        Assert.Equal(signed.Entries[^1].DecisionId, decision.DecisionId);
        Assert.Equal(("12/QĐ-UBND", SmallWorld.Day("2020-09-15"), "CHỦ TỊCH Đỗ Minh Tuấn", (Month?)null),
            (decision.Number, decision.SignedOn, decision.Signer, decision.Start));
        office.On("2020-09-30");
        var run = office.World.Run("2020-09");
        // The route of the old starts with the condition, the paper names no first month: all months since are owed.
        Assert.Contains(office.World.Lines(run), l => l is { PersonId: 1, Amount: 270_000 } && l.ForMonth == SmallWorld.M("2020-09"));
        Assert.All(office.World.Lines(run), l => Assert.Equal(1, l.PersonId));
    }

    [Fact]
    public void The_first_month_a_paper_names_is_the_first_paid()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        office.On("2020-09-15").Do(id, SmallOffice.Leader, "grant", [.. SmallOffice.Paper, ("start_month", "09/2020")]);
        office.On("2020-09-30");
        var run = office.World.Run("2020-09");
        Assert.Equal([("2020-09", 270_000L)], office.World.Lines(run).Select(l => (l.ForMonth.ToString(), l.Amount)));
    }

    [Fact]
    public void Who_grants_what_the_law_is_not_found_to_give_says_why_and_otherwise_nothing_is_written()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature(2);
        var refused = office.Try(id, SmallOffice.Leader, "grant", null, SmallOffice.Paper);
        Assert.Equal([("application.despite", "despite")], refused.Refusals.Select(r => (r.Code, r.Place)));
        Assert.Empty(office.World.Decisions.OfPerson(2));
        Assert.Equal("sign", office.Books.FindOrNull(id)!.State.Step.Id);
        office.Do(id, SmallOffice.Leader, "grant", [.. SmallOffice.Paper, ("despite", "Biên bản xác minh số 3")]);
        Assert.Single(office.World.Decisions.OfPerson(2));
    }

    [Fact]
    public void Who_draws_it_already_asks_for_nothing_new()
    {
        using var office = new SmallOffice();
        office.World.Decide(1, "2020-08-01");
        Assert.Equal("application.decided", office.TryOpen(SmallOffice.Lan).Refusals[0].Code);
    }

    [Fact]
    public void A_decision_recorded_meanwhile_by_hand_is_not_made_a_second_time()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        office.World.Decide(1, "2020-09-10");
        Assert.Equal("application.decided",
            office.On("2020-09-15").Try(id, SmallOffice.Leader, "grant", null, SmallOffice.Paper).Refusals[0].Code);
        Assert.Single(office.World.Decisions.OfPerson(1));
    }

    [Fact]
    public void Ways_to_ask_are_those_of_the_law_of_the_day()
    {
        using var office = new SmallOffice();
        Assert.Equal([("aid_request", false), ("aid_quiet", true)],
            office.Applications.Ways(SmallWorld.Day("2020-09-01"), "aid").Select(w => (w.Form.Form.Id, w.Form.Sensitive)));
        Assert.Empty(office.Applications.Ways(SmallWorld.Day("2019-09-01")));
        Assert.Empty(office.Applications.Ways(SmallWorld.Day("2020-09-01"), "grant"));
    }

    [Fact]
    public void A_protected_case_is_there_for_who_opened_the_file_of_the_person_and_for_nobody_else()
    {
        using var office = new SmallOffice();
        var knows = SmallOffice.Lan with { Opens = person => person == 1 };
        Assert.Equal("case.purpose", office.TryOpen(SmallOffice.Lan, 1, "aid_quiet").Refusals[0].Code);
        Assert.Equal("case.purpose", office.TryOpen(knows, 2, "aid_quiet").Refusals[0].Code);
        var id = office.TryOpen(knows, 1, "aid_quiet").Value;
        Assert.Null(office.Applications.FindOrNull(id, SmallOffice.Lan));
        Assert.Equal("case.unknown", office.Try(id, SmallOffice.Lan, "post").Refusals[0].Code);
        Assert.Empty(office.Books.Page(CaseFilter.Open, SmallOffice.Lan, 0, 10));
        Assert.Empty(office.Applications.OfPersons([1], SmallOffice.Lan));
        Assert.Single(office.Books.Page(CaseFilter.Mine, knows, 0, 10));
        Assert.True(office.Try(id, knows, "post").Ok);
    }

    [Fact]
    public void Who_may_ask_in_is_told_the_forms_of_today_and_nobody_else_any()
    {
        using var office = new SmallOffice();
        Assert.Equal(["aid_request"], office.Applications.Ways(SmallOffice.Lan, 1).Select(w => w.Form.Form.Id));
        Assert.Equal(["aid_request", "aid_quiet"],
            office.Applications.Ways(SmallOffice.Lan with { Opens = _ => true }, 1).Select(w => w.Form.Form.Id));
        Assert.Empty(office.Applications.Ways(SmallOffice.Chair, 1));
        Assert.Equal("case.form", office.TryOpen(SmallOffice.Lan, 1, "aid_nothing").Refusals[0].Code);
    }
}
