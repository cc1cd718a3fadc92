using System.Collections.Concurrent;
using System.Linq.Expressions;
using AnSinh.Rulebook.Programmes;

namespace AnSinh.Rulebook.Kernels;

/// <summary>What a loop reads: columns and constants of the month as arrays, and the table for who lives with whom.</summary>
internal sealed record LoopInput(long[][] Columns, long[] Constants, FactTable Table);

/// <summary>A compiled loop over rows.</summary>
internal delegate void RowLoop(LoopInput input, int from, int to, RouteScore score, KernelResult result);

/// <summary>A compiled loop of one condition.</summary>
internal delegate void TruthLoop(LoopInput input, int from, int to, byte[] truth);

/// <summary>A compiled loop of one value.</summary>
internal delegate void ValueLoop(LoopInput input, int from, int to, long[] values);

/// <summary>
/// Loops by the shape of the rules they run: months that differ only in dates and amounts share one. A loop is one tree; a table of a few
/// rows, as a worked case has, is answered by walking it, for compiling it would take a thousand times as long as the answer. Worked cases
/// have thousands of shapes: a walked loop is kept no longer than the months that use it.
/// </summary>
internal sealed class KernelCache
{
    private readonly ConcurrentDictionary<string, Lazy<Delegate>> _compiled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WeakReference<Delegate>> _walked = new(StringComparer.Ordinal);

    /// <summary>How many shapes were compiled.</summary>
    public int Count => _compiled.Count;

    /// <summary>How many walked loops some month still uses.</summary>
    public int Walking => _walked.Values.Count(w => w.TryGetTarget(out _));

    /// <summary>The loop of a shape, compiled or to be walked.</summary>
    public T Loop<T>(string shape, bool compiled, Func<Expression<T>> build) where T : Delegate =>
        compiled ? (T)_compiled.GetOrAdd(shape, _ => new Lazy<Delegate>(() => build().Compile())).Value : Walked(shape, build);

    private T Walked<T>(string shape, Func<Expression<T>> build) where T : Delegate
    {
        if (_walked.TryGetValue(shape, out var known) && known.TryGetTarget(out var alive))
        {
            return (T)alive;
        }

        var loop = build().Compile(preferInterpretation: true);
        _walked[shape] = new WeakReference<Delegate>(loop);
        return loop;
    }
}
