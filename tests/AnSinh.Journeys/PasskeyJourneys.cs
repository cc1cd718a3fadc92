using AnSinh.Access.Factors;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store.Acts;
using Microsoft.Playwright;

namespace AnSinh.Journeys;

/// <summary>
/// A passkey is made, opens the door, and is removed: the browser's own authenticator, with a finger that is always right.
/// </summary>
public class PasskeyJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Login = "van-tay";

    [Fact]
    public async Task A_passkey_opens_the_door_without_name_and_password_until_it_is_removed()
    {
        chromium.Site.Office.AddOfficer(Login, "Vũ Thị Vân Tay", "social_officer", "272");
        var page = await chromium.Window();
        var authenticator = await Authenticator(page);
        await Enter(page);
        await page.GotoAsync(Here("/tai-khoan/khoa"));
        await page.FillAsync("#them-khoa-ten", "điện thoại của tôi");
        await page.FillAsync("#them-khoa-bi-mat-cu", "sai");
        await page.ClickAsync("#them-khoa button");
        await Assertions.Expect(page.Locator("#them-khoa-bi-mat-cu-l")).ToContainTextAsync("không đúng");
        await Assertions.Expect(page.Locator("#them-khoa-ten")).ToHaveValueAsync("điện thoại của tôi");
        await page.FillAsync("#them-khoa-bi-mat-cu", DemoAccounts.Password);
        await page.ClickAsync("#them-khoa button");
        await page.WaitForURLAsync("**/tai-khoan/khoa/moi");
        Assert.Empty(await AccessibilityTests.Check(page, "/tai-khoan/khoa/moi"));
        await page.ClickAsync("#tao-khoa button");
        await Assertions.Expect(page.Locator("#dang-co tbody")).ToContainTextAsync("điện thoại của tôi");
        Assert.Single(Keys.Of(Login));
        Assert.Empty(await AccessibilityTests.Check(page, "/tai-khoan/khoa"));

        await page.ClickAsync("nav.rail >> text=Đăng xuất");
        await page.WaitForURLAsync("**/dang-nhap");
        Assert.Empty(await AccessibilityTests.Check(page, "/dang-nhap"));
        await page.ClickAsync("#vao-khoa button");
        await Assertions.Expect(page.Locator("nav.rail .who")).ToContainTextAsync("Vũ Thị Vân Tay");
        Assert.NotNull(Keys.Of(Login).Single().UsedAt);

        await page.GotoAsync(Here("/tai-khoan/khoa"));
        await page.CheckAsync("#bo-khoa input[type=radio]");
        await page.FillAsync("#bo-khoa-bi-mat-cu", DemoAccounts.Password);
        await page.ClickAsync("#bo-khoa button");
        await Assertions.Expect(page.Locator("#dang-co")).ToContainTextAsync("Chưa có khóa nào");
        await authenticator.DetachAsync();
    }

    [Fact]
    public async Task A_finger_that_is_not_its_owners_opens_nothing_and_an_answer_is_taken_once()
    {
        const string Other = "van-tay-hai";
        chromium.Site.Office.AddOfficer(Other, "Lê Thị Hai", "social_officer", "272");
        var page = await chromium.Window();
        var authenticator = await Authenticator(page);
        await Enter(page, Other);
        await page.GotoAsync(Here("/tai-khoan/khoa"));
        await page.FillAsync("#them-khoa-ten", "khóa cắm");
        await page.FillAsync("#them-khoa-bi-mat-cu", DemoAccounts.Password);
        await page.ClickAsync("#them-khoa button");
        await page.ClickAsync("#tao-khoa button");
        await Assertions.Expect(page.Locator("#dang-co tbody")).ToContainTextAsync("khóa cắm");
        await page.ClickAsync("nav.rail >> text=Đăng xuất");
        await authenticator.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = _id, ["isUserVerified"] = false });
        await page.ClickAsync("#vao-khoa button");
        await Assertions.Expect(page.Locator("[data-passkey-trouble]")).ToBeVisibleAsync();
        await authenticator.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = _id, ["isUserVerified"] = true });

        var sent = "";
        page.Request += (_, request) => sent = request.Url.EndsWith("/dang-nhap/khoa", StringComparison.Ordinal) ? request.PostData! : sent;
        await page.ClickAsync("#vao-khoa button");
        await Assertions.Expect(page.Locator("nav.rail .who")).ToContainTextAsync("Lê Thị Hai");
        using var again = chromium.Site.Stranger();
        var door = await again.Page("/dang-nhap");
        var token = door.QuerySelector("#vao-khoa input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var values = sent.Split('&').Select(v => v.Split('=')).ToDictionary(
            v => v[0], v => Uri.UnescapeDataString(v[1].Replace('+', ' ')), StringComparer.Ordinal);
        values["__RequestVerificationToken"] = token;
        using var replayed = await again.PostOnce("/dang-nhap/khoa", values);
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, replayed.StatusCode);
    }

    private string _id = "";

    private Passkeys Keys => new(chromium.Site.Office.Register.Database);

    // Passkeys are made for names, not for numbers.
    private string Here(string path) =>
        new UriBuilder(chromium.Site.Address) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority) + path;

    private async Task Enter(IPage page, string login = Login)
    {
        await page.GotoAsync(Here("/dang-nhap"));
        await page.FillAsync("#login", login);
        await page.FillAsync("#password", DemoAccounts.Password);
        await page.Locator("form:has(#password) button").ClickAsync();
        await page.WaitForURLAsync("**/");
    }

    private async Task<ICDPSession> Authenticator(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var made = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        _id = made!.Value.GetProperty("authenticatorId").GetString()!;
        return session;
    }
}
