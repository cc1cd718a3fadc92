using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>The month's work, on a site of its own since it writes.</summary>
public sealed class PaymentJourneys : IAsyncLifetime
{
    private readonly Chromium _chromium = new();

    public ValueTask InitializeAsync() => _chromium.InitializeAsync();

    public ValueTask DisposeAsync() => _chromium.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_district_officer_runs_a_month_and_reads_the_reasons_and_the_accountant_settles_it(bool scripts)
    {
        var page = await _chromium.SignedIn("canbo", scripts: scripts);
        await page.ClickAsync("nav.rail >> text=Chi trả");
        await page.FillAsync("#f-lap-thang", "2020-09");
        await page.ClickAsync("#f-lap button");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("09/2020");
        await Assertions.Expect(page.Locator("#lan")).ToContainTextAsync("Chưa chốt");
        await page.ClickAsync("text=Tính lại phần chênh");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Không có gì mới");
        await page.ClickAsync("text=Đã đọc");
        await Assertions.Expect(page.Locator("main .note")).ToHaveCountAsync(0);

        // Who ran the month does not settle it.
        await Assertions.Expect(page.Locator("text=Chốt đã chi")).ToHaveCountAsync(0);
        var accountant = await _chromium.SignedIn("ketoan", scripts: scripts);
        await accountant.GotoAsync("/chi-tra/2020-09");
        await accountant.ClickAsync("text=Chốt đã chi");
        await Assertions.Expect(accountant.Locator("main .note")).ToContainTextAsync("Đã chốt");
        await page.GotoAsync("/chi-tra/2020-08?loai=recovery");
        await page.Locator("tbody a", new() { HasText = "Lê Văn Mật" }).ClickAsync();
        await Assertions.Expect(page.Locator("#tien")).ToContainTextAsync("10/06/2020");
    }
}
