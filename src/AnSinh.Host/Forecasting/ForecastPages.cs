using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Forecasting;

/// <summary>What the months to come bring by themselves.</summary>
internal static class ForecastPages
{
    public static void MapForecastPages(this IEndpointRouteBuilder pages) =>
        pages.Needing(Permission.Forecast).Needing(Permission.ReadPeople).MapGet("/du-bao", Show).Light();

    /// <summary>The word in the address that names a kind.</summary>
    public static string Slug(ForecastKind kind) => kind switch
    {
        ForecastKind.Starts => "bat-dau",
        ForecastKind.Stops => "thoi-huong",
        ForecastKind.Changes => "doi-muc",
        _ => "thanh-chua-ro",
    };

    /// <summary>The name of a kind.</summary>
    public static LocalText NameOf(ForecastKind kind) => kind switch
    {
        ForecastKind.Starts => new("Bắt đầu", "Start"),
        ForecastKind.Stops => new("Thôi hưởng", "Stop"),
        ForecastKind.Changes => new("Đổi mức", "Change"),
        _ => new("Thành chưa rõ", "Become unknown"),
    };

    private static async Task<IResult> Show(Office office, Visit visit, JobService jobs, [AsParameters] ForecastAsked asked)
    {
        var place = Places.Ask(office, visit, asked.Commune);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var from = visit.Month.Add(1);
        var open = from;
        if (!string.IsNullOrEmpty(asked.OpenMonth)
            && !(Month.TryParse(asked.OpenMonth, out open) && open >= from && open < from.Add(ForecastCache.MonthsAhead)))
        {
            return ProblemPages.Refused(visit,
                new Refusal("forecast.month",
                    $"“{asked.OpenMonth}” không thuộc {ForecastCache.MonthsAhead} tháng sau tháng {visit.Month.ToVietnamese()}.", "t"));
        }

        var programme = asked.ProgrammeOrNull;
        if (programme is not null && office.Policy.ProgrammeOrNull(programme) is null)
        {
            return ProblemPages.Refused(visit, new Refusal("programme.unknown", $"Không có chế độ nào tên “{programme}”.", "che-do"));
        }

        return JobPages.Show(visit, await jobs.AskAsync(office, visit, ForecastJob.Question(office, from, visit.Known)), "forecast",
            job => Page(office, visit, jobs.Read<Forecast>(job).Within(place.Scope, Sight.Of(office, visit).ShowsProgramme),
                place, asked, open));
    }

    private static IResult Page(Office office, Visit visit, Forecast forecast, Places place, ForecastAsked asked, Month open)
    {
        var programme = asked.ProgrammeOrNull;
        var list = ForecastList.Of(office, visit, open, programme, () => forecast).Ask(visit, asked.Kind, asked.Page);
        if (!list.Ok)
        {
            return ProblemPages.Refused(visit, list.Refusals);
        }

        var l = visit.Language;
        bool Shown(string name) => programme is null || programme == name;
        var months = forecast.Months.Select(m => new MonthToCome(
            m.Month,
            m.Changes.Where(c => Shown(c.Programme)).GroupBy(c => c.Kind).ToDictionary(g => g.Key, g => (long)g.Count()),
            m.Costs.Where(c => Shown(c.Programme)).Sum(c => c.Amount), m.Costs.Where(c => Shown(c.Programme)).Sum(c => c.Payable)))
                .ToList();
        var costs = programme is null ? forecast.Eve.Costs : [.. forecast.Eve.Costs.Where(c => Shown(c.Programme))];
        return View.Of<ForecastView, ForecastModel>(new ForecastModel(
            programme,
            [.. forecast.Programmes.Select(p => (p.Programme, l.T(p.Label)))],
            asked.Commune, place.Name, Places.Choices(office, visit), months,
            [new CostPoint(forecast.Eve.Month, costs.Sum(c => c.Amount), costs.Sum(c => c.Payable)),
                .. months.Select(m => new CostPoint(m.Month, m.Amount, m.Payable))],
            open,
            [.. ForecastList.Changes(forecast, open, programme)
                .Where(c => list.Value.Filter is not { Word.Length: > 0 } of || Slug(c.Kind) == of.Word)
                .SelectMany(c => c.Reasons.Select(r => l.T(r.What))).GroupBy(r => r).OrderByDescending(g => g.Count())
                .Select(g => (g.Key, (long)g.Count()))],
            list.Value));
    }
}

/// <summary>What the page of a forecast is asked for.</summary>
/// <param name="Programme">Id of a programme; empty for all together.</param>
/// <param name="Commune">Key of a commune.</param>
/// <param name="OpenMonth">The month whose people are listed; the first if none is named.</param>
/// <param name="Kind">Word of the kind of change listed.</param>
/// <param name="Page">The page of the list, from 1.</param>
internal sealed record ForecastAsked(
    [FromQuery(Name = "che-do")] string? Programme, [FromQuery(Name = Places.Key)] string? Commune,
    [FromQuery(Name = "t")] string? OpenMonth, [FromQuery(Name = "loai")] string? Kind, [FromQuery(Name = "trang")] int? Page)
{
    /// <summary>The programme, or null for all together.</summary>
    public string? ProgrammeOrNull => string.IsNullOrEmpty(Programme) ? null : Programme;
}
