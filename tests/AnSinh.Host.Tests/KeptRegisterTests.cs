using System.Text.Json.Nodes;
using AnSinh.Store;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Host.Tests;

/// <summary>A register of the version before is opened by this one: brought up to date, and every figure as it was.</summary>
public sealed class KeptRegisterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Registers => [.. Kept.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Registers))]
    public async Task A_register_of_an_earlier_version_is_brought_up_to_date_and_gives_the_same_figures(string name)
    {
        var kept = new Kept(name);
        var register = kept.Copy(_folder);
        Assert.NotEqual(RegisterMigrations.All.Count, Count(register, "select count(*) from schema_migration"));
        var found = new List<string>();
        found.AddRange(await Differences(kept, register, "ledger-check.json", "ledger", "check", "--json"));
        found.AddRange(await Differences(kept, register, "runs.json", "ledger", "runs", "--json"));
        found.AddRange(await Differences(kept, register, "gap-2020-08.json", "gap", "--month", "2020-08", "--json"));
        // Not computed by the earlier version in this very register: not read from what it stored.
        string[] report = ["report", "term", "--unit", "272", "--term", "2015-2020", "--month", "2020-09", "--json"];
        found.AddRange(await Differences(kept, register, "report-2020-09.json", report));
        var sealedBefore = JsonNode.Parse(kept.Said("audit.json"))!;
        var audit = await Verb.Run(register, "audit", "verify", "--head", sealedBefore["head"]!.GetValue<string>(), "--json");
        Assert.True(audit.Code == 0, audit.Out + audit.Error);
        // What became of changes of the law and of poverty reviews is sealed since they are cases, and so are roles and mandates to sign.
        Assert.Equal(sealedBefore["rows"]!.GetValue<long>() + Count(register, "select count(*) from case_file")
            + Count(register, "select count(*) from case_entry") + Count(register, "select count(*) from role_grant")
            + Count(register, "select count(*) from signing_mandate"),
                JsonNode.Parse(audit.Out)!["rows"]!.GetValue<long>());
        // The next month, as the earlier version would have run it.
        found.AddRange(await Differences(kept, register, "month-2020-10.json", "month", "2020-10", "--json"));
        Assert.Equal(
            string.Join('\n', Explained(kept).Order(StringComparer.Ordinal)), string.Join('\n', found.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_draft_of_the_law_of_an_earlier_version_is_a_case_with_the_same_history_and_waits_for_who_drafted_it()
    {
        var register = new Kept("2026-11-30").Copy(_folder);
        var before = Steps(register, "select change_id, actor, at from law_change_step order by change_id, step_no");
        Assert.Equal((1L, "canbo"), (Assert.Single(before).Of, before[0].Actor));
        var list = await Verb.Run(register, "case", "list", "--by", "canbo");
        Assert.True(list.Code == 0, list.Out + list.Error);
        var listed = JsonNode.Parse(list.Out)!["cases"]!.AsArray().Single(c => c!["kind"]!.GetValue<string>() == "lawChange")!;
        Assert.Equal(("lawChange", "Thử nâng mức chuẩn", "drafting", "lawEditor", "/bo-luat/thay-doi/1"),
            (Text("kind"), Text("name"), Text("step"), Text("by"), Text("page")));
        Assert.Equal(before, Steps(register, """
            select f.subject_id, e.actor, e.at from case_file f join case_entry e on e.case_id = f.case_id
            where f.subject_kind = 'LawChange' order by f.subject_id, e.entry_no
            """));
        Assert.Equal(0, Count(register, "select count(*) from sqlite_master where name = 'law_change_step'"));
        var commune = await Verb.Run(register, "case", "list", "--by", "xuandinh", "--filter", "open");
        Assert.DoesNotContain("lawChange", commune.Out, StringComparison.Ordinal);

        string? Text(string field) => listed[field]!.GetValue<string>();
    }

    [Fact]
    public async Task A_poverty_review_of_an_earlier_version_is_a_case_with_the_same_history_and_its_list_sheets_and_meetings_are_kept()
    {
        var register = new Kept("2026-11-30").Copy(_folder);
        const string Kept = "kind in ('HouseholdListed', 'HouseholdUnlisted', 'SheetFilled', 'ClassSet', 'VillageMet')";
        var before = Steps(register, $"select round_id, actor, at from poverty_round_entry where not {Kept} order by round_id, entry_no");
        var content =
            Steps(register, $"select entry_no, kind || body || actor, at from poverty_round_entry where {Kept} order by entry_no");
        Assert.Equal((1L, 27), (Assert.Single(before).Of, content.Count));
        var number = 0L;
        foreach (var login in (string[])["canbo", "xuandinh"])
        {
            var list = await Verb.Run(register, "case", "list", "--by", login);
            Assert.True(list.Code == 0, list.Out + list.Error);
            var listed = JsonNode.Parse(list.Out)!["cases"]!.AsArray().Single(c => c!["kind"]!.GetValue<string>() == "povertyRound")!;
            Assert.Equal((login, "survey", "povertyReviewer", "/ra-soat-ngheo/1", "Xã Xuân Đình 2020"),
                (login, Text("step"), Text("by"), Text("page"), Text("name")));

            number = listed["caseId"]!.GetValue<long>();

            string Text(string field) => listed[field]!.GetValue<string>();
        }

        Assert.Equal(before, Steps(register, """
            select f.subject_id, e.actor, e.at from case_file f join case_entry e on e.case_id = f.case_id
            where f.subject_kind = 'PovertyRound' order by f.subject_id, e.entry_no
            """));
        Assert.Equal(content, Steps(register, "select entry_no, kind || body || actor, at from poverty_round_content order by entry_no"));
        var shown = await Verb.Run(register, "case", "show", $"{number}", "--by", "canbo");
        var told = JsonNode.Parse(shown.Out)!;
        Assert.Equal("tt-17-2016", told["version"]!.GetValue<string>());
        Assert.Equal(["2020-09-01", "2021-01-01", "yearly", "2020"],
            told["entries"]![0]!["values"]!.AsObject().Select(v => v.Value!.GetValue<string>()));
    }

    /// <summary>What differs because the law was read better since, each line with its reason under it.</summary>
    private static IEnumerable<string> Explained(Kept kept) =>
        kept.Said("explained.md").Split('\n').Where(l => l.StartsWith("- `", StringComparison.Ordinal))
            .Select(l => l.Trim('-', ' ', '`', '\r'));

    // What was said before is said today, word for word; more may be said.
    private static async Task<IEnumerable<string>> Differences(Kept kept, string register, string said, params string[] verb)
    {
        var now = await Verb.Run(register, verb);
        Assert.True(now.Code == 0, now.Out + now.Error);
        return Differences("", JsonNode.Parse(kept.Said(said))!, JsonNode.Parse(now.Out)!).Select(d => $"{said} {d}");
    }

    private static IEnumerable<string> Differences(string at, JsonNode? before, JsonNode? today) => (before, today) switch
    {
        // The law itself may be written on: its hash is not a figure.
        (JsonObject was, JsonObject now) =>
            was.Where(p => p.Key != "rulebook").SelectMany(p => Differences($"{at}.{p.Key}", p.Value, now[p.Key])),
        (JsonArray was, JsonArray now) when was.Count == now.Count =>
            was.Zip(now).SelectMany((p, i) => Differences($"{at}[{i}]", p.First, p.Second)),
        _ => JsonNode.DeepEquals(before, today) ? [] : [$"{at}: {before?.ToJsonString()} → {today?.ToJsonString()}"],
    };

    private static long Count(string register, string sql)
    {
        using var database = Database.Open(register, TimeProvider.System);
        using var connection = database.Connect();
        return connection.ExecuteScalar<long>(sql);
    }

    private static List<(long Of, string Actor, long At)> Steps(string register, string sql)
    {
        using var database = Database.Open(register, TimeProvider.System);
        using var connection = database.Connect();
        return [.. connection.Query<(long, string, long)>(sql)];
    }
}
