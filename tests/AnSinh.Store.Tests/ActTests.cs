using AnSinh.Basics;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests;

/// <summary>
/// An act is done once, whole, with its entry and its answer; refused it leaves nothing, not even its key. On both databases.
/// </summary>
public abstract class ActContract : IDisposable
{
    private readonly Database _database;

    protected ActContract(Database database)
    {
        _database = database;
        database.Migrate(
            [.. AuditLog.Migrations, new Migration("9000-thing", "create table thing (thing_id bigint not null primary key);")]);
    }

    public virtual void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_repeated_request_is_answered_as_the_first_and_writes_nothing()
    {
        var first = Keyed("k1");
        Assert.True(Add(first, 1).Ok);
        Assert.Equal(("/thing/1", false), (first.Answer, first.IsRepeat));

        var again = Keyed("k1");
        var repeated = Add(again, 2);
        Assert.Equal(ActRunner.RepeatedCode, Assert.Single(repeated.Refusals).Code);
        Assert.Equal(("/thing/1", true), (again.Answer, again.IsRepeat));
        Assert.Equal([1L], Things());
        Assert.Single(new AuditLog(_database).Latest(9));
    }

    [Fact]
    public void What_was_done_is_known_before_the_work_is_prepared()
    {
        Assert.Null(_database.AnswerOrNull("k1", "lan", "/thing"));
        Add(Keyed("k1"), 1);
        Assert.Equal("/thing/1", _database.AnswerOrNull("k1", "lan", "/thing"));
        Assert.Null(_database.AnswerOrNull("k1", "minh", "/thing"));
        Assert.Null(_database.AnswerOrNull("k1", "lan", "/other"));
        Assert.Null(_database.AnswerOrNull("", "lan", "/thing"));
    }

    [Fact]
    public void A_refusal_leaves_nothing_and_the_key_free()
    {
        var refused = Keyed("k1");
        Assert.False(_database.Do<long>(refused, (connection, transaction) =>
        {
            connection.Execute("insert into thing values (1)", null, transaction);
            return new Refusal("no", "Không.");
        }).Ok);
        Assert.Null(refused.Answer);
        Assert.Empty(Things());
        Assert.Empty(new AuditLog(_database).Latest(9));

        Assert.True(Add(Keyed("k1"), 2).Ok);
        Assert.Equal([2L], Things());
    }

    [Fact]
    public void An_error_leaves_nothing_and_the_key_free()
    {
        Assert.Throws<InvalidOperationException>(() => _database.Do<int>(Keyed("k1"), (connection, transaction) =>
        {
            connection.Execute("insert into thing values (1)", null, transaction);
            throw new InvalidOperationException("broken");
        }));
        Assert.True(Add(Keyed("k1"), 2).Ok);
        Assert.Equal([2L], Things());
    }

