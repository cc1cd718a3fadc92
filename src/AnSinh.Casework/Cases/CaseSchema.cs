using AnSinh.Store;

namespace AnSinh.Casework.Cases;

/// <summary>The tables of cases, step by step.</summary>
internal static class CaseSchema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0280-case", """
            create table case_file (
                case_id bigint not null primary key,
                procedure text not null,
                version text not null,
                form text not null,
                programme text not null,
                person_id bigint not null,
                unit_key text not null,
                sensitive bigint not null,
                opened_on date not null);
            create index case_file_person on case_file (person_id);
            create table case_entry (
                entry_id bigint not null primary key,
                case_id bigint not null references case_file (case_id),
                entry_no bigint not null,
                deed text not null,
                actor text not null,
                done_on date not null,
                at bigint not null,
                body text not null,
                decision_id bigint,
                unique (case_id, entry_no));
            create table case_now (
                case_id bigint not null primary key references case_file (case_id),
                step text not null,
                role text,
                since date not null,
                due_on date,
                entries bigint not null,
                rulebook text not null);
            create index case_now_open on case_now (role, due_on);
            """),
        new("0290-case-kinds", """
            alter table case_now rename to case_now_before;
            alter table case_entry rename to case_entry_before;
            alter table case_file rename to case_file_before;
            create table case_file (
                case_id bigint not null primary key,
                procedure text not null,
                version text not null,
                form text,
                programme text,
                person_id bigint,
                subject_kind text,
                subject_id bigint,
                unit_key text,
                sensitive bigint not null,
                opened_on date not null,
                unique (subject_kind, subject_id));
            create table case_entry (
                entry_id bigint not null primary key,
                case_id bigint not null references case_file (case_id),
                entry_no bigint not null,
                deed text not null,
                actor text not null,
                done_on date not null,
                at bigint not null,
                body text not null,
                decision_id bigint,
                unique (case_id, entry_no));
            insert into case_file (case_id, procedure, version, form, programme, person_id, unit_key, sensitive, opened_on)
                select case_id, procedure, version, form, programme, person_id, unit_key, sensitive, opened_on from case_file_before;
            insert into case_entry (entry_id, case_id, entry_no, deed, actor, done_on, at, body, decision_id)
                select entry_id, case_id, entry_no, deed, actor, done_on, at, body, decision_id from case_entry_before;
            create table case_now (
                case_id bigint not null primary key references case_file (case_id),
                version text not null,
                step text not null,
                role text,
                since date not null,
                due_on date,
                entries bigint not null,
                rulebook text not null);
            insert into case_now (case_id, version, step, role, since, due_on, entries, rulebook)
                select n.case_id, f.version, n.step, n.role, n.since, n.due_on, n.entries, n.rulebook
                from case_now_before n join case_file f on f.case_id = n.case_id;
            drop table case_now_before;
            drop table case_entry_before;
            drop table case_file_before;
            create index case_file_person on case_file (person_id);
            create index case_now_open on case_now (role, due_on);
            """),
    ];
}
