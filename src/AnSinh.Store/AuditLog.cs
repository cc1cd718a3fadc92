using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Store;

/// <summary>Something a person did, for the audit log.</summary>
/// <param name="At">When by the clock of the office, Unix milliseconds.</param>
/// <param name="Actor">Who: an account, or a verb of the command line.</param>
/// <param name="Action">What, a stable code such as <c>fact.record</c> or <c>person.read</c>.</param>
/// <param name="Subject">About what, e.g. <c>person:217</c>.</param>
/// <param name="Detail">What else a reader of the log must know.</param>
public sealed record AuditRecord(long At, string Actor, string Action, string Subject, string Detail)
{
    /// <summary>Who acts when nobody is named: the program itself.</summary>
    public const string Program = "ansinh";

    /// <summary>Why, where a purpose was stated; else empty.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Where it came from: a page, a paper; else empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>Lines of money it wrote; null if it is not about money.</summary>
    public long? Lines { get; init; }

    /// <summary>Their sum in đồng.</summary>
    public long? Amount { get; init; }

    /// <summary>When by the machine's clock, Unix milliseconds: noted by the log itself; 0 of an entry from before it was.</summary>
    public long SystemAt { get; init; }

    /// <summary>Number of the entry in the log; 0 before it is written.</summary>
    public long Entry { get; init; }
}

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
/// Who read or changed what, each entry chained to the one before by its hash: an entry changed, removed or slipped in later shows. An
/// entry of an act with money holds the digest of the rows the act wrote (<see cref="SealedTable"/>), so the chain vouches for them too:
/// see <see cref="AuditCheck"/>.
/// </summary>
public sealed class AuditLog(Database database, string table = AuditLog.Acts)
{
    /// <summary>The chain of acts; <see cref="Readings.ReadingLog"/> has one of its own.</summary>
    internal const string Acts = "audit_entry";

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
        new("0003-audit-seals",
            """
            alter table audit_entry add column system_at bigint;
            alter table audit_entry add column lines bigint;
            alter table audit_entry add column amount bigint;
            alter table audit_entry add column seal text;
            create index audit_entry_action on audit_entry (action);
            create table audit_seal (
                entry_id bigint not null,
                part bigint not null,
                table_name text not null,
                is_change bigint not null,
                row_digests text not null,
                primary key (entry_id, part));
            create table audit_checkpoint (
                entry_id bigint not null primary key,
                hash text not null,
                row_counts text not null,
                at bigint not null);
            """),
        new("0005-audit-purpose",
            """
            alter table audit_entry add column purpose text;
            alter table audit_entry add column source text;
            """),
        .. ActTable.Migrations,
        new("0014-audit-days", "create index audit_entry_at on audit_entry (at);"),
    ];

    private static readonly BulkColumn[] Columns =
    [
        new("entry_id", BulkType.Long), new("at", BulkType.Long), new("actor", BulkType.Text), new("action", BulkType.Text),
        new("subject", BulkType.Text), new("detail", BulkType.Text), new("hash", BulkType.Text), new("previous_hash", BulkType.Text),
        new("system_at", BulkType.Long), new("lines", BulkType.Long), new("amount", BulkType.Long), new("seal", BulkType.Text),
        new("purpose", BulkType.Text), new("source", BulkType.Text),
    ];

    /// <summary>
    /// Adds an entry about an act, in its transaction: it stays if and only if what it tells of stays. The rows the act wrote are sealed:
    /// read again as they are, and their digests kept under the entry.
    /// </summary>
    public void Append(DbConnection connection, DbTransaction transaction, Act act, AuditRecord record,
        params IReadOnlyList<SealedRows> rows)
    {
        var (id, previous) = Last(connection, transaction);
        var seal = AuditSeals.Write(database, connection, transaction, id + 1, rows);
        Write(connection, transaction, [record], id, previous, seal);
        act.Noted();
    }

    /// <summary>Adds entries about an act, in their order.</summary>
    public void Append(DbConnection connection, DbTransaction transaction, Act act, IReadOnlyCollection<AuditRecord> records)
    {
        if (records.Count > 0)
        {
            Append(connection, transaction, records);
            act.Noted();
        }
    }

    /// <summary>Adds entries, in their order; gives the number of the first.</summary>
    internal long Append(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<AuditRecord> records)
    {
        var (id, previous) = Last(connection, transaction);
        Write(connection, transaction, records, id, previous, null);
        return id + 1;
    }

    /// <summary>Reads the whole chain and tells the first entry that does not fit.</summary>
    public AuditVerdict Verify()
    {
        using var connection = database.Connect();
        return Verify(connection, null, 0, "", null, table);
    }

    /// <summary>Entries, the latest first; of one subject if given.</summary>
    public IReadOnlyList<AuditRecord> Latest(int count, string? subject = null)
    {
        using var connection = database.Connect();
        return [.. connection.Query<AuditRow>(
                $"""
                select {AuditRow.Fields} from {table} {(subject is null ? "" : "where subject = @subject")}
                order by entry_id desc limit @count
                """,
                new { subject, count })
            .Select(e => e.Record())];
    }

    /// <summary>Entries made since an instant of the office's clock, in their order.</summary>
    public IReadOnlyList<AuditRecord> Since(long instant)
    {
        using var connection = database.Connect();
        return [.. connection.Query<AuditRow>(
                $"select {AuditRow.Fields} from {table} where at >= @instant order by entry_id", new { instant })
            .Select(e => e.Record())];
    }

    /// <summary>Entries of one kind from an instant of the office's clock up to before another, the latest first.</summary>
    public IReadOnlyList<AuditRecord> Of(string action, long from, long before, int count)
    {
        using var connection = database.Connect();
        return [.. connection.Query<AuditRow>(
                $"""
                select {AuditRow.Fields} from {table} where action = @action and at >= @from and at < @before
                order by entry_id desc limit @count
                """,
                new { action, from, before, count })
            .Select(e => e.Record())];
    }

    /// <summary>Entries that fit a question, the latest first, and how many do.</summary>
    public (IReadOnlyList<AuditRecord> Entries, long Total) Find(AuditQuestion asked) => Find(asked, null);

    /// <summary>The same with what else says that an entry is about the person asked for.</summary>
    internal (IReadOnlyList<AuditRecord> Entries, long Total) Find(AuditQuestion asked, string? about)
    {
        using var connection = database.Connect();
        var (where, values) = asked.Condition(about);
        return ([.. connection.Query<AuditRow>(
                $"select {AuditRow.Fields} from {table} where {where} order by entry_id desc limit @take offset @skip", values)
            .Select(e => e.Record())], connection.ExecuteScalar<long>($"select count(*) from {table} where {where}", values));
    }

    /// <summary>How much there is of each kind by each actor, of the entries that fit a question.</summary>
    public IReadOnlyList<AuditSum> Sums(AuditQuestion asked)
    {
        using var connection = database.Connect();
        var (where, values) = asked.Condition(null);
        return [.. connection.Query<(string Actor, string Action, long Count, long Lines)>(
            $"""
            select actor, action, count(*), cast(coalesce(sum(lines), 0) as bigint)
            from {table} where {where} group by actor, action order by actor, action
            """, values).Select(s => new AuditSum(s.Actor, s.Action, s.Count, s.Lines))];
    }

    /// <summary>Entries after one, in their order.</summary>
    public IReadOnlyList<AuditRecord> After(long entry, int count)
    {
        using var connection = database.Connect();
        return [.. connection.Query<AuditRow>(
                $"select {AuditRow.Fields} from {table} where entry_id > @entry order by entry_id limit @count", new { entry, count })
            .Select(e => e.Record())];
    }

    /// <summary>Number and hash of the last entry; 0 and nothing if there is none.</summary>
    public (long Entry, string Hash) Head()
    {
        using var connection = database.Connect();
        var last = connection.QueryFirstOrDefault<AuditRow>($"select entry_id, hash from {table} order by entry_id desc limit 1");
        return (last?.EntryId ?? 0, last?.Hash ?? "");
    }

    /// <summary>The hash of an entry; null if there is none.</summary>
    public string? HashOrNull(long entry)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<string>($"select hash from {table} where entry_id = @entry", new { entry });
    }

    /// <summary>Entries of these numbers.</summary>
    internal IReadOnlyList<AuditRecord> Of(IEnumerable<long> entries)
    {
        using var connection = database.Connect();
        return [.. connection.Query<AuditRow>(
                $"select {AuditRow.Fields} from {table} where entry_id in ({string.Join(',', entries)}) order by entry_id")
            .Select(e => e.Record())];
    }

    /// <summary>
    /// Follows the chain from an entry whose hash is known; tells <paramref name="sealing"/> of each entry that sealed rows.
    /// </summary>
    internal static AuditVerdict Verify(DbConnection connection, DbTransaction? transaction, long after, string hash,
        Action<long, string>? sealing, string table = Acts)
    {
        var (count, previous) = (after, hash);
        foreach (var entry in connection.Query<AuditRow>($"select {AuditRow.Fields} from {table} where entry_id > @after order by entry_id",
            new { after }, transaction, buffered: false))
        {
            count++;
            if (entry.EntryId != count || entry.PreviousHash != previous
                || entry.Hash != Hash(entry.EntryId, entry.Record(), entry.Seal, previous))
            {
                return new AuditVerdict(count, previous, entry.EntryId);
            }

            if (entry.Seal is { } seal)
            {
                sealing?.Invoke(entry.EntryId, seal);
            }

            previous = entry.Hash;
        }

        return new AuditVerdict(count, previous, null);
    }

    /// <summary>True if an entry is there with this hash and holds what its hash says.</summary>
    internal static bool Holds(DbConnection connection, DbTransaction? transaction, long id, string hash) =>
        connection.QuerySingleOrDefault<AuditRow>($"select {AuditRow.Fields} from audit_entry where entry_id = @id", new { id },
            transaction) is { } entry
        && entry.Hash == hash && Hash(id, entry.Record(), entry.Seal, entry.PreviousHash) == hash;

    private (long Id, string Hash) Last(DbConnection connection, DbTransaction transaction)
    {
        if (database.Dialect == Dialect.Postgres)
        {
            // The next entry needs the last one's hash: one writer at a time. SQLite has one writer anyway.
            connection.Execute($"lock table {table} in exclusive mode", transaction: transaction);
        }

        var last =
            connection.QuerySingleOrDefault<AuditRow>($"select entry_id, hash from {table} order by entry_id desc limit 1",
                transaction: transaction);
        return (last?.EntryId ?? 0, last?.Hash ?? "");
    }

    private void Write(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<AuditRecord> records,
        long id, string previous, string? seal)
    {
        using var rows = database.Bulk(connection, transaction, table, Columns);
        foreach (var told in records)
        {
            id++;
            var record = told with { SystemAt = database.Clock.SystemNow };
            var hash = Hash(id, record, seal, previous);
            rows.Set(0, id);
            rows.Set(1, record.At);
            rows.Set(2, record.Actor);
            rows.Set(3, record.Action);
            rows.Set(4, record.Subject);
            rows.Set(5, record.Detail);
            rows.Set(6, hash);
            rows.Set(7, previous);
            rows.Set(8, record.SystemAt);
            rows.Set(9, record.Lines);
            rows.Set(10, record.Amount);
            rows.Set(11, seal);
            rows.Set(12, Some(record.Purpose));
            rows.Set(13, Some(record.Source));
            rows.Next();
            previous = hash;
        }
    }

    private static string Hash(long id, AuditRecord record, string? seal, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AddNumber(hash, id);
        AddNumber(hash, record.At);
        foreach (var text in (ReadOnlySpan<string>)[record.Actor, record.Action, record.Subject, record.Detail, previous])
        {
            AddText(hash, text);
        }

        // Entries from before there were two times end here.
        if (record.SystemAt != 0 || record.Lines is not null || record.Amount is not null || seal is not null)
        {
            AddNumber(hash, record.SystemAt);
            foreach (var number in (ReadOnlySpan<long?>)[record.Lines, record.Amount])
            {
                AddNumber(hash, number is null ? 0 : 1);
                AddNumber(hash, number ?? 0);
            }

            hash.AppendData(Encoding.UTF8.GetBytes(seal ?? "-"));
        }

        foreach (var (mark, text) in (ReadOnlySpan<(string, string)>)[("p", record.Purpose), ("s", record.Source)])
        {
            if (text.Length > 0)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(mark));
                AddText(hash, text);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    // The length before each text: no two entries can be told apart by their fields and not by their bytes.
    private static void AddText(IncrementalHash hash, string text)
    {
        var written = Encoding.UTF8.GetBytes(text);
        AddNumber(hash, written.Length);
        hash.AppendData(written);
    }

    private static string? Some(string text) => text.Length == 0 ? null : text;

    /// <summary>When the last entry was made, Unix milliseconds; 0 in an empty log.</summary>
    public static long LastAt(DbConnection connection) =>
        connection.ExecuteScalar<long?>("select at from audit_entry order by entry_id desc limit 1") ?? 0;

    /// <summary>Who last did something of a kind to one of these subjects with a detail that begins so; null if nobody did.</summary>
    /// <param name="connection">A connection.</param>
    /// <param name="kind">The kind is this, then a point and more: <c>fact</c> for <c>fact.record</c>.</param>
    /// <param name="subjects">The subjects.</param>
    /// <param name="detail">How the detail may begin.</param>
    public static string? ActorOrNull(DbConnection connection, string kind, IReadOnlyList<string> subjects, IReadOnlyList<string> detail)
    {
        var values = new DynamicParameters(new { kind = kind + ".%" });
        var begins = string.Join(" or ", detail.Select((begin, i) =>
        {
            values.Add("begin" + i, begin + "%");
            return "detail like @begin" + i;
        }));
        return connection.QueryFirstOrDefault<string>(
            $"""
            select actor from audit_entry where action like @kind and ({begins}) and subject in {InList.Of(values, "subject", subjects)}
            order by entry_id desc
            """,
            values);
    }
}
