using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Problems;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Borders;

/// <summary>A series by commune on the map of each day, or restated on the map of one.</summary>
/// <param name="Series">The figures.</param>
/// <param name="Agrees">True if they make up the total in every month.</param>
/// <param name="Choices">Indicators to choose from.</param>
/// <param name="Days">Days on which the map changed.</param>
/// <param name="MapKnown">The day whose knowledge of the map is used.</param>
public sealed record SeriesModel(
    RestatedSeries Series, bool Agrees, IReadOnlyList<Indicator> Choices, IReadOnlyList<DateOnly> Days, DateOnly MapKnown);

/// <summary>Series by commune, restated on any day's map (<c>/dia-gioi/chuoi</c>).</summary>
internal static class SeriesPages
{
    public const string Address = ReorganisePages.Root + "/chuoi";

    private const int YearsShown = 5;

    public static void MapSeriesPages(this IEndpointRouteBuilder pages) => pages.Needing(Permission.ReadFigures).MapGet(Address, Show);

    /// <summary>Days on which the map of the register's place changed, and the day before the first.</summary>
    public static IReadOnlyList<DateOnly> Days(Office office)
    {
        var area = office.Register.Area;
        var days = office.Units.Changes.Where(c => area.Contains(c.FromKey)).Select(c => c.On).Distinct().Order().ToList();
        return days.Count == 0 ? [] : [days[0].AddDays(-1), .. days];
    }

    private static IResult Show(Office office, Visit visit, [FromQuery(Name = "don-vi")] string? unit,
        [FromQuery(Name = "chi-tieu")] string? asked, [FromQuery(Name = "ban-do")] string? mapDay)
    {
        DateOnly? map = null;
        if (mapDay is { Length: > 0 })
        {
            if (visit.ReadDay(mapDay, "ban-do", out var day) is { } refusal)
            {
                return ProblemPages.Refused(visit, refusal);
            }

            map = day;
        }

        var key = unit is { Length: > 0 } ? unit : visit.Viewer.Unit.Key;
        var figures = new SmallFigures(office, visit);
        if (figures.Board(new BoardQuestion(key, visit.Month, visit.Known, visit.Viewer.Scope, WithTrend: false)) is not { } board)
        {
            return ProblemPages.NotFound(visit);
        }

        var choices =
            board.Figures.Where(f => f.Basis == FigureBasis.Register && f.Indicator.ChangeOf is null && f.Indicator.Counts != Counts.Unit)
            .Select(f => f.Indicator).ToList();
        if ((choices.Find(i => i.Id == asked) ?? choices.FirstOrDefault()) is not { } indicator)
        {
            return ProblemPages.NotFound(visit);
        }

        Month[] months = [.. Enumerable.Range(visit.Month.Year - YearsShown, YearsShown).Select(year => new Month(year, 12)), visit.Month];
        return figures.Series(
            new SeriesQuestion(key, indicator.Id, months, visit.Known, visit.Viewer.Scope, map)) is var (all, series)
            ? View.Of<SeriesView, SeriesModel>(
                new SeriesModel(series, all.Agrees, choices, Days(office),
                    map > visit.Known.Day ? AsKnown.DayOf(office.Register.Now) : visit.Known.Day))
            : ProblemPages.NotFound(visit);
    }
}
