using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace AnSinh.Store;

/// <summary>Something a person did, for the audit log.</summary>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="Actor">Who: an account, or a verb of the command line.</param>
/// <param name="Action">What, a stable code such as <c>fact.record</c> or <c>person.read</c>.</param>
/// <param name="Subject">About what, e.g. <c>person:217</c>.</param>
/// <param name="Detail">What else a reader of the log must know.</param>
public sealed record AuditRecord(long At, string Actor, string Action, string Subject, string Detail);

/// <summary>What a check of the chain found.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="Head">Hash of the last entry (empty log: empty): noted elsewhere it also proves that none was cut off at the end.</param>
/// <param name="FirstBroken">The first entry that does not fit, or null if all do.</param>
public sealed record AuditVerdict(long Entries, string Head, long? FirstBroken)
{
    /// <summary>True if every entry is as it was written and none is missing before the last.</summary>
    public bool Ok => FirstBroken is null;
}

/// <summary>
/// Who read or changed what, each entry chained to the one before by its hash: an entry changed, removed or slipped in later shows.
/// </summary>
public sealed class AuditLog(Database database)
{
    /// <summary>The schema of the log.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0001-audit",
            """
            create table audit_entry (
                entry_id bigint not null primary key,
                at bigint not null,
                actor text not null,
                action text not null,
                subject text not null,
                detail text not null,
                hash text not null,
                previous_hash text not null);
            create index audit_entry_subject on audit_entry (subject);
            """),
    ];

    private static readonly BulkColumn[] Columns =
    [
        new("entry_id", BulkType.Long), new("at", BulkType.Long), new("actor", BulkType.Text), new("action", BulkType.Text),
        new("subject", BulkType.Text), new("detail", BulkType.Text), new("hash", BulkType.Text), new("previous_hash", BulkType.Text),
    ];

    /// <summary>Adds an entry inside a transaction: it stays if and only if what it tells of stays.</summary>
    public void Append(DbConnection connection, DbTransaction transaction, AuditRecord record) => Append(connection, transaction, [record]);

    /// <summary>Adds entries inside a transaction, in their order.</summary>
    public void Append(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<AuditRecord> records)
    {
        if (records.Count == 0)
        {
            return;
        }

        if (database.Dialect == Dialect.Postgres)
        {
            // The next entry needs the last one's hash: one writer at a time. SQLite has one writer anyway.
            connection.Execute("lock table audit_entry in exclusive mode", transaction: transaction);
        }

        var last = connection.QuerySingleOrDefault<Entry>("select entry_id, hash from audit_entry order by entry_id desc limit 1", transaction: transaction);
        var (id, previous) = (last?.EntryId ?? 0, last?.Hash ?? "");
        using var rows = database.Bulk(connection, transaction, "audit_entry", Columns);
        foreach (var record in records)
        {
            id++;
            var hash = Hash(id, record, previous);
            rows.Set(0, id);
            rows.Set(1, record.At);
            rows.Set(2, record.Actor);
            rows.Set(3, record.Action);
            rows.Set(4, record.Subject);
            rows.Set(5, record.Detail);
            rows.Set(6, hash);
            rows.Set(7, previous);
            rows.Next();
            previous = hash;
        }
    }

    /// <summary>Adds an entry in a transaction of its own, as for a reading.</summary>
    public void Append(AuditRecord record) => database.Write((connection, transaction) =>
    {
        Append(connection, transaction, record);
        return 0;
    });

    /// <summary>Reads the whole chain and tells the first entry that does not fit.</summary>
    public AuditVerdict Verify()
    {
        using var connection = database.Connect();
        long count = 0;
        var previous = "";
        foreach (var entry in connection.Query<Entry>("select entry_id, at, actor, action, subject, detail, hash, previous_hash from audit_entry order by entry_id", buffered: false))
        {
            count++;
            var record = new AuditRecord(entry.At, entry.Actor, entry.Action, entry.Subject, entry.Detail);
            if (entry.EntryId != count || entry.PreviousHash != previous || entry.Hash != Hash(entry.EntryId, record, previous))
            {
                return new AuditVerdict(count, previous, entry.EntryId);
            }

            previous = entry.Hash;
        }

        return new AuditVerdict(count, previous, null);
    }

    /// <summary>Entries, the latest first; of one subject if given.</summary>
    public IReadOnlyList<AuditRecord> Latest(int count, string? subject = null)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Entry>(
                $"select entry_id, at, actor, action, subject, detail, hash, previous_hash from audit_entry {(subject is null ? "" : "where subject = @subject")} order by entry_id desc limit @count",
                new { subject, count })
            .Select(e => new AuditRecord(e.At, e.Actor, e.Action, e.Subject, e.Detail))];
    }

    private static string Hash(long id, AuditRecord record, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, id);
        hash.AppendData(number);
        BinaryPrimitives.WriteInt64LittleEndian(number, record.At);
        hash.AppendData(number);
        foreach (var text in (ReadOnlySpan<string>)[record.Actor, record.Action, record.Subject, record.Detail, previous])
        {
            // The length before each text: no two entries can be told apart by their fields and not by their bytes.
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt64LittleEndian(number, bytes.Length);
            hash.AppendData(number);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class Entry
    {
        public long EntryId { get; set; }

        public long At { get; set; }

        public string Actor { get; set; } = "";

        public string Action { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Detail { get; set; } = "";

        public string Hash { get; set; } = "";

        public string PreviousHash { get; set; } = "";
    }
}
