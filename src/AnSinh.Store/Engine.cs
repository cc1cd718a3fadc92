using System.Data.Common;

namespace AnSinh.Store;

/// <summary>What differs between the two databases; the rest of the house does not see it.</summary>
internal abstract class Engine : IDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>The address as it may be shown: without a password.</summary>
    public abstract string Name { get; }

    public abstract bool Exists { get; }

    /// <summary>True if nothing at all is kept here.</summary>
    public abstract bool IsVacant { get; }

    public abstract string TableExistsSql { get; }

    public virtual long? SizeInBytes => null;

    /// <summary>File for the readings; null if they are kept in a table of the same database, which many may write at once.</summary>
    public virtual string? ReadingsAddress => null;

    public abstract DbConnection Connect(bool create);

    public abstract IBulkWriter Bulk(DbConnection connection, DbTransaction? transaction, string table, IReadOnlyList<BulkColumn> columns);

    public abstract DbTransaction BeginRead(DbConnection connection);

    public abstract RowScan Scan(DbCommand command);

    /// <summary>The few words of a migration that the dialects write differently.</summary>
    public abstract string Translate(string sql);

    /// <summary>Turns the trouble of the engine into words for people.</summary>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException trouble)
        {
            throw new StoreException(Name, Say(trouble), trouble);
        }
    }

    /// <summary>The trouble of an engine in words for people: what is the matter, and what to do.</summary>
    public abstract string Say(DbException trouble);

    public abstract void Dispose();
}
