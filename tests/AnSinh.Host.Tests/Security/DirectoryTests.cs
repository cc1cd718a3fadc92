using System.Net;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;

namespace AnSinh.Host.Tests.Security;

/// <summary>A site whose officers sign in with a directory, served by a real provider in this process.</summary>
public sealed class SiteWithDirectory : Site, IAsyncDisposable
{
    public OfficeDirectory Directory { get; } = OfficeDirectory.Start();

    protected override WebOptions Reached => new()
    {
        Directory = DirectoryOptions.Read(Directory.Address.ToString(), OfficeDirectory.Client, OfficeDirectory.Secret).Value,
    };

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Directory.DisposeAsync();
    }
}

/// <summary>Signing in with the directory of the office.</summary>
public class DirectoryTests(SiteWithDirectory site) : IClassFixture<SiteWithDirectory>
{
    private const string Door = "/dang-nhap/danh-ba";

    [Fact]
    public async Task Who_has_an_account_here_gets_in_and_comes_to_where_they_wanted()
    {
        Say(("preferred_username", "canbo"));
        using var browser = site.Stranger();
        Assert.NotNull((await browser.Page("/dang-nhap?tro-ve=/nguoi/1")).QuerySelector($"a[href^='{Door}']"));
        Assert.Equal("/nguoi/1", await Through(browser, Door + "?tro-ve=/nguoi/1"));
        Assert.Contains("Khuất Thị Hạnh", (await browser.Page("/nguoi/1")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("S256", site.Directory.Challenges[^1]);
        using var bye = await browser.Submit("/nguoi/1", "/dang-xuat");
        using var shut = await browser.GetOnce("/nguoi/1");
        Assert.StartsWith("/dang-nhap", shut.Headers.Location?.PathAndQuery(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_mail_counts_if_it_was_proved()
    {
        site.Office.AddOfficer("hanh@phuctho.example", "Hạnh Thư Điện Tử", "social_officer", "272");
        Say(("email", "hanh@phuctho.example"));
        using var unproved = site.Stranger();
        Assert.Equal("/dang-nhap?danh-ba=khong-co", await Through(unproved, Door));
        Say(("email", "hanh@phuctho.example"), ("email_verified", "true"));
        using var proved = site.Stranger();
        Assert.Equal("/", await Through(proved, Door));
    }

    [Fact]
    public async Task Who_has_no_account_here_is_told_so_and_gets_none()
    {
        Say(("preferred_username", "nguoi-la"));
        using var browser = site.Stranger();
        var at = await Through(browser, Door);
        Assert.Equal("/dang-nhap?danh-ba=khong-co", at);
        var told = Browser.Plain((await browser.Page(at)).QuerySelector("[role=alert]"));
        Assert.Contains("chưa có tài khoản", told, StringComparison.Ordinal);
        Assert.Null(site.Office.Accounts.FindOrNull("nguoi-la"));
        using var shut = await browser.GetOnce("/nguoi/1");
        Assert.Equal(HttpStatusCode.Redirect, shut.StatusCode);
    }

    [Theory]
    [InlineData("?code=gia&state=gia")]
    [InlineData("?error=access_denied")]
    [InlineData("")]
    public async Task An_answer_that_was_not_asked_for_opens_nothing(string answer)
    {
        using var browser = site.Stranger();
        using var refused = await browser.GetOnce(Door + "/ve" + answer);
        Assert.Equal("/dang-nhap?danh-ba=loi", refused.Headers.Location?.OriginalString);
        Assert.NotNull((await browser.Page("/dang-nhap?danh-ba=loi")).QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task An_answer_of_another_browser_opens_nothing()
    {
        Say(("preferred_username", "lanhdao"));
        using var thief = site.Stranger();
        using var begun = await thief.GetOnce(Door);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answered = await http.GetAsync(begun.Headers.Location, TestContext.Current.CancellationToken);
        using var victim = site.Stranger();
        using var refused = await victim.GetOnce(answered.Headers.Location!.PathAndQuery());
        Assert.Equal("/dang-nhap?danh-ba=loi", refused.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("http://danhba.example", "an-sinh", "x", "--directory")]
    [InlineData("danhba.example", "an-sinh", "x", "--directory")]
    [InlineData("https://ai:matkhau@danhba.example", "an-sinh", "x", "--directory")]
    [InlineData("https://danhba.example", null, "x", "--directory-client")]
    [InlineData("https://danhba.example", "an-sinh", null, "ANSINH_DIRECTORY_SECRET")]
    [InlineData(null, "an-sinh", "x", "--directory")]
    public void A_directory_that_is_not_told_whole_is_refused(string? address, string? client, string? secret, string place)
    {
        var refusal = DirectoryOptions.Read(address, client, secret).Refusals.Single();
        Assert.Equal(place, refusal.Place);
        Assert.DoesNotContain("matkhau", refusal.Message, StringComparison.Ordinal);
    }

    private void Say(params (string Claim, string Value)[] claims)
    {
        site.Directory.Says.Clear();
        foreach (var (claim, value) in claims)
        {
            site.Directory.Says[claim] = value;
        }
    }

    // From here to the directory, back, and on: the addresses a browser goes to.
    private async Task<string> Through(Browser browser, string door)
    {
        using var asked = await browser.GetOnce(door);
        Assert.Equal(site.Directory.Address.Authority, asked.Headers.Location!.Authority);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answered = await http.GetAsync(asked.Headers.Location, TestContext.Current.CancellationToken);
        Assert.True(answered.StatusCode == HttpStatusCode.Redirect, await answered.Content.ReadAsStringAsync());
        using var back = await browser.GetOnce(answered.Headers.Location!.PathAndQuery());
        return back.Headers.Location!.OriginalString;
    }
}

/// <summary>Without a directory there is no such door.</summary>
public class NoDirectoryTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Without_a_directory_there_is_no_such_door()
    {
        using var browser = site.Stranger();
        using var none = await browser.GetOnce("/dang-nhap/danh-ba");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Null((await browser.Page("/dang-nhap")).QuerySelector("a[href^='/dang-nhap/danh-ba']"));
    }
}
