using AnSinh.Host.Tests.Pages;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Host.Tests.Audit;

/// <summary>One row changed in any table the chain vouches for, or in one of the chains, is found.</summary>
public sealed class SealedTableTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Office _office;

    public SealedTableTests() => _office = SmallDistrict.Open(_folder.Path, TimeProvider.System);

    public static TheoryData<string> Tables => [.. Office.SealedTables.Select(t => t.Name)];

    public void Dispose()
    {
        _office.Register.Database.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_row_changed_in_sql_is_found_with_its_table(string name)
    {
        var table = Office.SealedTables.Single(t => t.Name == name);
        using var connection = _office.Register.Database.Connect();
        var columns = connection.Query<string>($"select name from pragma_table_info('{name}')").ToList();
        if (connection.ExecuteScalar<long>($"select count(*) from {name}") == 0)
        {
            // A table without rows in the small district: a row slipped in is found instead.
            var values = string.Join(", ", columns.Select((_, i) => i + 1));
            connection.Execute($"pragma foreign_keys = off; insert into {name} ({string.Join(", ", columns)}) values ({values})");
        }
        else
        {
            var key = table.Key[0];
            var other = columns.Except(table.Key).Last(c => connection.ExecuteScalar<long>(
                $"select count(*) from {name} where {c} is not null and {key} = (select min({key}) from {name})") > 0);
            connection.Execute($"""
                pragma ignore_check_constraints = on;
                update {name} set {other} = {other} || '1' where {key} = (select min({key}) from {name})
                """);
        }

        Assert.Contains(_office.Seals.All().Faults, f => f.Table == name);
    }

    [Theory]
    [InlineData("update audit_entry set detail = detail || 'x' where entry_id = 2")]
    [InlineData("delete from audit_entry where entry_id = 2")]
    [InlineData("update audit_seal set row_digests = row_digests || 'x' where entry_id = (select min(entry_id) from audit_seal)")]
    public void So_is_one_of_the_chain_of_acts(string sql)
    {
        using var connection = _office.Register.Database.Connect();
        Assert.True(connection.Execute(sql) > 0);
        Assert.False(_office.Seals.All().Ok);
    }

    [Fact]
    public async Task The_verb_finds_a_changed_reading_and_shows_what_is_asked_for()
    {
        var readings = _office.Register.Database.Readings;
        for (var i = 1; i <= 3; i++)
        {
            readings.Note(new AuditRecord(_office.Clock.Now(), i == 2 ? "lan" : "mai", i == 3 ? "people.list" : "person.read",
                i == 3 ? "/nguoi" : $"person:{i}", "/nguoi"), i == 3 ? [1, 2, 7] : []);
        }

        readings.Flush();
        var register = _office.Register.Database.Address;
        foreach (var (rows, asked) in new (int, string[])[]
            { (3, []), (1, ["--actor", "lan"]), (2, ["--act", "person"]), (1, ["--act", "people.list"]), (2, ["--subject", "person:1"]),
                (1, ["--subject", "person:7"]), (1, ["--subject", "/nguoi"]), (0, ["--until", "2020-01-01"]) })
        {
            var shown = await Verb.Run(register, ["audit", "show", "--readings", "--since", "2019-01-01", "--json", .. asked]);
            Assert.True(shown.Code == 0, shown.Error);
            var found = System.Text.Json.JsonDocument.Parse(shown.Out).RootElement.GetArrayLength();
            Assert.True(rows == found, $"{string.Join(' ', asked)}: {found}");
        }

        Assert.Equal(0, (await Verb.Run(register, "audit", "verify")).Code);
        using (var beside = Database.Open(register + ".readings", TimeProvider.System))
        {
            using var connection = beside.Connect();
            connection.Execute("update reading_entry set detail = '' where entry_id = 2");
        }

        var verified = await Verb.Run(register, "audit", "verify");
        Assert.Equal(1, verified.Code);
        Assert.Contains("KHÔNG KHỚP từ mục 2", verified.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anchor_kept_elsewhere_finds_a_chain_that_was_written_anew()
    {
        var register = _office.Register.Database.Address;
        var line = (await Verb.Run(register, "audit", "anchor")).Out.Trim();
        Assert.NotNull(AuditAnchor.ParseOrNull(line));
        var file = _folder.File("anchors");
        await File.WriteAllTextAsync(file, "# mốc\n" + line + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Verb.Run(register, "audit", "verify", "--anchors", file)).Code);
        await File.AppendAllTextAsync(file, "mốc nào\n", TestContext.Current.CancellationToken);
        var unreadable = await Verb.Run(register, "audit", "verify", "--anchors", file);
        Assert.Equal(2, unreadable.Code);
        Assert.Contains(file + ":3", unreadable.Error, StringComparison.Ordinal);

        // The last entry is cut off with the last checkpoint, as who has the database could: the chain itself is whole again.
        await File.WriteAllTextAsync(file, line + "\n", TestContext.Current.CancellationToken);
        using (var connection = _office.Register.Database.Connect())
        {
            connection.Execute("delete from audit_checkpoint");
            connection.Execute("delete from audit_entry where entry_id = (select max(entry_id) from audit_entry)");
            _office.Register.Database.Do(Act.By("ai"), (inner, transaction) => new AuditLog(_office.Register.Database).Latest(1).Count);
        }

        var found = await Verb.Run(register, "audit", "verify", "--anchors", file);
        Assert.Equal(1, found.Code);
        Assert.Contains("không còn mang dấu đã ghi lại", found.Out, StringComparison.Ordinal);
    }
}
