using System.Net;
using System.Text;
using System.Text.Json;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Security;

/// <summary>
/// The access matrix times everything there is to ask: each address with each method, each work list as rows, page and file, by each
/// account of the demo and by one that may do next to nothing. What is not written down in addresses.txt or lists.txt fails.
/// </summary>
public class ProofMatrixTests(FigureSite site) : IClassFixture<FigureSite>
{
    public static TheoryData<string> Logins => [.. DemoAccounts.All.Select(a => a.Login), FigureSite.Login];

    private static Dictionary<string, string[]> Written(string file) =>
        File.ReadAllLines(Path.Combine(SmallDistrict.Root, "tests", "AnSinh.Host.Tests", "Security", file)).Select(l => l.Split(' '))
            .GroupBy(w => file == "lists.txt" ? w[0] : $"{w[0]} {w[1]}")
            .ToDictionary(g => g.Key, g => g.First()[(file == "lists.txt" ? 1 : 2)..], StringComparer.Ordinal);

    private Viewer ViewerOf(string login) =>
        Viewer.OfOrNull(site.Office.Accounts.FindOrNull(login)!, site.Office)!;

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task Every_address_is_open_to_whom_the_matrix_gives_it_and_shut_to_others(string login)
    {
        var (written, viewer) = (Written("addresses.txt"), ViewerOf(login));
        using var browser = await site.SignedIn(login);
        var (wrong, checks) = (new List<string>(), 0);
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<NeedsPermission>() is not null))
        {
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            var (path, needed) = (ForgeryTests.Filled(endpoint.RoutePattern.RawText!),
                written.GetValueOrDefault($"{method} {endpoint.RoutePattern.RawText}"));
            if (needed is null)
            {
                wrong.Add($"{method} {endpoint.RoutePattern.RawText} is not written down");
                continue;
            }

            var given = Array.TrueForAll(needed, p => viewer.May(Enum.Parse<Permission>(p)));
            // Whoever may is let in as far as a form or a text that is wrong; what takes the whole register is asked of one.
            if (given && endpoint.Metadata.GetMetadata<HeavyWork>() is not null && login != "canbo")
            {
                continue;
            }

            using var answer = method == "GET" ? await browser.Get(path) : await Empty(browser, path);
            checks++;
            var shut = answer.StatusCode == HttpStatusCode.Forbidden;
            if (answer.StatusCode == HttpStatusCode.InternalServerError || (shut == given && !(given && Named(path))))
            {
                wrong.Add($"{login} {method} {path}: {(int)answer.StatusCode}, {(given ? "given" : "not given")}");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{login}: {checks} addresses against the matrix");
        Assert.Empty(wrong);
        Assert.InRange(checks, 90, 400);
    }

    // Who receives requests, and in which unit one may work, the procedure says.
    private static bool Named(string path) => path.StartsWith("/ho-so/moi", StringComparison.Ordinal) || path == "/api/v1/cases";

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task Every_list_is_there_as_rows_page_and_file_for_whom_the_matrix_gives_it_and_for_nobody_else(string login)
    {
        var (written, viewer) = (Written("lists.txt"), ViewerOf(login));
        using var browser = await site.SignedIn(login);
        using var district = await site.SignedIn("canbo");
        var (own, all) = (await Lists(browser), await Lists(district));
        var (wrong, checks) = (new List<string>(), 0);
        foreach (var (id, page) in all.Concat(own).DistinctBy(l => l.Id))
        {
            var name = written.Keys.FirstOrDefault(w => w == id || (w.EndsWith('*') && id.StartsWith(w[..^1], StringComparison.Ordinal)));
            if (name is null)
            {
                wrong.Add($"{id} is not written down");
                continue;
            }

            // Households of a unit that was split are there for who may see the unit.
            var given = Array.TrueForAll(written[name], p => viewer.May(Enum.Parse<Permission>(p)))
                && (name != "unassigned.*" || viewer.SeesAll || own.Exists(l => l.Id == id));
            using var rows = await browser.Get($"/api/v1/lists/{id}?size=1");
            using var file = await browser.Get(page + (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "tai=xlsx");
            checks += 3;
            // What cannot be told of this month, or waits for a forecast, is refused in other words; drafts stand on a page of everybody.
            if (own.Exists(l => l.Id == id) != given || (rows.StatusCode == HttpStatusCode.NotFound) == given
                || (file.StatusCode == HttpStatusCode.Forbidden && given)
                || (file.StatusCode == HttpStatusCode.OK && !given && id != "law-drafts"))
            {
                wrong.Add($"{login} {id}: {(int)rows.StatusCode}, file {(int)file.StatusCode}, {(given ? "given" : "not given")}");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{login}: {checks} checks of lists");
        Assert.Empty(wrong);
        Assert.InRange(checks, 100, 2000);
    }

    [Fact]
    public async Task Every_list_that_is_written_down_is_there()
    {
        var all = new List<(string Id, string Page)>();
        foreach (var login in new[] { "canbo", "quantri", "giamsat", "kiemtoan" })
        {
            using var browser = await site.SignedIn(login);
            all.AddRange(await Lists(browser));
        }

        // Households wait to be assigned only after a commune was split.
        Assert.All(Written("lists.txt").Keys.Where(w => w != "unassigned.*"),
            w => Assert.Contains(all, l => l.Id == w || (w.EndsWith('*') && l.Id.StartsWith(w[..^1], StringComparison.Ordinal))));
    }

    private static Task<HttpResponseMessage> Empty(Browser browser, string path) => browser.Send(path,
        path.StartsWith("/api/", StringComparison.Ordinal) ? new StringContent("{}", Encoding.UTF8, "application/json")
            : new FormUrlEncodedContent([]));

    private static async Task<List<(string Id, string Page)>> Lists(Browser browser)
    {
        using var answer = await browser.Get("/api/v1/lists");
        using var json = JsonDocument.Parse(await Browser.Body(answer));
        return [.. json.RootElement.EnumerateArray().Select(l => (l.GetProperty("id").GetString()!, l.GetProperty("page").GetString()!))];
    }
}
