using AnSinh.Basics;
using AnSinh.Determinations.Questions;
using AnSinh.Host.Files;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Rulebook;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Entitled;

/// <summary>
/// <c>POST /api/v1/entitled</c>: every programme about the facts in the body (JSON or YAML, in the form of a case's <c>given</c>);
/// <c>GET /api/v1/people/{id}/entitled</c>: about a person of the register; with <c>?purpose=</c> protected facts too. What is told is
/// answered and forgotten.
/// </summary>
internal static class EntitledEndpoints
{
    private const int BodyLimit = 64_000;

    public static void MapEntitled(this IEndpointRouteBuilder api)
    {
        api.Needing(Permission.ReadLaw).MapPost("/entitled", ToldAsync).Light();
        api.Needing(Permission.ReadPeople).MapGet("/people/{id:long}/entitled", Held).Light();
    }

    private static async Task<IResult> ToldAsync(Office office, Visit visit, [FromQuery] string? jurisdiction, [FromQuery] bool? unknown)
    {
        var at = visit.Month;
        var place = string.IsNullOrEmpty(jurisdiction) ? office.Register.Jurisdiction : new Jurisdiction(jurisdiction);
        if (EntitledVerb.Wrong(office.Policy, place) is { } wrong)
        {
            return ProblemPages.Refused(visit, wrong);
        }

        if (await BodyAsync(visit.Context.Request) is not { } body)
        {
            return ProblemPages.Refused(visit, new Refusal("facts.size", $"Dữ kiện dài quá {BodyLimit} byte.", "body"));
        }

        var given = GivenFacts.Read(office.Policy, "body", body);
        if (!given.Ok)
        {
            return ProblemPages.Refused(visit, given.Refusals);
        }

        if (given.Value.ImpossibleIn(at) is { } impossible)
        {
            return ProblemPages.Refused(visit, impossible);
        }

        var known = visit.Known.Day < at.LastDay ? new AsKnown(at.LastDay) : visit.Known;
        var answer = EligibilityScreener.Fitting(
            () => new EligibilityScreener(office.Policy).Ask(given.Value, place, at, known, unknown ?? false));
        return answer.Ok ? TypedResults.Json(EntitledData.Of(answer.Value, visit.Language.Code))
            : ProblemPages.Refused(visit, answer.Refusals);
    }

    private static IResult Held(Office office, Visit visit, long id, [FromQuery] string? purpose)
    {
        if (PersonFiles.FindOrNull(office, visit, id) is null
            || new EligibilityScreener(office.Policy).Ask(office.Determiner.ReadAround(id, visit.Known), id, visit.Month) is not { } answer)
        {
            return ProblemPages.NotFound(visit);
        }

        var sight = Sight.Of(office, visit);
        if (purpose is not null && sight.Open(ProtectedAccess.Person(id), purpose) is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        PersonFiles.NoteReading(visit, id);
        return TypedResults.Json(EntitledData.Of(sight.Show(answer, id), visit.Language.Code));
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (var read = -1; read != 0;)
        {
            read = await request.Body.ReadAsync(buffer);
            body.Write(buffer, 0, read);
            if (body.Length > BodyLimit)
            {
                return null;
            }
        }

        return body.ToArray();
    }
}
