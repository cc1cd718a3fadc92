using System.Data.Common;
using AnSinh.Basics;
using Dapper;

namespace AnSinh.Register;

/// <summary>
/// A table of rows with two times: valid days, and when they were recorded and superseded. Holds all the SQL that writes it.
/// </summary>
internal abstract class DatedTable<T>
    where T : class
{
    public abstract string Name { get; }

    /// <summary>What makes two rows speak of the same thing, so that only one may hold on a day.</summary>
    protected abstract string SameThing { get; }

    protected abstract string OwnColumns { get; }

    protected string AllColumns => OwnColumns + ", valid_from, valid_to, recorded_at, superseded_at, source";

    public abstract DateInterval ValidOf(T row);

    public abstract long RecordedAtOf(T row);

    public abstract T With(T row, DateInterval valid, long recordedAt);

    /// <summary>The subject in the audit log, e.g. <c>person:217</c>.</summary>
    public abstract string SubjectOf(T row);

    /// <summary>What the audit log says of the row: no value, since values can be sensitive.</summary>
    public abstract string DetailOf(T row);

    public abstract bool SameThingAs(T row, T other);

    /// <summary>Names what only one row may say on a day: the same words for rows of which <see cref="SameThingAs"/> holds.</summary>
    public abstract string ThingOf(T row);

    /// <summary>
    /// Names the person and household that must be in the register for the row: what <see cref="MissingSubject"/> looks for.
    /// </summary>
    public virtual string NeededBy(T row) => SubjectOf(row);

    public abstract IEnumerable<Refusal> Check(T row);

    /// <summary>Why the subject of the row is not in the register, or null if it is.</summary>
    public abstract Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, T row);

    /// <summary>Rows believed now about the same thing.</summary>
    public IReadOnlyList<Recorded<T>> Current(DbConnection connection, DbTransaction transaction, T like) =>
        [.. connection.Query<DatedEntry>(
            $"select row_id, {AllColumns} from {Name} where {SameThing} and superseded_at is null order by valid_from",
            Parameters(like), transaction)
            .Select(e => new Recorded<T>(e.RowId, RowOf(e)))];

    public (T Row, bool Superseded)? FindOrNull(DbConnection connection, DbTransaction transaction, long rowId) =>
        connection.QuerySingleOrDefault<DatedEntry>($"select row_id, {AllColumns} from {Name} where row_id = @rowId",
            new { rowId }, transaction) is { } entry
            ? (RowOf(entry), entry.SupersededAt is not null) : null;

    public IReadOnlyList<Recorded<T>> AllOf(DbConnection connection, string where, object parameters, DbTransaction? transaction = null) =>
        [.. connection.Query<DatedEntry>($"select row_id, {AllColumns} from {Name} where {where} order by valid_from, recorded_at, row_id",
            parameters, transaction)
            .Select(e => new Recorded<T>(e.RowId, RowOf(e)))];

    public long Insert(DbConnection connection, DbTransaction transaction, T row) =>
        connection.ExecuteScalar<long>($"insert into {Name} ({AllColumns}) values ({Values()}) returning row_id",
            Parameters(row), transaction);

    public void Supersede(DbConnection connection, DbTransaction transaction, long rowId, long at)
    {
        // The one change a row ever sees, and only once.
        if (connection.Execute($"update {Name} set superseded_at = @at where row_id = @rowId and superseded_at is null",
            new { at, rowId }, transaction) != 1)
        {
            throw new InvalidOperationException($"Row {rowId} of {Name} was superseded before.");
        }
    }

    protected abstract object Parameters(T row);

    protected abstract T RowOf(DatedEntry entry);

    protected static Refusal? NoPerson(DbConnection connection, DbTransaction transaction, long personId) =>
        connection.ExecuteScalar<long>("select count(*) from person where person_id = @personId", new { personId }, transaction) > 0 ? null
            : new Refusal("person.none", $"Không có người số {personId} trong sổ.", "person_id");

    protected static Refusal? NoHousehold(DbConnection connection, DbTransaction transaction, long householdId) =>
        connection.ExecuteScalar<long>("select count(*) from household where household_id = @householdId", new { householdId },
            transaction) > 0 ? null
            : new Refusal("household.none", $"Không có hộ số {householdId} trong sổ.", "household_id");

    private string Values() => string.Join(", ", AllColumns.Split(", ").Select(c => "@" + c));
}

/// <summary>A row of any dated table as it comes from the database.</summary>
internal sealed class DatedEntry
{
    public long RowId { get; set; }

    public long PersonId { get; set; }

    public long HouseholdId { get; set; }

    public long SubjectKind { get; set; }

    public long SubjectId { get; set; }

    public string? UnitKey { get; set; }

    public string Kind { get; set; } = "";

    public string Role { get; set; } = "";

    public string Value { get; set; } = "";

    public DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    public long RecordedAt { get; set; }

    public long? SupersededAt { get; set; }

    public string Source { get; set; } = "";

    public DateInterval Valid => new(ValidFrom, ValidTo);
}
