namespace AnSinh.Register.History;

/// <summary>
/// Dated values of one kind, in four parallel arrays ordered by row and start: going through them once fills a month's column, and
/// the latest start wins because it comes last.
/// </summary>
internal sealed class IntervalColumn
{
    /// <summary>Last day of an interval that goes on.</summary>
    public const int Open = int.MaxValue;

    /// <summary>Stands for "no entry of that day"; no value is it (the mark of unknown is <see cref="long.MinValue"/>).</summary>
    private const long NoEntry = long.MinValue + 1;

    private int[] _row = new int[64];
    private int[] _from = new int[64];
    private int[] _to = new int[64];
    private long[] _value = new long[64];

    public int Count { get; private set; }

    public void Add(int row, int from, int to, long value)
    {
        if (Count == _row.Length)
        {
            var size = Count * 2;
            Array.Resize(ref _row, size);
            Array.Resize(ref _from, size);
            Array.Resize(ref _to, size);
            Array.Resize(ref _value, size);
        }

        (_row[Count], _from[Count], _to[Count], _value[Count]) = (row, from, to, value);
        Count++;
    }

    /// <summary>Orders what was added and gives back the room not needed. <paramref name="rank"/> (0–255) goes before the start.</summary>
    public void Close(Func<long, int>? rank = null)
    {
        var keys = new long[Count];
        var sorted = true;
        for (var i = 0; i < Count; i++)
        {
            // 30 bits of row, 8 of rank, 22 of day: day numbers reach 3,652,058.
            keys[i] = ((long)_row[i] << 30) | ((long)(rank?.Invoke(_value[i]) ?? 0) << 22) | (uint)_from[i];
            sorted &= i == 0 || keys[i - 1] <= keys[i];
        }

        if (sorted)
        {
            Array.Resize(ref _row, Count);
            Array.Resize(ref _from, Count);
            Array.Resize(ref _to, Count);
            Array.Resize(ref _value, Count);
            return;
        }

        var order = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        KeepOrderOfEquals(keys, order);
        (_row, _from, _to, _value) = (Ordered(_row, order), Ordered(_from, order), Ordered(_to, order), Ordered(_value, order));
    }

    /// <summary>Sets the rows whose interval touches the days; others stay as they are.</summary>
    public void Fill(Span<long> column, int firstDay, int lastDay)
    {
        var (row, from, to, value) = (_row, _from, _to, _value);
        for (var i = 0; i < row.Length; i++)
        {
            if (from[i] <= lastDay && to[i] >= firstDay)
            {
                column[row[i]] = value[i];
            }
        }
    }

    /// <summary>The same, through a table of what the values stand for in this month.</summary>
    public void Fill(Span<int> column, int firstDay, int lastDay, ReadOnlySpan<int> meaning)
    {
        var (row, from, to, value) = (_row, _from, _to, _value);
        for (var i = 0; i < row.Length; i++)
        {
            if (from[i] <= lastDay && to[i] >= firstDay)
            {
                column[row[i]] = meaning[(int)value[i]];
            }
        }
    }

    /// <summary>The value of a row on a day: of the last entry (in the column's order) valid on it.</summary>
    public long On(int row, int day, long absent)
    {
        for (var i = AfterLast(row) - 1; i >= 0 && _row[i] == row; i--)
        {
            if (_from[i] <= day && _to[i] >= day)
            {
                return _value[i];
            }
        }

        return absent;
    }

    /// <summary>Tells each day after the first on which the value of a row is another than on the day before.</summary>
    public void Turns(int firstDay, int lastDay, Action<int, int> turn)
    {
        var (row, from, to) = (_row, _from, _to);
        for (var i = 0; i < row.Length; i++)
        {
            if (from[i] > firstDay && from[i] <= lastDay)
            {
                Tell(row[i], from[i]);
            }

            if (to[i] >= firstDay && to[i] < lastDay)
            {
                Tell(row[i], to[i] + 1);
            }
        }

        void Tell(int at, int day)
        {
            if (On(at, day, NoEntry) != On(at, day - 1, NoEntry))
            {
                turn(at, day);
            }
        }
    }

    /// <summary>Tells each entry valid on some of the days.</summary>
    public void Touching(int firstDay, int lastDay, Action<int, long> entry)
    {
        for (var i = 0; i < _row.Length; i++)
        {
            if (_from[i] <= lastDay && _to[i] >= firstDay)
            {
                entry(_row[i], _value[i]);
            }
        }
    }

    private int AfterLast(int row)
    {
        var (low, high) = (0, _row.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _row[middle] <= row ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Of two entries that begin on one day the one added later counts, on every database.</summary>
    private static void KeepOrderOfEquals(long[] keys, int[] order)
    {
        for (var i = 0; i < keys.Length;)
        {
            var end = i + 1;
            while (end < keys.Length && keys[end] == keys[i])
            {
                end++;
            }

            if (end - i > 1)
            {
                Array.Sort(order, i, end - i);
            }

            i = end;
        }
    }

    private static TItem[] Ordered<TItem>(TItem[] items, int[] order)
    {
        var ordered = new TItem[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            ordered[i] = items[order[i]];
        }

        return ordered;
    }
}
