using System.Text.Json.Nodes;
using AnSinh.Basics;
using AnSinh.Determinations;
using AnSinh.Host.Cases;
using AnSinh.Host.Entitled;
using AnSinh.Host.Events;
using AnSinh.Host.Files;
using AnSinh.Host.Forecasting;
using AnSinh.Host.Quality;
using AnSinh.Host.Reports;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Host.WhatIf;
using AnSinh.Ledger;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host;

/// <summary>The same answers as JSON, under the same scope: <c>/api/v1</c>.</summary>
internal static class ApiEndpoints
{
    private const int LinesLimit = 1000;

    public static void MapApi(this IEndpointRouteBuilder pages)
    {
        var api = pages.MapGroup("/api/v1").Reads(Visit.ApiMonthKey, Visit.ApiKnownKey, Language.Key);
        api.Needing(Permission.ReadReports).MapGet("/report/term/{term}", (Office office, Visit visit, string term) =>
            ReportPages.With(office, visit, term,
                report => TypedResults.Text(TermReportJson.Write(report), "application/json; charset=utf-8")))
                    .Heavy("lập báo cáo nhiệm kỳ", "the term report");
        api.Needing(Permission.ReadPayments).MapGet("/months", Months).Light();
        api.Needing(Permission.ReadPayments).MapGet("/months/{month}", Lines).Light();
        api.Needing(Permission.ReadPeople).MapGet("/people/{id:long}/explain/{programme}", Explain).Light();
        api.MapSimulate();
        api.MapForecast();
        api.MapEntitled();
        api.MapEvents();
        api.MapCases();
        api.MapQuality();
        api.MapLists();
    }

    private static JsonHttpResult<IEnumerable<RunAnswer>> Months(Office office, Visit visit) =>
        TypedResults.Json(office.RunsKnown(visit.Known).Select(run =>
    {
        var totals = office.Ledger.Totals(run.RunId, visit.Viewer.Scope);
        return new RunAnswer(
            run.RunId, run.Month.ToString(), run.Known.ToString(), run.Status,
            totals.Sum(t => t.ByKind.Current.Count + t.ByKind.Arrears.Count + t.ByKind.Recovery.Count), totals.Sum(t => t.Amount));
    }));

    private static IResult Lines(Office office, Visit visit, string month, [FromQuery] int? skip, [FromQuery] int? take)
    {
        if (visit.ReadMonth(month, "month", out var at) is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        var rows = office.RunsKnown(visit.Known).Where(run => run.Month == at).Select(run =>
        {
            var page =
                office.Ledger.Lines(run.RunId, new LineFilter(), visit.Viewer.Scope, Math.Max(0, skip ?? 0),
                    Math.Clamp(take ?? 100, 1, LinesLimit));
            var seen = office.People.Within(visit.Viewer.Scope, [.. page.Items.Select(l => l.PersonId)]);
            visit.Reading.Shows(seen);
            return new
            {
                runId = run.RunId,
                asKnown = run.Known.ToString(),
                total = page.Total,
                lines = page.Items.Select(line => new
                {
                    personId = seen.Contains(line.PersonId) ? line.PersonId : (long?)null,
                    name = seen.Contains(line.PersonId) ? line.Name : null,
                    programme = line.Programme,
                    forMonth = line.ForMonth.ToString(),
                    kind = line.Kind.ToText(),
                    amount = line.Amount,
                    unit = line.Unit,
                    causes = seen.Contains(line.PersonId) ? line.Causes : [],
                }),
            };
        });
        return TypedResults.Json(new { month = at.ToString(), runs = rows });
    }

    private static IResult Explain(Office office, Visit visit, long id, string programme, [FromQuery] string? purpose)
    {
        var sight = Sight.Of(office, visit);
        if (PersonFiles.FindOrNull(office, visit, id) is null)
        {
            return ProblemPages.NotFound(visit);
        }

        if (purpose is not null && sight.Open(ProtectedAccess.Person(id), purpose) is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        if (!sight.ShowsProgramme(programme, id))
        {
            return ProblemPages.Refused(visit,
                new Refusal("protected.no-purpose", "Chế độ này được bảo vệ: nêu mục đích, ?purpose=…", "purpose"));
        }

        var outcome = office.Determiner.Explain(id, programme, visit.Month, visit.Known);
        if (!outcome.Ok)
        {
            return ProblemPages.Refused(visit, outcome.Refusals);
        }

        PersonFiles.NoteReading(visit, id);
        return TypedResults.Json(Explained(outcome.Value, id, programme, sight, visit.Language));
    }

    private static object Explained(PersonExplanation answer, long id, string programme, Sight sight, Language l) => new
    {
        personId = id,
        programme,
        month = answer.Month.ToString(),
        asKnown = answer.Known.ToString(),
        status = answer.Status.ToString().ToLowerInvariant(),
        amount = answer.Amount?.Value,
        atMost = answer.AtMost?.Value,
        missing = sight.Missing(answer.Missing, id),
        rulebook = answer.RulebookHash,
        reasons = Tree(sight.Show(answer.Root, id), l),
    };

    private static JsonObject Tree(ExplainNode node, Language l) => new()
    {
        ["truth"] = node.Truth.ToString().ToLowerInvariant(),
        ["text"] = l.T(node.Text),
        ["citation"] = node.Citation,
        ["fact"] = node.FactName,
        ["value"] = node.FactValue,
        ["doubtful"] = node.Doubtful,
        ["because"] = new JsonArray([.. node.Children.Select(child => (JsonNode)Tree(child, l))]),
    };

    private sealed record RunAnswer(long RunId, string Month, string AsKnown, string Status, long Lines, long Amount);
}
