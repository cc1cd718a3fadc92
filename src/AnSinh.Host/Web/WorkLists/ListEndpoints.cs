using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Web.WorkLists;

/// <summary>
/// <c>GET /api/v1/lists?unit=</c>: the work lists the asker sees, with counts, of a month as known on a day, within a commune.
/// <c>GET /api/v1/lists/{id}?filter=&amp;unit=&amp;page=&amp;size=</c>: rows of one by column id. The columns and rows are those of its
/// page and its Excel file.
/// </summary>
internal static class ListEndpoints
{
    private const int SizeLimit = 500;
    private static readonly LocalText Counting = new("đếm các danh sách việc", "counting the work lists");

    public static void MapLists(this IEndpointRouteBuilder api)
    {
        var own = api.ForEverybody();
        own.MapGet("/lists", Lists).Heavy(Counting.Vi, Counting.En!);
        own.MapGet("/lists/{id}", Rows).Heavy(Counting.Vi, Counting.En!);
    }

    // Of a list that cannot be told of this month there is no count: why, its own address says.
    private static IResult Lists(Office office, IWorkLists lists, Visit visit, [FromQuery(Name = Places.ApiKey)] string? unit) =>
        Places.Ask(office, visit, unit).Refusal ?? TypedResults.Json(Each(lists, visit).Select(list =>
    {
        var answer = list.Ask(visit, null, 1, 1);
        return new
        {
            id = list.Id,
            title = visit.Language.T(list.Title),
            page = list.Path,
            count = answer.Ok ? answer.Value.Total : (long?)null,
            waiting = list.Waiting?.Invoke(),
            filters = answer.Ok
                ? answer.Value.Filters.Select(f => new { id = f.Id, name = visit.Language.T(f.Name), count = f.Count }) : [],
        };
    }), Output.Json);

    // Who has posts in several units sees of each list those for whom it is theirs.
    private static IEnumerable<IWorkList> Each(IWorkLists lists, Visit visit)
    {
        var all = lists.Of(visit).ToList();
        return visit.Viewer.Posts.Count == 1 ? all : all.Select(l => lists.FindOrNull(visit, l.Id)).OfType<IWorkList>();
    }

    private static IResult Rows(Office office, IWorkLists lists, Visit visit, string id, [AsParameters] RowsAsked asked)
    {
        if (Places.Ask(office, visit, asked.Unit).Refusal is { } elsewhere)
        {
            return elsewhere;
        }

        if (lists.FindOrNull(visit, id) is not { } list)
        {
            return ProblemPages.NotFound(visit);
        }

        if (asked.Page is < 1 or > Visit.PageLimit || asked.Size is < 1 or > SizeLimit)
        {
            return ProblemPages.Refused(visit, asked.Page is < 1 or > Visit.PageLimit
                ? new Refusal("visit.page", $"Viết số trang từ 1 đến {Visit.PageLimit}.", "page")
                : new Refusal("list.size", $"Viết số dòng từ 1 đến {SizeLimit}.", "size"));
        }

        var answer = list.Ask(visit, asked.Filter, asked.Page, asked.Size);
        if (!answer.Ok)
        {
            return ProblemPages.Refused(visit, answer.Refusals);
        }

        visit.Reading.Shows(answer.Value.Rows.SelectMany(r => r.People));
        return TypedResults.Json(Data(answer.Value, visit.Language), Output.Json);
    }

    private static object Data(WorkAnswer answer, Language l) => new
    {
        id = answer.List.Id,
        title = l.T(answer.List.Title),
        filter = answer.Filter?.Id,
        total = answer.Total,
        page = answer.Page,
        size = answer.Size,
        columns = answer.List.Columns.Select(c => new { id = c.Id, name = l.T(c.Header) }),
        rows = answer.Rows.Select(r => answer.List.Columns.Zip(r.Cells).ToDictionary(c => c.First.Id, c => c.Second.InJson)),
    };
}

/// <summary>Which rows of a work list are asked for.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Unit">Key of a commune.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Size">Rows on a page.</param>
internal sealed record RowsAsked(
    [FromQuery(Name = "filter")] string? Filter, [FromQuery(Name = Places.ApiKey)] string? Unit,
    [FromQuery(Name = "page")] int? Page, [FromQuery(Name = "size")] int? Size);
