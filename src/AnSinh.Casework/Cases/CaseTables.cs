using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Casework.Cases;

/// <summary>The only file with the SQL of cases. Files and entries are only ever added; <c>case_now</c> follows from them.</summary>
internal static class CaseTables
{
    private const string FileColumns = "f.case_id, f.procedure, f.version, f.form, f.programme, f.person_id, f.subject_kind, f.subject_id, "
        + "f.unit_key, f.sensitive, f.opened_on";

    private static readonly Dictionary<ProcedureRole, string> Roles =
        Enum.GetValues<ProcedureRole>().ToDictionary(r => r, r => r.ToString());

    public static SealedTable Files { get; } = new("case_file", "case_id");

    public static SealedTable Book { get; } = new("case_entry", "entry_id");

    public static long NextCase(DbConnection connection, DbTransaction transaction) =>
        connection.ExecuteScalar<long>("select coalesce(max(case_id), 0) + 1 from case_file", null, transaction);

    public static void Add(DbConnection connection, DbTransaction transaction, CaseFile file) => connection.Execute(
        """
        insert into case_file (case_id, procedure, version, form, programme, person_id, subject_kind, subject_id, unit_key, sensitive,
            opened_on)
        values (@CaseId, @Procedure, @Version, @Form, @Programme, @person, @kind, @subject, @UnitKey, @sensitive, @OpenedOn)
        """,
        new { file.CaseId, file.Procedure, file.Version, file.Form, file.Programme, file.UnitKey, file.OpenedOn,
            person = file.Kind == CaseKind.Application ? file.SubjectId : (long?)null,
            kind = file.Kind == CaseKind.Application ? null : file.Kind.ToString(),
            subject = file.Kind == CaseKind.Application ? (long?)null : file.SubjectId,
            sensitive = file.Sensitive ? 1L : 0L },
        transaction);

    /// <summary>Adds an entry to a book.</summary>
    /// <returns>The number it is sealed under.</returns>
    public static long Append(DbConnection connection, DbTransaction transaction, long caseId, CaseEntry entry)
    {
        var id = connection.ExecuteScalar<long>("select coalesce(max(entry_id), 0) + 1 from case_entry", null, transaction);
        connection.Execute(
            """
            insert into case_entry (entry_id, case_id, entry_no, deed, actor, done_on, at, body, decision_id)
            values (@id, @caseId, @no, @Deed, @Actor, @On, @At, @body, @DecisionId)
            """,
            new { id, caseId, no = (long)entry.No, entry.Deed, entry.Actor, entry.On, entry.At, body = entry.Values.ToJson(),
                entry.DecisionId },
            transaction);
        return id;
    }

    public static void PutNow(DbConnection connection, DbTransaction transaction, CaseView view, string rulebook)
    {
        var state = view.State;
        connection.Execute(
        """
        insert into case_now (case_id, version, step, role, since, due_on, entries, rulebook)
        values (@CaseId, @version, @step, @role, @Since, @Due, @entries, @rulebook)
        on conflict (case_id) do update set version = excluded.version, step = excluded.step, role = excluded.role,
            since = excluded.since, due_on = excluded.due_on, entries = excluded.entries, rulebook = excluded.rulebook
        """,
        new { view.File.CaseId, version = view.Version.Id, step = state.Step.Id,
            role = state.Step.By is { } by ? Roles[by] : null, state.Since, state.Due,
            entries = (long)view.Entries.Count, rulebook },
        transaction);
    }

    /// <summary>Keeps where a case of a register from before stands until it is computed by the law in force.</summary>
    public static void Await(DbConnection connection, DbTransaction transaction, CaseLine now) => connection.Execute(
        """
        insert into case_now (case_id, version, step, role, since, due_on, entries, rulebook)
        values (@CaseId, @Version, @Step, @role, @Since, @Due, @entries, '')
        """,
        new { now.File.CaseId, now.Version, now.Step, role = now.By is { } by ? Roles[by] : null, now.Since, now.Due,
            entries = (long)now.Entries },
        transaction);

    /// <summary>Keeps that a case was looked at under a rulebook which cannot tell where it stands.</summary>
    public static void Pass(DbConnection connection, DbTransaction transaction, long caseId, string rulebook) =>
        connection.Execute("update case_now set rulebook = @rulebook where case_id = @caseId", new { caseId, rulebook }, transaction);

