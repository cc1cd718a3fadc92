using System.Text.Json.Nodes;
using AnSinh.Store;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Host.Tests;

/// <summary>A register of the version before is opened by this one: brought up to date, and every figure as it was.</summary>
public sealed class KeptRegisterTests : IDisposable
{
    private const string Head = "b14e228aa3604a84128da5edf8fd248480da69e9100c09b5a7d0c25f80be862e";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_register_of_the_version_before_is_brought_up_to_date_and_gives_the_same_figures()
    {
        var register = Kept.Copy(_folder);
        Assert.NotEqual(RegisterMigrations.All.Count, Steps(register));
        await Agrees(register, "ledger-check.json", "ledger", "check", "--json");
        await Agrees(register, "runs.json", "ledger", "runs", "--json");
        await Agrees(register, "gap-2020-08.json", "gap", "--month", "2020-08", "--json");
        // Not computed by the earlier version in this very register: not read from what it stored.
        string[] report = ["report", "term", "--unit", "272", "--term", "2015-2020", "--month", "2020-09", "--json"];
        await Agrees(register, "report-2020-09.json", report);
        var audit = await Verb.Run(register, "audit", "verify", "--head", Head, "--json");
        Assert.True(audit.Code == 0, audit.Out + audit.Error);
        Assert.Equal(3428, JsonNode.Parse(audit.Out)!["rows"]!.GetValue<long>());
        // The next month, as the earlier version would have run it.
        await Agrees(register, "month-2020-10.json", "month", "2020-10", "--json");
    }

    private static async Task Agrees(string register, string said, params string[] verb)
    {
        var now = await Verb.Run(register, verb);
        Assert.True(now.Code == 0, now.Out + now.Error);
        var (before, today) = (JsonNode.Parse(Kept.Said(said))!, JsonNode.Parse(now.Out)!);
        // What was said before is said today, word for word; more may be said.
        Assert.Empty(Differences("", before, today).Take(20));
    }

    private static IEnumerable<string> Differences(string at, JsonNode? before, JsonNode? today) => (before, today) switch
    {
        (JsonObject was, JsonObject now) => was.SelectMany(p => Differences($"{at}.{p.Key}", p.Value, now[p.Key])),
        (JsonArray was, JsonArray now) when was.Count == now.Count =>
            was.Zip(now).SelectMany((p, i) => Differences($"{at}[{i}]", p.First, p.Second)),
        _ => JsonNode.DeepEquals(before, today) ? [] : [$"{at}: {before?.ToJsonString()} → {today?.ToJsonString()}"],
    };

    private static int Steps(string register)
    {
        using var database = Database.Open(register, TimeProvider.System);
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>("select count(*) from schema_migration");
    }
}
