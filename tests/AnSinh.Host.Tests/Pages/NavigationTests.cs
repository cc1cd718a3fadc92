namespace AnSinh.Host.Tests.Pages;

/// <summary>The rail beside a page, and the dock at the foot of a narrow one: the same places, the same badges.</summary>
public class NavigationTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("lanhdao", "/", "Bảng chỉ tiêu")]
    [InlineData("canbo", "/chi-tra", "Chi trả")]
    [InlineData("xuandinh", "/su-kien", "Biến động")]
    [InlineData("chutich", "/ho-so", "Hồ sơ")]
    public async Task The_dock_holds_four_places_of_the_rail_and_marks_the_one_shown(string login, string path, string name)
    {
        using var browser = await site.SignedIn(login);
        var page = await browser.Page(path);
        var rail = page.QuerySelectorAll("nav.rail li a").Select(a => (a.GetAttribute("href"), Browser.Plain(a))).ToList();
        var dock = page.QuerySelectorAll("nav.dock a").ToList();
        Assert.Equal(4, dock.Count);
        Assert.All(dock, a => Assert.Contains((a.GetAttribute("href"), Browser.Plain(a)), rail));
        var shown = Assert.Single(page.QuerySelectorAll("nav.dock [aria-current=page]"));
        Assert.StartsWith(name, Browser.Plain(shown), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("nav.dock .here"));
    }

    [Fact]
    public async Task What_the_dock_has_no_room_for_is_behind_its_last_button()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page("/bo-luat");
        var button = page.QuerySelector("nav.dock button.here")!;
        Assert.Equal("nav", page.GetElementById(button.GetAttribute("popovertarget")!)!.LocalName);
        Assert.Empty(page.QuerySelectorAll("nav.dock [aria-current]"));
    }

    [Fact]
    public async Task A_list_of_nothing_has_no_pages()
    {
        using var officer = await site.SignedIn("canbo");
        Assert.Null((await officer.Page("/nguoi?q=khong-ai")).QuerySelector(".pager"));
        Assert.NotNull((await officer.Page("/nguoi")).QuerySelector(".pager"));
    }
}
