using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>How what is due to a person of a programme differs from the month before.</summary>
public enum MonthDifferenceKind
{
    /// <summary>As before.</summary>
    Same,

    /// <summary>Nothing was due the month before.</summary>
    Started,

    /// <summary>Nothing is due any more.</summary>
    Stopped,

    /// <summary>More than before.</summary>
    Up,

    /// <summary>Less than before.</summary>
    Down,
}

/// <summary>How many persons of a programme differ in one way, and the đồng of both months.</summary>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Kind">The way.</param>
/// <param name="Persons">How many.</param>
/// <param name="Before">Posted for the month before.</param>
/// <param name="Now">Due for the month: posted, and what the draft would post.</param>
public sealed record MonthDifferenceSum(string Programme, MonthDifferenceKind Kind, long Persons, long Before, long Now);

/// <summary>What differs for one person.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name as recorded now.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Unit">Key of the commune, or null.</param>
/// <param name="Before">Posted for the month before.</param>
/// <param name="Now">Due for the month.</param>
public sealed record MonthDifferenceRow(long PersonId, string? Name, string Programme, string? Unit, long Before, long Now);

/// <summary>Somebody of a draft about whom something was recorded after it was computed.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name as recorded now.</param>
/// <param name="Unit">Key of the commune of the line.</param>
/// <param name="At">When it was last recorded, Unix milliseconds of the office's clock.</param>
/// <param name="Kinds">What: kinds of facts, or <c>residence</c>, <c>household</c>, <c>identity</c>, <c>decision</c>.</param>
public sealed record ChangedSince(long PersonId, string? Name, string? Unit, long At, IReadOnlyList<string> Kinds);

/// <summary>Reads drafts of runs while they are open. Every question takes the units the asker may see.</summary>
public sealed class DraftQueries(Database database)
{
    /// <summary>Sums of the lines by kind.</summary>
    public LinesByKind Kinds(long draft, Scope scope)
    {
        using var connection = database.Connect();
        var values = new DynamicParameters(new { draft });
        var sums = connection.Query<(string Kind, long Count, long Amount)>(
            $"""
            select line_kind, count(*), cast(sum(amount) as bigint) from run_draft_line l
            where draft_id = @draft and kind = 'due'{Within(scope, values, "l")} group by line_kind
            """, values).ToDictionary(s => s.Kind, s => new LineSum(s.Count, s.Amount));
        LineSum Of(LineKind kind) => sums.GetValueOrDefault(kind.ToText());
        return new LinesByKind(Of(LineKind.Current), Of(LineKind.Arrears), Of(LineKind.Recovery));
    }

    /// <summary>Lines of a draft, by commune and person.</summary>
    public PagedRows<PostedLine> Lines(long draft, LineKind? kind, Scope scope, int skip, int take)
    {
        using var connection = database.Connect();
        var values = new DynamicParameters(new { draft, kind = kind?.ToText(), skip, take });
        var where = "where l.draft_id = @draft and l.kind = 'due'" + (kind is null ? "" : " and l.line_kind = @kind")
            + Within(scope, values, "l");
        var total = connection.ExecuteScalar<long>("select count(*) from run_draft_line l " + where, values);
        var lines = connection.Query<(long No, long Person, string Programme, string ForMonth, long Amount, string Kind, string? Cause,
            string? Unit)>(
            $"""
            select l.line_no, l.person_id, l.programme, l.for_month, l.amount, l.line_kind, l.cause, l.unit_key
            from run_draft_line l {where} order by l.unit_key, l.person_id, l.programme, l.for_month limit @take offset @skip
            """, values).ToList();
        var names = new Identities(database).Persons(lines.Select(l => l.Person));
        return new PagedRows<PostedLine>([.. lines.Select(l => new PostedLine(l.No, l.Person, names.GetValueOrDefault(l.Person)?.Name,
            l.Programme, Month.Parse(l.ForMonth), l.Amount, LineKinds.FromText(l.Kind) ?? LineKind.Current, Cause.Read(l.Cause), l.Unit))],
            total);
    }

