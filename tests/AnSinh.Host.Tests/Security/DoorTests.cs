using System.Diagnostics;
using System.Net;
using AnSinh.Host.Tests.Pages;

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
        Assert.Equal(SignInLimits.TriesOfAddress, answers.Count(a => a == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(30 - SignInLimits.TriesOfAddress, answers.Count(a => a == HttpStatusCode.TooManyRequests));
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
    public async Task After_the_wait_one_may_try_again_and_a_right_password_counts_for_nothing_wrong()
    {
        var wait = TimeSpan.FromSeconds(2);
        using var door = new SignInLimits(wait, TimeSpan.FromMinutes(10));
        for (var i = 0; i < SignInLimits.TriesOfLogin; i++)
        {
            Assert.True(await Wrong(door, Stranger, "canbo"));
        }

        Assert.False(await Wrong(door, Stranger, "CANBO"));
        Assert.True(await Right(door, Stranger, "lanhdao"));
        Assert.True(await Right(door, Officer, "canbo"));
        await Task.Delay(wait + TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.True(await Right(door, Stranger, "canbo"));
        for (var i = 0; i < 10 * SignInLimits.TriesOfAddress; i++)
        {
            Assert.True(await Right(door, Officer, "canbo"));
        }
    }

    [Fact]
    public void What_is_kept_of_failures_has_an_end()
    {
        var places = Enumerable.Range(0, 10 * SignInLimits.Capacity)
            .Select(i => SignInLimits.PlaceOf($"10.0.{i >> 8}.{i & 255}", new string('a', 5000))).ToHashSet();
        Assert.All(places, p => Assert.InRange(p, 0, SignInLimits.Capacity - 1));
        Assert.InRange(places.Count, SignInLimits.Capacity * 9 / 10, SignInLimits.Capacity);
    }

    [Fact]
    public async Task Addresses_of_one_network_are_one_place()
    {
        using var door = new SignInLimits();
        for (var i = 0; i < SignInLimits.TriesOfAddress; i++)
        {
            Assert.True(await Wrong(door, IPAddress.Parse($"2001:db8:1:2::{i:x}"), "ai" + i));
        }

        Assert.False(await Right(door, IPAddress.Parse("2001:db8:1:2:ffff::1"), "canbo"));
        Assert.True(await Right(door, IPAddress.Parse("2001:db8:1:3::1"), "canbo"));
        for (var i = 0; i < SignInLimits.TriesOfLogin; i++)
        {
            Assert.True(await Wrong(door, IPAddress.Parse("::ffff:198.51.100.7"), "lanhdao"));
        }

        Assert.False(await Right(door, IPAddress.Parse("198.51.100.7"), "lanhdao"));
    }

    [Fact]
    public async Task Wrong_codes_count_for_the_login_wherever_they_come_from_and_leave_its_password_alone()
    {
        using var door = new SignInLimits();
        for (var i = 0; i < SignInLimits.TriesOfCode; i++)
        {
            Assert.True(await Wrong(door, IPAddress.Parse($"203.0.113.{i}"), "canbo", isCode: true));
        }

        Assert.False(await Right(door, Officer, "canbo", isCode: true));
        Assert.True(await Right(door, Officer, "lanhdao", isCode: true));
        Assert.True(await Right(door, Officer, "canbo"));
    }

    [Fact]
    public async Task One_address_is_looked_at_one_try_at_a_time()
    {
        using var door = new SignInLimits();
        var first = await door.TakeTurnAsync(Officer, "canbo", false, TestContext.Current.CancellationToken);
        var second = door.TakeTurnAsync(Officer, "lanhdao", false, TestContext.Current.CancellationToken).AsTask();
        using var elsewhere = await door.TakeTurnAsync(Stranger, "canbo", false, TestContext.Current.CancellationToken);
        Assert.Null(elsewhere.Wait);
        Assert.False(second.IsCompleted);
        first.Dispose();
        using var turn = await second;
        Assert.Null(turn.Wait);
    }

    private static async Task<bool> Wrong(SignInLimits door, IPAddress from, string login, bool isCode = false)
    {
        using var turn = await door.TakeTurnAsync(from, login, isCode, TestContext.Current.CancellationToken);
        turn.Failed();
        return turn.Wait is null;
    }

    private static async Task<bool> Right(SignInLimits door, IPAddress from, string login, bool isCode = false)
    {
        using var turn = await door.TakeTurnAsync(from, login, isCode, TestContext.Current.CancellationToken);
        return turn.Wait is null;
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
