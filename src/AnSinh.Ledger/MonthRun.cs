using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
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
    private readonly TimeProvider _clock;
    private readonly Database _database;

    /// <summary>Runs over the determiner's register and its decisions.</summary>
    public MonthRun(Determiner determiner, Decisions decisions, TimeProvider clock)
    {
        (_determiner, _decisions, _clock) = (determiner, decisions, clock);
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
    public Outcome<RunResult> Run(Month month, AsKnown? known = null, IProgress<RunProgress>? progress = null)
    {
        using var connection = _database.Connect();
        using var transaction = connection.BeginTransaction();
        var (lastRun, lastEntry) = LedgerTable.LastIds(connection, transaction);
        var runs = LedgerTable.Runs(connection, transaction);
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
        var comparison = new Comparison(_determiner, _decisions, new AsKnown(day), runs, LedgerTable.Dues(connection, transaction, month));
        foreach (var (m, i) in opened.Select((m, i) => (m, i)))
        {
            progress?.Report(new RunProgress($"Tính tháng {m.ToVietnamese()}", i, opened.Count + 1));
            comparison.Compare(m, m == month);
            Step?.Invoke("compared " + m);
        }

        var entitled = comparison.Reading.Entitled(month);
        comparison.Explain(connection, transaction);
        var result = Summary.Of(month, comparison, entitled, opened, _determiner.Policy.Hash);
        if (comparison.Lines.Count > 0 || runs.All(r => r.Month != month))
        {
            progress?.Report(new RunProgress("Ghi sổ", opened.Count, opened.Count + 1));
            result = result with { RunId = lastRun + 1 };
            Write(connection, transaction, result, entitled, lastEntry, comparison.Lines);
            Step?.Invoke("before commit");
            transaction.Commit();
        }

        progress?.Report(new RunProgress("Xong", opened.Count + 1, opened.Count + 1));
        return result;
    }

    /// <summary>
    /// Records that what a run posted was paid (and what it takes back was returned). Settling twice writes nothing the second time.
    /// </summary>
    public Outcome<SettleResult> Settle(long runId)
    {
        using var connection = _database.Connect();
        using var transaction = connection.BeginTransaction();
        var (_, lastEntry) = LedgerTable.LastIds(connection, transaction);
        if (LedgerTable.Runs(connection, transaction).Find(r => r.RunId == runId) is not { } run)
        {
            return new Refusal("run.unknown", $"Không có kỳ chi trả số {runId}.", "run");
        }

        if (run.SettledAt is not null)
        {
            return new SettleResult(runId, 0, 0);
        }

        var at = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        var paid = LedgerTable.AddPayments(connection, transaction, runId, lastEntry, at);
        Step?.Invoke("paid");
        LedgerTable.AddSettlement(connection, transaction, runId, at, paid, run.Amount);
        transaction.Commit();
        return new SettleResult(runId, paid, run.Amount);
    }

    private void Write(DbConnection connection, DbTransaction transaction, RunResult result, MonthResult entitled, long lastEntry, IReadOnlyList<Line> lines)
    {
        var run = new LedgerRun(
            result.RunId!.Value, result.Month, result.AsKnown, _clock.GetUtcNow().ToUnixTimeMilliseconds(), null, result.RulebookHash,
            result.People, result.Determined, result.Unknown, result.Held, result.NewLines, result.Amount);
        LedgerTable.AddRun(_database, connection, transaction, run);
        Step?.Invoke("run written");
        LedgerTable.AddDues(_database, connection, transaction, run, lastEntry, lines);
        Step?.Invoke("lines written");
        _determiner.Stored.Add(entitled, connection, transaction);
    }
}
