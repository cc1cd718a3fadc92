using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web.Limits;
using AnSinh.Store.Acts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>axe finds nothing on any page, wide and narrow, light and dark; and nothing makes a page scroll sideways.</summary>
public class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const float JobTimeoutMilliseconds = 60_000;

    private static readonly string Axe = File.ReadAllText(Path.Combine(SmallDistrict.Root, "node_modules", "axe-core", "axe.min.js"));

    private static readonly string[] Pages =
    [
        "/", "/don-vi/272", "/don-vi/" + SmallDistrict.XuanDinh, "/nguoi", "/nguoi?q=khong-ai", "/nguoi?chi-tieu=poor_households",
        "/nguoi/1", "/nguoi/4", "/nguoi/5", "/nguoi/6",
        "/che-do", "/che-do/social_assistance", "/che-do/social_assistance?ds=huong-sai", "/chi-tra", "/chi-tra/2020-08",
        "/chi-tra/2020-03",
        "/ho-so", "/ho-so?loc=da-xong&lang=en", "/bo-luat", "/bo-luat/ngay-nghi?tu=2030-01-01&so-ngay=3", "/bo-luat/phan-quyen",
        "/bo-luat/van-ban/ND-136-2013", "/bo-luat/tham-so/social_assistance.standard", "/bo-luat/che-do/social_assistance",
        "/bo-luat?phan=thu-tuc", "/bo-luat/thu-tuc/social_assistance_monthly",
        "/bo-luat/thu-tuc/social_assistance_monthly?nhan=2026-12-21", "/bo-luat/thu-tuc/social_assistance_monthly?ban=nd20&lang=en",
        "/bo-luat/bieu-mau/social_assistance_1d?lang=vi", "/bo-luat/bieu-mau/social_assistance_2a_2018",
        "/bao-cao", "/bao-cao/nhiem-ky/2015-2020", "/dia-gioi", "/che-do/social_assistance/thu-nghiem?so=500000",
        "/du-bao", "/nguoi?q=khuyne", "/the-can-cuoc", "/chat-luong", "/chat-luong/no_birth_date", "/chat-luong/spouse_under_age",
        "/hoi", "/hoi?nguoi=1", "/su-kien", "/su-kien?nguoi=1", "/su-kien/death?nguoi=1", "/su-kien/birth?me=1",
        "/su-kien/fact?nguoi=1", "/su-kien/fact?nguoi=1&loai-du-kien=disability", "/su-kien/identity?nguoi=1",
        "/khong-co-trang-nay", "/?thang=sai", "/chat-luong/home_apart", "/che-do/social_assistance?ds=du-dieu-kien&lang=vi",
        "/trung-lap", "/doi-chieu", "/danh-sach", "/viec", "/nguoi/1?lang=en", "/viec?lang=en",
        "/tai-khoan", "/tai-khoan?lang=vi", "/tai-khoan/mat-khau", "/vai-tro", "/ngay-mau",
        "/tai-khoan/ma-xac-nhan", "/tai-khoan/ma-du-phong", "/tai-khoan/khoa", "/tai-khoan/khoa/moi",
    ];

    /// <summary>Pages of those who may read the log.</summary>
    private static readonly string[] LeaderPages =
        ["/nhat-ky?tu=2020-01-01", "/nhat-ky?loc=xem&lang=en", "/nhat-ky/canh-bao", "/nguoi/1/ai-da-xem?lang=vi"];

    public static TheoryData<int, ColorScheme> Looks => new()
    {
        { 1280, ColorScheme.Light }, { 1280, ColorScheme.Dark }, { 390, ColorScheme.Light }, { 390, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task No_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(int width, ColorScheme scheme)
    {
        var page = await chromium.SignedIn("canbo", width, scheme);
        var found = new List<string>();
        foreach (var path in Pages)
        {
            await page.GotoAsync(path);
            // Asked again until it is so; a function of the page's own world may not be, by the page's policy.
            await Assertions.Expect(page.Locator("main progress")).ToHaveCountAsync(0, new() { Timeout = JobTimeoutMilliseconds });
            found.AddRange(await Check(page, path));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task No_page_of_the_log_breaks_a_rule(int width, ColorScheme scheme)
    {
        var page = await chromium.SignedIn("lanhdao", width, scheme);
        foreach (var path in LeaderPages)
        {
            await page.GotoAsync(path);
            Assert.Empty(await Check(page, path));
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_that_waits_for_a_job_breaks_no_rule_either(int width, ColorScheme scheme)
    {
        var page = await chromium.SignedIn("canbo", width, scheme);
        var gate = chromium.Site.Services.GetRequiredKeyedService<HeavyGate>(JobRunner.Turns);
        using var turn = await Turn(gate);

        var month = scheme == ColorScheme.Dark ? "2031-01" : "2031-02";
        foreach (var path in new[] { $"/du-bao?thang={month}&biet=2031-03-{(width > 1000 ? 10 : 20)}", "/viec" })
        {
            // The page looks again by itself, now and then in the midst of the check.
            for (var tries = 0; ; tries++)
            {
                try
                {
                    await page.GotoAsync(path);
                    Assert.True(await page.Locator("main progress").CountAsync() > 0, path);
                    Assert.Empty(await Check(page, path));
                    break;
                }
                catch (PlaywrightException) when (tries < 10)
                {
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_of_other_roles_break_no_rule_either(int width, ColorScheme scheme)
    {
        var opened = chromium.Site.Office.Widenings.Open("xuandinh", "272", 1, "cứu trợ khẩn cấp hộ vừa chuyển về", Act.By("xuandinh"));
        foreach (var (login, pages) in new (string, string[])[]
        {
            ("quantri", ["/quan-tri/tai-khoan", "/quan-tri/tai-khoan/canbo", "/quan-tri/tai-khoan/quantri?lang=en", "/tham-quyen-ky",
                "/tham-quyen-ky/1"]),
            ("giamsat", ["/giam-sat/quyen-tam", $"/giam-sat/quyen-tam/{opened.Value}"]),
            ("kiemtoan", ["/nhat-ky", "/bo-luat/phan-quyen"]),
            ("xuandinh", ["/vai-tro"]),
            ("hotich", ["/su-kien", "/su-kien/death?nguoi=1"]),
            ("ketoan", ["/chi-tra/2020-08"]),
            ("phantich", ["/"]),
        })
        {
            var page = await chromium.SignedIn(login, width, scheme);
            foreach (var path in pages)
            {
                await page.GotoAsync(path);
                Assert.Empty(await Check(page, path));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_door_breaks_no_rule_either(int width, ColorScheme scheme)
    {
        var page = await chromium.Window(width, scheme);
        await page.GotoAsync("/dang-nhap");
        Assert.Empty(await Check(page, "/dang-nhap"));
        await page.ClickAsync("text=English");
        Assert.Empty(await Check(page, "/dang-nhap?lang=en"));
    }

    [Fact]
    public async Task The_check_can_fail()
    {
        var page = await chromium.SignedIn("canbo");
        await page.GotoAsync("/nguoi");
        await page.EvaluateAsync(
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><input>"
            + "<p style=\"color:#ddd;background:#fff\">mờ</p><div style=\"width:3000px\">dài</div>')");
        var found = await Check(page, "/nguoi");
        Assert.Contains(found, f => f.Contains("image-alt", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("label", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("color-contrast", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("sideways", StringComparison.Ordinal));
    }

    private static async Task<HeavyGate.Turn> Turn(HeavyGate gate)
    {
        while (true)
        {
            if (gate.TryBegin("ai-do", new LocalText("việc thử")) is { } turn)
            {
                return turn;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    internal static async Task<List<string>> Check(IPage page, string path)
    {
        // The page's own policy forbids foreign scripts; the checker comes in through the debugger, not through the page.
        await page.EvaluateAsync(Axe);
        var text = await page.EvaluateAsync<string>(
            "async () => JSON.stringify((await axe.run(document, { resultTypes: ['violations'] })).violations.map("
            + "v => v.id + ' (' + v.impact + '): ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')))");
        var found = JsonSerializer.Deserialize<List<string>>(text)!.Select(v => $"{path}: {v}").ToList();
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0
            and var over)
        {
            found.Add($"{path}: scrolls sideways by {over} px");
        }

        return found;
    }
}
