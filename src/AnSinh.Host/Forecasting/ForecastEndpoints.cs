using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Forecasting;

/// <summary>
/// <c>GET /api/v1/forecast?from=2020-09&amp;months=12</c>: who starts, stops or changes by itself, within the viewer's scope.
/// </summary>
internal static class ForecastEndpoints
{
    private const int MonthsLimit = 36;

    public static void MapForecast(this IEndpointRouteBuilder api) =>
        api.MapGet("/forecast", Forecast).Heavy("dự báo các tháng tới", "the forecast");

    private static IResult Forecast(
        Office office, Visit visit, ForecastDesk desk, [FromQuery] string? from, [FromQuery] int? months,
        [FromQuery(Name = Places.ApiKey)] string? unit, [FromQuery] bool? people)
    {
        var first = visit.Month.Add(1);
        if (!string.IsNullOrEmpty(from) && visit.ReadMonth(from, "from", out first) is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        if (months is < 1 or > MonthsLimit)
        {
            return ProblemPages.Refused(visit, new Refusal("forecast.months", $"Số tháng từ 1 đến {MonthsLimit}.", "months"));
        }

        var place = Places.Ask(office, visit, unit);
        return place.Refusal
            ?? TypedResults.Json(
                ForecastData.Of(
                    ForecastData.Within(desk.Of(office, first, visit.Known, months ?? ForecastDesk.MonthsAhead),
                        place.Scope, Sight.Of(office, visit).ShowsProgramme), people ?? false));
    }
}
