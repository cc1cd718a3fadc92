using System.Diagnostics;
using AnSinh.Store.Acts;
using AnSinh.Store.Readings;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests;

/// <summary>Readings are chained beside the acts and wait for no writer, on both databases.</summary>
public abstract class ReadingLogContract : IDisposable
{
    private readonly Func<Database> _open;
    private readonly Database _database;

    protected ReadingLogContract(Func<Database> open)
    {
        (_open, _database) = (open, open());
        _database.Migrate(
            [.. AuditLog.Migrations, new Migration("9000-thing", "create table thing (thing_id bigint not null primary key);")]);
    }

    public virtual void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Readings_are_chained_in_their_order_and_found_by_subject()
    {
        Note(0, 25);
        var verdict = _database.Readings.Verify();
        Assert.Equal((25L, true), (verdict.Entries, verdict.Ok));
        Assert.Equal(["person:24", "person:23"], _database.Readings.Latest(2).Select(r => r.Subject));
        Assert.Single(_database.Readings.Latest(9, "person:7"));
        Assert.Equal(20, _database.Readings.Since(1_005).Count);
        Assert.Empty(new AuditLog(_database).Latest(9));
    }

    [Fact]
    public void A_reading_does_not_wait_while_somebody_writes()
    {
        Note(0, 1);
        _database.Readings.Flush();
        var clock = Stopwatch.StartNew();
        _database.Do(Act.By("lan"), (connection, transaction) =>
        {
            // The writer holds the register; the reading is on disk before it lets go.
            connection.Execute("insert into thing values (1)", null, transaction);
            Note(1, 1);
            return _database.Readings.Latest(9).Count;
        });
        Assert.Equal(2, _database.Readings.Latest(9).Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "the reading waited for the writer");
    }

    [Fact]
    public void What_was_noted_is_written_when_the_register_is_closed()
    {
        using (var other = _open())
        {
            other.Readings.Note(new AuditRecord(1, "lan", "person.read", "person:1", ""));
        }

        Assert.Single(_database.Readings.Latest(9));
    }

    [Fact]
    public void A_person_is_found_in_every_list_that_showed_them_short_or_long()
    {
        var readings = _database.Readings;
        readings.Note(new AuditRecord(1, "lan", "people.list", "/nguoi", "/nguoi?q=[x]"), 5, 3, 4);
        readings.Note(new AuditRecord(2, "mai", "list.export", "/nguoi", "tất cả"), [.. Enumerable.Range(1, 2000).Select(i => (long)i)]);
        readings.Note(new AuditRecord(3, "lan", "person.read", "person:4", "/nguoi/4"), 5);
        readings.Note(new AuditRecord(4, "lan", "protected.open", "protected:person:4", "xét trợ cấp"));
        Assert.Equal("/nguoi?q=[x] [3-5]", readings.Latest(9)[^1].Detail);
        Assert.Equal("/nguoi?q=[x]", PeopleShown.Without(readings.Latest(9)[^1].Detail));
        Assert.Equal([3, 2000, 1, null], readings.Latest(9).Reverse().Select(r => r.Lines));
        Assert.Equal([4L, 3L, 2L, 1L], Of(4));
        Assert.Equal([3L, 2L, 1L], Of(5));
        Assert.Equal([2L], Of(2000));
        Assert.Empty(Of(2001));
        Assert.Equal([1L, 3L], Entries(new AuditQuestion { Actor = "lan", Action = "people" })
            .Concat(Entries(new AuditQuestion { Text = "NGUOI/4" })));
        Assert.Equal([2L], Entries(new AuditQuestion { From = 2, Before = 3 }));
        var part = readings.Find(new AuditQuestion { Skip = 2, Take = 1 });
        Assert.Equal((1, 4L), (part.Entries.Count, part.Total));
        Assert.Equal(new AuditSum("mai", "list.export", 1, 2000), readings.Sums(new AuditQuestion()).Single(s => s.Actor == "mai"));

        IEnumerable<long> Of(long person) => Entries(new AuditQuestion { Person = person });
        IEnumerable<long> Entries(AuditQuestion asked) => readings.Find(asked).Entries.Select(e => e.Entry);
    }

    [Fact]
    public void An_anchor_holds_until_one_of_the_chains_is_written_anew()
    {
        Note(0, 3);
        _database.Do(Act.By("lan"), (_, _) => 0);
        var anchor = AuditAnchor.Of(_database);
        Assert.Equal(anchor, AuditAnchor.ParseOrNull(anchor.Line));
        Assert.Null(AuditAnchor.ParseOrNull("một dòng nào đó"));
        Note(3, 3);
        Assert.Empty(anchor.Faults(_database));
        using (var connection = _database.ReadingsStore().Connect())
        {
            connection.Execute("update reading_entry set hash = 'x' where entry_id = 3");
        }

        Assert.Equal(["reading_entry"], anchor.Faults(_database).Select(f => f.Table));
        Assert.Equal(2, (anchor with { ActsHash = "y" }).Faults(_database).Count);
    }

    [Fact]
    public void A_reading_changed_later_shows()
    {
        Note(0, 5);
        _database.Readings.Flush();
        using (var connection = _database.ReadingsStore().Connect())
        {
            connection.Execute("update reading_entry set actor = 'nobody' where entry_id = 3");
        }

        Assert.Equal(3, _database.Readings.Verify().FirstBroken);
    }

    [Fact]
    public async Task Two_processes_make_one_chain()
    {
        using var other = _open();
        await Task.WhenAll(
            Task.Run(() => Enumerable.Range(0, 50).ToList().ForEach(i => Pause(_database, i)), TestContext.Current.CancellationToken),
            Task.Run(() => Enumerable.Range(50, 50).ToList().ForEach(i => Pause(other, i)), TestContext.Current.CancellationToken));
        other.Readings.Flush();
        var verdict = _database.Readings.Verify();
        Assert.Equal((100L, true), (verdict.Entries, verdict.Ok));
    }

    private static void Pause(Database database, int i)
    {
        database.Readings.Note(new AuditRecord(i, "lan", "person.read", $"person:{i}", ""));
        database.Readings.Flush();
    }

    private void Note(int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            _database.Readings.Note(new AuditRecord(1_000 + i, "lan", "person.read", $"person:{i}", "xem hồ sơ"));
        }
    }
}

public sealed class SqliteReadingLogTests : ReadingLogContract
{
    private readonly TempFolder _folder;

    public SqliteReadingLogTests()
        : this(new TempFolder())
    {
    }

    private SqliteReadingLogTests(TempFolder folder)
        : base(() => Database.Open(folder.File("readings.db"), TimeProvider.System)) => _folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}

public sealed class PostgresReadingLogTests : ReadingLogContract
{
    public PostgresReadingLogTests()
        : this(PostgresCluster.NewAddress())
    {
    }

    private PostgresReadingLogTests(string address)
        : base(() => Database.Open(address, TimeProvider.System))
    {
    }
}
