using System.Data.Common;
using AnSinh.Basics;

namespace AnSinh.Register;

/// <summary>Facts: one value of a kind about a subject on a day.</summary>
internal sealed class FactLines(RowChecks checks) : DatedTable<FactRow>
{
    public override string Name => "fact";

    protected override string SameThing =>
        "subject_kind = @subject_kind and subject_id = @subject_id and coalesce(unit_key, '') = coalesce(@unit_key, '') and kind = @kind";

    protected override string OwnColumns => "subject_kind, subject_id, unit_key, kind, value";

    public override DateInterval ValidOf(FactRow row) => row.Valid;

    public override long RecordedAtOf(FactRow row) => row.RecordedAt;

    public override FactRow With(FactRow row, DateInterval valid, long recordedAt) =>
        row with { Valid = valid, RecordedAt = recordedAt, SupersededAt = null };

    public override string SubjectOf(FactRow row) => KindOf(row) switch
    {
        FactSubject.Household => $"household:{row.SubjectId}",
        FactSubject.Unit => $"unit:{row.Unit}",
        _ => $"person:{row.SubjectId}",
    };

    public override string DetailOf(FactRow row) => $"{row.Kind}; {row.Source}";

    public override string ThingOf(FactRow row) => $"{SubjectOf(row)} {row.Kind}";

    public override bool SameThingAs(FactRow row, FactRow other) =>
        (row.Kind, row.SubjectId, row.Unit) == (other.Kind, other.SubjectId, other.Unit);

    public override IEnumerable<Refusal> Check(FactRow row) => checks.Of(row);

    public override Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, FactRow row) => KindOf(row) switch
    {
        FactSubject.Person => NoPerson(connection, transaction, row.SubjectId),
        FactSubject.Household => NoHousehold(connection, transaction, row.SubjectId),
        _ => null,
    };

    protected override object Parameters(FactRow row) => new
    {
        subject_kind = (long)KindOf(row),
        subject_id = row.SubjectId,
        unit_key = row.Unit,
        kind = row.Kind,
        value = row.Value,
        valid_from = row.Valid.From,
        valid_to = row.Valid.To,
        recorded_at = row.RecordedAt,
        superseded_at = row.SupersededAt,
        source = row.Source,
    };

    protected override FactRow RowOf(DatedEntry e) =>
        new(e.SubjectId, e.UnitKey, e.Kind, e.Value, e.Valid, e.RecordedAt, e.SupersededAt, e.Source);

    private FactSubject KindOf(FactRow row) => checks.Facts[row.Kind].Subject;
}

/// <summary>Residences: one permanent and one temporary home on a day.</summary>
internal sealed class ResidenceLines(RowChecks checks) : DatedTable<ResidenceRow>
{
    public override string Name => "residence";

    protected override string SameThing => "person_id = @person_id and kind = @kind";

    protected override string OwnColumns => "person_id, unit_key, kind";

    public override DateInterval ValidOf(ResidenceRow row) => row.Valid;

    public override long RecordedAtOf(ResidenceRow row) => row.RecordedAt;

    public override ResidenceRow With(ResidenceRow row, DateInterval valid, long recordedAt) =>
        row with { Valid = valid, RecordedAt = recordedAt, SupersededAt = null };

    public override string SubjectOf(ResidenceRow row) => $"person:{row.PersonId}";

    public override string DetailOf(ResidenceRow row) => $"{row.Kind} {row.Unit}; {row.Source}";

    public override string ThingOf(ResidenceRow row) => $"{SubjectOf(row)} {row.Kind} home";

    public override bool SameThingAs(ResidenceRow row, ResidenceRow other) => (row.PersonId, row.Kind) == (other.PersonId, other.Kind);

    public override IEnumerable<Refusal> Check(ResidenceRow row) => checks.Of(row);

    public override Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, ResidenceRow row) =>
        NoPerson(connection, transaction, row.PersonId);

    protected override object Parameters(ResidenceRow row) => new
    {
        person_id = row.PersonId,
        unit_key = row.Unit,
        kind = row.Kind,
        valid_from = row.Valid.From,
        valid_to = row.Valid.To,
        recorded_at = row.RecordedAt,
        superseded_at = row.SupersededAt,
        source = row.Source,
    };

    protected override ResidenceRow RowOf(DatedEntry e) =>
        new(e.PersonId, e.UnitKey!, e.Kind, e.Valid, e.RecordedAt, e.SupersededAt, e.Source);
}

/// <summary>Memberships: one household on a day.</summary>
internal sealed class MembershipLines(RowChecks checks) : DatedTable<MembershipRow>
{
    public override string Name => "membership";

    protected override string SameThing => "person_id = @person_id";

    protected override string OwnColumns => "person_id, household_id, role";

    public override DateInterval ValidOf(MembershipRow row) => row.Valid;

    public override long RecordedAtOf(MembershipRow row) => row.RecordedAt;

    public override MembershipRow With(MembershipRow row, DateInterval valid, long recordedAt) =>
        row with { Valid = valid, RecordedAt = recordedAt, SupersededAt = null };

    public override string SubjectOf(MembershipRow row) => $"person:{row.PersonId}";

    public override string DetailOf(MembershipRow row) => $"household:{row.HouseholdId} {row.Role}; {row.Source}";

    public override string ThingOf(MembershipRow row) => $"{SubjectOf(row)} household";

    public override string NeededBy(MembershipRow row) => $"person:{row.PersonId} household:{row.HouseholdId}";

    public override bool SameThingAs(MembershipRow row, MembershipRow other) => row.PersonId == other.PersonId;

    public override IEnumerable<Refusal> Check(MembershipRow row) => checks.Of(row);

    public override Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, MembershipRow row) =>
        NoPerson(connection, transaction, row.PersonId) ?? NoHousehold(connection, transaction, row.HouseholdId);

    protected override object Parameters(MembershipRow row) => new
    {
        person_id = row.PersonId,
        household_id = row.HouseholdId,
        role = row.Role,
        valid_from = row.Valid.From,
        valid_to = row.Valid.To,
        recorded_at = row.RecordedAt,
        superseded_at = row.SupersededAt,
        source = row.Source,
    };

    protected override MembershipRow RowOf(DatedEntry e) =>
        new(e.PersonId, e.HouseholdId, e.Role, e.Valid, e.RecordedAt, e.SupersededAt, e.Source);
}
