using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Ledger;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Pages.Payments;

/// <summary>
/// Runs one month at a time, apart from the request that asked for it: the officer may leave the page. What it did is told to
/// whoever looks next.
/// </summary>
public sealed partial class MonthDesk(OfficeHolder offices, HeavyGate gate, ILogger<MonthDesk> log)
{
    private static readonly LocalText Running = new("lập một kỳ chi trả", "running a month");
    private readonly Lock _turn = new();
    private Work? _work;
    private Told? _told;

    /// <summary>The run under way, or null.</summary>
    public Work? Work
    {
        get
        {
            lock (_turn)
            {
                return _work;
            }
        }
    }

    /// <summary>What the last request about a month did, once.</summary>
    public Told? TakeTold(Month month)
    {
        lock (_turn)
        {
            if (_told?.Month != month)
            {
                return null;
            }

            var told = _told;
            _told = null;
            return told;
        }
    }

    /// <summary>Starts a run.</summary>
    /// <returns>Why not, if another or other heavy work is under way; else null.</returns>
    public Refusal? Start(Month month, AsKnown? known, Visit visit)
    {
        HeavyGate.Turn turn;
        lock (_turn)
        {
            if (_work is not null)
            {
                return new Refusal("run.busy", "Đang lập một kỳ khác; chờ xong rồi bấm lại.");
            }

            if (gate.TryBegin(visit.Viewer.Login, Running) is not { } begun)
            {
                return new Refusal("run.busy", gate.WhyNot(visit.Viewer.Login, visit.Language).Reason);
            }

            (_work, _told, turn) = (new Work(month, "", 0, 1), null, begun);
        }

        // The request may be over before the run is.
        var login = visit.Viewer.Login;
        _ = Task.Run(() => Do(month, known, login, turn));
        return null;
    }

    /// <summary>Notes what was done, for the page shown next.</summary>
    public void Tell(Told told)
    {
        lock (_turn)
        {
            _told = told;
        }
    }

    private void Do(Month month, AsKnown? known, string actor, HeavyGate.Turn turn)
    {
        var told = new Told(month, null, null, []);
        try
        {
            var outcome = offices.Current.MonthRun.Run(month, new Act(actor, "run.post") { Source = "/chi-tra" }, known, new Reporter(this, month));
            told = outcome.Ok ? told with { Run = outcome.Value } : told with { Refusals = outcome.Refusals };
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            Failed(log, trouble, month.ToString());
            told = told with { Refusals = [new Refusal("run.failed", "Kỳ chi trả bị dừng vì lỗi hệ thống; không có gì được ghi. Lỗi đã được ghi lại.")] };
        }
        finally
        {
            turn.Dispose();
            lock (_turn)
            {
                (_work, _told) = (null, told);
            }
        }
    }

    private sealed class Reporter(MonthDesk desk, Month month) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            lock (desk._turn)
            {
                desk._work = new Work(month, value.Step, value.Done, value.Of);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Running {Month} failed")]
    private static partial void Failed(ILogger log, Exception trouble, string month);
}

/// <summary>What a request about a month did.</summary>
/// <param name="Month">The month.</param>
/// <param name="Run">What a run wrote.</param>
/// <param name="Settled">What settling wrote.</param>
/// <param name="Refusals">Why nothing was done.</param>
public sealed record Told(Month Month, RunResult? Run, SettleResult? Settled, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>The run that was taken back, and how.</summary>
    public (long Run, RunUndo How)? TakenBack { get; init; }

    /// <summary>The decision to recover that was recorded.</summary>
    public RecoveryDecision? Decided { get; init; }
}
