using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.Writing;

/// <summary>Who people are: one statement of each is believed.</summary>
internal sealed class PersonTable() : TwoTimeTable<PersonRow>(
    "person",
    [
        new("person_id", BulkType.Long), new("personal_number", BulkType.Text), new("name", BulkType.Text),
        new("search_key", BulkType.Text), new("sex", BulkType.Long), new("birth_date", BulkType.Date),
        new("birth_precision", BulkType.Long), new("source", BulkType.Text),
    ],
    ["person_id"])
{
    protected override string Order => "person_id, " + base.Order;

    public override string SubjectOf(PersonRow row) => $"person:{row.PersonId}";

    /// <summary>A personal number as it is written: digits alone.</summary>
    public static string? Digits(string? number) => PersonalNumber.TryParse(number, out var parsed) ? parsed.Digits : number;

    /// <summary>Why there never was such a person, or null.</summary>
    public static Refusal? None(DbConnection connection, DbTransaction transaction, long personId) =>
        connection.ExecuteScalar<long>("select count(*) from person where person_id = @personId", new { personId }, transaction) > 0 ? null
            : new Refusal("person.none", $"Không có người số {personId} trong sổ.", "person_id");

    protected override void Set(IBulkWriter to, PersonRow row)
    {
        to.Set(0, row.PersonId);
        to.Set(1, Digits(row.PersonalNumber));
        to.Set(2, row.Name);
        to.Set(3, VietnameseText.Fold(row.Name));
        to.Set(4, (long)row.Sex);
        to.Set(5, row.Birth?.Earliest);
        to.Set(6, (long?)row.Birth?.Precision);
        to.Set(7, row.Source);
    }

    protected override PersonRow Read(RowFields fields) => new(fields.Number(0), fields.TextOrNull(1), fields.Text(2),
        (Sex)fields.Number(4),
        fields.DayOrNull(5) is { } day ? new BirthDate(day, (DatePrecision)(fields.NumberOrNull(6) ?? (long)DatePrecision.Day)) : null,
        fields.RecordedAt, fields.SupersededAt, fields.Text(7));
}

/// <summary>What households are called: one statement of each is believed.</summary>
internal sealed class HouseholdTable() : TwoTimeTable<HouseholdRow>(
    "household",
    [
        new("household_id", BulkType.Long), new("number", BulkType.Text), new("hamlet", BulkType.Text), new("source", BulkType.Text),
    ],
    ["household_id"])
{
    protected override string Order => "household_id, " + base.Order;

    public override string SubjectOf(HouseholdRow row) => $"household:{row.HouseholdId}";

    /// <summary>Why there never was such a household, or null.</summary>
    public static Refusal? None(DbConnection connection, DbTransaction transaction, long householdId) =>
        connection.ExecuteScalar<long>("select count(*) from household where household_id = @householdId", new { householdId },
            transaction) > 0 ? null
            : new Refusal("household.none", $"Không có hộ số {householdId} trong sổ.", "household_id");

    protected override void Set(IBulkWriter to, HouseholdRow row)
    {
        to.Set(0, row.HouseholdId);
        to.Set(1, row.Number);
        to.Set(2, row.Hamlet);
        to.Set(3, row.Source);
    }

    protected override HouseholdRow Read(RowFields fields) => new(fields.Number(0), fields.Text(1), fields.Text(2), fields.RecordedAt,
        fields.SupersededAt, fields.Text(3));
}
