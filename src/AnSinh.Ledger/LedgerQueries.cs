using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>Which lines of a run to show.</summary>
/// <param name="Kind">Only lines of this kind.</param>
/// <param name="Programme">Only lines of this programme.</param>
/// <param name="PersonId">Only lines of this person.</param>
public sealed record LineFilter(LineKind? Kind = null, string? Programme = null, long? PersonId = null);

/// <summary>A posted line.</summary>
/// <param name="EntryId">Number of the entry.</param>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The person's name as recorded now.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="ForMonth">The month the money is for.</param>
/// <param name="Amount">Đồng; negative for a recovery.</param>
/// <param name="Kind">Kind of line.</param>
/// <param name="Causes">Why it differs from what was posted before; none for a month's first posting.</param>
/// <param name="Unit">Key of the commune lived in, null if none.</param>
public sealed record PostedLine(long EntryId, long PersonId, string? Name, string Programme, Month ForMonth, long Amount,
    LineKind Kind, IReadOnlyList<Cause> Causes, string? Unit);

/// <summary>An amount handed out.</summary>
/// <param name="PersonId">To whom.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="ForMonth">The month the money is for.</param>
/// <param name="Amount">Đồng, more than nothing.</param>
/// <param name="Unit">Key of the commune lived in, null if none.</param>
public sealed record PayItem(long PersonId, string Programme, Month ForMonth, long Amount, string? Unit);

/// <summary>A part of a longer list.</summary>
/// <param name="Items">The rows of this page.</param>
/// <param name="Total">Rows in all.</param>
public sealed record PagedRows<T>(IReadOnlyList<T> Items, long Total);

/// <summary>Lines and money of a run in one commune and programme.</summary>
/// <param name="Unit">Key of the commune, null for people who live in none.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Persons">Persons with a line.</param>
/// <param name="ByKind">Lines by kind.</param>
public sealed record UnitTotal(string? Unit, string Programme, long Persons, LinesByKind ByKind)
{
    /// <summary>Sum of all lines.</summary>
    public long Amount => checked(ByKind.Current.Amount + ByKind.Arrears.Amount + ByKind.Recovery.Amount);
}

/// <summary>Reads the ledger (<i lang="vi">sổ chi trả</i>). Every question takes the units the asker may see; null means all.</summary>
public sealed class LedgerQueries
{
    private readonly Database _database;

    /// <summary>Reads the ledger of a register.</summary>
    public LedgerQueries(Database database)
    {
        _database = database;
        database.Migrate(LedgerSchema.Migrations);
    }

    /// <summary>All runs that were not thrown away, newest first; reversed ones and their reversals are among them.</summary>
    public IReadOnlyList<LedgerRun> Runs() => [.. AllRuns().Where(r => r.ThrownAt is null)];

    /// <summary>All runs ever written, newest first.</summary>
    public IReadOnlyList<LedgerRun> AllRuns()
    {
        using var connection = _database.Connect();
        var runs = LedgerTable.Runs(connection);
        runs.Reverse();
        return runs;
    }

    /// <summary>A run, or null.</summary>
    public LedgerRun? FindRunOrNull(long runId) => AllRuns().FirstOrDefault(r => r.RunId == runId);

    /// <summary>Months that have a run that stands, in order.</summary>
    public IReadOnlyList<Month> OpenedMonths() => [.. Runs().Where(r => r.Stands).Select(r => r.Month).Distinct().Order()];

    /// <summary>The first month for which anything is posted; null while none was set and none was run.</summary>
    public Month? OpeningMonthOrNull()
    {
        using var connection = _database.Connect();
        return OpeningMonth.FindOrNull(connection, null, LedgerTable.Runs(connection));
    }

    /// <summary>Decisions to take back what a law left withheld, in order.</summary>
    public IReadOnlyList<RecoveryDecision> RecoveryDecided()
    {
        using var connection = _database.Connect();
        return RecoveryDecisions.Read(connection).All;
    }

    /// <summary>Lines of a run, by commune and person.</summary>
    public PagedRows<PostedLine> Lines(long runId, LineFilter filter, Scope scope, int skip, int take)
    {
        using var connection = _database.Connect();
        var (where, values) = Where("e.run_id = @runId and e.kind = 'due'", filter, scope);
        values.Add("runId", runId);
        var total = connection.ExecuteScalar<long>($"select count(*) from ledger_entry e where {where}", values);
        values.Add("skip", skip);
        values.Add("take", take);
        return new PagedRows<PostedLine>(
            Read(connection, $"where {where} order by e.unit_key, e.person_id, e.programme, e.for_month limit @take offset @skip", values),
            total);
    }

