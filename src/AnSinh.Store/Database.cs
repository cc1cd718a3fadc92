using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store.Readings;
using Dapper;

namespace AnSinh.Store;

/// <summary>Which database keeps the register.</summary>
public enum Dialect
{
    /// <summary>One SQLite file in WAL mode; the default.</summary>
    Sqlite,

    /// <summary>A schema in a PostgreSQL database.</summary>
    Postgres,
}

/// <summary>
/// The one seam to the database that keeps a register (<i lang="vi">cơ sở dữ liệu an sinh</i>). Addresses:
/// <c>sqlite:PATH</c> (or a bare path) and <c>postgres:CONNECTION STRING</c> (a <c>Search Path</c> in it names the schema).
/// SQL in this project is the part both dialects share; dates are ISO text in SQLite and <c>date</c> in PostgreSQL,
/// instants are Unix milliseconds, money and ids are 64-bit integers (<c>bigint</c>) in both.
/// Safe to use from several threads; connections are not.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly Engine _engine;
    private readonly TimeProvider _system;
    private readonly Lazy<ReadingLog> _readings;

    private Database(Engine engine, string address, TimeProvider system)
    {
        (_engine, Address, Clock, _system) = (engine, address, new OfficeClock(system), system);
        _readings = new(() => new ReadingLog(this));
    }

    /// <summary>
    /// Opens the database at an address; creates nothing. Throws <see cref="StoreException"/>, naming the address, if the folder is
    /// missing, the file cannot be read or is something else than a database.
    /// </summary>
    /// <param name="address">Where it is.</param>
    /// <param name="system">The clock of the machine; the office's clock is made of it.</param>
    public static Database Open(string address, TimeProvider system)
    {
        DapperTypes.Register();
        var (scheme, rest) = address.StartsWith("postgres:", StringComparison.Ordinal) ? (Dialect.Postgres, address["postgres:".Length..])
            : (Dialect.Sqlite, address.StartsWith("sqlite:", StringComparison.Ordinal) ? address["sqlite:".Length..] : address);
        if (scheme == Dialect.Sqlite
            && (Secrets.In(rest) || rest.Contains("://", StringComparison.Ordinal)
                || rest.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase)))
        {
            // It would become the name of a file, with what is secret in it.
            throw new StoreException("--register",
                "địa chỉ không đúng. PostgreSQL viết postgres:Host=…;Database=…;Username=…; SQLite là đường dẫn của tệp.");
        }

        Engine engine = scheme == Dialect.Postgres ? new PostgresEngine(rest) : new SqliteEngine(rest);
        return new Database(engine, engine.Name, system);
    }

    /// <summary>The dialect spoken here.</summary>
    public Dialect Dialect => _engine.Dialect;

    /// <summary>The address, without a password.</summary>
    public string Address { get; }

    /// <summary>What time it is in the office that keeps this database: the one source of time of all that works with it.</summary>
    public OfficeClock Clock { get; }

    /// <summary>True if there is a database here that any module has built its tables in.</summary>
    public bool HasSchema => _engine.Exists && HasTable("schema_migration");

    /// <summary>True if nothing at all is kept here, neither a register nor tables of others.</summary>
    public bool IsVacant => _engine.IsVacant;

    /// <summary>
    /// An open connection with this dialect's settings; the caller disposes it. Throws <see cref="StoreException"/> if there is no
    /// database yet (<see cref="Migrate"/> creates one) or it cannot be opened.
    /// </summary>
    public DbConnection Connect() => _engine.Connect(create: false);

    /// <summary>
    /// Creates or upgrades the schema: runs the numbered scripts not yet run, each in a transaction. Modules bring theirs.
    /// </summary>
    public void Migrate(IEnumerable<Migration> migrations)
    {
        using var connection = _engine.Connect(create: true);
        Migrator.Run(this, connection, migrations);
    }

    /// <summary>
    /// A fast writer of many rows: prepared statements in SQLite, binary COPY in PostgreSQL. Rows are written on dispose at the latest.
    /// </summary>
    /// <remarks>PostgreSQL allows one writer, and nothing else, on a connection at a time.</remarks>
    public IBulkWriter Bulk(DbConnection connection, DbTransaction? transaction, string table, IReadOnlyList<BulkColumn> columns) =>
        _engine.Bulk(connection, transaction, table, columns);

    /// <summary>
    /// Reads many rows in order, fast and without making a string of every field. Parameters are written <c>@name</c> in the SQL.
    /// </summary>
    public RowScan Scan(DbConnection connection, string sql, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return _engine.Scan(command);
    }

    /// <summary>A transaction that only reads: all it reads is of one instant, and no writer waits for it.</summary>
    public DbTransaction BeginRead(DbConnection connection) => _engine.BeginRead(connection);

    /// <summary>Runs <paramref name="work"/> in one transaction: all of it stays or nothing.</summary>
    internal T Write<T>(Func<DbConnection, DbTransaction, T> work) =>
        TryWrite<T>((connection, transaction) => Outcome<T>.Of(work(connection, transaction))).Value;

    /// <summary>
    /// The same for work that may refuse: a refusal undoes it. Trouble of the engine becomes a <see cref="StoreException"/>.
    /// </summary>
    internal Outcome<T> TryWrite<T>(Func<DbConnection, DbTransaction, Outcome<T>> work)
    {
        using var connection = Connect();
        return _engine.Guard(() =>
        {
            using var transaction = connection.BeginTransaction();
            var outcome = work(connection, transaction);
            if (outcome.Ok)
            {
                transaction.Commit();
            }

            return outcome;
        });
    }

    /// <summary>Runs <paramref name="work"/> in one transaction and takes all of it back: nothing stays, whatever the answer.</summary>
    public Outcome<T> Rehearse<T>(Func<DbConnection, DbTransaction, Outcome<T>> work)
    {
        using var connection = Connect();
        return _engine.Guard(() =>
        {
            using var transaction = connection.BeginTransaction();
            var outcome = work(connection, transaction);
            transaction.Rollback();
            return outcome;
        });
    }

    /// <summary>
    /// Waits until no other transaction works on what a name stands for, and keeps it from others until this one ends: for work that first
    /// reads what it then adds to. SQLite has one writer anyway.
    /// </summary>
    public void TakeTurn(DbConnection connection, DbTransaction transaction, string name)
    {
        if (Dialect == Dialect.Postgres)
        {
            connection.Execute("select pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name }, transaction);
        }
    }

    /// <summary>True if the database has a table of that name.</summary>
    public bool HasTable(string table)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = _engine.TableExistsSql;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("table", table);
        command.Parameters.Add(parameter);
        return _engine.Guard(() => command.ExecuteScalar()) is not null;
    }

    /// <summary>Tells the query planner what was loaded; after a bulk load.</summary>
    public void Analyze()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "analyze";
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// What an exception says of the database, as words for people; null if it is not the database's. Readers ask through connections of
    /// their own, so the trouble may come as the engine's exception, inside others.
    /// </summary>
    public StoreException? TroubleOf(Exception? thrown) => thrown switch
    {
        null => null,
        StoreException known => known,
        DbException engine => new StoreException(Address, _engine.Say(engine), engine),
        AggregateException { InnerExceptions: var all } => all.Select(TroubleOf).FirstOrDefault(t => t is not null),
        _ => TroubleOf(thrown.InnerException),
    };

    /// <summary>Asks the database for its smallest answer; throws <see cref="StoreException"/> if it gives none.</summary>
    public void Ping()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from schema_migration";
        _engine.Guard(() => command.ExecuteScalar());
    }

    /// <summary>Size of what is kept, in bytes, where the engine tells it cheaply.</summary>
    public long? SizeInBytes => _engine.SizeInBytes;

    /// <summary>Who looked at whose file: written by itself, beside the acts.</summary>
    public ReadingLog Readings => _readings.Value;

    /// <summary>Where the readings are kept: beside the register, so that opening a file waits for no writer.</summary>
    internal Database ReadingsStore() =>
        _engine.ReadingsAddress is { } beside ? new Database(new SqliteEngine(beside), beside, _system) : this;

    internal string Translate(string sql) => _engine.Translate(sql);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_readings.IsValueCreated)
        {
            _readings.Value.Dispose();
        }

        _engine.Dispose();
    }
}

