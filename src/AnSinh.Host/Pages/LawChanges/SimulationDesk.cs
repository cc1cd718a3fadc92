using AnSinh.Determinations.Simulating;

namespace AnSinh.Host.Pages.LawChanges;

/// <summary>Runs simulations apart from the request that asked, one at a time, and keeps the last ones: a year over the whole register takes a while.</summary>
public sealed partial class SimulationDesk(ILogger<SimulationDesk> log)
{
    private const int Capacity = 3;
    private readonly Lock _turn = new();
    private readonly Lock _one = new();
    private readonly List<SimulationWork> _asked = [];

    /// <summary>The simulation of a key, begun now if nobody asked for it before or it failed.</summary>
    public SimulationWork Of(string key, Func<Simulation> run)
    {
        lock (_turn)
        {
            if (_asked.Find(a => a.Key == key) is { } work)
            {
                if (work.HasFailed)
                {
                    // Told once; the next look tries again.
                    _asked.Remove(work);
                }

                return work;
            }

            if (_asked.Count >= Capacity && _asked.FindIndex(a => a.Simulation is not null || a.HasFailed) is >= 0 and var old)
            {
                _asked.RemoveAt(old);
            }

            var begun = new SimulationWork(key);
            _asked.Add(begun);
            _ = Task.Run(() => Do(begun, run));
            return begun;
        }
    }

    private void Do(SimulationWork work, Func<Simulation> run)
    {
        try
        {
            lock (_one)
            {
                work.Simulation = run();
            }
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            Failed(log, trouble);
            work.HasFailed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A simulation failed")]
    private static partial void Failed(ILogger log, Exception trouble);
}

/// <summary>A simulation asked for.</summary>
/// <param name="Key">What was asked.</param>
public sealed record SimulationWork(string Key)
{
    private volatile Simulation? _simulation;
    private volatile bool _failed;

    /// <summary>What came of it; null until it is done.</summary>
    public Simulation? Simulation { get => _simulation; internal set => _simulation = value; }

    /// <summary>True if it broke.</summary>
    public bool HasFailed { get => _failed; internal set => _failed = value; }
}
