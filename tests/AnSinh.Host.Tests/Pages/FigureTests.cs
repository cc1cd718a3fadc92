using System.Globalization;
using AngleSharp.Dom;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Every figure opens its people, and their number is the figure.</summary>
public class FigureTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_scoreboard_shows_the_eight_indicators_with_their_basis()
    {
        using var leader = await site.SignedIn("lanhdao");
        var rows = (await leader.Page("/")).QuerySelectorAll("#chi-tieu tbody tr");
        Assert.True(rows.Length >= 8, $"{rows.Length} rows");
        Assert.All(rows, row => Assert.NotEqual("", Browser.Plain(row.QuerySelector("th .sub"))));
        Assert.All(rows, row => Assert.NotEqual("", Browser.Plain(row.QuerySelectorAll("td")[2])));
    }

    [Fact]
    public async Task The_published_poverty_rate_is_doubted_in_the_open()
    {
        using var leader = await site.SignedIn("lanhdao");
        Assert.Contains("89.545", await leader.Text("/"));
        var report = await leader.Page("/bao-cao/nhiem-ky/2015-2020");
        Assert.Contains("47.439", Browser.Plain(report.QuerySelector("#K01")));
    }

    [Theory]
    [InlineData("lanhdao", "poor_households", 1)]
    [InlineData("xuandinh", "poor_households", 0)]
    public async Task The_people_behind_a_count_are_as_many(string login, string indicator, int count)
    {
        using var browser = await site.SignedIn(login);
        var page = await browser.Page("/nguoi?chi-tieu=" + indicator);
        Assert.Equal(count, page.QuerySelectorAll("tbody tr").Length);
        var board = await browser.Page("/");
        var row = board.QuerySelectorAll("#chi-tieu tbody tr").First(r => r.QuerySelector($"a[href*='chi-tieu={indicator}']") is not null);
        Assert.StartsWith(count.ToString(CultureInfo.InvariantCulture), Browser.Plain(row.QuerySelector("td b")));
    }

    [Theory]
    [InlineData("bi-sot")]
    [InlineData("huong-sai")]
    [InlineData("chua-chi")]
    [InlineData("chua-ro")]
    [InlineData("du-dieu-kien")]
    [InlineData("co-quyet-dinh")]
    [InlineData("da-chi")]
    public async Task Every_work_list_has_as_many_rows_as_its_count(string list)
    {
        using var leader = await site.SignedIn("lanhdao");
        var page = await leader.Page("/che-do/social_assistance?thang=2020-07&biet=2020-07-31&ds=" + list);
        var count = int.Parse(Browser.Plain(page.QuerySelector("[aria-current=true] b")), CultureInfo.InvariantCulture);
        Assert.Equal(count, page.QuerySelectorAll("section[aria-labelledby=h-ds] tbody tr").Length);
    }

    [Theory]
    [InlineData("/che-do")]
    [InlineData("/che-do/social_assistance")]
    [InlineData("/")]
    [InlineData("/don-vi/272")]
    [InlineData("/chi-tra/2020-08")]
    [InlineData("/nguoi/1")]
    [InlineData("/bo-luat")]
    [InlineData("/bo-luat/che-do/social_assistance")]
    [InlineData("/bo-luat/tham-so/social_assistance.standard")]
    [InlineData("/bo-luat?phan=thu-tuc")]
    [InlineData("/bo-luat/thu-tuc/social_assistance_monthly?ban=nd20&nhan=2022-12-20")]
    [InlineData("/bo-luat/bieu-mau/social_assistance_1d")]
    [InlineData("/dia-gioi")]
    [InlineData("/bao-cao/nhiem-ky/2015-2020")]
    public async Task No_link_of_a_page_is_dead(string path)
    {
        using var leader = await site.SignedIn("canbo");
        var page = await leader.Page(path);
        var links = page.QuerySelectorAll("main a[href], main svg a").Select(a => a.GetAttribute("href")!)
            .Where(h => h.StartsWith('/')).Select(h => h.Split('#')[0]).Distinct().Take(60);
        foreach (var link in links)
        {
            using var answer = await leader.Get(link);
            Assert.True((int)answer.StatusCode < 400, $"{path} → {link}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("/che-do/social_assistance")]
    [InlineData("/")]
    [InlineData("/nguoi/1")]
    [InlineData("/chi-tra/2020-08")]
    [InlineData("/bo-luat")]
    [InlineData("/bo-luat?phan=thu-tuc")]
    [InlineData("/bo-luat/thu-tuc/social_assistance_monthly?ban=nd20&nhan=2022-12-20")]
    [InlineData("/bo-luat/bieu-mau/social_assistance_1d")]
    public async Task Ids_are_unique_and_tables_have_captions_and_headers(string path)
    {
        using var leader = await site.SignedIn("canbo");
        var page = await leader.Page(path);
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.All(page.QuerySelectorAll("main input:not([type=hidden]), main select"),
            field => Assert.NotNull(page.QuerySelector($"label[for='{field.Id}']")));
    }
}
