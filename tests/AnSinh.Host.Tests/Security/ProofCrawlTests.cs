using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;

namespace AnSinh.Host.Tests.Security;

/// <summary>A site for those who follow links: the three hundred people, with work of two communes done.</summary>
public sealed class CrawlSite : IAsyncLifetime
{
    internal ProofSite Site { get; } = new(hidden: true);

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        await ProofStories.OfXuanDinh(Site);
        await ProofStories.Elsewhere(Site);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

/// <summary>
/// As each account of the demo, every link of every page is followed: none leads where one may not go, where nothing is, or into trouble,
/// and no page names anybody of another commune. Some hundred pages in ./test, all of them with <c>ANSINH_LONG=1</c>.
/// </summary>
public partial class ProofCrawlTests(CrawlSite crawl) : IClassFixture<CrawlSite>
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("ANSINH_LONG") == "1";
    private static readonly int PagesLimit = Long ? 6000 : 160;
    private static readonly int OfOneShape = Long ? 40 : 1;

    public static TheoryData<string> Logins => [.. DemoAccounts.All.Select(a => a.Login)];

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task No_link_leads_where_one_may_not_go_and_nobody_of_elsewhere_is_named(string login)
    {
        using var browser = await crawl.Site.SignedIn(login);
        var hidden = DemoAccounts.All.First(a => a.Login == login).UnitKey == SmallDistrict.XuanDinh ? Elsewhere : [];
        var (wrong, next, shapes) = (new List<string>(), new Queue<(string From, string To)>(), new Dictionary<string, int>());
        next.Enqueue(("", "/"));
        var (seen, asked) = (new HashSet<string>(StringComparer.Ordinal) { "/" }, 0);
        while (asked < PagesLimit && next.TryDequeue(out var link))
        {
            using var answer = await browser.Get(link.To);
            asked++;
            if ((int)answer.StatusCode >= 400)
            {
                wrong.Add($"{login} {link.From} leads to {link.To}: {(int)answer.StatusCode}");
            }

            if (answer.Content.Headers.ContentType?.MediaType != "text/html" || answer.StatusCode != HttpStatusCode.OK)
            {
                continue;
            }

            var page = await Browser.Read(answer);
            var text = Browser.Plain(page.Body);
            wrong.AddRange(hidden.Where(n => text.Contains(n, StringComparison.Ordinal)).Select(n => $"{login} {link.To} names {n}"));
            foreach (var to in page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0]).Where(seen.Add))
            {
                var shape = Numbers().Replace(to, "1");
                shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
                if (shapes[shape] <= OfOneShape)
                {
                    next.Enqueue((link.To, to));
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{login}: {asked} links followed");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        Assert.True(asked >= Math.Min(PagesLimit, 60), $"{asked} links followed");
    }

    // Names that nobody of Xuân Đình bears.
    private static List<string> Elsewhere { get; } =
        [.. ProofDistrict.Hidden.Select(p => p.Name).Append("Khuất Văn Ngoài").Append("Doãn Thị Nghèo")
            .Except(ProofDistrict.Seen.Select(p => p.Name)).Distinct()];

    [GeneratedRegex("(?<=[/=~-])[^/=&?~-]*[0-9][^/=&?~-]*|(?<==)[^&]*")]
    private static partial Regex Numbers();
}