    [Theory]
    [InlineData("minh", "thing.add")]
    [InlineData("lan", "thing.drop")]
    public void A_key_is_that_of_one_act_of_one_person(string actor, string kind)
    {
        Add(Keyed("k1"), 1);
        var other = new Act(actor, kind) { RequestKey = "k1" };
        Assert.Equal("act.key-taken", Assert.Single(Add(other, 2).Refusals).Code);
        Assert.Null(other.Answer);
        Assert.Equal([1L], Things());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void A_request_without_a_usable_key_is_refused(string key)
    {
        Assert.Equal("act.no-key", Assert.Single(Add(Keyed(key), 1).Refusals).Code);
        Assert.Equal("act.no-key", Assert.Single(Add(Keyed("a" + '\ud800'), 1).Refusals).Code);
        Assert.Equal("act.no-key", Assert.Single(Add(Keyed(new string('k', ActRunner.KeyLimit + 1)), 1).Refusals).Code);
        Assert.Empty(Things());
    }

    [Fact]
    public void A_part_that_is_refused_is_undone_and_the_rest_stays()
    {
        var act = Keyed("k1");
        Assert.True(_database.Do(act, (connection, transaction) =>
        {
            connection.Execute("insert into thing values (1)", null, transaction);
            Assert.False(_database.Do<long>(act, (inner, within) =>
            {
                inner.Execute("insert into thing values (2)", null, within);
                return new Refusal("no", "Không.");
            }).Ok);
            Assert.True(_database.Do(act, (inner, within) => inner.Execute("insert into thing values (3)", null, within)) == 1);
            return Outcome<long>.Of(1);
        }).Ok);
        Assert.Equal([1L, 3L], Things());
        Assert.Equal("/thing/1", act.Answer);
    }

    [Fact]
    public void A_refused_part_of_a_refused_part_leaves_nothing_of_either_and_the_act_is_still_told()
    {
        var (log, act) = (new AuditLog(_database), Keyed("k1"));
        Assert.True(_database.Do(act, (_, _) =>
        {
            Assert.False(_database.Do<long>(act, (connection, transaction) =>
            {
                connection.Execute("insert into thing values (2)", null, transaction);
                log.Append(connection, transaction, act, act.Note(5, "thing.added", "thing:2", ""));
                Assert.False(_database.Do<long>(act, (_, _) => new Refusal("no", "Không.")).Ok);
                return new Refusal("no", "Không.");
            }).Ok);
            return Outcome<long>.Of(1);
        }).Ok);
        Assert.Empty(Things());
        Assert.Equal(["thing.add"], log.Latest(9).Select(e => e.Action));
    }

    [Fact]
    public void A_refused_whole_takes_its_parts_with_it()
    {
        var act = Keyed("k1");
        Assert.False(_database.Do<long>(act, (connection, transaction) =>
        {
            _database.Do(act, (inner, within) => inner.Execute("insert into thing values (3)", null, within));
            return new Refusal("no", "Không.");
        }).Ok);
        Assert.Empty(Things());
    }

    [Fact]
    public void What_an_act_tells_carries_its_purpose_and_source_and_an_act_that_tells_nothing_is_told()
    {
        var log = new AuditLog(_database);
        var act = new Act("lan", "thing.add") { Purpose = "xét trợ cấp", Source = "/thing" };
        _database.Do(act, (connection, transaction) =>
        {
            log.Append(connection, transaction, act, act.Note(5, "thing.added", "thing:1", "một"));
            return 0;
        });
        _database.Do(new Act("minh", "thing.touch") { Source = "/touch" }, (_, _) => 0);
        Assert.Equal(
            [("minh", "thing.touch", "", "/touch"), ("lan", "thing.added", "xét trợ cấp", "/thing")],
            log.Latest(9).Select(e => (e.Actor, e.Action, e.Purpose, e.Source)));
        Assert.True(log.Verify().Ok);
    }

    [Fact]
    public async Task Of_many_at_once_with_one_key_one_is_done_and_all_have_its_answer()
    {
        var acts = Enumerable.Range(1, 8).Select(_ => Keyed("k1")).ToList();
        await Task.WhenAll(acts.Select((act, i) => Task.Run(() => Add(act, i + 1))));
        var thing = Assert.Single(Things());
        Assert.All(acts, act => Assert.Equal($"/thing/{thing}", act.Answer));
        Assert.Equal(7, acts.Count(act => act.IsRepeat));
    }

    [Fact]
    public void What_is_to_follow_follows_only_what_stands()
    {
        var (followed, act) = (0, Keyed("k1"));
        _database.Do<int>(act, (_, _) =>
        {
            act.AfterCommit(() => followed++);
            return new Refusal("no", "Không.");
        });
        Assert.Equal(0, followed);
        _database.Do(act, (_, _) =>
        {
            act.AfterCommit(() => followed++);
            return 1L;
        });
        Assert.Equal(1, followed);
    }

    private static Act Keyed(string key) =>
        new Act("lan", "thing.add") { RequestKey = key, Source = "/thing" }.Answering<long>(id => $"/thing/{id}");

    private Outcome<long> Add(Act act, long id) => _database.Do(act, (connection, transaction) =>
    {
        connection.Execute("insert into thing values (@id)", new { id }, transaction);
        return Outcome<long>.Of(id);
    });

    private IReadOnlyList<long> Things()
    {
        using var connection = _database.Connect();
        return [.. connection.Query<long>("select thing_id from thing order by thing_id")];
    }
}

public sealed class SqliteActTests : ActContract
{
    private readonly TempFolder _folder;

    public SqliteActTests()
        : this(new TempFolder())
    {
    }

    private SqliteActTests(TempFolder folder)
        : base(Database.Open(folder.File("acts.db"), TimeProvider.System)) => _folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}

public sealed class PostgresActTests() : ActContract(PostgresCluster.NewDatabase());
