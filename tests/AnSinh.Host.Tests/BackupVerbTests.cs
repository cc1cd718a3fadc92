using System.Reflection;
using System.Text.Json;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Backup;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Host.Tests;

/// <summary>Backing up and restoring as an office does it: by the command line, on a register with all its tables.</summary>
public sealed class BackupVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_migration_of_every_module_is_known_to_backups()
    {
        var known = RegisterMigrations.All.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var modules = typeof(Office).Assembly.GetReferencedAssemblies().Where(a => a.Name!.StartsWith("AnSinh.", StringComparison.Ordinal))
            .Select(Assembly.Load).Append(typeof(Office).Assembly);
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var written = modules.SelectMany(m => m.GetTypes()).SelectMany(t => t.GetProperties(Any))
            .Where(p => p.PropertyType == typeof(IReadOnlyList<Migration>))
            .SelectMany(p => (IReadOnlyList<Migration>)p.GetValue(null)!).Select(m => m.Id).Distinct().ToList();
        Assert.True(written.Count > 15);
        // The log of readings is kept in a store of its own; backups know its steps themselves.
        Assert.Equal(["0006-readings", "0012-reading-action", "0013-reading-people"], written.Where(id => !known.Contains(id)));
        Assert.Equal(known.Count, RegisterMigrations.All.Count);
    }

    [Fact]
    public async Task A_register_backed_up_and_restored_by_verbs_answers_as_before()
    {
        using (SmallDistrict.Open(_folder.Path, TimeProvider.System).Register.Database)
        {
        }

        var (register, file, restored) = (_folder.File("register.db"), _folder.File("b.zip"), _folder.File("restored.db"));
        var before = await Verb.Run(register, "ledger", "check", "--json");
        Assert.Equal(0, before.Code);
        var made = await Verb.Run(register, "backup", file, "--json");
        Assert.True(made.Code == 0, made.Out + made.Error);
        var told = JsonDocument.Parse(made.Out).RootElement;
        Assert.Equal(new FileInfo(file).Length, told.GetProperty("bytes").GetInt64());
        Assert.True(told.GetProperty("rows").GetInt64() > 1000);
        Assert.True(told.GetProperty("ok").GetBoolean());
        var back = await Verb.Run(restored, "restore", file, "--json");
        Assert.True(back.Code == 0, back.Out + back.Error);
        var head = told.GetProperty("head").GetString()!;
        Assert.Equal(head, JsonDocument.Parse(back.Out).RootElement.GetProperty("backup").GetProperty("head").GetString());
        Assert.Equal(before, await Verb.Run(restored, "ledger", "check", "--json"));
        Assert.Equal(0, (await Verb.Run(restored, "audit", "verify", "--head", head)).Code);
        foreach (var (where, act) in new[] { (restored, "register.restore"), (register, "register.backup") })
        {
            Assert.Contains(act, (await Verb.Run(where, "audit", "show", "--act", act)).Out, StringComparison.Ordinal);
        }

        // What is there stays.
        Assert.Equal(2, (await Verb.Run(register, "backup", file)).Code);
        Assert.Equal(2, (await Verb.Run(restored, "restore", file)).Code);
        Assert.Equal(3, (await Verb.Run(register, "backup", _folder.File("none/b.zip"))).Code);
        File.WriteAllBytes(_folder.File("cut.zip"), File.ReadAllBytes(file)[..^100]);
        var cut = await Verb.Run(_folder.File("other.db"), "restore", _folder.File("cut.zip"));
        Assert.Equal(2, cut.Code);
        Assert.Contains("cut.zip", cut.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("other.db")));
        Assert.Equal(3, (await Verb.Run(_folder.File("none/r.db"), "restore", file)).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_table_of_a_whole_register_comes_back_equal_in_either_database(bool postgres)
    {
        using var register = SmallDistrict.Open(_folder.Path, TimeProvider.System).Register.Database;
        var backup = new RegisterBackup(RegisterMigrations.All);
        var made = backup.Make(register, Office.SealedTables, _folder.File("b.zip"), new Act("test", "register.backup"));
        Assert.True(made.Ok && made.Value.Ok, string.Join("; ", made.Refusals));
        using var target = postgres ? PostgresCluster.NewDatabase() : Database.Open(_folder.File("restored.db"), TimeProvider.System);
        Assert.True(backup.Restore(_folder.File("b.zip"), target).Ok);

        // And the other way: the same register is the same backup, whichever database keeps it.
        var again = backup.Make(target, Office.SealedTables, _folder.File("again.zip"), new Act("test", "register.backup"));
        Assert.True(again.Ok && again.Value.Ok, string.Join("; ", again.Refusals));
        Assert.Equal(Held(made.Value), Held(again.Value));
        Assert.Equal(made.Value.Manifest.Head, again.Value.Manifest.Head);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_backup_killed_at_any_point_leaves_no_half_file_and_the_register_whole(Dialect dialect)
    {
        // The first opening brings it up to date; what is killed afterwards is the backup.
        var kept = Kept.All[0].Copy(_folder);
        Assert.Equal(0, (await Verb.Run(kept, "ledger", "runs")).Code);
        var register = Copies.Of(kept, dialect, _folder.File("copy.db"));
        var file = _folder.File("b.zip");
        (string What, Func<bool> Reached)[] points =
        [
            ("begun", () => File.Exists(file + ".dang-ghi")),
            ("half written", () => Size(file + ".dang-ghi") > 1 << 16),
            ("restoring begun", () => Directory.Exists(file + ".kiem-tra")),
            ("half restored", () => Size(file + ".kiem-tra/register.db") + Size(file + ".kiem-tra/register.db-wal") > 1 << 20),
        ];
        foreach (var (what, reached) in points)
        {
            // A machine that is busy may finish the backup before it is killed: then it is whole, and is tried again.
            for (var tries = 0; !await Killed(register, file, reached); tries++)
            {
                Assert.True(tries < 5, what);
                Assert.True(Rows(file) > 0, what);
                File.Delete(file);
            }

            Assert.False(File.Exists(file), what);
            Assert.True(!File.Exists(file + ".dang-ghi") || Rows(file + ".dang-ghi") is null or > 20_000, what);
            using var database = Database.Open(register, TimeProvider.System);
            using var connection = database.Connect();
            Assert.True(dialect == Dialect.Postgres || connection.ExecuteScalar<string>("pragma integrity_check") == "ok");
            Assert.True(new AuditCheck(database, Office.SealedTables).All().Ok, what);
        }

        // What the killed ones left is in nobody's way, and goes.
        var made = await Verb.Run(register, "backup", file);
        Assert.True(made.Code == 0, made.Out + made.Error);
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder.Path, "b.zip*"));
    }

    private static IEnumerable<(string, long, string)> Held(BackupMade made) =>
        made.Manifest.Tables.Select(t => (t.Name, t.Rows, t.Sha256));

    private static async Task<bool> Killed(string register, string file, Func<bool> reached)
    {
        using var process = Verb.Start(register, "backup", file);
        while (!process.HasExited && !reached())
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return !File.Exists(file);
    }

    // How many rows the file restores; null if it is refused.
    private static long? Rows(string file)
    {
        using var folder = new TempFolder();
        using var target = Database.Open(folder.File("r.db"), TimeProvider.System);
        var restored = new RegisterBackup(RegisterMigrations.All).Restore(file, target);
        return restored.Ok ? restored.Value.Rows : null;
    }

    private static long Size(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: var length } ? length : 0;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
