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
        var early = await Refused(officer, at, "niem-yet", ("from", "2020-10-05"), ("to", "2020-10-08"),
            ("where", "UBND xã Xuân Đình"));
        Assert.Contains("7 ngày làm việc", early);
        Assert.Contains("value=\"UBND xã Xuân Đình\"", early);
        Assert.Contains("id=\"post-to-l\"", early);
        await Done(officer, at, "niem-yet", ("from", "2020-10-05"), ("to", "2020-10-14"), ("where", "UBND xã"));
        await Done(officer, at, "khieu-nai", ("household", $"{Asked}"), ("complainant", "Bà Mùi"), ("received", "2020-10-06"),
            ("what", "có ô tô"));
        Assert.Contains("Phúc tra", await Refused(officer, at, "quyet-dinh", Decision));
        await Done(officer, at, "tra-loi", ("answered", "2020-10-08"), ("result", "không đúng"), ("upheld", "no"));
        Assert.Equal(at + "#cong-nhan", await Done(officer, at, "quyet-dinh", Decision));

        var decided = await officer.Text(at);
        Assert.Contains("45/QĐ-UBND, 20/10/2020", decided);
        var row = (await officer.Page(at)).QuerySelectorAll("#cong-nhan tbody tr")[1];
        Assert.Equal("hộ cận nghèo 1 −1 – – +1 – – – 1 cân", string.Join(' ', row.Children.Select(Browser.Plain)));
        Assert.Contains("không nghèo", await officer.Text($"/nguoi/{SmallDistrict.Tinh}?thang=2021-01"));
        await Done(officer, at, "hoan-tac", ("reason", "ký nhầm"));
        Assert.NotNull((await officer.Page(at)).QuerySelector($"form[action='{at}/quyet-dinh']"));
        await Done(officer, at, "huy", ("reason", "làm lại"));
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
        (string, string)[] posting = [("from", "2019-08-30"), ("where", "UBND xã")];

        // Seven working days after Friday 30 August with Monday 2 September off.
        Assert.Contains("đến ít nhất 11/09/2019", await Refused(officer, at, "niem-yet", [.. posting, ("to", "2019-09-10")]));
        await Done(officer, at, "niem-yet", [.. posting, ("to", "2019-09-11")]);
        await Done(officer, at, "huy", ("reason", "thử xong"));
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
        var page = await officer.Back(answer);
        Assert.Contains("999 điểm ngoài khoảng 0–400", Browser.Plain(page.QuerySelector("#phieu-d-b1_points-l")));
        Assert.Contains("Ngày khảo sát từ ngày lấy danh sách", Browser.Plain(page.QuerySelector("#phieu-ngay-l")));
        Assert.Equal(("999", "Phùng Văn Rà", "01/08/2019"), (Value("#phieu-d-b1_points"), Value("#phieu-nguoi"), Value("#phieu-ngay")));
        var english = await officer.Page(answer.Headers.Location!.OriginalString + "&lang=en");
        Assert.Contains("999 points, not within 0–400", Browser.Plain(english.QuerySelector("#phieu-d-b1_points-l")));
        await officer.Page(Root + "?lang=vi");
        await Done(officer, at, "huy", ("reason", "thử xong"));

        string? Value(string selector) => page.QuerySelector(selector)!.GetAttribute("value");
    }

    [Fact]
    public async Task What_was_tried_by_a_form_that_is_shown_no_more_is_told_all_the_same()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Open(officer, 2019, "2019-07-01", "2020-01-01");
        var form = Browser.Filled((await officer.Page(at)).QuerySelector($"form[action='{at}/huy']")!);
        await Done(officer, at, "huy", ("reason", "thử xong"));
        using var late = await officer.PostOnce(at + "/huy", [.. form.Where(f => f.Key is not ("khoa" or "reason")),
            new("khoa", "khoa-khac"), new("reason", "lần nữa")]);
        var page = await officer.Back(late);
        Assert.Null(page.QuerySelector($"form[action='{at}/huy']"));
        Assert.NotEqual("", Browser.Plain(page.QuerySelector(".errors")));
    }

    [Fact]
    public async Task Suggested_households_are_chosen_by_boxes()
    {
        using var officer = await site.SignedIn("canbo");
        using var opened = await officer.Submit(Root, Root, ("xa", SmallDistrict.VanHa), ("year", "2020"), ("base_day", "2020-09-02"),
            ("holds_from", "2021-01-01"), ("kind", "on_request"));
        var at = opened.Headers.Location!.OriginalString;
        var form = Browser.Filled((await officer.Page(at)).QuerySelector("#f-chon")!);
        using var none = await officer.PostOnce(at + "/them", form);
        Assert.Contains("Chọn ít nhất một hộ", await officer.Refused(none));
        using var kept = await officer.Post(at + "/them", [.. form, new("chon-111", "yes")]);
        Assert.Equal(at + "#danh-sach", kept.Headers.Location?.OriginalString);
        Assert.Contains("Khuất Văn Ngoài", Browser.Plain((await officer.Page(at)).QuerySelector("#danh-sach")));

        // What is no number is told beside its box.
        using var asked = await officer.Submit(at, at + "/them", ("ho", "không"));
        Assert.Contains("không phải là số nguyên", Browser.Plain((await officer.Back(asked)).QuerySelector("#f-them-ho-l")));
        await Done(officer, at, "huy", ("reason", "thử xong"));
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
            await commune.Submit(Root, Root, ("xa", SmallDistrict.VanHa), ("year", "2018"), ("base_day", "2018-09-01"),
                ("holds_from", "2019-01-01"));
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

    private static (string, string)[] Decision =>
        [("number", "45/QĐ-UBND"), ("signed_on", "2020-10-20"), ("signer", "CHỦ TỊCH Doãn Thị Thơm")];

    private static async Task<string> Open(Browser browser, int year, string day, string holds, string unit = SmallDistrict.XuanDinh)
    {
        using var opened =
            await browser.Submit(Root, Root, ("xa", year == 2019 ? "09727" : unit), ("year", $"{year}"), ("base_day", day),
                ("holds_from", holds), ("kind", "yearly"));
        Assert.True(opened.StatusCode == HttpStatusCode.Redirect, await Said(browser, opened));
        return opened.Headers.Location!.OriginalString;
    }

    private static async Task Filled(Browser browser, string sheet, params (string, string)[] answers)
    {
        using var kept =
            await browser.Submit(sheet, sheet,
                [("ngay", "2020-09-15"), ("nguoi", "Rà"), ("d-area", "rural"), ("con-lai", "1"), .. answers]);
        Assert.True(kept.StatusCode == HttpStatusCode.Redirect, await Said(browser, kept));
    }

    private static async Task<string?> Done(Browser browser, string at, string deed, params (string, string)[] fields)
    {
        using var answer = await browser.Submit(at, $"{at}/{deed}", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{deed}: {await Said(browser, answer)}");
        return answer.Headers.Location?.OriginalString;
    }

    private static async Task<string> Refused(Browser browser, string at, string deed, params (string, string)[] fields)
    {
        using var answer = await browser.Submit(at, $"{at}/{deed}", fields);
        return (await browser.Back(answer)).DocumentElement.OuterHtml;
    }

    private static async Task<string> Said(Browser browser, HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.SeeOther ? await browser.Refused(answer) : "";
}
