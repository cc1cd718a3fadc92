using AnSinh.Basics;
using AnSinh.Register.Changes;
using AnSinh.Register.Writing;
using AnSinh.Store;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Register.Tests.Writing;

/// <summary>The fast way in: all rows or none, and a wrong row is named.</summary>
public abstract class LoadContract(TestRegister test) : IDisposable
{
    private readonly RegisterDb _register = test.Register;

    public void Dispose()
    {
        test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Rows_of_all_tables_in_any_order_arrive_and_count_as_one_change()
    {
        var before = _register.ChangeNo;
        _register.Load(Some.Fact(1), Some.Residence(1), Some.Membership(1, 7), Some.Household(7), Some.Person(1),
            Some.Fact(7, "poverty", "poor"), Some.Fact(0, "health_criteria_met", "yes", unit: "103"));
        Assert.Equal(before + 1, _register.ChangeNo);
        Assert.Equal((1L, 1L, 1L, 1L, 3L), (Rows("person"), Rows("household"), Rows("membership"), Rows("residence"), Rows("fact")));
    }

    [Fact]
    public void More_rows_than_a_batch_all_arrive()
    {
        _register.Load(Enumerable.Range(1, 20_000).Select(i => (object)Some.Person(i)));
        Assert.Equal(20_000, Rows("person"));
    }

    [Fact]
    public void A_load_not_committed_leaves_nothing()
    {
        using (var load = _register.BulkLoad())
        {
            load.Add(Some.Person(1));
        }

        Assert.Equal((0L, 0L), (Rows("person"), _register.ChangeNo));
    }

    [Fact]
    public void What_a_load_superseded_last_is_the_latest_the_register_knows()
    {
        _register.Load(Some.Person(1, recorded: new(2020, 1, 1)),
            Some.Fact(1, recorded: new(2020, 1, 1)) with { SupersededAt = AsKnown.NoonOf(new(2020, 5, 1)) });
        Assert.Equal("row.recorded-in-past", Assert.Single(_register.Record(Some.Fact(1, recorded: new(2020, 4, 30))).Refusals).Code);
        Assert.True(_register.Record(Some.Fact(1, recorded: new(2020, 5, 1))).Ok);
    }

    [Fact]
    public void Of_a_birth_of_which_only_the_year_is_known_no_day_is_made_up()
    {
        _register.Load(Some.Person(1) with { Birth = new BirthDate(new(1939, 1, 1), DatePrecision.Year) });
        using var connection = _register.Database.Connect();
        Assert.Equal(new BirthDate(new(1939, 1, 1), DatePrecision.Year),
            RegisterTables.People.Current(connection, "person_id = 1").Single().Row.Birth);
    }

    [Fact]
    public void A_person_without_a_birth_date_is_let_in_and_unknown()
    {
        _register.Load(Some.Person(1, birth: null), Some.Residence(1));
        var snapshot = _register.LoadHistory(new AsKnown(new(2020, 6, 1)), []).At(new Month(2020, 5));
        Assert.Equal(FactKind.Unknown, snapshot.Columns["birth_date"][0]);
    }

    public static TheoryData<string, FactRow> WrongFacts => new()
    {
        { "chưa khai báo", Some.Fact(1, "shoe_size", "40") },
        { "không phải giá trị", Some.Fact(1, value: "quite") },
        { "không phải giá trị", Some.Fact(1, "pension_amount", "5 triệu") },
        { "trước ngày bắt đầu", Some.Fact(1, from: new(2020, 5, 2), to: new(2020, 5, 1)) },
        { "trước khi ghi", Some.Fact(1) with { SupersededAt = 1 } },
        { "Thiếu nguồn", Some.Fact(1) with { Source = "" } },
    };

    [Theory]
    [MemberData(nameof(WrongFacts), DisableDiscoveryEnumeration = true)]
    public void A_wrong_fact_is_named_with_its_row(string word, FactRow wrong)
    {
        using var load = _register.BulkLoad();
        load.Add(Some.Person(1));
        load.Add(Some.Fact(1));
        var refused = Assert.Throws<RowRefusedException>(() => load.Add(wrong));
        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
        Assert.Contains("dòng 3", refused.Message, StringComparison.Ordinal);
        Assert.Contains(wrong.Kind, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_about_nobody_are_named_at_the_end()
    {
        using var load = _register.BulkLoad();
        load.Add(Some.Person(1));
        load.Add(Some.Membership(1, 7));
        load.Add(Some.Fact(2));
        load.Add(Some.Residence(3));
        var refused = Assert.Throws<RowRefusedException>(load.Commit);
        Assert.Equal(["household.none", "person.none", "person.none"], refused.Refusals.Select(r => r.Code).Order());
        Assert.Contains("dòng 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_load_knows_the_people_of_the_first()
    {
        _register.Load(Some.Person(1), Some.Household(7));
        _register.Load(Some.Fact(1), Some.Membership(1, 7));
        Assert.Equal(2, _register.ChangeNo);
    }

    private long Rows(string table)
    {
        using var connection = _register.Database.Connect();
        return connection.ExecuteScalar<long>($"select count(*) from {table}");
    }
}

public sealed class SqliteLoadTests() : LoadContract(TestRegister.Sqlite());

public sealed class PostgresLoadTests() : LoadContract(TestRegister.Postgres());

/// <summary>Registers that cannot be opened say why.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_place_without_a_register_is_refused_and_nothing_is_made()
    {
        using var database = Database.Open(_folder.File("none.db"), TimeProvider.System);
        var refusal = Assert.Single(RegisterDb.Open(database, Some.Facts).Refusals);
        Assert.Equal("register.none", refusal.Code);
        Assert.Equal(database.Address, refusal.Place);
        Assert.False(File.Exists(_folder.File("none.db")));
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        var path = _folder.File("other.db");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=false"))
        {
            connection.Execute("create table meta (key text, value text); create table thing (id integer)");
        }

        using var database = Database.Open(path, TimeProvider.System);
        Assert.Equal("register.none", Assert.Single(RegisterDb.Open(database, Some.Facts).Refusals).Code);
        Assert.False(database.HasTable("person"));
    }
}
