using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>What officers do in a day, with scripts and without.</summary>
public partial class OfficerJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_officer_finds_a_grandmother_without_diacritics_and_reads_why_she_is_paid(bool scripts)
    {
        var page = await chromium.SignedIn("xuandinh", scripts: scripts);
        await page.FillAsync(".bar input[type=search]", "khuyen");
        await page.PressAsync(".bar input[type=search]", "Enter");
        await page.Locator("tbody a", new() { HasText = "Nguyễn Thị Khuyến" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Nguyễn Thị Khuyến");
        var why = page.Locator("#vi-sao-social_assistance");
        await Assertions.Expect(why).ToContainTextAsync("700.000 đ");
        await Assertions.Expect(why.Locator(".cite").First).ToContainTextAsync("NĐ");
        await Assertions.Expect(page.Locator("#tien")).ToContainTextAsync("08/2020");
    }

    [Fact]
    public async Task Typing_in_the_list_searches_by_itself_and_keeps_the_cursor_and_the_address()
    {
        var page = await chromium.SignedIn("canbo");
        await page.GotoAsync("/nguoi");
        await page.Locator("#q").PressSequentiallyAsync("doan thi");
        await Assertions.Expect(page.Locator("#ket-qua tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page).ToHaveURLAsync(SearchAddress());
        Assert.Equal("q", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#ket-qua tbody tr")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_officer_of_a_commune_sees_only_that_commune(bool scripts)
    {
        var page = await chromium.SignedIn("xuandinh", scripts: scripts);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Xuân Đình");
        await page.ClickAsync("nav.rail >> text=Nhân khẩu");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("8 người");
        await page.GotoAsync("/nguoi/11");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Không có trang này");
        await page.ClickAsync("nav.rail >> text=Chi trả");
        await page.ClickAsync("tbody >> text=07/2020");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Khuất Văn Ngoài");
        await Assertions.Expect(page.Locator("nav.rail")).Not.ToContainTextAsync("Báo cáo");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_leader_goes_from_a_doubtful_figure_to_its_check_and_from_a_figure_to_its_people(bool scripts)
    {
        var page = await chromium.SignedIn("lanhdao", scripts: scripts);
        await page.ClickAsync("text=Xem phép kiểm K01");
        await Assertions.Expect(page.Locator("#K01")).ToContainTextAsync("89.545");
        await page.GoBackAsync();
        await page.Locator("#chi-tieu tbody tr", new() { HasText = "Số hộ nghèo" }).Locator("td a").ClickAsync();
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("Doãn Thị Nghèo");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_two_times_are_changed_at_the_top_of_any_page(bool scripts)
    {
        var page = await chromium.SignedIn("lanhdao", scripts: scripts);
        await page.GotoAsync("/nguoi/5");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã mất");
        await page.ClickAsync(".times > summary");
        await page.FillAsync("#thang", "2020-07");
        await page.FillAsync("#biet", "2020-07-31");
        await page.ClickAsync(".times button");
        await Assertions.Expect(page.Locator(".times > summary")).ToContainTextAsync("31/07/2020");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Đã mất");
        await page.ClickAsync(".times > summary");
        await page.ClickAsync("text=Về hiện tại");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã mất");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_map_is_looked_at_on_another_day(bool scripts)
    {
        var page = await chromium.SignedIn("lanhdao", scripts: scripts);
        await page.GotoAsync("/dia-gioi");
        await Assertions.Expect(page.Locator("svg.map a")).ToHaveCountAsync(21);
        await page.ClickAsync("text=01/07/2025 ·");
        await Assertions.Expect(page.Locator("svg.map a")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("h2").First).ToContainTextAsync("01/07/2025");
    }

    [Fact]
    public async Task Keys_alone_lead_past_the_navigation_to_the_content()
    {
        var page = await chromium.SignedIn("lanhdao");
        await page.GotoAsync("/che-do");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#noi-dung")).ToBeFocusedAsync();
    }

    [GeneratedRegex("q=doan(\\+|%20)thi")]
    private static partial Regex SearchAddress();
}
