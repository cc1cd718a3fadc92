using System.Net;
using AnSinh.Basics;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Tests.Pages;

/// <summary>The office stands on a day of its own; what one officer does moves nobody's times, and another day is told as such.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private static readonly DateOnly StoryEnds = new(2025, 6, 17);
    private readonly Site _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_an_officer_records_is_of_the_day_of_the_office_and_moves_nobodys_month_or_day()
    {
        using var leader = await _site.SignedIn("lanhdao");
        var before = await leader.Page("/");
        var leaks = await leader.Text("/che-do/social_assistance?ds=huong-sai");
        var usual = _site.Office.UsualTimes();
        var latest = _site.Office.Register.LastRecorded;

        var register = _site.Office.Register;
        for (var i = 0; i < 3; i++)
        {
            var fact = new Register.FactRow(7, null, "disability", i % 2 == 0 ? "mild" : "severe",
                new DateInterval(new DateOnly(2020, 1 + i, 1), null), 0, null, "giấy");
            Assert.True(register.Record(fact, Act.By("xuandinh")).Ok);
            Assert.True(register.LastRecorded > latest);
            Assert.Equal(StoryEnds, AsKnown.DayOf(latest = register.LastRecorded));
        }

        Assert.Equal(usual, _site.Office.UsualTimes());
        var after = await leader.Page("/");
        Assert.Equal(Browser.Plain(before.QuerySelector(".times > summary")), Browser.Plain(after.QuerySelector(".times > summary")));
        Assert.Equal(leaks, await leader.Text("/che-do/social_assistance?ds=huong-sai"));
    }

    [Fact]
    public async Task What_was_just_written_is_seen_at_once_by_following_links_without_a_day_in_any_address()
    {
        using var officer = await _site.SignedIn("canbo");
        var poor = Poor(await officer.Page("/"));
        var written = await Recorded(
            officer, "fact", ("nguoi", "7"), ("loai-du-kien", "poverty"), ("gia-tri", "poor"), ("tu-ngay", "2020-07-01"),
            ("giay-to", "Quyết định 77"));
        Assert.DoesNotContain("biet=", written);
        var told = await officer.Page(written);
        Assert.Contains("Thấy ngay ở mọi trang", Browser.Plain(told.QuerySelector("main")));
        foreach (var link in told.QuerySelectorAll("#nguoi a").Select(a => a.GetAttribute("href")!))
        {
            Assert.DoesNotContain("biet=", link);
            Assert.Contains("Quyết định 77", await officer.Text(link));
        }

        // The desk of who looks next counts it, and says as of which day it counts.
        var desk = await officer.Page(told.QuerySelector("nav.rail a[href='/']")!.GetAttribute("href")!);
        Assert.NotEqual(poor, Poor(desk));
        Assert.Null(desk.QuerySelector(".band"));
        Assert.Contains("17/06/2025", Browser.Plain(desk.QuerySelector(".times > summary")));
        Assert.Contains("17/06/2025", Browser.Plain(desk.QuerySelector("#chi-tieu")));
    }

    /// <summary>The row of poor households on the desk.</summary>
    private static string Poor(AngleSharp.Dom.IParentNode desk) =>
        desk.QuerySelectorAll("#chi-tieu tbody tr").Select(Browser.Plain).First(row => row.Contains("nghèo", StringComparison.Ordinal));

    /// <summary>Tells an event, looks at what it does and writes it; the answer is where that is told.</summary>
    private static async Task<string> Recorded(Browser browser, string kind, params (string Name, string Value)[] told)
    {
        var address = "/su-kien/" + kind;
        var words = told.Where(t => t.Name is "nguoi" or "loai-du-kien").Select(t => $"{t.Name}={t.Value}");
        using var looked = await browser.Submit(address + "?" + string.Join('&', words), address, told);
        var form = (await browser.Back(looked)).QuerySelector("form#bieu-mau")!;
        using var written = await browser.Post(address, [.. Browser.Filled(form), new("ghi", "1")]);
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        return written.Headers.Location!.OriginalString;
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nguoi?q=khuyen")]
    [InlineData("/nguoi/1")]
    [InlineData("/che-do/social_assistance")]
    [InlineData("/chi-tra")]
    [InlineData("/dia-gioi")]
    [InlineData("/bo-luat")]
    [InlineData("/nguoi/999999")]
    public async Task Who_looks_at_another_day_is_told_on_every_page_and_led_back(string path)
    {
        using var leader = await _site.SignedIn("lanhdao");
        using var usual = await leader.Get(path);
        Assert.Null((await Browser.Read(usual)).QuerySelector(".band"));
        using var other = await leader.Get(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "biet=2020-07-15");
        var band = (await Browser.Read(other)).QuerySelector(".band");
        Assert.Contains("15/07/2020", Browser.Plain(band));
        var back = band!.QuerySelector("a")!.GetAttribute("href")!;
        Assert.DoesNotContain("biet=", back);
        Assert.StartsWith(path, back);
    }

    [Fact]
    public async Task The_usual_times_named_in_an_address_are_no_other_day()
    {
        using var leader = await _site.SignedIn("lanhdao");
        Assert.Null((await leader.Page("/nguoi?thang=2020-08&biet=2025-06-17")).QuerySelector(".band"));
    }

    [Fact]
    public async Task The_clock_goes_on_by_an_act_of_the_district_officer_and_only_forward()
    {
        using var officer = await _site.SignedIn("canbo");
        Assert.Contains("17/06/2025", await officer.Text("/dong-ho"));
        foreach (var day in new[] { "2025-06-17", "2025-06-16", "1999-01-01", "2199-12-31", "hom-nay", "" })
        {
            using var refused = await officer.Submit("/dong-ho", "/dong-ho", ("ngay", day));
            Assert.Contains("Đồng hồ đứng nguyên", await officer.Refused(refused), StringComparison.Ordinal);
            Assert.Equal(StoryEnds, _site.Office.Clock.Today);
        }

        using var moved = await officer.Submit("/dong-ho", "/dong-ho", ("ngay", "2025-12-31"));
        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        Assert.Equal(new DateOnly(2025, 12, 31), _site.Office.Clock.Today);
        var told = _site.Office.Register.Audit.Latest(1, "office")[0];
        Assert.Equal(("canbo", "clock.move", "2025-06-17 → 2025-12-31"), (told.Actor, told.Action, told.Detail));
        Assert.Contains("31/12/2025", await officer.Text("/dong-ho"));
    }

    [Theory]
    [InlineData("lanhdao")]
    [InlineData("xuandinh")]
    public async Task Others_see_the_clock_and_do_not_move_it(string login)
    {
        using var browser = await _site.SignedIn(login);
        Assert.Null((await browser.Page("/dong-ho")).QuerySelector("main form"));
        using var tried = await browser.Submit("/", "/dang-xuat");
        using var forced = await browser.Post("/dong-ho", [new("ngay", "2025-12-31")]);
        Assert.NotEqual(HttpStatusCode.OK, forced.StatusCode);
        Assert.Equal(StoryEnds, _site.Office.Clock.Today);
    }

    [Fact]
    public async Task A_clock_that_another_process_moved_is_seen_at_the_next_request()
    {
        using var officer = await _site.SignedIn("canbo");
        using var other = Store.Database.Open(_site.Office.Register.Database.Address, TimeProvider.System);
        Assert.True(
            Register.RegisterDb.Open(other, _site.Office.Policy.Facts).Value.MoveClock(new DateOnly(2025, 9, 1), Act.By("dòng lệnh")).Ok);
        Assert.Contains("01/09/2025", await officer.Text("/dong-ho"));
    }
}
