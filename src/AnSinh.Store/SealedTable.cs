using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace AnSinh.Store;

/// <summary>A table whose rows are sealed by the audit chain: what wrote them noted the digest of each.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">Columns that tell one row from another; the first is a whole number.</param>
public sealed record SealedTable(string Name, params IReadOnlyList<string> Key)
{
    /// <summary>The rows whose first key is a number.</summary>
    public SealedRows Row(long key) => new(this, key, key);

    /// <summary>The rows whose first key lies between two numbers, both included.</summary>
    public SealedRows Rows(long from, long to) => new(this, from, to);

    /// <summary>Every row.</summary>
    public SealedRows All => new(this, long.MinValue, long.MaxValue);
}

/// <summary>Rows of a table an act wrote.</summary>
/// <param name="Table">The table.</param>
/// <param name="From">The first key of the first of them.</param>
/// <param name="To">The first key of the last.</param>
/// <param name="Again">True if an earlier act wrote them and this one changed them.</param>
public readonly record struct SealedRows(SealedTable Table, long From, long To, bool Again = false)
{
    /// <summary>The same rows, changed.</summary>
    public SealedRows Changed => this with { Again = true };

    /// <summary>
    /// Each row as it stands in the database: its name (the key) and the digest of its canonical form, which is the same in both databases:
    /// the columns that hold something, by name, each with its value as text. So a column added later changes no digest.
    /// </summary>
    internal IEnumerable<(string Name, string Digest)> Read(DbConnection connection, DbTransaction? transaction)
    {
        var key = Table.Key;
        var which = this == Table.All ? "" : $"where {key[0]} between @from and @to";
        using var reader = (DbDataReader)connection.ExecuteReader(
            $"select * from {Table.Name} {which} order by {string.Join(", ", key)}", new { from = From, to = To }, transaction);
        var columns = Enumerable.Range(0, reader.FieldCount).Select(i => (Index: i, Name: reader.GetName(i)))
            .OrderBy(c => c.Name, StringComparer.Ordinal).ToArray();
        var keys = key.Select(reader.GetOrdinal).ToArray();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var row = new StringBuilder();
        while (reader.Read())
        {
            row.Clear();
            foreach (var (index, name) in columns)
            {
                if (Text(reader.GetValue(index)) is { } text)
                {
                    row.Append(name).Append(':').Append(text.Length).Append(':').Append(text).Append(';');
                }
            }

            hash.AppendData(Encoding.UTF8.GetBytes(row.ToString()));
            yield return (string.Join('/', keys.Select(i => Text(reader.GetValue(i))?.Replace(' ', '_'))), Short(hash.GetHashAndReset()));
        }
    }

    private const int DigestSize = 16;

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, DigestSize));

    // SQLite keeps days as text, PostgreSQL as days; whatever else is found there was not written by us and is told apart by its type.
    private static string? Text(object value) => value switch
    {
        DBNull => null,
        string text => text,
        long or int or short => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        byte[] bytes => "bytes " + Convert.ToHexStringLower(bytes),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value}"),
    };
}
