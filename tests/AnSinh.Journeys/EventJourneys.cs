using AnSinh.Host.Tests.Pages;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>
/// Recording what happened in a browser, with scripts and without: a death reported late that proposes a recovery, and a birth that
/// starts a benefit. They write, so they have a browser and a site of their own.
/// </summary>
public sealed class EventJourneys : IAsyncLifetime
{
    private readonly Chromium _chromium = new();

    public ValueTask InitializeAsync() => _chromium.InitializeAsync();

    public ValueTask DisposeAsync() => _chromium.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_death_reported_late_proposes_a_recovery_before_it_is_written_and_can_be_undone(bool scripts)
    {
        var page = await _chromium.SignedIn("canbo", scripts: scripts);
        await page.GotoAsync($"/nguoi/{SmallDistrict.Ngoai}");
        await page.ClickAsync("text=Ghi việc mới");
        await page.ClickAsync(".act.change >> text=/^Mất$/");
        await page.FillAsync("#bieu-mau-ngay", "2020-05-10");
        await page.FillAsync("#bieu-mau-giay-to", "Trích lục khai tử 9/2020");
        await page.ClickAsync("text=Xem hệ quả trước khi ghi");
        await Assertions.Expect(page.Locator("#he-qua")).ToContainTextAsync("thôi hưởng");
        await Assertions.Expect(page.Locator("#tien")).ToContainTextAsync("thu hồi");
        await Assertions.Expect(page.Locator("#tien")).ToContainTextAsync("07/2020 – 08/2020");
        await page.ClickAsync("text=Ghi đúng như trên");
        await Assertions.Expect(page.Locator(".note.good")).ToContainTextAsync("Đã ghi vào sổ");
        await page.FillAsync("#hoan-tac-ly-do", "Nhầm người");
        await page.ClickAsync("#hoan-tac button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã hoàn tác");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_birth_to_a_poor_single_mother_starts_her_allowance_by_its_article(bool scripts)
    {
        var page = await _chromium.SignedIn("canbo", scripts: scripts);
        await page.GotoAsync($"/su-kien/fact?nguoi={SmallDistrict.Ngheo}");
        await page.SelectOptionAsync("#bieu-mau-loai-du-kien", "marital_status");
        await page.ClickAsync("text=Tiếp: ghi giá trị");
        await page.CheckAsync("#bieu-mau-gia-tri-never_married");
        await page.FillAsync("#bieu-mau-tu-ngay", "2015-01-01");
        await page.FillAsync("#bieu-mau-giay-to", "UBND xã xác nhận");
        await page.ClickAsync("text=Xem hệ quả trước khi ghi");
        await page.ClickAsync("text=Ghi đúng như trên");
        await page.GotoAsync($"/su-kien?nguoi={SmallDistrict.Ngheo}");
        await page.ClickAsync(".act.change >> text=/^Sinh$/");
        await page.FillAsync("#bieu-mau-ten", "Doãn Minh Anh");
        await page.CheckAsync("#bieu-mau-gioi-female");
        await page.FillAsync("#bieu-mau-ngay-sinh", "05/07/2020");
        await page.FillAsync("#bieu-mau-giay-to", "Giấy khai sinh 3/2020");
        await page.ClickAsync("text=Xem hệ quả trước khi ghi");
        var allowance = page.Locator("#he-qua tbody tr", new() { HasText = "Doãn Thị Nghèo" }).Filter(new() { HasText = "bắt đầu hưởng" });
        await Assertions.Expect(allowance).ToContainTextAsync("NĐ 136/2013/NĐ-CP, Điều 5 khoản 4");
        await Assertions.Expect(allowance).ToContainTextAsync("350.000 đ");
        await page.ClickAsync("text=Ghi đúng như trên");
        await page.Locator("#nguoi").GetByText("Doãn Minh Anh").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Doãn Minh Anh");
        await Assertions.Expect(page.Locator("#ho")).ToContainTextAsync("Doãn Thị Nghèo");
    }
}
