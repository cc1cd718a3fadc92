using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>The SQL a run needs; nothing here changes a row that is there.</summary>
internal static class LedgerTable
{
    /// <summary>Runs that were not thrown away; what a thrown one wrote counts nowhere.</summary>
    public const string NotThrown = "run_id not in (select run_id from ledger_thrown)";

    private static readonly BulkColumn[] RunColumns =
    [
        new("run_id", BulkType.Long), new("month", BulkType.Text), new("known", BulkType.Date), new("created_at", BulkType.Long),
        new("rulebook_hash", BulkType.Text), new("people", BulkType.Long), new("determined", BulkType.Long),
        new("undetermined", BulkType.Long),
        new("held", BulkType.Long), new("lines", BulkType.Long), new("amount", BulkType.Long), new("seen_until", BulkType.Long),
    ];

    private static readonly BulkColumn[] EntryColumns =
    [
        new("entry_id", BulkType.Long), new("run_id", BulkType.Long), new("person_id", BulkType.Long), new("programme", BulkType.Text),
        new("for_month", BulkType.Text), new("kind", BulkType.Text), new("amount", BulkType.Long), new("line_kind", BulkType.Text),
        new("cause", BulkType.Text), new("unit_key", BulkType.Text), new("at", BulkType.Long),
    ];

    /// <summary>Highest ids in use: the state of the ledger a run was computed from, asked again before it is written.</summary>
    public static (long Run, long Entry) LastIds(DbConnection connection, DbTransaction? transaction) =>
        (connection.ExecuteScalar<long>("select coalesce(max(run_id), 0) from ledger_run", null, transaction),
         connection.ExecuteScalar<long>("select coalesce(max(entry_id), 0) from ledger_entry", null, transaction));

    /// <summary>All runs in the order they were made, thrown ones and reversals among them.</summary>
    public static List<LedgerRun> Runs(DbConnection connection, DbTransaction? transaction = null)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(
            """
            select r.run_id, r.month, r.known, r.created_at, s.settled_at, r.rulebook_hash,
                   r.people, r.determined, r.undetermined, r.held, r.lines, r.amount,
                   r.seen_until, t.at, v.by_run, b.run_id
            from ledger_run r left join ledger_settlement s on s.run_id = r.run_id left join ledger_thrown t on t.run_id = r.run_id
            left join ledger_reversal v on v.run_id = r.run_id and v.by_run not in (select run_id from ledger_thrown)
            left join ledger_reversal b on b.by_run = r.run_id order by r.run_id
            """,
            null,
            transaction);
        var runs = new List<LedgerRun>();
        while (reader.Read())
        {
            long? Number(int i) => reader.IsDBNull(i) ? null : reader.GetInt64(i);
            runs.Add(new LedgerRun(
                reader.GetInt64(0), Month.Parse(reader.GetString(1)), new AsKnown(reader.GetFieldValue<DateOnly>(2)),
                reader.GetInt64(3), Number(4),
                reader.GetString(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9),
                reader.GetInt64(10), reader.GetInt64(11))
            {
                SeenUntil = Number(12), ThrownAt = Number(13), ReversedBy = Number(14), Reverses = Number(15),
            });
        }

