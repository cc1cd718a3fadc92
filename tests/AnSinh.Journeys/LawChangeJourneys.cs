using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>
/// The law is changed by two people in two windows, without scripts; every page on the way is accessible, wide and narrow.
/// </summary>
public class LawChangeJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    private const float ReviewMilliseconds = 300_000;

    [Fact]
    public async Task One_drafts_a_higher_standard_and_another_publishes_it_from_amount_to_article()
    {
        var found = new List<string>();
        var leader = await chromium.SignedIn("soanluat", scripts: false);
        leader.SetDefaultTimeout(ReviewMilliseconds);
        await leader.GotoAsync("/bo-luat/tham-so/social_assistance.standard");
        await leader.ClickAsync("text=Soạn mức mới");
        await leader.ClickAsync("text=Bắt đầu soạn");
        await leader.SelectOptionAsync("#f-muc-tham-so", "social_assistance.standard@vn-01");
        await leader.FillAsync("#f-muc-tu", "2031-01-01");
        await leader.FillAsync("#f-muc-muc", "900.000");
        await leader.SelectOptionAsync("#f-muc-van-ban", "NQ-63-2025-HN");
        await leader.FillAsync("#f-muc-cho", "Điều 2 khoản 1");
        await leader.FillAsync("#f-muc-ban-hanh", "2030-11-01");
        await leader.FillAsync("#f-muc-hieu-luc", "2031-01-01");
        await leader.FillAsync("#f-muc-da-doc", "văn bản thử");
        await leader.ClickAsync("text=Ghi vào bản soạn");
        await Assertions.Expect(leader.Locator("#khac")).ToContainTextAsync("900.000 đ từ 01/01/2031");
        await Assertions.Expect(leader.Locator("#ca-mau")).ToContainTextAsync("Mọi ca mẫu đều đạt");
        var address = new Uri(leader.Url).PathAndQuery;
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (390, ColorScheme.Dark) })
        {
            var looker = await chromium.SignedIn("soanluat", width, scheme);
            looker.SetDefaultTimeout(ReviewMilliseconds);
            foreach (var path in new[] { address, address + "/gia-tri", address + "/che-do-moi", address + "/tep",
                address + "/tep?tep=vn-01-ha-noi/parameters/social_assistance.yaml", "/bo-luat/thay-doi" })
            {
                await looker.GotoAsync(path);
                found.AddRange(await AccessibilityTests.Check(looker, path));
            }
        }

        await leader.Locator("#viec button", new() { HasText = "Trình duyệt" }).ClickAsync();
        await Assertions.Expect(leader.Locator("#viec")).ToContainTextAsync("việc của người duyệt luật");

        var officer = await chromium.SignedIn("lanhdao", scripts: false);
        officer.SetDefaultTimeout(ReviewMilliseconds);
        await officer.GotoAsync(address);
        await officer.Locator("#viec button", new() { HasText = "Duyệt" }).ClickAsync();
        await officer.Locator("#viec button", new() { HasText = "Công bố" }).ClickAsync();
        await Assertions.Expect(officer.Locator("#viec")).ToContainTextAsync("Đã là luật đang áp dụng");
        await officer.GotoAsync("/bo-luat/tham-so/social_assistance.standard?thang=2031-02&biet=2031-02-28");
        await Assertions.Expect(officer.Locator(".tiles")).ToContainTextAsync("900.000 đ");

        // Two clicks from an amount: the reason's citation, and there is the article.
        await officer.GotoAsync("/nguoi/1");
        var cite = officer.Locator("#vi-sao-social_assistance a.cite").First;
        await cite.ClickAsync();
        await Assertions.Expect(officer.Locator("main h1")).ToContainTextAsync("Nghị định");
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
