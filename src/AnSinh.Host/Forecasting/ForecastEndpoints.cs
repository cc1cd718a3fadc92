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
        api.Needing(Permission.Forecast).Needing(Permission.ReadPeople)
            .MapGet("/forecast", Forecast).Heavy("dự báo các tháng tới", "the forecast");

    private static IResult Forecast(Office office, Visit visit, ForecastCache forecasts, [AsParameters] MonthsAsked asked)
    {
        var first = visit.Month.Add(1);
        if (!string.IsNullOrEmpty(asked.From) && visit.ReadMonth(asked.From, "from", out first) is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        if (asked.Months is < 1 or > MonthsLimit)
        {
            return ProblemPages.Refused(visit, new Refusal("forecast.months", $"Số tháng từ 1 đến {MonthsLimit}.", "months"));
        }

        var place = Places.Ask(office, visit, asked.Unit);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var forecast = forecasts.Of(office, first, visit.Known, asked.Months ?? ForecastCache.MonthsAhead)
            .Within(place.Scope, Sight.Of(office, visit).ShowsProgramme);
        visit.Reading.Shows(asked.People is true ? forecast.Months.SelectMany(m => m.Changes).Select(c => c.PersonId) : []);
        return TypedResults.Json(ForecastData.Of(forecast, asked.People ?? false));
    }
}

/// <summary>Which months a forecast is asked for.</summary>
/// <param name="From">The first month; the one after the month looked at if none is named.</param>
/// <param name="Months">How many.</param>
/// <param name="Unit">Key of a commune.</param>
/// <param name="People">True to name the people behind each figure.</param>
internal sealed record MonthsAsked(
    [FromQuery(Name = "from")] string? From, [FromQuery(Name = "months")] int? Months,
    [FromQuery(Name = Places.ApiKey)] string? Unit, [FromQuery(Name = "people")] bool? People);
