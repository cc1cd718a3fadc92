using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace AnSinh.Store;

/// <summary>
/// The seals of audit entries (<c>audit_seal</c>): the name and digest of every row an act wrote, in parts. The entry holds the digest of
/// its parts, so the one chain vouches for every row, and a row that was changed, taken out or slipped in can be named.
/// </summary>
internal static class AuditSeals
{
    private const int PartRows = 1024;

    private static readonly BulkColumn[] Columns =
        [new("entry_id", BulkType.Long), new("part", BulkType.Long), new("table_name", BulkType.Text),
            new("is_change", BulkType.Long), new("row_digests", BulkType.Text)];

    /// <summary>
    /// Reads the rows as they were just written, keeps their digests under an entry and gives the digest of all; null if there are none.
    /// </summary>
    public static string? Write(Database database, DbConnection connection, DbTransaction transaction, long entry,
        IReadOnlyList<SealedRows> rows)
    {
        var parts = rows.SelectMany(r => r.Read(connection, transaction).Chunk(PartRows)
            .Select(chunk =>
                new SealPart(entry, 0, r.Table.Name, r.Again, string.Join('\n', chunk.Select(row => row.Name + " " + row.Digest)))))
                .ToList();
        if (parts.Count == 0)
        {
            return null;
        }

        using var writer = database.Bulk(connection, transaction, "audit_seal", Columns);
        for (var i = 0; i < parts.Count; i++)
        {
            writer.Set(0, entry);
            writer.Set(1, i);
            writer.Set(2, parts[i].Table);
            writer.Set(3, parts[i].IsChange ? 1 : 0);
            writer.Set(4, parts[i].Rows);
            writer.Next();
        }

        return Digest(parts);
    }

    /// <summary>The parts of the entries after one, entry by entry.</summary>
    public static IEnumerable<SealPart> Read(DbConnection connection, DbTransaction? transaction, long after)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(
            "select entry_id, part, table_name, is_change, row_digests from audit_seal where entry_id > @after order by entry_id, part",
            new { after }, transaction);
        while (reader.Read())
        {
            yield return new SealPart(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3) != 0,
                reader.GetString(4));
        }
    }

    /// <summary>The digest an entry holds of its parts.</summary>
    public static string Digest(IEnumerable<SealPart> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[8];
        foreach (var part in parts)
        {
            foreach (var text in (ReadOnlySpan<string>)[part.Table, part.IsChange ? "again" : "new", part.Rows])
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
                hash.AppendData(length);
                hash.AppendData(bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>A part of a seal.</summary>
/// <param name="Entry">The audit entry it belongs to.</param>
/// <param name="Part">Its number in the entry.</param>
/// <param name="Table">The table.</param>
/// <param name="IsChange">True if the rows were written by an earlier act and changed by this one.</param>
/// <param name="Rows">A line for each row: its name, a space, its digest.</param>
internal sealed record SealPart(long Entry, long Part, string Table, bool IsChange, string Rows)
{
    /// <summary>Names and digests.</summary>
    public IEnumerable<(string Name, string Digest)> Digests => Rows.Split('\n').Select(line =>
        line.LastIndexOf(' ') is >= 0 and var space ? (line[..space], line[(space + 1)..]) : (line, ""));
}
