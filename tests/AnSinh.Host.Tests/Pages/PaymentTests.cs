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
    public async Task A_month_is_drafted_checked_approved_and_paid_by_three_people_and_drafting_it_again_drafts_nothing()
    {
        const string Draft = "/chi-tra/ky/1";
        using var officer = await _site.SignedIn("canbo");
        using var answer = await officer.Submit("/chi-tra", "/chi-tra", ("thang", "2020-09"));
        Assert.Equal("/chi-tra/2020-09", answer.Headers.Location!.PathAndQuery());
        Assert.Contains("chưa ghi sổ", await Done(officer, "/chi-tra/2020-09"));
        Assert.Equal(2, _site.Office.Ledger.Runs().Count);
        Assert.DoesNotContain((await officer.Page(Draft)).QuerySelectorAll("form"), f => f.GetAttribute("action") == Draft + "/checked");
        using var accountant = await _site.SignedIn("ketoan");
        Assert.Contains("chờ bạn", await accountant.Text("/chi-tra"));
        using var seen = await accountant.Submit(Draft, Draft + "/checked", ("remark", "đã đối chiếu"));
        using var leader = await _site.SignedIn("lanhdao");
        Assert.Contains("đã đối chiếu", await leader.Text(Draft));
        using var approved = await leader.Submit(Draft, Draft + "/approve");
        Assert.Equal(Draft, approved.Headers.Location!.PathAndQuery());
        Assert.Contains("Đã ghi sổ thành kỳ số 3", await leader.Text(Draft));
        Assert.Equal(3, _site.Office.Ledger.Runs().Count);
        using var again = await officer.Submit("/chi-tra/2020-09", "/chi-tra");
        Assert.Contains("không lập bản nháp nào", await Done(officer, "/chi-tra/2020-09"));
        Assert.DoesNotContain("Bỏ kỳ số 3", await officer.Text("/chi-tra/2020-09"));
        Assert.DoesNotContain("Chốt đã chi", await accountant.Text("/chi-tra/2020-09"));
        var handedOut = await Handed(accountant, Draft + "/ky-nhan");
        using var paid = await accountant.Submit(Draft, Draft + "/pay", ("voucher", "PC-09"));
        Assert.Equal(_site.Office.Ledger.ToPay(_site.Office.Ledger.FindRunOrNull(3)!, Scope.Everything).Sum(i => i.Amount), handedOut);
        Assert.Equal(handedOut, await Handed(accountant, Draft + "/ky-nhan"));
        Assert.Contains("Đã chi", await accountant.Text(Draft));
        Assert.NotNull(_site.Office.Ledger.FindRunOrNull(3)!.SettledAt);
    }

    [Fact]
    public async Task A_draft_tells_how_it_differs_from_the_month_before_and_who_differs()
    {
        using var officer = await _site.SignedIn("canbo");
        using var answer = await officer.Submit("/chi-tra", "/chi-tra", ("thang", "2020-09"));
        await Done(officer, "/chi-tra/2020-09");
        var page = await officer.Page("/chi-tra/ky/1");
        var rows = page.QuerySelectorAll("#khac-thang-truoc tbody tr").ToDictionary(
            r => r.QuerySelector("th")!.TextContent.Trim(), r => r.QuerySelectorAll("td").Select(d => Number(d.TextContent)).ToList());
        var total = page.QuerySelectorAll("#khac-thang-truoc tfoot td").Select(d => Number(d.TextContent)).ToList();
        Assert.Equal(total, Enumerable.Range(0, 4).Select(i => rows.Values.Sum(r => r[i])));
        Assert.True(rows["Như tháng trước"][0] > 0);
        Assert.Contains("Như tháng trước", await officer.Text("/chi-tra/ky/1?khac=nhu-cu"));
        var same = await officer.Page("/chi-tra/ky/1?khac=nhu-cu");
        Assert.Equal(rows["Như tháng trước"][0], same.QuerySelectorAll("#dong tbody tr").Length);
        using var wrong = await officer.Get("/chi-tra/ky/1?khac=khong-co");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var none = await officer.Get("/chi-tra/ky/99");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    // The sum of the communes; each commune's own list, hamlet by hamlet with room to sign, gives the same.
    private static async Task<long> Handed(Browser browser, string path)
    {
        var sum = 0L;
        foreach (var row in (await browser.Page(path)).QuerySelectorAll("#xa tbody tr"))
        {
            var amount = Number(row.QuerySelectorAll("td")[1].TextContent);
            var sheet = await browser.Page(row.QuerySelector("a")!.GetAttribute("href")!);
            Assert.Equal(amount, sheet.QuerySelectorAll("main tfoot td.n").Sum(d => Number(d.TextContent)));
            Assert.Equal("Ký nhận", sheet.QuerySelectorAll("main thead th")[^1].TextContent);
            sum += amount;
        }

        Assert.True(sum > 0);
        return sum;
    }

    private static long Number(string text) =>
        long.Parse(new string([.. text.Where(c => char.IsAsciiDigit(c) || c is '-' or '−')]).Replace('−', '-'),
            System.Globalization.CultureInfo.InvariantCulture);

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
