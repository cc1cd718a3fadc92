using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Intake.Duplicates;
using AnSinh.Store.Acts;

namespace AnSinh.Ledger.Tests.Cases;

/// <summary>Cases in a world that changes under them: files merged, people who died, a law that no longer knows their procedure.</summary>
public sealed class CaseTroubleTests
{
    [Fact]
    public void A_case_of_a_file_merged_into_another_is_a_case_of_the_other()
    {
        using var office = new SmallOffice();
        var id = office.Open(2);
        Merge(office, 1, 2);
        Assert.Equal(1, office.Books.FindOrNull(id)!.File.SubjectId);
        Assert.Equal([id], office.Books.OfPersons([1]).Select(l => l.File.CaseId));
        Assert.Equal("case.open-already", Code(office.TryOpen(SmallOffice.Lan)));
    }

    [Fact]
    public void What_is_granted_to_a_merged_file_is_asked_of_and_written_for_the_one_it_was_merged_into()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature(2);
        Merge(office, 1, 2);
        // The kept file is entitled, the other was not.
        office.Do(id, SmallOffice.Leader, "grant", SmallOffice.Paper);
        Assert.Equal([1L], office.World.Decisions.OfPerson(1).Select(d => d.PersonId));
    }

    [Fact]
    public void Nobody_is_granted_under_a_merged_file_what_they_draw_already()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature(2);
        office.World.Decide(1, "2020-09-10");
        Merge(office, 1, 2);
        Assert.Equal("application.decided",
            Code(office.On("2020-09-15").Try(id, SmallOffice.Leader, "grant", null, [.. SmallOffice.Paper, ("despite", "xác minh")])));
    }

    [Fact]
    public void A_law_without_the_procedure_of_an_open_case_neither_stops_the_office_nor_lets_the_case_go_on_unread()
    {
        using var office = new SmallOffice();
        var id = office.Open();
        office.Do(id, SmallOffice.Lan, "post");
        var other = SmallOffice.Procedure.Replace("post,", "hang,", StringComparison.Ordinal)
            .Replace("not_by: post", "not_by: hang", StringComparison.Ordinal);
        var books = new CaseBooks(office.World.Register, SmallOffice.LawWith(SmallOffice.Holidays, other));
        Assert.Equal(0, books.Refresh());
        Assert.Null(books.FindOrNull(id));
        var refused = books.Do(new(id, 2, "end_posting", new Dictionary<string, string>()), SmallOffice.Lan, Act.By("lan"));
        Assert.Equal("case.law", Code(refused));
        var elsewhere = books.Do(new(id, 2, "end_posting", new Dictionary<string, string>()), SmallOffice.Elsewhere, Act.By("xa"));
        Assert.Equal("case.unknown", Code(elsewhere));
        Assert.Single(books.All(CaseFilter.Open));
    }

    [Fact]
    public void A_law_that_lost_the_form_of_a_case_is_as_one_that_lost_its_procedure()
    {
        using var office = new SmallOffice();
        var id = office.Open();
        var other = SmallOffice.Procedure.Replace("        - {form: aid_request, programme: aid}\n", "", StringComparison.Ordinal);
        Assert.NotEqual(SmallOffice.Procedure, other);
        Assert.Null(new CaseBooks(office.World.Register, SmallOffice.LawWith(SmallOffice.Holidays, other)).FindOrNull(id));
    }

    [Fact]
    public void A_case_that_exists_elsewhere_or_is_protected_is_not_named_to_who_does_not_see_it()
    {
        using var office = new SmallOffice();
        Assert.Equal("case.purpose", Code(office.TryOpen(SmallOffice.Lan, 1, "aid_quiet")));
        var hidden = office.TryOpen(SmallOffice.Lan with { Opens = _ => true }, 1, "aid_quiet").Value;
        var refused = office.TryOpen(SmallOffice.Lan);
        Assert.Equal("case.open-already", Code(refused));
        Assert.DoesNotContain($"số {hidden}", refused.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start_month", "12/9999")]
    [InlineData("start_month", "01/1850")]
    public void A_month_no_month_of_the_house_is_refused_in_words(string field, string month)
    {
        using var office = new SmallOffice();
        var id = office.ToSignature(1);
        Assert.Equal("form.month", Code(office.Try(id, SmallOffice.Leader, "grant", null, [.. SmallOffice.Paper, (field, month)])));
    }

    [Fact]
    public void A_paper_whose_number_nobody_can_read_is_refused()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature(1);
        Assert.Equal("form.text", Code(office.Try(id, SmallOffice.Leader, "grant", null, ("number", "\u200b"), ("signer", "Tuấn"))));
    }

    [Fact]
    public void From_a_detour_whose_first_deed_leads_off_the_way_only_what_lies_behind_a_way_back_is_told_as_still_to_come()
    {
        const string Back = "- {id: supplemented,";
        const string First = "- {id: give_up, label: {vi: Khép}, by: commune_officer, to: withdrawn}\n          ";
        var other = SmallOffice.Procedure.Replace(Back, First + Back, StringComparison.Ordinal)
            .Replace("by: commune_officer, to: review}", "by: commune_officer, to: forward}", StringComparison.Ordinal);
        using var office = new SmallOffice(law: SmallOffice.LawWith(SmallOffice.Holidays, other));
        var view = office.Do(office.Open(), SmallOffice.Lan, "supplement", ("missing", "giấy"));
        Assert.Equal(["forward", "appraise", "sign"],
            CaseFlow.Ahead(view.Version, view.State.Visits[^1], office.World.Policy.WorkDays).Select(a => a.Step.Id));
    }

    private static void Merge(SmallOffice office, long kept, long gone)
    {
        var plan = MergePlan.Of(office.World.Register, kept, gone, MergeChoice.Kept, "đối chiếu hồ sơ giấy");
        Assert.True(plan.Ok, string.Join("; ", plan.Refusals));
        Assert.True(office.World.Register.Apply(plan.Value, Act.By("thử")).Ok);
    }

    private static string? Code<T>(Outcome<T> outcome) => outcome.Ok ? null : outcome.Refusals[0].Code;
}
