using System.Collections.Concurrent;
using AnSinh.Rulebook.Programmes;

namespace AnSinh.Rulebook.Kernels;

/// <summary>A compiled loop over rows: columns and constants of the month come in as arrays.</summary>
internal delegate void RowLoop(long[][] columns, long[] constants, FactTable table, int from, int to, RouteScore score,
    KernelResult result);

/// <summary>A compiled loop of one condition.</summary>
internal delegate void TruthLoop(long[][] columns, long[] constants, FactTable table, int from, int to, byte[] truth);

/// <summary>A compiled loop of one value.</summary>
internal delegate void ValueLoop(long[][] columns, long[] constants, FactTable table, int from, int to, long[] values);

/// <summary>Compiled loops by the shape of the rules they run: months that differ only in dates and amounts share one.</summary>
internal sealed class KernelCache
{
    private readonly ConcurrentDictionary<string, Lazy<Delegate>> _loops = new(StringComparer.Ordinal);

    /// <summary>How many shapes were compiled.</summary>
    public int Count => _loops.Count;

    public T Loop<T>(string shape, Func<T> compile) where T : Delegate => (T)_loops.GetOrAdd(shape, _ => new Lazy<Delegate>(compile)).Value;
}
