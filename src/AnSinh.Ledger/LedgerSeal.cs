using System.Data.Common;
using AnSinh.Determinations;
using AnSinh.Store;

namespace AnSinh.Ledger;

/// <summary>The one place where an act of the ledger is told to the audit chain, with the rows it wrote sealed.</summary>
public static class LedgerSeal
{
    private static readonly SealedTable Runs = new("ledger_run", "run_id");
    private static readonly SealedTable Settlements = new("ledger_settlement", "run_id");
    private static readonly SealedTable Entries = new("ledger_entry", "entry_id");

    /// <summary>The sealed tables of the ledger: every table that holds money, or says what is to be done with it.</summary>
    public static IReadOnlyList<SealedTable> Tables { get; } = [Runs, Settlements, Entries];

    /// <summary>
    /// Appends the entry of an act, sealing what it wrote: its row of a table keyed by the run, every ledger entry after
    /// <paramref name="lastEntry"/>, and <paramref name="also"/>. Call it last in the transaction of the act.
    /// </summary>
    /// <param name="audit">The chain.</param>
    /// <param name="connection">Connection of the act.</param>
    /// <param name="transaction">Transaction of the act.</param>
    /// <param name="record">Who did what, with lines and amount.</param>
    /// <param name="wrote">The table in which the act wrote a row of its run.</param>
    /// <param name="run">The run.</param>
    /// <param name="lastEntry">Number of the last ledger entry before the act.</param>
    /// <param name="also">What else it wrote.</param>
    internal static void Append(
        AuditLog audit, DbConnection connection, DbTransaction transaction, AuditRecord record, SealedTable wrote, long run, long lastEntry, params IReadOnlyList<SealedRows> also) =>
        audit.Append(connection, transaction, record, [wrote.Row(run), Entries.Rows(lastEntry + 1, long.MaxValue), .. also]);

    /// <summary>A run was posted.</summary>
    internal static void Posted(AuditLog audit, DbConnection connection, DbTransaction transaction, LedgerRun run, string actor, long lastEntry, long determination) => Append(
        audit, connection, transaction,
        new AuditRecord(run.CreatedAt, actor, "run.post", $"run:{run.RunId}", $"tháng {run.Month}, biết đến {run.Known}, bộ luật {run.RulebookHash}") { Lines = run.Lines, Amount = run.Amount },
        Runs, run.RunId, lastEntry, DeterminationStore.SealedOf(determination));

    /// <summary>A run was settled.</summary>
    internal static void Settled(AuditLog audit, DbConnection connection, DbTransaction transaction, LedgerRun run, string actor, long at, long lastEntry, long lines) => Append(
        audit, connection, transaction,
        new AuditRecord(at, actor, "run.settle", $"run:{run.RunId}", $"tháng {run.Month}") { Lines = lines, Amount = run.Amount },
        Settlements, run.RunId, lastEntry);
}
