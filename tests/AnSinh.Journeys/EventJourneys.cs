using AnSinh.Basics;
using AnSinh.Host.Tests.Pages;
using AnSinh.Register;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>What happens in life, from the counter to the pay list: told, looked at with its consequences, written, undone.</summary>
public class EventJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_birth_starts_a_child_benefit_and_raises_the_mothers_as_foretold(bool scripts)
    {
        // A poor woman never married, bringing up one child: the law gives her more for a second.
        Told(SmallDistrict.Ngheo, "marital_status", "never_married");
        Told(13, "raised_by", "12");
        var page = await chromium.SignedIn("canbo", scripts: scripts);
        await page.GotoAsync("/nguoi/12");
        await page.ClickAsync("main >> text=Ghi việc mới");
        await page.Locator("main a", new() { HasTextString = "Sinh" }).First.ClickAsync();
        await page.FillAsync("#bieu-mau [name=ten]", scripts ? "Doãn Bảo An" : "Doãn Bảo Bình");
        await page.SelectOptionAsync("#bieu-mau [name=gioi]", "female");
        await page.FillAsync("#bieu-mau [name=ngay-sinh]", "05/10/2026");
        await page.FillAsync("#bieu-mau [name=me]", "12");
        await page.FillAsync("#bieu-mau [name=giay-to]", "Giấy khai sinh 112/2026");
        await page.ClickAsync("text=Xem hệ quả trước khi ghi");

        var effects = page.Locator("#he-qua");
        await Assertions.Expect(effects).ToContainTextAsync("Trẻ em dưới 6 tuổi");
        await Assertions.Expect(effects.Locator("tr", new() { HasTextString = "Trợ cấp xã hội" })).ToContainTextAsync("NĐ 20/2021/NĐ-CP, Điều 5");
        Assert.DoesNotContain("Doãn Bảo", await Names(), StringComparison.Ordinal);

        await page.ClickAsync("text=Ghi đúng như trên");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã ghi vào sổ");
        Assert.Contains("Doãn Bảo", await Names(), StringComparison.Ordinal);
        await page.FillAsync("#ly-do", "ghi thử");
        await page.ClickAsync("button >> text=Hoàn tác");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã hoàn tác");
        Assert.DoesNotContain("Doãn Bảo", await Names(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_death_reported_late_proposes_what_is_to_be_recovered_and_the_next_run_recovers_it()
    {
        var page = await chromium.SignedIn("canbo");
        await page.GotoAsync("/su-kien/death?nguoi=11");
        await page.FillAsync("#bieu-mau [name=ngay]", "2020-06-12");
        await page.FillAsync("#bieu-mau [name=giay-to]", "Trích lục khai tử 15");
        await page.ClickAsync("text=Xem hệ quả trước khi ghi");
        await Assertions.Expect(page.Locator("#he-qua")).ToContainTextAsync("Điều 8");
        var money = page.Locator("#tien");
        await Assertions.Expect(money).ToContainTextAsync("07/2020");
        await Assertions.Expect(money).ToContainTextAsync("thu hồi");
        await page.ClickAsync("text=Ghi đúng như trên");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Lúc ghi đã đề xuất thu hồi");

        var run = chromium.Site.Office.MonthRun.Run(new Month(2020, 9), new AsKnown(AsKnown.DayOf(chromium.Site.Office.Register.Now)));
        var lines = chromium.Site.Office.Ledger.LinesOf(11, null).Where(line => line.Amount < 0).ToList();
        Assert.True(run.Ok, string.Join("; ", run.Refusals));
        Assert.Equal(["2020-07", "2020-08"], lines.Select(line => line.ForMonth.ToString()).Order());
        Assert.True(chromium.Site.Office.MonthRun.Reconcile().Agrees);
    }

    [Fact]
    public async Task The_code_of_a_card_pasted_into_the_search_finds_its_holder_and_fills_in_a_newcomer()
    {
        var page = await chromium.SignedIn("xuandinh");
        var number = chromium.Site.Office.People.FindOrNull(4, null, new(2020, 8, 31), new AsKnown(new(2020, 8, 31)))!.PersonalNumber;
        await page.FillAsync(".bar input[type=search]", $"{number}|111222333|Đỗ Thị Mão|11021935|Nữ|Xuân Đình, Phúc Thọ, Hà Nội|25042021");
        await page.PressAsync(".bar input[type=search]", "Enter");
        await Assertions.Expect(page.Locator("#nguoi-4")).ToContainTextAsync("Đỗ Thị Mão");

        var newcomer = PersonalNumber.Create(PersonalNumber.SyntheticProvince, Sex.Male, 1988, 999).Digits;
        await page.FillAsync("#the", $"{newcomer}||Phan Văn Mới|02031988|Nam|Xuân Đình|25042021");
        await page.ClickAsync("text=Đọc thẻ");
        await page.ClickAsync("text=Chuyển đến: thêm người mới");
        await Assertions.Expect(page.Locator("[name=ten]")).ToHaveValueAsync("Phan Văn Mới");
        await Assertions.Expect(page.Locator("[name=so]")).ToHaveValueAsync(newcomer);
        await Assertions.Expect(page.Locator("[name=ngay-sinh]")).ToHaveValueAsync("02/03/1988");
    }

    private void Told(long person, string kind, string value)
    {
        var told = chromium.Site.Office.Register.Record(new FactRow(person, null, kind, value, new DateInterval(new(2012, 7, 1), null), 0, null, "hồ sơ"));
        Assert.True(told.Ok || told.Refusals[0].Code == "row.overlaps", string.Join("; ", told.Refusals));
    }

    private async Task<string> Names()
    {
        using var browser = await chromium.Site.SignedIn("canbo");
        return await browser.Text("/nguoi?q=doan");
    }
}
