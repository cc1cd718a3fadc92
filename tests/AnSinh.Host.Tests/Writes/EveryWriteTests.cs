using System.Globalization;
using System.Net;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web.Limits;
using AnSinh.Store.Acts;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Writes;

/// <summary>
/// Every kind of write there is, by <see cref="Hand"/>: with a mistake, mended under the same key, and once more. A new way to write that
/// no story here goes fails the test.
/// </summary>
public class EveryWriteTests(Site site) : IClassFixture<Site>
{
    private const string Reason = "ly-do";

    /// <summary>Posted, yet nothing is written but who looked: to ask as often is to be told as often.</summary>
    private static readonly string[] Readings =
    [
        "/hoi", "/api/v1/entitled", "/the-can-cuoc", "/dia-gioi/xem-truoc", "/dang-nhap", "/dang-nhap/ma", "/dang-nhap/khoa", "/dang-xuat",
        "/nguoi/{id:long}/duoc-bao-ve", "/che-do/{programme}/duoc-bao-ve",
    ];

    /// <summary>
    /// To recover what a law took back of settled months takes a law that lowers them, and every worked case of the real one forbids that:
    /// written in the tests of the ledger.
    /// </summary>
    private const string Recovery = "/chi-tra/{month}/thu-hoi";

    /// <summary>A browser makes a passkey, and what it made is removed: written in the journeys.</summary>
    private static readonly string[] Passkeys = ["/tai-khoan/khoa/moi", "/tai-khoan/khoa/bo"];

    [Fact]
    public async Task Each_kind_of_write_refused_may_be_mended_under_its_key_and_is_done_once_however_often_it_is_sent()
    {
        using var officer = await site.SignedIn("canbo");
        using var leader = await site.SignedIn("lanhdao");
        var (hand, other) = (new Hand(site, officer), new Hand(site, leader));
        await Lists(officer, hand);
        await Comparisons(hand);
        using var accountant = await site.SignedIn("ketoan");
        var settler = new Hand(site, accountant);
        await Payments(hand, settler, other);
        await Events(officer, hand);
        await Duplicates(hand);
        await Poverty(hand);
        await Borders(officer, hand);
        using var drafter = await site.SignedIn("soanluat");
        using var approver = await site.SignedIn("duyetluat");
        var (author, second) = (new Hand(site, drafter), new Hand(site, approver));
        await Law(author, second);
        var administering = await Administration();
        var own = await MyAccount();
        using var commune = await site.SignedIn("xuandinh");
        var receiver = new Hand(site, commune);
        await hand.Press("/dong-ho", "/dong-ho", ("ngay", "hom-nay"), ("ngay", "2025-12-31"));
        await Cases(receiver);
        var supervising = await OwnRoles(receiver);
        Assert.Equal([], Hand.Ways(site).Except(new[] { hand, settler, author, second, receiver, own, administering, supervising }
            .SelectMany(h => h.Went)).Except(Readings)
            .Except([Recovery, .. Passkeys]).Order());
    }

    private async Task<Hand> Administration()
    {
        const string Root = "/quan-tri/tai-khoan";
        (string, string)[] role = [("role", "one_stop_clerk"), ("unit", SmallDistrict.XuanDinh), ("from", "1/1/2020"), ("reason", "QĐ 1")];
        using var browser = await site.SignedIn("quantri");
        var hand = new Hand(site, browser);
        await hand.Press(Root, Root, ("login", "Có Dấu"), [("login", "moi"), ("name", "Trần Thị Mới"), .. role]);
        await hand.HandIn(Root, "/quan-tri/danh-sach-tai-khoan", "%PDF-1.7",
            ("file", "Tên đăng nhập,Họ tên,Vai trò,Đơn vị,Từ ngày,Văn bản\n"
            + $"moi2,Lê Văn Hai,one_stop_clerk,{SmallDistrict.XuanDinh},01/01/2020,QĐ 2\n"));
        const string Of = Root + "/moi";
        await hand.Press(Of, Of + "/giao", ("role", "leader"), [("role", "registry_clerk"), .. role[1..]]);
        var rows = site.Office.Roles.History("moi").Select(r => r.RowId.ToString(CultureInfo.InvariantCulture)).ToList();
        await hand.Press(Of, Of + "/thoi", ("to", "hôm nào"), ("row", rows[0]), ("to", "31/12/2020"));
        await hand.Press(Of, Of + "/go", ("reason", " "), ("row", rows[1]), ("reason", "nhầm"));
        await hand.Press(Of, Of + "/mat-khau", null);
        await hand.Press(Of, Of + "/ket-thuc", ("reason", " "), ("reason", "chuyển công tác"));
        await Mandates(hand);
        return hand;
    }

