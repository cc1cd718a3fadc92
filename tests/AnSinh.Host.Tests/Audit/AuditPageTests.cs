using System.Net;
using AnSinh.Access.Alerts;
using AnSinh.Host.Audit;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Readings;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Audit;

/// <summary>The log as a page, what is to be looked into, and who saw a file.</summary>
public class AuditPageTests(Site site) : IClassFixture<Site>
{
    private ReadingLog Log => site.Office.Register.Database.Readings;

    [Fact]
    public async Task The_log_is_read_with_filters_as_a_page_and_as_a_file_and_reading_it_is_noted()
    {
        using var officer = await site.SignedIn("canbo");
        await officer.Page($"/nguoi/{SmallDistrict.Mao}");
        using var leader = await site.SignedIn("lanhdao");
        var readings = await leader.Page($"/nhat-ky?loc=xem&ai=canbo&nguoi={SmallDistrict.Mao}&viec=person.read");
        Assert.NotNull(readings.QuerySelector($"#muc tbody a[href='/nguoi/{SmallDistrict.Mao}']"));
        Assert.All(readings.QuerySelectorAll("#muc tbody th"), th => Assert.NotEmpty(Browser.Plain(th)));
        Assert.Contains("mở hồ sơ", Browser.Plain(readings.QuerySelector("#muc")), StringComparison.Ordinal);
        Assert.Contains("Khuất Thị Hạnh", Browser.Plain(readings.QuerySelector("#tung-nguoi")), StringComparison.Ordinal);
        var acts = await leader.Text("/nhat-ky?tu=2020-01-01");
        Assert.Contains("ghi kỳ chi trả", acts, StringComparison.Ordinal);
        Assert.Contains("Không có mục nào", await leader.Text("/nhat-ky?q=khong-co-chu-nay"), StringComparison.Ordinal);
        Log.Flush();
        Assert.Contains(Log.Latest(5), e => e is { Actor: "lanhdao", Action: ReadingKinds.Audit, Subject: "/nhat-ky" });
        using var file = await leader.Get("/nhat-ky?loc=xem&tai=xlsx");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        foreach (var (path, status) in new[] { ("/nhat-ky?tu=mai", 400), ("/nhat-ky?nguoi=ai", 400), ("/nhat-ky?loc=khac", 400),
            ("/nhat-ky?tu=2020-09-02&den=2020-09-01", 400), ("/nhat-ky/canh-bao?loc=khac", 400), ("/nhat-ky/canh-bao", 200),
            ("/nhat-ky/canh-bao?lang=en", 200), ("/nhat-ky?lang=en", 200), ("/nhat-ky?lang=vi", 200) })
        {
            using var answer = await leader.Get(path);
            Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode}");
        }

