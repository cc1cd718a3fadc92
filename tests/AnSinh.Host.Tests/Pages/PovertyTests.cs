using System.Net;

namespace AnSinh.Host.Tests.Pages;

/// <summary>A poverty review in the browser: from opening to decision and back, and what is refused on the way.</summary>
public class PovertyTests(Site site) : IClassFixture<Site>
{
    private const string Root = "/ra-soat-ngheo";
    private const long NearPoor = 101, Asked = 103;

    [Fact]
    public async Task A_review_goes_from_opening_to_a_decision_that_can_be_undone()
    {
        using var officer = await site.SignedIn("xuandinh");
        var at = await Open(officer, 2020, "2020-09-01", "2021-01-01");
        var page = await officer.Text(at);
        Assert.Contains("Kiều Văn Tịnh", page);
        Assert.Contains("Đang là hộ cận nghèo", page);
        Assert.DoesNotContain("Doãn Thị Nghèo", page);

        Assert.Equal(at + "#danh-sach", await Done(officer, at, "them", ("ho", $"{Asked}"), ("ghi-chu", "đơn 12")));
        var sheet = $"{at}/ho/{NearPoor}";
        await Filled(officer, sheet, ("d-income_per_head", "2.500.000"), ("nguyen-nhan", "job"));
        Assert.Contains("thoát cận nghèo: Có việc làm ổn định", await officer.Text(sheet));
        // Silence is not no: without the word of the surveyor the class of the other household stays open.
        await Filled(officer, $"{at}/ho/{Asked}", ("d-income_per_head", "1.300.000"), ("con-lai", ""));
        Assert.Contains("chưa rõ", await officer.Text($"{at}/ho/{Asked}"));
        Assert.Contains("chưa phân loại được", await Refused(officer, at, "hop", Meeting));
        await Filled(officer, $"{at}/ho/{Asked}", ("d-income_per_head", "1.300.000"), ("con-lai", "1"), ("nguyen-nhan", "illness"));

        await Done(officer, at, "hop", Meeting);
        var early = await Refused(officer, at, "niem-yet", ("tu", "2020-10-05"), ("den", "2020-10-08"), ("noi", "UBND xã Xuân Đình"));
        Assert.Contains("7 ngày làm việc", early);
        Assert.Contains("value=\"UBND xã Xuân Đình\"", early);
        await Done(officer, at, "niem-yet", ("tu", "2020-10-05"), ("den", "2020-10-14"), ("noi", "UBND xã"));
        await Done(officer, at, "khieu-nai", ("ho", $"{Asked}"), ("nguoi", "Bà Mùi"), ("ngay", "2020-10-06"), ("noi-dung", "có ô tô"));
        Assert.Contains("Phúc tra", await Refused(officer, at, "quyet-dinh", Decision));
        await Done(officer, at, "tra-loi", ("ngay", "2020-10-08"), ("noi-dung", "không đúng"), ("dung", "0"));
        Assert.Equal(at + "#cong-nhan", await Done(officer, at, "quyet-dinh", Decision));

        var decided = await officer.Text(at);
        Assert.Contains("45/QĐ-UBND, 20/10/2020", decided);
        var row = (await officer.Page(at)).QuerySelectorAll("#cong-nhan tbody tr")[1];
        Assert.Equal("hộ cận nghèo 1 −1 – – +1 – – – 1 cân", string.Join(' ', row.Children.Select(Browser.Plain)));
        Assert.Contains("không nghèo", await officer.Text($"/nguoi/{SmallDistrict.Tinh}?thang=2021-01"));
        await Done(officer, at, "hoan-tac", ("ly-do", "ký nhầm"));
        Assert.NotNull((await officer.Page(at)).QuerySelector($"form[action='{at}/quyet-dinh']"));
        await Done(officer, at, "huy", ("ly-do", "làm lại"));
        Assert.Contains("Đợt này đã huỷ", await officer.Text(at));
    }

    [Fact]
    public async Task A_list_is_posted_for_as_many_working_days_as_the_law_says_with_holidays_left_out()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Open(officer, 2019, "2019-08-15", "2020-01-01");
        await Filled(officer, $"{at}/ho/{NearPoor}", ("ngay", "2019-08-16"), ("d-income_per_head", "1.300.000"),
            ("nguyen-nhan", "illness"));
        await Done(officer, at, "hop", [("ngay", "2019-08-20"), .. Meeting.Where(f => f.Item1 != "ngay")]);
        (string, string)[] posting = [("tu", "2019-08-30"), ("noi", "UBND xã")];

