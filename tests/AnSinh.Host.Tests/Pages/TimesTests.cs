using System.Net;

namespace AnSinh.Host.Tests.Pages;

/// <summary>The two times are part of every address, always on screen, and can be changed there.</summary>
public class TimesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Without_times_in_the_address_the_last_month_run_is_looked_at_as_known_today()
    {
        using var leader = await site.SignedIn("lanhdao");
        var times = Browser.Plain((await leader.Page("/")).QuerySelector(".times > summary"));
        Assert.Contains("08/2020", times);
        Assert.Contains("17/06/2025", times);
    }

    [Theory]
    [InlineData("/?thang=thang-tam", "không phải là tháng")]
    [InlineData("/?thang=2020-13", "không phải là tháng")]
    [InlineData("/nguoi?biet=hom-qua", "không phải là ngày")]
    [InlineData("/che-do?biet=2020-02-30", "không phải là ngày")]
    public async Task A_wrong_time_is_refused_in_words(string path, string says)
    {
        using var leader = await site.SignedIn("lanhdao");
        using var answer = await leader.Get(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(says, Browser.Plain((await Browser.Read(answer)).QuerySelector("main")));
    }

    [Fact]
    public async Task Links_keep_the_times_of_the_address()
    {
        using var leader = await site.SignedIn("lanhdao");
        var page = await leader.Page("/nguoi?thang=2020-07&biet=2020-07-31");
        Assert.All(page.QuerySelectorAll("nav.rail li a"), a => Assert.Contains("thang=2020-07&biet=2020-07-31", a.GetAttribute("href")!));
        Assert.All(page.QuerySelectorAll("tbody th a"), a => Assert.Contains("thang=2020-07&biet=2020-07-31", a.GetAttribute("href")!));
    }

    [Fact]
    public async Task The_form_of_the_two_times_keeps_the_rest_of_the_address()
    {
        using var leader = await site.SignedIn("lanhdao");
        var form = (await leader.Page("/nguoi?q=khuyen")).QuerySelector(".times form")!;
        Assert.Equal("/nguoi", form.GetAttribute("action"));
        Assert.Equal("khuyen", form.QuerySelector("input[name=q]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Another_month_has_its_own_map()
    {
        using var leader = await site.SignedIn("lanhdao");
        Assert.Contains("Xã Cẩm Đình", await leader.Text("/nguoi?q=mao&thang=2020-02"));
        Assert.Contains("Xã Xuân Đình", await leader.Text("/nguoi?q=mao&thang=2020-03"));
    }

    [Fact]
    public async Task English_is_asked_for_once_and_kept()
    {
        using var leader = await site.SignedIn("lanhdao");
        Assert.Equal("vi", (await leader.Page("/nguoi")).DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", (await leader.Page("/nguoi?lang=en")).DocumentElement.GetAttribute("lang"));
        var page = await leader.Page("/nguoi");
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("People", Browser.Plain(page.QuerySelector("h1")));
    }
}
