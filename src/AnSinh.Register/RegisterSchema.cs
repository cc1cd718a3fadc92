using AnSinh.Register.Changes;
using AnSinh.Register.Writing;
using AnSinh.Store;

namespace AnSinh.Register;

/// <summary>
/// The tables of a register. Rows are added, never changed: they are superseded, once. No trigger does anything.
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
}
