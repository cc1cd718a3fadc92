using AnSinh.Basics;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store.Acts;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>
/// The application of Decree 20/2021 in the browser, from the list of the missed to the decision, by the four roles of an office, with a
/// supplement in between and two officers on one case; on a site of its own since it writes and moves the clock.
/// </summary>
public sealed class CaseJourneys : IAsyncLifetime
{
    private readonly Chromium _chromium = new(new CaseSite());
    private readonly List<string> _found = [];

    private Host.Office Office => _chromium.Site.Office;

    public ValueTask InitializeAsync() => _chromium.InitializeAsync();

    public ValueTask DisposeAsync() => _chromium.DisposeAsync();

    [Theory]
    [InlineData(1280, ColorScheme.Light, true)]
    [InlineData(390, ColorScheme.Dark, true)]
    [InlineData(390, ColorScheme.Light, false)]
    public async Task An_application_goes_from_receipt_to_signature_with_a_supplement_and_its_days_are_as_counted(
        int width, ColorScheme scheme, bool scripts)
    {
        var officer = await _chromium.SignedIn("xuandinh", width, scheme, scripts);
        await Receive(officer, scripts);
        // Monday 2 August 2021: seven working days, then 3, 7 and 3.
        await Due(officer, "11/08/2021", "30/08/2021");
        await Supplement(officer, scripts);
        // Full on Friday 27 August: counted anew, past the holidays of 2 and 3 September.
        await Due(officer, "09/09/2021", "28/09/2021");
        await Post(officer, scripts);
        await TwoOfficers(officer, width, scheme, scripts);
        await Forward(width, scheme, scripts);
        await Appraise(width, scheme, scripts);
        await Sign(width, scheme, scripts);
        Assert.True(_found.Count == 0, string.Join('\n', _found));
        Assert.Equal(["open", "supplement", "supplemented", "post", "end_posting", "send", "submit", "grant"],
            Office.Books.FindOrNull(1)!.Entries.Select(e => e.Deed));
        var decision = Office.Decisions.OfPerson(SmallDistrict.Mao).Single(d => d.Number == "88/QĐ-UBND");
        Assert.Equal((new DateOnly(2021, 9, 20), decision.DecisionId),
            (decision.SignedOn, Office.Books.FindOrNull(1)!.Entries[^1].DecisionId));
        Assert.True(Office.MonthRun.Run(new Month(2021, 9), Act.By("test"), Office.Clock.Known).Ok);
        Assert.Contains(Office.Ledger.LinesOf(SmallDistrict.Mao, Scope.Everything, Office.Clock.Known),
            l => l.ForMonth == new Month(2021, 9) && l.Amount > 0);
    }

    private async Task Receive(IPage officer, bool scripts)
    {
        await officer.GotoAsync("/che-do/social_assistance?ds=bi-sot&thang=2021-08");
        await officer.Locator("tr", new() { HasText = "Đỗ Thị Mão" }).Locator("text=Lập hồ sơ").ClickAsync();
        await officer.Locator("a[href*='mau=social_assistance_1d']").First.ClickAsync();
        await Look(officer, "form, blank", scripts);
        await officer.ClickAsync("a.button:has-text('In mẫu trống')");
        await Assertions.Expect(officer.Locator(".declaration h2")).ToContainTextAsync("mẫu 1d");
        await Look(officer, "form, blank, on paper", scripts);
        await officer.GotoAsync(CaseSite.Open1d);
        await officer.FillAsync("#o-on", "30/02/2021");
        await officer.ClickAsync("#to-khai button.primary");
        await Assertions.Expect(officer.Locator(".errors li")).ToHaveCountAsync(3);
        await Assertions.Expect(officer.Locator("#o-on")).ToHaveValueAsync("30/02/2021");
        await Look(officer, "form, refused", scripts);
        await officer.CheckAsync("#o-channel-direct");
        await officer.CheckAsync("#o-submitted_by-person");
        await officer.FillAsync("#o-on", "");
        await officer.ClickAsync("#to-khai button.primary");
        await Assertions.Expect(officer.Locator("h1")).ToHaveTextAsync("Đỗ Thị Mão");
        await Look(officer, "case, opened", scripts);
        // Back leads to the form, the browser asks nothing; sent once more it is told that the case is there.
        await officer.GoBackAsync();
        await officer.CheckAsync("#o-channel-direct");
        await officer.CheckAsync("#o-submitted_by-person");
        await officer.ClickAsync("#to-khai button.primary");
        await Assertions.Expect(officer.Locator(".errors")).ToContainTextAsync("đang có hồ sơ số 1");
        await officer.GotoAsync("/ho-so/1/in");
        await Assertions.Expect(officer.Locator(".receipt")).ToContainTextAsync("hẹn trả kết quả ngày 30/08/2021");
        await Look(officer, "form, filled in, on paper", scripts);
        await officer.GotoAsync("/ho-so/1");
    }