    /// <summary>
    /// What differs from the month before, by programme and way; it adds up: what was due before and the differences give what is due
    /// now.
    /// </summary>
    public IReadOnlyList<MonthDifferenceSum> Differences(RunDraft draft, Scope scope)
    {
        using var connection = database.Connect();
        var values = Values(draft);
        return [.. connection.Query<(string Programme, int Kind, long Persons, long Before, long Now)>(
            $"""
            select programme, way, count(*), cast(sum(before) as bigint), cast(sum(now) as bigint)
            from ({Persons(scope, values)}) persons group by programme, way order by programme, way
            """, values).Select(s => new MonthDifferenceSum(s.Programme, (MonthDifferenceKind)s.Kind, s.Persons, s.Before, s.Now))];
    }

    /// <summary>Persons who differ in one way, by commune.</summary>
    public PagedRows<MonthDifferenceRow> Differing(RunDraft draft, MonthDifferenceKind way, Scope scope, int skip, int take)
    {
        using var connection = database.Connect();
        var values = Values(draft);
        values.AddDynamicParams(new { way = (int)way, skip, take });
        var from = $"from ({Persons(scope, values)}) persons where way = @way";
        var total = connection.ExecuteScalar<long>("select count(*) " + from, values);
        var rows = connection.Query<(long Person, string Programme, string? Unit, long Before, long Now)>(
            "select person_id, programme, unit_key, cast(before as bigint), cast(now as bigint) " + from
            + " order by unit_key, person_id, programme limit @take offset @skip", values).ToList();
        var names = new Identities(database).Persons(rows.Select(r => r.Person));
        return new PagedRows<MonthDifferenceRow>([.. rows.Select(r => new MonthDifferenceRow(
            r.Person, names.GetValueOrDefault(r.Person)?.Name, r.Programme, r.Unit, r.Before, r.Now))], total);
    }

    /// <summary>
    /// Who has a line and about whom something was recorded or withdrawn since, what is protected left out; the latest first, so many at
    /// most.
    /// </summary>
    public IReadOnlyList<ChangedSince> Changed(RunDraft draft, Scope scope, int most, Untold untold)
    {
        using var connection = database.Connect();
        var values = new DynamicParameters(new { draft = draft.Id, seen = draft.SeenUntil, most });
        var found = connection.Query<(long Person, string? Unit, long At)>(
            $"""
            select l.person_id, max(l.unit_key), max(c.at) from run_draft_line l
            join ({UnseenChanges.OfPersons(values, untold)}) c on c.person_id = l.person_id
            where l.draft_id = @draft{Within(scope, values, "l")}
            group by l.person_id order by max(c.at) desc, l.person_id limit @most
            """, values).ToList();
        var names = new Identities(database).Persons(found.Select(f => f.Person));
        var kinds = UnseenChanges.Kinds(connection, draft.SeenUntil, [.. found.Select(f => f.Person)], untold);
        return [.. found.Select(f =>
            new ChangedSince(f.Person, names.GetValueOrDefault(f.Person)?.Name, f.Unit, f.At, [.. kinds[f.Person]]))];
    }

    private static DynamicParameters Values(RunDraft draft) =>
        new(new { draft = draft.Id, month = draft.Month.ToString(), earlier = draft.Month.Add(-1).ToString() });

    // One row for a person and programme: posted for the month before, due now. The ways are those of MonthDifferenceKind. Arrears of the
    // month before are none of it: who gets their first money now has started now.
    private static string Persons(Scope scope, DynamicParameters values)
    {
        var (posted, drafted) = (Within(scope, values, "e"), Within(scope, values, "l"));
        return $"""
            select person_id, programme, max(unit_key) as unit_key, sum(before) as before, sum(now) as now,
                case when sum(before) = sum(now) then 0 when sum(before) = 0 then 1 when sum(now) = 0 then 2
                     when sum(now) > sum(before) then 3 else 4 end as way
            from (
                select e.person_id, e.programme, e.unit_key, case when e.for_month = @earlier then e.amount else 0 end as before,
                    case when e.for_month = @month then e.amount else 0 end as now
                from ledger_entry e where e.kind = 'due' and e.for_month in (@earlier, @month) and e.{LedgerTable.NotThrown}{posted}
                union all
                select l.person_id, l.programme, l.unit_key, 0, l.amount from run_draft_line l
                where l.draft_id = @draft and l.kind = 'due' and l.for_month = @month{drafted}) amounts
            group by person_id, programme having sum(before) <> 0 or sum(now) <> 0
            """;
    }

    private static string Within(Scope scope, DynamicParameters values, string table) => scope.IsEverything ? ""
        : $" and {table}.unit_key in {InList.Of(values, "scope_" + table, [.. scope.Units])}";
}
