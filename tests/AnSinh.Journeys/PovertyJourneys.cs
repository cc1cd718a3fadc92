using AnSinh.Host.Tests.Pages;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>A poverty round in the browser, from opening to decision, on a site of its own since it writes.</summary>
public sealed class PovertyJourneys : IAsyncLifetime
{
    private readonly Chromium _chromium = new();

    public ValueTask InitializeAsync() => _chromium.InitializeAsync();

    public ValueTask DisposeAsync() => _chromium.DisposeAsync();

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task A_commune_officer_takes_a_round_from_its_list_to_the_decision(int width, ColorScheme scheme)
    {
        var found = new List<string>();
        var page = await _chromium.SignedIn("xuandinh", width, scheme);
        await page.GotoAsync("/ra-soat-ngheo");
        await page.SelectOptionAsync("#f-mo-dot-xa", SmallDistrict.XuanDinh);
        await page.FillAsync("#f-mo-dot-year", "2020");
        await page.FillAsync("#f-mo-dot-base_day", "2020-09-01");
        await page.FillAsync("#f-mo-dot-holds_from", "2021-01-01");
        await page.ClickAsync("text=Mở đợt, lập danh sách");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Xã Xuân Đình");
        found.AddRange(await AccessibilityTests.Check(page, "round, listed"));

        await page.ClickAsync("#danh-sach >> text=Kiều Văn Tịnh");
        found.AddRange(await AccessibilityTests.Check(page, "sheet, blank"));
        await page.FillAsync("#phieu-ngay", "2020-09-15");
        await page.FillAsync("#phieu-nguoi", "Phùng Văn Rà");
        await page.FillAsync("#phieu-d-income_per_head", "2.500.000");
        await page.CheckAsync("[name=con-lai]");
        await page.SelectOptionAsync("#phieu-nguyen-nhan", "job");
        await page.ClickAsync("text=Chấm và ghi");
        await Assertions.Expect(page.Locator("#ket-qua")).ToContainTextAsync("thoát cận nghèo: Có việc làm ổn định");
        found.AddRange(await AccessibilityTests.Check(page, "sheet, scored"));
        await page.GotoAsync(page.Url.Split("/ho/")[0]);

        await page.FillAsync("#f-hop-ngay", "2020-10-01");
        await page.FillAsync("#f-hop-du", "40");
        await page.FillAsync("#f-hop-dong-y", "36");
        await page.FillAsync("#f-hop-bien-ban", "BB 01");
        await page.ClickAsync("text=Ghi cuộc họp");
        await Assertions.Expect(page.Locator("#hop-dan")).ToContainTextAsync("đã thống nhất");
        await page.FillAsync("#post-from", "2020-10-05");
        await page.FillAsync("#post-to", "2020-10-07");
        await page.ClickAsync("button:text('Ghi niêm yết')");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("14/10/2020");
        await page.FillAsync("#post-to", "2020-10-14");
        await page.ClickAsync("button:text('Ghi niêm yết')");
        await Assertions.Expect(page.Locator("#cong-khai")).ToContainTextAsync("đã hết hạn");
        found.AddRange(await AccessibilityTests.Check(page, "round, posted"));

        await page.FillAsync("#sign-number", "45/QĐ-UBND");
        await page.FillAsync("#sign-signed_on", "2020-10-20");
        await page.GetByLabel("CHỦ TỊCH Doãn Thị Thơm", new() { Exact = true }).CheckAsync();
        await page.ClickAsync("text=Ghi quyết định");
        await Assertions.Expect(page.Locator("#cong-nhan")).ToContainTextAsync("45/QĐ-UBND");
        await Assertions.Expect(page.Locator("#cong-nhan tbody")).ToContainTextAsync("cân");
        found.AddRange(await AccessibilityTests.Check(page, "round, recognised"));
        await page.ClickAsync("text=Hoàn tác quyết định");
        await page.FillAsync("#take_back-reason", "ký nhầm");
        await page.ClickAsync("text=Hoàn tác, mở lại đợt");
        await Assertions.Expect(page.Locator("#sign-number")).ToBeVisibleAsync();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
