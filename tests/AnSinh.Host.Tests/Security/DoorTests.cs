using System.Diagnostics;
using System.Net;
using AnSinh.Host.Tests.Pages;
using AnSinh.Testing;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Security;

/// <summary>Guessing passwords: slowed down where it comes from, and nobody else.</summary>
public class DoorTests(Site site) : IClassFixture<Site>
{
    private static readonly IPAddress Officer = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Stranger = IPAddress.Parse("203.0.113.9");

    [Fact]
    public async Task A_stranger_with_wrong_passwords_does_not_lock_the_officer_out()
    {
        using var stranger = new Browser(site.Address, from: IPAddress.Parse("127.0.0.2"));
        HttpStatusCode last = default;
        for (var i = 0; i < 8; i++)
        {
            using var wrong = await SignIn(stranger, "canbo", "doan" + i);
            last = wrong.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using var right = await SignIn(stranger, "canbo", DemoAccounts.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.NotNull(right.Headers.RetryAfter);
        using var officer = site.Stranger();
        using var answer = await SignIn(officer, "canbo", DemoAccounts.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task One_address_cannot_go_through_logins_one_by_one_or_all_at_once()
    {
        using var stranger = new Browser(site.Address, from: IPAddress.Parse("127.0.0.3"));
        var token = (await stranger.Page("/dang-nhap")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(async i =>
        {
            using var answer =
                await stranger.Post("/dang-nhap",
                    [new("__RequestVerificationToken", token), new("login", "ai" + i), new("password", "doan")]);
            return answer.StatusCode;
        }));
        Assert.Equal(SignInThrottle.TriesOfAddress, answers.Count(a => a == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(30 - SignInThrottle.TriesOfAddress, answers.Count(a => a == HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(100_000)]
    public async Task A_login_or_password_of_any_length_is_wrong_and_not_kept(int length)
    {
        using var stranger = new Browser(site.Address, from: IPAddress.Parse("127.0.0.4"));
        using var login = await SignIn(stranger, new string('x', length), "doan");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, login.StatusCode);
        Assert.True((await Browser.Body(login)).Length < 20_000);
        using var password = await SignIn(stranger, "canbo", new string('x', length));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, password.StatusCode);
        using var odd = await SignIn(stranger, "can\u0001bo", "doan");
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        using var zero = await SignIn(stranger, "can\u0000bo", "doan");
        Assert.Equal(HttpStatusCode.BadRequest, zero.StatusCode);
    }

    [Fact]
    public void After_the_wait_one_may_try_again_and_a_right_password_counts_for_nothing_wrong()
    {
        var clock = new FakeClock(new DateOnly(2026, 1, 1));
        var door = new SignInThrottle(clock);
        for (var i = 0; i < SignInThrottle.TriesOfLogin; i++)
        {
            Assert.Null(door.Try(Stranger, "canbo"));
        }

        Assert.Equal(SignInThrottle.WaitOfLogin, door.Try(Stranger, "CANBO"));
        Assert.Null(door.Try(Stranger, "lanhdao"));
        Assert.Null(door.Try(Officer, "canbo"));
        clock.Pass(SignInThrottle.WaitOfLogin);
        Assert.Null(door.Try(Stranger, "canbo"));
        for (var i = 0; i < 10 * SignInThrottle.TriesOfAddress; i++)
        {
            Assert.Null(door.Try(Officer, "canbo"));
            door.Succeeded(Officer, "canbo");
        }
    }

    [Fact]
    public void What_is_kept_of_failures_has_an_end()
    {
        var door = new SignInThrottle(new FakeClock(new DateOnly(2026, 1, 1)));
        for (var i = 0; i < 3 * SignInThrottle.Capacity; i++)
        {
            door.Try(new IPAddress([10, (byte)(i >> 16), (byte)((i >> 8) & 255), (byte)(i & 255)]), new string('a', 5000));
        }

        Assert.InRange(door.Kept, 1, SignInThrottle.Capacity);
    }

    [Fact]
    public void Addresses_of_one_network_are_one_place()
    {
        var door = new SignInThrottle(new FakeClock(new DateOnly(2026, 1, 1)));
        for (var i = 0; i < SignInThrottle.TriesOfAddress; i++)
        {
            Assert.Null(door.Try(IPAddress.Parse($"2001:db8:1:2::{i:x}"), "ai" + i));
        }

        Assert.NotNull(door.Try(IPAddress.Parse("2001:db8:1:2:ffff::1"), "canbo"));
        Assert.Null(door.Try(IPAddress.Parse("2001:db8:1:3::1"), "canbo"));
        for (var i = 0; i < SignInThrottle.TriesOfLogin; i++)
        {
            Assert.Null(door.Try(IPAddress.Parse("::ffff:198.51.100.7"), "lanhdao"));
        }

        Assert.NotNull(door.Try(IPAddress.Parse("198.51.100.7"), "lanhdao"));
    }

    [Fact]
    public void A_login_nobody_has_takes_as_long_as_a_wrong_password()
    {
        var accounts = site.Office.Accounts;
        accounts.SignInOrNull("khong-ai", "doan");
        List<double> known = [], unknown = [], tooLong = [];
        for (var i = 0; i < 15; i++)
        {
            known.Add(Took(() => accounts.SignInOrNull("canbo", "doan" + i)));
            unknown.Add(Took(() => accounts.SignInOrNull("khong-ai" + i, "doan" + i)));
            tooLong.Add(Took(() => accounts.SignInOrNull(new string('x', 5000), "doan" + i)));
        }

        // Hashing once against hashing twice or not at all: the least of many is not moved by what else the machine does.
        Assert.InRange(unknown.Min() / known.Min(), 0.6, 1.6);
        Assert.InRange(tooLong.Min() / known.Min(), 0.6, 1.6);
    }

    private static double Took(Action what)
    {
        var watch = Stopwatch.StartNew();
        what();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static Task<HttpResponseMessage> SignIn(Browser browser, string login, string password) =>
        browser.Submit("/dang-nhap", "/dang-nhap", ("login", login), ("password", password));
}
