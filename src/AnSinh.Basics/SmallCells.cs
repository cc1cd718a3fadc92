namespace AnSinh.Basics;

/// <summary>
/// Which cells of a table of people are not shown (<i lang="vi">ẩn ô nhỏ</i>) to who may not name people: those of groups that are too
/// small, and so many more that none of these can be worked out from the sums. Whoever reads the table knows every sum that is shown, and
/// that a cell that is not shown is at least one; another table with the same sums, in which the cell is another, must be possible too.
/// </summary>
public static class SmallCells
{
    /// <summary>
    /// The cells not shown, with the sums: the last column holds the sums of the rows, the last row those of the columns, the corner all.
    /// </summary>
    /// <param name="cells">Numbers of people, none below zero.</param>
    /// <param name="least">People of the smallest group that is shown.</param>
    public static bool[,] Hidden(long[,] cells, int least)
    {
        var table = WithSums(cells);
        var (rows, columns) = (table.GetLength(0), table.GetLength(1));
        var hidden = new bool[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                hidden[row, column] = table[row, column] > 0 && table[row, column] < least;
            }
        }

        while (ExposedOrNull(table, hidden) is var (row, column))
        {
            Cover(table, hidden, row, column);
        }

        return hidden;
    }

    private static long[,] WithSums(long[,] cells)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var table = new long[rows + 1, columns + 1];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                table[row, column] = cells[row, column];
                table[row, columns] += cells[row, column];
                table[rows, column] += cells[row, column];
                table[rows, columns] += cells[row, column];
            }
        }

        return table;
    }

    // The first hidden cell that is in no corner of a rectangle of hidden cells in which people can be thought elsewhere.
    private static (int Row, int Column)? ExposedOrNull(long[,] table, bool[,] hidden)
    {
        for (var row = 0; row < table.GetLength(0); row++)
        {
            for (var column = 0; column < table.GetLength(1); column++)
            {
                if (hidden[row, column] && !Rectangles(table, row, column).Any(cells => cells.All(c => hidden[c.Row, c.Column])))
                {
                    return (row, column);
                }
            }
        }

        return null;
    }

    // Hides the rectangle that costs the fewest people. There is one: with the sums of its row and column and that of all.
    private static void Cover(long[,] table, bool[,] hidden, int row, int column)
    {
        long Cost((int Row, int Column)[] cells) => cells.Sum(c => hidden[c.Row, c.Column] ? 0 : table[c.Row, c.Column]);
        foreach (var (r, c) in Rectangles(table, row, column).MinBy(Cost)!)
        {
            hidden[r, c] = true;
        }
    }

    /// <summary>
    /// The rectangles with a cell as a corner in which one person more in it, or one less, leaves all sums right and every corner with
    /// somebody in it. A sum moves with what it is the sum of: it counts the other way round.
    /// </summary>
    private static IEnumerable<(int Row, int Column)[]> Rectangles(long[,] table, int row, int column)
    {
        var (rows, columns) = (table.GetLength(0), table.GetLength(1));
        int Sign(int r, int c) => (r == rows - 1 ? -1 : 1) * (c == columns - 1 ? -1 : 1);
        for (var other = 0; other < rows; other++)
        {
            for (var beside = 0; beside < columns; beside++)
            {
                (int Row, int Column)[] cells = [(row, column), (row, beside), (other, column), (other, beside)];
                if (other == row || beside == column || cells.Any(c => table[c.Row, c.Column] == 0))
                {
                    continue;
                }

                bool Fits(int step) => cells
                    .Select((c, i) => table[c.Row, c.Column] + (step * (i is 0 or 3 ? 1 : -1) * Sign(c.Row, c.Column)))
                    .All(people => people >= 1);
                if (Fits(1) || Fits(-1))
                {
                    yield return cells;
                }
            }
        }
    }
}