    public static CaseFile? FileOrNull(DbConnection connection, DbTransaction? transaction, long caseId) =>
        connection.Query<FileRow>($"select {FileColumns} from case_file f where f.case_id = @caseId", new { caseId }, transaction)
            .Select(r => r.File()).SingleOrDefault();

    public static long? CaseOfOrNull(DbConnection connection, DbTransaction? transaction, CaseKind kind, long subject) =>
        connection.QuerySingleOrDefault<long?>("select case_id from case_file where subject_kind = @kind and subject_id = @subject",
            new { kind = kind.ToString(), subject }, transaction);

    public static IReadOnlyList<CaseEntry> Entries(DbConnection connection, DbTransaction? transaction, long caseId) =>
        [.. connection.Query<EntryRow>(
            "select entry_no, deed, actor, done_on, at, body, decision_id from case_entry where case_id = @caseId order by entry_no",
            new { caseId }, transaction)
            .Select(e => new CaseEntry((int)e.EntryNo, e.Deed, e.Actor, e.DoneOn, e.At, FormValues.OfJson(e.Body), e.DecisionId))];

    /// <summary>Cases by the day they are due, those whose clock stands still after them, those that ended last.</summary>
    public static IReadOnlyList<CaseLine> Lines(DbConnection connection, DbTransaction? transaction, string where, object? parameters,
        string limit = "") =>
        [.. connection.Query<LineRow>(
            $"""
            select {FileColumns}, n.version as goes_by, n.step, n.role, n.since, n.due_on, n.entries
            from case_file f join case_now n on n.case_id = f.case_id
            where {where}
            order by case when n.role is null then 2 when n.due_on is null then 1 else 0 end, n.due_on, f.case_id
            {limit}
            """,
            parameters, transaction).Select(l => l.Line())];

    /// <summary>Open cases: what they were opened under, and the version and rulebook by which where they stand was computed.</summary>
    public static IReadOnlyList<(long CaseId, string Procedure, string Opened, string GoesBy, string Rulebook)> Computed(
        DbConnection connection) =>
        [.. connection.Query<(long, string, string, string, string)>(
            """
            select f.case_id, f.procedure, f.version, n.version, n.rulebook from case_now n join case_file f on f.case_id = n.case_id
            where n.role is not null
            """)];

    /// <summary>A page of <see cref="Lines"/>.</summary>
    public static IReadOnlyList<CaseLine> Page(DbConnection connection, CaseFilter filter, CaseSight sight, int skip, int take)
    {
        var values = new DynamicParameters(new { skip, take });
        var listed = filter switch
        {
            CaseFilter.Mine => Mine(sight, values),
            CaseFilter.Open => "n.role is not null",
            _ => "n.role is null",
        };
        return Lines(connection, null, $"{Within(sight, values)} and {Seen(sight, values)} and {listed}", values,
            "limit @take offset @skip");
    }

    /// <summary>How many cases each list has, and how many are late.</summary>
    public static CaseCounts Counts(DbConnection connection, CaseSight sight, DateOnly today)
    {
        var values = new DynamicParameters(new { today });
        var (within, seen, mine) = (Within(sight, values), Seen(sight, values), Mine(sight, values));
        var counts = connection.QuerySingle<CountRow>(
            $"""
            select count(case when {seen} and {mine} then 1 end) mine,
                count(case when {seen} and {mine} and n.due_on < @today then 1 end) mine_late,
                count(case when {seen} and n.role is not null then 1 end) open,
                count(case when {seen} and n.role is not null and n.due_on < @today then 1 end) open_late,
                count(case when {seen} and n.role is null then 1 end) ended,
                count(case when {mine} then 1 end) mine_all
            from case_file f join case_now n on n.case_id = f.case_id where {within}
            """,
            values);
        return new CaseCounts(counts.Mine, counts.MineLate, counts.Open, counts.OpenLate, counts.Ended, counts.MineAll - counts.Mine);
    }

    /// <summary>People with a protected case in these units.</summary>
    public static IReadOnlyList<long> Guarded(DbConnection connection, Scope scope)
    {
        var values = new DynamicParameters();
        var within = Within(new CaseSight(scope, false, [], []), values);
        return [.. connection.Query<long>($"select distinct f.person_id from case_file f where f.sensitive = 1 and {within}", values)];
    }

