using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.WhatIf;

/// <summary>
/// <c>GET /api/v1/simulate?set=name=value</c>: the month under the law as it is and with values tried, within the viewer's scope. With
/// <c>programme</c> only that one and what is tied to it, fast enough for a slider. The milliseconds are in the answer.
/// </summary>
internal static class SimulateEndpoints
{
    public static void MapSimulate(this IEndpointRouteBuilder api) =>
        api.Needing(Permission.Forecast).Needing(Permission.ReadPeople)
            .MapGet("/simulate", Simulate).Heavy("thử giá trị khác của luật", "trying other values of the law");

    private static IResult Simulate(Office office, Visit visit, ValueTrials trials, [AsParameters] TrialAsked asked)
    {
        var (at, set, programme) = (visit.Month, asked.Set, asked.Programme);
        var place = Places.Ask(office, visit, asked.Unit);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var tried = set.Length == 0 ? new Refusal("simulate.what", "Cho biết giá trị thử: set=tên_tham_số=giá_trị.", "set")
            : WhatIfLaw.Read(office.Policy, set, at, at);
        if (!tried.Ok)
        {
            return ProblemPages.Refused(visit, tried.Refusals);
        }

        if (programme is { Length: > 0 } && office.Policy.ProgrammeOrNull(programme) is null)
        {
            return ProblemPages.Refused(visit, new Refusal("programme.unknown", $"Không có chế độ nào tên “{programme}”.", "programme"));
        }

        var sight = Sight.Of(office, visit);
        var known = visit.Known;
        var (result, milliseconds) = programme is { Length: > 0 } ? trials.Try(office, programme, tried.Value, at, known, place.Scope)
            : All(office, sight, tried.Value, at, known, place.Scope);
        visit.Context.Response.Headers["Server-Timing"] = $"law;dur={milliseconds}";
        var shown = sight.Show(result, office.Policy);
        visit.Reading.Shows(asked.People is true ? shown.Programmes.SelectMany(p => p.Changes).Select(c => c.PersonId) : []);
        return TypedResults.Json(new
        {
            month = at.ToString(),
            asKnown = known.ToString(),
            set,
            rulebookBefore = office.Policy.Hash,
            rulebookAfter = tried.Value.Hash,
            milliseconds,
            result = SimulationData.Of(shown, asked.People ?? false),
        });
    }

    // Of all programmes that may be shown: a sum with the others in it would tell what they come to.
    private static (SimulatedMonth Month, long Milliseconds) All(
        Office office, Sight sight, WhatIfLaw law, Month month, AsKnown known, Scope scope)
    {
        // One reading for both sides: what is written meanwhile is no difference of the law.
        var before = LawSide.Of(office.Determiner, known);
        var watch = Stopwatch.StartNew();
        var simulator = new Simulator(before, new LawSide(before.Reading, law), office.Decisions.Known(known), scope);
        var shown = office.Policy.Programmes.Where(p => sight.Shows(p)).Select(p => p.Id).ToList();
        return (simulator.One(month, shown), watch.ElapsedMilliseconds);
    }
}

/// <summary>What is tried.</summary>
/// <param name="Set">Parameters with the values tried, name=value.</param>
/// <param name="Programme">One programme with what is tied to it; all if none is named.</param>
/// <param name="Unit">Key of a commune.</param>
/// <param name="People">True to name the people behind each figure.</param>
internal sealed record TrialAsked(
    [FromQuery(Name = "set")] string[] Set, [FromQuery(Name = "programme")] string? Programme,
    [FromQuery(Name = Places.ApiKey)] string? Unit, [FromQuery(Name = "people")] bool? People);
