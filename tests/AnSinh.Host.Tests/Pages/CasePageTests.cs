using System.Net;
using AnSinh.Intake.Lists.Reading;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Pages;

/// <summary>The pages of cases: from the list of the missed to the decision, by the roles of an office.</summary>
public class CasePageTests(CaseSite site) : IClassFixture<CaseSite>
{
    [Fact]
    public async Task From_the_list_of_the_missed_the_officer_who_receives_goes_to_the_deed_and_others_look_on()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var leader = await site.SignedIn("lanhdao");
        const string Missed = "/che-do/social_assistance?ds=bi-sot&thang=2021-08";
        Assert.NotNull((await officer.Page(Missed)).QuerySelector("a[href*='/ho-so/moi?nguoi=4']"));
        Assert.Null((await leader.Page(Missed)).QuerySelector("a[href*='/ho-so/moi']"));
    }

    [Fact]
    public async Task A_request_that_lacks_something_is_shown_again_with_what_was_typed_and_each_fault_beside_its_field()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var answer = await officer.Submit(
            CaseSite.Open1d, "/ho-so/moi", ("phone", "0912 345"), ("submitted_by", "person"), ("on", "31/02/2021"));
        var page = await officer.Page(Refused(answer));
        Assert.Empty(site.Office.Books.OfPersons([4]));
        Assert.Equal("0912 345", page.QuerySelector("#o-phone")!.GetAttribute("value"));
        Assert.Equal("31/02/2021", page.QuerySelector("#o-on")!.GetAttribute("value"));
        Assert.Equal("true", page.QuerySelector("#o-on")!.GetAttribute("aria-invalid"));
        Assert.NotNull(page.QuerySelector("#o-submitted_by-person[checked]"));
        Assert.Equal(["o-channel", "o-on"], page.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")!.Split('#')[1]).Order());
        Assert.Equal(2, page.QuerySelectorAll(".oops").Length);
    }

    [Fact]
    public async Task A_case_shows_its_deadline_its_steps_and_only_the_deeds_of_who_looks()
    {
        using var officer = await site.SignedIn("xuandinh");
        var at = await CaseSite.Receive(officer, 7);
        var mine = await officer.Page(at);
        // Monday 2 August 2021 and seven working days.
        Assert.Contains("thứ Tư 11/08/2021", mine.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([at + "/post", at + "/supplement", at + "/withdraw"],
            mine.QuerySelectorAll("form[id^=viec-]").Select(f => f.GetAttribute("action")).Order(StringComparer.Ordinal));
        using var chair = await site.SignedIn("chutich");
        var looking = await chair.Page(at);
        Assert.Empty(looking.QuerySelectorAll("form[id^=viec-]"));
        Assert.Contains("Bước này là việc của cán bộ xã", looking.QuerySelector("#buoc")!.TextContent, StringComparison.Ordinal);
        var token = looking.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var refused = await chair.PostOnce(at + "/post",
            new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token, ["khoa"] = "cua-chu-tich", ["so-muc"] = "1", ["result"] = "propose",
                ["posted_at"] = "trụ sở",
            });
        Assert.Contains("là việc của cán bộ xã",
            (await chair.Page(Refused(refused))).QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_of_another_commune_is_not_told_that_a_case_exists()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var elsewhere = await site.SignedIn("vanha");
        var at = await CaseSite.Receive(officer, SmallDistrict.NoBirth);
        using var answer = await elsewhere.Get(at);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Không Ngày", await elsewhere.Text("/ho-so?loc=dang-lam"), StringComparison.Ordinal);
        Assert.Contains("Không Ngày", await officer.Text("/ho-so?loc=dang-lam"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_whose_form_tells_a_protected_fact_is_seen_by_nobody_who_stated_no_purpose()
    {
        using var officer = await site.SignedIn("xuandinh");
        Assert.DoesNotContain("social_assistance_1b", await officer.Text("/ho-so/moi?nguoi=8"), StringComparison.Ordinal);
        using (var opened = await officer.Submit("/nguoi/8", "/nguoi/8/duoc-bao-ve", ("muc-dich", "nhận hồ sơ trợ giúp của cháu")))
        {
            Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        }

        var at = await CaseSite.Receive(officer, 8, "social_assistance_1b");
        Assert.Contains("Kiều Thị Hòa", await officer.Text("/ho-so"), StringComparison.Ordinal);
        using var district = await site.SignedIn("canbo");
        using var answer = await district.Get(at);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Kiều Thị Hòa", await district.Text("/ho-so?loc=dang-lam"), StringComparison.Ordinal);
        Assert.DoesNotContain(at, await district.Text("/nguoi/8"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chair_whose_step_a_protected_case_has_states_a_purpose_for_that_person_and_for_no_other()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var chair = await site.SignedIn("chutich");
        await Opened(officer, SmallDistrict.Tinh, HttpStatusCode.Redirect);
        await Opened(chair, SmallDistrict.Tinh, null);
        string at;
        using (var received = await officer.Submit("/ho-so/moi?nguoi=2&mau=social_assistance_1b", "/ho-so/moi", ("channel", "direct"),
            ("submitted_by", "person"), ("on", "26/07/2021")))
        {
            at = received.Headers.Location!.ToString();
        }

        using (var hidden = await chair.Get(at))
        {
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        using (await officer.Submit(at, at + "/post", ("result", "propose"), ("posted_at", "trụ sở, không có điều được bảo vệ"),
            ("on", "27/07/2021")))
        {
        }

        using (await officer.Submit(at, at + "/end_posting"))
        {
        }

        Assert.Contains("1 hồ sơ được bảo vệ đang chờ bạn", await chair.Text("/ho-so"), StringComparison.Ordinal);
        await Opened(chair, SmallDistrict.Tinh, HttpStatusCode.Redirect);
        Assert.Contains(at, (await chair.Page("/ho-so")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        using (await chair.Submit(at, at + "/send", ("number", "9/UBND")))
        {
        }

        Assert.Equal("appraise", site.Office.Books.OfPersons([SmallDistrict.Tinh])[^1].Step);
        await Opened(chair, SmallDistrict.Mao, null);
    }

    // Null where there is no form to state a purpose in.
    private static async Task Opened(Browser browser, long person, HttpStatusCode? status)
    {
        var (page, action) = ($"/nguoi/{person}", $"/nguoi/{person}/duoc-bao-ve");
        if (status is null)
        {
            Assert.Null((await browser.Page(page)).QuerySelector($"form[action='{action}']"));
            return;
        }

        using var answer = await browser.Submit(page, action, ("muc-dich", "giải quyết hồ sơ trợ giúp"));
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task The_list_leaves_for_Excel_with_who_must_act_and_the_day_it_is_due()
    {
        using var officer = await site.SignedIn("xuandinh");
        await CaseSite.Receive(officer, SmallDistrict.Script);
        using var answer = await officer.Get("/ho-so?loc=dang-lam&tai=xlsx");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var sheet = ListFile.Read("tai.xlsx", bytes).Value.Sheets[0];
        var row = sheet.Rows.Single(r => r.Any(c => c.Text.Contains("alert('x')", StringComparison.Ordinal)));
        Assert.Contains("cán bộ xã", row.Select(c => c.Text));
        Assert.Equal("2021-08-11", row[^1].Text);
    }

    [Fact]
    public async Task What_was_typed_into_a_form_is_seen_again_by_nobody_else()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var answer = await officer.Submit("/ho-so/moi?nguoi=2&mau=social_assistance_1d", "/ho-so/moi", ("phone", "0912 777"));
        var at = Refused(answer);
        Assert.Contains("0912 777", (await officer.Page(at)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        using var other = await site.Enter("vanha");
        using var looked = await other.Get(at);
        Assert.DoesNotContain("0912 777", await Browser.Body(looked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ran_out_is_found_again_with_all_that_was_typed_after_signing_in()
    {
        using var officer = await site.Enter("xuandinh");
        var form = (await officer.Page(CaseSite.Open1d)).QuerySelector("#to-khai")!;
        var typed = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        typed["phone"] = "0912 888";
        using (await officer.Submit("/ho-so", "/dang-xuat"))
        {
        }

        using var sent = await officer.PostOnce("/ho-so/moi", typed);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var door = sent.Headers.Location!.IsAbsoluteUri ? sent.Headers.Location.PathAndQuery : sent.Headers.Location.ToString();
        Assert.StartsWith("/dang-nhap?", door, StringComparison.Ordinal);
        using var entered = await officer.Submit(door, "/dang-nhap", ("login", "xuandinh"), ("password", DemoAccounts.Password));
        var page = await officer.Page(entered.Headers.Location!.ToString());
        Assert.Equal("0912 888", page.QuerySelector("#o-phone")!.GetAttribute("value"));
        Assert.Contains("Phiên làm việc đã hết", page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
    }

    // Refused, a form is led to its page, which has an address of its own: Back leads there.
    private static string Refused(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var at = answer.Headers.Location!.ToString();
        Assert.Contains("nhap=", at, StringComparison.Ordinal);
        return at;
    }
}
