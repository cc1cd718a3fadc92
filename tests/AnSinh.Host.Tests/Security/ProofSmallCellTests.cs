using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Tests.Security;

/// <summary>A site whose matrix has a role that reads figures and tries values, and may not name people.</summary>
public sealed class FigureSite : Site
{
    public const string Login = "solieu";

    private const string Role =
        """
        ---
        role: test_figures
        label: {vi: Xem số liệu, en: Figures only}
        at:
          - level: district
            label: {vi: Xem số liệu của huyện, en: Figures of the district}
            may: [read_figures, forecast]
            acts_as: []
        """;

    protected override Office Open(string folder)
    {
        var policies = Path.Combine(folder, "policy");
        var source = Path.Combine(SmallDistrict.Root, "policy");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(policies, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.AppendAllText(Path.Combine(policies, "vn", "roles", "office.yaml"), Role);
        return SmallDistrict.Open(folder, TimeProvider.System, policies, new DateOnly(2020, 12, 31));
    }

    protected override void Prepare(Office office)
    {
        Assert.True(office.Register.MoveClock(new DateOnly(2021, 8, 2), Act.By("test")).Ok);
        ProofDistrict.Fill(office, hidden: true);
        office.AddOfficer(Login, "Người Xem Số", "test_figures", "272");
    }
}

/// <summary>Who reads figures and no people is named nobody, and told of no group that is as good as a name.</summary>
public partial class ProofSmallCellTests(FigureSite site) : IClassFixture<FigureSite>
{
    private static readonly string[] Tables =
        ["/", "/don-vi/272", "/don-vi/" + SmallDistrict.VanHa, "/don-vi/" + SmallDistrict.XuanDinh, "/che-do", "/dia-gioi/chuoi"];

    [Fact]
    public async Task No_page_or_file_names_anybody()
    {
        var names = ProofDistrict.Everybody.Select(p => p.Name).Concat(["Nguyễn Thị Khuyến", "Khuất Văn Ngoài"]).ToList();
        using var browser = await site.SignedIn(FigureSite.Login);
        var (addresses, shown) = (new ProofAddresses(site, ["cases", "gaps.social_assistance"]), 0);
        foreach (var path in addresses.Endpoints.SelectMany(e => addresses.Of(e).Take(12)))
        {
            var answer = await ProofAnswer.Of(browser, site.Address, path);
            shown += ProofAnswer.Status(answer) == HttpStatusCode.OK ? 1 : 0;
            Assert.False(names.Exists(n => answer.Contains(n, StringComparison.Ordinal)), path);
            Assert.True(ProofAnswer.Status(answer) is not HttpStatusCode.InternalServerError, path);
        }

        Assert.InRange(shown, 20, 5000);
    }

    [Fact]
    public async Task No_group_of_fewer_than_the_smallest_is_a_number_on_a_page()
    {
        var least = site.Office.Policy.SmallestGroup;
        using var browser = await site.SignedIn(FigureSite.Login);
        using var officer = await site.SignedIn("canbo");
        var hidden = 0;
        foreach (var path in Tables)
        {
            var (own, all) = (await Small(browser, path, least), await Small(officer, path, least));
            Assert.True(own.Count == 0, $"{path}: {string.Join("; ", own)}");
            hidden += all.Count;
        }

        Assert.True(hidden > 5, $"There are {hidden} small groups to hide: too few for the test to tell anything.");
    }

    [Fact]
    public void Pages_ask_for_boards_and_series_where_small_groups_are_hidden() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Path.Combine(SmallDistrict.Root, "src", "AnSinh.Host"), "*.cs", SearchOption.AllDirectories),
        f => Path.GetFileName(f) is not ("SmallFigures.cs" or "WarmUpService.cs") && Asked().IsMatch(File.ReadAllText(f)));

    [Fact]
    public async Task Who_may_try_values_is_told_what_they_cost_and_not_who_gains()
    {
        const string Tried = "/che-do/social_assistance/thu-nghiem?ts=social_assistance.standard&so=500000";
        using var browser = await site.SignedIn(FigureSite.Login);
        var page = await browser.Page(Tried);
        Assert.NotNull(page.QuerySelector("#thu-ket-qua"));
        Assert.Null(page.QuerySelector(".shifts"));
        Assert.Null(page.QuerySelector("main a[href^='/nguoi/']"));
        using var officer = await site.SignedIn("canbo");
        Assert.NotNull((await officer.Page(Tried)).QuerySelector("main a[href^='/nguoi/']"));
    }

    // Cells with small numbers of people, as tables and tiles show them: those of money, of communes and shares are none.
    private static async Task<List<string>> Small(Browser browser, string path, int least) =>
        [.. (await browser.Page(path)).QuerySelectorAll("main td.n, main .tile b, main .funnel .n").Select(Browser.Plain)
            .Where(t => Number().Matches(t).Select(m => m.Value.Replace(".", "", StringComparison.Ordinal))
                .Any(n => long.Parse(n, CultureInfo.InvariantCulture) is var people && people > 0 && people < least))];

    [GeneratedRegex(@"(?<![\d,./])\d{1,3}(?:\.\d{3})*(?![\d,./%]| %| xã)")]
    private static partial Regex Number();

    [GeneratedRegex(@"\.Board\.(?:Board|Series)\(")]
    private static partial Regex Asked();
}
