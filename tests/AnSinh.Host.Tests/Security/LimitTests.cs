using System.Globalization;
using System.Net;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Security;

/// <summary>Whatever stands in an address or a body has bounds, and what is beyond them is told in a sentence.</summary>
public class LimitTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Numbers = ["2147483647", "2147483648", "-1", "0", "1.5", "1e9", "abc",
        "99999999999999999999", "100001", "٣", " 1 1", "%00", "%F0%9F%98%80"];
    private static readonly string[] Times = ["2199-12", "9999-12", "0001-01", "1900-01", "2020-13", "-001-01", "20-8",
        "2020-8", "mai", "99999-01", "2020-08-01", "%00"];
    private static readonly string[] Days = ["2199-12-31", "9999-12-31", "0001-01-01", "1900-01-01", "2020-02-30", "mai",
        "2020-08", "20200801", "%00"];

    /// <summary>Every address that can be read, filled in with what is there.</summary>
    private IReadOnlyList<string> Pages() => [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? false)
        .Select(e => e.RoutePattern.RawText!.Replace("{programme}", "social_assistance", StringComparison.Ordinal)
            .Replace("{month}", "2020-08", StringComparison.Ordinal)
            .Replace("{term}", "2015-2020", StringComparison.Ordinal).Replace("{check}", "home_apart", StringComparison.Ordinal)
            .Replace("{kind}", "birth", StringComparison.Ordinal)
            .Replace("{key}", "272", StringComparison.Ordinal))
        .Select(ForgeryTests.Filled)
        .Where(p => !p.StartsWith("/tai-nguyen", StringComparison.Ordinal) && !p.StartsWith("/su-co", StringComparison.Ordinal))];

    [Fact]
    public async Task No_number_day_or_month_in_any_address_breaks_a_page()
    {
        using var browser = await site.SignedIn("canbo");
        var pages = Pages();
        Assert.InRange(pages.Count, 60, 200);
        var words = new (string Word, string[] Values)[]
        {
            (Visit.PageKey, Numbers), ("skip", Numbers), ("take", Numbers), ("nguoi", Numbers), ("ho", Numbers),
            ("nam", Numbers), ("months", Numbers), (Visit.MonthKey, Times), (Visit.KnownKey, Days),
            ("tu", Days), ("den", Days), ("ngay", Days), ("ban-do", Days), ("biet-tu", Days), ("biet-den", Days),
            ("from", Times), ("month", Times),
        };
        foreach (var page in pages)
        {
            foreach (var (word, values) in words)
            {
                // Every word on every page: its values are tried over the pages together.
                var value = values[(page.Length + word.Length) % values.Length];
                using var answer = await browser.Get($"{page}?{word}={value}");
                Assert.True((int)answer.StatusCode < 500, $"{page}?{word}={value}: {(int)answer.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData("/nguoi?trang=2147483647")]
    [InlineData("/nguoi?trang=-5")]
    [InlineData("/nguoi?trang=0")]
    [InlineData("/che-do/social_assistance?trang=999999999999")]
    [InlineData("/chi-tra/2020-08?trang=abc")]
    [InlineData("/chat-luong/home_apart?trang=2147483647")]
    [InlineData("/du-bao?trang=2147483647")]
    [InlineData("/trung-lap?trang=2147483647")]
    [InlineData("/du-bao?thang=2199-12")]
    [InlineData("/nguoi?thang=1900-01")]
    [InlineData("/nguoi?biet=2199-12-31")]
    [InlineData("/chi-tra/2199-12")]
    [InlineData("/thay-doi?tu=1900-01-01&den=2199-12-31")]
    [InlineData("/thay-doi?tu=1991-01-01&den=2039-12-31")]
    [InlineData("/thay-doi?nguoi=1&tu=2000-01-01&den=2020-12-31&biet-tu=2000-01-01&biet-den=2021-12-31")]
    [InlineData("/dia-gioi?ngay=9999-12-31")]
    [InlineData("/?ban-do=9999-12-31")]
    [InlineData("/api/v1/forecast?from=2199-12")]
    [InlineData("/api/v1/months/2199-12")]
    public async Task Beyond_the_bounds_the_answer_is_a_sentence(string path)
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Get(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var said = path.StartsWith("/api/", StringComparison.Ordinal) ? await Browser.Body(answer)
            : Browser.Plain((await Browser.Read(answer)).QuerySelector("main"));
        Assert.Matches("số trang|nằm ngoài khoảng|không quá", said);
    }

    [Theory]
    [InlineData("/hoi", RequestLimits.BodyLimit + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/api/v1/entitled", RequestLimits.BodyLimit + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/danh-sach", 70_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_is_too_big_is_refused_in_words(string path, int size, HttpStatusCode status)
    {
        using var browser = await site.SignedIn("canbo");
        using var content = new ByteArrayContent(new byte[size]);
        content.Headers.ContentType = new(path.StartsWith("/api/", StringComparison.Ordinal) ? "application/json"
            : "application/x-www-form-urlencoded");
        try
        {
            using var answer = await browser.Send(path, content);
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains("quá lớn", await Browser.Body(answer), StringComparison.Ordinal);
        }
        catch (HttpRequestException broken) when (broken.InnerException is IOException)
        {
            // The server hung up while this side was still sending: refused, too.
        }

        await browser.Page("/nguoi/1");
    }

    [Fact]
    public async Task A_form_of_too_many_values_is_refused()
    {
        using var browser = await site.SignedIn("canbo");
        using var answer =
            await browser.Post("/hoi",
                Enumerable.Range(0, RequestLimits.FormValuesLimit + 10)
                    .Select(i => KeyValuePair.Create("f" + i.ToString(CultureInfo.InvariantCulture), "1")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var chunked = await browser.Send("/hoi", new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes("=&=&%%%&;\0"))));
        Assert.Equal(HttpStatusCode.BadRequest, chunked.StatusCode);
    }

    [Fact]
    public async Task While_somebody_computes_heavily_the_next_is_told_so_and_light_pages_are_not_touched()
    {
        var gate = site.Services.GetRequiredService<HeavyGate>();
        using var officer = await site.SignedIn("canbo");
        using var leader = await site.SignedIn("lanhdao");
        using (gate.TryBegin("canbo", new LocalText("việc thử")))
        {
            using var own = await officer.Get("/chat-luong");
            Assert.Equal(HttpStatusCode.TooManyRequests, own.StatusCode);
            Assert.Contains("việc thử", await Browser.Body(own), StringComparison.Ordinal);
            Assert.NotNull(own.Headers.RetryAfter);
            foreach (var path in new[] { "/bao-cao/nhiem-ky/2015-2020", "/chat-luong",
                "/thay-doi", "/?thang=2019-03", "/nguoi?tai=xlsx", "/api/v1/forecast?months=2",
                "/api/v1/simulate?set=social_assistance.standard=500000" })
            {
                using var other = await leader.Get(path);
                Assert.True(other.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {(int)other.StatusCode}");
                Assert.Contains("việc thử", await Browser.Body(other), StringComparison.Ordinal);
            }

            foreach (var path in new[] { "/", "/nguoi/1", "/nguoi/1?thang=2019-03", "/nguoi?q=khuyen", "/chi-tra/2020-08",
                "/bo-luat", "/hoi" })
            {
                await leader.Page(path);
            }

            // Jobs have a turn of their own.
            using var job = await leader.GetOnce("/du-bao");
            Assert.Contains(job.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Accepted });
        }

        // The turn was kept for who was sent away; while a job runs, what waits is a job and no page.
        await leader.Page("/chat-luong");
        using (site.Services.GetRequiredKeyedService<HeavyGate>(JobRunner.Turns).TryBegin("canbo", new LocalText("việc thử")))
        {
            await officer.Page("/chat-luong");
            using var waiting = await leader.GetOnce("/du-bao?thang=2020-05");
            Assert.Equal(HttpStatusCode.Accepted, waiting.StatusCode);
        }

        await leader.Page("/du-bao");
        await leader.Page("/chat-luong");
    }
}

/// <summary>Whose turn it is to compute.</summary>
public class HeavyGateTests
{
    private static readonly LocalText Work = new("việc thử");
    private readonly FakeClock _clock = new(new DateOnly(2026, 11, 29));

    [Fact]
    public async Task One_at_a_time_and_who_waits_is_given_the_turn()
    {
        var gate = new HeavyGate(_clock);
        var first = gate.TryBegin("a", Work);
        Assert.NotNull(first);
        Assert.Null(gate.TryBegin("a", Work));
        Assert.Null(gate.TryBegin("b", Work));
        var waits = gate.BeginAsync("b", Work, TestContext.Current.CancellationToken);
        Assert.False(waits.IsCompleted);
        first.Dispose();
        using (var second = await waits)
        {
            Assert.NotNull(second);
            Assert.Equal("b", gate.Running?.Login);
            first.Dispose();
            Assert.Equal("b", gate.Running?.Login);
        }

        Assert.Null(gate.Running);
    }

    [Fact]
    public async Task A_newer_wait_of_a_person_takes_the_place_of_the_older()
    {
        var gate = new HeavyGate(_clock);
        var running = gate.TryBegin("a", Work)!;
        var older = gate.BeginAsync("a", Work, TestContext.Current.CancellationToken);
        var newer = gate.BeginAsync("a", Work, TestContext.Current.CancellationToken);
        Assert.Null(await older);
        running.Dispose();
        Assert.NotNull(await newer);
    }

    [Fact]
    public async Task Who_was_sent_away_goes_before_who_just_had_a_turn()
    {
        var gate = new HeavyGate(_clock);
        var hostile = gate.TryBegin("a", Work)!;
        Assert.Null(await gate.BeginAsync("b", Work, TestContext.Current.CancellationToken));
        hostile.Dispose();
        Assert.Null(gate.TryBegin("a", Work));
        Assert.Equal(503, gate.WhyNot("a", Language.Vietnamese).Status);
        using (var turn = gate.TryBegin("b", Work))
        {
            Assert.NotNull(turn);
        }

        Assert.NotNull(gate.TryBegin("a", Work));
    }

    [Fact]
    public void A_turn_is_not_kept_for_ever_for_who_does_not_come()
    {
        var gate = new HeavyGate(_clock);
        var hostile = gate.TryBegin("a", Work)!;
        Assert.Null(gate.TryBegin("b", Work));
        hostile.Dispose();
        Assert.Null(gate.TryBegin("a", Work));
        _clock.Pass(HeavyGate.KeptFor);
        Assert.NotNull(gate.TryBegin("a", Work));
    }
}
