using AnSinh.Host.SignIn;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>A day in the office, walked by a visitor in everybody's place, without scripts.</summary>
public class DayJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Every_step_of_the_day_puts_the_visitor_in_somebodys_place_where_their_work_begins()
    {
        var page = await chromium.Window(scripts: false);
        await page.GotoAsync("/dang-nhap");
        await page.ClickAsync("a[href='/ngay-mau']");
        var steps = DayPages.Parts.SelectMany(p => p.Steps).ToList();
        Assert.Equal(DemoAccounts.All.Select(a => a.Login).Order(), steps.Select(s => s.Login).Distinct().Order());
        for (var at = 0; at < steps.Count; at++)
        {
            await page.GotoAsync("/ngay-mau");
            await page.Locator("ol form button").Nth(at).ClickAsync();
            await page.WaitForURLAsync("**" + steps[at].Address);
            await Assertions.Expect(page.Locator(".who").First)
                .ToContainTextAsync(DemoAccounts.All.First(a => a.Login == steps[at].Login).Name);
            await Assertions.Expect(page.Locator("main h1")).Not.ToContainTextAsync("không");
        }
    }

    [Fact]
    public async Task What_cannot_wait_is_seen_for_some_hours_and_reviewed_by_the_supervisor()
    {
        var officer = await chromium.SignedIn("xuandinh", scripts: false);
        await officer.GotoAsync("/nguoi/12");
        await Assertions.Expect(officer.Locator("main")).Not.ToContainTextAsync("Vì sao");
        await officer.GotoAsync("/vai-tro");
        await officer.SelectOptionAsync("#f-xem-tam-unit", "272");
        await officer.CheckAsync("#f-xem-tam-hours-1");
        await officer.FillAsync("#f-xem-tam-reason", "cứu trợ khẩn cấp hộ vừa chuyển về");
        await officer.Locator("#f-xem-tam > div > button, #f-xem-tam button").Last.ClickAsync();
        await Assertions.Expect(officer.Locator("main")).ToContainTextAsync("Đang xem tạm người của Huyện Phúc Thọ");
        var answer = await officer.GotoAsync("/nguoi/12");
        Assert.Equal(200, answer!.Status);

        var supervisor = await chromium.SignedIn("giamsat", scripts: false);
        await supervisor.GotoAsync("/giam-sat/quyen-tam");
        await supervisor.Locator("#quyen-tam tbody a").First.ClickAsync();
        await Assertions.Expect(supervisor.Locator("#da-xem")).ToContainTextAsync("12");
        await supervisor.CheckAsync("#f-xet-finding-justified");
        await supervisor.FillAsync("#f-xet-note", "có công văn đề nghị của xã bạn");
        await supervisor.Locator("#f-xet button").Last.ClickAsync();
        await Assertions.Expect(supervisor.Locator("main")).ToContainTextAsync("có lý do chính đáng");

        // Given back, it is gone at once.
        await officer.GotoAsync("/vai-tro");
        await officer.Locator("main form:has-text('Thôi xem tạm') button").First.ClickAsync();
        var gone = await officer.GotoAsync("/nguoi/12");
        Assert.Equal(404, gone!.Status);
    }

    [Fact]
    public async Task A_chair_on_leave_is_stood_in_for_and_two_duties_do_not_meet()
    {
        var chair = await chromium.SignedIn("chutich", scripts: false);
        await chair.GotoAsync("/vai-tro");
        async Task HandTo(string login)
        {
            await chair.Locator("#f-uy-quyen input[type=radio]").First.CheckAsync();
            await chair.SelectOptionAsync("#f-uy-quyen-login", login);
            await chair.FillAsync("#f-uy-quyen-from", "1/1/2030");
            await chair.FillAsync("#f-uy-quyen-to", "5/1/2030");
            await chair.FillAsync("#f-uy-quyen-reason", "nghỉ phép năm");
            await chair.Locator("#f-uy-quyen button").Last.ClickAsync();
        }

        await HandTo("motcua");
        await Assertions.Expect(chair.Locator(".errors")).ToContainTextAsync("Người nhận hồ sơ không ký hồ sơ");
        await HandTo("hotich");
        await Assertions.Expect(chair.Locator("#dang-giu")).ToContainTextAsync("đã ủy quyền cho Nguyễn Đăng Khoa");
    }
}
