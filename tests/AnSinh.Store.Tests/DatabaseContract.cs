using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests;

/// <summary>What both databases must do alike.</summary>
public abstract class DatabaseContract : IDisposable
{
    private static readonly Migration Things = new("0001-things", """
        create table thing (
            id $identity,
            number bigint null,
            name text null,
            day date null);
        create index thing_by_name on thing (name);
        """);

    private readonly Database _database;

    protected DatabaseContract(Database database) => _database = database;

    public virtual void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Migrations_run_once_however_often_they_are_asked_for()
    {
        _database.Migrate([Things]);
        _database.Migrate([Things, new Migration("0002-more", "create table more (id bigint)")]);
        _database.Migrate([Things]);
        using var connection = _database.Connect();
        Assert.Equal(["0001-things", "0002-more"], connection.Query<string>("select id from schema_migration order by id"));
        Assert.True(_database.HasTable("more"));
        Assert.False(_database.HasTable("none"));
    }

    [Fact]
    public void A_script_changed_after_it_ran_is_refused_and_nothing_is_touched()
    {
        _database.Migrate([Things]);
        var trouble = Assert.Throws<StoreException>(() => _database.Migrate([Things with { Sql = "create table other (id bigint)" }]));
        Assert.Contains(_database.Address, trouble.Message, StringComparison.Ordinal);
        Assert.Contains("0001-things", trouble.Message, StringComparison.Ordinal);
        Assert.False(_database.HasTable("other"));
    }

    [Fact]
    public void A_script_that_fails_half_way_leaves_nothing()
    {
        var broken = new Migration("0001-broken", "create table half (id bigint);\ncreate tible nonsense (id bigint);");
        Assert.Throws<StoreException>(() => _database.Migrate([broken]));
        Assert.False(_database.HasTable("half"));
    }

    [Fact]
    public void Rows_written_in_bulk_come_back_as_they_were()
    {
        _database.Migrate([Things]);
        BulkColumn[] columns = [new("number", BulkType.Long), new("name", BulkType.Text), new("day", BulkType.Date)];
        using var connection = _database.Connect();
        using (var transaction = connection.BeginTransaction())
        {
            using (var bulk = _database.Bulk(connection, transaction, "thing", columns))
            {
                bulk.Set(0, long.MinValue);
                bulk.Set(1, "Đặng Thị Ngọc 'Ánh';");
                bulk.Set(2, new DateOnly(1939, 2, 28));
                bulk.Next();
                bulk.Next();
                bulk.Set(0, 7L);
                bulk.Next();
            }

            transaction.Commit();
        }

        var rows = connection.Query<Thing>("select id, number, name, day from thing order by id").ToList();
        Assert.Equal([1L, 2, 3], rows.Select(r => r.Id));
        Assert.Equal((long.MinValue, "Đặng Thị Ngọc 'Ánh';", new DateOnly(1939, 2, 28)), (rows[0].Number, rows[0].Name, rows[0].Day));
        Assert.Equal((null, null, null), (rows[1].Number, rows[1].Name, rows[1].Day));
        Assert.Equal((7L, null, null), (rows[2].Number, rows[2].Name, rows[2].Day));
    }

    [Fact]
    public void A_transaction_not_committed_leaves_nothing()
    {
        _database.Migrate([Things]);
        Assert.Throws<InvalidOperationException>(() => _database.Write<int>((connection, transaction) =>
        {
            connection.Execute("insert into thing (name) values ('x')", transaction: transaction);
            throw new InvalidOperationException("power cut");
        }));
        using var connection = _database.Connect();
        Assert.Equal(0, connection.ExecuteScalar<long>("select count(*) from thing"));
    }

    [Fact]
    public void A_scan_reads_numbers_days_and_shared_words()
    {
        _database.Migrate([Things]);
        using var connection = _database.Connect();
        var day = new DateOnly(2020, 2, 29);
        connection.Execute("insert into thing (number, name, day) values (@n, @t, @d)", new[]
        {
            new { n = (long?)5, t = (string?)"xã", d = (DateOnly?)day },
            new { n = (long?)null, t = (string?)"xã", d = (DateOnly?)null },
            new { n = (long?)-9, t = (string?)"2020-02-29", d = (DateOnly?)day },
            new { n = (long?)0, t = (string?)"-540000", d = (DateOnly?)null },
        });
        using var scan =
            _database.Scan(connection, "select number, name, day from thing where number is null or number <> @not order by id",
                ("not", 999L));
        Assert.True(scan.Read());
        var word = scan.Word(1);
        Assert.Equal((5L, "xã", day.DayNumber, "xã"), (scan.Number(0), word, scan.Day(2, -1), scan.Text(1)));
        Assert.False(scan.TryDayText(1, out _));
        Assert.False(scan.TryNumberText(1, out _));
        Assert.True(scan.Read());
        Assert.Equal((true, 0L, -1), (scan.IsNull(0), scan.Number(0), scan.Day(2, -1)));
        Assert.Same(word, scan.Word(1));
        Assert.True(scan.Read());
        Assert.True(scan.TryDayText(1, out var read));
        Assert.Equal(day.DayNumber, read);
        Assert.True(scan.Read());
        Assert.True(scan.TryNumberText(1, out var number));
        Assert.Equal(-540_000, number);
        Assert.False(scan.Read());
    }

    [Fact]
    public void A_reader_sees_one_instant_while_a_writer_writes()
    {
        _database.Migrate([Things]);
        using var reader = _database.Connect();
        using var reading = _database.BeginRead(reader);
        Assert.Equal(0, reader.ExecuteScalar<long>("select count(*) from thing", transaction: reading));
        _database.Write((connection, transaction) => connection.Execute("insert into thing (name) values ('x')", transaction: transaction));
        Assert.Equal(0, reader.ExecuteScalar<long>("select count(*) from thing", transaction: reading));
    }

    private sealed class Thing
    {
        public long Id { get; set; }

        public long? Number { get; set; }

        public string? Name { get; set; }

        public DateOnly? Day { get; set; }
    }
}

public sealed class SqliteDatabaseTests : DatabaseContract
{
    private readonly TempFolder _folder;

    public SqliteDatabaseTests()
        : this(new TempFolder())
    {
    }

    private SqliteDatabaseTests(TempFolder folder)
        : base(Database.Open("sqlite:" + folder.File("things.db"), TimeProvider.System)) => _folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}

public sealed class PostgresDatabaseTests() : DatabaseContract(PostgresCluster.NewDatabase());