    /// <summary>
    /// What is handed out of a run that stands (<i lang="vi">danh sách chi trả</i>): what settling it would pay, or paid; by commune and
    /// person. Nothing of a run that was thrown away or reversed.
    /// </summary>
    public IReadOnlyList<PayItem> ToPay(LedgerRun run, Scope scope)
    {
        using var connection = _database.Connect();
        var merges = MergeMap.Read(_database);
        return !run.Stands ? [] : [.. Settling.Of(_database, connection, run)
            .Where(l => scope.IsEverything || (l.Unit is { } unit && scope.Contains(unit)))
            .OrderBy(l => l.Unit, StringComparer.Ordinal).ThenBy(l => l.PersonId).ThenBy(l => l.Programme, StringComparer.Ordinal)
            .ThenBy(l => l.ForMonth).Select(l => new PayItem(merges.Of(l.PersonId), l.Programme, l.ForMonth, l.Amount, l.Unit))];
    }

    /// <summary>Totals of a run by commune and programme.</summary>
    public IReadOnlyList<UnitTotal> Totals(long runId, Scope scope)
    {
        using var connection = _database.Connect();
        var (where, values) = Where("e.run_id = @runId and e.kind = 'due'", new LineFilter(), scope);
        values.Add("runId", runId);
        using var row = (DbDataReader)connection.ExecuteReader(
            $"""
            select e.unit_key, e.programme, e.line_kind, count(*), sum(e.amount),
                   (select count(distinct p.person_id) from ledger_entry p
                    where p.run_id = @runId and p.kind = 'due' and p.programme = e.programme
                      and coalesce(p.unit_key, '') = coalesce(e.unit_key, ''))
            from ledger_entry e where {where} group by e.unit_key, e.programme, e.line_kind order by e.unit_key, e.programme, e.line_kind
            """,
            values);
        var totals = new List<UnitTotal>();
        while (row.Read())
        {
            var (unit, programme, sum) =
                (Text(row, 0), row.GetString(1), new LineSum(row.GetInt64(3), Convert.ToInt64(row.GetValue(4), null)));
            if (totals.Count == 0 || totals[^1].Unit != unit || totals[^1].Programme != programme)
            {
                totals.Add(new UnitTotal(unit, programme, Convert.ToInt64(row.GetValue(5), null), LinesByKind.None));
            }

            var kinds = totals[^1].ByKind;
            totals[^1] = totals[^1] with
            {
                ByKind = LineKinds.FromText(row.GetString(2)) switch
                {
                    LineKind.Current => kinds with { Current = sum },
                    LineKind.Arrears => kinds with { Arrears = sum },
                    _ => kinds with { Recovery = sum },
                },
            };
        }

        return totals;
    }

    /// <summary>Every line posted for a person by the runs known on a day (all if no day is given), in order of posting.</summary>
    public IReadOnlyList<PostedLine> LinesOf(long personId, Scope scope, AsKnown? known = null)
    {
        using var connection = _database.Connect();
        var (where, values) = Where("e.kind = 'due'", new LineFilter(PersonId: personId), scope, known);
        return Read(connection, $"where {where} order by e.entry_id", values);
    }

    /// <summary>
    /// Đồng posted by the runs known on a day for each of these people by programme and month; what was posted and taken back is left out.
    /// </summary>
    public IReadOnlyList<(long PersonId, string Programme, Month ForMonth, long Amount)> PostedTo(IReadOnlySet<long> persons, AsKnown known)
    {
        using var connection = _database.Connect();
        var (where, values) = Where("e.kind = 'due'", new LineFilter(), Scope.Everything, known);
        using var row = (DbDataReader)connection.ExecuteReader(
            $"""
            select e.person_id, e.programme, e.for_month, sum(e.amount) from ledger_entry e where {where}
            group by e.person_id, e.programme, e.for_month having sum(e.amount) <> 0 order by e.person_id, e.for_month, e.programme
            """,
            values);
        var posted = new List<(long, string, Month, long)>();
        while (row.Read())
        {
            if (persons.Contains(row.GetInt64(0)))
            {
                posted.Add((row.GetInt64(0), row.GetString(1), Month.Parse(row.GetString(2)), Convert.ToInt64(row.GetValue(3), null)));
            }
        }

        return posted;
    }

    /// <summary>What the runs known on a day (all if no day is given) posted and paid by programme and month for a person.</summary>
    public IReadOnlyList<PersonMonth> MonthsOf(long personId, Scope scope, AsKnown? known = null)
    {
        using var connection = _database.Connect();
        var (where, values) = Where("1 = 1", new LineFilter(PersonId: personId), scope, known);
        using var row = (DbDataReader)connection.ExecuteReader(
            $"""
            select e.programme, e.for_month, sum(case when e.kind = 'due' then e.amount else 0 end),
                   sum(case when e.kind = 'paid' then e.amount else 0 end),
                   sum(case when e.kind = 'withheld' then -e.amount else 0 end)
            from ledger_entry e where {where} group by e.programme, e.for_month order by e.for_month, e.programme
            """,
            values);
        var months = new List<PersonMonth>();
        while (row.Read())
        {
            months.Add(
                new PersonMonth(row.GetString(0), Month.Parse(row.GetString(1)), null, Convert.ToInt64(row.GetValue(2), null),
                    Convert.ToInt64(row.GetValue(3), null))
            {
                Withheld = Convert.ToInt64(row.GetValue(4), null),
            });
        }

        return months;
    }

