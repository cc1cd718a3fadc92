using System.Data.Common;
using AnSinh.Basics;
using Dapper;

namespace AnSinh.Register;

/// <summary>The SQL that writes and reads who people and households are: statements with one time, when they were recorded.</summary>
internal static class IdentityTables
{
    private const string PersonColumns =
        "person_id, personal_number, name, sex, birth_date, birth_precision, recorded_at, superseded_at, source";
    private const string HouseholdColumns = "household_id, number, hamlet, recorded_at, superseded_at, source";

    public static IReadOnlyList<Recorded<PersonRow>> People(DbConnection connection, string where, object parameters,
        DbTransaction? transaction = null) =>
        [.. connection.Query<PersonEntry>(
            $"select row_id, {PersonColumns} from person where {where} order by person_id, recorded_at, row_id", parameters, transaction)
            .Select(e => new Recorded<PersonRow>(e.RowId, e.ToRow()))];

    public static IReadOnlyList<Recorded<HouseholdRow>> Households(DbConnection connection, string where, object parameters,
        DbTransaction? transaction = null) =>
        [.. connection.Query<HouseholdEntry>(
            $"select row_id, {HouseholdColumns} from household where {where} order by household_id, recorded_at, row_id",
            parameters, transaction)
            .Select(e =>
                new Recorded<HouseholdRow>(e.RowId,
                    new HouseholdRow(e.HouseholdId, e.Number, e.Hamlet, e.RecordedAt, e.SupersededAt, e.Source)))];

    public static long Insert(DbConnection connection, DbTransaction transaction, PersonRow row) => connection.ExecuteScalar<long>(
        $"insert into person ({PersonColumns}, search_key) values (@PersonId, @PersonalNumber, @Name, @sex, @birth, @precision, @RecordedAt, @SupersededAt, @Source, @key) returning row_id",
        new
        {
            row.PersonId,
            row.PersonalNumber,
            row.Name,
            sex = (long)row.Sex,
            birth = row.Birth?.Earliest,
            precision = (long?)row.Birth?.Precision,
            row.RecordedAt,
            row.SupersededAt,
            row.Source,
            key = VietnameseText.Fold(row.Name),
        },
        transaction);

    public static long Insert(DbConnection connection, DbTransaction transaction, HouseholdRow row) => connection.ExecuteScalar<long>(
        $"insert into household ({HouseholdColumns}) values (@HouseholdId, @Number, @Hamlet, @RecordedAt, @SupersededAt, @Source) returning row_id", row, transaction);

    public static void Supersede(DbConnection connection, DbTransaction transaction, string table, long rowId, long at)
    {
        if (connection.Execute($"update {table} set superseded_at = @at where row_id = @rowId and superseded_at is null",
            new { at, rowId }, transaction) != 1)
        {
            throw new InvalidOperationException($"Row {rowId} of {table} was superseded before.");
        }
    }

    private sealed class PersonEntry
    {
        public long RowId { get; set; }

        public long PersonId { get; set; }

        public string? PersonalNumber { get; set; }

        public string Name { get; set; } = "";

        public long Sex { get; set; }

        public DateOnly? BirthDate { get; set; }

        public long? BirthPrecision { get; set; }

        public long RecordedAt { get; set; }

        public long? SupersededAt { get; set; }

        public string Source { get; set; } = "";

        public PersonRow ToRow() =>
            new(PersonId, PersonalNumber, Name, (Sex)Sex,
                BirthDate is { } day ? new BirthDate(day, (DatePrecision)(BirthPrecision ?? (long)DatePrecision.Day)) : null,
                RecordedAt, SupersededAt, Source);
    }

    private sealed class HouseholdEntry
    {
        public long RowId { get; set; }

        public long HouseholdId { get; set; }

        public string Number { get; set; } = "";

        public string Hamlet { get; set; } = "";

        public long RecordedAt { get; set; }

        public long? SupersededAt { get; set; }

        public string Source { get; set; } = "";
    }
}
