using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;

namespace AnSinh.Host.Pages.LawChanges;

/// <summary>
/// Runs simulations apart from the request that asked, one at a time, and keeps the last ones: a year over the whole register takes a
/// while.
/// </summary>
public sealed partial class SimulationDesk(HeavyGate gate, ILogger<SimulationDesk> log)
{
    private const int Capacity = 3;
    private readonly Lock _turn = new();
    private static readonly LocalText Simulating = new("mô phỏng một thay đổi luật", "simulating a change of the law");
    private readonly List<SimulationWork> _asked = [];

    /// <summary>What to answer if other heavy work runs.</summary>
    internal IResult Busy(Visit visit) => HeavyTurns.Busy(gate, visit);

    /// <summary>The review of a draft: kept from before, or made in a turn of its own; null if other heavy work runs.</summary>
    internal ChangeReview? Reviewed(ReviewDesk reviews, Office office, Visit visit, LawInForce law, LawChange change)
    {
        if (reviews.KeptOrNull(law, change) is { } kept)
        {
            return kept;
        }

        using var turn = gate.TryBegin(visit.Viewer.Login, LawChangePages.Reviewing);
        return turn is null ? null : reviews.Of(office, law, change);
    }

    /// <summary>
    /// A person's simulation of a key, begun now if they did not ask for it before or it failed; null if other heavy work runs.
    /// </summary>
    public SimulationWork? Of(string login, string key, Func<Simulation> run)
    {
        lock (_turn)
        {
            if (_asked.Find(a => a.Login == login && a.Key == key) is { } work)
            {
                if (work.HasFailed)
                {
                    // Told once; the next look tries again.
                    _asked.Remove(work);
                }

                return work;
            }

            if (gate.TryBegin(login, Simulating) is not { } turn)
            {
                return null;
            }

            if (_asked.Count >= Capacity && _asked.FindIndex(a => a.Simulation is not null || a.HasFailed) is >= 0 and var old)
            {
                _asked.RemoveAt(old);
            }

            var begun = new SimulationWork(login, key);
            _asked.Add(begun);
            _ = Task.Run(() => Do(begun, turn, run));
            return begun;
        }
    }

    private void Do(SimulationWork work, HeavyGate.Turn turn, Func<Simulation> run)
    {
        try
        {
            work.Simulation = run();
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            Failed(log, trouble);
            work.HasFailed = true;
        }
        finally
        {
            turn.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A simulation failed")]
    private static partial void Failed(ILogger log, Exception trouble);
}

/// <summary>A simulation asked for.</summary>
/// <param name="Login">Who asked: nobody else is shown it.</param>
/// <param name="Key">What was asked.</param>
public sealed record SimulationWork(string Login, string Key)
{
    private volatile Simulation? _simulation;
    private volatile bool _failed;

    /// <summary>What came of it; null until it is done.</summary>
    public Simulation? Simulation { get => _simulation; internal set => _simulation = value; }

    /// <summary>True if it broke.</summary>
    public bool HasFailed { get => _failed; internal set => _failed = value; }
}