    // Somebody's step of a case is theirs where they have that role; a change of the law is of no unit.
    private static string Mine(CaseSight sight, DynamicParameters values)
    {
        var posts = sight.Posts.Where(p => p.Roles.Count > 0).Select((post, at) =>
            $"(n.role in {InList.Of(values, $"role{at}_", [.. post.Roles.Select(r => Roles[r])])}"
            + (post.Scope.IsEverything ? ")"
                : $" and (f.unit_key is null or f.unit_key in {InList.Of(values, $"of{at}_", [.. post.Scope.Units])}))")).ToList();
        return posts.Count == 0 ? "1 = 0" : $"({string.Join(" or ", posts)})";
    }

    // As CaseActor.MaySee: a change of the law is of no unit.
    private static string Within(CaseSight sight, DynamicParameters values) =>
        $"({(sight.Scope.IsEverything ? "f.unit_key is not null" : $"f.unit_key in {InList.Of(values, "unit", [.. sight.Scope.Units])}")}"
        + (sight.SeesLaw ? " or f.subject_kind = 'LawChange')" : ")");

    private static string Seen(CaseSight sight, DynamicParameters values) =>
        $"(f.sensitive = 0 or f.person_id in {InList.Of(values, "opened", sight.Opened)})";

    /// <summary>True if some case was opened for this file of a person.</summary>
    public static bool IsAbout(DbConnection connection, DbTransaction? transaction, long person) =>
        connection.ExecuteScalar<long>("select count(*) from case_file where person_id = @person", new { person }, transaction) > 0;

    /// <summary>How many open cases that are not protected wait for somebody.</summary>
    public static long Waiting(DbConnection connection, CaseSight sight)
    {
        var values = new DynamicParameters();
        return connection.ExecuteScalar<long>(
            $"""
            select count(*) from case_now n join case_file f on f.case_id = n.case_id
            where {Mine(sight, values)} and f.sensitive = 0 and {Within(sight, values)}
            """,
            values);
    }

    private class FileRow
    {
        public long CaseId { get; set; }

        public string Procedure { get; set; } = "";

        public string Version { get; set; } = "";

        public string? Form { get; set; }

        public string? Programme { get; set; }

        public long? PersonId { get; set; }

        public string? SubjectKind { get; set; }

        public long? SubjectId { get; set; }

        public string? UnitKey { get; set; }

        public long Sensitive { get; set; }

        public DateOnly OpenedOn { get; set; }

        public CaseFile File() => new(CaseId, Procedure, Version,
            SubjectKind is { } kind ? Enum.Parse<CaseKind>(kind) : CaseKind.Application,
            PersonId ?? SubjectId!.Value, UnitKey, Sensitive == 1, OpenedOn)
        {
            Form = Form,
            Programme = Programme,
        };
    }

    private sealed class LineRow : FileRow
    {
        public string GoesBy { get; set; } = "";

        public string Step { get; set; } = "";

        public string? Role { get; set; }

        public DateOnly Since { get; set; }

        public DateOnly? DueOn { get; set; }

        public long Entries { get; set; }

        public CaseLine Line() =>
            new(File(), GoesBy, Step, Role is null ? null : Enum.Parse<ProcedureRole>(Role), Since, DueOn, (int)Entries);
    }

    private sealed class CountRow
    {
        public long Mine { get; set; }

        public long MineLate { get; set; }

        public long Open { get; set; }

        public long OpenLate { get; set; }

        public long Ended { get; set; }

        public long MineAll { get; set; }
    }

    private sealed class EntryRow
    {
        public long EntryNo { get; set; }

        public string Deed { get; set; } = "";

        public string Actor { get; set; } = "";

        public DateOnly DoneOn { get; set; }

        public long At { get; set; }

        public string Body { get; set; } = "";

        public long? DecisionId { get; set; }
    }
}

/// <summary>Which cases are shown to somebody.</summary>
/// <param name="Scope">Whose cases they see.</param>
/// <param name="SeesLaw">True if they see changes of the law.</param>
/// <param name="Posts">Whose steps are theirs, where.</param>
/// <param name="Opened">People whose protected cases they see.</param>
internal sealed record CaseSight(Scope Scope, bool SeesLaw, IReadOnlyList<CasePost> Posts, IReadOnlyList<long> Opened);
