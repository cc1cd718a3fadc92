using System.Net;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Finding people, and the file of one: who, what is true since when and known since when, what the law gives and why.</summary>
public class PeopleTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/nguoi?q=khuyen")]
    [InlineData("/nguoi?q=Nguy%E1%BB%85n%20th%E1%BB%8B%20KHUY%E1%BA%BEN")]
    [InlineData("/nguoi?q=khuyen&nam=1939")]
    public async Task A_person_is_found_with_and_without_diacritics(string path)
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page(path);
        Assert.Equal("Nguyễn Thị Khuyến", Assert.Single(page.QuerySelectorAll("tbody th a")).TextContent);
    }

    [Fact]
    public async Task A_slip_of_the_hand_finds_who_is_written_alike_and_says_so()
    {
        using var officer = await site.SignedIn("xuandinh");
        var text = await officer.Text("/nguoi?q=khuyne");
        Assert.Contains("Nguyễn Thị Khuyến", text);
        Assert.Contains("Không ai đúng như đã gõ", text);
        Assert.DoesNotContain("Không ai đúng như đã gõ", await officer.Text("/nguoi?q=khuyen"));
    }

    [Fact]
    public async Task A_household_is_found_by_its_head_and_number_and_hamlet()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page("/nguoi?q=h%E1%BB%99%20%C3%B4ng%20t%E1%BB%8Bnh");
        var row = Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Contains("Kiều Văn Tịnh", Browser.Plain(row));
        Assert.Contains("chủ hộ", Browser.Plain(row));
        Assert.Contains("8 người", await officer.Text("/nguoi?q=th%C3%B4n%20trung"));
    }

    [Fact]
    public async Task A_search_for_nobody_says_what_to_do_next()
    {
        using var officer = await site.SignedIn("xuandinh");
        Assert.Contains("Thử bớt chữ", await officer.Text("/nguoi?q=khong-co-ai-ten-nay"));
    }

    [Fact]
    public async Task A_page_beyond_the_last_is_empty_and_not_an_error()
    {
        using var officer = await site.SignedIn("canbo");
        Assert.Contains("Trang này không có dòng nào", await officer.Text("/nguoi?trang=99"));
    }

    [Theory]
    [InlineData("/nguoi?q=script")]
    [InlineData("/nguoi/3")]
    [InlineData("/nguoi?q=%3Cscript%3Ealert(1)%3C/script%3E")]
    public async Task A_name_or_a_search_cannot_become_a_script(string path)
    {
        using var officer = await site.SignedIn("xuandinh");
        using var answer = await officer.Get(path);
        var source = await Browser.Body(answer);
        Assert.DoesNotContain("<script>alert", source);
        Assert.Empty((await Browser.Read(answer)).QuerySelectorAll("script:not([src])"));
    }

    [Fact]
    public async Task Vietnamese_stays_readable_in_the_source_of_a_page()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var answer = await officer.Get("/nguoi/1");
        Assert.Contains("Nguyễn Thị Khuyến", await Browser.Body(answer));
    }

    [Fact]
    public async Task The_file_shows_who_where_and_which_household()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page("/nguoi/1");
        var text = Browser.Plain(page.QuerySelector("#nhan-than"));
        Assert.Contains("999 1 39 000001", text);
        Assert.Contains("1939", text);
        Assert.Contains("chỉ có năm", text);
        Assert.Contains("Xã Xuân Đình", text);
        var home = Browser.Plain(page.QuerySelector("#ho"));
        Assert.Contains("Kiều Văn Tịnh", home);
        Assert.Contains("cận nghèo", home);
    }

    [Fact]
    public async Task The_file_says_why_with_articles_and_how_much()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page("/nguoi/1");
        var why = page.QuerySelector("#vi-sao-social_assistance")!;
        Assert.Contains("700.000 đ", Browser.Plain(why.QuerySelector("h2")));
        Assert.NotEmpty(why.QuerySelectorAll(".cite"));
        Assert.NotEmpty(why.QuerySelectorAll(".mark.yes"));
        Assert.All(why.QuerySelectorAll(".mark"), mark => Assert.NotEqual("", Browser.Plain(mark.QuerySelector(".sr"))));
    }

    [Fact]
    public async Task A_refusal_begins_with_what_failed()
    {
        using var officer = await site.SignedIn("xuandinh");
        var why = (await officer.Page($"/nguoi/{SmallDistrict.Mat}")).QuerySelector("#vi-sao-social_assistance .why")!;
        var first = why.QuerySelector("li > ul > li")!;
        Assert.NotNull(first.QuerySelector(".mark.no"));
        Assert.Contains("Còn sống", Browser.Plain(first));
        Assert.Null(first.Closest("details"));
    }

    [Fact]
    public async Task Without_a_birth_date_the_answer_is_unknown_and_names_what_is_missing()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page("/nguoi/6");
        var why = Browser.Plain(page.QuerySelector("#vi-sao-social_assistance"));
        Assert.Contains("Chưa rõ không phải là không", why);
        Assert.Contains("ngày sinh", why.ToLowerInvariant());
        Assert.Contains("Thiếu ngày sinh", await officer.Text("/nguoi/6"));
    }

    [Fact]
    public async Task A_person_entitled_and_never_decided_is_called_missed()
    {
        using var officer = await site.SignedIn("xuandinh");
        Assert.Contains("Bị sót", Browser.Plain((await officer.Page($"/nguoi/{SmallDistrict.Mao}")).QuerySelector("#che-do")));
    }

    [Fact]
    public async Task The_timeline_and_the_table_show_both_times()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page($"/nguoi/{SmallDistrict.Mat}");
        Assert.NotNull(page.QuerySelector("svg.timeline .late"));
        var row = page.QuerySelectorAll("#ghi-nhan tbody tr")
            .First(r => r.TextContent.Contains("Giấy chứng tử 45", StringComparison.Ordinal));
        Assert.Contains("10/06/2020", row.TextContent);
        Assert.Contains("20/08/2020", row.TextContent);
        Assert.Contains("muộn", row.TextContent);
        var corrected = await officer.Page("/nguoi/7");
        Assert.Contains(corrected.QuerySelectorAll("#ghi-nhan tr.gone"), r => r.TextContent.Contains("thay thế", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_known_on_the_day_looked_at_is_not_shown()
    {
        using var officer = await site.SignedIn("xuandinh");
        Assert.DoesNotContain("Giấy chứng tử 45", await officer.Text($"/nguoi/{SmallDistrict.Mat}?thang=2020-07&biet=2020-07-31"));
        Assert.Contains("Giấy chứng tử 45", await officer.Text($"/nguoi/{SmallDistrict.Mat}?thang=2020-07&biet=2020-08-31"));
        Assert.DoesNotContain("201/QĐ-UBND", await officer.Text($"/nguoi/{SmallDistrict.Mat}?thang=2014-04&biet=2014-04-30"));
        Assert.Contains("201/QĐ-UBND", await officer.Text($"/nguoi/{SmallDistrict.Mat}?thang=2014-05&biet=2014-05-31"));
    }

    [Fact]
    public async Task A_death_reported_late_stands_in_the_payments_with_its_cause()
    {
        using var officer = await site.SignedIn("xuandinh");
        var money = Browser.Plain((await officer.Page($"/nguoi/{SmallDistrict.Mat}")).QuerySelector("#tien"));
        Assert.Contains("Thu hồi", money);
        Assert.Contains("10/06/2020", money);
    }

    [Fact]
    public async Task Reading_a_file_is_noted_and_shown()
    {
        using var officer = await site.SignedIn("xuandinh");
        await officer.Page("/nguoi/2");
        Assert.Contains("Kiều Văn Lâm", Browser.Plain((await officer.Page("/nguoi/2")).QuerySelector("#da-xem")));
        Assert.True(site.Office.Register.Audit.Verify().Ok && site.Office.Register.Database.Readings.Verify().Ok);
        Assert.Contains(site.Office.Register.Database.Readings.Latest(50),
            e => e is { Actor: "xuandinh", Action: "person.read", Subject: "person:2" });
    }

    [Fact]
    public async Task A_file_that_was_refused_is_not_noted_as_read()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var answer = await officer.Get($"/nguoi/{SmallDistrict.Ngoai}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(site.Office.Register.Database.Readings.Latest(500),
            e => e.Actor == "xuandinh" && e.Subject == $"person:{SmallDistrict.Ngoai}");
    }
}