/// <summary>One numbered step of the schema; its SQL is the part both dialects share.</summary>
/// <param name="Id">Sortable id, e.g. <c>0001-register</c>.</param>
/// <param name="Sql">
/// Statements separated by semicolons at line ends. <c>$identity</c> stands for a 64-bit primary key the database numbers itself,
/// <c>$bytes</c> for the type of bytes.
/// </param>
public sealed record Migration(string Id, string Sql)
{
    /// <summary>
    /// What is done to the rows there after the SQL, in the same transaction, where SQL of both dialects cannot do it; or null.
    /// </summary>
    public Action<Database, DbConnection, DbTransaction>? Then { get; init; }
}

/// <summary>What a bulk column holds.</summary>
public enum BulkType
{
    /// <summary>64-bit integer.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "The column type is what the name says.")]
    Long,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A day.</summary>
    Date,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A column of a bulk write.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Type">What it holds; null is always allowed.</param>
public sealed record BulkColumn(string Name, BulkType Type);

/// <summary>Writes many rows fast; set each column of a row, then <see cref="Next"/>. A column not set is null.</summary>
public interface IBulkWriter : IDisposable
{
    /// <summary>Sets a 64-bit integer (null for none) in column <paramref name="column"/>.</summary>
    void Set(int column, long? value);

    /// <summary>Sets a text (null for none).</summary>
    void Set(int column, string? value);

    /// <summary>Sets a day (null for none).</summary>
    void Set(int column, DateOnly? value);

    /// <summary>Sets bytes (null for none).</summary>
    void Set(int column, byte[]? value);

    /// <summary>Ends the row.</summary>
    void Next();
}
