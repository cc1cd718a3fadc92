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
        pages.MapGet("/du-bao", Show).Light();

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

    private static async Task<IResult> Show(
        Office office, Visit visit, JobDesk jobs, [FromQuery(Name = "che-do")] string? programme,
        [FromQuery(Name = Places.Key)] string? commune,
        [FromQuery(Name = "t")] string? openMonth, [FromQuery(Name = "loai")] string? kind, [FromQuery(Name = "trang")] int? page)
    {
        var place = Places.Ask(office, visit, commune);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var from = visit.Month.Add(1);
        var open = from;
        if (!string.IsNullOrEmpty(openMonth)
            && !(Month.TryParse(openMonth, out open) && open >= from && open < from.Add(ForecastDesk.MonthsAhead)))
        {
            return ProblemPages.Refused(visit,
                new Refusal("forecast.month",
                    $"“{openMonth}” không thuộc {ForecastDesk.MonthsAhead} tháng sau tháng {visit.Month.ToVietnamese()}.", "t"));
        }

        programme = string.IsNullOrEmpty(programme) ? null : programme;
        if (programme is not null && office.Policy.ProgrammeOrNull(programme) is null)
        {
            return ProblemPages.Refused(visit, new Refusal("programme.unknown", $"Không có chế độ nào tên “{programme}”.", "che-do"));
        }

        return JobPages.Show(visit, await jobs.AskAsync(office, visit, ForecastJob.Question(office, from, visit.Known)), "forecast",
            job => Page(office, visit, ForecastData.Within(jobs.Read<Forecast>(job), place.Scope, Sight.Of(office, visit).ShowsProgramme),
                place, programme, commune, open, kind, page));
    }

    private static IResult Page(Office office, Visit visit, Forecast forecast, Places place, string? programme, string? commune, Month open,
        string? kind, int? page)
    {
        var asked = ForecastList.Of(office, visit, open, programme, () => forecast).Ask(visit, kind, page);
        if (!asked.Ok)
        {
            return ProblemPages.Refused(visit, asked.Refusals);
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
            commune, place.Name, Places.Choices(office, visit), months,
            [new CostPoint(forecast.Eve.Month, costs.Sum(c => c.Amount), costs.Sum(c => c.Payable)),
                .. months.Select(m => new CostPoint(m.Month, m.Amount, m.Payable))],
            open,
            [.. ForecastList.Changes(forecast, open, programme)
                .Where(c => asked.Value.Filter is not { Word.Length: > 0 } of || Slug(c.Kind) == of.Word)
                .SelectMany(c => c.Reasons.Select(r => l.T(r.What))).GroupBy(r => r).OrderByDescending(g => g.Count())
                .Select(g => (g.Key, (long)g.Count()))],
            asked.Value));
    }
}
