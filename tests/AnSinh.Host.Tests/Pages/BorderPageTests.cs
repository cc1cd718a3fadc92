using System.Net;
using System.Text.RegularExpressions;
using AnSinh.Intake.Borders;
using AnSinh.Store.Acts;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// Reorganisations in the browser: looked at, applied, undone, applied again; households of a split commune are assigned.
/// </summary>
public partial class BorderPageTests(Site site) : IClassFixture<Site>
{
    private const string Head = "event,effective_date,instrument,from_code,from_name,to_code,to_name,to_kind,extent,hamlets\n";
    private const string Merger = Head
        + "T-2030,2030-01-01,NQ thử,09739,Xã Phúc Lộc,09739,Phúc Lộc Mới,xã,whole,\n"
        + "T-2030,2030-01-01,NQ thử,09772,Xã Hát Môn,09739,,,whole,\n";
    internal const string Split = Head
        + "T-2031,2031-01-01,NQ thử,09715,Xã Phúc Thọ,09715,Phúc Thọ Một,xã,part,\n"
        + "T-2031,2031-01-01,NQ thử,09715,,09999,Phúc Thọ Hai,xã,part,\n";

    [Fact]
    public async Task A_reorganisation_is_looked_at_applied_undone_and_applied_again()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Applied(officer, Merger);
        Assert.Contains("đang áp dụng", await officer.Text("/dia-gioi"));
        Assert.NotNull(site.Office.Units.FindOrNull("09739~2030-01-01"));

        using (var again = await officer.Submit("/dia-gioi", "/dia-gioi/xem-truoc", ("noi-dung", Merger)))
        {
            Assert.Contains("đã được áp dụng", await officer.Refused(again));
        }

        using (var reasonless = await officer.Submit(at, at + "/hoan-tac"))
        {
            Assert.Contains("chưa ghi", await officer.Refused(reasonless));
        }

        using (var undone = await officer.Submit(at, at + "/hoan-tac", ("ly-do", "nhầm")))
        {
            Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        }

        Assert.Null(site.Office.Units.FindOrNull("09739~2030-01-01"));
        Assert.Contains("Đã hoàn tác", await officer.Text(at));
        using var shown = await officer.Submit(at, "/dia-gioi/xem-truoc");
        await Apply(officer, await officer.Back(shown));
        Assert.NotNull(site.Office.Units.FindOrNull("09739~2030-01-01"));
    }

    [Fact]
    public async Task A_wrong_file_is_told_line_by_line_and_changes_nothing()
    {
        using var officer = await site.SignedIn("canbo");
        var map = site.Office.Register.MapNo;
        using var answer =
            await officer.Submit("/dia-gioi", "/dia-gioi/xem-truoc",
                ("noi-dung", Head + "X,2030-01-01,NQ,09715,Xã Khác,09715,A,xã,whole,\nX,2030-01-01,NQ,99999,,09715,,,whole,\n"));
        var page = await officer.Back(answer);
        var said = Browser.Plain(page.QuerySelector(".errors"));
        Assert.Contains("dan-vao.csv:2", said);
        Assert.Contains("mã có thể đã dùng lại", said);
        Assert.Contains("dan-vao.csv:3", said);
        Assert.Contains("Xã Khác", page.QuerySelector("textarea")!.TextContent);
        Assert.Equal(map, site.Office.Register.MapNo);
    }

    [Fact]
    public async Task Households_of_a_split_commune_are_assigned_and_taken_back()
    {
        using var officer = await site.SignedIn("canbo");
        await Applied(officer, Split);
        const string Work = "/dia-gioi/phan-ho/09715~2025-07-01";
        Assert.Contains("Phân hộ của Xã Phúc Thọ", (await officer.Page(Work)).Title);
        using var nobody = await officer.Submit("/dia-gioi", "/dia-gioi/xem-truoc", ("noi-dung", Split));
        Assert.NotEmpty(await officer.Refused(nobody));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get("/dia-gioi/phan-ho/09718")).StatusCode);
        Assert.Single(new ReorganisationService(site.Office.Register).Splits(), s => s.From.Key == "09715~2025-07-01");

        // The chair of the commune looks on: nothing is recorded by who signs.
        site.Office.AddOfficer("chutichpt", "Lê Thị Chủ", "leader", "09715~2025-07-01");
        using var chair = await site.Enter("chutichpt");
        var looking = await chair.Page(Work);
        Assert.Contains("Phân hộ của Xã Phúc Thọ", looking.Title);
        var token = looking.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var assigned = await chair.PostOnce(Work,
            [new("__RequestVerificationToken", token), new("khoa", "cua-chu-tich"), new("ve", "?"), new("nguon", "biên bản")]);
        Assert.Equal(HttpStatusCode.Forbidden, assigned.StatusCode);
    }

    [Fact]
    public async Task Only_the_district_officer_changes_the_map()
    {
        foreach (var login in new[] { "lanhdao", "xuandinh" })
        {
            using var other = await site.SignedIn(login);
            Assert.Null((await other.Page("/dia-gioi")).QuerySelector("form[action='/dia-gioi/xem-truoc']"));
        }
    }

    [Fact]
    public async Task A_file_shows_what_was_so_on_a_day_as_known_on_a_day()
    {
        using var officer = await site.SignedIn("canbo");
        var text = await officer.Text($"/nguoi/{SmallDistrict.Khuyen}/lich-su?ngay=2020-07-31&biet=2020-08-31");
        Assert.Contains("Đúng vào ngày 31/07/2020, theo hiểu biết ngày 31/08/2020", text);
        Assert.Contains("Nơi thường trú", text);
        Assert.Contains("Chưa biết gì", await officer.Text($"/nguoi/{SmallDistrict.Khuyen}/lich-su?ngay=2020-07-31&biet=1995-01-01"));
        Assert.Contains("Có gì thay đổi ở Huyện Phúc Thọ", await officer.Text("/thay-doi"));
    }

    private static async Task<string> Applied(Browser officer, string file)
    {
        using var shown = await officer.Submit("/dia-gioi", "/dia-gioi/xem-truoc", ("noi-dung", file));
        return await Apply(officer, await officer.Back(shown));
    }

    private static async Task<string> Apply(Browser officer, AngleSharp.Html.Dom.IHtmlDocument preview)
    {
        Assert.Contains("Chưa ghi gì", Browser.Plain(preview.QuerySelector("main")));
        var form = preview.QuerySelector("form[action='/dia-gioi/ap-dung']")!;
        using var answer =
            await officer.Post("/dia-gioi/ap-dung",
                form.QuerySelectorAll("input[name]")
                    .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var at = answer.Headers.Location!.OriginalString;
        Assert.Matches(EventAddress(), at);
        return at;
    }

    [GeneratedRegex("^/dia-gioi/lan/[0-9]+$")]
    private static partial Regex EventAddress();
}
