using System.Net;

namespace AnSinh.Host.Tests.Pages;

/// <summary>What comes to the pages of cases from hands that err or mean harm.</summary>
public class CaseInputTests(CaseSite site) : IClassFixture<CaseSite>
{
    [Fact]
    public async Task A_protected_form_is_not_received_from_who_stated_no_purpose()
    {
        using var officer = await site.SignedIn("xuandinh");
        var form = await Fields(officer, CaseSite.Open1d, "#to-khai");
        form["nguoi"] = "3";
        form["mau"] = "social_assistance_1b";
        form["channel"] = "direct";
        form["submitted_by"] = "person";
        using var answer = await officer.PostOnce("/ho-so/moi", form);
        Assert.Empty(site.Office.Books.OfPersons([3]));
        Assert.Contains("điều được bảo vệ", await Refused(officer, answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_key_is_answered_in_words()
    {
        using var officer = await site.SignedIn("xuandinh");
        var form = await Fields(officer, CaseSite.Open1d, "#to-khai");
        form["khoa"] = "";
        using var none = await officer.PostOnce("/ho-so/moi", form);
        Assert.Contains("khóa riêng", await Refused(officer, none), StringComparison.Ordinal);
        form["khoa"] = new string('k', 9000);
        using var long_ = await officer.PostOnce("/ho-so/moi", form);
        Assert.Contains("khóa riêng", await Refused(officer, long_), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ho-so\t/x")]
    [InlineData("/ho-so/\u1ebf")]
    [InlineData("/ho-so\r\nSet-Cookie: a=b")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    public async Task The_page_a_form_says_it_stands_on_leads_nowhere_else_and_breaks_nothing(string page)
    {
        using var officer = await site.SignedIn("xuandinh");
        var form = await Fields(officer, CaseSite.Open1d, "#to-khai");
        form["ai"] = page;
        using var answer = await officer.PostOnce("/ho-so/moi", form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("/ho-so/moi?", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1", "post")]
    [InlineData("99999999999999999999", "post")]
    [InlineData("", "post")]
    [InlineData("1", "\u1ebf")]
    [InlineData("1", "open")]
    [InlineData("1", "%00")]
    [InlineData("1", "a%2Fb")]
    public async Task Whatever_is_asked_of_a_case_is_answered_without_an_error(string seen, string deed)
    {
        using var officer = await site.SignedIn("xuandinh");
        var at = await Case(officer, 2);
        var form = await Fields(officer, at, "#viec-post");
        form["so-muc"] = seen;
        form["result"] = "propose";
        form["posted_at"] = "trụ sở";
        using var answer = await officer.PostOnce($"{at}/{deed}", form);
        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}");
        Assert.Equal(1, site.Office.Books.OfPersons([2]).Single().Entries);
    }

    [Fact]
    public async Task Another_deed_from_a_page_gone_back_to_is_not_answered_as_if_it_were_the_first()
    {
        using var officer = await site.SignedIn("xuandinh");
        var at = await CaseSite.Receive(officer, 7);
        var page = await officer.Page(at);
        var (post, withdraw) = (Hidden(page.QuerySelector("#viec-post")!), Hidden(page.QuerySelector("#viec-withdraw")!));
        post["result"] = "propose";
        post["posted_at"] = "trụ sở";
        using (await officer.PostOnce(at + "/post", post))
        {
        }

        withdraw["cause"] = "asked";
        using var second = await officer.PostOnce(at + "/withdraw", withdraw);
        Assert.Contains("Xem lại rồi làm tiếp", await Refused(officer, second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_of_what_is_wrong_leads_to_something_on_the_page()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var answer = await officer.Submit(CaseSite.Open1d, "/ho-so/moi", ("on", "31/02/2021"));
        var page = await officer.Page(answer.Headers.Location!.OriginalString);
        var links = page.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")!.Split('#')[1]).ToList();
        Assert.Contains("o-channel", links);
        Assert.All(links, id => Assert.True(page.GetElementById(id) is not null, id));
    }

    [Fact]
    public async Task A_broken_form_without_a_session_is_a_sentence()
    {
        using var stranger = site.Stranger();
        using var body = new ByteArrayContent("--x\r\nbroken"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=y");
        using var answer = await stranger.Send("/ho-so/moi", body);
        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}");
        using var wrong = new FormUrlEncodedContent(new Dictionary<string, string> { ["ai"] = "bịa", ["khoa"] = "k" });
        using var made = await stranger.Send("/ho-so/moi", wrong);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
    }

    private async Task<string> Case(Browser officer, long person) =>
        site.Office.Books.OfPersons([person]) is [var open, ..] ? $"/ho-so/{open.File.CaseId}" : await CaseSite.Receive(officer, person);

    private static async Task<Dictionary<string, string>> Fields(Browser browser, string page, string form) =>
        Hidden((await browser.Page(page)).QuerySelector(form)!);

    private static Dictionary<string, string> Hidden(AngleSharp.Dom.IElement form) =>
        form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);

    // What a refusal says: on its page, or on the one a form is led to.
    private static async Task<string> Refused(Browser browser, HttpResponseMessage answer)
    {
        if (answer.StatusCode != HttpStatusCode.SeeOther)
        {
            return Browser.Plain((await Browser.Read(answer)).QuerySelector("main"));
        }

        return (await browser.Page(answer.Headers.Location!.OriginalString)).QuerySelector(".errors")?.TextContent ?? "(no word)";
    }
}
