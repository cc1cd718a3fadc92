using System.Net;
using System.Text.RegularExpressions;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Tests.Security;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Store;
using AnSinh.Store.Readings;

namespace AnSinh.Host.Tests.Audit;

/// <summary>
/// Every address is asked for, as a page, as an Excel file and as data; whoever is named in the answer must be named in the log of
/// readings. A page that shows people and says so to nobody fails here.
/// </summary>
public partial class ReadingWalkTests(Site site) : IClassFixture<Site>
{
    // Addresses with people of their own: lists by filters, data with names.
    private static readonly string[] More =
    [
        "/trung-lap", "/danh-sach", "/chat-luong", "/su-kien", "/nguoi?cu-tru=true", "/nguoi?chi-tieu=poor_households&phan=con-lai",
        "/api/v1/simulate?set=social_assistance.standard=500000&people=true", "/api/v1/forecast?from=2020-09&months=12&people=true",
        "/api/v1/quality/no_birth_date", "/chat-luong/no_birth_date", "/thay-doi?tu=2020-01-01&den=2020-08-31",
        "/thay-doi?don-vi=" + SmallDistrict.XuanDinh + "&tu=2020-01-01&den=2020-08-31", "/api/v1/lists/quality.no_birth_date",
        "/api/v1/lists/duplicates", "/api/v1/lists/forecast", "/api/v1/lists/batches",
        "/che-do/social_assistance?ds=bi-sot", "/che-do/social_assistance?ds=chi-sai", "/nguoi/1/ai-da-xem", "/the-can-cuoc",
    ];

    [GeneratedRegex("""(?:/nguoi/|"personId":\s*|"otherId":\s*|"person":\s*|[?&;]nguoi=)(\d+)""")]
    private static partial Regex Named();

    private ReadingLog Log => site.Office.Register.Database.Readings;

    [Theory]
    [InlineData("canbo")]
    [InlineData("xuandinh")]
    public async Task Whoever_is_named_in_an_answer_is_named_in_the_log(string login)
    {
        using var officer = await site.SignedIn(login);
        var (missing, pages, people) = (new List<string>(), 0, new HashSet<long>());
        foreach (var path in Addresses())
        {
            var begun = Log.Head().Entry;
            using var answer = await officer.Get(path);
            var named = answer.StatusCode == HttpStatusCode.OK ? await NamedIn(answer) : [];
            if (named.Count == 0)
            {
                continue;
            }

            var entries = await NotedAsync(begun);
            var noted = entries.SelectMany(e => PeopleShown.Of(e.Detail)).Concat(entries.Select(e => PersonOf(e.Subject))).ToHashSet();
            (pages, people) = (pages + 1, [.. people, .. named]);
            if (named.Except(noted).ToList() is { Count: > 0 } left)
            {
                missing.Add($"{path}: {string.Join(", ", left)}");
            }
            else if (entries.Count(e => e.Action is not ("protected.open" or "audit.openings")) != 1)
            {
                missing.Add($"{path}: {entries.Count} entries, {string.Join(", ", entries.Select(e => e.Action))}");
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
        Assert.True(pages >= 20 && people.Count >= 8, $"{pages} pages named {people.Count} people: the walk sees too little.");
        Assert.True(Log.Verify().Ok);
    }

    private static IEnumerable<string> Addresses()
    {
        var written = File.ReadAllLines(Path.Combine(SmallDistrict.Root, "tests", "AnSinh.Host.Tests", "Security", "addresses.txt"));
        var asked = written.Where(l => l.StartsWith("GET ", StringComparison.Ordinal)).Select(l => ForgeryTests.Filled(l.Split(' ')[1]))
            .Concat(RouteTests.Routes.Select(r => r.Data).Where(r => r.Item2 == 200).Select(r => r.Item1)).Concat(More).Distinct().ToList();
        return asked.Concat(asked.Where(a => !a.StartsWith("/api/", StringComparison.Ordinal))
            .Select(a => a + (a.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "tai=xlsx"));
    }

    private static async Task<HashSet<long>> NamedIn(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType?.Contains("spreadsheet", StringComparison.Ordinal) == true)
        {
            var rows = ListFile.Read("tai.xlsx", await answer.Content.ReadAsByteArrayAsync()).Value.Sheets[0].Rows;
            var head = rows.FirstOrDefault(r => r.Any(c => c.Text == "Người số"));
            var at = head is null ? -1 : Array.FindIndex([.. head], c => c.Text == "Người số");
            return at < 0 ? [] : [.. rows.Select(r => at < r.Length && long.TryParse(r[at].Text, out var id) ? id : 0).Where(id => id > 0)];
        }

        return [.. Named().Matches(await Browser.Body(answer)).Select(m => long.Parse(m.Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture)).Where(id => id > 0)];
    }

    // A file is there before its reading is noted: it is waited for.
    private async Task<IReadOnlyList<AuditRecord>> NotedAsync(long begun)
    {
        for (var i = 0; i < 40; i++)
        {
            Log.Flush();
            if (Log.After(begun, 100) is { Count: > 0 } entries)
            {
                return entries;
            }

            await Task.Delay(25);
        }

        return [];
    }

    private static long PersonOf(string subject) =>
        long.TryParse(subject.Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 0;
}
