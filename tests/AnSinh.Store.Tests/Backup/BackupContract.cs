using System.Security.Cryptography;
using AnSinh.Store.Acts;
using AnSinh.Store.Backup;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests.Backup;

/// <summary>What a backup of either database must do.</summary>
public abstract class BackupContract : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _register;

    protected BackupContract(Func<TempFolder, Database> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        _register = open(_folder);
        Shelf.Fill(_register);
    }

    private string File => _folder.File("backup.zip");

    public void Dispose()
    {
        _register.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public void Restored_into_either_database_every_row_of_every_table_is_the_same(Dialect into)
    {
        var before = Shelf.Rows(_register);
        var made = Shelf.Make(_register, File);
        Assert.True(made.Ok);
        using var target = Target(into);
        var told = Shelf.Value(Shelf.Backup.Restore(File, target));
        var after = Shelf.Rows(target);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        foreach (var (table, rows) in before)
        {
            var (lost, strange) = (string.Join('\n', rows.Except(after[table])), string.Join('\n', after[table].Except(rows)));
            Assert.True(rows.SequenceEqual(after[table]), $"{table}: {lost} is not {strange}");
        }

        Assert.Equal(before.Where(t => t.Key != "schema_migration").Sum(t => t.Value.Count), told.Rows);
        Assert.Equal(new AuditLog(target).Verify().Head, told.Head);
        Assert.True(new AuditCheck(target, [Shelf.Sealed]).All().Ok);
        Assert.True(target.Readings.Verify() is { Ok: true, Entries: 1 });
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public void After_restoring_rows_are_numbered_on(Dialect into)
    {
        Shelf.Make(_register, File);
        using var target = Target(into);
        Shelf.Value(Shelf.Backup.Restore(File, target));
        using var connection = target.Connect();
        connection.Execute("insert into shelf (title) values ('next')");
        Assert.Equal(41, connection.ExecuteScalar<long>("select shelf_id from shelf where title = 'next'"));
    }

    [Fact]
    public async Task A_backup_made_while_others_write_is_of_one_instant()
    {
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writer = Task.Run(() =>
        {
            // Each act writes in three tables; an instant between two of them would show.
            while (!stop.IsCancellationRequested)
            {
                var act = Shelf.Act("shelf.more");
                _register.Do(act, (connection, transaction) =>
                {
                    connection.Execute("insert into mark (word, number) values ('more', 1)", transaction: transaction);
                    connection.Execute("insert into shelf (title, load) values ('more', 1)", transaction: transaction);
                    var id = connection.ExecuteScalar<long>("select max(shelf_id) from shelf", transaction: transaction);
                    var note = act.Note(_register.Clock.Now(), "shelf.more", "shelf", "thêm");
                    new AuditLog(_register).Append(connection, transaction, act, note, Shelf.Sealed.Row(id));
                    return 0;
                });
                written++;
            }
        }, TestContext.Current.CancellationToken);
        for (var round = 0; round < 5; round++)
        {
            var before = Volatile.Read(ref written);
            Assert.True(Shelf.Make(_register, _folder.File($"{round}.zip")).Ok);
            Assert.True(Volatile.Read(ref written) > before, "nobody wrote meanwhile");
            using var target = Database.Open(_folder.File($"{round}.db"), TimeProvider.System);
            Shelf.Value(Shelf.Backup.Restore(_folder.File($"{round}.zip"), target));
            using var connection = target.Connect();
            var shelves = connection.ExecuteScalar<long>("select count(*) from shelf where title = 'more'");
            Assert.Equal(shelves, connection.ExecuteScalar<long>("select count(*) from mark where word = 'more'"));
            Assert.Equal(shelves, connection.ExecuteScalar<long>("select count(*) from audit_entry where action = 'shelf.more'"));
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public void Nothing_that_is_there_is_overwritten()
    {
        System.IO.File.WriteAllText(File, "hôm qua");
        Assert.Equal("backup.exists", Assert.Single(Shelf.Backup.Make(_register, [], File, Shelf.Act()).Refusals).Code);
        Assert.Equal("hôm qua", System.IO.File.ReadAllText(File));
        System.IO.File.Delete(File);
        Shelf.Make(_register, File);
        var before = Shelf.Rows(_register);
        Assert.Equal("restore.exists", Assert.Single(Shelf.Backup.Restore(File, _register).Refusals).Code);
        Assert.Equal(before, Shelf.Rows(_register));
    }

    [Fact]
    public void What_a_register_is_wrong_about_is_told_and_copied_as_it_is()
    {
        using (var connection = _register.Connect())
        {
            connection.Execute("update shelf set title = 'changed by hand' where shelf_id = 3");
        }

        var made = Shelf.Make(_register, File);
        Assert.False(made.Ok);
        Assert.Equal("3", Assert.Single(made.Report.Faults).Row);
    }

    [Fact]
    public void The_act_is_noted_in_the_register_with_the_file_and_its_hash()
    {
        var made = Shelf.Make(_register, File);
        var note = new AuditLog(_register).Latest(1)[0];
        Assert.Equal(("register.backup", "test"), (note.Action, note.Actor));
        Assert.Contains(made.Sha256, note.Detail, StringComparison.Ordinal);
        Assert.Contains("backup.zip", note.Detail, StringComparison.Ordinal);
        Assert.Equal(made.Sha256, Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(File))));
        Assert.Equal([File], Directory.GetFileSystemEntries(_folder.Path, "backup*"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_in_words()
    {
        var trouble = Assert.Throws<StoreException>(() => Shelf.Backup.Make(_register, [], _folder.File("none/backup.zip"), Shelf.Act()));
        Assert.Contains("chưa có thư mục", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_this_program_does_not_know_are_not_left_out_in_silence()
    {
        _register.Migrate([new Migration("0999-later", "create table later (id bigint)")]);
        Assert.Equal("backup.newer", Assert.Single(Shelf.Backup.Make(_register, [], File, Shelf.Act()).Refusals).Code);
        Assert.False(System.IO.File.Exists(File));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public void A_backup_of_an_older_version_is_restored_as_it_was_and_brought_up_to_date_after(Dialect into)
    {
        Shelf.Make(_register, File);
        Migration later = new("0999-later", "alter table shelf add column height bigint;");
        using var target = Target(into);
        Shelf.Value(new RegisterBackup([.. Shelf.Migrations, later]).Restore(File, target));
        Assert.Equal(Shelf.Rows(_register)["shelf"], Shelf.Rows(target)["shelf"]);
        target.Migrate([.. Shelf.Migrations, later]);
        using var connection = target.Connect();
        Assert.Equal(40, connection.ExecuteScalar<long>("select count(*) from shelf where height is null"));
    }

    private Database Target(Dialect dialect) =>
        dialect == Dialect.Sqlite ? Database.Open(_folder.File("restored.db"), TimeProvider.System) : PostgresCluster.NewDatabase();
}

public sealed class SqliteBackupTests()
    : BackupContract(folder => Database.Open("sqlite:" + folder.File("register.db"), TimeProvider.System))
{
    private static readonly string[] Forgeries =
    [
        "update shelf set load = 'many' where shelf_id = 2",
        "update shelf set load = 1.5 where shelf_id = 2",
        "update shelf set load = 1, built = 'soon' where shelf_id = 2",
        "update shelf set built = null, title = x'00ff' where shelf_id = 2",
    ];

    [Fact]
    public void What_does_not_restore_is_not_kept()
    {
        using var folder = new TempFolder();
        using var register = Database.Open(folder.File("r.db"), TimeProvider.System);
        Shelf.Fill(register);
        using (var connection = register.Connect())
        {
            connection.Execute("pragma foreign_keys = off");
            connection.Execute("insert into book values (999, 'nowhere', '2020-01-01')");
            connection.Execute("pragma foreign_keys = on");
        }

        var refusal = Assert.Single(Shelf.Backup.Make(register, [], folder.File("b.zip"), Shelf.Act()).Refusals);
        Assert.Equal("backup.not-equal", refusal.Code);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, "b.zip*"));
    }

    [Fact]
    public void A_value_of_the_wrong_kind_stops_the_backup_instead_of_becoming_another()
    {
        using var folder = new TempFolder();
        using var register = Database.Open(folder.File("r.db"), TimeProvider.System);
        Shelf.Fill(register);
        foreach (var forged in Forgeries)
        {
            using (var connection = register.Connect())
            {
                connection.Execute(forged);
            }

            var trouble = Assert.Throws<StoreException>(() => Shelf.Make(register, folder.File("b.zip")));
            Assert.Contains("bảng shelf, cột", trouble.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(folder.Path, "b.zip*"));
        }
    }
}

public sealed class PostgresBackupTests() : BackupContract(_ => PostgresCluster.NewDatabase());
