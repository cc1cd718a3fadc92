using System.Net;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Security;

/// <summary>An address knows its words and refuses every other by name; no page links to a word its target does not know.</summary>
public class AddressTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Every_address_refuses_an_unknown_word_and_names_those_it_knows()
    {
        using var browser = await site.SignedIn("canbo");
        var endpoints = Endpoints().Where(e => !e.RoutePattern.RawText!.StartsWith("/su-co/", StringComparison.Ordinal)).ToList();
        Assert.InRange(endpoints.Count, 90, 300);
        foreach (var endpoint in endpoints)
        {
            var path = ForgeryTests.Filled(endpoint.RoutePattern.RawText!) + "?tu-la=1";
            using var answer = await Asked(browser, endpoint, path);
            var body = await Browser.Body(answer);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path}: {(int)answer.StatusCode}");
            Assert.Contains("tu-la", body, StringComparison.Ordinal);
            foreach (var word in AddressMapping.WordsOf(endpoint).Keys)
            {
                Assert.Contains(word.TrimEnd('*'), body, StringComparison.Ordinal);
            }
        }
    }

    // Where files are sent only a form in parts is taken.
    private static async Task<HttpResponseMessage> Asked(Browser browser, RouteEndpoint endpoint, string path)
    {
        if (!endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"))
        {
            return await browser.Get(path);
        }

        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return await browser.Send(path, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        }

        var answer = await browser.Post(path, []);
        return answer.StatusCode == HttpStatusCode.UnsupportedMediaType
            ? await browser.Send(path, new MultipartFormDataContent { { new StringContent("x"), "x" } }) : answer;
    }

    [Theory]
    [InlineData("/?month=2020-07", "month", "thang")]
    [InlineData("/nguoi?known=2020-07-01", "known", "biet")]
    [InlineData("/che-do/social_assistance?unit=09718", "unit", "don-vi")]
    [InlineData("/nguoi?xa=09718", "xa", "don-vi")]
    [InlineData("/du-bao?thangs=2020-07", "thangs", "thang")]
    [InlineData("/api/v1/months?thang=2020-07", "thang", "month")]
    [InlineData("/api/v1/people/1/entitled?biet=2020-07-01", "biet", "known")]
    [InlineData("/api/v1/simulate?set=social_assistance.standard=1&don-vi=272", "don-vi", "unit")]
    [InlineData("/api/v1/forecast?months=abc", "months", "số nguyên")]
    [InlineData("/api/v1/months/2020-08?take=-1", "take", "số nguyên")]
    [InlineData("/api/v1/forecast?people=co", "people", "true")]
    [InlineData("/su-kien?nguoi=mot", "nguoi", "số nguyên")]
    public async Task The_words_of_the_other_language_are_refused_with_the_right_one(string path, string wrong, string right)
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Get(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var body = await Browser.Body(answer);
        Assert.Contains($"“{wrong}”",
            path.StartsWith("/api/", StringComparison.Ordinal) ? System.Text.RegularExpressions.Regex.Unescape(body)
                : WebUtility.HtmlDecode(body), StringComparison.Ordinal);
        Assert.Contains(right, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_looks_at_the_month_and_day_it_is_told()
    {
        using var browser = await site.SignedIn("canbo");
        using var before = await browser.Get("/api/v1/people/1/entitled?month=2018-02&known=2018-02-28");
        Assert.Contains("\"month\":\"2018-02\"", await Browser.Body(before), StringComparison.Ordinal);
        Assert.Contains("2018-02-28", await Browser.Body(before), StringComparison.Ordinal);
        using var runs = await browser.Get("/api/v1/months?known=2019-01-01");
        Assert.Equal("[]", await Browser.Body(runs));
    }

    [Theory]
    [InlineData("lanhdao")]
    [InlineData("canbo")]
    [InlineData("xuandinh")]
    public async Task No_page_links_to_a_word_its_target_does_not_know(string login)
    {
        using var browser = await site.SignedIn(login);
        var (seen, next) =
            (new HashSet<string>(StringComparer.Ordinal),
                new Queue<string>(
                    ["/", "/nguoi/1", "/nguoi/7?thang=2020-07&biet=2020-08-31", "/su-kien", "/trung-lap",
                        "/ra-soat-ngheo/doi-chieu", "/bo-luat/thay-doi", "/nguoi?q=kieu"]));
        var (looked, links) = (0, 0);
        while (next.TryDequeue(out var path) && looked < 250)
        {
            using var answer = await browser.Get(path);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            looked++;
            var page = await Browser.Read(answer);
            foreach (var (target, words) in Targets(page, path))
            {
                links++;
                foreach (var method in new[] { "GET", "POST" })
                {
                    if (Find(target, method) is { } endpoint)
                    {
                        var known = AddressMapping.WordsOf(endpoint).Keys;
                        Assert.All(words.Where(w => w.Method == method || w.Method == ""), w => Assert.True(
                            known.Contains(w.Word, StringComparer.OrdinalIgnoreCase),
                            $"{path} sends to {method} {target} with “{w.Word}”, known are {string.Join(", ", known)}"));
                    }
                }
            }

            // Of pages of one shape a few are enough.
            foreach (var link in page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0]))
            {
                var shape = System.Text.RegularExpressions.Regex.Replace(link, "[0-9]+|=[^&]*", "1");
                if (seen.Add(link) && seen.Add("shape " + shape))
                {
                    next.Enqueue(link);
                }
            }
        }

        Assert.InRange(looked, 60, 250);
        Assert.InRange(links, 1000, int.MaxValue);
    }

    /// <summary>
    /// Where a page leads, with the query words sent along and the method they are sent with; a link may be followed, only.
    /// </summary>
    private static IEnumerable<(string Path, List<(string Word, string Method)> Words)> Targets(IHtmlDocument page, string own)
    {
        foreach (var link in page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith('/')))
        {
            yield return (link.Split('?', '#')[0], [.. Words(link).Select(w => (w, "GET"))]);
        }

        foreach (var form in page.QuerySelectorAll("form"))
        {
            var action = form.GetAttribute("action") is { Length: > 0 } told ? told : own;
            var method = form.GetAttribute("method")?.ToUpperInvariant() ?? "GET";
            var fields = method == "GET"
                ? form.QuerySelectorAll("input[name], select[name], textarea[name]").Select(f => (f.GetAttribute("name")!, method)) : [];
            yield return (action.Split('?')[0], [.. Words(action).Select(w => (w, method)), .. fields]);
        }

        foreach (var live in page.QuerySelectorAll("[hx-get]").Select(e => e.GetAttribute("hx-get")!))
        {
            yield return (live.Split('?')[0], [.. Words(live).Select(w => (w, "GET"))]);
        }
    }

    private static IEnumerable<string> Words(string address) =>
        address.Split('#')[0].Split('?') is [_, var query]
        ? query.Split('&').Select(w => Uri.UnescapeDataString(w.Split('=')[0])).Where(w => w.Length > 0) : [];

    private RouteEndpoint? Find(string path, string method) => Endpoints()
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(method))
        .Where(e => Matches(e, path)).OrderByDescending(e => e.RoutePattern.InboundPrecedence * -1).FirstOrDefault();

    private static bool Matches(RouteEndpoint endpoint, string path) =>
        new Microsoft.AspNetCore.Routing.Template.TemplateMatcher(
            new Microsoft.AspNetCore.Routing.Template.RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);

    private IEnumerable<RouteEndpoint> Endpoints() =>
        site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is not null);
}