    /// <summary>Due, paid and open over all that was posted.</summary>
    public Balance Balance(Scope scope, string? programme = null)
    {
        return Balance(new LineFilter(Programme: programme), scope);
    }

    /// <summary>The same of the lines of a filter and of a month.</summary>
    public Balance Balance(LineFilter filter, Scope scope, Month? forMonth = null, AsKnown? known = null)
    {
        using var connection = _database.Connect();
        var (where, values) = Where(forMonth is null ? "1 = 1" : "e.for_month = @forMonth", filter, scope, known);
        values.Add("forMonth", forMonth?.ToString());
        var (toPay, toRecover, withheld) =
            OpenBalances.Sides(OpenBalances.Read(connection, null, where, values, MergeMap.Read(_database, known)));
        using var row = (DbDataReader)connection.ExecuteReader(
            $"""
            select coalesce(sum(case when e.kind = 'due' then e.amount else 0 end), 0),
                   coalesce(sum(case when e.kind = 'paid' then e.amount else 0 end), 0)
            from ledger_entry e where {where}
            """,
            values);
        row.Read();
        return new Balance(Convert.ToInt64(row.GetValue(0), null), Convert.ToInt64(row.GetValue(1), null), toPay, toRecover, withheld);
    }

    /// <summary>What is open or withheld of a person, or of everybody, month by month.</summary>
    public IReadOnlyList<OpenAmount> Open(LineFilter filter, Scope scope, AsKnown? known = null)
    {
        using var connection = _database.Connect();
        var (where, values) = Where("1 = 1", filter, scope, known);
        return OpenBalances.Read(connection, null, where, values, MergeMap.Read(_database, known));
    }

    private (string Where, DynamicParameters Values) Where(
        string start, LineFilter filter, Scope scope, AsKnown? known = null)
    {
        var values = new DynamicParameters();
        var where = start + Within(filter, values);
        if (!scope.IsEverything)
        {
            where += " and e.unit_key in " + InList.Of(values, "scope", [.. scope.Units]);
        }

        where += $" and e.{LedgerTable.NotThrown}";
        if (known is { } day)
        {
            where += " and e.run_id in (select r.run_id from ledger_run r where r.known <= @known)";
            values.Add("known", day.Day);
        }

        return (where, values);
    }

    // The conditions of a filter, each after an "and".
    private string Within(LineFilter filter, DynamicParameters values)
    {
        var where = "";
        if (filter.Kind is { } kind)
        {
            where += " and e.line_kind = @kind";
            values.Add("kind", kind.ToText());
        }

        if (filter.Programme is { } programme)
        {
            where += " and e.programme = @programme";
            values.Add("programme", programme);
        }

        if (filter.PersonId is { } person)
        {
            // What was posted to a file that was merged into this one is this person's.
            where += " and e.person_id in " + InList.Of(values, "person", [person, .. MergeMap.Read(_database).MergedInto(person)]);
        }

        return where;
    }

    /// <summary>How many lines were posted, or drafted and not given up, under one of these units.</summary>
    public static long LinesOf(DbConnection connection, DbTransaction transaction, IReadOnlyList<string> unitKeys)
    {
        var values = new DynamicParameters();
        return connection.ExecuteScalar<long>(
            $"""
            select (select count(*) from ledger_entry where unit_key in {InList.Of(values, "unit", unitKeys)})
                + (select count(*) from run_draft_line where unit_key in {InList.Of(values, "drafted", unitKeys)})
            """, values, transaction);
    }

    private List<PostedLine> Read(DbConnection connection, string where, DynamicParameters values)
    {
        var lines = new List<PostedLine>();
        using (var row = (DbDataReader)connection.ExecuteReader(
            $"""
            select e.entry_id, e.person_id, e.programme, e.for_month, e.amount, e.line_kind, e.cause, e.unit_key
            from ledger_entry e {where}
            """,
            values))
        {
            while (row.Read())
            {
                lines.Add(new PostedLine(
                    row.GetInt64(0), row.GetInt64(1), null, row.GetString(2), Month.Parse(row.GetString(3)), row.GetInt64(4),
                    LineKinds.FromText(row.GetString(5)) ?? LineKind.Current, Cause.Read(Text(row, 6)), Text(row, 7)));
            }
        }

        var names = new Identities(_database).Persons(lines.Select(l => l.PersonId));
        return [.. lines.Select(l => l with { Name = names.GetValueOrDefault(l.PersonId)?.Name })];
    }

    private static string? Text(DbDataReader row, int i) => row.IsDBNull(i) ? null : row.GetString(i);
}