        foreach (var path in new[] { "/nhat-ky", "/nhat-ky/canh-bao", "/api/v1/lists/audit", "/api/v1/lists/alerts" })
        {
            using var refused = await officer.Get(path);
            Assert.True(refused.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task A_colleagues_file_and_ones_own_family_are_alerts_until_somebody_else_looked_into_them()
    {
        var office = site.Office;
        Assert.True(office.AccountPersons.Set("xuandinh", SmallDistrict.Khuyen, Act.By("test")).Ok);
        Assert.False(office.AccountPersons.Set("khong-co", 1, Act.By("test")).Ok);
        Assert.Equal("account.person-twice", office.AccountPersons.Set("canbo", SmallDistrict.Khuyen, Act.By("test")).Refusals[0].Code);
        using var commune = await site.SignedIn("xuandinh");
        await commune.Page($"/nguoi/{SmallDistrict.Tinh}");
        using var officer = await site.SignedIn("canbo");
        await officer.Page($"/nguoi/{SmallDistrict.Khuyen}");
        using var leader = await site.SignedIn("lanhdao");
        var page = await leader.Page("/nhat-ky/canh-bao");
        var told = Browser.Plain(page.QuerySelector("#canh-bao"));
        Assert.Contains("Mở hồ sơ của mình hoặc người nhà", told, StringComparison.Ordinal);
        Assert.Contains("Mở hồ sơ của đồng nghiệp", told, StringComparison.Ordinal);
        Assert.NotNull((await leader.Page("/nhat-ky")).QuerySelector(".rail a[href='/nhat-ky'] b"));
        var key = page.QuerySelectorAll("#canh-bao input[type=checkbox]").Select(i => i.GetAttribute("value")!)
            .First(v => v.StartsWith(nameof(Rulebook.Access.AlertKind.Colleague), StringComparison.Ordinal));
        var confirm = $"/viec-chon/alerts?viec={AlertReviews.Form.Id}&chon={Uri.EscapeDataString(key)}";
        using var empty = await leader.Submit(confirm, "/viec-chon/alerts", (AlertReviews.NoteField, " "));
        Assert.Equal(HttpStatusCode.SeeOther, empty.StatusCode);
        using var done = await leader.Submit(confirm, "/viec-chon/alerts", (AlertReviews.NoteField, "đã hỏi, việc được giao"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.DoesNotContain(key, Keys(await leader.Page("/nhat-ky/canh-bao")));
        Assert.Contains("đã hỏi, việc được giao", await leader.Text("/nhat-ky/canh-bao?loc=da-xem-xet"), StringComparison.Ordinal);
        Assert.Contains(office.Register.Audit.Latest(5), e => e is { Actor: "lanhdao", Action: "alert.review" });

        // Opened once more, it is to be looked into once more.
        await officer.Page($"/nguoi/{SmallDistrict.Khuyen}");
        Assert.Contains(key, Keys(await leader.Page("/nhat-ky/canh-bao")));

        static IEnumerable<string?> Keys(AngleSharp.Html.Dom.IHtmlDocument page) =>
            page.QuerySelectorAll("#canh-bao input[type=checkbox]").Select(i => i.GetAttribute("value"));
    }

    [Fact]
    public async Task Nobody_looks_into_an_alert_about_oneself()
    {
        var office = site.Office;
        var watch = site.Services.GetRequiredService<AlertWatch>();
        Assert.True(office.AccountPersons.Set("lanhdao", SmallDistrict.Ngoai, Act.By("test")).Ok);
        using var leader = await site.SignedIn("lanhdao");
        await leader.Page($"/nguoi/{SmallDistrict.Ngoai}");
        var own = watch.Look(office).Select(a => a.Alert).First(a => a.Actor == "lanhdao");
        Assert.Equal("alert.own", office.AlertReviews.Add([own], "không có gì", Act.By("lanhdao")).Refusals[0].Code);
        Assert.True(office.AlertReviews.Add([own], "đã hỏi", Act.By("canbo")).Ok);
        Assert.NotNull(watch.Look(office).First(a => a.Alert.Key == own.Key).Review);
    }

    [Fact]
    public async Task A_citizen_is_told_who_saw_their_file_when_and_why_and_nothing_of_others()
    {
        const string Purpose = "xét hồ sơ trợ cấp của cụ";
        using var officer = await site.SignedIn("canbo");
        await officer.Page($"/nguoi/{SmallDistrict.Mat}");
        await officer.Page("/nguoi?q=ti%E1%BA%BFng%20l%C3%B3ng&gan-dung=true");
        await officer.Page("/nguoi?cu-tru=true");
        using var opened = await officer.Submit($"/nguoi/{SmallDistrict.Mat}", $"/nguoi/{SmallDistrict.Mat}/duoc-bao-ve",
            (ProtectedAccess.PurposeField, Purpose));
        using var commune = await site.SignedIn("xuandinh");
        var hidden = await commune.Text($"/nguoi/{SmallDistrict.Mat}/ai-da-xem");
        Assert.Contains("Khuất Thị Hạnh", hidden, StringComparison.Ordinal);
        Assert.Contains("Cán bộ huyện", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain(Purpose, hidden, StringComparison.Ordinal);
        var told = await officer.Text($"/nguoi/{SmallDistrict.Mat}/ai-da-xem");
        Assert.Contains(Purpose, told, StringComparison.Ordinal);
        Assert.Contains("mở hồ sơ", told, StringComparison.Ordinal);
        Assert.DoesNotContain("/nguoi", told, StringComparison.Ordinal);
        Assert.DoesNotContain("tiếng lóng", told, StringComparison.Ordinal);
        Assert.Contains("opened a file", await officer.Text($"/nguoi/{SmallDistrict.Mat}/ai-da-xem?lang=en"), StringComparison.Ordinal);
        using var back = await officer.Get("/?lang=vi");
        var file = await officer.Page($"/nguoi/{SmallDistrict.Mat}");
        Assert.NotNull(file.QuerySelector($"a[href='/nguoi/{SmallDistrict.Mat}/ai-da-xem']"));
        Log.Flush();
        Assert.Contains(Log.Latest(9, $"person:{SmallDistrict.Mat}"),
            e => e.Actor == "xuandinh" && e.Detail.StartsWith($"/nguoi/{SmallDistrict.Mat}/ai-da-xem", StringComparison.Ordinal));
    }
}