        return runs;
    }

    /// <summary>
    /// Sums of what was posted, withheld and paid up to a month, by month, programme and person, as written: whose a merged file's is, the
    /// merges say. <paramref name="decided"/> tells up to which entry of a programme the recovery of what is withheld was decided.
    /// </summary>
    public static IEnumerable<(Month Month, string Programme,
        Posted Posted)> Posted(DbConnection connection, Month until, RecoveryDecisions decided, DbTransaction? transaction = null)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(
            $"""
            select for_month, programme, person_id, sum(case when kind = 'due' then amount else 0 end), max(unit_key),
                   sum(case when kind = 'paid' then amount else 0 end), sum(case when kind = 'withheld' then amount else 0 end),
                   max(case when kind = 'withheld' then entry_id else 0 end)
            from ledger_entry where for_month <= @until and {NotThrown} group by for_month, programme, person_id
            """,
            new { until = until.ToString() },
            transaction);
        var (text, month) = ("", default(Month));
        while (reader.Read())
        {
            if (reader.GetString(0) is var read && read != text)
            {
                (text, month) = (read, Month.Parse(read));
            }

            // PostgreSQL sums bigint into numeric; the sum of one person's month is far from overflowing.
            long Sum(int i) => Convert.ToInt64(reader.GetValue(i), null);
            var programme = reader.GetString(1);
            yield return (month, programme, new Posted(reader.GetInt64(2), Sum(3), reader.IsDBNull(4) ? null : reader.GetString(4))
            {
                Paid = Sum(5),
                Withheld = Sum(6),
                MayRecover = Sum(7) is > 0 and var last && last <= decided.Until(programme),
            });
        }
    }

    public static void AddRun(Database database, DbConnection connection, DbTransaction transaction, LedgerRun run)
    {
        using var writer = database.Bulk(connection, transaction, "ledger_run", RunColumns);
        writer.Set(0, run.RunId);
        writer.Set(1, run.Month.ToString());
        writer.Set(2, run.Known.Day);
        writer.Set(3, run.CreatedAt);
        writer.Set(4, run.RulebookHash);
        writer.Set(5, run.People);
        writer.Set(6, run.Determined);
        writer.Set(7, run.Unknown);
        writer.Set(8, run.Held);
        writer.Set(9, run.Lines);
        writer.Set(10, run.Amount);
        writer.Set(11, run.SeenUntil);
        writer.Next();
    }

    /// <summary>Adds entries of a run after the last one there is.</summary>
    /// <returns>Number of the last entry.</returns>
    public static long AddEntries(
        Database database, DbConnection connection, DbTransaction transaction, NewEntries entries, long lastEntry)
    {
        using var writer = database.Bulk(connection, transaction, "ledger_entry", EntryColumns);
        foreach (var line in entries.Lines)
        {
            writer.Set(0, ++lastEntry);
            writer.Set(1, entries.Run);
            writer.Set(2, line.PersonId);
            writer.Set(3, line.Programme);
            writer.Set(4, line.ForMonth.ToString());
            writer.Set(5, entries.Kind);
            writer.Set(6, line.Amount);
            writer.Set(7, line.Kind.ToText());
            writer.Set(8, Cause.Write(line.Causes));
            writer.Set(9, line.Unit);
            writer.Set(10, entries.At);
            writer.Next();
        }

        return lastEntry;
    }

    /// <summary>Entries of a run in the order they were written.</summary>
    public static List<(long EntryId, string Kind, Line Line)> Entries(DbConnection connection, DbTransaction? transaction, long run)
    {
        using var row = (DbDataReader)connection.ExecuteReader(
            """
            select entry_id, kind, person_id, programme, for_month, amount, line_kind, unit_key
            from ledger_entry where run_id = @run order by entry_id
            """,
            new { run },
            transaction);
        var entries = new List<(long, string, Line)>();
        while (row.Read())
        {
            entries.Add((row.GetInt64(0), row.GetString(1), new Line(
                row.GetInt64(2), row.GetString(3), Month.Parse(row.GetString(4)), row.GetInt64(5),
                LineKinds.FromText(row.GetString(6)) ?? LineKind.Current, row.IsDBNull(7) ? null : row.GetString(7))));
        }

        return entries;
    }

    public static void AddSettlement(
        DbConnection connection, DbTransaction transaction, SettleResult settled, long at, long afterEntry) =>
        connection.Execute(
            """
            insert into ledger_settlement (run_id, settled_at, lines, amount, after_entry)
            values (@RunId, @at, @NewLines, @Amount, @afterEntry)
            """,
            new { settled.RunId, at, settled.NewLines, settled.Amount, afterEntry },
            transaction);

    /// <summary>Number of the last entry when the last settlement was made; 0 if there was none.</summary>
    public static long LastSettledEntry(DbConnection connection, DbTransaction? transaction) => connection.ExecuteScalar<long>(
        """
        select coalesce(max(coalesce(s.after_entry, (select max(e.entry_id) from ledger_entry e where e.run_id = s.run_id))), 0)
        from ledger_settlement s
        """,
        null,
        transaction);

    public static void AddThrown(DbConnection connection, DbTransaction transaction, long run, long at, string actor, string reason) =>
        connection.Execute("insert into ledger_thrown (run_id, at, actor, reason) values (@run, @at, @actor, @reason)",
            new { run, at, actor, reason }, transaction);

    public static void AddReversal(
        DbConnection connection, DbTransaction transaction, long run, LedgerRun reversal, string actor, string reason) =>
        connection.Execute(
            "insert into ledger_reversal (run_id, by_run, at, actor, reason) values (@run, @RunId, @CreatedAt, @actor, @reason)",
            new { run, reversal.RunId, reversal.CreatedAt, actor, reason }, transaction);
}

/// <summary>Entries a run writes.</summary>
/// <param name="Run">The run.</param>
/// <param name="Kind"><c>due</c>, <c>withheld</c> or <c>paid</c>.</param>
/// <param name="At">When, Unix milliseconds of the office's clock.</param>
/// <param name="Lines">Their lines, in order.</param>
internal sealed record NewEntries(long Run, string Kind, long At, IEnumerable<Line> Lines);
