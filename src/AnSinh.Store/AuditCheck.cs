using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using AnSinh.Store.Acts;
using AnSinh.Store.Documents;
using Dapper;

namespace AnSinh.Store;

/// <summary>What does not fit between the audit chain and the rows.</summary>
/// <param name="Kind"><c>chain</c>, <c>seal</c>, <c>changed</c>, <c>deleted</c>, <c>added</c>, <c>count</c> or <c>head</c>.</param>
/// <param name="Table">The table, or null if it is the chain itself.</param>
/// <param name="Row">The key of the row, or null.</param>
/// <param name="Entry">The audit entry that vouches, or null if none does.</param>
/// <param name="Message">In words.</param>
public sealed record AuditFault(string Kind, string? Table, string? Row, long? Entry, string Message);

/// <summary>What a check found.</summary>
/// <param name="Entries">Number of the last entry read.</param>
/// <param name="Head">Its hash: noted elsewhere, it proves later that nothing was cut off or written anew.</param>
/// <param name="Rows">Rows compared.</param>
/// <param name="Faults">What does not fit.</param>
public sealed record AuditReport(long Entries, string Head, long Rows, IReadOnlyList<AuditFault> Faults)
{
    /// <summary>True if chain and rows agree.</summary>
    public bool Ok => Faults.Count == 0;
}

/// <summary>
/// Holds the audit chain against the rows it vouches for. All of it is read by <see cref="All"/>; a server that starts reads what came
/// since the last time all was found right (<see cref="SinceCheckpoint"/>).
/// </summary>
/// <param name="database">Where both are.</param>
/// <param name="tables">The sealed tables.</param>
public sealed class AuditCheck(Database database, IReadOnlyList<SealedTable> tables)
{
    private const string Opening = "seal.open", Adopting = "seal.adopt";

    /// <summary>
    /// Seals what is there from before anything was sealed, once in the life of a register: from then on every row of the tables is vouched
    /// for, and one that is not was not written by us.
    /// </summary>
    public void Begin(string actor)
    {
        using (var connection = database.Connect())
        {
            if (Begun(connection, null))
            {
                Adopt(actor, connection);
                return;
            }
        }

        var act = new Act(actor, Opening);
        database.Do(act, (connection, transaction) =>
        {
            if (database.Dialect == Dialect.Postgres)
            {
                connection.Execute("lock table audit_entry in exclusive mode", transaction: transaction);
            }

            if (!Begun(connection, transaction))
            {
                new AuditLog(database).Append(
                    connection, transaction, act,
                    act.Note(database.Clock.Now(), Opening, "register", string.Join(' ', tables.Select(t => t.Name))),
                    [.. tables.Select(t => t.All)]);
            }

            return 0;
        });
    }

    // A table that a later version seals is sealed as it is then found, once.
    private void Adopt(string actor, DbConnection reading)
    {
        var known = reading.Query<string>("select detail from audit_entry where action in (@Opening, @Adopting)", new { Opening, Adopting })
            .SelectMany(d => d.Split(' ')).ToHashSet(StringComparer.Ordinal);
        var added = tables.Where(t => !known.Contains(t.Name)).ToList();
        if (added.Count == 0)
        {
            return;
        }

        var act = new Act(actor, Adopting);
        database.Do(act, (connection, transaction) =>
        {
            new AuditLog(database).Append(connection, transaction, act,
                act.Note(database.Clock.Now(), Adopting, "register", string.Join(' ', added.Select(t => t.Name))),
                [.. added.Select(t => t.All)]);
            return 0;
        });
    }

    /// <summary>
    /// Reads the whole chain, every seal and every row of the sealed tables. If all is right, the next start need not look further back.
    /// </summary>
    /// <param name="head">A head noted earlier, which must be in the chain; or null.</param>
    public AuditReport All(string? head = null)
    {
        using var connection = database.Connect();
        using var transaction = database.BeginRead(connection);
        var faults = new List<AuditFault>();
        var seals = new Dictionary<long, string>();
        var verdict = AuditLog.Verify(connection, transaction, 0, "", seals.Add);
        Chain(connection, transaction, verdict, faults);
        if (head is not null
            && connection.ExecuteScalar<long>("select count(*) from audit_entry where hash = @head", new { head }, transaction) == 0)
        {
            faults.Add(
                new AuditFault("head", null, null, null,
                    $"Không mục nào trong nhật ký mang dấu '{head}': nhật ký đã bị cắt hoặc viết lại từ sau khi ghi dấu ấy."));
        }

        var vouched = Vouched(connection, transaction, 0, seals, faults);
        var (rows, counts) = (0L, new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var table in tables)
        {
            rows += counts[table.Name] = Compare(table.All.Read(connection, transaction), table, vouched, faults, mayAdd: false);
        }

        if (tables.Contains(DocumentTable.Sealed))
        {
            faults.AddRange(DocumentTable.Damaged(connection, transaction).Select(d => new AuditFault("changed", "document_content",
                d.Sha256, null, $"Tài liệu {d.DocumentId} ({d.Name}): nội dung không còn hoặc khác với khi được giữ.")));
        }

        transaction.Rollback();
        return Ended(new AuditReport(verdict.Entries, verdict.Head, rows, faults), counts);
    }

