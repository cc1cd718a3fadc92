using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.People;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>What may be done about a run that should not be.</summary>
public enum RunUndo
{
    /// <summary>Nothing: another run was built on it, or it is no run of a month any more.</summary>
    None,

    /// <summary>It can be thrown away (<i lang="vi">bỏ kỳ</i>): it is the last, not settled, and nothing was settled since.</summary>
    Throw,

    /// <summary>It can be reversed (<i lang="vi">đảo kỳ</i>): its opposite is posted.</summary>
    Reverse,
}

/// <summary>What a reversal posted.</summary>
/// <param name="RunId">The run that holds the opposite lines.</param>
/// <param name="Reverses">The run reversed.</param>
/// <param name="Lines">Lines written.</param>
/// <param name="Amount">Their sum.</param>
public sealed record ReversalResult(long RunId, long Reverses, long Lines, long Amount);

/// <summary>
/// Takes runs back, the last first, each with a reason: a run nobody approved is thrown away, a settled one is reversed by its opposite.
/// Nothing is erased, and afterwards the ledger stands as before the run: a new run writes the lines again.
/// </summary>
public sealed class RunActs(RegisterDb register)
{
    /// <summary>What may be done about a run.</summary>
    public RunUndo Possible(long runId)
    {
        using var connection = register.Database.Connect();
        return Possible(connection, null, LedgerTable.Runs(connection), runId);
    }

    /// <summary>Throws a run away: what it wrote counts nowhere.</summary>
    public Outcome<LedgerRun> Throw(long runId, string reason, Act act) =>
        RunDrafts.GoesByCase(register.Database, runId) is { } refusal ? refusal : ThrowRun(runId, reason, act);

    /// <summary>The same of a run that goes by its case.</summary>
    internal Outcome<LedgerRun> ThrowRun(long runId, string reason, Act act) =>
        OnRun<LedgerRun>(act, runId, reason, (connection, transaction, runs, run) =>
    {
        if (Possible(connection, transaction, runs, runId) != RunUndo.Throw)
        {
            return Cannot(connection, transaction, runs, run, RunUndo.Throw);
        }

        var at = Now;
        LedgerTable.AddThrown(connection, transaction, runId, at, act.Actor, reason.Trim());
        new LedgerSeal(register.Audit, connection, transaction, act).ThrownAway(run, at, reason.Trim());
        return run with { ThrownAt = at };
    });

    /// <summary>
    /// Reverses a run: a further run posts the opposite of every line. What was paid stays paid, and is the person's open balance.
    /// </summary>
    public Outcome<ReversalResult> Reverse(long runId, string reason, Act act) =>
        RunDrafts.GoesByCase(register.Database, runId) is { } refusal ? refusal : ReverseRun(runId, reason, act);

    /// <summary>The same of a run that goes by its case.</summary>
    internal Outcome<ReversalResult> ReverseRun(long runId, string reason, Act act) =>
        OnRun<ReversalResult>(act, runId, reason, (connection, transaction, runs, run) =>
    {
        if (Possible(connection, transaction, runs, runId) != RunUndo.Reverse)
        {
            return Cannot(connection, transaction, runs, run, RunUndo.Reverse);
        }

        var (last, at) = (LedgerTable.LastIds(connection, transaction), Now);
        var cause = new Cause("reversal", $"Đảo kỳ số {runId}: {reason.Trim()}", Recorded: AsKnown.DayOf(at));
        var reversal = run with
        {
            RunId = last.Run + 1, CreatedAt = at, SettledAt = null, SeenUntil = at, Amount = checked(-run.Amount),
            Known = AsKnown.DayOf(at) is var today && today > run.Known.Day ? new AsKnown(today) : run.Known,
        };
        LedgerTable.AddRun(register.Database, connection, transaction, reversal);
        var entry = last.Entry;
        foreach (var kind in LedgerTable.Entries(connection, transaction, runId).Where(e => e.Kind is "due" or "withheld")
            .GroupBy(e => e.Kind))
        {
            entry = LedgerTable.AddEntries(register.Database, connection, transaction,
                new NewEntries(reversal.RunId, kind.Key, at, kind.Select(e => Opposite(e.Line, cause))), entry);
        }

        LedgerTable.AddReversal(connection, transaction, runId, reversal, act.Actor, reason.Trim());
        new LedgerSeal(register.Audit, connection, transaction, act).Reversed(run, reversal, last.Entry, reason.Trim());
        return new ReversalResult(reversal.RunId, runId, reversal.Lines, reversal.Amount);
    });