    private static async Task Mandates(Hand hand)
    {
        const string Root = "/tham-quyen-ky";
        var (first, second) = (await Give("Lê Thị Phó"), await Give("Trần Văn Phó"));
        await hand.Press(first, first + "/thoi", ("to", "hôm nào"), ("to", "31/12/2020"));
        await hand.Press(second, second + "/go", ("reason", " "), ("reason", "ghi nhầm người"));

        Task<string> Give(string name) => hand.Press(Root, Root, ("from", "hôm nào"), ("name", name), ("unit", "272"),
            ("authority", "deputy"), ("title", "Phó Chủ tịch"), ("from", "1/1/2020"), ("to", "30/06/2025"),
            ("paper", "QĐ 5/QĐ-UBND"));
    }

    private async Task<Hand> OwnRoles(Hand officer)
    {
        const string Root = "/vai-tro";
        await officer.Press(Root, Root + "/uy-quyen", ("to", "mai"), ("row", "social_officer@" + SmallDistrict.XuanDinh),
            ("login", "motcua"),
            ("from", "1/1/2026"), ("to", "5/1/2026"), ("reason", "nghỉ phép"));
        await officer.Press(Root, Root + "/thoi-uy-quyen", ("so", "x"));
        await officer.Press(Root, Root + "/xem-tam", ("reason", "gấp"), ("unit", "272"), ("hours", "1"),
            ("reason", "cứu trợ khẩn cấp hộ vừa chuyển đi"));
        await officer.Press(Root, Root + "/thoi-xem-tam", ("so", "x"));
        using var browser = await site.SignedIn("giamsat");
        var hand = new Hand(site, browser);
        await hand.Press("/giam-sat/quyen-tam/1", "/giam-sat/quyen-tam/1", ("note", " "), ("finding", "justified"),
            ("note", "có công văn"));
        return hand;
    }

