using System.Net;
using AnSinh.Basics;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Who may sign: read by all of the office, recorded by the administrator.</summary>
public class MandatePageTests(Site site) : IClassFixture<Site>
{
    private const string Root = "/tham-quyen-ky";

    [Fact]
    public async Task The_administrator_records_a_mandate_ends_it_and_takes_a_wrong_one_back()
    {
        using var admin = await site.SignedIn("quantri");
        using var given = await admin.Submit(Root, Root, ("name", "Lê Thị Phó"), ("unit", SmallDistrict.VanHa), ("authority", "deputy"),
            ("title", "Phó Chủ tịch"), ("matter", "poverty_review"), ("from", "1/3/2020"), ("to", "31/12/2024"),
            ("paper", "QĐ 7/QĐ-UBND"));
        var at = given.Headers.Location!.OriginalString;
        Assert.Contains("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH Lê Thị Phó", await admin.Text(at));
        using var ended = await admin.Submit(at, at + "/thoi", ("to", "30/06/2020"));
        var shortened = ended.Headers.Location!.OriginalString;
        Assert.Contains("01/03/2020 – 30/06/2020", await admin.Text(shortened));
        Assert.Contains("đã hết", await admin.Text(shortened));
        Assert.Contains("đã thay hoặc gỡ", await admin.Text(at));
        Assert.DoesNotContain("Lê Thị Phó", await admin.Text(Root));
        Assert.Contains("Lê Thị Phó", await admin.Text(Root + "?loc=da-thoi"));
        using var back = await admin.Submit(shortened, shortened + "/go", ("reason", "ghi nhầm"));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Null((await admin.Page(shortened)).QuerySelector("main form[method=post]"));
    }

    [Fact]
    public async Task What_the_law_does_not_have_is_told_beside_its_field_and_nothing_is_written()
    {
        using var admin = await site.SignedIn("quantri");
        var before = site.Office.Mandates.All().Count;
        using var refused = await admin.Submit(Root, Root, ("name", "Lê Văn Trưởng"), ("unit", SmallDistrict.VanHa),
            ("authority", "mandate"), ("title", "Trưởng phòng"), ("by", "Ai Đó"), ("from", "1/3/2020"), ("paper", "GUQ 1"));
        var page = await admin.Back(refused);
        Assert.Contains("chỉ cho một việc", Browser.Plain(page.QuerySelector("#f-ghi")));
        Assert.Contains("phải có ngày cuối", Browser.Plain(page.QuerySelector("#f-ghi")));
        Assert.Contains("Ai Đó không giữ quyền giao việc này", Browser.Plain(page.QuerySelector("#f-ghi")));
        Assert.Equal(before, site.Office.Mandates.All().Count);
    }

    [Fact]
    public async Task All_of_the_office_read_who_may_sign_with_the_article_and_nobody_else_records_it()
    {
        foreach (var login in (string[])["motcua", "chutich", "canbo", "ketoan", "phantich", "kiemtoan"])
        {
            using var reader = await site.SignedIn(login);
            var page = await reader.Page(Root);
            Assert.Contains("Đỗ Minh Tuấn", Browser.Plain(page.QuerySelector("#tham-quyen")));
            Assert.Contains("30/2020/NĐ-CP", Browser.Plain(page.QuerySelector("#cach-ky")));
            Assert.Empty(page.QuerySelectorAll("main form[method=post]"));
            using var answer = await reader.Send(Root, new FormUrlEncodedContent([]));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_poverty_decision_is_signed_by_who_had_the_mandate_on_the_day_told()
    {
        var poverty = site.Office.Policy.ProcedureOrNull("poverty_review")!;
        Assert.Equal(["CHỦ TỊCH Doãn Thị Thơm"], Of("2020-10-20"));
        Assert.Empty(Of("2020-02-29"));
        using var reader = await site.SignedIn("canbo");
        Assert.Contains("Doãn Thị Thơm", await reader.Text(Root));

        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
        IEnumerable<string> Of(string day) => site.Office.Mandates.Of(SmallDistrict.XuanDinh, poverty.Id,
            new DateInterval(Day(day), Day(day))).Select(s => s.Signature);
    }
}