    private async Task Supplement(IPage officer, bool scripts)
    {
        Move(5);
        await officer.ReloadAsync();
        await officer.ClickAsync("summary:has-text('Yêu cầu bổ sung')");
        await officer.FillAsync("#o-supplement-missing", "Bản sao căn cước");
        await officer.ClickAsync("#viec-supplement button");
        await Assertions.Expect(officer.Locator(".lead")).ToContainTextAsync("đồng hồ dừng từ 05/08/2021");
        await Look(officer, "case, waiting", scripts);
        Move(27);
        await officer.ReloadAsync();
        await Fill(officer, "supplemented");
    }

    private async Task Post(IPage officer, bool scripts)
    {
        Move(30);
        await officer.ReloadAsync();
        await officer.CheckAsync("#o-post-result-propose");
        await officer.FillAsync("#o-post-posted_at", "Trụ sở UBND xã");
        await officer.ClickAsync("#viec-post button");
        await Assertions.Expect(officer.Locator("#buoc")).ToContainTextAsync("sớm nhất ngày 01/09/2021");
        await Look(officer, "case, posted", scripts);
    }

    private async Task TwoOfficers(IPage officer, int width, ColorScheme scheme, bool scripts)
    {
        Move(1, 9);
        var other = await _chromium.SignedIn("xuandinh", width, scheme, scripts);
        await other.GotoAsync("/ho-so/1");
        await officer.ReloadAsync();
        await officer.ClickAsync("#viec-end_posting button");
        await Assertions.Expect(officer.Locator(".lead")).ToContainTextAsync("08/09/2021");
        await other.ClickAsync("#viec-end_posting button");
        await Assertions.Expect(other.Locator(".errors")).ToContainTextAsync("đã ghi");
        await Look(other, "case, second officer", scripts);
    }

    private async Task Forward(int width, ColorScheme scheme, bool scripts)
    {
        Move(6, 9);
        var chair = await Waiting("chutich", width, scheme, scripts);
        await chair.FillAsync("#o-send-number", "41/UBND");
        await chair.ClickAsync("#viec-send button");
        await Due(chair, "15/09/2021", "20/09/2021");
    }

    private async Task Appraise(int width, ColorScheme scheme, bool scripts)
    {
        Move(15, 9);
        var officer = await Waiting("canbo", width, scheme, scripts);
        await Fill(officer, "submit");
        await Due(officer, "20/09/2021", "20/09/2021");
    }

    private async Task Sign(int width, ColorScheme scheme, bool scripts)
    {
        Move(20, 9);
        var leader = await Waiting("lanhdao", width, scheme, scripts);
        await leader.FillAsync("#o-grant-number", "88/QĐ-UBND");
        await leader.GetByLabel("CHỦ TỊCH Đỗ Minh Tuấn", new() { Exact = true }).CheckAsync();
        await leader.ClickAsync("#viec-grant button");
        await Assertions.Expect(leader.Locator("[role=status]")).ToContainTextAsync("88/QĐ-UBND");
        await Look(leader, "case, granted", scripts);
        await leader.GotoAsync("/ho-so?loc=da-xong");
        await Assertions.Expect(leader.Locator("tbody tr")).ToHaveCountAsync(1);
        await Look(leader, "cases, ended", scripts);
    }

    /// <summary>Opens the case from the list of what waits for somebody.</summary>
    private async Task<IPage> Waiting(string login, int width, ColorScheme scheme, bool scripts)
    {
        var page = await _chromium.SignedIn(login, width, scheme, scripts);
        await page.GotoAsync("/ho-so");
        await Look(page, $"cases of {login}", scripts);
        await page.ClickAsync("text=Làm bước này");
        await Look(page, $"case, {login}", scripts);
        return page;
    }

    // Fills in what a deed of the law requires, whatever that is, and does it.
    private static async Task Fill(IPage page, string deed)
    {
        var form = page.Locator("#viec-" + deed);
        foreach (var text in await form.Locator(".field:has-text('bắt buộc') :is(input:not([type=radio]), textarea)").AllAsync())
        {
            await text.FillAsync("chữ");
        }

        foreach (var choice in await form.Locator("fieldset:has-text('bắt buộc')").AllAsync())
        {
            await choice.Locator("input").First.CheckAsync();
        }

        await form.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator(".errors")).ToHaveCountAsync(0);
    }

    private static async Task Due(IPage page, string step, string whole)
    {
        await Assertions.Expect(page.Locator(".tiles > div", new() { HasText = "Hạn bước này" })).ToContainTextAsync(step);
        await Assertions.Expect(page.Locator(".tiles > div", new() { HasText = "Hạn cả hồ sơ" })).ToContainTextAsync(whole);
    }

    private void Move(int day, int month = 8) =>
        Assert.True(Office.Register.MoveClock(new DateOnly(2021, month, day), Act.By("test", "clock.move")).Ok);

    // axe is a script.
    private async Task Look(IPage page, string what, bool scripts)
    {
        if (scripts)
        {
            _found.AddRange(await AccessibilityTests.Check(page, what));
        }
    }
}
