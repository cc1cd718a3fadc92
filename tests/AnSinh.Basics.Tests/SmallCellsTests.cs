namespace AnSinh.Basics.Tests;

/// <summary>No cell that is hidden can be worked out from what is shown, whatever the table.</summary>
public class SmallCellsTests
{
    private const long Prime = 1_000_000_007;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Fact]
    public void A_table_without_small_cells_is_shown_whole() =>
        Assert.DoesNotContain(true, SmallCells.Hidden(new long[,] { { 7, 0 }, { 12, 9 } }, 5).Cast<bool>());

    [Fact]
    public void A_small_cell_takes_another_of_its_column_with_it()
    {
        var hidden = SmallCells.Hidden(new long[,] { { 2 }, { 40 }, { 90 } }, 5);
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(row => hidden[row, 0]));
    }

    [Fact]
    public void Two_cells_of_one_person_each_are_not_told_by_their_sum()
    {
        // Whoever reads that two cells with somebody in them come to two knows both.
        var hidden = SmallCells.Hidden(new long[,] { { 1 }, { 1 }, { 90 } }, 2);
        Assert.True(hidden[2, 0] || hidden[3, 0]);
    }

    // By the sums alone: a cell is known if it is a combination of them.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_hidden_cell_is_a_combination_of_sums_that_are_shown(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 50; i++)
        {
            var cells = Table(random, random.Next(1, 9), random.Next(1, 6), 30);
            var hidden = SmallCells.Hidden(cells, 5);
            AssertSmallAreHidden(cells, hidden);
            var places = Places(hidden);
            var sums = Sums(hidden, places);
            var rank = Rank(sums, places.Count);
            for (var place = 0; place < places.Count; place++)
            {
                var alone = new long[places.Count];
                alone[place] = 1;
                Assert.True(Rank([.. sums, alone], places.Count) == rank + 1, $"seed {seed}, table {i}: {places[place]} is known");
            }
        }
    }

    // By trying everything: another table of people would show the same, and have another number there.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_hidden_cell_could_be_another_number_of_people(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 12; i++)
        {
            var cells = Table(random, random.Next(1, 4), random.Next(1, 3), 7);
            var hidden = SmallCells.Hidden(cells, 3);
            var told = new HashSet<(int, int, long)>();
            Try(cells, hidden, 0, (long[,])cells.Clone(), told);
            Assert.All(Places(hidden),
                p => Assert.True(told.Count(t => (t.Item1, t.Item2) == p) > 1, $"seed {seed}, table {i}: {p} is known"));
        }
    }

    private static long[,] Table(Random random, int rows, int columns, int most)
    {
        var cells = new long[rows, columns];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i / columns, i % columns] = random.Next(3) == 0 ? random.Next(3) : random.Next(most);
        }

        return cells;
    }

    private static void AssertSmallAreHidden(long[,] cells, bool[,] hidden)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            var (row, column) = (i / cells.GetLength(1), i % cells.GetLength(1));
            Assert.True(cells[row, column] is 0 or >= 5 || hidden[row, column]);
        }
    }

    private static List<(int Row, int Column)> Places(bool[,] hidden) =>
        [.. Enumerable.Range(0, hidden.Length).Select(i => (i / hidden.GetLength(1), i % hidden.GetLength(1)))
            .Where(p => hidden[p.Item1, p.Item2])];

    // What is known of the hidden cells: each row less its sum, each column less its sum.
    private static List<long[]> Sums(bool[,] hidden, List<(int Row, int Column)> places)
    {
        var (rows, columns) = (hidden.GetLength(0), hidden.GetLength(1));
        var known = new List<long[]>();
        for (var line = 0; line < rows + columns; line++)
        {
            known.Add([.. places.Select(p => line < rows ? p.Row != line ? 0 : p.Column == columns - 1 ? -1L : 1
                : p.Column != line - rows ? 0 : p.Row == rows - 1 ? -1L : 1)]);
        }

        return known;
    }

    private static int Rank(List<long[]> lines, int width)
    {
        var left = lines.ConvertAll(l => l.Select(x => ((x % Prime) + Prime) % Prime).ToArray());
        var rank = 0;
        for (var column = 0; column < width; column++)
        {
            if (left.FindIndex(rank, l => l[column] != 0) is not (>= 0 and var pivot))
            {
                continue;
            }

            (left[rank], left[pivot]) = (left[pivot], left[rank]);
            var inverse = (long)System.Numerics.BigInteger.ModPow(left[rank][column], Prime - 2, Prime);
            for (var other = rank + 1; other < left.Count; other++)
            {
                var times = left[other][column] * inverse % Prime;
                for (var i = column; i < width && times != 0; i++)
                {
                    left[other][i] = (left[other][i] + ((Prime - times) * left[rank][i])) % Prime;
                }
            }

            rank++;
        }

        return rank;
    }

    private static void Try(long[,] cells, bool[,] hidden, int at, long[,] tried, HashSet<(int, int, long)> told)
    {
        if (at < cells.Length)
        {
            var (row, column) = (at / cells.GetLength(1), at % cells.GetLength(1));
            foreach (var people in hidden[row, column] ? Enumerable.Range(1, 9) : [(int)cells[row, column]])
            {
                tried[row, column] = people;
                Try(cells, hidden, at + 1, tried, told);
            }

            return;
        }

        var (real, other) = (WithSums(cells), WithSums(tried));
        for (var i = 0; i < real.Length; i++)
        {
            var (row, column) = (i / real.GetLength(1), i % real.GetLength(1));
            if (!hidden[row, column] && real[row, column] != other[row, column])
            {
                return;
            }
        }

        foreach (var (row, column) in Places(hidden))
        {
            told.Add((row, column, other[row, column]));
        }
    }

    private static long[,] WithSums(long[,] cells)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var table = new long[rows + 1, columns + 1];
        for (var i = 0; i < cells.Length; i++)
        {
            var (row, column) = (i / columns, i % columns);
            table[row, column] = cells[row, column];
            table[row, columns] += cells[row, column];
            table[rows, column] += cells[row, column];
            table[rows, columns] += cells[row, column];
        }

        return table;
    }
}
