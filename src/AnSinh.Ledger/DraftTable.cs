using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>The SQL of drafts of runs. Lines are there only while their draft can be approved.</summary>
internal static class DraftTable
{
    private const string Columns =
        "d.draft_id, d.month, d.known, d.created_at, d.actor, d.rulebook_hash, d.people, d.determined, d.undetermined, d.held, d.lines, "
        + "d.amount, d.seen_until, d.last_run, d.withheld, d.digest, p.run_id, d.standing";

    private const string From = "from run_draft d left join run_draft_posted p on p.draft_id = d.draft_id";

    private static readonly BulkColumn[] LineColumns =
    [
        new("draft_id", BulkType.Long), new("line_no", BulkType.Long), new("person_id", BulkType.Long), new("programme", BulkType.Text),
        new("for_month", BulkType.Text), new("kind", BulkType.Text), new("amount", BulkType.Long), new("line_kind", BulkType.Text),
        new("cause", BulkType.Text), new("unit_key", BulkType.Text), new("before", BulkType.Long),
    ];

    public static long Next(DbConnection connection, DbTransaction transaction) =>
        connection.ExecuteScalar<long>("select coalesce(max(draft_id), 0) + 1 from run_draft", null, transaction);

    public static void Add(DbConnection connection, DbTransaction transaction, RunDraft draft) => connection.Execute(
        """
        insert into run_draft (draft_id, month, known, seen_until, last_run, standing, created_at, actor, rulebook_hash, people,
            determined, undetermined, held, lines, amount, withheld, digest)
        values (@Id, @month, @day, @SeenUntil, @LastRun, @Standing, @CreatedAt, @Actor, @RulebookHash, @People, @Determined, @Unknown,
            @Held, @Lines, @Amount, @Withheld, @Digest)
        """,
        new
        {
            draft.Id, month = draft.Month.ToString(), day = draft.Known.Day, draft.SeenUntil, draft.LastRun, draft.Standing,
            draft.CreatedAt, draft.Actor, draft.RulebookHash, draft.People, draft.Determined, draft.Unknown, draft.Held, draft.Lines,
            draft.Amount, draft.Withheld, draft.Digest,
        },
        transaction);

    public static void AddLines(Database database, DbConnection connection, DbTransaction transaction, long draft,
        IEnumerable<DraftLine> lines)
    {
        using var writer = database.Bulk(connection, transaction, "run_draft_line", LineColumns);
        foreach (var (no, kind, line, before) in lines)
        {
            writer.Set(0, draft);
            writer.Set(1, no);
            writer.Set(2, line.PersonId);
            writer.Set(3, line.Programme);
            writer.Set(4, line.ForMonth.ToString());
            writer.Set(5, kind);
            writer.Set(6, line.Amount);
            writer.Set(7, line.Kind.ToText());
            writer.Set(8, Cause.Write(line.Causes));
            writer.Set(9, line.Unit);
            writer.Set(10, before);
            writer.Next();
        }
    }

    /// <summary>Lines of a draft in their order, with their causes.</summary>
    public static List<DraftLine> Lines(DbConnection connection, DbTransaction? transaction, long draft)
    {
        using var row = (DbDataReader)connection.ExecuteReader(
            """
            select line_no, kind, person_id, programme, for_month, amount, line_kind, unit_key, cause, before
            from run_draft_line where draft_id = @draft order by line_no
            """,
            new { draft },
            transaction);
        var lines = new List<DraftLine>();
        while (row.Read())
        {
            var line = new Line(row.GetInt64(2), row.GetString(3), Month.Parse(row.GetString(4)), row.GetInt64(5),
                LineKinds.FromText(row.GetString(6)) ?? LineKind.Current, row.IsDBNull(7) ? null : row.GetString(7))
            {
                Causes = Cause.Read(row.IsDBNull(8) ? null : row.GetString(8)),
            };
            lines.Add(new DraftLine(row.GetInt64(0), row.GetString(1), line, row.GetInt64(9)));
        }

        return lines;
    }

    /// <summary>Every person, programme, month and kind some open draft holds a line of, and the month of that draft.</summary>
    public static Dictionary<(long Person, string Programme, string ForMonth, string Kind), (long Draft, string Month)> Held(
        DbConnection connection, DbTransaction transaction) =>
        connection.Query<(long Person, string Programme, string ForMonth, string Kind, long Draft, string Month)>(
            """
            select l.person_id, l.programme, l.for_month, l.kind, l.draft_id, d.month
            from run_draft_line l join run_draft d on d.draft_id = l.draft_id
            """, null, transaction).ToDictionary(l => (l.Person, l.Programme, l.ForMonth, l.Kind), l => (l.Draft, l.Month));

    public static void Release(DbConnection connection, DbTransaction transaction, long draft) =>
        connection.Execute("delete from run_draft_line where draft_id = @draft", new { draft }, transaction);

    public static void AddPosted(DbConnection connection, DbTransaction transaction, long draft, long run) => connection.Execute(
        "insert into run_draft_posted (run_id, draft_id) values (@run, @draft)", new { run, draft }, transaction);

    /// <summary>Runs that were posted from a draft, and those that reversed one of them.</summary>
    public static HashSet<long> Posted(DbConnection connection) => [.. connection.Query<long>(
        """
        select run_id from run_draft_posted
        union select v.by_run from ledger_reversal v join run_draft_posted p on p.run_id = v.run_id
        """)];

    /// <summary>The draft a run was posted from, or the run it reverses; null if there is none.</summary>
    public static long? DraftOf(DbConnection connection, DbTransaction? transaction, long run) => connection.ExecuteScalar<long?>(
        """
        select draft_id from run_draft_posted where run_id = @run
        union select p.draft_id from ledger_reversal v join run_draft_posted p on p.run_id = v.run_id where v.by_run = @run
        """, new { run }, transaction);

    public static RunDraft? FindOrNull(DbConnection connection, DbTransaction? transaction, long draft) =>
        Read(connection, transaction, $"select {Columns} {From} where d.draft_id = @draft", new { draft }).FirstOrDefault();

    /// <summary>All drafts, the latest first.</summary>
    public static List<RunDraft> All(DbConnection connection) =>
        Read(connection, null, $"select {Columns} {From} order by d.draft_id desc", null);

    private static List<RunDraft> Read(DbConnection connection, DbTransaction? transaction, string sql, object? values)
    {
        using var row = (DbDataReader)connection.ExecuteReader(sql, values, transaction);
        var drafts = new List<RunDraft>();
        while (row.Read())
        {
            drafts.Add(new RunDraft(row.GetInt64(0), Month.Parse(row.GetString(1)), new AsKnown(row.GetFieldValue<DateOnly>(2)),
                row.GetInt64(3), row.GetString(4), row.GetString(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9),
                row.GetInt64(10), row.GetInt64(11))
            {
                SeenUntil = row.GetInt64(12), LastRun = row.GetInt64(13), Withheld = row.GetInt64(14), Digest = row.GetString(15),
                RunId = row.IsDBNull(16) ? null : row.GetInt64(16), Standing = row.GetInt64(17),
            });
        }

        return drafts;
    }
}
