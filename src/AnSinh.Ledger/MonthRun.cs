using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register.People;
using AnSinh.Store;
using AnSinh.Store.Acts;

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
    private readonly RulebookOf? _rulebooks;
    private readonly Database _database;

    /// <summary>Runs over the determiner's register and its decisions.</summary>
    /// <param name="determiner">The law over the register.</param>
    /// <param name="decisions">What was decided.</param>
    /// <param name="rulebooks">Earlier states of the rulebook, by which a lowered month is told from a fact known late.</param>
    public MonthRun(Determiner determiner, Decisions decisions, RulebookOf? rulebooks = null)
    {
        (_determiner, _decisions, _rulebooks) = (determiner, decisions, rulebooks);
        _database = determiner.Register.Database;
        _database.Migrate(LedgerSchema.Migrations);
        _ = determiner.Stored;
    }

    /// <summary>Called between the parts of a run; a test makes it throw to see that a killed run leaves nothing.</summary>
    internal Action<string>? Step { get; set; }

    private long Now => _database.Clock.Now();

    private DateOnly Today => _database.Clock.Today;

    /// <summary>
    /// Runs a month as known on a day: today unless told otherwise. Refused before the ledger's opening month, for a month or a day that
    /// has not come, and for a day before the last run's, for it would take back what is known since.
    /// </summary>
    public Outcome<RunResult> Run(Month month, Act act, AsKnown? known = null, IProgress<RunProgress>? progress = null)
    {
        var compared = Compare(month, known, progress);
        if (!compared.Ok)
        {
            return Outcome<RunResult>.Refused(compared.Refusals);
        }

        var (last, _, result, entitled, comparison) = compared.Value;
        return result.RunId is null ? result : Write(last, result, entitled, comparison, act);
    }

    /// <summary>What a run of a month would write, and what the ledger held when it was computed. Writes nothing.</summary>
    internal Outcome<MonthComparison> Compare(Month month, AsKnown? known, IProgress<RunProgress>? progress)
    {
        using var connection = _database.Connect();
        var last = LedgerTable.LastIds(connection, null);
        var all = LedgerTable.Runs(connection);
        var runs = all.FindAll(r => r.Stands);
        var (now, day) = (Now, known?.Day ?? UsualDay(month, runs));
        if (Bounds(month, day, OpeningMonth.FindOrNull(connection, null, all), runs) is { } refusal)
        {
            return refusal;
        }

        var opened = runs.Select(r => r.Month).Where(m => m < month).Append(month).Distinct().Order().ToList();
        progress?.Report(new RunProgress("Đọc cơ sở dữ liệu", 0, opened.Count + 2));
        var saw = UnseenChanges.Seen(connection, new AsKnown(day), now);
        var comparison = new Subtraction(_determiner, _decisions, saw, State(connection, saw, month, runs, explains: true));
        for (var i = 0; i < opened.Count; i++)
        {
            progress?.Report(new RunProgress($"Tính tháng {opened[i].ToVietnamese()}", i + 1, opened.Count + 2));
            comparison.Compare(opened[i], opened[i] == month);
        }

        var entitled = comparison.Reading.Entitled(month);
        var result =
            Summary.Of(month, comparison, entitled, opened, _determiner.Policy.Hash) with { AsKnown = new AsKnown(day),
                Unseen = UnseenChanges.Count(connection, saw, now) };
        if (comparison.Lines.Count == 0 && comparison.Withheld.Count == 0 && runs.Exists(r => r.Month == month))
        {
            return new MonthComparison(last, runs.Count, result, entitled, comparison);
        }

        // A run without lines is written only where it opens the month: else a decision recorded late would never pay back to it.

        progress?.Report(new RunProgress("Ghi sổ", opened.Count + 1, opened.Count + 2));
        return new MonthComparison(last, runs.Count, result with { RunId = last.Run + 1 }, entitled, comparison);
    }

    /// <summary>
    /// Records that what a run gives was paid. What it takes back is not collected by that: it stays open. Settling twice writes nothing
    /// the second time.
    /// </summary>
    public Outcome<SettleResult> Settle(long runId, Act act) =>
        RunDrafts.GoesByCase(_database, runId) is { } refusal ? refusal : SettleRun(runId, act);

    /// <summary>The same of a run that goes by its case.</summary>
    internal Outcome<SettleResult> SettleRun(long runId, Act act)
    {
        if (Check(runId) is { } early)
        {
            return early;
        }

        return _determiner.Register.TryWrite(act, (connection, transaction) =>
        {
            var run = LedgerTable.Runs(connection, transaction).Find(r => r.RunId == runId)!;
            var (at, last) = (Now, LedgerTable.LastIds(connection, transaction).Entry);
            var settled = Settling.Settle(_database, connection, transaction, run, at, Step);
            Step?.Invoke("settlement written");
            new LedgerSeal(_determiner.Register.Audit, connection, transaction, act).Settled(run, at, last, settled);
            Step?.Invoke("before commit");
            return Outcome<SettleResult>.Of(settled);
        });
    }

    /// <summary>
    /// Settles every run of a month that stands unsettled and goes by no case, in one act; the sums are over all of them.
    /// </summary>
    public Outcome<SettleResult> SettleMonth(Month month, Act act) =>
        _determiner.Register.TryWrite<SettleResult>(act, (connection, transaction) =>
    {
        var (lines, amount, recover) = (0L, 0L, default(LineSum));
        foreach (var run in LedgerTable.Runs(connection, transaction).Where(r => r.Month == month && r.Stands && r.SettledAt is null
            && RunDrafts.GoesByCase(connection, transaction, r.RunId) is null).OrderBy(r => r.RunId))
        {
            var settled = Settle(run.RunId, act);
            if (!settled.Ok)
            {
                return settled;
            }

            (lines, amount) = (lines + settled.Value.NewLines, amount + settled.Value.Amount);
            recover = new LineSum(recover.Count + settled.Value.ToRecover.Count, recover.Amount + settled.Value.ToRecover.Amount);
        }

        return new SettleResult(0, lines, amount, recover);
    });

    /// <summary>Whether the books balance: everything computed anew, and every payment looked at again. Writes nothing.</summary>
    public Reconciliation Reconcile() => new LedgerCheck(_determiner, _decisions, _rulebooks).Run(new AsKnown(Today));

    /// <summary>
    /// What the law of now would take back of money already paid, were it run today; it waits for a decision. Writes nothing.
    /// </summary>
    public LoweredMonths Lowered()
    {
        using var connection = _database.Connect();
        var runs = LedgerTable.Runs(connection).FindAll(r => r.Stands);
        if (runs.Count == 0)
        {
            return LoweredMonths.None;
        }

        var known = new AsKnown(new[] { Today, runs.Max(r => r.Known.Day) }.Max());
        var comparison = new Subtraction(_determiner, _decisions, known,
            State(connection, known, runs.Max(r => r.Month), runs, explains: false));
        foreach (var month in runs.Select(r => r.Month).Distinct().Order())
        {
            comparison.Compare(month, isRunMonth: false);
        }

        return LoweredMonths.Of(comparison.Withheld.Where(l => l.Amount < 0), comparison.Labels);
    }

    /// <summary>Why a month cannot be run as known on a day, or null.</summary>
    internal Refusal? Bounds(DbConnection connection, DbTransaction transaction, Month month, DateOnly day)
    {
        var all = LedgerTable.Runs(connection, transaction);
        return Bounds(month, day, OpeningMonth.FindOrNull(connection, transaction, all), all.FindAll(r => r.Stands));
    }

    internal LedgerState State(DbConnection connection, AsKnown known, Month until, IReadOnlyList<LedgerRun> standing, bool explains)
    {
        var decided = RecoveryDecisions.Read(connection);
        var posted = new PostedBook(LedgerTable.Posted(connection, until, decided), decided, MergeMap.Read(_database, known));
        return new LedgerState(standing, posted, _rulebooks, explains);
    }

    /// <summary>
    /// The day a run uses if none is told: today. An office that stands (the demo) tells a story that ends today: it runs a month as the
    /// office of that month would have, on the last day of the month, or on the day of the last run if that is later.
    /// </summary>
    public DateOnly UsualDay(Month month)
    {
        using var connection = _database.Connect();
        return UsualDay(month, LedgerTable.Runs(connection).FindAll(r => r.Stands));
    }

    private DateOnly UsualDay(Month month, List<LedgerRun> runs)
    {
        if (!_database.Clock.Stands)
        {
            return Today;
        }

        var told = runs.Select(r => r.Known.Day).Append(month.LastDay).Max();
        return told < Today ? told : Today;
    }

    private Refusal? Bounds(Month month, DateOnly day, Month? opening, List<LedgerRun> runs)
    {
        var lastKnown = runs.Count == 0 ? (DateOnly?)null : runs.Max(r => r.Known.Day);
        return month > Month.Of(Today)
            ? new Refusal("run.month-to-come",
                $"Tháng {month.ToVietnamese()} chưa đến: hôm nay là {Vietnamese.Date(Today)}, "
                    + $"chỉ lập kỳ đến tháng {Month.Of(Today).ToVietnamese()}.",
                "month")
            : month < opening
            ? new Refusal("run.before-opening",
                $"Sổ chi trả mở từ tháng {opening.Value.ToVietnamese()}; "
                    + $"tháng {month.ToVietnamese()} đã chi ngoài sổ này nên không lập kỳ.",
                "month")
            : day > Today
            ? new Refusal("run.known-to-come",
                $"Ngày {Vietnamese.Date(day)} chưa đến: hôm nay là {Vietnamese.Date(Today)}, "
                    + "chưa ai biết những gì sẽ ghi nhận đến ngày ấy.",
                "known")
            : day < lastKnown
            ? new Refusal("run.known-before-last",
                $"Kỳ chi trả gần nhất đã tính theo dữ liệu biết đến ngày {Vietnamese.Date(lastKnown.Value)}; "
                    + $"không thể chạy lại theo ngày {Vietnamese.Date(day)} sớm hơn.",
                "known")
            : null;
    }

    /// <summary>The answer where there is nothing to settle, else null.</summary>
    private Outcome<SettleResult>? Check(long runId)
    {
        using var connection = _database.Connect();
        return LedgerTable.Runs(connection).Find(r => r.RunId == runId) switch
        {
            null => new Refusal("run.unknown", $"Không có kỳ chi trả số {runId}.", "run"),
            { ThrownAt: not null } => new Refusal("run.thrown", $"Kỳ số {runId} đã được bỏ, không có gì để chốt.", "run"),
            { ReversedBy: { } by } =>
                new Refusal("run.reversed", $"Kỳ số {runId} đã được đảo bằng kỳ số {by}, không có gì để chốt.", "run"),
            { SettledAt: not null } => new SettleResult(runId, 0, 0, default),
            _ => null,
        };
    }

    /// <summary>
    /// One transaction. Refused if another run was written since this one read the ledger: its differences would be posted twice.
    /// </summary>
    private Outcome<RunResult> Write((long Run, long Entry) last, RunResult result, MonthResult entitled, Subtraction comparison,
        Act act) =>
        _determiner.Register.TryWrite<RunResult>(act, (connection, transaction) =>
        {
            if (LedgerTable.LastIds(connection, transaction) != last)
            {
                return new Refusal("run.overtaken", "Trong lúc tính, một kỳ chi trả khác vừa được ghi sổ. Hãy chạy lại.", "run");
            }

            var run = new LedgerRun(
                result.RunId!.Value, result.Month, result.AsKnown, Now, null, result.RulebookHash,
                result.People, result.Determined, result.Unknown, result.Held, result.NewLines, result.Amount)
            {
                SeenUntil = comparison.Reading.Known.Instant,
            };
            LedgerTable.AddRun(_database, connection, transaction, run);
            Step?.Invoke("run written");
            var entry = LedgerTable.AddEntries(_database, connection, transaction,
                new NewEntries(run.RunId, "due", run.CreatedAt, comparison.Lines), last.Entry);
            LedgerTable.AddEntries(_database, connection, transaction,
                new NewEntries(run.RunId, "withheld", run.CreatedAt, comparison.Withheld), entry);
            Step?.Invoke("lines written");
            var stored = _determiner.Stored.Add(entitled, connection, transaction);
            Step?.Invoke("results written");
            new LedgerSeal(_determiner.Register.Audit, connection, transaction, act).Posted(run, last.Entry, stored);
            Step?.Invoke("before commit");
            return result;
        });
}

/// <summary>What a run would write.</summary>
/// <param name="Last">Highest ids of the ledger it was compared with.</param>
/// <param name="Standing">How many runs stood then.</param>
/// <param name="Result">Its counts; with the number the run would have, null if there is nothing to write.</param>
/// <param name="Entitled">Who is entitled to what in the month.</param>
/// <param name="Comparison">Its lines.</param>
internal sealed record MonthComparison(
    (long Run, long Entry) Last, int Standing, RunResult Result, MonthResult Entitled, Subtraction Comparison);
