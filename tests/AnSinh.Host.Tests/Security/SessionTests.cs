using System.Net;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Security;

/// <summary>A site whose clock can be moved.</summary>
public sealed class SiteInTime : Site
{
    public FakeClock Time { get; } = new(new DateOnly(2026, 11, 29));

    protected override TimeProvider Clock => Time;
}

/// <summary>A session lives in the register, and ends there.</summary>
public class SessionTests(SiteInTime site) : IClassFixture<SiteInTime>
{
    private static readonly SessionOrigin Here = new("127.0.0.1", "Firefox, Linux");

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_signing_out()
    {
        using var browser = await site.Enter("lanhdao");
        using var thief = new Browser(site.Address, browser.Cookies());
        await thief.Page("/nguoi/1");
        using var bye = await browser.Submit("/nguoi", "/dang-xuat");
        Assert.Equal(HttpStatusCode.Redirect, bye.StatusCode);
        using var page = await thief.Get("/nguoi/1");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        using var api = await thief.Get("/api/v1/months");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_this_session_and_no_other()
    {
        using var office = await site.Enter("canbo");
        using var home = await site.Enter("canbo");
        using var bye = await home.Submit("/nguoi", "/dang-xuat");
        await office.Page("/nguoi/1");
        using var gone = await home.Get("/nguoi/1");
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        using var browser = await site.Enter("canbo");
        using var old = new Browser(site.Address, browser.Cookies());
        using var again = await browser.Submit("/dang-nhap", "/dang-nhap", ("login", "lanhdao"), ("password", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Contains("Đỗ Minh Tuấn", (await browser.Page("/nguoi")).Body!.TextContent, StringComparison.Ordinal);
        using var answer = await old.Get("/nguoi/1");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public void The_register_does_not_hold_what_the_browser_holds()
    {
        var token = site.Office.Sessions.Begin("canbo", site.Time.GetUtcNow(), Here);
        using var connection = site.Office.Register.Database.Connect();
        var kept = connection.Query<string>("select session_hash from sign_in_session").ToList();
        Assert.NotEmpty(kept);
        Assert.All(kept, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
        Assert.DoesNotContain(token, kept);
        Assert.Null(site.Office.Sessions.AccountOrNull(kept[0], site.Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_session_lasts_a_working_day()
    {
        using var browser = await site.Enter("canbo");
        site.Time.Pass(Sessions.Lifetime - TimeSpan.FromMinutes(1));
        await browser.Page("/nguoi/1");
        site.Time.Pass(TimeSpan.FromMinutes(2));
        using var answer = await browser.Get("/nguoi/1");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_changed_role_and_a_deleted_account_count_at_once()
    {
        site.Office.AddOfficer("tam", "Người Tạm", "social_officer", "272");
        using var before = await site.Enter("tam");
        await before.Page("/nguoi/11");
        var had = site.Office.Roles.History("tam").Single();
        Assert.True(site.Office.Roles.Withdraw(had.RowId, "thử", Act.By("test")).Ok);
        site.Office.GiveRole("tam", "leader", SmallDistrict.XuanDinh);
        // Who may do something else than before signs in anew.
        using var ended = await before.Get("/nguoi/1");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        using var browser = await site.Enter("tam");
        using var hidden = await browser.Get("/nguoi/11");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using (var connection = site.Office.Register.Database.Connect())
        {
            connection.Execute("delete from account where login = 'tam'");
        }

        using var gone = await browser.Get("/nguoi/1");
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        site.Office.Accounts.Add("tam", "Người Khác", DemoAccounts.Password, Act.By("test"));
        using var other = await browser.Get("/nguoi/1");
        Assert.Equal(HttpStatusCode.Redirect, other.StatusCode);
    }

    [Fact]
    public void An_account_has_so_many_sessions_and_no_more()
    {
        var (sessions, now) = (site.Office.Sessions, site.Time.GetUtcNow());
        var tokens = Enumerable.Range(0, Sessions.Limit + 5).Select(i => sessions.Begin("lanhdao", now.AddSeconds(i), Here)).ToList();
        Assert.All(tokens[..5], token => Assert.Null(sessions.AccountOrNull(token, now)));
        Assert.All(tokens[5..], token => Assert.Equal("lanhdao", sessions.AccountOrNull(token, now)?.Login));
    }
}

/// <summary>A site that keeps its keys, so that a second one over the same register can take over.</summary>
public sealed class SiteWithKeys : Site
{
    public string Folder { get; } = Path.Combine(Directory.CreateTempSubdirectory("ansinh-keys-").FullName, "keys");

    protected override WebOptions Reached => WebOptions.Read([], false, Folder, Office.Register.Database).Value;
}

/// <summary>A restart.</summary>
public class RestartTests(SiteWithKeys site) : IClassFixture<SiteWithKeys>
{
    [Fact]
    public async Task A_restart_signs_nobody_out_and_the_keys_are_closed_to_others()
    {
        using var browser = await site.Enter("canbo");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(site.Folder));
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAnSinhPages(site.Office, WebOptions.Read([], false, site.Folder, site.Office.Register.Database).Value);
        await using var second = builder.Build();
        second.MapAnSinhPages();
        await second.StartAsync(TestContext.Current.CancellationToken);
        var cookies = browser.Cookies();
        using var after = new Browser(new Uri(second.Urls.First()), cookies);
        await after.Page("/nguoi/1");
        await second.StopAsync(TestContext.Current.CancellationToken);
    }
}