    /// <summary>
    /// Decides that what a law left withheld until now is to be taken back; the next run posts it. Without a decision it stays withheld.
    /// </summary>
    /// <param name="programme">Of which programme; null for all.</param>
    /// <param name="number">Number of the paper.</param>
    /// <param name="reason">Why.</param>
    /// <param name="act">Who records it.</param>
    public Outcome<RecoveryDecision> DecideRecovery(string? programme, string number, string reason, Act act)
    {
        if (string.IsNullOrWhiteSpace(number) || string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("recovery.no-paper", "Quyết định thu hồi phải có số và lý do.",
                string.IsNullOrWhiteSpace(number) ? "number" : "reason");
        }

        return register.TryWrite<RecoveryDecision>(act, (connection, transaction) =>
        {
            var withheld =
                OpenBalances.Read(connection, transaction, "e.programme = @programme or @programme is null", new { programme },
                    MergeMap.Read(register.Database)).Sum(o => o.Withheld);
            if (withheld == 0)
            {
                return new Refusal("recovery.nothing",
                    "Không có khoản nào đang chờ quyết định thu hồi" + (programme is null ? "." : $" của chế độ “{programme}”."),
                    "programme");
            }

            var decided = RecoveryDecisions.Read(connection, transaction);
            var decision = new RecoveryDecision(
                decided.All.Count + 1, programme, number.Trim(), reason.Trim(), act.Actor, Now,
                LedgerTable.LastIds(connection, transaction).Entry);
            RecoveryDecisions.Add(connection, transaction, decision);
            new LedgerSeal(register.Audit, connection, transaction, act).RecoveryDecided(decision, withheld);
            return decision;
        });
    }

    private long Now => register.Clock.Now();

    private static Line Opposite(Line line, Cause cause) =>
        line with { Amount = checked(-line.Amount), Kind = line.Amount > 0 ? LineKind.Recovery : LineKind.Arrears, Causes = [cause] };

    private Outcome<T> OnRun<T>(Act act, long runId, string reason,
        Func<DbConnection, DbTransaction, List<LedgerRun>, LedgerRun, Outcome<T>> work) =>
        string.IsNullOrWhiteSpace(reason)
            ? new Refusal("run.no-reason", "Bỏ hoặc đảo một kỳ phải ghi lý do.", "reason")
            : register.TryWrite(act, (connection, transaction) =>
            {
                var runs = LedgerTable.Runs(connection, transaction);
                return runs.Find(r => r.RunId == runId) is { } run ? work(connection, transaction, runs, run)
                    : new Refusal("run.unknown", $"Không có kỳ chi trả số {runId}.", "run");
            });

    private static RunUndo Possible(DbConnection connection, DbTransaction? transaction, List<LedgerRun> runs, long runId)
    {
        var run = runs.Find(r => r.RunId == runId);
        if (run is null || run.ThrownAt is not null || run.ReversedBy is not null)
        {
            return RunUndo.None;
        }

        var isLast = runs.TrueForAll(r => r.RunId <= runId || r.ThrownAt is not null);
        if (isLast && run.SettledAt is null && !SettledSince(connection, transaction, runId))
        {
            return RunUndo.Throw;
        }

        return run.Stands && runs.TrueForAll(r => r.RunId <= runId || !r.Stands) ? RunUndo.Reverse : RunUndo.None;
    }

    // What was paid since looked at the lines of this run: it cannot be as if they had never been.
    private static bool SettledSince(DbConnection connection, DbTransaction? transaction, long runId) =>
        connection.ExecuteScalar<long?>("select min(entry_id) from ledger_entry where run_id = @runId and kind <> 'paid'",
            new { runId }, transaction) is { } first
        && LedgerTable.LastSettledEntry(connection, transaction) >= first;

    private static Refusal Cannot(DbConnection connection, DbTransaction transaction, List<LedgerRun> runs, LedgerRun run, RunUndo wanted)
    {
        var possible = Possible(connection, transaction, runs, run.RunId);
        var later = runs.Where(r => r.RunId > run.RunId && r.Stands).Select(r => r.RunId).ToList();
        return new Refusal(
            "run.not-" + (wanted == RunUndo.Throw ? "throwable" : "reversible"),
            run.ThrownAt is not null ? $"Kỳ số {run.RunId} đã được bỏ."
            : run.ReversedBy is { } by ? $"Kỳ số {run.RunId} đã được đảo bằng kỳ số {by}."
            : possible == RunUndo.Throw ? $"Kỳ số {run.RunId} chưa chốt: hãy bỏ kỳ thay vì đảo."
            : possible == RunUndo.Reverse
            ? $"Kỳ số {run.RunId} đã chốt, hoặc đã có lần chốt tính đến các dòng của nó: hãy đảo kỳ thay vì bỏ."
            : run.Reverses is { } reversed ? $"Kỳ số {run.RunId} là kỳ đảo của kỳ số {reversed}; hãy lập lại kỳ: các dòng sẽ được ghi lại."
            : $"Kỳ số {run.RunId} đã là cơ sở của kỳ số {string.Join(", ", later)}; hãy bỏ hoặc đảo các kỳ ấy trước, kỳ mới nhất trước.",
            "run");
    }
}
