using System.Net;

namespace AnSinh.Host.Tests.Pages;

/// <summary>The text of a citizen card: read, checked, its holder found within the scope, the way to mend what differs.</summary>
public class CardPageTests(Site site) : IClassFixture<Site>
{
    private const string Khuyen = "999139000001|012345678|NGUYỄN THỊ KHUYẾN|05031939|Nữ|thôn Trung, Xuân Đình, Phúc Thọ, Hà Nội|25042021";
    private const string Ngoai = "999070000011||Khuất Văn Ngoài|24121970|Nam|Vân Hà, Phúc Thọ|25042021";
    private const string Stranger = "001190000001||Trần Thị Lạ|01021990|Nữ|Hát Môn, Phúc Thọ|25042021";

    [Fact]
    public async Task A_card_finds_its_holder_and_shows_what_it_knows_better()
    {
        var page = await Read("xuandinh", Khuyen);
        var card = page.QuerySelector("#nguoi-1")!;
        Assert.Contains("trùng số", Browser.Plain(card));
        var rows = card.QuerySelectorAll("tbody tr").Select(Browser.Plain).ToList();
        Assert.Equal(5, rows.Count);
        Assert.Contains("khớp", rows[1]);
        Assert.Contains("05/03/1939", rows[2]);
        Assert.Contains("thẻ rõ hơn", rows[2]);
        var fix = card.QuerySelectorAll("a").First(a => a.GetAttribute("href")!.StartsWith("/su-kien/identity?", StringComparison.Ordinal))
            .GetAttribute("href")!;
        Assert.Contains("nguoi=1", fix);
        Assert.Contains("ngay-sinh=05%2F03%2F1939", fix);
        Assert.DoesNotContain("&ten=", fix);
        Assert.All(page.QuerySelectorAll("#kiem-tra .chip"), chip => Assert.Equal("khớp", chip.TextContent));
    }

    [Fact]
    public async Task Somebody_outside_the_scope_is_not_told_of()
    {
        var page = await Read("xuandinh", Ngoai);
        Assert.NotNull(page.QuerySelector("#khong-co"));
        Assert.Null(page.QuerySelector("#nguoi-11"));
        var whole = await Read("canbo", Ngoai);
        Assert.NotNull(whole.QuerySelector("#nguoi-11"));
    }

    [Fact]
    public async Task A_stranger_is_added_with_the_form_filled_in()
    {
        var page = await Read("xuandinh", Stranger);
        var add = page.QuerySelector("#khong-co a.primary")!.GetAttribute("href")!;
        Assert.StartsWith("/su-kien/move_in?so=001190000001&ten=", add, StringComparison.Ordinal);
        Assert.Contains("ngay-sinh=01%2F02%2F1990&gioi=female&dia-chi=", add);
    }

    [Fact]
    public async Task A_number_against_sex_and_year_is_said_to_be()
    {
        var page = await Read("xuandinh", "001090000001||Trần Thị Lạ|01021991|Nữ|Hát Môn|25042021");
        Assert.Equal(["khớp", "trái", "trái"], page.QuerySelectorAll("#kiem-tra .chip").Select(c => c.TextContent));
    }

    [Theory]
    [InlineData("abc", "ít nhất 6 phần")]
    [InlineData("00113900001||A|05031939|Nữ|X|25042021", "12 chữ số")]
    [InlineData("001139000001||A|31021939|Nữ|X|25042021", "ngày sinh")]
    public async Task What_cannot_be_read_is_named_and_kept(string text, string message)
    {
        var page = await Read("xuandinh", text);
        Assert.Contains(message, Browser.Plain(page.QuerySelector(".errors")));
        Assert.Equal(text, page.QuerySelector("#nhap-the-the")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_card_scanned_into_the_search_box_opens_as_a_card()
    {
        using var officer = await site.SignedIn("xuandinh");
        var page = await officer.Page("/nguoi?q=" + Uri.EscapeDataString(Khuyen));
        Assert.NotNull(page.QuerySelector("#nguoi-1"));
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> Read(string login, string text)
    {
        using var officer = await site.SignedIn(login);
        using var answer = await officer.Submit("/the-can-cuoc", "/the-can-cuoc", ("the", text));
        return await officer.Back(answer);
    }
}
