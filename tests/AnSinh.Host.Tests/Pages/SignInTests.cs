using System.Net;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Pages;

/// <summary>The door.</summary>
public class SignInTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_demo_accounts_are_shown_and_one_press_lets_in()
    {
        using var browser = site.Stranger();
        var page = await browser.Page("/dang-nhap");
        Assert.Equal(DemoAccounts.All.Count, page.QuerySelectorAll(".demo form").Length);
        Assert.Contains(DemoAccounts.Password, page.QuerySelector(".demo")!.TextContent);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_the_name_kept()
    {
        using var browser = site.Stranger();
        using var answer = await browser.Submit("/dang-nhap", "/dang-nhap", ("login", "lanhdao"), ("password", "sai"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Browser.Read(answer);
        Assert.Contains("không đúng", Browser.Plain(page.QuerySelector("[role=alert]")));
        Assert.Equal("lanhdao", page.QuerySelector("#login")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        using var browser = site.Stranger();
        HttpStatusCode last = default;
        for (var i = 0; i < 6; i++)
        {
            using var answer = await browser.Submit("/dang-nhap", "/dang-nhap", ("login", "khong-ai"), ("password", "doan" + i));
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Theory]
    [InlineData("/nguoi?q=a", "/nguoi?q=a")]
    [InlineData("//elsewhere.example/x", "/")]
    [InlineData("https://elsewhere.example/", "/")]
    public async Task After_signing_in_one_stays_on_this_site(string back, string lands)
    {
        using var browser = site.Stranger();
        using var answer =
            await browser.Submit("/dang-nhap?tro-ve=" + Uri.EscapeDataString(back), "/dang-nhap", ("login", "lanhdao"),
                ("password", DemoAccounts.Password));
        Assert.Equal(lands, answer.Headers.Location!.PathAndQuery());
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var browser = site.Stranger();
        using var answer = await browser.Post("/dang-nhap", [new("login", "lanhdao"), new("password", DemoAccounts.Password)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task After_signing_out_the_door_is_closed()
    {
        using var browser = await site.Enter("lanhdao");
        using var bye = await browser.Submit("/", "/dang-xuat");
        Assert.Equal(HttpStatusCode.Redirect, bye.StatusCode);
        using var answer = await browser.Get("/");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public void Passwords_are_kept_as_hashes_only() =>
        Assert.DoesNotContain(DemoAccounts.Password, site.Office.Accounts.FindOrNull("lanhdao")!.PasswordHash, StringComparison.Ordinal);
}