    /// <summary>Reads the chain, the seals and the rows since the last check that found all right, and counts the rest.</summary>
    public AuditReport SinceCheckpoint()
    {
        using var connection = database.Connect();
        using var transaction = database.BeginRead(connection);
        var faults = new List<AuditFault>();
        var last = connection.QueryFirstOrDefault<(long Entry, string Hash, string Counts)>(
            "select entry_id, hash, row_counts from audit_checkpoint order by entry_id desc limit 1", transaction: transaction);
        if (last.Hash is null)
        {
            transaction.Rollback();
            return All();
        }

        if (!AuditLog.Holds(connection, transaction, last.Entry, last.Hash))
        {
            faults.Add(
                new AuditFault("chain", "audit_entry", $"{last.Entry}", last.Entry,
                    $"Nhật ký: mục {last.Entry}, đã được kiểm tra trước đây, nay không còn hoặc đã bị sửa."));
        }

        var seals = new Dictionary<long, string>();
        var verdict = AuditLog.Verify(connection, transaction, last.Entry, last.Hash, seals.Add);
        Chain(connection, transaction, verdict, faults);
        var counts = JsonSerializer.Deserialize<Dictionary<string, long>>(last.Counts)!;
        var vouched = Vouched(connection, transaction, last.Entry, seals, faults);
        var rows = 0L;
        foreach (var table in tables)
        {
            var mine = vouched.GetValueOrDefault(table.Name) ?? [];
            counts[table.Name] = counts.GetValueOrDefault(table.Name) + mine.Values.Count(v => !v.IsChange);
            rows += Recent(table, mine).ToList().Sum(r => Compare(r.Read(connection, transaction), table, vouched, faults, mayAdd: true));
            Missing(table, mine, faults);
            Count(connection, transaction, table, counts[table.Name], faults);
        }

        transaction.Rollback();
        return Ended(new AuditReport(verdict.Entries, verdict.Head, rows, faults), counts);
    }

    private static bool Begun(DbConnection connection, DbTransaction? transaction) =>
        connection.ExecuteScalar<long>("select count(*) from audit_entry where action = @action", new { action = Opening },
            transaction) > 0;

    private static void Chain(DbConnection connection, DbTransaction transaction, AuditVerdict verdict, List<AuditFault> faults)
    {
        if (verdict.FirstBroken is { } broken)
        {
            faults.Add(
                new AuditFault("chain", "audit_entry", $"{broken}", broken,
                    $"Nhật ký: mục {broken} không nối với mục trước nó (bị sửa, bị xóa hoặc bị chèn)."));
        }

        var checkpoint = connection.ExecuteScalar<long?>("select max(entry_id) from audit_checkpoint", transaction: transaction);
        if (verdict.Ok && checkpoint > verdict.Entries)
        {
            faults.Add(
                new AuditFault("chain", "audit_entry", $"{checkpoint}", checkpoint,
                    $"Nhật ký chỉ còn đến mục {verdict.Entries}, trong khi đã kiểm tra đến mục {checkpoint}: đoạn cuối bị cắt."));
        }
    }

