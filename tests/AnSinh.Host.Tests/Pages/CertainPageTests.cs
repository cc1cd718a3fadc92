using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Register;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// Severely disabled, and nobody knows how old: 1.5 times the standard is certain, twice it from the age of 60 on. Every page says so, and
/// what to ask. These tests record a fact, so they have a site of their own.
/// </summary>
public sealed class CertainPageTests : IAsyncLifetime
{
    private readonly Site _site = new();

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        using var load = _site.Office.Register.BulkLoad();
        var since = new DateOnly(2019, 6, 1);
        load.Add(
            new FactRow(SmallDistrict.NoBirth, null, "disability", "severe", new DateInterval(since, null),
                AsKnown.NoonOf(since), null, "Giấy xác nhận 9/XN-UBND"));
        load.Commit();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_question_says_at_least_perhaps_and_what_is_to_be_known()
    {
        using var browser = await _site.SignedIn("canbo");
        using var answer = await browser.Submit("/hoi", "/hoi", ("f.disability", "severe"), ("nhu-so", "1"));
        var page = await browser.Back(answer);
        var own = Browser.Plain(page.QuerySelector("#duoc #tl-social_assistance summary"));
        Assert.Contains("ít nhất 525.000 đ", own);
        Assert.Contains("có thể 700.000 đ: cần biết ngày sinh", own);
        Assert.Contains("Ngày sinh", Browser.Plain(page.QuerySelector("#thieu")));
    }

    [Fact]
    public async Task The_question_about_a_person_of_the_register_says_so_in_English_too()
    {
        using var browser = await _site.SignedIn("canbo");
        var page = await browser.Page($"/hoi?nguoi={SmallDistrict.NoBirth}&lang=en");
        var own = Browser.Plain(page.QuerySelector("#duoc #tl-social_assistance summary"));
        Assert.Contains("at least 525,000 đ", own);
        Assert.Contains("perhaps 700,000 đ: tell birth date", own);
        Assert.Contains("at least: what is certain", Browser.Plain(page.QuerySelector("#tra-loi .tiles")));
    }

    [Theory]
    [InlineData("", "Ít nhất 525.000 đ, có thể 700.000 đ. Cần biết: Ngày sinh.")]
    [InlineData("?lang=en", "At least 525.000 đ, perhaps 700.000 đ. Tell: Birth date.")]
    public async Task The_file_of_a_person_says_what_is_certain_and_what_to_ask(string language, string said)
    {
        using var officer = await _site.SignedIn("xuandinh");
        var page = await officer.Page($"/nguoi/{SmallDistrict.NoBirth}{language}");
        Assert.Contains(said, Browser.Plain(page.QuerySelector("#vi-sao-social_assistance")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_work_lists_hold_the_person_as_entitled_and_as_to_be_asked()
    {
        using var officer = await _site.SignedIn("xuandinh");
        Assert.Contains("Được hưởng ít nhất 525.000 đ, có thể 700.000 đ; cần biết thêm: Ngày sinh",
            await officer.Text("/che-do/social_assistance?ds=chua-ro"));
        Assert.Contains("Đủ điều kiện hưởng ít nhất 525.000 đ, có thể 700.000 đ/tháng nhưng chưa có quyết định",
            await officer.Text("/che-do/social_assistance?ds=bi-sot"));
    }

    [Theory]
    [InlineData("explain/social_assistance")]
    [InlineData("entitled")]
    public async Task The_data_say_the_certain_amount_the_most_and_what_is_missing(string question)
    {
        using var browser = await _site.SignedIn("canbo");
        using var answer = await browser.Get($"/api/v1/people/{SmallDistrict.NoBirth}/{question}");
        using var data = JsonDocument.Parse(await Browser.Body(answer));
        var own = data.RootElement.TryGetProperty("programmes", out var programmes)
            ? programmes.EnumerateArray().Single(p => p.GetProperty("programme").GetString() == "social_assistance")
            : data.RootElement;
        Assert.Equal(("yes", 525_000L, 700_000L),
            (own.GetProperty("status").GetString(), own.GetProperty("amount").GetInt64(), own.GetProperty("atMost").GetInt64()));
        Assert.Equal("birth_date", own.GetProperty("missing")[0].GetString());
    }
}
