using AnSinh.Basics;
using AnSinh.Host.Pages.People;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Intake.Events;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Events;

/// <summary>
/// Recording what happened, and correcting what was recorded wrongly: told, looked at with its consequences, written, undone.
/// </summary>
internal static class EventPages
{
    public const string Root = "/su-kien";

    public static void MapEventPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root, List);
        pages.MapGet(Root + "/{kind}", Open).Reads(
            // The first question of a fact is sent as an address, with what its form carries along.
            [.. EventKinds.All.SelectMany(k => k.Fields).Select(f => f.Name).Distinct(), "khoa", "thang-xem", "muc-dich",
                "__RequestVerificationToken"]);
        pages.MapPost(Root + "/{kind}", PostAsync);
        pages.MapGet(Root + "/dot/{id:long}", (Office office, Visit visit, long id) => Batch(office, visit, id, []));
        pages.MapPost(Root + "/dot/{id:long}/hoan-tac", Undo);
    }

    /// <summary>The address of a kind of event, for a person if one is named.</summary>
    public static string Address(EventKind kind) => $"{Root}/{kind.Code}";

    /// <summary>The address of a batch.</summary>
    public static string BatchAddress(long id) => $"{Root}/dot/{id.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    private static IResult List(Office office, Visit visit, [FromQuery(Name = "nguoi")] long? person,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        if (person is { } id
            && (!new EventScope(office, visit.Viewer).Sees(id) || new CurrentRows(office.Register).PersonOrNull(id) is null))
        {
            return ProblemPages.NotFound(visit);
        }

        if (person is { } read)
        {
            PersonFiles.NoteReading(office, visit, read);
        }

        var batches = BatchList.Of(office, visit, person).Ask(visit, null, page);
        return !batches.Ok ? ProblemPages.Refused(visit, batches.Refusals)
            : View.Of<EventListView, EventListModel>(new EventReadings(office, visit).List(person, batches.Value));
    }

    private static IResult Open(Office office, Visit visit, string kind)
    {
        if (EventKinds.FindOrNull(kind) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        if (!visit.Viewer.MayRecord)
        {
            return ProblemPages.Forbidden(visit);
        }

        var told = visit.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        return Form(office, visit, found, told, null, []);
    }

    private static async Task<IResult> PostAsync(Office office, Visit visit, IAntiforgery antiforgery, string kind)
    {
        if (!await antiforgery.IsRequestValidAsync(visit.Context))
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, visit);
        }

        if (EventKinds.FindOrNull(kind) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        if (!visit.Viewer.MayRecord)
        {
            return ProblemPages.Forbidden(visit);
        }

        var form = await visit.Context.Request.ReadFormAsync();
        var told = form.Where(f => found.Fields.Any(x => x.Name == f.Key))
            .ToDictionary(f => f.Key, f => string.Join(",", f.Value.Where(v => v?.Length > 0)), StringComparer.Ordinal);
        var scope = new EventScope(office, visit.Viewer);
        if (!scope.Allows(found, told))
        {
            return ProblemPages.NotFound(visit);
        }

        var kept = new Dictionary<string, string>(told, StringComparer.Ordinal) { ["muc-dich"] = form["muc-dich"].ToString() };
        var asked = Month.TryParse(form["thang-xem"], out var month) ? month : visit.Month;
        var desk = new EventDesk(office, scope.Sees, Sight.Of(office, visit));
        if (!form.ContainsKey("ghi"))
        {
            var preview = desk.Preview(found, told, asked, form["muc-dich"]);
            return Form(office, visit, found, kept, preview.Ok ? preview.Value : null, preview.Refusals);
        }

        return Press.Once(
            Press.ActOf(visit, "event.record", form["khoa"], form["muc-dich"]),
            act => desk.Write(found, told, asked, form["xem"].ToString(), act),
            batch => BatchAddress(batch.BatchId),
            refusals =>
            {
                var again = desk.Preview(found, told, asked, form["muc-dich"]);
                return Form(office, visit, found, kept, again.Ok ? again.Value : null, refusals);
            });
    }

    private static IResult Form(Office office, Visit visit, EventKind kind, IReadOnlyDictionary<string, string> told,
        EventPreview? preview, IReadOnlyList<Refusal> refusals)
    {
        var scope = new EventScope(office, visit.Viewer);
        return !scope.Allows(kind, told)
            ? ProblemPages.NotFound(visit)
            : View.Of<EventFormView, EventFormModel>(
                new EventReadings(office, visit).Form(kind, told, preview, scope, refusals),
                refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static IResult Batch(Office office, Visit visit, long id, IReadOnlyList<Refusal> refusals) =>
        new EventReadings(office, visit).BatchOrNull(id, refusals) is { } model
            ? View.Of<EventBatchView, EventBatchModel>(model,
                refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK)
            : ProblemPages.NotFound(visit);

    private static IResult Undo(Office office, Visit visit, long id, [FromForm(Name = "ly-do")] string? reason,
        [FromForm(Name = "khoa")] string? key) =>
        new EventReadings(office, visit).BatchOrNull(id, []) is { } model
            ? BatchUndoing.Answer(office, visit, (id, BatchAddress(id)), model.MayUndo, (reason, key),
                new Refusal("event.no-reason", "Ghi lý do hoàn tác.", "ly-do"), refusals => Batch(office, visit, id, refusals))
            : ProblemPages.NotFound(visit);
}
