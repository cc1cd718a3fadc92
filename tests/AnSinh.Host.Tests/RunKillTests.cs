using System.Diagnostics;
using System.Text.Json;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Host.Tests;

/// <summary>
/// kill -9 of the program at chance moments of a month run with its settling, over both databases: each of the two acts is there whole or
/// not at all, and run again the month ends as it does where nobody was killed. Some points in ./test, twenty with <c>ANSINH_LONG=1</c>.
/// </summary>
public sealed class RunKillTests : IDisposable
{
    private const string Month = "2020-09";
    private static readonly int Points = Environment.GetEnvironmentVariable("ANSINH_LONG") == "1" ? 20 : 1;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_run_killed_at_any_moment_is_there_whole_or_not_at_all_and_done_again_ends_the_same(Dialect dialect)
    {
        using (SmallDistrict.Open(_folder.Path, TimeProvider.System).Register.Database)
        {
        }

        var register = _folder.File("register.db");
        var watch = Stopwatch.StartNew();
        var whole = await Ended(Copies.Of(register, dialect, _folder.File("whole.db")));
        var usual = watch.Elapsed;
        var chance = new Random(20_261_129);
        for (var point = 0; point < Points; point++)
        {
            var address = Copies.Of(register, dialect, _folder.File($"{point}.db"));
            // The first half is the start of the program.
            var wait = usual * (0.3 + (0.7 * (point + chance.NextDouble()) / Points));
            using (var process = Verb.Start(address, "month", Month, "--settle"))
            {
                var stop = TestContext.Current.CancellationToken;
                await Task.WhenAny(process.WaitForExitAsync(stop), Task.Delay(wait, stop));
                process.Kill();
                await process.WaitForExitAsync(stop);
            }

            NothingIsHalf(address);
            Assert.Equal(whole, await Ended(address));
        }
    }

    private static void NothingIsHalf(string address)
    {
        using var database = Database.Open(address, TimeProvider.System);
        var report = new AuditCheck(database, Office.SealedTables).All();
        Assert.True(report.Ok, string.Join("\n", report.Faults.Select(f => f.Message)));
        using var connection = database.Connect();
        foreach (var run in connection.Query<(long Id, long Lines, long? Settled)>(
            "select r.run_id, r.lines, s.settled_at from ledger_run r left join ledger_settlement s on s.run_id = r.run_id "
                + "where r.month = @Month",
            new { Month }))
        {
            Assert.Equal(run.Lines, Count("due", run.Id));
            Assert.Equal(run.Settled is null, Count("paid", run.Id) == 0);
        }

        long Count(string kind, long run) => connection.ExecuteScalar<long>(
            "select count(*) from ledger_entry where run_id = @run and kind = @kind", new { run, kind });
    }

    /// <summary>What the ledger holds of the month once it is run and settled to the end.</summary>
    private static async Task<string> Ended(string address)
    {
        var run = await Verb.Run(address, "month", Month, "--settle", "--json");
        Assert.True(run.Code == 0, run.Error);
        if (JsonDocument.Parse(run.Out).RootElement.GetProperty("settled").ValueKind == JsonValueKind.Null)
        {
            // It was killed between the two, or after both.
            await SettleWhatStands(address);
        }

        var check = await Verb.Run(address, "ledger", "check", "--json");
        Assert.True(check.Code == 0, check.Out + check.Error);
        using var database = Database.Open(address, TimeProvider.System);
        using var connection = database.Connect();
        return string.Join('\n', connection.Query<string>(
            """
            select person_id || ' ' || programme || ' ' || for_month || ' ' || kind || ' ' || amount from ledger_entry
            where run_id in (select run_id from ledger_run where month = @Month)
            """,
            new { Month }).Order(StringComparer.Ordinal));
    }

    private static async Task SettleWhatStands(string address)
    {
        List<long> open;
        using (var database = Database.Open(address, TimeProvider.System))
        {
            using var connection = database.Connect();
            open = [.. connection.Query<long>(
                "select run_id from ledger_run where month = @Month and run_id not in (select run_id from ledger_settlement)",
                new { Month })];
        }

        foreach (var run in open)
        {
            var settled = await Verb.Run(address, "settle", $"{run}");
            Assert.True(settled.Code == 0, settled.Error);
        }
    }
}
