using System.Net;
using AnSinh.Access.Passwords;
using AnSinh.Basics.Forms;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web.Requests;
using AnSinh.Store.Acts;
using Microsoft.Extensions.Primitives;

namespace AnSinh.Host.Tests.Security;

/// <summary>One's own account: sessions, the password, and a password that is used once.</summary>
public class MyAccountTests(Site site) : IClassFixture<Site>
{
    private const string Sentence = "Chợ Gạch họp ngày chẵn";

    [Fact]
    public async Task Who_one_is_and_where_one_is_signed_in_is_shown_and_each_session_can_be_ended()
    {
        using var office = await Enter("phien-mot");
        using var home = await Again("phien-mot");
        var page = await office.Page("/tai-khoan");
        Assert.Contains("Người Thử phien-mot", Browser.Plain(page.QuerySelector("main")), StringComparison.Ordinal);
        var rows = page.QuerySelectorAll("#phien tbody tr").Select(Browser.Plain).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Contains("Firefox, Windows", rows[0], StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", rows[0], StringComparison.Ordinal);
        Assert.Contains("phiên này", Assert.Single(rows, r => !r.Contains("Kết thúc", StringComparison.Ordinal)), StringComparison.Ordinal);
        using var ended = await office.Submit("/tai-khoan", "/tai-khoan/phien");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        await Out(home);
        await office.Page("/tai-khoan");
    }

    [Fact]
    public async Task A_session_of_another_cannot_be_ended_and_all_others_of_ones_own_can()
    {
        using var mine = await Enter("phien-hai");
        using var second = await Again("phien-hai");
        using var third = await Again("phien-hai");
        using var stranger = await Enter("phien-ba");
        var id = (await stranger.Page("/tai-khoan")).QuerySelectorAll("#phien tbody tr").Length;
        Assert.Equal(1, id);
        var foreign = site.Office.Sessions.Of("phien-ba", "", DateTimeOffset.UnixEpoch).Single().Id;
        using var refused = await mine.Submit("/tai-khoan", "/tai-khoan/phien", ("phien", foreign));
        Assert.Contains("đã kết thúc rồi", await mine.Refused(refused), StringComparison.Ordinal);
        await stranger.Page("/tai-khoan");
        using var ended = await mine.Submit("/tai-khoan", "/tai-khoan/phien-khac");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        await Out(second);
        await Out(third);
        await mine.Page("/tai-khoan");
    }

    [Theory]
    [InlineData("ngắn", "ít nhất 8 ký tự")]
    [InlineData("12345678", "dễ đoán")]
    [InlineData("matkhau1", "dễ đoán")]
    [InlineData("Mật Khẩu 123", "dễ đoán")]
    [InlineData("Anh Yêu Em 1", "dễ đoán")]
    [InlineData("P@ssw0rd", "dễ đoán")]
    [InlineData("phien-muoi", "ai quen cũng đoán ra")]
    [InlineData("Người Thử phien-muoi 2026!", "ai quen cũng đoán ra")]
    [InlineData("huyện Phúc Thọ 1", "ai quen cũng đoán ra")]
    [InlineData("--An Sinh 123", "ai quen cũng đoán ra")]
    [InlineData("        ", "dễ đoán")]
    public void A_password_that_is_short_common_or_known_is_refused_beside_its_field(string password, string words)
    {
        Add("phien-muoi");
        var refusal = Assert.Single(Change("phien-muoi", DemoAccounts.Password, password).Refusals);
        Assert.Equal(PasswordForms.NewField, refusal.Place);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.English);
    }

    [Theory]
    [InlineData("hoa sen trang")]
    [InlineData("tkm8vq2zr")]
    [InlineData("Ắ ộ ễ ữ ỷ ợ ằ ề")]
    [InlineData("🌾🌾 gặt xong về nhà 🌾🌾")]
    public void Any_characters_are_taken_and_it_does_not_matter_how_marks_are_typed(string password)
    {
        var login = Add("chu-" + password.Length);
        Assert.True(Change(login, DemoAccounts.Password, password).Ok);
        Assert.NotNull(site.Office.Accounts.SignInOrNull(login, AnSinh.Basics.OutsideText.Decomposed(password)));
        Assert.Null(site.Office.Accounts.SignInOrNull(login, DemoAccounts.Password));
    }

    [Fact]
    public void A_hundred_characters_are_taken_and_one_more_is_not()
    {
        Add("dai");
        var sentence = string.Concat(Enumerable.Range(1, 40).Select(i => $"câu {i}, "));
        Assert.False(Change("dai", DemoAccounts.Password, sentence[..101]).Ok);
        Assert.True(Change("dai", DemoAccounts.Password, sentence[..100]).Ok);
        Assert.NotNull(site.Office.Accounts.SignInOrNull("dai", sentence[..100]));
    }

