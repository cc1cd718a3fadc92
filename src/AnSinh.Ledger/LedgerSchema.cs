using AnSinh.Store;

namespace AnSinh.Ledger;

/// <summary>
/// The tables of the ledger. Rows are only ever added: a run is settled, thrown away or reversed by a row in another table, a correction
/// is a further entry. Months are texts <c>yyyy-MM</c>, which sort as months do. Entries are of three kinds: <c>due</c> is posted,
/// <c>paid</c> went out, <c>withheld</c> is what a law that lowered a settled month would take back if that were decided. The lines of a
/// draft of a run are kept apart and only until it is approved or given up: what is not approved is in no sum.
/// </summary>
public static class LedgerSchema
{
    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0300-ledger", """
            create table ledger_run (
                run_id bigint not null primary key,
                month text not null,
                known date not null,
                created_at bigint not null,
                rulebook_hash text not null,
                people bigint not null,
                determined bigint not null,
                undetermined bigint not null,
                held bigint not null,
                lines bigint not null,
                amount bigint not null
            );
            create table ledger_settlement (
                run_id bigint not null primary key references ledger_run (run_id),
                settled_at bigint not null,
                lines bigint not null,
                amount bigint not null
            );
            create table ledger_entry (
                entry_id bigint not null primary key,
                run_id bigint not null references ledger_run (run_id),
                person_id bigint not null,
                programme text not null,
                for_month text not null,
                kind text not null,
                amount bigint not null,
                line_kind text not null,
                cause text,
                unit_key text,
                at bigint not null
            );
            create unique index ledger_entry_once on ledger_entry (run_id, person_id, programme, for_month, kind);
            create index ledger_entry_person on ledger_entry (person_id, programme, for_month);
            """),
        new("0310-ledger-acts", """
            alter table ledger_run add column seen_until bigint;
            alter table ledger_settlement add column after_entry bigint;
            create table ledger_thrown (
                run_id bigint not null primary key references ledger_run (run_id),
                at bigint not null,
                actor text not null,
                reason text not null
            );
            create table ledger_reversal (
                by_run bigint not null primary key references ledger_run (run_id),
                run_id bigint not null references ledger_run (run_id),
                at bigint not null,
                actor text not null,
                reason text not null
            );
            create table ledger_recovery_decision (
                decision_id bigint not null primary key,
                programme text,
                number text not null,
                reason text not null,
                actor text not null,
                at bigint not null,
                after_entry bigint not null
            );
            """),
        new("0320-run-drafts", """
            create table run_draft (
                draft_id bigint not null primary key,
                month text not null,
                known date not null,
                seen_until bigint not null,
                last_run bigint not null,
                standing bigint not null,
                created_at bigint not null,
                actor text not null,
                rulebook_hash text not null,
                people bigint not null,
                determined bigint not null,
                undetermined bigint not null,
                held bigint not null,
                lines bigint not null,
                amount bigint not null,
                withheld bigint not null,
                digest text not null
            );
            create table run_draft_line (
                draft_id bigint not null references run_draft (draft_id),
                line_no bigint not null,
                person_id bigint not null,
                programme text not null,
                for_month text not null,
                kind text not null,
                amount bigint not null,
                line_kind text not null,
                cause text,
                unit_key text,
                before bigint not null,
                primary key (draft_id, line_no)
            );
            create unique index run_draft_line_once on run_draft_line (person_id, programme, for_month, kind);
            create table run_draft_posted (
                draft_id bigint not null primary key references run_draft (draft_id),
                run_id bigint not null references ledger_run (run_id)
            );
            create index run_draft_posted_run on run_draft_posted (run_id);
            """),
    ];
}
