using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AnSinh.Casework.LawChanges;
using AnSinh.Host.Tests.Pages;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests;

/// <summary>
/// kill -9 of a server at chance moments of publishing a change of the law, on both databases: it is published whole or not at all, and the
/// same button pressed again publishes it once. Twenty points each with <c>ANSINH_LONG=1</c>.
/// </summary>
public sealed class PublicationKillTests : IDisposable
{
    private const string Edited = "vn/programmes/social_pension.yaml";
    private static readonly bool Long = Environment.GetEnvironmentVariable("ANSINH_LONG") == "1";
    private static readonly int Points = Long ? 20 : 1;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_publication_killed_at_any_moment_is_whole_or_not_there_and_pressed_again_is_there_once(Dialect dialect)
    {
        var policy = LawWithoutCases();
        var change = Approved(policy);
        var chance = new Random(20_261_130);
        var stop = TestContext.Current.CancellationToken;
        var usual = TimeSpan.FromSeconds(1);
        for (var point = Long ? 0 : 1; point <= Points; point++)
        {
            var address = Copies.Of(_folder.File("register.db"), dialect, _folder.File($"{point}.db"));
            List<KeyValuePair<string, string>> form;
            using (var server = await Server.Start(address, policy))
            {
                using var browser = await server.Enter("lanhdao");
                form = await Form(browser, change);
                var watch = Stopwatch.StartNew();
                var pressed = browser.PostOnce($"{LawAddress(change)}/publish", form);

                // The first of many is left alone: it tells how long one takes.
                if (point == 0)
                {
                    using var answer = await pressed;
                    Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
                    usual = watch.Elapsed;
                }
                else
                {
                    await Task.WhenAny(pressed, Task.Delay(usual * ((point - 1 + chance.NextDouble()) / Points), stop));
                }

                await server.Kill();
                await Task.WhenAny(pressed, Task.Delay(TimeSpan.FromSeconds(5), stop));
            }

            NothingIsHalf(address, change);
            using (var server = await Server.Start(address, policy))
            {
                using var browser = await server.Enter("lanhdao");

                // The token is of the session, the key of the form.
                var token = (await Form(browser, change, "__RequestVerificationToken"))[0];
                using var again = await browser.PostOnce($"{LawAddress(change)}/publish",
                    [token, .. form.Where(f => f.Key != token.Key)]);
                Assert.True(again.StatusCode == HttpStatusCode.Redirect,
                    $"{point}: {Browser.Plain((await Browser.Read(again)).QuerySelector("main"))}");
                await server.Kill();
            }

            Assert.Equal(1, NothingIsHalf(address, change));
        }
    }

    /// <summary>How often the change is published; it is marked published exactly if it is, and the audit chain agrees.</summary>
    private static int NothingIsHalf(string address, long change)
    {
        using var database = Database.Open(address, TimeProvider.System);
        var published = new PublicationStore(database).All();
        using (var connection = database.Connect())
        {
            var deeds = connection.Query<string>(
                """
                select e.deed from case_entry e join case_file f on f.case_id = e.case_id
                where f.subject_kind = 'LawChange' and f.subject_id = @change order by e.entry_no
                """,
                new { change });
            Assert.Equal(published.Count == 1 ? ["open", "submit", "approve", "publish"] : ["open", "submit", "approve"], deeds);
        }

        Assert.All(published, p => Assert.Equal([Edited], p.Files.Select(f => f.Path)));
        var report = new AuditCheck(database, Office.SealedTables).All();
        Assert.True(report.Ok, string.Join("\n", report.Faults.Select(f => f.Message)));
        return published.Count;
    }

    private static async Task<List<KeyValuePair<string, string>>> Form(Browser browser, long change, string? field = null)
    {
        var page = await browser.Page(LawAddress(change));
        var scope = field is null ? $"form[action='{LawAddress(change)}/publish'] input[name]" : $"input[name='{field}']";
        return [.. page.QuerySelectorAll(scope)
            .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))];
    }

    private static string LawAddress(long change) => "/bo-luat/thay-doi/" + change.ToString(CultureInfo.InvariantCulture);

    /// <summary>A change of one file, drafted by one account and approved by another.</summary>
    private long Approved(string policy)
    {
        var office = SmallDistrict.Open(_folder.Path, TimeProvider.System, policy);
        using var database = office.Register.Database;
        var (law, store) = (office.Law!, office.LawChanges);
        var id = store.Begin("Ghi chú", SmallDistrict.Actor(office, "canbo"), Act.By("canbo")).Value;
        var edit = new EditedFile(Edited, law.Files.HashOf(Edited), law.Files.TextOrNull(Edited) + "# một ghi chú\n");
        Assert.True(store.Edit(id, [edit], Act.By("canbo")).Ok);
        var review = ChangeReview.Of(law, store.FindOrNull(id)!.Files);
        var told = new Dictionary<string, string> { ["content"] = store.FindOrNull(id)!.ContentHash };
        foreach (var (login, deed, seen) in new[] { ("canbo", "submit", 1), ("lanhdao", "approve", 2) })
        {
            var done = store.Do(new LawDeed(id, seen, deed, told), SmallDistrict.Actor(office, login), Act.By(login),
                new LawLook(law, review));
            Assert.True(done.Ok, string.Join("; ", done.Refusals));
        }

        return id;
    }

    /// <summary>The law without its worked cases: what is killed is the publication, not its review.</summary>
    private string LawWithoutCases()
    {
        var (from, to) = (Path.Combine(SmallDistrict.Root, "policy"), _folder.File("policy"));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(from, f).Contains("/cases/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    private sealed class Server(Process process, Uri address) : IDisposable
    {
        public static async Task<Server> Start(string register, string policy)
        {
            using var port = new TcpListener(IPAddress.Loopback, 0);
            port.Start();
            var number = ((IPEndPoint)port.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
            port.Stop();
            var process = Verb.Start(register, "serve", "--port", number, "--policy", policy);
            var started = new TaskCompletionSource();
            process.OutputDataReceived += (_, line) => _ = line.Data is null || line.Data.Contains("Ctrl+C", StringComparison.Ordinal)
                ? started.TrySetResult() : false;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await started.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            return new Server(process, new Uri($"http://127.0.0.1:{number}"));
        }

        public async Task<Browser> Enter(string login)
        {
            var browser = new Browser(address);
            using var answer =
                await browser.Submit("/dang-nhap", "/dang-nhap", ("login", login), ("password", DemoAccounts.Password));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return browser;
        }

        public Task Kill()
        {
            process.Kill();
            return process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        public void Dispose() => process.Dispose();
    }
}
