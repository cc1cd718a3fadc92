using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Security;

/// <summary>What another site makes a browser send is refused, and so is what is sent for another name.</summary>
public class ForgeryTests(Site site) : IClassFixture<Site>
{
    private const string Told = """{"birth_date":"1939-01-01"}""";

    public static TheoryData<string, string, string, int> Requests => new()
    {
        // content type, header, its value, status
        { "application/json", "", "", 200 },
        { "application/json; charset=utf-8", "Sec-Fetch-Site", "same-origin", 200 },
        { "application/yaml", "Sec-Fetch-Site", "none", 200 },
        { "application/json", "Origin", "SELF", 200 },
        { "application/json", "Sec-Fetch-Site", "cross-site", 403 },
        { "application/json", "Sec-Fetch-Site", "same-site", 403 },
        { "application/json", "Origin", "https://elsewhere.example", 403 },
        { "application/json", "Origin", "null", 403 },
        { "application/json", "Origin", "http://127.0.0.1:1", 403 },
        { "text/plain", "", "", 415 },
        { "text/plain; application/json", "", "", 415 },
        { "application/x-www-form-urlencoded", "Origin", "SELF", 415 },
        { "multipart/form-data; boundary=x", "", "", 415 },
        { "", "", "", 415 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task The_API_takes_JSON_of_this_site_only(string type, string header, string value, int status)
    {
        foreach (var path in new[] { "/api/v1/entitled", "/api/v1/events/birth?preview=1", "/api/v1/events/batches/999/undo?reason=x" })
        {
            using var browser = await site.SignedIn("canbo");
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Told));
            content.Headers.ContentType = type.Length == 0 ? null
                : MediaTypeHeaderValue.Parse(type.Replace("; application/json", "", StringComparison.Ordinal));
            if (header.Length > 0)
            {
                browser.Says.Add(header, value.Replace("SELF", site.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
            }

            using var answer = await browser.Send(path, content);
            var body = await Browser.Body(answer);
            if (status >= 400)
            {
                Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {body}");
                Assert.Contains("reasons", body, StringComparison.Ordinal);
            }
            else
            {
                Assert.False(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.UnsupportedMediaType,
                    $"{path}: {(int)answer.StatusCode} {body}");
            }
        }
    }

    [Fact]
    public async Task A_page_takes_no_form_of_another_site_even_with_its_token()
    {
        using var browser = await site.Enter("canbo");
        var token =
            (await browser.Page("/nguoi")).QuerySelector(
                "form[action='/dang-xuat'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        browser.Says.Add("Sec-Fetch-Site", "cross-site");
        using var refused = await browser.Post("/dang-xuat", [new("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("trang khác", Browser.Plain((await Browser.Read(refused)).QuerySelector("main")), StringComparison.Ordinal);
        browser.Says.Remove("Sec-Fetch-Site");
        await browser.Page("/nguoi");
    }

    [Fact]
    public async Task Every_form_of_the_pages_is_refused_without_its_token()
    {
        var posts = Posts().Where(e => !e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        Assert.InRange(posts.Count, 30, 200);
        Assert.All(posts,
            e => Assert.True(e.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true }, e.RoutePattern.RawText));
        foreach (var post in posts)
        {
            // Of somebody who may send it.
            var needed = post.Metadata.GetOrderedMetadata<NeedsPermission>().Select(n => n.Permission).OfType<Permission>().ToList();
            var login = DemoAccounts.All.First(a => needed.All(
                Viewer.OfOrNull(site.Office.Accounts.FindOrNull(a.Login)!, site.Office)!.May)).Login;
            using var browser = await site.SignedIn(login);
            var path = Filled(post.RoutePattern.RawText!);
            using var answer = await browser.Post(path, [new("x", "1")]);
            // Where a file is expected a form without one is refused for that first.
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType,
                $"{path}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("elsewhere.example", 400)]
    [InlineData("127.0.0.1.elsewhere.example", 400)]
    [InlineData("localhost", 200)]
    public async Task A_name_that_is_not_ours_gets_no_page(string host, int status)
    {
        using var browser = site.Stranger();
        browser.Says.Host = host;
        using var answer = await browser.Get("/dang-nhap");
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private IEnumerable<RouteEndpoint> Posts() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") ?? false);

    /// <summary>An address of a pattern: what stands in braces becomes 1.</summary>
    internal static string Filled(string pattern) => System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*\}", "1");
}

/// <summary>A site behind a proxy that ends TLS.</summary>
public sealed class SiteBehindProxy : Site
{
    protected override WebOptions Reached =>
        WebOptions.Read(["ansinh.phuctho.example"], true, Directory.CreateTempSubdirectory("ansinh-keys-").FullName,
            Office.Register.Database).Value;
}

/// <summary>Behind a proxy that ends TLS.</summary>
public class ProxyTests(SiteBehindProxy site) : IClassFixture<SiteBehindProxy>
{
    [Fact]
    public async Task Cookies_go_over_TLS_only_and_the_browser_is_told_to_stay_with_it()
    {
        using var browser = Proxied("https", "198.51.100.1");
        using var answer = await browser.Get("/dang-nhap");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("max-age=", answer.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        Assert.All(answer.Headers.GetValues("Set-Cookie").Where(c => c.StartsWith("an-sinh", StringComparison.Ordinal)),
            cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_TLS_one_is_sent_there_and_a_watchdog_is_answered()
    {
        using var browser = Proxied("http", "198.51.100.1");
        using var answer = await browser.Get("/dang-nhap");
        Assert.Equal("https://ansinh.phuctho.example/dang-nhap", answer.Headers.Location?.OriginalString);
        using var alive = await browser.Get("/song");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task Guesses_count_for_the_address_the_proxy_tells_and_a_longer_chain_is_not_believed()
    {
        for (var i = 0; i < 7; i++)
        {
            // A stranger who writes the header himself adds to the left of what the proxy writes.
            using var stranger = Proxied("https", $"192.0.2.{i}, 198.51.100.2");
            using var wrong = await Post(stranger, "doan");
            Assert.Equal(i < 5 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.TooManyRequests, wrong.StatusCode);
        }

        using var officer = Proxied("https", "198.51.100.3");
        using var answer = await Post(officer, DemoAccounts.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private Browser Proxied(string scheme, string from)
    {
        var browser = new Browser(site.Address);
        browser.Says.Host = "ansinh.phuctho.example";
        browser.Says.Add("X-Forwarded-Proto", scheme);
        browser.Says.Add("X-Forwarded-For", from);
        return browser;
    }

    // A test's cookie jar sends a secure cookie over TLS only: here the jar is kept by hand.
    private static async Task<HttpResponseMessage> Post(Browser browser, string password)
    {
        using var door = await browser.Get("/dang-nhap");
        var token = (await Browser.Read(door)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        browser.Says.Add("Cookie", door.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        return await browser.Post("/dang-nhap",
            [new("__RequestVerificationToken", token), new("login", "canbo"), new("password", password)]);
    }
}

/// <summary>Without a proxy nobody is believed about the address.</summary>
public class NoProxyTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_forwarded_address_is_not_believed()
    {
        HttpStatusCode last = default;
        for (var i = 0; i < 7; i++)
        {
            using var stranger = new Browser(site.Address, from: IPAddress.Parse("127.0.0.5"));
            stranger.Says.Add("X-Forwarded-For", $"192.0.2.{i}");
            using var wrong = await stranger.Submit("/dang-nhap", "/dang-nhap", ("login", "canbo"), ("password", "doan"));
            last = wrong.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }
}
