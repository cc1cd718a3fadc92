using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests;

/// <summary>An audit log whose past cannot be changed unseen, on both databases.</summary>
public abstract class AuditLogContract : IDisposable
{
    private readonly Database _database;
    private readonly AuditLog _log;

    protected AuditLogContract(Database database)
    {
        _database = database;
        _database.Migrate(AuditLog.Migrations);
        _log = new AuditLog(database);
    }

    public virtual void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void An_empty_log_and_an_honest_log_are_whole()
    {
        Assert.Equal(new AuditVerdict(0, "", null), _log.Verify());
        Fill(5);
        var verdict = _log.Verify();
        Assert.True(verdict.Ok);
        Assert.Equal(5, verdict.Entries);
        Assert.Equal(64, verdict.Head.Length);
        Assert.Equal(["person:3", "person:2"], _log.Latest(3).Skip(1).Take(2).Select(e => e.Subject));
        Assert.Single(_log.Latest(10, "person:2"));
    }

    [Theory]
    [InlineData("update audit_entry set detail = 'never happened' where entry_id = 3", 3)]
    [InlineData("update audit_entry set at = at + 1 where entry_id = 2", 2)]
    [InlineData("delete from audit_entry where entry_id = 3", 4)]
    [InlineData("delete from audit_entry where entry_id = 1", 2)]
    [InlineData("update audit_entry set system_at = system_at - 1 where entry_id = 2", 2)]
    [InlineData("update audit_entry set system_at = null where entry_id = 2", 2)]
    [InlineData("update audit_entry set purpose = 'because' where entry_id = 2", 2)]
    [InlineData("update audit_entry set source = 'elsewhere' where entry_id = 2", 2)]
    [InlineData("update audit_entry set amount = 1 where entry_id = 2", 2)]
    [InlineData("update audit_entry set actor = action, action = actor where entry_id = 4", 4)]
    [InlineData("insert into audit_entry select 6, at, actor, action, subject, detail, hash, previous_hash, system_at, lines, amount, "
        + "seal, purpose, source from audit_entry where entry_id = 5", 6)]
    public void What_was_changed_taken_out_or_slipped_in_shows(string forgery, long broken)
    {
        Fill(5);
        using (var connection = _database.Connect())
        {
            connection.Execute(forgery);
        }

        Assert.Equal(broken, _log.Verify().FirstBroken);
    }

    [Fact]
    public void An_entry_goes_with_the_transaction_it_tells_of()
    {
        Assert.Throws<InvalidOperationException>(() => _database.Do<int>(Act.By("a"), (connection, transaction) =>
        {
            var act = Act.By("a");
            _log.Append(connection, transaction, act, act.Note(1, "b", "c", "d"));
            throw new InvalidOperationException("undone");
        }));
        Assert.Equal(0, _log.Verify().Entries);
    }

    [Fact]
    public async Task Many_writers_at_once_make_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Fill(10))));
        Assert.Equal((40L, true), (_log.Verify().Entries, _log.Verify().Ok));
    }

    private void Fill(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var act = Act.By("lan");
            _database.Do(act, (connection, transaction) =>
            {
                _log.Append(connection, transaction, act, act.Note(1_000 + i, "person.read", $"person:{i}", "xem hồ sơ"));
                return 0;
            });
        }
    }
}

public sealed class SqliteAuditLogTests : AuditLogContract
{
    private readonly TempFolder _folder;

    public SqliteAuditLogTests()
        : this(new TempFolder())
    {
    }

    private SqliteAuditLogTests(TempFolder folder)
        : base(Database.Open(folder.File("audit.db"), TimeProvider.System)) => _folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}

public sealed class PostgresAuditLogTests() : AuditLogContract(PostgresCluster.NewDatabase());
