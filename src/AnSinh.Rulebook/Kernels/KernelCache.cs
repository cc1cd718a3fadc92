using System.Collections.Concurrent;
using System.Linq.Expressions;
using AnSinh.Rulebook.Programmes;

namespace AnSinh.Rulebook.Kernels;

/// <summary>A compiled loop over rows: columns and constants of the month come in as arrays.</summary>
internal delegate void RowLoop(long[][] columns, long[] constants, FactTable table, int from, int to, RouteScore score,
    KernelResult result);

/// <summary>A compiled loop of one condition.</summary>
internal delegate void TruthLoop(long[][] columns, long[] constants, FactTable table, int from, int to, byte[] truth);

/// <summary>A compiled loop of one value.</summary>
internal delegate void ValueLoop(long[][] columns, long[] constants, FactTable table, int from, int to, long[] values);

/// <summary>
/// Loops by the shape of the rules they run: months that differ only in dates and amounts share one. A loop is one tree; a table of a few
/// rows, as a worked case has, is answered by walking it, for compiling it would take a thousand times as long as the answer.
/// </summary>
internal sealed class KernelCache
{
    private readonly ConcurrentDictionary<(string Shape, bool Compiled), Lazy<Delegate>> _loops = new();

    /// <summary>How many loops were built.</summary>
    public int Count => _loops.Count;

    /// <summary>The loop of a shape, compiled or to be walked.</summary>
    public T Loop<T>(string shape, bool compiled, Func<Expression<T>> build) where T : Delegate => (T)_loops.GetOrAdd((shape, compiled),
        key => new Lazy<Delegate>(() => build().Compile(preferInterpretation: !key.Compiled))).Value;
}
