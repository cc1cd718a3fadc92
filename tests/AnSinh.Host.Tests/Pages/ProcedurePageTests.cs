using AngleSharp.Dom;
using AnSinh.Store.Acts;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Procedures and forms as people read them: nothing that is doubted, missing or that ends a case is left out.</summary>
public class ProcedurePageTests(CaseSite site) : IClassFixture<CaseSite>
{
    private const string Page = "/bo-luat/thu-tuc/social_assistance_monthly";

    private Procedure Monthly => site.Office.Policy.ProcedureOrNull("social_assistance_monthly")!;

    [Fact]
    public async Task Days_for_which_no_version_is_known_are_said_on_every_version_and_on_such_a_day_nothing_is_counted()
    {
        using var officer = await site.SignedIn("xuandinh");
        foreach (var version in Monthly.Versions)
        {
            var text = Text(await officer.Page($"{Page}?ban={version.Id}"), "#khoang-trong");
            Assert.Contains("trước 08/10/2018", text, StringComparison.Ordinal);
            Assert.Contains("chưa có quy định cho ngày nhận từ 01/03/2025 đến 30/06/2025", text, StringComparison.Ordinal);
            Assert.Contains("từ 02/03/2027 trở đi", text, StringComparison.Ordinal);
        }

        var gap = await officer.Page(Page + "?nhan=2025-04-15");
        Assert.Contains("Chưa có quy định cho ngày 15/04/2025", Text(gap, "#khong-co-ban"), StringComparison.Ordinal);
        Assert.Contains("chưa có quy định cho ngày 15/04/2025", Text(gap, "#tinh-ngay"), StringComparison.Ordinal);
        Assert.Null(gap.QuerySelector("#han"));
    }

