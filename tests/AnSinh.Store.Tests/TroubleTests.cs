using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests;

/// <summary>What is wrong with a database is said in Vietnamese with its address, and nothing is lost.</summary>
public sealed class TroubleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_folder_is_named()
    {
        var path = _folder.File("none/register.db");
        var trouble = Assert.Throws<StoreException>(() => Database.Open(path, TimeProvider.System));
        Assert.Contains(path, trouble.Message, StringComparison.Ordinal);
        Assert.Contains("chưa có thư mục", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_kept()
    {
        var path = _folder.Write("letter.db", "Kính gửi Ủy ban nhân dân xã, đây không phải cơ sở dữ liệu.");
        var trouble = Assert.Throws<StoreException>(() => Database.Open(path, TimeProvider.System));
        Assert.Contains("không phải cơ sở dữ liệu", trouble.Message, StringComparison.Ordinal);
        Assert.StartsWith("Kính gửi", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_database() =>
        Assert.Contains("thư mục", Assert.Throws<StoreException>(() => Database.Open(_folder.Path, TimeProvider.System)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Opening_and_asking_create_nothing()
    {
        var path = _folder.File("later.db");
        using var database = Database.Open(path, TimeProvider.System);
        Assert.False(database.HasSchema);
        Assert.Contains("chưa có cơ sở dữ liệu", Assert.Throws<StoreException>(() => database.Connect()).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_damaged_file_is_told_when_it_is_read()
    {
        var path = _folder.File("damaged.db");
        using (var database = Database.Open(path, TimeProvider.System))
        {
            database.Migrate([new Migration("0001", "create table t (id bigint)")]);
        }

        var bytes = File.ReadAllBytes(path);
        Array.Fill(bytes, (byte)0xA5, 40, bytes.Length - 40);
        File.WriteAllBytes(path, bytes);
        using var again = Database.Open(path, TimeProvider.System);
        var trouble = Assert.Throws<StoreException>(() => again.Migrate([]));
        Assert.Contains(path, trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_and_the_write_undone()
    {
        using var database = Database.Open(_folder.File("full.db"), TimeProvider.System);
        database.Migrate([new Migration("0001", "create table t (text text)")]);
        var trouble = Assert.Throws<StoreException>(() => database.Write((connection, transaction) =>
        {
            connection.Execute("insert into t values ('first')", transaction: transaction);
            connection.Execute("pragma max_page_count = 1", transaction: transaction);
            return connection.Execute("insert into t values (@text)", new { text = new string('x', 1 << 20) }, transaction);
        }));
        Assert.Contains("ổ đĩa đầy", trouble.Message, StringComparison.Ordinal);
        using var again = database.Connect();
        Assert.Equal(0, again.ExecuteScalar<long>("select count(*) from t"));
    }

    [Fact]
    public void A_server_that_does_not_answer_is_named_without_its_password()
    {
        using var database =
            Database.Open("postgres:Host=127.0.0.1;Port=1;Database=x;Username=u;Password=hush;Timeout=2", TimeProvider.System);
        var trouble = Assert.Throws<StoreException>(() => database.Connect());
        Assert.Contains("127.0.0.1:1/x", trouble.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_without_rights_is_told_what_it_lacks()
    {
        using var owner = PostgresCluster.NewDatabase();
        owner.Migrate([new Migration("0001", "create table t (id bigint)")]);
        owner.Ping();
        var trouble = Assert.Throws<StoreException>(() => owner.Write((connection, transaction) =>
        {
            connection.Execute("create role reader_only", transaction: transaction);
            var schema = connection.ExecuteScalar<string>("select current_schema()", transaction: transaction);
            connection.Execute($"grant usage on schema {schema} to reader_only", transaction: transaction);
            connection.Execute("set local role reader_only", transaction: transaction);
            return connection.Execute("insert into t values (1)", transaction: transaction);
        }));
        Assert.Contains("không có quyền", trouble.Message, StringComparison.Ordinal);
        Assert.Contains("cấp quyền", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trouble_is_known_inside_other_exceptions_and_a_bug_is_not_trouble()
    {
        using var database = Database.Open(_folder.File("inside.db"), TimeProvider.System);
        Assert.Throws<StoreException>(database.Ping);
        database.Migrate([]);
        database.Ping();
        using var connection = database.Connect();
        var thrown = Assert.ThrowsAny<Exception>(() => connection.Execute("select * from nowhere"));
        Assert.Contains("thiếu bảng", database.TroubleOf(new AggregateException(new InvalidOperationException("x", thrown)))!.Message,
            StringComparison.Ordinal);
        Assert.Null(database.TroubleOf(new InvalidOperationException("x")));
    }

    [Theory]
    [InlineData("postgres:Host=")]
    [InlineData("postgres:nonsense")]
    [InlineData("sqlite:")]
    public void An_address_that_says_nothing_is_refused(string address) =>
    Assert.Throws<StoreException>(() => Database.Open(address, TimeProvider.System));

    [Fact]
    public void Settings_are_those_the_house_relies_on()
    {
        using var database = Database.Open(_folder.File("settings.db"), TimeProvider.System);
        database.Migrate([]);
        using var connection = database.Connect();
        Assert.Equal("wal", connection.ExecuteScalar<string>("pragma journal_mode"));
        Assert.Equal(1, connection.ExecuteScalar<long>("pragma synchronous"));
        Assert.Equal(1, connection.ExecuteScalar<long>("pragma foreign_keys"));
        Assert.Equal(-65_536, connection.ExecuteScalar<long>("pragma cache_size"));
    }
}
