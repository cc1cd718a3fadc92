using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Register;

/// <summary>
/// Daily writing. A row is never changed: what is no longer believed is superseded, what is believed instead is a new row, so that
/// what was known on an earlier day can be asked for ever. Each write is one transaction with its audit entry.
/// </summary>
internal sealed class RegisterWrites(RegisterDb register)
{
    /// <summary>Who writes when nobody is named: the program itself.</summary>
    public const string System = "ansinh";

    public FactLines Facts { get; } = new(register.Checks);

    public ResidenceLines Residences { get; } = new(register.Checks);

    public MembershipLines Memberships { get; } = new(register.Checks);

    /// <summary>
    /// Records a row. Others about the same thing keep the days it does not take: <em>severe since 2019</em> ends the day before
    /// <em>extremely severe since 2024</em>. Refused if it would leave nothing of another: that is a correction and must say so.
    /// </summary>
    public Outcome<long> Record<T>(DatedTable<T> table, T row, string actor)
        where T : class => Change(table.RecordedAtOf(row), table.Check(row), (connection, transaction, at) =>
    {
        if (table.MissingSubject(connection, transaction, row) is { } missing)
        {
            return missing;
        }

        var valid = table.ValidOf(row);
        var others = table.Current(connection, transaction, row).Where(o => table.ValidOf(o.Row).Overlaps(valid)).ToList();
        if (others.FirstOrDefault(o => Covers(valid, table.ValidOf(o.Row))) is { } covered)
        {
            return new Refusal("row.overlaps", $"Đã có dòng {covered.RowId} ({Days(table.ValidOf(covered.Row))}) về cùng việc này; nếu dòng đó sai, hãy đính chính dòng đó.", "valid_from");
        }

        foreach (var other in others)
        {
            table.Supersede(connection, transaction, other.RowId, at);
            foreach (var rest in Without(table.ValidOf(other.Row), valid))
            {
                table.Insert(connection, transaction, table.With(other.Row, rest, at));
            }
        }

        return Added(connection, transaction, table, table.With(row, valid, at), $"{table.Name}.record", "", actor, at);
    });

    /// <summary>Supersedes a row and puts another about the same thing in its place.</summary>
    public Outcome<long> Correct<T>(DatedTable<T> table, long rowId, T row, string actor)
        where T : class => Change(table.RecordedAtOf(row), table.Check(row), (connection, transaction, at) =>
    {
        if (Believed(table, connection, transaction, rowId) is { Ok: false } refused)
        {
            return Outcome<long>.Refused(refused.Refusals);
        }

        var wrong = table.FindOrNull(connection, transaction, rowId)!.Value.Row;
        if (!table.SameThingAs(row, wrong))
        {
            return new Refusal("row.other-subject", $"Dòng {rowId} nói về việc khác; đính chính phải cùng người (hộ, đơn vị) và cùng loại.", "row_id");
        }

        if (table.MissingSubject(connection, transaction, row) is { } missing)
        {
            return missing;
        }

        var valid = table.ValidOf(row);
        if (table.Current(connection, transaction, row).FirstOrDefault(o => o.RowId != rowId && table.ValidOf(o.Row).Overlaps(valid)) is { } other)
        {
            return new Refusal("row.overlaps", $"Trùng ngày với dòng {other.RowId} ({Days(table.ValidOf(other.Row))}); hãy đính chính cả dòng đó.", "valid_from");
        }

        table.Supersede(connection, transaction, rowId, at);
        return Added(connection, transaction, table, table.With(row, valid, at), $"{table.Name}.correct", $" (thay dòng {rowId})", actor, at);
    });

    /// <summary>Supersedes a row and puts nothing in its place.</summary>
    public Outcome<long> Withdraw<T>(DatedTable<T> table, long rowId, string reason, string actor)
        where T : class => Change(0, [], (connection, transaction, at) =>
    {
        var found = Believed(table, connection, transaction, rowId);
        if (!found.Ok)
        {
            return Outcome<long>.Refused(found.Refusals);
        }

        table.Supersede(connection, transaction, rowId, at);
        Note(connection, transaction, new AuditRecord(at, actor, $"{table.Name}.withdraw", table.SubjectOf(found.Value), $"row {rowId}: {reason}"));
        return rowId;
    });

