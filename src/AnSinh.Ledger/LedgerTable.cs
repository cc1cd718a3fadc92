using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>A run as kept (<i lang="vi">kỳ chi trả tháng</i>).</summary>
/// <param name="RunId">Number of the run.</param>
/// <param name="Month">The month run.</param>
/// <param name="Known">The day whose knowledge was used.</param>
/// <param name="CreatedAt">When it was posted, Unix milliseconds.</param>
/// <param name="SettledAt">When it was settled, or null while it is open.</param>
/// <param name="RulebookHash">Hash of the rulebook used.</param>
/// <param name="People">Living residents in the month.</param>
/// <param name="Determined">Of those, people for whom every programme gave yes or no.</param>
/// <param name="Unknown">Of those, people for whom some programme could not be determined.</param>
/// <param name="Held">Lines held back because the answer had become unknown.</param>
/// <param name="Lines">Lines written.</param>
/// <param name="Amount">Their sum.</param>
public sealed record LedgerRun(
    long RunId, Month Month, AsKnown Known, long CreatedAt, long? SettledAt, string RulebookHash,
    long People, long Determined, long Unknown, long Held, long Lines, long Amount)
{
    /// <summary><c>settled</c> or <c>posted</c>.</summary>
    public string Status => SettledAt is null ? "posted" : "settled";
}

/// <summary>A line before it is posted.</summary>
internal sealed record Line(long PersonId, string Programme, Month ForMonth, long Amount, LineKind Kind, string? Unit)
{
    public IReadOnlyList<Cause> Causes { get; set; } = [];
}

/// <summary>What was posted for a person and month of a programme.</summary>
internal readonly record struct Posted(long PersonId, long Amount, string? Unit);

/// <summary>The SQL a run needs; nothing here changes a row that is there.</summary>
internal static class LedgerTable
{
    private static readonly BulkColumn[] RunColumns =
    [
        new("run_id", BulkType.Long), new("month", BulkType.Text), new("known", BulkType.Date), new("created_at", BulkType.Long),
        new("rulebook_hash", BulkType.Text), new("people", BulkType.Long), new("determined", BulkType.Long), new("undetermined", BulkType.Long),
        new("held", BulkType.Long), new("lines", BulkType.Long), new("amount", BulkType.Long),
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

    public static List<LedgerRun> Runs(DbConnection connection, DbTransaction? transaction = null)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(
            """
            select r.run_id, r.month, r.known, r.created_at, s.settled_at, r.rulebook_hash, r.people, r.determined, r.undetermined, r.held, r.lines, r.amount
            from ledger_run r left join ledger_settlement s on s.run_id = r.run_id order by r.run_id
            """,
            null,
            transaction);
        var runs = new List<LedgerRun>();
        while (reader.Read())
        {
            runs.Add(new LedgerRun(
                reader.GetInt64(0), Month.Parse(reader.GetString(1)), new AsKnown(reader.GetFieldValue<DateOnly>(2)), reader.GetInt64(3),
                reader.IsDBNull(4) ? null : reader.GetInt64(4), reader.GetString(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8),
                reader.GetInt64(9), reader.GetInt64(10), reader.GetInt64(11)));
        }

        return runs;
    }

    /// <summary>Sums of the due entries up to a month, by month and programme; what was posted to a merged file is the kept one's.</summary>
    public static Dictionary<(Month, string), List<Posted>> Dues(DbConnection connection, Month until, MergeMap merges)
    {
        var dues = Dues(connection, until);
        foreach (var (key, posted) in merges.IsEmpty ? [] : dues.ToList())
        {
            dues[key] = [.. posted.GroupBy(p => merges.Of(p.PersonId)).Select(g => new Posted(g.Key, g.Sum(p => p.Amount), (g.FirstOrDefault(p => p.PersonId == g.Key) is { PersonId: > 0 } own ? own : g.First()).Unit))];
        }

        return dues;
    }

    private static Dictionary<(Month, string), List<Posted>> Dues(DbConnection connection, Month until)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(
            """
            select for_month, programme, person_id, sum(amount), max(unit_key) from ledger_entry
            where kind = 'due' and for_month <= @until group by for_month, programme, person_id
            """,
            new { until = until.ToString() });
        var dues = new Dictionary<(Month, string), List<Posted>>();
        var (text, month) = ("", default(Month));
        while (reader.Read())
        {
            if (reader.GetString(0) is var read && read != text)
            {
                (text, month) = (read, Month.Parse(read));
            }

            var key = (month, reader.GetString(1));
            if (!dues.TryGetValue(key, out var posted))
            {
                dues[key] = posted = [];
            }

            // PostgreSQL sums bigint into numeric; the sum of one person's month is far from overflowing.
            posted.Add(new Posted(reader.GetInt64(2), Convert.ToInt64(reader.GetValue(3), null), reader.IsDBNull(4) ? null : reader.GetString(4)));
        }

        return dues;
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
        writer.Next();
    }

    public static void AddDues(Database database, DbConnection connection, DbTransaction transaction, LedgerRun run, long lastEntry, IEnumerable<Line> lines)
    {
        using var writer = database.Bulk(connection, transaction, "ledger_entry", EntryColumns);
        foreach (var line in lines)
        {
            writer.Set(0, ++lastEntry);
            writer.Set(1, run.RunId);
            writer.Set(2, line.PersonId);
            writer.Set(3, line.Programme);
            writer.Set(4, line.ForMonth.ToString());
            writer.Set(5, "due");
            writer.Set(6, line.Amount);
            writer.Set(7, line.Kind.ToText());
            writer.Set(8, Cause.Write(line.Causes));
            writer.Set(9, line.Unit);
            writer.Set(10, run.CreatedAt);
            writer.Next();
        }
    }

    /// <summary>Pays what a run posted: one <c>paid</c> entry for every <c>due</c> entry of it.</summary>
    public static long AddPayments(DbConnection connection, DbTransaction transaction, long run, long lastEntry, long at) =>
        connection.Execute(
            """
            insert into ledger_entry (entry_id, run_id, person_id, programme, for_month, kind, amount, line_kind, cause, unit_key, at)
            select @lastEntry + row_number() over (order by entry_id), run_id, person_id, programme, for_month, 'paid', amount, line_kind, null, unit_key, @at
            from ledger_entry where run_id = @run and kind = 'due'
            """,
            new { lastEntry, run, at },
            transaction);

    public static void AddSettlement(DbConnection connection, DbTransaction transaction, long run, long at, long lines, long amount) =>
        connection.Execute(
            "insert into ledger_settlement (run_id, settled_at, lines, amount) values (@run, @at, @lines, @amount)",
            new { run, at, lines, amount },
            transaction);
}
