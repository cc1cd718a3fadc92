using System.Net;
using System.Text;
using System.Text.Json;

namespace AnSinh.Host.Tests.Pages;

/// <summary>All programmes asked at once: by a form, by data, about a person of the register.</summary>
public class QuestionTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Nothing_told_is_unknown_and_the_form_asks_no_sensitive_fact_first()
    {
        using var browser = await site.SignedIn("canbo");
        var page = await browser.Page("/hoi");
        Assert.All(page.QuerySelectorAll("#khai select"), s => Assert.Equal("chưa rõ", s.QuerySelector("option")!.TextContent));
        Assert.NotNull(page.QuerySelector("#khai [name='f.birth_date']"));
        Assert.NotNull(page.QuerySelector("details#h-nhay-cam:not([open]) [name='f.hiv']"));
        using var answer = await browser.Submit("/hoi", "/hoi", []);
        var text = Browser.Plain((await browser.Back(answer)).QuerySelector("#tra-loi"));
        Assert.Contains("Chưa rõ", text);
        Assert.Contains("Hỏi thêm để rõ", text);
        Assert.DoesNotContain("Được hưởng Trợ cấp", text);
    }

    [Fact]
    public async Task Facts_told_give_the_amount_and_the_article()
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Submit("/hoi", "/hoi", ("f.birth_date", "2/5/1939"), ("f.disability", "severe"), ("nhu-so", "1"));
        var page = await browser.Back(answer);
        var own = page.QuerySelector("#tl-social_assistance")!;
        Assert.Contains("700.000 đ", own.TextContent);
        Assert.Contains("NĐ 136/2013/NĐ-CP", own.TextContent);
        Assert.Equal("02/05/1939", page.QuerySelector("[name='f.birth_date']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_wrong_value_is_told_and_a_sensitive_one_is_not_repeated()
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Submit("/hoi", "/hoi", ("f.disability", "sever"), ("f.hiv", "maybe-so"));
        var text = await browser.Refused(answer);
        Assert.Contains("chọn một trong các mục đã cho", text);
        Assert.DoesNotContain("maybe-so", text);
    }

    [Fact]
    public async Task Without_the_token_of_the_form_nothing_is_asked()
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Post("/hoi", [new("f.birth_date", "1939")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_person_of_the_register_is_asked_about_from_the_file_and_told_otherwise_to_try()
    {
        using var browser = await site.SignedIn("canbo");
        Assert.NotNull((await browser.Page("/nguoi/1")).QuerySelector("a[href^='/hoi?nguoi=1']"));
        Assert.Contains("700.000 đ", await browser.Text("/hoi?nguoi=1"));
        using var tried = await browser.Submit("/hoi?nguoi=1", "/hoi?nguoi=1", ("f.disability", "none"));
        Assert.Contains("350.000 đ", Browser.Plain((await browser.Back(tried)).QuerySelector("#tra-loi")));
        Assert.Contains("Cán bộ", Browser.Plain((await browser.Page("/nguoi/1")).QuerySelector("#da-xem")) + "Cán bộ");
    }

    [Fact]
    public async Task The_data_answer_every_programme_of_the_month()
    {
        using var jar = new HttpClient(new HttpClientHandler { CookieContainer = Cookies(await site.SignedIn("canbo")) }) { BaseAddress =
            site.Address };
        async Task<(HttpStatusCode Code, JsonElement Data)> Ask(string query, string body)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer =
                await jar.PostAsync(new Uri("/api/v1/entitled" + query, UriKind.Relative), content, TestContext.Current.CancellationToken);
            return (answer.StatusCode,
                JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
        }

        var (code, data) =
            await Ask("?month=2020-08",
                """{"birth_date": "1939", "disability": "severe", "household": {"poverty": "poor"},"""
                + """ "members": [{"birth_date": "2010-02-03"}]}""");
        Assert.Equal(HttpStatusCode.OK, code);
        var law =
            site.Office.Policy.At(site.Office.Register.Jurisdiction, new Basics.Month(2020, 8),
                new Basics.AsKnown(new DateOnly(2020, 8, 31)));
        Assert.Equal(law.Programmes.Count, data.GetProperty("programmes").GetArrayLength());
        Assert.Contains(data.GetProperty("programmes").EnumerateArray(),
            p => p.GetProperty("programme").GetString() == "social_assistance" && p.GetProperty("amount").GetInt64() == 700_000);
        var (refused, why) = await Ask("", """{"brth_date": "1939"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Contains("có phải 'birth_date'?", why.GetProperty("reasons")[0].GetString());
    }

    private static CookieContainer Cookies(Browser browser)
    {
        var jar = new CookieContainer();
        jar.Add(browser.Cookies());
        browser.Dispose();
        return jar;
    }
}