    private async Task<Hand> MyAccount()
    {
        const string Root = "/tai-khoan";
        const string New = "Chợ Gạch họp ngày chẵn";
        site.Office.AddOfficer("rieng", "Vũ Thị Riêng", "social_officer", "272");
        using var other = await site.Enter("rieng");
        using var third = await site.Enter("rieng");
        using var browser = await site.Enter("rieng");
        var hand = new Hand(site, browser);
        await hand.Press(Root, Root + "/phien", ("phien", "khong-co"));
        await hand.Press(Root, Root + "/phien-khac", null);
        await hand.Press(Root + "/mat-khau", Root + "/mat-khau", ("bi-mat-cu", "sai"), ("bi-mat-cu", DemoAccounts.Password),
            ("bi-mat-moi", New), ("bi-mat-lai", New));
        // Left open, a password counts for nothing wrong: five that are end the story.
        await hand.Press(Root + "/khoa", Root + "/khoa", ("bi-mat-cu", ""), ("ten", "điện thoại"), ("bi-mat-cu", New));
        const string Codes = Root + "/ma-xac-nhan";
        await hand.Press(Codes, Codes + "/bat-dau", ("bi-mat-cu", "sai"), ("bi-mat-cu", New));
        var secret = Browser.Plain((await browser.Page(Codes)).QuerySelector("code.secret")).Replace(" ", "", StringComparison.Ordinal);
        var now = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(secret)).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime);
        await hand.Press(Codes, Codes, ("bi-mat-ma", "abc"), ("bi-mat-ma", now));
        await hand.Press(Codes, Codes + "/ma-du-phong", ("bi-mat-cu", ""), ("bi-mat-cu", New));
        await hand.Press(Codes, Codes + "/tat", ("bi-mat-cu", ""), ("bi-mat-cu", New));
        return hand;
    }

    private static async Task Lists(Browser officer, Hand hand)
    {
        const string Text = "Họ và tên,Ngày sinh,Giới tính,Xã\nHoàng Văn Chưa Có,05/03/39,Nam,Xã Xuân Đình\n"
            + "Hoàng Thị Sai,31/02/1950,Nữ,Xã Xuân Đình\nHoàng Thị Sai Nữa,31/02/1951,Nữ,Xã Xuân Đình\n";
        async Task<string> Send(string text) =>
            (await hand.HandIn("/danh-sach", "/danh-sach", "%PDF-1.7", ("tep", text))).Replace("/cot", "", StringComparison.Ordinal);
        var at = await Send(Text);
        await hand.Press(at + "/cot", at + "/cot", ("tu-ngay", "hôm nay"), ("tu-ngay", "2020-08-01"));
        await hand.Press(at, at + "/chon", ("chon", "khác"), ("chon", "bo"));
        await hand.Press(at, at + "/ghi", null, ("bo-lai", "1"));
        await officer.Text(at);
        await hand.Press(at, at + "/hoan-tac", (Reason, " "), (Reason, "nhầm tệp"));

        var dropped = await Send(Text.Replace("Hoàng", "Vũ", StringComparison.Ordinal));
        await hand.Press(dropped + "/cot", dropped + "/cot", null, ("tu-ngay", "2020-08-01"));
        await hand.Press(dropped, dropped + "/bo", null);
    }

    private static async Task Comparisons(Hand hand)
    {
        var at = await hand.HandIn("/doi-chieu", "/doi-chieu", "%PDF-1.7", ("trai", CompareTests.People(0)),
            ("phai", CompareTests.Slips()));
        await hand.Press(at, at + "/so", null);
        await hand.Press(at, at + "/quyet", ("t", "một"), ("la", "1"));
        await hand.Press("/doi-chieu", at + "/bo", null);
    }

    private async Task Payments(Hand hand, Hand settler, Hand leader)
    {
        using (site.Services.GetRequiredKeyedService<HeavyGate>(JobRunner.Turns).TryBegin("ai-do", new LocalText("việc khác")))
        {
            hand.WaitsForJobs = false;
            await hand.Press("/chi-tra", "/chi-tra", ("thang", "thang-tam"), ("thang", "2020-09"));
            await hand.Press("/viec", Job("huy") + "?ve=viec", null);
            hand.WaitsForJobs = true;
        }

        await hand.Press("/chi-tra", "/chi-tra", ("thang", "thang-tam"), ("thang", "2020-09"));
        await hand.Press("/viec", Job("dong") + "?ve=viec", null);
        const string Draft = "/chi-tra/ky/1";
        await settler.Press(Draft, Draft + "/checked", null);
        await leader.Press(Draft, Draft + "/return", ("reason", " "), ("reason", "xem lại người mới"));
        await hand.Press(Draft, Draft + "/discard", ("reason", " "), ("reason", "lập nhầm"));
        await settler.Press("/chi-tra/2020-08", "/chi-tra/2020-08/chot", null);
        await hand.Press("/chi-tra/2020-08", "/chi-tra/2020-08/lui", (Reason, " "), (Reason, "lập nhầm"));
    }

    private string Job(string deed) =>
        string.Create(CultureInfo.InvariantCulture, $"/viec/{site.Office.Jobs.LastOrNull("canbo", "run.month", "2020-09")!.JobId}/{deed}");

    private static async Task Events(Browser officer, Hand hand)
    {
        const string Fact = "/su-kien/fact?nguoi=4&loai-du-kien=disability";
        using var shown = await officer.Submit(Fact, "/su-kien/fact", ("gia-tri", "mild"), ("tu-ngay", "2020-03-01"), ("giay-to", "GXN"));
        var form = (await officer.Back(shown)).QuerySelector("form#bieu-mau")!;
        var at = await hand.Press(form, ("giay-to", " "), ("ghi", "1"));
        await hand.Press(at, at + "/hoan-tac", (Reason, " "), (Reason, "nhầm người"));

        var told = await hand.Tell("/api/v1/events/fact", """{"nguoi": 4, "loai-du-kien": "disability"}""",
            """{"nguoi": 4, "loai-du-kien": "disability", "gia-tri": "mild", "tu-ngay": "2020-03-01", "giay-to": "GXN 3"}""");
        var batch = System.Text.Json.JsonDocument.Parse(told).RootElement.GetProperty("batch").GetInt64();
        await hand.Tell(string.Create(CultureInfo.InvariantCulture, $"/api/v1/events/batches/{batch}/undo?reason=thu"), null, "{}");
    }

    private static async Task Cases(Hand hand)
    {
        const string New = "/ho-so/moi";
        var at = await hand.Press($"{New}?nguoi={SmallDistrict.Mao}&mau=social_assistance_1d", New, ("on", "hôm qua"),
            ("channel", "direct"), ("submitted_by", "person"));
        await hand.Press(at, at + "/supplement", ("missing", " "), ("missing", "sổ hộ khẩu"));

        const string Several = "/viec-chon/gaps.social_assistance";
        await hand.Press($"{Several}?viec=social_assistance_1d&loc=chua-ro&chon={SmallDistrict.NoBirth}", Several, ("on", "hôm qua"),
            ("channel", "direct"), ("submitted_by", "person"));

        var told = await hand.Tell("/api/v1/cases?person=7&form=social_assistance_1d", """{"channel": "direct"}""",
            """{"channel": "direct", "submitted_by": "person"}""");
        var id = System.Text.Json.JsonDocument.Parse(told).RootElement.GetProperty("caseId").GetInt64();
        await hand.Tell(string.Create(CultureInfo.InvariantCulture, $"/api/v1/cases/{id}/supplement?seen=1"), "{}",
            """{"missing": "sổ hộ khẩu"}""");
    }

    private static async Task Duplicates(Hand hand)
    {
        const string Pair = "/trung-lap/4/5";
        await hand.Press("/trung-lap", "/trung-lap/so-lai", null);
        var merge = await hand.Press(Pair, Pair + "/gop", (Reason, " "), ("giu", "a"), (Reason, "đối chiếu căn cước"));
        await hand.Press(merge, merge + "/tach", (Reason, " "), (Reason, "hai người"));
        await hand.Press(Pair, Pair + "/khac", (Reason, " "), (Reason, "hai căn cước"));
    }

    private static async Task Poverty(Hand hand)
    {
        const string Root = "/ra-soat-ngheo";
        var at = await Round(hand, 2020, [101, 103], ("d-b1_points", "100"));
        await Do("khieu-nai", ("received", "hôm qua"), ("household", "103"), ("complainant", "Bà Mùi"), ("received", "2020-10-06"),
            ("what", "có xe"));
        await Do("tra-loi", ("answered", "hôm qua"), ("answered", "2020-10-08"), ("result", "không đúng"), ("upheld", "no"));
        await Do("quyet-dinh", ("number", " "), ("number", "45/QĐ-UBND"), ("signed_on", "2020-10-20"),
            ("signer", "CHỦ TỊCH Doãn Thị Thơm"));
        await Do("hoan-tac", ("reason", " "), ("reason", "ký nhầm"));
        await Do("huy", ("reason", " "), ("reason", "làm lại"));

        // The opinion of the district came with the law of 2021.
        at = await Round(hand, 2022, [101, 103], ("d-b1_points", "100"));
        await Do("y-kien", ("given", "hôm qua"), ("given", "2022-10-16"), ("number", "12/BC"), ("text", "đồng ý"));
        var flagged = Root + "/doi-chieu?don-vi=" + SmallDistrict.VanHa;
        await hand.Tell("/api/v1/events/fact", null,
            """{"nguoi": 12, "loai-du-kien": "car", "gia-tri": "yes", "tu-ngay": "2020-01-01", "giay-to": "Biển số"}""");
        await hand.Press(flagged, Root + "/doi-chieu", ("xa", "không"));

        Task Do(string deed, (string, string) mistake, params (string, string)[] fields) =>
            hand.Press(at, $"{at}/{deed}", mistake, fields);
    }

    /// <summary>A review from its opening to the posting of its list; gives its address.</summary>
    private static async Task<string> Round(Hand hand, int year, long[] households, (string, string) points)
    {
        const string Root = "/ra-soat-ngheo";
        var at = await hand.Press(Root, Root, ("year", "2199"), ("xa", SmallDistrict.XuanDinh), ("year", $"{year}"),
            ("base_day", $"{year}-09-01"), ("holds_from", $"{year + 1}-01-01"), ("kind", "yearly"));
        await hand.Press(at, at + "/them", ("ho", "không"), ("ho", "103"), ("ghi-chu", "đơn 12"));
        await hand.Press(at, at + "/them", ("ho", "không"), ("ho", "104"), ("ghi-chu", "đơn 13"));
        await hand.Press(at + "/ho/104", at + "/bo", (Reason, " "), (Reason, "rút đơn"));
        foreach (var household in households)
        {
            var sheet = string.Create(CultureInfo.InvariantCulture, $"{at}/ho/{household}");
            await hand.Press(sheet, sheet, (points.Item1, "999"), ("ngay", $"{year}-09-15"), ("nguoi", "Rà"), ("d-area", "rural"),
                ("con-lai", "1"), ("d-income_per_head", "1.300.000"), ("nguyen-nhan", "illness"), points);
        }

        await hand.Press(at, at + "/hop", ("du", "không"), ("thon", "thôn Trung"), ("ngay", $"{year}-10-01"), ("du", "40"),
            ("dong-y", "36"), ("bien-ban", "BB 01"));
        await hand.Press(at, at + "/niem-yet", ("to", "không"), ("from", $"{year}-10-05"), ("to", $"{year}-10-14"),
            ("where", "UBND xã"));
        return at;
    }

    private static async Task Borders(Browser officer, Hand hand)
    {
        const string Root = "/dia-gioi";
        const string Work = Root + "/phan-ho/09739~2025-07-01";
        var split = BorderPageTests.Split.Replace("09715", "09739", StringComparison.Ordinal)
            .Replace("Xã Phúc Thọ", "Xã Phúc Lộc", StringComparison.Ordinal);
        using var looked = await officer.Submit(Root, Root + "/xem-truoc", ("noi-dung", split));
        var preview = (await officer.Back(looked)).QuerySelector($"form[action='{Root}/ap-dung']")!;
        var at = await hand.Press(preview, ("noi-dung", "không"));
        var assign = (await officer.Page(Work)).QuerySelector($"main form[method=post][action^='{Work}']")!;
        await hand.Press(assign, ("nguon", " "), ("ve", assign.QuerySelector("input[name=ve]")!.GetAttribute("value")!),
            ("nguon", "Biên bản 3"), ("ca-thon", "thôn Trung"));
        await hand.Press((await officer.Page(Work)).QuerySelector($"form[action^='{Work}/hoan-tac']")!, ("dot", "không"));
        await hand.Press(at, at + "/hoan-tac", (Reason, " "), (Reason, "nhầm"));
    }

    private static async Task Law(Hand author, Hand other)
    {
        const string Root = "/bo-luat/thay-doi";
        const string File = "vn/programmes/social_pension.yaml";
        var at = await author.Press(Root, Root, ("title", " "), ("title", "Nâng mức chuẩn"));
        await author.Press(at + "/gia-tri", at + "/gia-tri", ("muc", "nhiều"), LawChangeTests.NewValue);
        await author.Press(at + "/che-do-moi", at + "/che-do-moi", ("ma", " "), ("ma", "ho_tro_thu"), ("cap", "vn-01-ha-noi"),
            ("ten", "Hỗ trợ thử"), ("tu", "2030-01-01"), ("nhom", "social_assistance"), ("van-ban", "NQ-63-2025-HN"));
        await author.Press(at + "/tep?tep=" + Uri.EscapeDataString(File), at + "/tep", ("chu", new string('[', 30_000)),
            ("chu", "# một\n"));
        await author.Press(at, at + "/bo-tep", ("tep", "khong-co.yaml"), ("tep", File));
        await author.Press(at, at + "/submit", ("content", "khác"));
        await other.Press(at, at + "/return", ("remark", " "), ("remark", "xem lại"));
        await author.Press(at, at + "/submit", null);
        await other.Press(at, at + "/approve", ("content", "khác"));
        await other.Press(at, at + "/publish", ("so-muc", "1"));
        var given = await author.Press(Root, Root, ("title", " "), ("title", "Rút"));
        await author.Press(given, given + "/withdraw", null);
    }
}
