using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Events;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Events;

/// <summary>
/// <c>GET /api/v1/events</c>: the kinds with their fields; <c>GET /api/v1/events/{kind}?fact=</c>: the form of one as a JSON Schema, with
/// what the value of a kind of fact may be; <c>POST /api/v1/events/{kind}</c>: an event, one flat JSON object of its
/// fields, with <c>?preview=1</c> only looked at; <c>?mark=</c> writes exactly what a preview showed. The header <c>Idempotency-Key</c>
/// makes a repeated request harmless.
/// </summary>
internal static class EventEndpoints
{
    private const int BodyLimit = 64_000;

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var read = api.Needing(Permission.ReadPeople);
        var record = read.Needing(Permission.Record);
        read.MapGet("/events", (Visit visit) => TypedResults.Json(EventData.Kinds(visit.Language.Code), Output.Json)).Light();
        read.MapGet("/events/{kind}", Schema).Light();
        read.Needing(Permission.RecordCivil).MapPost("/events/{kind}", PostAsync);
        record.MapPost("/events/batches/{id:long}/undo", Undo);
    }

    private static IResult Schema(Office office, Visit visit, string kind, [FromQuery] string? fact) =>
        EventKinds.FindOrNull(kind) is not { } found ? ProblemPages.NotFound(visit)
        : TypedResults.Json(EventData.Schema(office, found, fact, visit.Language.Code), Output.Json);

    private static async Task<IResult> PostAsync(Office office, Visit visit, string kind, [FromQuery] string? preview,
        [FromQuery] string? mark, [FromQuery] string? purpose)
    {
        if (EventPages.KindOrNull(visit, kind) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        var told = await ToldAsync(visit);
        if (!told.Ok)
        {
            return ProblemPages.Refused(visit, told.Refusals);
        }

        var scope = EventRecording.ScopeOf(office, visit);
        var sight = Sight.Of(office, visit);
        var recording = new EventRecording(office, scope, sight);
        if (preview is "1" or "true")
        {
            var looked = recording.Preview(found, told.Value, visit.Month, purpose);
            return looked.Ok ? Shown(visit, looked.Value, scope, sight) : ProblemPages.Refused(visit, looked.Refusals);
        }

        return Press.Json(
            visit, Press.ApiActOf(visit, "event.record", purpose),
            act => recording.Write(found, told.Value, visit.Month, string.IsNullOrEmpty(mark) ? null : mark, act), EventData.Of);
    }

    private static async Task<Outcome<IReadOnlyDictionary<string, string>>> ToldAsync(Visit visit)
    {
        if (visit.Context.Request.ContentLength is null or > BodyLimit)
        {
            return new Refusal("event.size", $"Nội dung phải có độ dài và không quá {BodyLimit} byte.", "body");
        }

        using var reader = new StreamReader(visit.Context.Request.Body);
        return FlatJson.Read(await reader.ReadToEndAsync(), "event.json", EventVerb.Text);
    }

    // Whom the event itself brings into the register is in nobody's scope yet.
    private static JsonHttpResult<object> Shown(Visit visit, EventPreview preview, EventScope scope, Sight sight)
    {
        visit.Reading.Shows(preview.Found.All.Select(c => c.PersonId).Where(scope.Sees));
        return TypedResults.Json(
            EventData.Of(
                preview, visit.Language.Code, p => preview.Found.NewPersons.Values.Contains(p) || scope.Sees(p), sight), Output.Json);
    }

    private static IResult Undo(Office office, Visit visit, long id, [FromQuery] string? reason)
    {
        if (new EventReadings(office, visit).BatchOrNull(id) is not { } batch)
        {
            return ProblemPages.NotFound(visit);
        }

        if (!batch.MayUndo || string.IsNullOrWhiteSpace(reason))
        {
            return ProblemPages.Refused(visit,
                new Refusal("event.undo", batch.MayUndo ? "Ghi lý do hoàn tác: ?reason=…" : "Đợt này đã được hoàn tác.", "reason"));
        }

        return Press.Json(visit, Press.ApiActOf(visit, "batch.undo"), act => office.Register.Undo(id, reason, act), EventData.Of);
    }
}
