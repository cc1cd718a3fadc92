using AnSinh.Basics;
using AnSinh.Host.Components;
using AnSinh.Host.Scoreboard;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Borders;

/// <summary>The map by day, and the changes of borders.</summary>
internal static class BordersPages
{
    public static void MapBordersPages(this IEndpointRouteBuilder pages)
    {
        pages.Needing(Permission.ReadFigures).MapGet(ReorganisePages.Root, Show).ShowsForms();
        pages.MapReorganisePages();
        pages.MapSeriesPages();
    }

    private static IResult Show(Office office, Visit visit, [FromQuery(Name = "ngay")] string? asked)
    {
        var day = visit.Month.LastDay;
        if (asked is { Length: > 0 } && visit.ReadDay(asked, "ngay", out day) is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        if (office.Scores.Cartograms is not [var layout, ..])
        {
            return ProblemPages.NotFound(visit);
        }

        var map = layout.MapOn(day).Date;
        var places = MapCards.Place(office.Units, layout, map);
        var units = places.Select(place => place.Unit).OfType<Unit>().DistinctBy(unit => unit.Key).ToList();
        var census = map == layout.MapOn(visit.Month.LastDay).Date ? Census.Of(office, visit) : null;
        var figures = units.Where(visit.Viewer.MaySee).Where(_ => census is not null).ToDictionary(
            unit => unit.Key,
            unit => new UnitFigure(census!.People(unit.Key), visit.Language.Number(census.People(unit.Key)),
                visit.Language.T($"{visit.Language.Number(census.People(unit.Key))} nhân khẩu",
                    $"{visit.Language.Number(census.People(unit.Key))} people")),
            StringComparer.Ordinal);
        return View.Of<BordersView, BordersModel>(
            new BordersModel(map, MapCards.Days(office, layout), places, figures,
                Changes(office.Units, layout.Tiles.Select(t => t.UnitKey)), units, Events(office), Waiting(office, visit),
                ReorganisePages.MayChange(visit)));
    }

    private static List<BorderEvent> Events(Office office) =>
        [.. office.Register.Batches.Latest(200, ReorganisationService.BatchKind).Select(b => (Batch: b, What: BorderDetail.ReadOrNull(b)))
            .Where(b => b.What is not null)
            .Select(b =>
                new BorderEvent(b.Batch, b.What!, b.What!.Lines.Count(l => l.ToCode is not null),
                    b.What.Lines.Select(l => l.ToCode).OfType<string>().Distinct().Count()))];

    // Nobody is named here, only counted; and only communes the viewer may see.
    private static List<(SplitUnit, int)> Waiting(Office office, Visit visit)
    {
        var service = new ReorganisationService(office.Register);
        return [.. service.Splits().Where(s => visit.Viewer.MaySee(s.From) && office.Register.Area.Contains(s.From.Key))
            .Select(s => (s, service.Unassigned(s).Count))];
    }

    /// <summary>All changes the land of these units went through, oldest first.</summary>
    private static List<UnitChangeRow> Changes(UnitMap units, IEnumerable<string> oldest)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Queue<string>(oldest);
        var rows = new List<UnitChangeRow>();
        var byFrom = units.Changes.ToLookup(change => change.FromKey, StringComparer.Ordinal);
        while (ahead.TryDequeue(out var key))
        {
            if (!seen.Add(key))
            {
                continue;
            }

            foreach (var change in byFrom[key])
            {
                rows.Add(
                    new UnitChangeRow(change.On, change.Decided, change.Instrument, units.FindOrNull(key)!,
                        change.ToKey is null ? null : units.FindOrNull(change.ToKey), change.Whole));
                if (change.ToKey is not null)
                {
                    ahead.Enqueue(change.ToKey);
                }
            }
        }

        return [.. rows.OrderBy(row => row.On).ThenBy(row => row.To?.Name, StringComparer.Ordinal)
            .ThenBy(row => row.From.Code, StringComparer.Ordinal)];
    }
}