        // Seven working days after Friday 30 August with Monday 2 September off.
        Assert.Contains("đến ít nhất 11/09/2019", await Refused(officer, at, "niem-yet", [.. posting, ("den", "2019-09-10")]));
        await Done(officer, at, "niem-yet", [.. posting, ("den", "2019-09-11")]);
        await Done(officer, at, "huy", ("ly-do", "thử xong"));
        Assert.Contains("Hạn: Thứ hai, 04/05/2020", await officer.Text("/bo-luat/ngay-nghi?tu=2020-04-29&so-ngay=1"));
    }

    [Fact]
    public async Task What_was_typed_into_a_refused_sheet_is_still_there()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Open(officer, 2019, "2019-09-01", "2020-01-01");
        var sheet = $"{at}/ho/{NearPoor}";
        using var answer =
            await officer.Submit(sheet, sheet, ("ngay", "2019-08-01"), ("nguoi", "Phùng Văn Rà"), ("d-area", "rural"),
                ("d-b1_points", "999"), ("con-lai", ""));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await Browser.Read(answer);
        Assert.Contains("999 điểm ngoài khoảng 0–400", Browser.Plain(page.QuerySelector("[role=alert]")));
        Assert.Equal(("999", "Phùng Văn Rà", "2019-08-01"), (Value("#d-b1_points"), Value("#nguoi"), Value("#ngay")));
        await Done(officer, at, "huy", ("ly-do", "thử xong"));

        string? Value(string selector) => page.QuerySelector(selector)!.GetAttribute("value");
    }

    [Fact]
    public async Task A_review_of_another_commune_is_not_found_and_a_leader_only_reads()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Open(officer, 2020, "2020-09-01", "2021-01-01", SmallDistrict.VanHa);
        using var commune = await site.SignedIn("xuandinh");
        Assert.DoesNotContain("Vân Hà", await commune.Text(Root));
        foreach (var path in new[] { at, at + "/phieu", at + "/danh-sach-niem-yet", at + "/ho/112" })
        {
            using var hidden = await commune.Get(path);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        using var elsewhere =
            await commune.Submit(Root, Root, ("xa", SmallDistrict.VanHa), ("nam", "2018"), ("ngay", "2018-09-01"),
                ("tu-ngay", "2019-01-01"));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        using var leader = await site.SignedIn("lanhdao");
        Assert.Contains("Doãn Thị Nghèo", await leader.Text(at));
        Assert.Empty((await leader.Page(at)).QuerySelectorAll($"form[method=post][action^='{Root}']"));
        using var unsigned = await officer.Post(at + "/huy", [KeyValuePair.Create("ly-do", "x")]);
        Assert.Equal(HttpStatusCode.BadRequest, unsigned.StatusCode);
    }

    [Fact]
    public async Task Sheets_are_printed_blank_by_the_edition_of_the_day_and_the_check_list_keeps_to_the_scope()
    {
        using var officer = await site.SignedIn("canbo");
        Assert.Contains("(chỉ số 2016–2021)", await officer.Text(Root + "/phieu?tu=2021-01-01"));
        var later = await officer.Text(Root + "/phieu?tu=2023-01-01");
        Assert.Contains("Phiếu A: nhận dạng nhanh", later);
        Assert.Contains("Dinh dưỡng", later);
        using var unknown = await officer.Get(Root + "/phieu?tu=2015-01-01");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);

        Assert.Equal(["1", "0", "1", "0"], await Tiles(officer));
        using var commune = await site.SignedIn("xuandinh");
        Assert.Equal(["0", "0", "1", "0"], await Tiles(commune));
        using var outside = await commune.Get(Root + "/doi-chieu?don-vi=" + SmallDistrict.VanHa);
        Assert.Equal(HttpStatusCode.Forbidden, outside.StatusCode);

        static async Task<IEnumerable<string>> Tiles(Browser browser) =>
            (await browser.Page(Root + "/doi-chieu")).QuerySelectorAll(".tiles dd").Select(Browser.Plain);
    }

    private static (string, string)[] Meeting =>
        [("thon", "thôn Trung"), ("ngay", "2020-10-01"), ("du", "40"), ("dong-y", "36"), ("bien-ban", "BB 01")];

    private static (string, string)[] Decision => [("so", "45/QĐ-UBND"), ("ngay", "2020-10-20"), ("nguoi", "Chủ tịch UBND xã")];

    private static async Task<string> Open(Browser browser, int year, string day, string holds, string unit = SmallDistrict.XuanDinh)
    {
        using var opened =
            await browser.Submit(Root, Root, ("xa", year == 2019 ? "09727" : unit), ("nam", $"{year}"), ("ngay", day),
                ("tu-ngay", holds), ("loai", "dinh-ky"));
        Assert.True(opened.StatusCode == HttpStatusCode.Redirect,
            Browser.Plain((await Browser.Read(opened)).QuerySelector("[role=alert]")));
        return opened.Headers.Location!.OriginalString;
    }

    private static async Task Filled(Browser browser, string sheet, params (string, string)[] answers)
    {
        using var kept =
            await browser.Submit(sheet, sheet,
                [("ngay", "2020-09-15"), ("nguoi", "Rà"), ("d-area", "rural"), ("con-lai", "1"), .. answers]);
        Assert.True(kept.StatusCode == HttpStatusCode.Redirect, Browser.Plain((await Browser.Read(kept)).QuerySelector("[role=alert]")));
    }

    private static async Task<string?> Done(Browser browser, string at, string deed, params (string, string)[] fields)
    {
        using var answer = await browser.Submit(at, $"{at}/{deed}", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect,
            deed + ": " + Browser.Plain((await Browser.Read(answer)).QuerySelector("[role=alert]")));
        return answer.Headers.Location?.OriginalString;
    }

    private static async Task<string> Refused(Browser browser, string at, string deed, params (string, string)[] fields)
    {
        using var answer = await browser.Submit(at, $"{at}/{deed}", fields);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return await Browser.Body(answer);
    }
}
