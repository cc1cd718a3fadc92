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
        var found = new List<string>();
        found.AddRange(await Differences(register, "ledger-check.json", "ledger", "check", "--json"));
        found.AddRange(await Differences(register, "runs.json", "ledger", "runs", "--json"));
        found.AddRange(await Differences(register, "gap-2020-08.json", "gap", "--month", "2020-08", "--json"));
        // Not computed by the earlier version in this very register: not read from what it stored.
        string[] report = ["report", "term", "--unit", "272", "--term", "2015-2020", "--month", "2020-09", "--json"];
        found.AddRange(await Differences(register, "report-2020-09.json", report));
        var audit = await Verb.Run(register, "audit", "verify", "--head", Head, "--json");
        Assert.True(audit.Code == 0, audit.Out + audit.Error);
        Assert.Equal(3428, JsonNode.Parse(audit.Out)!["rows"]!.GetValue<long>());
        // The next month, as the earlier version would have run it.
        found.AddRange(await Differences(register, "month-2020-10.json", "month", "2020-10", "--json"));
        Assert.Equal(string.Join('\n', Explained().Order(StringComparer.Ordinal)), string.Join('\n', found.Order(StringComparer.Ordinal)));
    }

    /// <summary>What differs because the law was read better since, each line with its reason under it.</summary>
    private static IEnumerable<string> Explained() =>
        Kept.Said("explained.md").Split('\n').Where(l => l.StartsWith("- `", StringComparison.Ordinal)).Select(l => l.Trim('-', ' ', '`', '\r'));

    // What was said before is said today, word for word; more may be said.
    private static async Task<IEnumerable<string>> Differences(string register, string said, params string[] verb)
    {
        var now = await Verb.Run(register, verb);
        Assert.True(now.Code == 0, now.Out + now.Error);
        return Differences("", JsonNode.Parse(Kept.Said(said))!, JsonNode.Parse(now.Out)!).Select(d => $"{said} {d}");
    }

    private static IEnumerable<string> Differences(string at, JsonNode? before, JsonNode? today) => (before, today) switch
    {
        // The law itself may be written on: its hash is not a figure.
        (JsonObject was, JsonObject now) => was.Where(p => p.Key != "rulebook").SelectMany(p => Differences($"{at}.{p.Key}", p.Value, now[p.Key])),
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
