using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Register.Quality;
using AnSinh.Scoreboard.Quality;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Quality;

/// <summary>
/// What is missing, implausible or contradictory in the register: counts, work lists, ways to mend. Within the viewer's scope only.
/// </summary>
internal static class QualityPages
{
    public const string Root = "/chat-luong";
    private static readonly LocalText Checking = new("kiểm tra chất lượng sổ", "checking the register's quality");

    public static void MapQualityPages(this IEndpointRouteBuilder pages)
    {
        var people = pages.Needing(Permission.ReadPeople);
        people.MapGet(Root, Board).Heavy(Checking.Vi, Checking.En!);
        people.MapGet(Root + "/{check}", List).Heavy(Checking.Vi, Checking.En!);
    }

    /// <summary>The same as data.</summary>
    public static void MapQuality(this IEndpointRouteBuilder api)
    {
        var people = api.Needing(Permission.ReadPeople);
        people.MapGet("/quality", Counts).Heavy(Checking.Vi, Checking.En!);
        people.MapGet("/quality/{check}", Cases).Heavy(Checking.Vi, Checking.En!);
    }

    private static IResult Board(Office office, Visit visit, [FromQuery(Name = Places.Key)] string? commune)
    {
        var place = Places.Ask(office, visit, commune);
        return place.Refusal ?? View.Of<QualityBoardView, QualityBoardModel>(new QualityBoardModel(
            [.. office.Quality.Run(visit.Month, visit.Known).Select(f => Row(office, visit, f, place.Scope))],
            place.Unit is null ? null : commune, Places.Choices(office, visit)));
    }

    private static IResult List(Office office, Visit visit, string check, [FromQuery(Name = Places.Key)] string? commune,
        [FromQuery(Name = "trang")] int? page)
    {
        var place = Places.Ask(office, visit, commune);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        if (QualityList.FindOrNull(office, visit, check) is not { } finding)
        {
            return ProblemPages.NotFound(visit);
        }

        var asked = QualityList.Of(office, visit, finding.Check, place.Scope).Ask(visit, null, page);
        return !asked.Ok ? ProblemPages.Refused(visit, asked.Refusals) : View.Of<QualityListView, QualityListModel>(new QualityListModel(
            finding.Check, asked.Value, ByCommune(office, visit, finding.In(visit.Viewer.Scope)), place.Unit is null ? null : commune,
            Places.Choices(office, visit), visit.Viewer.SeesAll ? finding.Remark : null, visit.Viewer.SeesAll ? finding.Unclear : null));
    }

    private static List<(string? Key, string Name, int Count)> ByCommune(Office office, Visit visit, IReadOnlyList<QualityHit> hits) =>
        [.. hits.GroupBy(h => QualityList.CommuneOf(office, visit, h)?.Key)
            .Select(g => (g.Key, g.Key is null ? visit.Language.T("không có nơi ở", "no home") : office.UnitName(g.Key), g.Count()))
            .OrderByDescending(g => g.Item3).ThenBy(g => g.Item2, StringComparer.Ordinal)];

    private static QualityRow Row(Office office, Visit visit, QualityFinding finding, Scope scope)
    {
        var hits = finding.In(scope);
        return new QualityRow(
            finding.Check, hits.Count, hits.Select(h => QualityList.CommuneOf(office, visit, h)?.Key).Distinct().Count(),
            visit.Viewer.SeesAll ? finding.Remark : null, visit.Viewer.SeesAll ? finding.Unclear : null);
    }

    private static JsonHttpResult<QualityCounts> Counts(Office office, Visit visit) => TypedResults.Json(new QualityCounts(
        visit.Month.ToString(),
        visit.Known.ToString(),
        [.. office.Quality.Run(visit.Month, visit.Known)
            .Select(f =>
                new QualityCount(f.Check.Id, f.Check.Group.ToString().ToLowerInvariant(), f.Check.Label.Vi,
                    f.In(visit.Viewer.Scope).Count))]));

    private static IResult Cases(Office office, Visit visit, string check, [FromQuery] int? skip, [FromQuery] int? take)
    {
        const int TakeLimit = 1000;
        if (QualityList.FindOrNull(office, visit, check) is not { } finding)
        {
            return ProblemPages.NotFound(visit);
        }

        var hits = finding.In(visit.Viewer.Scope);
        var shown = hits.Skip(Math.Max(0, skip ?? 0)).Take(Math.Clamp(take ?? 100, 1, TakeLimit)).ToList();
        visit.Reading.Shows(shown.SelectMany(h => new[] { h.PersonId, h.OtherId }));
        return TypedResults.Json(new
        {
            id = check,
            month = visit.Month.ToString(),
            asKnown = visit.Known.ToString(),
            total = hits.Count,
            cases = shown.Select(h => new
            {
                personId = h.PersonId, householdId = h.HouseholdId, unit = h.Home, otherId = h.OtherId, detail = h.Detail.Vi,
            }),
        });
    }

    private sealed record QualityCounts(string Month, string AsKnown, IReadOnlyList<QualityCount> Checks);

    private sealed record QualityCount(string Id, string Group, string Label, int Count);
}
