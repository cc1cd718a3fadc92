using AnSinh.Host.Tests.Pages;
using AnSinh.Register.Tests.Importing;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>
/// A list an office sent in Excel: its columns told, looked at row by row, written, seen in the file of a person, taken back.
/// </summary>
public class ListJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_from_Excel_is_told_previewed_matched_written_seen_and_undone(bool scripts)
    {
        var page = await chromium.SignedIn("canbo", scripts: scripts);
        await page.GotoAsync("/danh-sach");
        await page.SetInputFilesAsync("#f-gui-tep", new FilePayload
        {
            Name = "khuyet-tat.xlsx",
            MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = MadeFiles.Xlsx(
            [
                ["DANH SÁCH NGƯỜI KHUYẾT TẬT"],
                ["Họ và tên", "Ngày sinh", "Giới tính", "Mức độ khuyết tật"],
                ["Đỗ Thị Mão", "11/02/1935", "Nữ", "Nặng"],
                ["Hoàng Thị Sai", "31/02/1950", "Nữ", "Nặng"],
                ["Kiều Thị Hoà", "2014", "Nữ", "Đặc biệt nặng"],
            ]),
        });
        await page.ClickAsync("text=Gửi và xem cột");
        await page.FillAsync("#f-cot-tu-ngay", "2020-08-01");
        await page.FillAsync("#f-cot-nguon", "danh sách rà soát khuyết tật");
        await Assertions.Expect(page.Locator("#f-cot-cot-3")).ToHaveValueAsync("fact:disability");
        await page.ClickAsync("button.primary:has-text('Xem trước')");

        await Ready(page);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Danh sách!B4");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("“31/02/1950” không phải ngày có thật");
        await page.Locator("button[name=chon]", new() { HasTextString = "Kiều Thị Hòa" }).ClickAsync();
        await Ready(page);
        await page.CheckAsync("input[name=bo-lai]");
        await page.ClickAsync("#ghi button.primary");

        await Ready(page);
        await Assertions.Expect(page.Locator("#dot")).ToContainTextAsync("canbo ghi");
        var list = page.Url;
        foreach (var told in (long[])[SmallDistrict.Mao, 8])
        {
            await page.GotoAsync($"/nguoi/{told}");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("danh sách rà soát khuyết tật");
        }

        await page.GotoAsync(list);
        await page.FillAsync("#hoan-tac-ly-do", "nhầm danh sách");
        await page.ClickAsync("text=Hoàn tác cả đợt");
        await Assertions.Expect(page.Locator("#dot")).ToContainTextAsync("nhầm danh sách");
    }

    /// <summary>Waits for the work in the background; without scripts by looking again, as an officer would.</summary>
    private static async Task Ready(IPage page)
    {
        for (var i = 0; i < 240 && await page.Locator("main progress").CountAsync() > 0; i++)
        {
            await page.WaitForTimeoutAsync(250);
            await page.ReloadAsync();
        }
    }
}
