using AnSinh.Basics;
using AnSinh.Host.Tests.Pages;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>The register kept in order: a card at the counter, two files of one person, a new map.</summary>
public class RegisterJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_code_of_a_card_pasted_into_the_search_finds_its_holder_and_fills_in_a_newcomer(bool scripts)
    {
        var page = await chromium.SignedIn("xuandinh", scripts: scripts);
        var number = PersonalNumber.Create(PersonalNumber.SyntheticProvince, Sex.Female, 1935, (int)SmallDistrict.Mao).Digits;
        await page.FillAsync(".bar input[type=search]", $"{number}|111222333|Đỗ Thị Mão|11021935|Nữ|Xuân Đình, Phúc Thọ, Hà Nội|25042021");
        await page.PressAsync(".bar input[type=search]", "Enter");
        await Assertions.Expect(page.Locator($"#nguoi-{SmallDistrict.Mao}")).ToContainTextAsync("Đỗ Thị Mão");

        var newcomer = PersonalNumber.Create(PersonalNumber.SyntheticProvince, Sex.Male, 1988, 999).Digits;
        await page.FillAsync("#nhap-the-the", $"{newcomer}||Phan Văn Mới|02031988|Nam|Xuân Đình|25042021");
        await page.ClickAsync("button:has-text('Đọc thẻ')");
        await page.ClickAsync("text=Chuyển đến: thêm người mới");
        await Assertions.Expect(page.Locator("#bieu-mau-ten")).ToHaveValueAsync("Phan Văn Mới");
        await Assertions.Expect(page.Locator("#bieu-mau-so")).ToHaveValueAsync(newcomer);
        await Assertions.Expect(page.Locator("#bieu-mau-ngay-sinh")).ToHaveValueAsync("02/03/1988");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_files_of_one_person_become_one_and_wrongly_merged_two_again(bool scripts)
    {
        var page = await chromium.SignedIn("canbo", scripts: scripts);
        await page.GotoAsync($"/trung-lap/{SmallDistrict.Mao}/{SmallDistrict.NoBirth}");
        await page.FillAsync("#gop-ly-do", "đối chiếu thẻ căn cước");
        await page.ClickAsync("#gop button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Hai hồ sơ là một.");
        var batch = page.Url;
        await page.GotoAsync($"/nguoi/{SmallDistrict.NoBirth}");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Đỗ Thị Mão");
        Assert.True(chromium.Site.Office.MonthRun.Reconcile().Agrees);

        await page.GotoAsync(batch);
        await page.FillAsync("#tach-ly-do", "hai người khác nhau");
        await page.ClickAsync("#tach button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã tách lại thành hai hồ sơ");
        await page.GotoAsync($"/nguoi/{SmallDistrict.NoBirth}");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Trần Thị Không Ngày");
    }

    [Fact]
    public async Task The_reorganisation_of_July_2025_is_taken_back_looked_at_applied_and_a_figure_restated_on_its_map()
    {
        var page = await chromium.SignedIn("canbo");
        await page.GotoAsync("/dia-gioi");
        await page.Locator("#lan-sap-xep").GetByText("HN-2025-07").ClickAsync();
        await page.FillAsync("#hoan-tac-lan-ly-do", "xem lại nghị quyết");
        await page.ClickAsync("#hoan-tac-lan button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã hoàn tác");
        Assert.Equal(18, Communes());

        await page.ClickAsync("text=Xem trước để áp dụng lại");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Xã Phúc Lộc");
        Assert.Equal(18, Communes());
        await page.Locator("#f-ap-dung button").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("HN-2025-07");
        Assert.Equal(3, Communes());

        await page.GotoAsync("/dia-gioi/chuoi?don-vi=272&chi-tieu=poor_households&ban-do=2025-07-01&thang=2020-08");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("được bằng số của đơn vị ở mọi tháng");
        var poor = page.Locator("#chuoi tbody tr", new() { HasTextString = "Xã Phúc Lộc" }).Locator("td");
        Assert.Equal(await page.Locator("#chuoi tfoot td").Last.InnerTextAsync(), await poor.Last.InnerTextAsync());
    }

    private int Communes() => chromium.Site.Office.Units.Children("272", new(2025, 7, 1)).Count;
}