    [Fact]
    public async Task The_password_is_changed_with_the_old_one_and_every_other_session_ends()
    {
        using var mine = await Enter("doi");
        using var other = await Again("doi");
        const string Page = "/tai-khoan/mat-khau";
        using var wrong = await mine.Submit(Page, Page, ("bi-mat-cu", "sai"), ("bi-mat-moi", Sentence), ("bi-mat-lai", Sentence + "!"));
        var back = await mine.Back(wrong);
        Assert.Contains("không đúng", Browser.Plain(back.QuerySelector("#mat-khau-bi-mat-cu-l")), StringComparison.Ordinal);
        Assert.Contains("không giống nhau", Browser.Plain(back.QuerySelector("#mat-khau-bi-mat-lai-l")), StringComparison.Ordinal);
        Assert.All(back.QuerySelectorAll("input[type=password]"), field => Assert.Null(field.GetAttribute("value")));
        await other.Page("/tai-khoan");
        using var done = await mine.Submit(
            Page, Page, ("bi-mat-cu", DemoAccounts.Password), ("bi-mat-moi", Sentence), ("bi-mat-lai", Sentence));
        Assert.Equal("/tai-khoan", done.Headers.Location?.OriginalString);
        await mine.Page("/tai-khoan");
        await Out(other);
        Assert.Null(site.Office.Accounts.SignInOrNull("doi", DemoAccounts.Password));
        Assert.NotNull(site.Office.Accounts.SignInOrNull("doi", AnSinh.Basics.OutsideText.Decomposed(Sentence)));
    }

    [Fact]
    public void What_is_typed_into_a_secret_field_is_kept_in_no_draft()
    {
        var form = new FormCollection(new Dictionary<string, StringValues>
        {
            ["bi-mat-moi"] = Sentence, ["ly-do"] = "vì thế", ["bi-mat-cu"] = "x",
        });
        Assert.Equal(["ly-do"], FormDrafts.Kept(form).Keys);
        Assert.All(PasswordForms.Change.Fields, f => Assert.StartsWith(FormField.SecretMark, f.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_that_is_used_once_leads_to_the_form_that_changes_it_and_nowhere_else()
    {
        using var before = await Enter("mot-lan");
        var once = site.Office.Accounts.Reset("mot-lan", Act.By("quan-tri")).Value;
        Assert.Matches("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$", once);
        await Out(before);
        using var browser = site.Stranger();
        using var entered = await browser.Submit("/dang-nhap", "/dang-nhap", ("login", "mot-lan"), ("password", once));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        foreach (var path in new[] { "/", "/nguoi/1", "/tai-khoan", "/viec", "/khong-co" })
        {
            using var answer = await browser.GetOnce(path);
            Assert.Equal((path, "/tai-khoan/mat-khau"), (path, answer.Headers.Location?.OriginalString));
        }

        using var api = await browser.GetOnce("/api/v1/months");
        Assert.Equal(HttpStatusCode.Forbidden, api.StatusCode);
        using var post = await browser.Submit("/tai-khoan/mat-khau", "/tai-khoan/mat-khau",
            ("bi-mat-cu", once), ("bi-mat-moi", once), ("bi-mat-lai", once));
        Assert.Contains("giống mật khẩu đang dùng", await browser.Refused(post), StringComparison.Ordinal);
        using var done = await browser.Submit("/tai-khoan/mat-khau", "/tai-khoan/mat-khau",
            ("bi-mat-cu", once), ("bi-mat-moi", Sentence), ("bi-mat-lai", Sentence));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        await browser.Page("/nguoi/1");
        Assert.False(site.Office.Accounts.Reset("khong-ai", Act.By("quan-tri")).Ok);
    }

    [Fact]
    public async Task An_account_of_the_demo_keeps_the_password_that_everybody_may_try()
    {
        using var browser = await site.Enter("xuandinh");
        Assert.Null((await browser.Page("/tai-khoan/mat-khau")).QuerySelector("form#mat-khau"));
        Assert.Empty((await browser.Page("/tai-khoan")).QuerySelectorAll("main a[href='/tai-khoan/mat-khau']"));
    }

    private AnSinh.Basics.Outcome<bool> Change(string login, string old, string password) => site.Office.Accounts.ChangePassword(
        new PasswordChange(login, "", old, password, password, [login, "Người Thử " + login, "Phúc Thọ", "Huyện Phúc Thọ"]),
        site.Office.Policy.Passwords, Act.By(login));

    private string Add(string login)
    {
        if (site.Office.Accounts.FindOrNull(login) is null)
        {
            site.Office.AddOfficer(login, "Người Thử " + login, "social_officer", "272");
        }

        return login;
    }

    private Task<Browser> Enter(string login) => Again(Add(login));

    private async Task<Browser> Again(string login)
    {
        var browser = site.Stranger();
        browser.Says.Add("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0");
        using var answer = await browser.Submit("/dang-nhap", "/dang-nhap", ("login", login), ("password", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    private static async Task Out(Browser browser)
    {
        using var answer = await browser.GetOnce("/nguoi/1");
        Assert.StartsWith("/dang-nhap", answer.Headers.Location?.PathAndQuery(), StringComparison.Ordinal);
    }
}
