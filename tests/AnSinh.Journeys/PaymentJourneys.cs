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
    public async Task The_officer_drafts_a_month_the_accountant_checks_the_leader_approves_and_the_accountant_pays(bool scripts)
    {
        var page = await _chromium.SignedIn("canbo", scripts: scripts);
        await page.ClickAsync("nav.rail >> text=Chi trả");
        await page.FillAsync("#f-lap-thang", "2020-09");
        await page.ClickAsync("#f-lap button");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("09/2020");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã lập bản nháp");
        await page.ClickAsync("text=Đã đọc");
        await Assertions.Expect(page.Locator("#khac-thang-truoc")).ToContainTextAsync("Mới hưởng");

        // Who drafted the month neither checks, nor approves, nor pays it.
        await Assertions.Expect(page.Locator("#viec-checked, #viec-approve, #viec-pay")).ToHaveCountAsync(0);
        var accountant = await _chromium.SignedIn("ketoan", scripts: scripts);
        await accountant.GotoAsync("/ho-so");
        await accountant.ClickAsync("text=Bản nháp số 1");
        await accountant.ClickAsync("#viec-checked button");
        await Assertions.Expect(accountant.Locator("main")).ToContainTextAsync("Chờ duyệt chi");
        var leader = await _chromium.SignedIn("lanhdao", scripts: scripts);
        await leader.GotoAsync("/chi-tra");
        await leader.ClickAsync("#dang-lam a");
        await leader.ClickAsync("#viec-approve button");
        await Assertions.Expect(leader.Locator("main .note")).ToContainTextAsync("Đã ghi sổ thành kỳ số 3");
        await accountant.ReloadAsync();
        await accountant.ClickAsync("#viec-pay button");
        await Assertions.Expect(accountant.Locator("h1 ~ *, main").First).ToContainTextAsync("Đã chi");
        await page.GotoAsync("/chi-tra/2020-08?loai=recovery");
        await page.Locator("tbody a", new() { HasText = "Lê Văn Mật" }).ClickAsync();
        await Assertions.Expect(page.Locator("#tien")).ToContainTextAsync("10/06/2020");
    }
}
