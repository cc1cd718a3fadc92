using System.Net;
using System.Text;
using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Host.Tests.Security;

/// <summary>Roles given in units for days: what they let somebody do, whom they show, and which must not meet.</summary>
public class RoleTests(Site site) : IClassFixture<Site>
{
    private static readonly DateInterval Always = new(new DateOnly(2015, 1, 1), null);

    private Office Office => site.Office;

    private DateOnly Today => Office.Clock.Today;

    /// <summary>What Vân Hà is part of today.</summary>
    private Register.Units.Unit Beyond => Office.Units.Resolve(SmallDistrict.VanHa, Today)!;

    private Viewer Seen(string login) => Viewer.OfOrNull(Office.Accounts.FindOrNull(login)!, Office)!;

    [Fact]
    public async Task Who_reads_in_one_commune_and_records_in_another_records_nobody_of_the_first()
    {
        Office.AddOfficer("haixa", "Lê Hai Xã", "registry_clerk", SmallDistrict.VanHa);
        Office.GiveRole("haixa", "accountant", SmallDistrict.XuanDinh);
        using var browser = await site.Enter("haixa");
        // Both are read; only people of Vân Hà are recorded.
        await browser.Page($"/nguoi/{SmallDistrict.Mao}");
        await browser.Page($"/nguoi/{SmallDistrict.Ngoai}");
        await browser.Page($"/su-kien/death?nguoi={SmallDistrict.Ngoai}");
        using var elsewhere = await browser.Get($"/su-kien/death?nguoi={SmallDistrict.Mao}");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_registry_clerk_records_civil_status_and_no_facts()
    {
        using var clerk = await site.SignedIn("hotich");
        await clerk.Page($"/su-kien/death?nguoi={SmallDistrict.Mao}");
        Assert.DoesNotContain("/su-kien/fact", (await clerk.Page("/su-kien")).Body!.InnerHtml);
        using var fact = await clerk.Get($"/su-kien/fact?nguoi={SmallDistrict.Mao}");
        Assert.Equal(HttpStatusCode.NotFound, fact.StatusCode);
        using var told = await clerk.Send("/api/v1/events/fact", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.NotFound, told.StatusCode);
    }

    [Theory]
    [InlineData("canbo", "accountant", "không chi tiền")]
    [InlineData("ketoan", "leader", "không chi tiền")]
    [InlineData("lanhdao", "policy_editor", "không duyệt luật")]
    [InlineData("quantri", "auditor", "không là người kiểm tra")]
    [InlineData("xuandinh", "supervisor", "không tự xét lại")]
    public async Task Two_duties_that_must_not_meet_are_refused_and_it_is_told_why(string login, string role, string why)
    {
        using var admin = await site.Enter("quantri");
        Office.AddOfficer("quantri2-" + login, "Quản trị khác", "administrator", "272");
        using var other = await site.Enter("quantri2-" + login);
        var page = "/quan-tri/tai-khoan/" + login;
        using var answer = await other.Submit(page, page + "/giao", ("role", role), ("unit", "272"), ("from", "1/1/2020"),
            ("reason", "QĐ 5"));
        Assert.Contains(why, await other.Refused(answer));
    }

    [Fact]
    public async Task Who_administers_accounts_gives_nothing_to_themselves_and_ends_no_account_of_their_own()
    {
        using var admin = await site.Enter("quantri");
        const string Page = "/quan-tri/tai-khoan/quantri";
        Assert.Contains("tài khoản của bạn", await admin.Text(Page));
        Assert.Null((await admin.Page(Page)).QuerySelector("#f-giao"));
        var refused = Office.Roles.Give(new RoleGrant("quantri", "data_analyst", "272", null, Always, "tự giao"), Act.By("quantri"));
        Assert.Equal(["role.own"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(["account.own"], Office.Accounts.End("quantri", "thử", Act.By("quantri")).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task A_chair_on_leave_lets_somebody_stand_in_for_those_days_and_takes_it_back()
    {
        Office.AddOfficer("phochu", "Lê Phó Chủ", "accountant", SmallDistrict.VanHa);
        using var chair = await site.Enter("chutich");
        var row = RoleForms.Key(Office.Roles.Of("chutich", Today).Single());
        (string, string)[] Told(string login, DateOnly from, DateOnly to) =>
            [("row", row), ("login", login), ("from", Vietnamese.Date(from)), ("to", Vietnamese.Date(to)), ("reason", "nghỉ phép")];
        using var clerk = await chair.Submit("/vai-tro", "/vai-tro/uy-quyen", Told("motcua", Today, Today.AddDays(3)));
        Assert.Contains("không ký hồ sơ", await chair.Refused(clerk));
        using var done = await chair.Submit("/vai-tro", "/vai-tro/uy-quyen", Told("phochu", Today, Today.AddDays(3)));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.True(Seen("phochu").CaseActor.Is(Rulebook.Procedures.ProcedureRole.CommuneChair, SmallDistrict.XuanDinh));
        Assert.Equal(2, Office.Roles.Of("phochu", Today.AddDays(3)).Count);
        Assert.Single(Office.Roles.Of("phochu", Today.AddDays(4)));
        using var stand = await site.Enter("phochu");
        Assert.Contains("làm thay Doãn Thị Thơm", await stand.Text("/vai-tro"));

        // Handed on once only, and not for days its holder does not have it.
        var handed = Office.Roles.History("phochu").Single(r => r.Row.DelegatedBy is not null);
        Assert.Equal(["role.not-held"], Office.Roles.Give(new RoleGrant("vanha-x", handed.Row.Role, handed.Row.UnitKey, "phochu",
            new DateInterval(Today, Today), "tiếp"), Act.By("phochu")).Refusals.Select(r => r.Code));
        using var back = await chair.Submit("/vai-tro", "/vai-tro/thoi-uy-quyen", ("so", $"{handed.RowId}"));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Single(Office.Roles.Of("phochu", Today));
    }

    [Fact]
    public void A_role_handed_on_ends_with_that_of_its_holder()
    {
        Office.AddOfficer("chua", "Chủ A", "leader", SmallDistrict.VanHa);
        Office.AddOfficer("thaya", "Thay A", "accountant", SmallDistrict.XuanDinh);
        var days = new DateInterval(Today, Today.AddDays(30));
        Assert.True(Office.Roles.Give(new RoleGrant("thaya", "leader", SmallDistrict.VanHa, "chua", days, "thay"), Act.By("chua")).Ok);
        Assert.Equal(2, Office.Roles.Of("thaya", Today).Count);
        Assert.True(Office.Roles.End(Office.Roles.History("chua").First(r => r.Row.DelegatedBy is null).RowId, Today.AddDays(-1),
            Act.By("test")).Ok);
        Assert.Single(Office.Roles.Of("thaya", Today));
    }

    [Fact]
    public void The_officer_of_a_commune_that_became_part_of_another_is_of_that_one()
    {
        // Xuân Phú and Cẩm Đình became Xuân Đình on 1 March 2020.
        var before = Office.Units.Predecessors(Office.Units.FindOrNull(SmallDistrict.XuanDinh)!);
        Assert.Equal(2, before.Count);
        Office.AddOfficer("xacu", "Cán Bộ Xã Cũ", "social_officer", before[0].Key);
        var seen = Seen("xacu");
        Assert.Equal(SmallDistrict.XuanDinh, seen.Unit.Key);
        Assert.Equal(Seen("xuandinh").Scope, seen.Scope);
        Assert.All(before, u => Assert.True(seen.MaySee(u)));
    }

    [Fact]
    public async Task More_is_seen_for_some_hours_with_a_reason_nothing_is_recorded_and_the_supervisor_reviews_it()
    {
        using var officer = await site.Enter("xuandinh");
        var outside = $"/nguoi/{SmallDistrict.Ngheo}";
        async Task<HttpStatusCode> Status(string path)
        {
            using var answer = await officer.Get(path);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotFound, await Status(outside));
        using var short_ = await officer.Submit("/vai-tro", "/vai-tro/xem-tam", ("unit", Beyond.Key), ("hours", "1"),
            ("reason", "cần gấp"));
        Assert.Contains("lý do từ 15 chữ", await officer.Refused(short_));
        using var opened = await officer.Submit("/vai-tro", "/vai-tro/xem-tam", ("unit", Beyond.Key), ("hours", "1"),
            ("reason", "cứu trợ khẩn cấp hộ vừa chuyển về"));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Status(outside));
        Assert.Contains("Đang xem tạm", await officer.Text("/vai-tro"));
        Assert.Equal(HttpStatusCode.NotFound, await Status($"/su-kien/death?nguoi={SmallDistrict.Ngheo}"));
        var token = (await officer.Page(outside)).QuerySelector("form[action='/dang-xuat'] input[name=__RequestVerificationToken]")!;
        using var guarded = await officer.Post(outside + "/duoc-bao-ve",
            [new("muc-dich", "xem tạm người này"), new("__RequestVerificationToken", token.GetAttribute("value")!)]);
        Assert.Equal(HttpStatusCode.Forbidden, guarded.StatusCode);
        Assert.False(Office.Protected.IsOpen("xuandinh", AnSinh.Access.Protection.ProtectedAccess.Person(SmallDistrict.Ngheo)));

        using var supervisor = await site.Enter("giamsat");
        Assert.Contains("Kiều Văn Lâm", await supervisor.Text("/giam-sat/quyen-tam"));
        var id = Office.Widenings.All(onlyOpen: true)[0].Id;
        Office.Register.Database.Readings.Flush();
        var page = $"/giam-sat/quyen-tam/{id}";
        Assert.Contains($"hồ sơ số {SmallDistrict.Ngheo}", await supervisor.Text(page));
        using var found = await supervisor.Submit(page, page, ("finding", "not_justified"), ("note", "không có công văn nào"));
        Assert.Equal(HttpStatusCode.Redirect, found.StatusCode);
        Assert.Contains("không chính đáng", await supervisor.Text(page));
        Assert.Equal(["widening.reviewed"], Office.Widenings.Review(id, true, "lại", Act.By("giamsat")).Refusals.Select(r => r.Code));

        using (var connection = Office.Register.Database.Connect())
        {
            connection.Execute("update widening set ends_at = opened_at");
        }

        Assert.Equal(HttpStatusCode.NotFound, await Status(outside));
    }

    [Fact]
    public async Task Names_are_seen_by_none_but_who_reads_people_of_that_unit()
    {
        using var analyst = await site.SignedIn("phantich");
        Assert.DoesNotContain("/nguoi/", (await analyst.Page(
            "/che-do/social_assistance/thu-nghiem?ts=social_assistance.standard&so=500000")).QuerySelector("main")!.InnerHtml);
        Office.AddOfficer("xavaluat", "Lê Xã Và Luật", "social_officer", SmallDistrict.XuanDinh);
        Office.GiveRole("xavaluat", "policy_editor", "272");
        using var both = await site.Enter("xavaluat");
        using var asked = await both.Get($"/hoi?nguoi={SmallDistrict.Ngheo}");
        Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        Assert.Equal(Seen("xuandinh").CaseActor.Scope, Seen("xavaluat").CaseActor.Scope);
        using var lists = await both.Get("/api/v1/lists");
        Assert.Equal(HttpStatusCode.OK, lists.StatusCode);
    }

    [Fact]
    public async Task An_ended_account_signs_in_no_more_and_what_it_did_keeps_its_name()
    {
        Office.AddOfficer("sapnghi", "Người Sắp Nghỉ", "accountant", SmallDistrict.VanHa);
        using var browser = await site.Enter("sapnghi");
        await browser.Page("/vai-tro");
        using var admin = await site.Enter("quantri");
        const string Page = "/quan-tri/tai-khoan/sapnghi";
        using var ended = await admin.Submit(Page, Page + "/ket-thuc", ("reason", "nghỉ hưu"));
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        using var after = await browser.Get("/vai-tro");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        using var again = await browser.Submit("/dang-nhap", "/dang-nhap", ("login", "sapnghi"),
            ("password", SignIn.DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Empty(Office.Roles.Of("sapnghi", Today.AddDays(1)));
        Assert.Equal("Người Sắp Nghỉ", Office.Accounts.Names()("sapnghi"));
        Assert.Contains("sapnghi", await admin.Text("/quan-tri/tai-khoan?loc=da-ket-thuc"));
    }

    [Fact]
    public async Task A_list_of_accounts_is_taken_whole_or_not_at_all_and_each_wrong_row_is_named()
    {
        using var admin = await site.Enter("quantri");
        const string Heading = "Tên đăng nhập,Họ tên,Vai trò,Đơn vị,Từ ngày,Đến ngày,Văn bản\n";
        async Task<HttpResponseMessage> Send(string rows)
        {
            var form = (await admin.Page("/quan-tri/tai-khoan")).QuerySelector("#f-danh-sach")!;
            using var content = new MultipartFormDataContent();
            foreach (var (name, value) in Browser.Filled(form))
            {
                content.Add(new StringContent(value), name);
            }

            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Heading + rows)), "file", "taikhoan.csv");
            return await admin.Send("/quan-tri/danh-sach-tai-khoan", content);
        }

        using var wrong = await Send($"dsa,Trần Danh A,Bộ phận một cửa,{Beyond.Key},1/1/2020,,QĐ 1\n"
            + $"dsb,Trần Danh B,Kế toán,Xã Không Có,1/1/2020,,QĐ 1\ndsc,Trần Danh C,Kế toán,{Beyond.FullName},hôm qua,,QĐ 1\n");
        var told = await admin.Refused(wrong);
        Assert.Contains("!3", told);
        Assert.Contains("!4", told);
        Assert.Null(Office.Accounts.FindOrNull("dsa"));
        using var right = await Send($"dsa,Trần Danh A,Bộ phận một cửa,{Beyond.FullName},1/1/2020,,QĐ 1\n"
            + $"dsa,Trần Danh A,Công chức hộ tịch,{Beyond.FullName},1/1/2020,,QĐ 1\n"
            + $"dsb,Trần Danh B,Kế toán,{Beyond.FullName},1/1/2020,31/12/2030,QĐ 1\n");
        var page = right.Headers.Location!.PathAndQuery();
        var shown = await admin.Page(page);
        Assert.Equal(2, shown.QuerySelectorAll("#mat-khau-moi code").Length);
        Assert.Equal(2, Office.Roles.Of("dsa", Today).Count);
        using var other = await site.SignedIn("kiemtoan");
        using var refused = await other.Get(page);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        // The password is good once: to choose one's own.
        using var browser = site.Stranger();
        var password = shown.QuerySelectorAll("#mat-khau-moi code")[0].TextContent;
        using var entered = await browser.Submit("/dang-nhap", "/dang-nhap", ("login", "dsa"), ("password", password));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        using var first = await browser.Get("/nguoi");
        Assert.Equal("/tai-khoan/mat-khau", first.Headers.Location?.PathAndQuery());
    }

    [Fact]
    public void A_role_written_past_the_program_is_found()
    {
        using var connection = Office.Register.Database.Connect();
        Assert.True(Office.Seals.All().Ok);
        connection.Execute("update role_grant set role = 'leader' where login = 'phantich'");
        Assert.Contains(Office.Seals.All().Faults, f => f is { Table: "role_grant", Kind: "changed" });
        connection.Execute("update role_grant set role = 'data_analyst' where login = 'phantich'");
        connection.Execute("insert into role_grant (login, role, unit_key, reason, valid_from, recorded_at) "
            + "values ('phantich', 'leader', '272', '', '2015-01-01', 0)");
        Assert.Contains(Office.Seals.All().Faults, f => f is { Table: "role_grant", Kind: "added" });
        connection.Execute("delete from role_grant where login = 'phantich' and role = 'leader'");
        Assert.True(Office.Seals.All().Ok);
    }
}