    public Outcome<long> Record(PersonRow row, string actor) => Change(row.RecordedAt, register.Checks.Of(row), (connection, transaction, at) =>
    {
        if (row.PersonId != 0 && IdentityTables.People(connection, "person_id = @PersonId", new { row.PersonId }, transaction).Count > 0)
        {
            return new Refusal("person.exists", $"Đã có người số {row.PersonId} trong sổ.", "person_id");
        }

        if (NumberTaken(connection, transaction, row) is { } taken)
        {
            return taken;
        }

        var person = row with { PersonId = row.PersonId == 0 ? Next(connection, transaction, "person", "person_id") : row.PersonId, RecordedAt = at, SupersededAt = null, PersonalNumber = Digits(row.PersonalNumber) };
        IdentityTables.Insert(connection, transaction, person);
        Note(connection, transaction, new AuditRecord(at, actor, "person.record", $"person:{person.PersonId}", row.Source));
        return person.PersonId;
    });

    public Outcome<long> Correct(PersonRow row, string actor) => Change(row.RecordedAt, register.Checks.Of(row), (connection, transaction, at) =>
    {
        var current = IdentityTables.People(connection, "person_id = @PersonId and superseded_at is null", new { row.PersonId }, transaction);
        if (current.Count == 0)
        {
            return new Refusal("person.none", $"Không có người số {row.PersonId} trong sổ.", "person_id");
        }

        if (NumberTaken(connection, transaction, row) is { } taken)
        {
            return taken;
        }

        foreach (var statement in current)
        {
            IdentityTables.Supersede(connection, transaction, "person", statement.RowId, at);
        }

        IdentityTables.Insert(connection, transaction, row with { RecordedAt = at, SupersededAt = null, PersonalNumber = Digits(row.PersonalNumber) });
        Note(connection, transaction, new AuditRecord(at, actor, "person.correct", $"person:{row.PersonId}", row.Source));
        return row.PersonId;
    });

    public Outcome<long> Record(HouseholdRow row, string actor) => Change(row.RecordedAt, register.Checks.Of(row), (connection, transaction, at) =>
    {
        if (row.HouseholdId != 0 && IdentityTables.Households(connection, "household_id = @HouseholdId", new { row.HouseholdId }, transaction).Count > 0)
        {
            return new Refusal("household.exists", $"Đã có hộ số {row.HouseholdId} trong sổ.", "household_id");
        }

        var household = row with { HouseholdId = row.HouseholdId == 0 ? Next(connection, transaction, "household", "household_id") : row.HouseholdId, RecordedAt = at, SupersededAt = null };
        IdentityTables.Insert(connection, transaction, household);
        Note(connection, transaction, new AuditRecord(at, actor, "household.record", $"household:{household.HouseholdId}", row.Source));
        return household.HouseholdId;
    });

    public Outcome<long> Correct(HouseholdRow row, string actor) => Change(row.RecordedAt, register.Checks.Of(row), (connection, transaction, at) =>
    {
        var current = IdentityTables.Households(connection, "household_id = @HouseholdId and superseded_at is null", new { row.HouseholdId }, transaction);
        if (current.Count == 0)
        {
            return new Refusal("household.none", $"Không có hộ số {row.HouseholdId} trong sổ.", "household_id");
        }

        foreach (var statement in current)
        {
            IdentityTables.Supersede(connection, transaction, "household", statement.RowId, at);
        }

        IdentityTables.Insert(connection, transaction, row with { RecordedAt = at, SupersededAt = null });
        Note(connection, transaction, new AuditRecord(at, actor, "household.correct", $"household:{row.HouseholdId}", row.Source));
        return row.HouseholdId;
    });

    /// <summary>The clock, or the latest instant recorded if the clock is behind it.</summary>
    public static long Now(RegisterDb register, DbConnection connection, DbTransaction? transaction) =>
        Math.Max(register.Database.Clock.GetUtcNow().ToUnixTimeMilliseconds(), Latest(connection, transaction));

