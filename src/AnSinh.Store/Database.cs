using System.Data.Common;

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
/// <c>sqlite:PATH</c> (or a bare path) and <c>postgres:CONNECTION STRING</c>.
/// SQL in this project is the part both dialects share; dates are ISO text in SQLite and <c>date</c> in PostgreSQL,
/// instants are Unix milliseconds, money and ids are 64-bit integers.
/// </summary>
public sealed class Database : IDisposable
{
    /// <summary>Opens the database at an address; creates nothing. The error names the address.</summary>
    public static Database Open(string address) => throw new NotImplementedException();

    /// <summary>The dialect spoken here.</summary>
    public Dialect Dialect { get; }

    /// <summary>The address as given.</summary>
    public string Address { get; } = "";

    /// <summary>An open connection with this dialect's settings; the caller disposes it.</summary>
    public DbConnection Connect() => throw new NotImplementedException();

    /// <summary>Creates or upgrades the schema: runs the numbered scripts not yet run, each in a transaction. Modules bring theirs.</summary>
    public void Migrate(IEnumerable<Migration> migrations) => throw new NotImplementedException();

    /// <summary>A fast writer of many rows: prepared statements in SQLite, binary COPY in PostgreSQL. Rows are written on dispose at the latest.</summary>
    public IBulkWriter Bulk(DbConnection connection, DbTransaction? transaction, string table, IReadOnlyList<BulkColumn> columns) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

/// <summary>One numbered step of the schema; its SQL is the part both dialects share.</summary>
/// <param name="Id">Sortable id, e.g. <c>0001-register</c>.</param>
/// <param name="Sql">Statements separated by semicolons at line ends.</param>
public sealed record Migration(string Id, string Sql);

/// <summary>What a bulk column holds.</summary>
public enum BulkType
{
    /// <summary>64-bit integer.</summary>
    Long,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A day.</summary>
    Date,
}

/// <summary>A column of a bulk write.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Type">What it holds; null is always allowed.</param>
public sealed record BulkColumn(string Name, BulkType Type);

/// <summary>Writes many rows fast; set each column of a row, then <see cref="Next"/>.</summary>
public interface IBulkWriter : IDisposable
{
    /// <summary>Sets a 64-bit integer (null for none) in column <paramref name="column"/>.</summary>
    void Set(int column, long? value);

    /// <summary>Sets a text (null for none).</summary>
    void Set(int column, string? value);

    /// <summary>Sets a day (null for none).</summary>
    void Set(int column, DateOnly? value);

    /// <summary>Ends the row.</summary>
    void Next();
}
