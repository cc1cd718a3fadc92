using AnSinh.Store;

namespace AnSinh.Register;

/// <summary>
/// The tables of a register. Rows are added, never changed: only <c>superseded_at</c> is set, once. No trigger does anything.
/// </summary>
internal static class RegisterSchema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        .. AuditLog.Migrations,
        .. BatchTables.Migrations,
        new("0001-register",
            """
            create table meta (
                key text not null primary key,
                value text not null);
            create table unit (
                key text not null primary key,
                code text not null,
                name text not null,
                full_name text not null,
                kind text not null,
                level bigint not null,
                parent text null,
                valid_from date null,
                valid_to date null,
                note text null);
            create table unit_change (
                id bigint not null primary key,
                event text not null,
                effective_date date not null,
                decided_date date null,
                instrument text not null,
                level bigint not null,
                from_key text not null references unit (key),
                to_key text null references unit (key),
                extent text not null);
            create table person (
                row_id $identity,
                person_id bigint not null,
                personal_number text null,
                name text not null,
                search_key text not null,
                sex bigint not null,
                birth_date date null,
                birth_precision bigint null,
                recorded_at bigint not null,
                superseded_at bigint null,
                source text not null);
            create table household (
                row_id $identity,
                household_id bigint not null,
                number text not null,
                hamlet text not null,
                recorded_at bigint not null,
                superseded_at bigint null,
                source text not null);
            create table membership (
                row_id $identity,
                person_id bigint not null,
                household_id bigint not null,
                role text not null,
                valid_from date not null,
                valid_to date null,
                recorded_at bigint not null,
                superseded_at bigint null,
                source text not null);
            create table residence (
                row_id $identity,
                person_id bigint not null,
                unit_key text not null,
                kind text not null,
                valid_from date not null,
                valid_to date null,
                recorded_at bigint not null,
                superseded_at bigint null,
                source text not null);
            create table fact (
                row_id $identity,
                subject_kind bigint not null,
                subject_id bigint not null,
                unit_key text null,
                kind text not null,
                value text not null,
                valid_from date not null,
                valid_to date null,
                recorded_at bigint not null,
                superseded_at bigint null,
                source text not null);
            create index person_by_person on person (person_id);
            create index person_by_number on person (personal_number);
            create index person_by_search on person (search_key, person_id, personal_number, birth_date, recorded_at, superseded_at);
            create index household_by_household on household (household_id);
            create index membership_by_person on membership (person_id);
            create index membership_by_household on membership (household_id);
            create index residence_by_person on residence (person_id);
            create index fact_by_kind on fact (kind);
            create index fact_by_subject on fact (subject_id, subject_kind);
            """),
        .. MergeTable.Migrations,
        new("0060-unit-history",
            """
            create table unit_version (
                row_id $identity,
                key text not null,
                code text not null,
                name text not null,
                full_name text not null,
                kind text not null,
                level bigint not null,
                parent text null,
                valid_from date null,
                valid_to date null,
                note text null,
                recorded_at bigint not null,
                superseded_at bigint null);
            insert into unit_version (key, code, name, full_name, kind, level, parent, valid_from, valid_to, note, recorded_at, superseded_at)
                select key, code, name, full_name, kind, level, parent, valid_from, valid_to, note, 0, null from unit order by key;
            create table unit_link (
                row_id $identity,
                event text not null,
                effective_date date not null,
                decided_date date null,
                instrument text not null,
                level bigint not null,
                from_key text not null,
                to_key text null,
                extent text not null,
                recorded_at bigint not null,
                superseded_at bigint null);
            insert into unit_link (event, effective_date, decided_date, instrument, level, from_key, to_key, extent, recorded_at, superseded_at)
                select event, effective_date, decided_date, instrument, level, from_key, to_key, extent, 0, null from unit_change order by id;
            drop table unit_change;
            drop table unit;
            """),
    ];

    /// <summary>What is believed at the instant <c>@known</c>.</summary>
    public const string Believed = "recorded_at <= @known and (superseded_at is null or superseded_at > @known)";

    /// <summary>Columns of a bulk write, by table.</summary>
    public static class Columns
    {
        private static readonly BulkColumn[] Recorded = [new("recorded_at", BulkType.Long), new("superseded_at", BulkType.Long),
            new("source", BulkType.Text)];
        private static readonly BulkColumn[] Valid = [new("valid_from", BulkType.Date), new("valid_to", BulkType.Date)];

        public static readonly BulkColumn[] Person =
        [
            new("person_id", BulkType.Long), new("personal_number", BulkType.Text), new("name", BulkType.Text),
            new("search_key", BulkType.Text),
            new("sex", BulkType.Long), new("birth_date", BulkType.Date), new("birth_precision", BulkType.Long), .. Recorded,
        ];

        public static readonly BulkColumn[] Household = [new("household_id", BulkType.Long), new("number", BulkType.Text),
            new("hamlet", BulkType.Text), .. Recorded];

        public static readonly BulkColumn[] Membership = [new("person_id", BulkType.Long), new("household_id", BulkType.Long),
            new("role", BulkType.Text), .. Valid, .. Recorded];

        public static readonly BulkColumn[] Residence = [new("person_id", BulkType.Long), new("unit_key", BulkType.Text),
            new("kind", BulkType.Text), .. Valid, .. Recorded];

        public static readonly BulkColumn[] Fact =
        [
            new("subject_kind", BulkType.Long), new("subject_id", BulkType.Long), new("unit_key", BulkType.Text),
            new("kind", BulkType.Text), new("value", BulkType.Text), .. Valid, .. Recorded,
        ];
    }
}
