using System.Text.Json;

namespace AnSinh.Host.Tests.Pages;

/// <summary>The months to come, as a page and as data.</summary>
public class ForecastPageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_birthday_to_come_is_on_the_work_list_of_its_month_with_its_reason()
    {
        using var browser = await site.SignedIn("canbo");
        var page = await browser.Page("/du-bao");
        Assert.Equal(12, page.QuerySelectorAll("#thang tbody tr").Length);
        Assert.NotNull(page.QuerySelector("svg.steps path.series"));
        var later = await browser.Text("/du-bao?thang=2059-06&t=2060-01");
        Assert.Contains("đủ 75 tuổi, 20/01/2060", later);
        Assert.Contains("Kiều Văn Đức", later);
        Assert.Contains("mời làm hồ sơ", later);
    }

    [Fact]
    public async Task The_officer_of_a_commune_sees_that_commune_only()
    {
        const string Address = "/du-bao?thang=2044-12&t=2045-06";
        using var district = await site.SignedIn("canbo");
        Assert.Contains("Doãn Thị Nghèo", await district.Text(Address));
        using var commune = await site.SignedIn("xuandinh");
        Assert.DoesNotContain("Doãn Thị Nghèo", await commune.Text(Address));
    }

    [Fact]
    public async Task The_data_have_every_month_with_its_cost()
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Get("/api/v1/forecast?from=2020-09&months=3&people=true");
        var data = JsonDocument.Parse(await Browser.Body(answer)).RootElement;
        Assert.Equal(["2020-09", "2020-10", "2020-11"],
            data.GetProperty("months").EnumerateArray().Select(m => m.GetProperty("month").GetString()));
        Assert.All(data.GetProperty("months").EnumerateArray(),
            m => Assert.True(m.GetProperty("entitled").GetInt64() >= m.GetProperty("payable").GetInt64()));
    }
}
