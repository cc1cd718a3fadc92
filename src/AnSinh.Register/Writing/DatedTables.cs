using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.Writing;

/// <summary>Facts: one value of a kind about a subject on a day.</summary>
internal sealed class FactRowTable(RowChecks checks) : DatedTable<FactRow>(
    "fact",
    [
        new("subject_kind", BulkType.Long), new("subject_id", BulkType.Long), new("unit_key", BulkType.Text),
        new("kind", BulkType.Text), new("value", BulkType.Text), new("source", BulkType.Text),
    ],
    ["subject_id", "subject_kind", "unit_key", "kind"])
{
    public override DateInterval ValidOf(FactRow row) => row.Valid;

    public override FactRow With(FactRow row, DateInterval valid) => row with { Valid = valid };

    public override string SubjectOf(FactRow row) => KindOf(row) switch
    {
        FactSubject.Household => $"household:{row.SubjectId}",
        FactSubject.Unit => $"unit:{row.Unit}",
        _ => $"person:{row.SubjectId}",
    };

    public override string DetailOf(FactRow row) => $"{row.Kind}; {row.Source}";

    public override IEnumerable<Refusal> Check(FactRow row) => checks.Of(row);

    public override Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, FactRow row) => KindOf(row) switch
    {
        FactSubject.Person => PersonTable.None(connection, transaction, row.SubjectId),
        FactSubject.Household => HouseholdTable.None(connection, transaction, row.SubjectId),
        _ => null,
    };

    protected override void Set(IBulkWriter to, FactRow row)
    {
        to.Set(0, (long)KindOf(row));
        to.Set(1, row.SubjectId);
        to.Set(2, row.Unit);
        to.Set(3, row.Kind);
        to.Set(4, row.Value);
        to.Set(5, row.Source);
    }

    protected override FactRow Read(RowFields fields) => new(fields.Number(1), fields.TextOrNull(2), fields.Text(3), fields.Text(4),
        fields.Valid, fields.RecordedAt, fields.SupersededAt, fields.Text(5));

    private FactSubject KindOf(FactRow row) => checks.Facts[row.Kind].Subject;
}

/// <summary>Residences: one permanent and one temporary home on a day.</summary>
internal sealed class ResidenceTable(RowChecks checks) : DatedTable<ResidenceRow>(
    "residence",
    [
        new("person_id", BulkType.Long), new("unit_key", BulkType.Text), new("kind", BulkType.Text), new("source", BulkType.Text),
    ],
    ["person_id", "kind"])
{
    public override DateInterval ValidOf(ResidenceRow row) => row.Valid;

    public override ResidenceRow With(ResidenceRow row, DateInterval valid) => row with { Valid = valid };

    public override string SubjectOf(ResidenceRow row) => $"person:{row.PersonId}";

    public override string DetailOf(ResidenceRow row) => $"{row.Kind} {row.Unit}; {row.Source}";

    public override IEnumerable<Refusal> Check(ResidenceRow row) => checks.Of(row);

    public override Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, ResidenceRow row) =>
        PersonTable.None(connection, transaction, row.PersonId);

    protected override void Set(IBulkWriter to, ResidenceRow row)
    {
        to.Set(0, row.PersonId);
        to.Set(1, row.Unit);
        to.Set(2, row.Kind);
        to.Set(3, row.Source);
    }

    protected override ResidenceRow Read(RowFields fields) => new(fields.Number(0), fields.Text(1), fields.Text(2), fields.Valid,
        fields.RecordedAt, fields.SupersededAt, fields.Text(3));
}

/// <summary>Memberships: one household on a day.</summary>
internal sealed class MembershipTable(RowChecks checks) : DatedTable<MembershipRow>(
    "membership",
    [
        new("person_id", BulkType.Long), new("household_id", BulkType.Long), new("role", BulkType.Text), new("source", BulkType.Text),
    ],
    ["person_id"])
{
    public override DateInterval ValidOf(MembershipRow row) => row.Valid;

    public override MembershipRow With(MembershipRow row, DateInterval valid) => row with { Valid = valid };

    public override string SubjectOf(MembershipRow row) => $"person:{row.PersonId}";

    public override string DetailOf(MembershipRow row) => $"household:{row.HouseholdId} {row.Role}; {row.Source}";

    public override string NeededBy(MembershipRow row) => $"person:{row.PersonId} household:{row.HouseholdId}";

    public override IEnumerable<Refusal> Check(MembershipRow row) => checks.Of(row);

    public override Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, MembershipRow row) =>
        PersonTable.None(connection, transaction, row.PersonId) ?? HouseholdTable.None(connection, transaction, row.HouseholdId);

    protected override void Set(IBulkWriter to, MembershipRow row)
    {
        to.Set(0, row.PersonId);
        to.Set(1, row.HouseholdId);
        to.Set(2, row.Role);
        to.Set(3, row.Source);
    }

    protected override MembershipRow Read(RowFields fields) => new(fields.Number(0), fields.Number(1), fields.Text(2), fields.Valid,
        fields.RecordedAt, fields.SupersededAt, fields.Text(3));
}
