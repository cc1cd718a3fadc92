using System.Data.Common;
using AnSinh.Determinations;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Ledger;

/// <summary>The one place where an act of the ledger is told to the audit chain, with the rows it wrote sealed.</summary>
public sealed class LedgerSeal
{
    private static readonly SealedTable Runs = new("ledger_run", "run_id");
    private static readonly SealedTable Settlements = new("ledger_settlement", "run_id");
    private static readonly SealedTable Entries = new("ledger_entry", "entry_id");
    private static readonly SealedTable Thrown = new("ledger_thrown", "run_id");
    private static readonly SealedTable Reversals = new("ledger_reversal", "by_run");
    private static readonly SealedTable Recoveries = new("ledger_recovery_decision", "decision_id");
    private static readonly SealedTable Drafts = new("run_draft", "draft_id");
    private static readonly SealedTable DraftsPosted = new("run_draft_posted", "draft_id");

    private readonly AuditLog _audit;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly Act _act;

    internal LedgerSeal(AuditLog audit, DbConnection connection, DbTransaction transaction, Act act) =>
        (_audit, _connection, _transaction, _act) = (audit, connection, transaction, act);

    /// <summary>
    /// The sealed tables of the ledger: every table that holds money, or says what is to be done with it. A test compares them with the
    /// schema.
    /// </summary>
    public static IReadOnlyList<SealedTable> Tables { get; } =
        [Runs, Settlements, Entries, Thrown, Reversals, Recoveries, Drafts, DraftsPosted];

    /// <summary>
    /// A run was posted; <paramref name="lastEntry"/> is the last ledger entry from before, <paramref name="determination"/> the result
    /// kept with it.
    /// </summary>
    internal void Posted(LedgerRun run, long lastEntry, long determination, RunDraft? draft = null) => Append(
        _act.Note(run.CreatedAt, "run.post", Subject(run.RunId),
            $"tháng {run.Month}, biết đến {run.Known}, bộ luật {run.RulebookHash}"
                + (draft is null ? "" : $", bản nháp số {draft.Id} của {draft.Actor}")) with { Lines = run.Lines, Amount = run.Amount },
        [Runs.Row(run.RunId), After(lastEntry), .. DeterminationStore.SealedOf(determination),
            .. draft is null ? Array.Empty<SealedRows>() : [DraftsPosted.Row(draft.Id)]]);

    /// <summary>A run was drafted: nothing is posted by that.</summary>
    internal void Drafted(RunDraft draft) => Append(
        _act.Note(draft.CreatedAt, "run.draft", $"draft:{draft.Id}",
            $"tháng {draft.Month}, biết đến {draft.Known}, bộ luật {draft.RulebookHash}")
            with { Lines = draft.Lines, Amount = draft.Amount },
        [Drafts.Row(draft.Id)]);

    /// <summary>A run was settled.</summary>
    internal void Settled(LedgerRun run, long at, long lastEntry, SettleResult settled) => Append(
        _act.Note(at, "run.settle", Subject(run.RunId), $"tháng {run.Month}") with { Lines = settled.NewLines, Amount = settled.Amount },
        [Settlements.Row(run.RunId), After(lastEntry)]);

    /// <summary>A run was thrown away.</summary>
    internal void ThrownAway(LedgerRun run, long at, string reason) => Append(
        _act.Note(at, "ledger.throw", Subject(run.RunId), reason) with { Lines = run.Lines, Amount = run.Amount },
        [Thrown.Row(run.RunId)]);

    /// <summary>A run was reversed by another.</summary>
    internal void Reversed(LedgerRun run, LedgerRun reversal, long lastEntry, string reason) => Append(
        _act.Note(reversal.CreatedAt, "ledger.reverse", Subject(run.RunId),
            $"run {reversal.RunId}: {reason}") with { Lines = reversal.Lines, Amount = reversal.Amount },
        [Runs.Row(reversal.RunId), Reversals.Row(reversal.RunId), After(lastEntry)]);

    /// <summary>It was decided to take back what a law left withheld.</summary>
    internal void RecoveryDecided(RecoveryDecision decision, long withheld) => Append(
        _act.Note(decision.At, "ledger.recover", decision.Programme ?? "*",
            $"{decision.Number}: {decision.Reason}") with { Amount = withheld },
        [Recoveries.Row(decision.DecisionId)]);

    private void Append(AuditRecord record, IReadOnlyList<SealedRows> rows) =>
        _audit.Append(_connection, _transaction, _act, record, rows);

    private static SealedRows After(long lastEntry) => Entries.Rows(lastEntry + 1, long.MaxValue);

    private static string Subject(long run) => $"run:{run}";
}
