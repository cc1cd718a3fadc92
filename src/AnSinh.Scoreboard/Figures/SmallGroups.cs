using AnSinh.Basics;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Figures;

/// <summary>
/// Boards and series for who may not name people: groups that are too small are not shown, nor what they could be worked out from. Each
/// table is taken by itself; what two days, or two tables of other groups, tell together is not looked at.
/// </summary>
public static class SmallGroups
{
    /// <summary>A board without them.</summary>
    /// <param name="board">The board.</param>
    /// <param name="least">People of the smallest group that is shown.</param>
    public static UnitBoard Without(UnitBoard board, int least)
    {
        var (figures, rows) = (new List<IndicatorFigure>(), board.Units.ToList());
        var unplaced = board.Unplaced.ToDictionary();
        foreach (var figure in board.Figures)
        {
            if (figure.Indicator.Counts == Counts.Unit || figure.Parts is not { } own)
            {
                figures.Add(figure);
                continue;
            }

            var id = figure.Indicator.Id;
            List<Parts> table = [.. rows.Select(r => r.Parts.GetValueOrDefault(id)), unplaced.GetValueOrDefault(id)];
            var (hidden, total) = Hidden(table, least);
            for (var i = 0; i < rows.Count; i++)
            {
                rows[i] = hidden[i] ? Without(rows[i], id) : rows[i];
            }

            if (hidden[^1])
            {
                unplaced.Remove(id);
            }

            var (sexes, bySex) = Hidden([.. figure.BySex.Select(g => g.Parts)], least);
            var (ages, byAge) = Hidden([.. figure.ByAge.Select(g => g.Parts)], least);
            figures.Add(Without(
                figure with { BySex = Shown(figure.BySex, sexes), ByAge = Shown(figure.ByAge, ages) },
                total || bySex || byAge || IsSmall(own, least), least));
        }

        return board with { Figures = figures, Units = rows, Unplaced = unplaced };
    }

    /// <summary>A series without them.</summary>
    /// <param name="series">The series.</param>
    /// <param name="least">People of the smallest group that is shown.</param>
    public static RestatedSeries Without(RestatedSeries series, int least)
    {
        var rows = series.Rows.Select(r => r.Parts.ToArray()).ToList();
        var (unplaced, sums) = (series.Unplaced.ToArray(), series.Total.ToArray());
        for (var i = 0; i < sums.Length; i++)
        {
            var (hidden, total) = Hidden([.. rows.Select(r => r[i] ?? default), unplaced[i] ?? default], least);
            for (var row = 0; row < rows.Count; row++)
            {
                rows[row][i] = hidden[row] ? null : rows[row][i];
            }

            unplaced[i] = hidden[^1] ? null : unplaced[i];
            sums[i] = total || (sums[i] is { } own && IsSmall(own, least)) ? null : sums[i];
        }

        return series with
        {
            Rows = [.. series.Rows.Select((r, row) => (r.Commune, (IReadOnlyList<Parts?>)rows[row]))], Unplaced = unplaced, Total = sums,
        };
    }

    /// <summary>Which groups of a table are not shown, and whether its sum is not.</summary>
    public static (bool[] Groups, bool Total) Hidden(IReadOnlyList<Parts> groups, int least)
    {
        var cells = new long[groups.Count, 3];
        for (var i = 0; i < groups.Count; i++)
        {
            var columns = Columns(groups[i]);
            (cells[i, 0], cells[i, 1], cells[i, 2]) = (columns[0], columns[1], columns[2]);
        }

        var hidden = SmallCells.Hidden(cells, least);
        bool Any(int row) => Enumerable.Range(0, hidden.GetLength(1)).Any(column => hidden[row, column]);
        return ([.. Enumerable.Range(0, groups.Count).Select(Any)], Any(groups.Count));
    }

    private static bool IsSmall(Parts parts, int least) => Array.Exists(Columns(parts), people => people > 0 && people < least);

    // Whom a group is made of: those counted, those who are not, those whose facts do not tell.
    private static long[] Columns(Parts parts) => [parts.Numerator, Math.Max(0, parts.Denominator - parts.Numerator), parts.Unclear];

    private static UnitRow Without(UnitRow row, string indicator) => row with
    {
        Parts = row.Parts.Where(p => p.Key != indicator).ToDictionary(StringComparer.Ordinal),
        Values = row.Values.Where(v => v.Key != indicator).ToDictionary(StringComparer.Ordinal),
    };

    private static IReadOnlyList<FigureGroup> Shown(IReadOnlyList<FigureGroup> groups, bool[] hidden) =>
        [.. groups.Where((_, i) => !hidden[i])];

    private static IndicatorFigure Without(IndicatorFigure figure, bool isSmall, int least) => figure with
    {
        Parts = isSmall ? null : figure.Parts,
        Value = isSmall ? null : figure.Value,
        BaseParts = isSmall || (figure.BaseParts is { } from && IsSmall(from, least)) ? null : figure.BaseParts,
        Met = isSmall ? null : figure.Met,
        MetReason = isSmall ? null : figure.MetReason,
        IsSmall = isSmall,
        Trend = [.. figure.Trend.Select((point, i) =>
            (isSmall && i == figure.Trend.Count - 1) || (point.Parts is { } parts && IsSmall(parts, least))
                ? point with { Parts = null, Value = null } : point)],
    };
}
