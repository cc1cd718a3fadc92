namespace AnSinh.Rulebook;

/// <summary>
/// One programme for one month over rows <paramref name="fromRow"/> … <paramref name="toRow"/> − 1. Rows of a table may be asked from
/// several threads at once. The columns of a table may not change once it was asked.
/// </summary>
public delegate void Kernel(FactTable table, int fromRow, int toRow, KernelResult result);

/// <summary>One condition over rows <paramref name="fromRow"/> … <paramref name="toRow"/> − 1: a <see cref="Truth"/> per row.</summary>
public delegate void Predicate(FactTable table, int fromRow, int toRow, byte[] truth);

/// <summary>
/// One value over rows <paramref name="fromRow"/> … <paramref name="toRow"/> − 1; <see cref="AnSinh.Basics.FactKind.Unknown"/> where it
/// cannot be told.
/// </summary>
public delegate void Values(FactTable table, int fromRow, int toRow, long[] values);

/// <summary>What a kernel writes, one entry per row.</summary>
public sealed class KernelResult
{
    /// <summary>The most of an amount that hangs on something nobody knows.</summary>
    public const long Unbounded = Programmes.RouteScore.Unbounded;

    // Of the few rows that are not settled; most results need none.
    private long[]? _most;
    private int[]? _stretches;

    /// <summary>Room for <paramref name="rows"/> rows.</summary>
    public KernelResult(int rows) => (Status, Amount, Routes) = (new byte[rows], new long[rows], new ulong[rows]);

    /// <summary>A <see cref="Truth"/>: 0 no, 1 yes, 2 unknown, 3 conflict.</summary>
    public byte[] Status { get; }

    /// <summary>Đồng that is certain if yes, else 0.</summary>
    public long[] Amount { get; }

    /// <summary>Bit i set if the i-th route of the version is part of the amount.</summary>
    public ulong[] Routes { get; }

    /// <summary>The most đồng it may be: the amount itself if that is settled, <see cref="Unbounded"/> if nothing bounds it.</summary>
    public long MostOf(int row) => _most is { } most ? Math.Max(most[row], Amount[row]) : Amount[row];

    /// <summary>
    /// Of each person of <see cref="FactTable.States"/> the stretch that decided, −1 if every one says no; null if there are none.
    /// </summary>
    public int[]? Stretches => _stretches;

    /// <summary>Room for the stretches; rows may be asked from several threads.</summary>
    internal int[] StretchesOf(DayStates states) =>
        LazyInitializer.EnsureInitialized(ref _stretches, () => new int[states.Persons.Length])!;

    internal void SetMost(int row, long most)
    {
        if (_most is null)
        {
            Interlocked.CompareExchange(ref _most, new long[Amount.Length], null);
        }

        _most[row] = most;
    }

    /// <summary>Writes a row anew.</summary>
    internal void Set(int row, Truth status, long amount, ulong routes, long most)
    {
        (Status[row], Amount[row], Routes[row]) = ((byte)status, amount, routes);
        if (_most is not null || most != amount)
        {
            SetMost(row, most);
        }
    }

    /// <summary>Rows that say no until something is written.</summary>
    internal void Clear(int from, int count)
    {
        Array.Clear(Status, from, count);
        Array.Clear(Amount, from, count);
        Array.Clear(Routes, from, count);
        if (_most is { } most)
        {
            Array.Clear(most, from, count);
        }
    }
}
