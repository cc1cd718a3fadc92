using System.Net;
using System.Text;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// One request neither stops the server nor makes it stammer: every odd input is a sentence, and the next request is served.
/// </summary>
public class HostileInputTests(Site site) : IClassFixture<Site>
{
    private const string Root = "/bo-luat/thay-doi";
    private const string File = "vn/parameters/social_assistance.yaml";

    [Theory]
    [InlineData("[", 30_000)]
    [InlineData("{\"a\":", 10_000)]
    [InlineData("- ", 20_000)]
    [InlineData("? ", 20_000)]
    [InlineData("&a [*a]", 1)]
    [InlineData("{\"income\": 9223372036854775807}", 1)]
    [InlineData("{\"income\": -9223372036854775808}", 1)]
    [InlineData("{\"birth_date\": \"\\ud800\"}", 1)]
    [InlineData("[a]: 1", 1)]
    public async Task Facts_told_by_an_enemy_are_refused_and_the_server_lives(string piece, int times)
    {
        using var browser = await site.SignedIn("canbo");
        using var body = new StringContent(string.Concat(Enumerable.Repeat(piece, times)), Encoding.UTF8, "application/json");
        using var answer = await browser.Send("/api/v1/entitled", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("reasons", await Browser.Body(answer));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/song")).StatusCode);
    }

    [Fact]
    public async Task A_draft_that_would_hurt_its_readers_is_refused_when_it_is_kept()
    {
        using var editor = await site.SignedIn("soanluat");
        var at = await Begin(editor, "Tệp quá sâu");
        var form = at + "/tep?tep=" + Uri.EscapeDataString(File);
        using var refused = await editor.Submit(form, at + "/tep", ("chu", new string('[', 30_000)));
        Assert.Contains("Lồng quá", await editor.Refused(refused));
        Assert.Empty(site.Office.LawChanges.FindOrNull(Number(at))!.Files);

        // A slip of writing is kept, with its line, so that nothing typed is lost.
        using var kept = await editor.Submit(form, at + "/tep", ("chu", "parameter: [x"));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.Contains("Viết sai quy cách YAML", await editor.Text(at));
    }

    [Fact]
    public async Task A_draft_that_hurts_and_is_already_there_opens_with_a_sentence()
    {
        using var editor = await site.SignedIn("soanluat");
        var at = await Begin(editor, "Tệp có từ trước");
        foreach (var text in (string[])[new string('[', 30_000), string.Concat(Enumerable.Repeat("- ", 30_000)),
            string.Concat(Enumerable.Repeat("a\n", 300_000)), "parameter: x\nvalues: &a [*a]\n"])
        {
            site.Office.Register.Database.Do(Act.By("test"), (connection, transaction) => connection.Execute(
                """
                insert into law_change_edit (change_id, edit_no, path, base_hash, content, edited_by, edited_at)
                select @id, coalesce(max(edit_no), 0) + 1, @path, @hash, @text, 'soanluat', 0 from law_change_edit where change_id = @id
                """,
                new { id = Number(at), path = File, hash = site.Office.Law!.Files.HashOf(File), text }, transaction));
            Assert.Contains(File, await editor.Text(at));
            Assert.NotNull((await editor.Page(at + "/tep?tep=" + Uri.EscapeDataString(File))).QuerySelector("textarea"));
            using var tried = await editor.Get(at + "/mo-phong");
            Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
            using var value = await editor.Get(at + "/gia-tri");
            Assert.Equal(HttpStatusCode.OK, value.StatusCode);
        }
    }

    [Theory]
    [InlineData("/nguoi?q=%EF%BF%BE")]
    [InlineData("/nguoi?q=a%00b")]
    [InlineData("/nguoi?%00=1")]
    [InlineData("/api/v1/months?x=%EF%BF%BF")]
    [InlineData("/nguoi/1?thang=%EF%BF%BE")]
    public async Task What_is_no_letter_in_an_address_is_a_sentence(string address)
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Get(address);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("không phải là chữ",
            WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Unescape(await Browser.Body(answer))));
    }

    [Theory]
    [InlineData("/nguoi?q=%ED%A0%80")]
    [InlineData("/nguoi?q=%09%09")]
    [InlineData("/nguoi?q=%F0%9F%98%80")]
    [InlineData("/nguoi?q=%FF%FE")]
    public async Task What_is_odd_but_legible_is_searched_for(string address)
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Get(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_no_letter_in_a_form_or_an_event_is_a_sentence()
    {
        using var browser = await site.SignedIn("canbo");
        // The framework itself takes a form with NUL in it for a broken one.
        foreach (var (value, told) in ((string, string)[])[("a\uFFFEb", "không phải là chữ"), ("a\0b", "Mở lại trang rồi gửi lại")])
        {
            using var answer = await browser.Submit("/hoi", "/hoi", ("f.birth_date", value));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(told, Browser.Plain((await Browser.Read(answer)).QuerySelector("main")));
        }

        foreach (var json in (string[])["{\"person\": \"\\ud800\"}", "{\"\\udc00\": 1}", "{\"a\": [\"\\ud800\"]}",
            "{\"person\": \"\\u0000\"}", new string('[', 500), "{\"person\": 1e999}"])
        {
            using var body = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await browser.Send("/api/v1/events/death?preview=1", body);
            Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound, $"{json}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_form_that_is_broken_on_the_way_is_a_sentence()
    {
        using var browser = await site.SignedIn("canbo");
        using var cut = new ByteArrayContent(
            "--x\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.csv\"\r\n\r\nabc"u8.ToArray());
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        using var answer = await browser.Send("/danh-sach", cut);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var many = new FormUrlEncodedContent(Enumerable.Range(0, 3_000).Select(i => KeyValuePair.Create("f" + i, "1")));
        using var refused = await browser.Send("/hoi", many);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private static long Number(string address) =>
        long.Parse(address[(address.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> Begin(Browser browser, string title)
    {
        using var begun = await browser.Submit(Root, Root, ("title", title));
        return begun.Headers.Location!.OriginalString;
    }
}
