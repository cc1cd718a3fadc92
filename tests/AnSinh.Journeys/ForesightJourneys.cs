using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>What if, what next, and what else: an officer tries a value, looks ahead and asks for everything.</summary>
public class ForesightJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_cost_follows_the_slider_without_a_new_page_and_the_number_follows_too()
    {
        var page = await chromium.SignedIn("canbo");
        await page.GotoAsync("/che-do/social_assistance");
        await page.EvaluateAsync("window.sameDocument = true");
        await page.Locator("#thu-muc").FillAsync("400000");
        await Assertions.Expect(page.Locator("#thu-ket-qua")).ToContainTextAsync("+225.000 đ");
        await Assertions.Expect(page.Locator("#thu-so")).ToHaveValueAsync("400000");
        await page.Locator("#thu-so").FillAsync("300000");
        await Assertions.Expect(page.Locator("#thu-ket-qua")).ToContainTextAsync("−225.000 đ");
        await Assertions.Expect(page.Locator("#thu-muc")).ToHaveValueAsync("300000");
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument === true"));
    }

    [Fact]
    public async Task Without_scripts_the_same_form_leads_to_the_same_figures_and_the_figures_to_their_people()
    {
        var page = await chromium.SignedIn("canbo", scripts: false);
        await page.GotoAsync("/che-do/social_assistance");
        await page.FillAsync("#thu-so", "400000");
        await page.ClickAsync("text=Tính");
        await Assertions.Expect(page.Locator("#thu-ket-qua")).ToContainTextAsync("+225.000 đ");
        await page.Locator("#ds tbody a", new() { HasText = "Nguyễn Thị Khuyến" }).ClickAsync();
        await page.ClickAsync("text=Hỏi mọi chế độ");
        await Assertions.Expect(page.Locator("#tra-loi")).ToContainTextAsync("700.000 đ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Facts_are_told_and_every_programme_answers(bool scripts)
    {
        var page = await chromium.SignedIn("xuandinh", scripts: scripts);
        await page.GotoAsync("/hoi");
        await page.FillAsync("[id='khai-f.birth_date']", "1938");
        await page.SelectOptionAsync("[id='khai-f.disability']", "severe");
        await page.CheckAsync("input[name=nhu-so]");
        await page.ClickAsync("button.primary:has-text('Hỏi')");
        await Assertions.Expect(page.Locator("#tl-social_assistance")).ToContainTextAsync("700.000 đ");
        Assert.DoesNotContain("1938", page.Url, StringComparison.Ordinal);
    }
}
