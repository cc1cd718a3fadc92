using System.Net;
using AnSinh.Basics;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Running and settling a month from its page. These tests post, so they have a site of their own.</summary>
public sealed class PaymentTests : IAsyncLifetime
{
    private readonly Site _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_lines_of_a_month_name_their_causes()
    {
        using var officer = await _site.SignedIn("canbo");
        var text = await officer.Text("/chi-tra/2020-08?loai=recovery");
        Assert.Contains("Lê Văn Mật", text);
        Assert.Contains("Thu hồi", text);
        Assert.Contains("10/06/2020", text);
    }

    [Fact]
    public async Task A_run_known_later_than_the_day_looked_at_is_not_shown()
    {
        using var officer = await _site.SignedIn("canbo");
        Assert.Contains("08/2020", await officer.Text("/chi-tra"));
        Assert.DoesNotContain("08/2020", Browser.Plain((await officer.Page("/chi-tra?biet=2020-07-31")).QuerySelector("#ky tbody")));
        Assert.Contains("chưa lập", await officer.Text("/chi-tra/2020-08?thang=2020-08&biet=2020-07-31"));
    }

    [Fact]
    public async Task An_officer_runs_a_month_and_running_it_again_writes_nothing()
    {
        using var officer = await _site.SignedIn("canbo");
        using var answer = await officer.Submit("/chi-tra", "/chi-tra", ("thang", "2020-09"));
        Assert.Equal("/chi-tra/2020-09", answer.Headers.Location!.PathAndQuery());
        await Done(officer, "/chi-tra/2020-09");
        var runs = _site.Office.Ledger.Runs().Count;
        Assert.Equal(3, runs);
        using var again = await officer.Submit("/chi-tra/2020-09", "/chi-tra");
        await Done(officer, "/chi-tra/2020-09");
        Assert.Equal(runs, _site.Office.Ledger.Runs().Count);
    }

    [Fact]
    public async Task A_request_sent_twice_is_carried_out_once()
    {
        using var accountant = await _site.SignedIn("ketoan");
        var page = await accountant.Page("/chi-tra/2020-08");
        var form = page.QuerySelector("form[action='/chi-tra/2020-08/chot']")!;
        var values = form.QuerySelectorAll("input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        using var first = await accountant.Post("/chi-tra/2020-08/chot", values);
        Assert.Contains("Đã chốt", await accountant.Text("/chi-tra/2020-08"));
        var balance = _site.Office.Ledger.Balance(Scope.Everything);
        using var second = await accountant.Post("/chi-tra/2020-08/chot", values);
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(balance, _site.Office.Ledger.Balance(Scope.Everything));
        Assert.Equal((0L, 350_000L), (balance.ToPay, balance.ToRecover));
    }

    [Fact]
    public async Task An_officer_throws_the_open_run_away_and_reverses_the_settled_one_each_with_a_reason()
    {
        using var officer = await _site.SignedIn("canbo");
        Assert.Contains("Bỏ kỳ số 2", await officer.Text("/chi-tra/2020-08"));
        using var thrown = await officer.Submit("/chi-tra/2020-08", "/chi-tra/2020-08/lui", ("ly-do", "nhầm tháng"));
        Assert.Contains("Đã bỏ kỳ số 2", await officer.Text("/chi-tra/2020-08"));
        Assert.Equal("thrown", _site.Office.Ledger.FindRunOrNull(2)!.Status);
        using var reversed = await officer.Submit("/chi-tra/2020-07", "/chi-tra/2020-07/lui", ("ly-do", "lập nhầm"));
        Assert.Contains("Đã đảo kỳ số 1", await officer.Text("/chi-tra/2020-07"));
        var balance = _site.Office.Ledger.Balance(Scope.Everything);
        Assert.Equal((0L, 0L, balance.Paid), (balance.Due, balance.ToPay, balance.ToRecover));
    }

    [Theory]
    [InlineData("2025-07", "chưa đến")]
    [InlineData("2020-06", "mở từ tháng 07/2020")]
    public async Task A_month_out_of_bounds_is_refused_in_words_and_locks_nothing(string month, string words)
    {
        using var officer = await _site.SignedIn("canbo");
        using var answer = await officer.Submit("/chi-tra", "/chi-tra", ("thang", month));
        Assert.Contains(words, await Done(officer, "/chi-tra/" + month));
        Assert.Equal(2, _site.Office.Ledger.AllRuns().Count);
    }

    [Theory]
    [InlineData("lanhdao", "/chi-tra", "/chi-tra/2020-08/chot", "/chi-tra/2020-08/lui")]
    [InlineData("canbo", "/chi-tra/2020-08/chot", "/chi-tra/2020-08/thu-hoi")]
    [InlineData("ketoan", "/chi-tra", "/chi-tra/2020-08/lui", "/chi-tra/2020-08/thu-hoi")]
    [InlineData("xuandinh", "/chi-tra", "/chi-tra/2020-08/chot", "/chi-tra/2020-08/lui", "/chi-tra/2020-08/thu-hoi")]
    public async Task Who_runs_does_not_settle_who_settles_does_not_run_and_a_commune_does_neither(string login, params string[] addresses)
    {
        using var browser = await _site.SignedIn(login);
        var page = await browser.Page("/chi-tra/2020-08");
        Assert.DoesNotContain(page.QuerySelectorAll("main form[method=post]"), f => addresses.Contains(f.GetAttribute("action")));
        var token = page.QuerySelector("form[action='/dang-xuat'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var address in addresses)
        {
            using var answer =
                await browser.Post(address, [new("__RequestVerificationToken", token), new("thang", "2020-09"), new("khoa", "abc")]);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(2, _site.Office.Ledger.Runs().Count);
    }

    [Theory]
    [InlineData("thang-tam", "")]
    [InlineData("2020-09", "hom-nay")]
    public async Task A_wrong_month_or_day_is_refused_in_words(string month, string known)
    {
        using var officer = await _site.SignedIn("canbo");
        using var answer = await officer.Submit("/chi-tra", "/chi-tra", ("thang", month), ("biet", known));
        Assert.Contains("không phải là", await officer.Refused(answer));
    }

    [Fact]
    public async Task A_run_as_known_before_the_last_one_is_refused_and_nothing_is_written()
    {
        using var officer = await _site.SignedIn("canbo");
        using var answer = await officer.Submit("/chi-tra", "/chi-tra", ("thang", "2020-08"), ("biet", "2020-08-01"));
        Assert.Contains("sớm hơn", await Done(officer, "/chi-tra/2020-08"));
        Assert.Equal(2, _site.Office.Ledger.Runs().Count);
    }

    /// <summary>Looks again, as the page itself does, until the run is over.</summary>
    private static async Task<string> Done(Browser browser, string path)
    {
        for (var i = 0; i < 200; i++)
        {
            using var answer = await browser.Get(path);
            if (!answer.Headers.Contains("Refresh"))
            {
                return Browser.Plain((await Browser.Read(answer)).QuerySelector("main"));
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException(path);
    }
}
