using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>What an officer does on the phone: 390 px wide, with the dock at the foot.</summary>
public class PhoneJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Width = 390;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_dock_to_a_place_and_from_its_last_button_to_all_others(bool scripts)
    {
        var page = await chromium.SignedIn("xuandinh", Width, scripts: scripts);
        await Assertions.Expect(page.Locator("nav.rail")).ToBeHiddenAsync();
        await page.ClickAsync("nav.dock >> text=Nhân khẩu");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Nhân khẩu");
        await Assertions.Expect(page.Locator("nav.dock [aria-current=page]")).ToContainTextAsync("Nhân khẩu");

        await page.ClickAsync("nav.dock button");
        await Assertions.Expect(page.Locator("nav.rail")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("nav.rail")).ToBeHiddenAsync();
        await page.ClickAsync("nav.dock button");
        await page.ClickAsync("nav.rail >> text=Bộ luật");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Bộ luật");
        await Assertions.Expect(page.Locator("nav.rail")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_dock_hides_neither_the_end_of_a_page_nor_what_has_the_focus_and_is_not_printed()
    {
        var page = await chromium.SignedIn("canbo", Width);
        await page.GotoAsync("/bo-luat");
        await page.EvaluateAsync("window.scrollTo(0, document.body.scrollHeight)");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.foot').lastElementChild.getBoundingClientRect().bottom"
            + " <= document.querySelector('.dock').getBoundingClientRect().top"));

        await page.EvaluateAsync("window.scrollTo(0, 0)");
        await page.FocusAsync("main tbody tr:nth-child(6) a");
        Assert.True(await page.EvaluateAsync<bool>("(() => { const r = document.activeElement.getBoundingClientRect();"
            + " return r.top >= 0 && r.bottom <= document.querySelector('.dock').getBoundingClientRect().top })()"));

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator("nav.dock")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(800)]
    [InlineData(Width)]
    public async Task A_short_word_of_a_status_stays_on_one_line_in_a_table(int width)
    {
        var page = await chromium.SignedIn("canbo", width);
        var seen = 0;
        foreach (var path in new[] { "/viec", "/chi-tra/2020-08", "/nguoi", "/ho-so", "/trung-lap", "/bo-luat?phan=thu-tuc", "/nguoi/1" })
        {
            await page.GotoAsync(path);
            var chips = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('td .chip')]"
                + ".filter(c => c.innerText.length <= 16).map(c => c.getClientRects()[0].height"
                + " > 1.8 * parseFloat(getComputedStyle(c).lineHeight) ? '!' + c.innerText : '')");
            seen += chips.Length;
            Assert.True(chips.All(c => c.Length == 0), $"{path}: {string.Join(", ", chips.Where(c => c.Length > 0))}");
        }

        Assert.True(seen > 0, "no page has a chip in a table");
    }
}
