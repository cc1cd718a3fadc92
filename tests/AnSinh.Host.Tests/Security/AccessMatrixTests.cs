using System.Net;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Security;

/// <summary>The access matrix of policy/ against every address of the server, as every account of the demo.</summary>
public class AccessMatrixTests(Site site) : IClassFixture<Site>
{
    private IEnumerable<RouteEndpoint> Endpoints() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null);

    private Viewer ViewerOf(string login) =>
        Viewer.OfOrNull(site.Office.Accounts.FindOrNull(login)!, site.Office)!;

    [Fact]
    public void Every_address_says_what_it_needs() => Assert.Empty(
        Endpoints().Where(e => e.Metadata.GetMetadata<NeedsPermission>() is null).Select(e => e.RoutePattern.RawText));

    // What the guard reads is written down a second time: who loosens an address has to say so here.
    [Fact]
    public void Every_address_needs_what_is_written_down_for_it()
    {
        var written = File.ReadAllLines(Path.Combine(SmallDistrict.Root, "tests", "AnSinh.Host.Tests", "Security", "addresses.txt"));
        var found = Endpoints().Select(e => $"{Method(e)} {e.RoutePattern.RawText} {string.Join(' ', Needed(e))}".TrimEnd())
            .Order(StringComparer.Ordinal).ToList();
        Assert.True(found.SequenceEqual(written), string.Join('\n', found.Except(written).Select(l => "+ " + l)
            .Concat(written.Except(found).Select(l => "- " + l))));
    }

    [Fact]
    public void Every_permission_is_needed_by_some_address_or_list_and_held_by_somebody()
    {
        var needed = Endpoints().SelectMany(Needed).ToHashSet();
        var held = DemoAccounts.All.SelectMany(a => ViewerOf(a.Login).Posts.SelectMany(p => p.At.May)).ToHashSet();
        Assert.Equal(Enum.GetValues<Permission>(), needed.Order());
        Assert.Equal(Enum.GetValues<Permission>(), held.Order());
        Assert.Equal(Enum.GetValues<Permission>(), site.Office.Policy.Permissions.Select(p => p.Id).Order());
    }

    public static TheoryData<string> Logins => [.. DemoAccounts.All.Select(a => a.Login)];

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task What_the_matrix_does_not_give_is_refused_at_every_address(string login)
    {
        using var browser = await site.SignedIn(login);
        var viewer = ViewerOf(login);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var endpoint in Endpoints().Where(e => !Needed(e).All(viewer.May)))
        {
            var (method, path) = (Method(endpoint), ForgeryTests.Filled(endpoint.RoutePattern.RawText!));
            using var answer = method == "GET" ? await browser.GetOnce(path)
                : await browser.Send(path, path.StartsWith("/api/", StringComparison.Ordinal)
                    ? new StringContent("{}", Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]));
            tried++;
            if (answer.StatusCode != HttpStatusCode.Forbidden)
            {
                wrong.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(tried > 0, login);
    }

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task What_the_matrix_gives_is_never_refused_as_such(string login)
    {
        using var browser = await site.SignedIn(login);
        var viewer = ViewerOf(login);
        // What is heavy is asked in RouteTests; a request is received by whom the procedure names.
        var light = Endpoints().Where(e => Method(e) == "GET" && Needed(e).All(viewer.May) && e.Metadata.GetMetadata<HeavyWork>() is null
            && !e.RoutePattern.RawText!.StartsWith("/ho-so/moi", StringComparison.Ordinal));
        foreach (var path in light.Select(e => ForgeryTests.Filled(e.RoutePattern.RawText!)))
        {
            using var answer = await browser.GetOnce(path);
            Assert.True(answer.StatusCode != HttpStatusCode.Forbidden, $"{login} {path}");
        }
    }

    [Fact]
    public async Task The_matrix_is_a_page_and_who_opened_what_is_told_to_who_may_know()
    {
        const string Purpose = "xét hồ sơ trợ cấp của người này";
        using var officer = await site.SignedIn("canbo");
        using var opened = await officer.Submit("/nguoi/1", "/nguoi/1/duoc-bao-ve", (ProtectedAccess.PurposeField, Purpose));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        site.Office.Protected.Open("canbo", ProtectedAccess.Programme("social_assistance"), Purpose);
        site.Office.Register.Database.Readings.Flush();
        var page = "/bo-luat/phan-quyen?thang=" + Month.Of(site.Office.Clock.Today);
        using var leader = await site.SignedIn("lanhdao");
        var told = await leader.Text(page);
        Assert.Contains(Purpose, told);
        Assert.Contains("Khuất Thị Hạnh", told);
        Assert.Contains("Lãnh đạo huyện (bạn)", told);
        Assert.Contains(site.Office.NameOf("social_assistance").Vi + ": " + Purpose, told);
        Assert.Contains(site.Office.People.FindOrNull(1, Scope.Everything, site.Office.Clock.Today, site.Office.Clock.Known)!.Name, told);
        site.Office.Register.Database.Readings.Flush();
        Assert.Contains(site.Office.Register.Database.Readings.Latest(10), r => r is { Actor: "lanhdao", Action: "audit.openings" });
        var shown = await officer.Text(page);
        Assert.DoesNotContain(Purpose, shown);
        Assert.DoesNotContain("Khuất Thị Hạnh", shown);
        Assert.Contains("Cán bộ huyện (bạn)", shown);
    }

    [Theory]
    [InlineData("khong-co", "272")]
    [InlineData("registry_clerk", "272")]
    public async Task Who_has_no_place_in_the_matrix_is_told_at_the_door_and_named_on_its_page(string role, string unit)
    {
        var login = "ngoai-" + role;
        site.Office.Accounts.Add(login, "Người Ngoài " + role, DemoAccounts.Password, Act.By("test"));
        // Given while the matrix had it: only a matrix that has changed since can lead there.
        using (var connection = site.Office.Register.Database.Connect())
        {
            connection.Execute(
                """
                insert into role_grant (login, role, unit_key, reason, valid_from, recorded_at)
                values (@login, @role, @unit, '', @from, 0)
                """, new { login, role, unit, from = new DateOnly(2015, 1, 1) });
        }

        using var browser = site.Stranger();
        using var answer = await browser.Submit("/dang-nhap", "/dang-nhap", ("login", login), ("password", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("hôm nay tài khoản này không có vai trò", await Browser.Body(answer));
        using var leader = await site.SignedIn("lanhdao");
        Assert.Contains("Người Ngoài " + role, await leader.Text("/bo-luat/phan-quyen"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Accounts_of_before_have_the_roles_of_the_matrix(bool postgres)
    {
        using var folder = new TempFolder();
        using var database = postgres ? PostgresCluster.NewDatabase() : Database.Open(folder.File("a.db"), TimeProvider.System);
        database.Migrate([.. Accounts.Migrations.TakeWhile(m => m.Id != "0904-roles-of-the-matrix")]);
        using (var connection = database.Connect())
        {
            foreach (var role in new[] { "Leader", "DistrictOfficer", "CommuneOfficer", "CommuneLeader", "la" })
            {
                connection.Execute(
                    "insert into account (login, name, role, unit_key, password_hash) values (@role, @role, @role, '272', '')",
                    new { role });
            }
        }

        database.Migrate(AccessSchema.Migrations);
        using var migrated = database.Connect();
        Assert.Equal(["CommuneLeader leader", "CommuneOfficer social_officer", "DistrictOfficer social_officer", "Leader leader", "la la"],
            migrated.Query<string>("select login || ' ' || role from role_grant where unit_key = '272'").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Permission> Needed(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<NeedsPermission>().Select(n => n.Permission).OfType<Permission>();

    private static string Method(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
}

/// <summary>A room of which nobody said what it needs.</summary>
public sealed class SilentSite : Site
{
    protected override void Map(IEndpointRouteBuilder pages) => pages.MapGet("/im-lang", () => "ai cũng đọc được");
}

public class SilentRoomTests(SilentSite site) : IClassFixture<SilentSite>
{
    [Theory]
    [InlineData("canbo")]
    [InlineData("lanhdao")]
    public async Task An_address_that_says_nothing_is_shut(string login)
    {
        using var browser = await site.SignedIn(login);
        using var answer = await browser.GetOnce("/im-lang");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
