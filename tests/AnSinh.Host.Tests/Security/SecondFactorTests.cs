using System.Net;
using AnSinh.Access.Factors;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store.Acts;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace AnSinh.Host.Tests.Security;

/// <summary>Codes of an app after the password, and recovery codes instead.</summary>
public class SecondFactorTests(SiteInTime site) : IClassFixture<SiteInTime>
{
    private const string Setup = "/tai-khoan/ma-xac-nhan";
    private const string Step = "/dang-nhap/ma";

    [Fact]
    public async Task Codes_are_on_once_one_has_come_back_and_then_the_password_alone_lets_nobody_in()
    {
        var (secret, _) = await TurnOn("bat");
        using var browser = site.Stranger();
        using var half = await Password(browser, "bat");
        Assert.Equal(Step, half.Headers.Location?.OriginalString);
        foreach (var path in new[] { "/", "/nguoi/1", "/tai-khoan", "/api/v1/months" })
        {
            using var shut = await browser.GetOnce(path);
            Assert.True(shut.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, path);
        }

        Assert.Contains("bat", Browser.Plain((await browser.Page(Step)).QuerySelector("main")), StringComparison.Ordinal);
        using var wrong = await browser.Submit(Step, Step, ("bi-mat-ma", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var entered = await browser.Submit(Step, Step, ("bi-mat-ma", Spaced(Code(secret))));
        Assert.Equal("/", entered.Headers.Location?.OriginalString);
        await browser.Page("/nguoi/1");
        using var over = await browser.GetOnce(Step);
        Assert.Equal("/dang-nhap", over.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_code_is_taken_once_and_within_half_a_minute_of_its_time()
    {
        var (secret, _) = await TurnOn("mot");
        var code = Code(secret);
        using var first = await Enter("mot", code);
        using var second = await Enter("mot", code);
        using var before = await Enter("mot", Code(secret, -1));
        Assert.Equal(
            (HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity),
            (first.StatusCode, second.StatusCode, before.StatusCode));
        using var next = await Enter("mot", Code(secret, 1));
        Assert.Equal(HttpStatusCode.Redirect, next.StatusCode);
        site.Time.Pass(TimeSpan.FromMinutes(5));
        using var old = await Enter("mot", Code(secret, -2));
        using var early = await Enter("mot", Code(secret, 2));
        using var late = await Enter("mot", Code(secret, -1));
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect),
            (old.StatusCode, early.StatusCode, late.StatusCode));
    }

    [Fact]
    public async Task A_recovery_code_is_taken_once_however_it_is_typed_and_new_ones_end_the_old()
    {
        var (_, codes) = await TurnOn("du-phong");
        Assert.Equal(10, codes.Distinct().Count());
        using var first = await Enter("du-phong", codes[3].ToUpperInvariant().Replace('-', ' '));
        Assert.Equal(Setup, first.Headers.Location?.OriginalString);
        using var again = await Enter("du-phong", codes[3]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Equal(9, Factors.Of("du-phong").CodesLeft);
        var renewed = Factors.RenewCodes("du-phong", Act.By("du-phong")).Value;
        using var old = await Enter("du-phong", codes[4]);
        using var fresh = await Enter("du-phong", renewed[0]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (old.StatusCode, fresh.StatusCode));
    }

    [Fact]
    public async Task Recovery_codes_are_shown_to_their_owner_for_ten_minutes()
    {
        using var browser = await SignedIn("hien");
        var at = await Confirm(browser, "hien", await Begin(browser, "hien"));
        Assert.Equal(10, (await browser.Page(at)).QuerySelectorAll(".codes li").Length);
        using var other = await SignedIn("nguoi-khac");
        Assert.Empty((await other.Page(at)).QuerySelectorAll(".codes li"));
        site.Time.Pass(TimeSpan.FromMinutes(11));
        Assert.Empty((await browser.Page(at)).QuerySelectorAll(".codes li"));
    }

    [Fact]
    public async Task The_second_step_is_over_after_five_minutes_and_when_the_password_is_another()
    {
        var (secret, _) = await TurnOn("nua");
        using var slow = site.Stranger();
        using var half = await Password(slow, "nua");
        site.Time.Pass(TimeSpan.FromMinutes(5));
        using var late = await slow.GetOnce(Step);
        Assert.Equal("/dang-nhap", late.Headers.Location?.OriginalString);
        using var other = site.Stranger();
        using var begun = await Password(other, "nua");
        await other.Page(Step);
        site.Office.Accounts.Reset("nua", Act.By("quan-tri"));
        using var over = await other.GetOnce(Step);
        Assert.Equal("/dang-nhap", over.Headers.Location?.OriginalString);
        Assert.NotEmpty(secret);
    }

    [Fact]
    public async Task They_are_turned_on_off_and_renewed_with_the_password_only()
    {
        using var browser = await SignedIn("mat-khau");
        using var wrong = await browser.Submit(Setup, Setup + "/bat-dau", ("bi-mat-cu", "sai"));
        Assert.Contains("không đúng", await browser.Refused(wrong), StringComparison.Ordinal);
        Assert.Null(Factors.Of("mat-khau").Begun);
        var secret = await Begin(browser, "mat-khau");
        Assert.False(Factors.Of("mat-khau").IsOn);
        await Confirm(browser, "mat-khau", secret);
        using var stays = await browser.Submit(Setup, Setup + "/tat", ("bi-mat-cu", "sai"));
        Assert.True(Factors.Of("mat-khau").IsOn);
        using var off = await browser.Submit(Setup, Setup + "/tat", ("bi-mat-cu", DemoAccounts.Password));
        Assert.Equal((false, 0), (Factors.Of("mat-khau").IsOn, Factors.Of("mat-khau").CodesLeft));
        using var entered = await Password(site.Stranger(), "mat-khau");
        Assert.Equal("/", entered.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Wrong_codes_are_slowed_down_wherever_they_come_from()
    {
        var (secret, _) = await TurnOn("doan-ma");
        HttpStatusCode last = default;
        for (var i = 0; i <= SignInLimits.TriesOfCode; i++)
        {
            using var browser = new Browser(site.Address, from: IPAddress.Parse($"127.0.1.{i + 1}"));
            using var half = await Password(browser, "doan-ma");
            using var wrong = await browser.Submit(Step, Step, ("bi-mat-ma", "000000"));
            last = wrong.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using var right = await Enter("doan-ma", Code(secret));
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
    }

    [Fact]
    public async Task The_register_holds_no_secret_and_no_code_and_other_keys_open_nothing()
    {
        var (secret, codes) = await TurnOn("kin");
        using var connection = site.Office.Register.Database.Connect();
        var kept = connection.Query<string>("select secret from second_factor union all select code_hash from recovery_code").ToList();
        Assert.DoesNotContain(kept, k => k.Contains(secret, StringComparison.Ordinal) || codes.Any(c => k.Contains(c)));
        var others = new SecondFactors(site.Office.Register.Database, new EphemeralDataProtectionProvider());
        var refused = others.Take("kin", Code(secret), site.Time.GetUtcNow(), Act.By("kin")).Refusals.Single();
        Assert.Equal("factor.key-lost", refused.Code);
        Assert.True(others.Take("kin", codes[0], site.Time.GetUtcNow(), Act.By("kin")).Value);
    }

    [Fact]
    public async Task The_drawing_holds_the_key_that_is_written_beside_it()
    {
        using var browser = await SignedIn("hinh");
        await Begin(browser, "hinh");
        var page = await browser.Page(Setup);
        Assert.NotNull(page.QuerySelector("svg.qr path"));
        Assert.Contains("QR", page.QuerySelector("svg.qr")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        using var unknown = await browser.Submit(Setup, Setup, ("bi-mat-ma", "12 34"));
        Assert.Contains("Mã không đúng", await browser.Refused(unknown), StringComparison.Ordinal);
    }

    private SecondFactors Factors => new(site.Office.Register.Database, site.Services.GetRequiredService<IDataProtectionProvider>());

    private string Code(string secret, int steps = 0) => new Totp(Base32Encoding.ToBytes(secret))
        .ComputeTotp(site.Time.GetUtcNow().AddSeconds(30 * steps).UtcDateTime);

    private static string Spaced(string code) => code[..3] + " " + code[3..];

    private async Task<(string Secret, IReadOnlyList<string> Codes)> TurnOn(string login)
    {
        using var browser = await SignedIn(login);
        var secret = await Begin(browser, login);
        var page = await browser.Page(await Confirm(browser, login, secret));
        // The code that turned them on is used; the next half minute has another.
        site.Time.Pass(TimeSpan.FromSeconds(90));
        return (secret, [.. page.QuerySelectorAll(".codes li").Select(Browser.Plain)]);
    }

    private async Task<string> Begin(Browser browser, string login)
    {
        using var begun = await browser.Submit(Setup, Setup + "/bat-dau", ("bi-mat-cu", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var secret = Browser.Plain((await browser.Page(Setup)).QuerySelector("code.secret")).Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(secret, Factors.Of(login).Begun);
        return secret;
    }

    private async Task<string> Confirm(Browser browser, string login, string secret)
    {
        using var on = await browser.Submit(Setup, Setup, ("bi-mat-ma", Code(secret)));
        Assert.Equal(HttpStatusCode.Redirect, on.StatusCode);
        Assert.True(Factors.Of(login).IsOn);
        return on.Headers.Location!.OriginalString;
    }

    private async Task<HttpResponseMessage> Enter(string login, string code)
    {
        using var browser = site.Stranger();
        using var half = await Password(browser, login);
        return await browser.Submit(Step, Step, ("bi-mat-ma", code));
    }

    private async Task<Browser> SignedIn(string login)
    {
        site.Office.AddOfficer(login, "Người Thử " + login, "social_officer", "272");
        var browser = site.Stranger();
        using var entered = await Password(browser, login);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        return browser;
    }

    private static Task<HttpResponseMessage> Password(Browser browser, string login) =>
        browser.Submit("/dang-nhap", "/dang-nhap", ("login", login), ("password", DemoAccounts.Password));
}
