namespace AnSinh.Rulebook;

/// <summary>
/// Rows of a table for whom something changes inside the month, one row a stretch of days on which nothing does (see
/// <see cref="FactTable.States"/>). The members of a household on a stretch are that stretch's rows.
/// </summary>
/// <param name="Table">The stretches as a table of their own, with the columns of the table they belong to.</param>
/// <param name="Persons">Rows of that table which have stretches, ascending.</param>
/// <param name="Start">Person p of these has the stretches <c>Start[p] … Start[p + 1] − 1</c>, the earliest first.</param>
/// <param name="From">First day of each stretch, as day number.</param>
/// <param name="To">Last day of each stretch.</param>
public sealed record DayStates(FactTable Table, int[] Persons, int[] Start, int[] From, int[] To)
{
    /// <summary>Position of a row among <see cref="Persons"/>, negative if nothing changes for it.</summary>
    public int Find(int row) => Array.BinarySearch(Persons, row);

    /// <summary>With more columns of the table they belong to, the same on all days of the month.</summary>
    public DayStates With(IReadOnlyDictionary<string, long[]> more)
    {
        var columns = new Dictionary<string, long[]>(Table.Columns, StringComparer.Ordinal);
        foreach (var (name, column) in more)
        {
            columns.TryAdd(name, OnEachStretch(column));
        }

        return this with { Table = Table with { Columns = columns } };
    }

    /// <summary>A column of the table they belong to, with each person's value on all the person's stretches.</summary>
    public long[] OnEachStretch(long[] column)
    {
        var values = new long[From.Length];
        for (var p = 0; p < Persons.Length; p++)
        {
            Array.Fill(values, column[Persons[p]], Start[p], Start[p + 1] - Start[p]);
        }

        return values;
    }
}
