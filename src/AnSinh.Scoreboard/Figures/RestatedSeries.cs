using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Figures;

/// <summary>What is asked of a series by commune.</summary>
/// <param name="Unit">Key or code of the unit.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Months">The months, oldest first.</param>
/// <param name="Known">The day whose knowledge is used.</param>
/// <param name="Scope">What the viewer may see.</param>
/// <param name="Map">The day whose map every month is restated on; null for the map of each month itself.</param>
public sealed record SeriesQuestion(string Unit, string Indicator, IReadOnlyList<Month> Months, AsKnown Known,
    Scope Scope, DateOnly? Map = null);

/// <summary>
/// A series by commune, on the map of each day or restated on one (<i lang="vi">số liệu tính lại theo bản đồ</i>). In every month the
/// communes and those who cannot be placed make up the total of the unit on the month's own map.
/// </summary>
/// <param name="Question">What was asked.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Rows">Each commune of any of the maps with its numbers by month; null in a month whose map does not have it.</param>
/// <param name="Unplaced">Those in no one commune of the map, by month; null where they are not shown.</param>
/// <param name="Total">The unit by month, counted on the month's own map; null where it is not shown.</param>
public sealed record RestatedSeries(
    SeriesQuestion Question, Unit Unit, Indicator Indicator, IReadOnlyList<(Unit Commune, IReadOnlyList<Parts?> Parts)> Rows,
    IReadOnlyList<Parts?> Unplaced, IReadOnlyList<Parts?> Total)
{
    /// <summary>True if communes and unplaced make up the total in every month; asked before anything is hidden.</summary>
    public bool Agrees => Enumerable.Range(0, Question.Months.Count)
        .All(i => Rows.Aggregate(Unplaced[i] ?? default, (sum, row) => sum + (row.Parts[i] ?? default)) == Total[i]);
}