    [Fact]
    public async Task Each_version_shows_every_step_every_deed_and_every_end_it_has_and_each_leads_to_a_step_of_the_page()
    {
        using var officer = await site.SignedIn("xuandinh");
        foreach (var version in Monthly.Versions)
        {
            var page = await officer.Page($"{Page}?ban={version.Id}");
            Assert.Equal(version.Steps.Where(s => s.IsEnd).Select(s => "buoc-" + s.Id),
                page.QuerySelectorAll("#ket-thuc li").Select(e => e.Id));
            Assert.Equal(version.Steps.Where(s => !s.IsEnd).Select(s => "buoc-" + s.Id).Order(StringComparer.Ordinal),
                page.QuerySelectorAll(".law-path > li[id^=buoc-]").Select(e => e.Id!).Order(StringComparer.Ordinal));
            Assert.Equal(version.Deeds.Count(), page.QuerySelectorAll(".deed").Length);
            Assert.All(page.QuerySelectorAll(".deed > a[href*='#buoc-']"),
                a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")!.Split('#')[1])));
        }
    }

    [Fact]
    public async Task A_doubtful_version_and_each_doubtful_term_carry_their_mark_and_the_note_says_what_is_doubted()
    {
        using var officer = await site.SignedIn("xuandinh");
        foreach (var version in Monthly.Versions)
        {
            var page = await officer.Page($"{Page}?ban={version.Id}");
            Assert.Equal(version.Doubtful, Text(page, "#nghi-ngo").Contains("Bản này chưa chắc chắn", StringComparison.Ordinal));
            Assert.Contains(version.Note!, Text(page, "#nghi-ngo"), StringComparison.Ordinal);
            foreach (var step in version.Steps.Where(s => version.TermOf(s) is not null))
            {
                var term = version.TermOf(step)!;
                var facts = Text(page, $"#buoc-{step.Id} dl.facts");
                Assert.Contains($"{term.Days} ngày làm việc", facts, StringComparison.Ordinal);
                Assert.Equal(term.Doubtful, facts.Contains("Chưa chắc chắn", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Who_may_not_do_a_deed_and_when_it_is_done_at_the_earliest_are_said()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page(Page + "?ban=nd20");
        Assert.Contains("Không phải người đã làm “Trình Chủ tịch UBND cấp huyện”", Text(page, "#buoc-sign"), StringComparison.Ordinal);
        Assert.Contains("Sớm nhất khi đủ 2 ngày làm việc", Text(page, "#buoc-posting"), StringComparison.Ordinal);
        Assert.Contains("chung với bước “Xã niêm yết”", Text(page, "#buoc-review"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_day_of_each_step_is_the_one_a_case_received_that_day_promises()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page(Page + "?nhan=2021-08-02");
        string[] counted = [.. page.QuerySelectorAll("#han li > span").Select(Browser.Plain)];

        // Seven working days from Monday 2 August, shared by review and posting; then three, seven and three.
        Assert.Equal(["11/08/2021", "11/08/2021", "16/08/2021", "25/08/2021", "30/08/2021"], counted);
        Assert.Equal("20 ngày làm việc", Text(page, "#tong"));
        var received = await officer.Page(await CaseSite.Receive(officer, 7));
        Assert.Contains(counted[^1], Text(received, "dl.tiles"), StringComparison.Ordinal);
        Assert.EndsWith("/thu-tuc/social_assistance_monthly?ban=nd20",
            received.QuerySelector("#cac-buoc footer a.cite")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_whose_holidays_are_not_certain_is_named_and_marked_at_each_step_it_touches()
    {
        using var officer = await site.SignedIn("xuandinh");
        var certain = await officer.Page(Page + "?nhan=2021-08-02");
        Assert.DoesNotContain("lịch nghỉ chưa chắc", Text(certain, "#tinh-ngay"), StringComparison.Ordinal);
        var page = await officer.Page(Page + "?nhan=2026-12-21");
        Assert.Contains("năm 2027", Text(page, "#tinh-ngay .note"), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("#han li"),
            step => Assert.Contains("lịch nghỉ chưa chắc", Browser.Plain(step), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_of_another_version_is_not_counted_by_the_one_shown_but_led_to_its_own()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page(Page + "?ban=nd20&nhan=2020-05-04");
        Assert.Null(page.QuerySelector("#han"));
        var own = await officer.Page(page.QuerySelector("#tinh-ngay .note a")!.GetAttribute("href")!);
        Assert.NotNull(own.QuerySelector("#han"));
    }

    [Fact]
    public async Task A_form_shows_all_its_fields_with_when_they_are_asked_and_who_takes_it_and_its_doubt()
    {
        using var officer = await site.SignedIn("xuandinh");
        foreach (var form in site.Office.Policy.Forms)
        {
            var page = await officer.Page("/bo-luat/bieu-mau/" + form.Id);
            Assert.Equal(form.Fields.Count, page.QuerySelectorAll("table tbody tr").Length);
            Assert.Equal(form.Fields.Count(f => f.When is not null),
                page.QuerySelectorAll("tbody td:last-child").Count(td => Browser.Plain(td).StartsWith("khi “", StringComparison.Ordinal)));
            Assert.Equal(form.Fields.Sum(f => f.Choices.Count), page.QuerySelectorAll(".choices li").Length);
            Assert.Equal(Monthly.Versions.Count(v => v.Forms.Any(f => f.Form.Id == form.Id)),
                page.QuerySelectorAll("#thu-tuc li").Length);
            Assert.Equal(form.Id.EndsWith("_2018", StringComparison.Ordinal), form.Doubtful);
            Assert.Equal(form.Doubtful, Text(page, "#nghi-ngo").Contains("Mẫu này chưa chắc chắn", StringComparison.Ordinal));
        }

        Assert.Contains("Chưa thấy mẫu in", await officer.Text("/bo-luat/bieu-mau/social_assistance_1d_2018"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_marks_what_is_doubtful_and_says_where_no_version_is_known()
    {
        using var officer = await site.SignedIn("xuandinh");
        const string List = "/bo-luat?phan=thu-tuc";
        var doubtful = site.Office.Policy.Forms.Count(f => f.Doubtful);
        Assert.True(doubtful > 0);
        var page = await officer.Page(List);
        Assert.Equal(doubtful, page.QuerySelectorAll("#bieu-mau .chip.warn").Length);
        var gap = await officer.Page(List + "&thang=2025-04&biet=2025-04-30");
        Assert.Contains("chưa có quy định", Text(gap, "#thu-tuc"), StringComparison.Ordinal);
    }

    private static string Text(IParentNode page, string part) => Browser.Plain(page.QuerySelector(part));
}

/// <summary>The office in May 2021, under the decree before: its forms are known by name alone.</summary>
public sealed class EarlierSite : CaseSite
{
    protected override void Prepare(Office office) => Assert.True(office.Register.MoveClock(new DateOnly(2021, 5, 4), Act.By("test")).Ok);
}

/// <summary>A form whose print was never seen says so to who fills it in.</summary>
public class DoubtfulFormTests(EarlierSite site) : IClassFixture<EarlierSite>
{
    [Fact]
    public async Task The_form_that_opens_a_case_carries_its_doubt_beside_its_title()
    {
        using var officer = await site.SignedIn("xuandinh");
        var title = (await officer.Page("/ho-so/moi?nguoi=4&mau=social_assistance_1d_2018")).QuerySelector("#khai > header");
        Assert.Equal("chưa chắc chắn", Browser.Plain(title!.QuerySelector(".chip.warn")));
        Assert.Contains("Chưa thấy mẫu in", Browser.Plain(title), StringComparison.Ordinal);
    }
}
