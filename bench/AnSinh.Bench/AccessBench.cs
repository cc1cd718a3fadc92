using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AnSinh.Rulebook;

namespace AnSinh.Bench;

/// <summary>
/// What it costs to ask who may see what and to note who saw it: CPU of the server for a page, for who sees a commune and who sees all;
/// and how much longer the page of a person takes while a month is run.
/// </summary>
internal static partial class AccessBench
{
    private const int Rounds = 200;
    private const string Password = "an-sinh-demo";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Prints the figures; 1 if the person page took more than twice as long during a run, 2 if there is no register.</summary>
    public static async Task<int> PrintAsync(Policy policy, string program, string demo)
    {
        if (!File.Exists(program) || !File.Exists(demo))
        {
            Console.Error.WriteLine("No register at var/register.db, or no program in artifacts/app yet: ./run makes both.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("ansinh-bench-");
        try
        {
            var register = Copied(demo, folder.FullName);
            using var server = await BenchServer.StartAsync(program, register);
            using var district = await server.EnterAsync("canbo", Password);
            using var commune = await server.EnterAsync("xuandinh", Password);
            var person = Person().Match(await commune.GetStringAsync("/nguoi?q=nguyen")).Groups[1].Value;
            string[] pages = ["/nguoi/" + person, "/nguoi?q=nguyen", "/", "/ho-so"];
            var cost = new Dictionary<string, object>();
            foreach (var page in pages)
            {
                cost[page.StartsWith("/nguoi/", StringComparison.Ordinal) ? "/nguoi/{id}" : page] = new
                {
                    communeCpuMilliseconds = await CpuAsync(server, commune, page),
                    districtCpuMilliseconds = await CpuAsync(server, district, page),
                };
            }

            var quiet = P95(await TimesAsync(commune, pages[0], Rounds));
            var run = MonthAsync(district);
            var busy = new List<double>();
            while (!run.IsCompleted || busy.Count < Rounds / 4)
            {
                busy.AddRange(await TimesAsync(commune, pages[0], 5));
            }

            await run;
            var ratio = Math.Round(P95(busy) / quiet, 2);
            var personPage = new { quietP95 = quiet, duringRunP95 = P95(busy), ratio, asked = busy.Count };
            var alone = AccessCost.Run(policy, register);
            Console.WriteLine(JsonSerializer.Serialize(new { alone, pages = cost, personPage }, Options));
            return ratio <= 2 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The register with what its server has not yet written into it.
    private static string Copied(string demo, string folder)
    {
        var register = Path.Combine(folder, Path.GetFileName(demo));
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(demo)!, Path.GetFileName(demo) + "*"))
        {
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        }

        return register;
    }

    private static async Task<decimal> CpuAsync(BenchServer server, HttpClient client, string page)
    {
        await TimesAsync(client, page, 20);
        var before = server.Cpu;
        await TimesAsync(client, page, Rounds);
        return Math.Round((decimal)(server.Cpu - before).TotalMilliseconds / Rounds, 2);
    }

    private static async Task<List<double>> TimesAsync(HttpClient client, string page, int rounds)
    {
        var times = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times;
    }

    private static double P95(List<double> times) => Math.Round(times.Order().ElementAt(times.Count * 95 / 100), 1);

    // The next month, asked on the page of payments; done when its job is.
    private static async Task MonthAsync(HttpClient client)
    {
        var form = Form().Match(await client.GetStringAsync("/chi-tra")).Value;
        var fields = Hidden().Matches(form).Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))
            .Where(f => f.Key.Length > 0).ToList();
        using var asked = await client.PostAsync(new Uri("/chi-tra", UriKind.Relative), new FormUrlEncodedContent(fields));
        asked.EnsureSuccessStatusCode();
        for (var tries = 0; tries < 600; tries++)
        {
            var jobs = await client.GetStringAsync("/viec");
            if (!jobs.Contains("<progress", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(100);
        }
    }

    [GeneratedRegex("href=\"/nguoi/([0-9]+)")]
    private static partial Regex Person();

    [GeneratedRegex("<form method=\"post\" action=\"/chi-tra\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
