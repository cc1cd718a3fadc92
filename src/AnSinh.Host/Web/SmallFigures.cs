using AnSinh.Basics;
using AnSinh.Scoreboard.Figures;

namespace AnSinh.Host.Web;

/// <summary>
/// Figures as a viewer may read them: who may read figures and not people is shown no group so small that it is as good as a name, nor what
/// it could be worked out from.
/// </summary>
internal sealed class SmallFigures(Office office, Visit visit)
{
    /// <summary>People of the smallest group shown; 0 if every group is.</summary>
    public int Least { get; } = visit.Viewer.May(Permission.ReadPeople) ? 0 : office.Policy.SmallestGroup;

    /// <summary>A board; null where there is none for the viewer.</summary>
    public UnitBoard? Board(BoardQuestion question) =>
        office.Board.Board(question) is not { } board ? null : Least == 0 ? board : SmallGroups.Without(board, Least);

    /// <summary>A series with all its groups, and without those that are not shown; null where there is none for the viewer.</summary>
    public (RestatedSeries All, RestatedSeries Shown)? Series(SeriesQuestion question) =>
        office.Board.Series(question) is not { } series ? null : (series, Least == 0 ? series : SmallGroups.Without(series, Least));

    /// <summary>
    /// Which rows of a table are not shown, and whether its sums are not: a row with them all, or with all in one of its columns.
    /// </summary>
    /// <param name="rows">Numbers of people, each row as long as the others.</param>
    public (bool[] Rows, bool Total) Hidden(IReadOnlyList<IReadOnlyList<long>> rows)
    {
        var cells = new long[rows.Count, rows.Count == 0 ? 0 : rows[0].Count];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Count; column++)
            {
                cells[row, column] = rows[row][column];
            }
        }

        var hidden = SmallCells.Hidden(cells, Least);
        bool Any(int row) => Enumerable.Range(0, hidden.GetLength(1)).Any(column => hidden[row, column]);
        return ([.. Enumerable.Range(0, rows.Count).Select(Any)], Any(rows.Count));
    }

    /// <summary>True if counts of one group of people may be shown side by side: none is small, and no two differ by few.</summary>
    public bool Tells(params IReadOnlyList<long> counts) =>
        counts.Append(0).All(a => counts.Append(0).All(b => a - b <= 0 || a - b >= Least));
}
