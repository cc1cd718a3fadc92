using System.Net;
using System.Text;
using AnSinh.Casework.Cases;
using AnSinh.Casework.LawChanges;
using AnSinh.Store.Acts;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Pages;

/// <summary>The law is changed in the browser: one person drafts, another approves, and the pages follow without a restart.</summary>
public class LawChangeTests(Site site) : IClassFixture<Site>
{
    private const string Root = "/bo-luat/thay-doi";

    internal static readonly (string, string)[] NewValue =
    [
        ("tham-so", "social_assistance.standard@vn-01"), ("tu", "2030-01-01"), ("muc", "812.000"), ("van-ban", "NQ-63-2025-HN"),
        ("cho", "Điều 2 khoản 1"), ("ban-hanh", "2029-11-01"),
        ("hieu-luc", "2030-01-01"), ("da-doc", "thử"),
    ];

    [Fact]
    public async Task A_value_drafted_by_one_and_approved_by_another_is_law_at_once()
    {
        using var leader = await site.SignedIn("soanluat");
        using var officer = await site.SignedIn("duyetluat");
        var at = await Begin(leader, "Nâng mức chuẩn");
        using (var kept = await leader.Submit(at + "/gia-tri", at + "/gia-tri", NewValue))
        {
            Assert.Equal(at, kept.Headers.Location?.OriginalString);
        }

        var draft = await leader.Text(at);
        Assert.Contains("Mức chuẩn trợ giúp xã hội: 812.000 đ từ 01/01/2030", draft);
        Assert.Contains("- from: 2030-01-01", draft);
        Assert.Contains("Mọi ca mẫu đều đạt", draft);
        await leader.Submit(at, at + "/submit", ("remark", "xin duyệt"));
        Assert.Null((await leader.Page(at)).QuerySelector($"form[action='{at}/approve']"));
        var change = site.Office.LawChanges.FindOrNull(Number(at))!;
        var own = site.Office.LawChanges.Do(
            new LawDeed(change.Id, change.Case.Entries.Count, "approve",
                new Dictionary<string, string> { ["content"] = change.ContentHash }),
            new CaseActor("soanluat", SmallDistrict.Actor(site.Office, "duyetluat").Posts),
            Act.By("soanluat"));
        Assert.Equal("case.own", own.Refusals[0].Code);

        Assert.DoesNotContain("812.000", await officer.Text("/bo-luat/tham-so/social_assistance.standard"));
        await officer.Submit(at, at + "/approve", ("remark", "đồng ý"));
        var page = await officer.Page(at);
        var key = page.QuerySelector($"form[action='{at}/publish'] input[name=khoa]")!.GetAttribute("value")!;
        await officer.Submit(at, at + "/publish", ("khoa", key));
        Assert.True(site.Office.LawChanges.FindOrNull(Number(at))!.IsPublished);
        Assert.Contains("812.000 đ", await officer.Text("/bo-luat/tham-so/social_assistance.standard?thang=2030-02&biet=2030-02-28"));
        Assert.Contains("bản công bố số 1", await leader.Text("/bo-luat"));
        using var reader = await site.SignedIn("canbo");
        Assert.Contains("bản số 1", await reader.Text("/nguoi/1"));
        Assert.Contains("công bố thành bản số 1", await leader.Text(at));
    }

    [Fact]
    public async Task A_mistake_is_told_with_what_was_typed_and_nothing_is_kept()
    {
        using var leader = await site.SignedIn("soanluat");
        var at = await Begin(leader, "Mức sai");
        using var refused =
            await leader.Submit(at + "/gia-tri", at + "/gia-tri", ("tham-so", "social_assistance.standard@vn-01"),
                ("tu", "2030-13-01"), ("muc", "nhiều"), ("cho", "Điều"));
        var page = await leader.Back(refused);
        Assert.Contains("không phải là ngày", Beside(page, "tu"));
        Assert.Contains("Văn bản: chưa ghi", Beside(page, "van-ban"));
        var form = Browser.Filled(page.QuerySelector("#f-muc")!);
        Assert.Equal(("nhiều", "Điều", "social_assistance.standard@vn-01"), (form["muc"], form["cho"], form["tham-so"]));

        // What the form alone cannot know is told once it can be read, with what was typed.
        using var again = await leader.Post(at + "/gia-tri", [.. form.Where(f => f.Key is not ("tu" or "van-ban")),
            new("tu", "2030-01-01"), new("van-ban", "NQ-63-2025-HN")]);
        page = await leader.Back(again);
        Assert.Contains("bằng chữ số", Beside(page, "muc"));
        Assert.Contains("Điều 4 khoản 2", Beside(page, "cho"));
        Assert.Equal("01/01/2030", page.QuerySelector("#f-muc-tu")!.GetAttribute("value"));
        var english = await leader.Page(again.Headers.Location!.OriginalString + "&lang=en");
        Assert.Contains("Write the value in digits", Beside(english, "muc"));
        await leader.Page(Root + "?lang=vi");
        Assert.Empty(site.Office.LawChanges.FindOrNull(Number(at))!.Files);

        static string Beside(AngleSharp.Dom.IDocument page, string field) => Browser.Plain(page.QuerySelector($"#f-muc-{field}-l"));
    }

