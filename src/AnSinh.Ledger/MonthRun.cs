using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register;
using AnSinh.Store;

namespace AnSinh.Ledger;

/// <summary>
/// The month run (<i lang="vi">kỳ chi trả tháng</i>): for the month and every month opened before it, what is due as known now less what
/// was posted. Every line, grant or raise, back-pay or recovery, is such a difference; there is no other way to make one. A run is one
/// transaction: it is there as a whole or not at all, and running again writes only what is new.
/// </summary>
public sealed class MonthRun
{
    private readonly Determiner _determiner;
    private readonly Decisions _decisions;
    private readonly Database _database;

    /// <summary>Runs over the determiner's register and its decisions.</summary>
    public MonthRun(Determiner determiner, Decisions decisions)
    {
        (_determiner, _decisions) = (determiner, decisions);
        _database = determiner.Register.Database;
        _database.Migrate(LedgerSchema.Migrations);
        _ = determiner.Stored;
    }

    /// <summary>Called between the parts of a run; a test makes it throw to see that a killed run leaves nothing.</summary>
    internal Action<string>? Step { get; set; }

    /// <summary>
    /// Runs a month as known on a day: by default its last day, or the day of the last run if that is later. An earlier day than the
    /// last run's is refused, for it would take back what is known since.
    /// </summary>
    public Outcome<RunResult> Run(Month month, AsKnown? known = null, IProgress<RunProgress>? progress = null, string actor = AuditRecord.Program)
    {
        using var connection = _database.Connect();
        var last = LedgerTable.LastIds(connection, null);
        var runs = LedgerTable.Runs(connection);
        var lastKnown = runs.Count == 0 ? (DateOnly?)null : runs.Max(r => r.Known.Day);
        var day = known?.Day ?? (lastKnown > month.LastDay ? lastKnown.Value : month.LastDay);
        if (day < lastKnown)
        {
            return new Refusal(
                "run.known-before-last",
                $"Kỳ chi trả gần nhất đã tính theo dữ liệu biết đến ngày {Vietnamese.Date(lastKnown.Value)}; không thể chạy lại theo ngày {Vietnamese.Date(day)} sớm hơn.",
                "known");
        }

        var opened = runs.Select(r => r.Month).Where(m => m < month).Append(month).Distinct().Order().ToList();
        progress?.Report(new RunProgress("Đọc cơ sở dữ liệu", 0, opened.Count + 2));
        var comparison = new Comparison(_determiner, _decisions, new AsKnown(day), runs, LedgerTable.Dues(connection, month, MergeMap.Read(_database, new AsKnown(day))));
        for (var i = 0; i < opened.Count; i++)
        {
            progress?.Report(new RunProgress($"Tính tháng {opened[i].ToVietnamese()}", i + 1, opened.Count + 2));
            comparison.Compare(opened[i], opened[i] == month);
        }

        var entitled = comparison.Reading.Entitled(month);
        var result = Summary.Of(month, comparison, entitled, opened, _determiner.Policy.Hash);
        if (comparison.Lines.Count == 0 && runs.Exists(r => r.Month == month))
        {
            return result;
        }

        progress?.Report(new RunProgress("Ghi sổ", opened.Count + 1, opened.Count + 2));
        return Write(last, result with { RunId = last.Run + 1 }, entitled, comparison.Lines, actor);
    }

    /// <summary>
    /// Records that what a run posted was paid (and what it takes back was returned). Settling twice writes nothing the second time.
    /// </summary>
    public Outcome<SettleResult> Settle(long runId, string actor = AuditRecord.Program)
    {
        if (Check(runId) is { } early)
        {
            return early;
        }

        return _determiner.Register.TryWrite((connection, transaction) =>
        {
            var run = LedgerTable.Runs(connection, transaction).Find(r => r.RunId == runId)!;
            var at = _database.Clock.Now();
            var last = LedgerTable.LastIds(connection, transaction).Entry;
            var paid = LedgerTable.AddPayments(connection, transaction, runId, last, at);
            Step?.Invoke("paid");

            // Two who settle at once: the second meets the first one's row here and leaves nothing.
            LedgerTable.AddSettlement(connection, transaction, runId, at, paid, run.Amount);
            Step?.Invoke("settlement written");
            LedgerSeal.Settled(_determiner.Register.Audit, connection, transaction, run, actor, at, last, paid);
            Step?.Invoke("before commit");
            return Outcome<SettleResult>.Of(new SettleResult(runId, paid, run.Amount));
        });
    }

    /// <summary>Computes every opened month anew, as known at the last run, and compares it with what was posted and paid. Writes nothing.</summary>
    public Reconciliation Reconcile()
    {
        using var connection = _database.Connect();
        var runs = LedgerTable.Runs(connection);
        if (runs.Count == 0)
        {
            return new Reconciliation(0, 0, 0, 0, 0);
        }

        var known = new AsKnown(runs.Max(r => r.Known.Day));
        var book = _decisions.Known(known);
        var comparison = new Comparison(_determiner, _decisions, known, runs, LedgerTable.Dues(connection, runs.Max(r => r.Month), MergeMap.Read(_database, known)));
        var recomputed = 0L;
        foreach (var month in runs.Select(r => r.Month).Distinct().Order())
        {
            comparison.Compare(month, isRunMonth: false);
            recomputed = checked(recomputed + comparison.Reading.Payable(month, book).Programmes.Sum(p => p.Total().Value));
        }

        var balance = new LedgerQueries(_database).Balance(null);
        var held = checked(balance.Due + comparison.Lines.Sum(l => l.Amount) - recomputed);
        return new Reconciliation(recomputed, held, balance.Due, balance.Paid, comparison.Lines.Count);
    }

    /// <summary>The answer where there is nothing to settle, else null.</summary>
    private Outcome<SettleResult>? Check(long runId)
    {
        using var connection = _database.Connect();
        return LedgerTable.Runs(connection).Find(r => r.RunId == runId) switch
        {
            null => new Refusal("run.unknown", $"Không có kỳ chi trả số {runId}.", "run"),
            { SettledAt: not null } => new SettleResult(runId, 0, 0),
            _ => null,
        };
    }

    /// <summary>One transaction. Refused if another run was written since this one read the ledger: its differences would be posted twice.</summary>
    private Outcome<RunResult> Write((long Run, long Entry) last, RunResult result, MonthResult entitled, IReadOnlyList<Line> lines, string actor) =>
        _determiner.Register.TryWrite<RunResult>((connection, transaction) =>
        {
            if (LedgerTable.LastIds(connection, transaction) != last)
            {
                return new Refusal("run.overtaken", "Trong lúc tính, một kỳ chi trả khác vừa được ghi sổ. Hãy chạy lại.", "run");
            }

            var run = new LedgerRun(
                result.RunId!.Value, result.Month, result.AsKnown, _database.Clock.Now(), null, result.RulebookHash,
                result.People, result.Determined, result.Unknown, result.Held, result.NewLines, result.Amount);
            LedgerTable.AddRun(_database, connection, transaction, run);
            Step?.Invoke("run written");
            LedgerTable.AddDues(_database, connection, transaction, run, last.Entry, lines);
            Step?.Invoke("lines written");
            var stored = _determiner.Stored.Add(entitled, connection, transaction);
            Step?.Invoke("results written");
            LedgerSeal.Posted(_determiner.Register.Audit, connection, transaction, run, actor, last.Entry, stored);
            Step?.Invoke("before commit");
            return result;
        });
}