    public static long Latest(DbConnection connection, DbTransaction? transaction) =>
        long.Parse(RegisterDb.MetaOf(connection, "last_recorded_at", transaction) ?? "0", CultureInfo.InvariantCulture);

    public static void SetLatest(DbConnection connection, DbTransaction transaction, long instant) =>
        connection.Execute("update meta set value = @value where key = 'last_recorded_at'", new { value = instant.ToString(CultureInfo.InvariantCulture) }, transaction);

    private Outcome<long> Change(long recordedAt, IEnumerable<Refusal> checks, Func<DbConnection, DbTransaction, long, Outcome<long>> work)
    {
        var refusals = checks.ToList();
        return refusals.Count > 0 ? Outcome<long>.Refused(refusals) : register.TryWrite((connection, transaction) =>
        {
            var latest = Latest(connection, transaction);
            var at = recordedAt == 0 ? Math.Max(register.Database.Clock.GetUtcNow().ToUnixTimeMilliseconds(), latest) : recordedAt;
            if (at < latest)
            {
                return new Refusal("row.recorded-in-past", $"Không ghi lùi vào ngày {Vietnamese.Date(AsKnown.DayOf(at))}: sổ đã ghi đến {Vietnamese.Date(AsKnown.DayOf(latest))} và những gì đã biết không đổi.", "recorded_at");
            }

            var outcome = work(connection, transaction, at);
            if (outcome.Ok)
            {
                SetLatest(connection, transaction, at);
            }

            return outcome;
        });
    }

    private long Added<T>(DbConnection connection, DbTransaction transaction, DatedTable<T> table, T row, string action, string note, string actor, long at)
        where T : class
    {
        var rowId = table.Insert(connection, transaction, row);
        Note(connection, transaction, new AuditRecord(at, actor, action, table.SubjectOf(row), $"row {rowId}{note}: {table.DetailOf(row)}"));
        return rowId;
    }

    private void Note(DbConnection connection, DbTransaction transaction, AuditRecord record) => register.Audit.Append(connection, transaction, record);

    private static Outcome<T> Believed<T>(DatedTable<T> table, DbConnection connection, DbTransaction transaction, long rowId)
        where T : class => table.FindOrNull(connection, transaction, rowId) switch
    {
        null => new Refusal("row.none", $"Không có dòng {rowId}.", "row_id"),
        { Superseded: true } => new Refusal("row.superseded", $"Dòng {rowId} đã được thay bằng dòng khác; hãy đính chính dòng mới nhất.", "row_id"),
        { } found => Outcome<T>.Of(found.Row),
    };

    private static Refusal? NumberTaken(DbConnection connection, DbTransaction transaction, PersonRow row) =>
        Digits(row.PersonalNumber) is { } number
            && IdentityTables.People(connection, "personal_number = @number and superseded_at is null and person_id <> @PersonId", new { number, row.PersonId }, transaction) is [var other, ..]
            ? new Refusal("person.number-taken", $"Số định danh {number} đã thuộc về {other.Row.Name} (người số {other.Row.PersonId}).", "personal_number") : null;

    private static string? Digits(string? number) => PersonalNumber.TryParse(number, out var parsed) ? parsed.Digits : number;

    private static long Next(DbConnection connection, DbTransaction transaction, string table, string column) =>
        connection.ExecuteScalar<long>($"select coalesce(max({column}), 0) + 1 from {table}", transaction: transaction);

    private static bool Covers(DateInterval outer, DateInterval inner) =>
        outer.From <= inner.From && (outer.To is null || (inner.To is not null && inner.To <= outer.To));

    private static IEnumerable<DateInterval> Without(DateInterval whole, DateInterval taken)
    {
        if (whole.From < taken.From)
        {
            yield return new DateInterval(whole.From, taken.From.AddDays(-1));
        }

        if (taken.To is { } last && (whole.To is null || last < whole.To))
        {
            yield return new DateInterval(last.AddDays(1), whole.To);
        }
    }

    private static string Days(DateInterval valid) => $"từ {Vietnamese.Date(valid.From)}{(valid.To is { } to ? " đến " + Vietnamese.Date(to) : "")}";
}
