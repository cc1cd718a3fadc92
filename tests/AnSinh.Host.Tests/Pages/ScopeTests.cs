using System.Text.Json;

namespace AnSinh.Host.Tests.Pages;

/// <summary>No page, count, list, drill-down, search or API shows another commune to the officer of one.</summary>
public class ScopeTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Others = ["Khuất Văn Ngoài", "Doãn Thị Nghèo", "Doãn Văn Con", "Phùng Thị Bắc"];

    public static TheoryData<string> Pages => [
        "/", "/?chi-tieu=poor_households", "/don-vi/272", "/don-vi/" + SmallDistrict.VanHa, "/don-vi/" + SmallDistrict.XuanDinh,
        "/nguoi", "/nguoi?q=ngoai", "/nguoi?q=doan", "/nguoi?q=999",
        "/nguoi?chi-tieu=poor_households", "/nguoi?chi-tieu=poverty_rate_households&phan=mau", "/che-do",
        "/che-do/social_assistance", "/che-do/social_assistance?ds=du-dieu-kien",
        "/che-do/social_assistance?ds=co-quyet-dinh", "/che-do/social_assistance?ds=da-chi", "/chi-tra", "/chi-tra/2020-07",
        "/chi-tra/2020-08", "/dia-gioi",
        "/thay-doi", "/thay-doi?don-vi=272", "/thay-doi?nguoi=11", "/nguoi/11/lich-su", "/don-vi/272/lich-su",
        "/dia-gioi/chuoi?don-vi=272", "/api/v1/months", "/api/v1/months/2020-07",
        "/nguoi?q=ngoai&gan-dung=true", "/nguoi?q=h%E1%BB%99%20111", "/nguoi?q=chu%20ho", "/nguoi?q=xa%20van%20ha",
        "/chat-luong", "/chat-luong/home_apart", "/chat-luong/no_personal_number", "/api/v1/quality/home_apart"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nobody_of_another_commune_is_named(string path)
    {
        using var officer = await site.SignedIn("xuandinh");
        using var answer = await officer.Get(path);
        var text = await Browser.Body(answer);
        Assert.All(Others, name => Assert.DoesNotContain(name, text));
    }

    [Fact]
    public async Task The_test_can_fail_since_the_district_sees_them()
    {
        using var officer = await site.SignedIn("canbo");
        Assert.Contains("Khuất Văn Ngoài", await officer.Text("/nguoi?q=ngoai"));
        Assert.Contains("Khuất Văn Ngoài", await officer.Text("/chi-tra/2020-07"));
    }

    [Fact]
    public async Task A_household_member_who_lives_in_another_commune_is_counted_but_not_named()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var leader = await site.SignedIn("lanhdao");
        var own = await officer.Text("/nguoi/" + SmallDistrict.Script);
        Assert.DoesNotContain("Phùng Thị Bắc", own);
        Assert.DoesNotContain("04/04/1950", own);
        Assert.Contains("(ở nơi khác)", own);
        Assert.Contains("Phùng Thị Bắc", await leader.Text("/nguoi/" + SmallDistrict.Script));
    }

    [Fact]
    public async Task A_search_counts_only_the_own_commune()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var leader = await site.SignedIn("lanhdao");
        Assert.Contains("12 người", await leader.Text("/nguoi"));
        Assert.Contains("8 người", await officer.Text("/nguoi"));
        Assert.Contains("Không tìm thấy ai", await officer.Text("/nguoi?q=ngoai"));
    }

    [Fact]
    public async Task The_unit_page_of_another_commune_shows_no_figure()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var leader = await site.SignedIn("lanhdao");
        Assert.Contains("Nhân khẩu", await leader.Text("/don-vi/" + SmallDistrict.VanHa));
        Assert.DoesNotContain("Nhân khẩu", await officer.Text("/don-vi/" + SmallDistrict.VanHa));
        var district = await officer.Page("/don-vi/272");
        Assert.Null(district.QuerySelector(".tiles"));
        var row = district.QuerySelectorAll("table tr").First(r => r.TextContent.Contains("Xã Vân Hà", StringComparison.Ordinal));
        Assert.DoesNotContain("4", Browser.Plain(row).Replace("09718", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_promise_gap_counts_only_the_own_commune()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var leader = await site.SignedIn("lanhdao");
        // Entitled in August: Khuyến and Mão in Xuân Đình, Ngoài in Vân Hà.
        Assert.Equal("3", await Step(leader));
        Assert.Equal("2", await Step(officer));

        static async Task<string> Step(Browser browser) =>
            Browser.Plain((await browser.Page("/che-do/social_assistance")).QuerySelector(".funnel .n"));
    }

    [Fact]
    public async Task Month_totals_and_lines_count_only_the_own_commune()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var leader = await site.SignedIn("lanhdao");
        Assert.Contains("3 dòng", await leader.Text("/chi-tra/2020-07"));
        Assert.Contains("2 dòng", await officer.Text("/chi-tra/2020-07"));
        var all = await Months(leader);
        var own = await Months(officer);
        Assert.True(own < all, $"{own} of {all}");

        static async Task<long> Months(Browser browser)
        {
            using var answer = await browser.Get("/api/v1/months");
            using var json = JsonDocument.Parse(await Browser.Body(answer));
            return json.RootElement.EnumerateArray().Sum(run => run.GetProperty("amount").GetInt64());
        }
    }

    [Fact]
    public async Task The_map_and_the_ranking_of_communes_are_not_for_one_commune()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var leader = await site.SignedIn("lanhdao");
        Assert.NotNull((await leader.Page("/")).QuerySelector("svg.map"));
        Assert.Null((await officer.Page("/")).QuerySelector("svg.map"));
        var borders = await officer.Page("/dia-gioi");
        var values = borders.QuerySelectorAll("svg.map text.value").Select(v => v.TextContent.Trim()).Where(v => v.Length > 0).ToList();
        Assert.Equal(["7"], values); // one of the eight has died
    }

    [Fact]
    public async Task The_file_of_a_person_elsewhere_is_as_if_it_were_not()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var elsewhere = await officer.Get($"/nguoi/{SmallDistrict.Ngoai}");
        using var nowhere = await officer.Get("/nguoi/999999");
        Assert.Equal(nowhere.StatusCode, elsewhere.StatusCode);
        Assert.Equal(Browser.Plain((await Browser.Read(nowhere)).QuerySelector("main")),
            Browser.Plain((await Browser.Read(elsewhere)).QuerySelector("main")));
    }
}
