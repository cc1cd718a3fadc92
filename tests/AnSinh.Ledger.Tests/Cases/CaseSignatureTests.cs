using AnSinh.Access;
using AnSinh.Access.Mandates;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store.Acts;

namespace AnSinh.Ledger.Tests.Cases;

/// <summary>A signature in a case is of somebody who had the mandate on the day it was signed.</summary>
public class CaseSignatureTests
{
    private const string Head = "CHỦ TỊCH Đỗ Minh Tuấn";

    [Theory]
    [InlineData("Đỗ Minh Tuấn")]
    [InlineData(Head)]
    public void The_head_signs_and_the_book_and_the_decision_keep_the_words_over_the_name(string told)
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        var done = office.Do(id, SmallOffice.Leader, "grant", ("number", "12/QĐ-UBND"), ("signer", told));
        Assert.Equal(Head, done.Entries[^1].Values.Text("signer"));
        Assert.Equal(Head, office.Applications.DecisionOrNull(done)!.Signer);
    }

    [Fact]
    public void Who_has_no_mandate_is_refused_with_who_may_and_nothing_is_written()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        var refused = Assert.Single(Sign(office, id, "Ai Đó").Refusals);
        Assert.Equal(("mandate.none", "signer"), (refused.Code, refused.Place));
        Assert.Contains(Head, refused.Message);
        Assert.Contains("14/09/2020", refused.Message);
        Assert.Contains(Head, refused.In("en"));
        Assert.Equal("sign", office.Books.FindOrNull(id)!.State.Step.Id);
        Assert.Empty(office.World.Decisions.OfPerson(1));
    }

    [Theory]
    [InlineData("2020-09-15", "2020-09-14", "mandate.none")]
    [InlineData("2020-09-15", "2020-09-15", null)]
    [InlineData("2020-09-15", "2020-09-16", null)]
    public void A_mandate_counts_on_the_day_it_was_signed_not_on_the_day_it_is_recorded(string from, string signedOn, string? refused)
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        office.Mandate("Lê Thị Phó", "deputy", from, title: "Phó Chủ tịch");
        office.On("2020-09-17");
        var outcome = Sign(office, id, "Lê Thị Phó", signedOn);
        Assert.Equal(refused, outcome.Ok ? null : outcome.Refusals[0].Code);
        Assert.True(!outcome.Ok || outcome.Value.Entries[^1].Values.Text("signer") == "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH Lê Thị Phó");
    }

    [Fact]
    public void A_mandate_handed_on_ends_with_the_post_of_who_gave_it()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        office.Mandate("Cấn Văn Trưởng", "mandate", "2020-09-01", "2020-12-31", "Trưởng phòng", "Đỗ Minh Tuấn", matter: "aid_monthly");
        var head = office.Books.Mandates.All().Single(m => m.Row.Authority == "head").RowId;
        Assert.Equal(2, May(office, "2020-09-14").Count);
        Assert.True(office.Books.Mandates.End(head, SmallWorld.Day("2020-09-13"), Act.By("quantri")).Ok);
        Assert.Empty(May(office, "2020-09-14"));
        Assert.Equal(2, May(office, "2020-09-13").Count);
        Assert.Equal("mandate.none", Sign(office, id, "Cấn Văn Trưởng").Refusals[0].Code);
    }

    [Fact]
    public void Who_prepared_does_not_sign_although_they_have_a_mandate()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        Assert.True(new Accounts(office.World.Database).Add("minh", "Bùi Minh", "mật khẩu của minh", Act.By("quantri")));
        office.Mandate("Bùi Minh", "deputy", "2020-01-01", title: "Phó Chủ tịch", login: "minh");
        Assert.Equal("mandate.own-work", Sign(office, id, "Bùi Minh").Refusals[0].Code);
        Assert.True(Sign(office, id, "Đỗ Minh Tuấn").Ok);
    }

    [Fact]
    public void Who_may_sign_in_two_ways_says_in_which()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        office.Mandate("Lê Thị Phó", "deputy", "2020-01-01", title: "Phó Chủ tịch");
        office.Mandate("Lê Thị Phó", "deputy", "2020-01-01", title: "Phó Chủ tịch Thường trực", matter: "aid_monthly");
        var refused = Assert.Single(Sign(office, id, "Lê Thị Phó").Refusals);
        Assert.Equal("mandate.several", refused.Code);
        Assert.Contains("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH THƯỜNG TRỰC Lê Thị Phó", refused.Message);
        Assert.True(Sign(office, id, "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH THƯỜNG TRỰC Lê Thị Phó").Ok);
    }

    [Fact]
    public void A_mandate_of_another_body_or_matter_is_none_here()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        Assert.True(office.TryMandate("Chủ Tịch Xã", "head", "2020-01-01", unit: SmallWorld.Commune).Ok);
        Assert.Equal("mandate.none", Sign(office, id, "Chủ Tịch Xã").Refusals[0].Code);
        Assert.Equal("mandate.matter", office.TryMandate("Phó", "deputy", "2020-01-01", title: "Phó", matter: "khác").Refusals[0].Code);
    }

    [Fact]
    public void All_that_is_wrong_with_a_decision_is_told_at_once()
    {
        using var office = new SmallOffice();
        office.World.Person(4, "1999-01-01").Load();
        var id = office.ToSignature(2);
        Assert.Equal(["mandate.none", "application.despite"], Sign(office, id, "Ai Đó").Refusals.Select(r => r.Code));
    }

    [Fact]
    public void What_is_asked_offers_who_may_sign()
    {
        using var office = new SmallOffice();
        var id = office.ToSignature();
        var field = Field();
        Assert.Equal([Head], field.Choices.Select(c => c.Id));
        office.Mandate("Lê Thị Phó", "deputy", "2020-09-14", title: "Phó Chủ tịch");
        Assert.Equal([Head, "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH Lê Thị Phó"], Field().Choices.Select(c => c.Id));

        Basics.Forms.FormField Field() => office.Books.Choices(office.Books.FindOrNull(id)!, SmallOffice.Leader)
            .Single(c => c.Deed.Id == "grant").Deed.Form.Fields.Single(f => f.Name == DeedSignature.Field);
    }

    private static Outcome<CaseView> Sign(SmallOffice office, long id, string signer, string? on = null) =>
        office.Try(id, SmallOffice.Leader, "grant", null,
            [("number", "12/QĐ-UBND"), ("signer", signer), .. on is null ? ((string, string)[])[] : [("on", on)]]);

    private static IReadOnlyList<Signer> May(SmallOffice office, string day) =>
        office.Books.Mandates.Of("272", "aid_monthly", new DateInterval(SmallWorld.Day(day), SmallWorld.Day(day)));
}