    [Fact]
    public async Task What_a_new_instrument_asks_is_asked_only_where_it_is_chosen()
    {
        using var leader = await site.SignedIn("soanluat");
        var at = await Begin(leader, "Văn bản mới");
        using var refused = await leader.Submit(at + "/gia-tri", at + "/gia-tri", [.. NewValue, ("van-ban", "new"), ("vb-ma", "ND 1")]);
        var said = await leader.Refused(refused);
        Assert.Contains("Trích yếu: chưa ghi", said);
        using var odd = await leader.Submit(at + "/gia-tri", at + "/gia-tri", [.. NewValue, ("van-ban", "new"), ("vb-ma", "ND 1"),
            ("vb-so", "1/2029/NĐ-CP"), ("vb-loai", "Nghị định"), ("vb-ten", "thử"), ("vb-ban-hanh", "01/11/2029")]);
        Assert.Contains("Mã văn bản gồm chữ không dấu", await leader.Refused(odd));

        // Another test publishes a value from the day the others name.
        using var kept = await leader.Submit(at + "/gia-tri", at + "/gia-tri", [.. NewValue, ("tu", "2031-02-01"), ("van-ban", "new"),
            ("vb-ma", "ND-1-2029"), ("vb-so", "1/2029/NĐ-CP"), ("vb-loai", "Nghị định"), ("vb-ten", "thử"), ("vb-ban-hanh", "01/11/2029")]);
        Assert.Equal(at, kept.Headers.Location?.OriginalString);
        Assert.Equal(2, site.Office.LawChanges.FindOrNull(Number(at))!.Files.Count);
    }

    [Fact]
    public async Task A_file_that_was_edited_outlives_a_refusal_and_the_end_of_the_session()
    {
        using var leader = await site.Enter("soanluat");
        var at = await Begin(leader, "Phiên hết");
        var page = at + "/tep?tep=" + Uri.EscapeDataString("vn/programmes/social_pension.yaml");
        const string Text = "  # hai dấu cách ở đầu\n";
        using var refused = await leader.Submit(page, at + "/tep", ("chu", Text + new string('[', 30_000)));
        var back = await leader.Back(refused);
        Assert.StartsWith(Text, back.QuerySelector("#f-tep-chu")!.TextContent, StringComparison.Ordinal);

        var form = Browser.Filled(back.QuerySelector("#f-tep")!);
        form["chu"] = Text;
        using (await leader.Submit(Root, "/dang-xuat"))
        {
        }

        using var sent = await leader.PostOnce(at + "/tep", form);
        using var entered = await leader.Submit(sent.Headers.Location!.PathAndQuery(), "/dang-nhap", ("login", "soanluat"),
            ("password", DemoAccounts.Password));
        var found = await leader.Page(entered.Headers.Location!.OriginalString);
        Assert.Equal(Text, found.QuerySelector("#f-tep-chu")!.TextContent);
        using var kept = await leader.PostOnce(at + "/tep", Browser.Filled(found.QuerySelector("#f-tep")!));
        Assert.Equal(Text, Assert.Single(site.Office.LawChanges.FindOrNull(Number(at))!.Files).Text);
    }

    [Fact]
    public async Task A_clause_is_edited_as_text_and_every_mistake_is_told_with_its_line()
    {
        using var leader = await site.SignedIn("soanluat");
        var at = await Begin(leader, "Sửa điều khoản");
        const string File = "vn/programmes/social_pension.yaml";
        var form = at + "/tep?tep=" + Uri.EscapeDataString(File);
        var text = (await leader.Page(form)).QuerySelector("textarea")!.TextContent;
        await leader.Submit(form, at + "/tep",
            ("chu", text.Replace("death_date > period.eve", "death_day > period.eve", StringComparison.Ordinal)
                .ReplaceLineEndings("\r\n")));
        var page = await leader.Page(form);
        Assert.Contains(File + ":", Browser.Plain(page.QuerySelector(".note.bad")));
        Assert.NotNull(page.QuerySelector(".code-box pre b"));
        Assert.Single(site.Office.LawChanges.FindOrNull(Number(at))!.Files, f => !f.Text.Contains('\r'));
        Assert.NotNull((await leader.Page(at)).QuerySelector($"form[action='{at}/submit'] button[disabled]"));

        // The old text again is no change any more.
        await leader.Submit(form, at + "/tep", ("chu", text));
        Assert.Empty(site.Office.LawChanges.FindOrNull(Number(at))!.Files);
    }