    /// <summary>What the seals after an entry say of each row; the last act that wrote a row speaks.</summary>
    private static Dictionary<string, Dictionary<string, Voucher>> Vouched(
        DbConnection connection, DbTransaction transaction, long after, Dictionary<long, string> seals, List<AuditFault> faults)
    {
        var vouched = new Dictionary<string, Dictionary<string, Voucher>>(StringComparer.Ordinal);
        var open = new Dictionary<long, string>(seals);
        foreach (var parts in ByEntry(AuditSeals.Read(connection, transaction, after)))
        {
            var entry = parts[0].Entry;
            if (!open.Remove(entry, out var seal) || seal != AuditSeals.Digest(parts))
            {
                faults.Add(
                    new AuditFault("seal", "audit_seal", $"{entry}", entry,
                        $"Dấu niêm phong của mục nhật ký {entry} đã bị sửa hoặc không thuộc mục nào."));
            }

            foreach (var part in parts)
            {
                var rows = vouched.TryGetValue(part.Table, out var known) ? known : vouched[part.Table] = new(StringComparer.Ordinal);
                foreach (var (name, digest) in part.Digests)
                {
                    rows[name] = new Voucher(digest, entry,
                        part.IsChange && !(rows.TryGetValue(name, out var earlier) && !earlier.IsChange));
                }
            }
        }

        faults.AddRange(
            open.Keys.Select(
                entry => new AuditFault("seal", "audit_seal", $"{entry}", entry, $"Dấu niêm phong của mục nhật ký {entry} không còn.")));
        return vouched;
    }

    private static IEnumerable<List<SealPart>> ByEntry(IEnumerable<SealPart> parts)
    {
        var group = new List<SealPart>();
        foreach (var part in parts)
        {
            if (group.Count > 0 && group[0].Entry != part.Entry)
            {
                yield return group;
                group = [];
            }

            group.Add(part);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    /// <summary>Compares rows with what is vouched and takes the vouchers met away; gives how many rows there were.</summary>
    private static long Compare(
        IEnumerable<(string Name, string Digest)> rows, SealedTable table, Dictionary<string, Dictionary<string, Voucher>> vouched,
        List<AuditFault> faults, bool mayAdd)
    {
        var (count, mine) = (0L, vouched.GetValueOrDefault(table.Name) ?? []);
        foreach (var (name, digest) in rows)
        {
            count++;
            if (!mine.Remove(name, out var voucher))
            {
                // Between two rows of today there may be one of before, which an earlier check has seen.
                faults.AddRange(mayAdd ? []
                    : [new AuditFault("added", table.Name, name, null,
                        $"Bảng {table.Name}: dòng {name} không do mục nhật ký nào ghi (bị chèn tay).")]);
            }
            else if (voucher.Digest != digest)
            {
                faults.Add(
                    new AuditFault("changed", table.Name, name, voucher.Entry,
                        $"Bảng {table.Name}: dòng {name} khác với khi được ghi (mục nhật ký {voucher.Entry})."));
            }
        }

        if (!mayAdd)
        {
            Missing(table, mine, faults);
        }

        return count;
    }

    private static void Missing(SealedTable table, Dictionary<string, Voucher> left, List<AuditFault> faults) =>
        faults.AddRange(
            left.Select(
                v => new AuditFault("deleted", table.Name, v.Key, v.Value.Entry,
                    $"Bảng {table.Name}: dòng {v.Key} đã bị xóa (mục nhật ký {v.Value.Entry}).")));

    private static void Count(
        DbConnection connection, DbTransaction transaction, SealedTable table, long known, List<AuditFault> faults)
    {
        var there = connection.ExecuteScalar<long>($"select count(*) from {table.Name}", transaction: transaction);
        if (there != known)
        {
            faults.Add(
                new AuditFault("count", table.Name, null, null,
                    $"Bảng {table.Name} có {there} dòng, nhật ký biết {known}: chạy ansinh audit verify để biết dòng nào."));
        }
    }

    // The rows to read again: of each stretch of keys the acts wrote, one question.
    private static IEnumerable<SealedRows> Recent(SealedTable table, Dictionary<string, Voucher> mine)
    {
        const long Gap = 64;
        var keys =
            mine.Keys.Select(
                name => long.TryParse(name.Split('/')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)
                    ? key : 0).Distinct().Order().ToList();
        for (var i = 0; i < keys.Count;)
        {
            var from = i;
            while (i + 1 < keys.Count && keys[i + 1] - keys[i] <= Gap)
            {
                i++;
            }

            yield return table.Rows(keys[from], keys[i++]);
        }
    }

    private AuditReport Ended(AuditReport report, Dictionary<string, long> counts)
    {
        if (report.Ok && report.Entries > 0)
        {
            database.Write((connection, transaction) => connection.Execute(
                """
                insert into audit_checkpoint (entry_id, hash, row_counts, at) select @Entries, @Head, @counts, @at
                where not exists (select 1 from audit_checkpoint where entry_id >= @Entries)
                """,
                new { report.Entries, report.Head, counts = JsonSerializer.Serialize(counts), at = database.Clock.SystemNow },
                transaction));
        }

        return report;
    }

    private readonly record struct Voucher(string Digest, long Entry, bool IsChange);
}