    [Fact]
    public async Task A_new_programme_from_the_template_is_sound_and_proven_by_its_cases()
    {
        using var leader = await site.SignedIn("soanluat");
        var at = await Begin(leader, "Chế độ mới");
        using var made =
            await leader.Submit(at + "/che-do-moi", at + "/che-do-moi", ("ma", "ho_tro_thu"), ("cap", "vn-01-ha-noi"),
                ("ten", "Hỗ trợ thử"), ("tu", "2030-01-01"), ("nhom", "social_assistance"), ("van-ban", "NQ-63-2025-HN"));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var draft = await leader.Text(at);
        Assert.DoesNotContain("lỗi phải sửa", draft);
        Assert.Contains("ho_tro_thu-1", draft);
        Assert.NotNull((await leader.Page(at)).QuerySelector($"form[action='{at}/submit'] button:not([disabled])"));
    }

    [Fact]
    public async Task Who_goes_back_and_types_something_else_has_it_kept_though_the_form_is_the_same()
    {
        using var leader = await site.SignedIn("soanluat");
        var at = await Begin(leader, "Gõ lại");
        const string File = "vn/programmes/social_pension.yaml";
        var (first, second) = ("# một\n", "# hai\n");
        var text = site.Office.Law!.Files.TextOrNull(File)!;
        foreach (var remark in new[] { first, second, second, first })
        {
            using var kept = await leader.Submit(
                at + "/tep?tep=" + Uri.EscapeDataString(File), at + "/tep", ("chu", remark + text), ("khoa", "mot-bieu-mau"));
            Assert.Equal(System.Net.HttpStatusCode.Redirect, kept.StatusCode);
        }

        var change = site.Office.LawChanges.FindOrNull(Number(at))!;
        Assert.StartsWith(first, Assert.Single(change.Files).Text, StringComparison.Ordinal);
        Assert.Equal(3, site.Office.Register.Audit.Latest(50).Count(e => e.Action == "law.edit" && e.Subject == $"law-change:{change.Id}"));
    }

    [Fact]
    public async Task A_draft_is_tried_on_the_register_and_downloaded_as_a_table()
    {
        using var leader = await site.SignedIn("soanluat");
        var at = await Begin(leader, "Mô phỏng");
        await leader.Submit(at + "/gia-tri", at + "/gia-tri",
            [.. NewValue[..1], ("tu", "2029-06-01"), .. NewValue[2..5], ("ban-hanh", "2029-05-01"), ("hieu-luc", "2029-06-01"),
                ("da-doc", "thử")]);
        var page = at + "/mo-phong?tu=2029-06&den=2029-07";
        var shown = await leader.Text(page);
        Assert.Contains("Người được thêm", shown);
        Assert.Contains("06/2029", shown);
        using var table = await leader.Get(at + "/mo-phong.csv?tu=2029-06&den=2029-07");
        var bytes = await table.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Contains("2029-06,social_assistance,", Encoding.UTF8.GetString(bytes));
        using var backwards = await leader.Get(at + "/mo-phong?tu=2029-07&den=2029-06");
        Assert.Equal(HttpStatusCode.BadRequest, backwards.StatusCode);
    }

    [Fact]
    public async Task The_officer_of_a_commune_reads_the_law_and_does_not_change_it()
    {
        using var leader = await site.SignedIn("soanluat");
        using var commune = await site.SignedIn("xuandinh");
        var at = await Begin(leader, "Không phải việc của xã");
        Assert.Null((await commune.Page(Root)).QuerySelector("form[method=post][action='" + Root + "']"));
        foreach (var path in new[] { at, at + "/gia-tri", at + "/tep", at + "/mo-phong", at + "/che-do-moi" })
        {
            using var answer = await commune.Get(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task From_an_amount_to_its_article_it_is_two_clicks()
    {
        using var leader = await site.SignedIn("lanhdao");
        var person = await leader.Page("/nguoi/1");
        var links = person.QuerySelectorAll("#vi-sao-social_assistance a.cite").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        Assert.NotEmpty(links);
        Assert.Empty(person.QuerySelectorAll("#vi-sao-social_assistance span.cite"));
        foreach (var link in links)
        {
            var (path, anchor) = link.Split('#') is [var p, var a] ? (p, a) : (link, "");
            var article = await leader.Page(path);
            if (anchor.Length > 0)
            {
                Assert.NotNull(article.GetElementById(anchor));
            }
        }
    }

    private static async Task<string> Begin(Browser browser, string title)
    {
        using var begun = await browser.Submit(Root, Root, ("title", title));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        return begun.Headers.Location!.OriginalString;
    }

    private static long Number(string address) =>
        long.Parse(address[(address.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
