using AnSinh.Basics;
using AnSinh.Host.Explaining;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Rulebook;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Rules;

/// <summary>The calendar by which working days are counted, a year at a time, and the day a term ends on.</summary>
internal static class HolidayPages
{
    public const string Root = "/bo-luat/ngay-nghi";
    private const int MostDays = 366;

    public static void MapHolidayPages(this IEndpointRouteBuilder pages) => pages.MapGet(Root, Show).Light();

    private static IResult Show(Office office, Visit visit, [FromQuery(Name = "nam")] int? year, [FromQuery(Name = "tu")] string? from,
        [FromQuery(Name = "so-ngay")] string? count)
    {
        var calendar = office.Policy.WorkDays;
        if (calendar.Years.Count == 0)
        {
            return ProblemPages.NotFound(visit);
        }

        var begin = visit.Month.LastDay;
        if (!string.IsNullOrEmpty(from) && visit.ReadDay(from, "tu", out begin) is { } wrong)
        {
            return ProblemPages.Refused(visit, wrong);
        }

        var days = 0;
        if (!string.IsNullOrEmpty(count) && (!int.TryParse(count, out days) || days is < 1 or > MostDays))
        {
            return ProblemPages.Refused(visit, new Refusal("holidays.days", $"Số ngày là số từ 1 đến {MostDays}.", "so-ngay"));
        }

        if (year is { } asked && calendar.Years.All(y => y.Year != asked))
        {
            return ProblemPages.NotFound(visit);
        }

        var wanted = year ?? (days > 0 ? begin.Year : visit.Month.Year);
        var shown = calendar.Years.MinBy(y => Math.Abs(y.Year - wanted))!;
        var last = days > 0 ? calendar.After(begin, days) : (DateOnly?)null;
        return View.Of<HolidayView, HolidayModel>(new HolidayModel(
            shown, office.Policy.Display(shown.Cite),
            shown.Days.Where(d => d.Cite is not null).ToDictionary(d => d.Day, d => office.Policy.Display(d.Cite!)),
            [.. calendar.Years.Select(y => y.Year)], begin, days, last,
            last is { } end && calendar.IsCertain(begin, end)));
    }
}

/// <summary>The page of the calendar.</summary>
/// <param name="Year">The year shown.</param>
/// <param name="Cite">Its law, for people.</param>
/// <param name="Cites">The law of days that rest on another.</param>
/// <param name="Years">The years there are.</param>
/// <param name="Begin">The day a term is counted from.</param>
/// <param name="Days">How many working days; 0 if nothing was asked.</param>
/// <param name="Last">The last day of the term, if asked.</param>
/// <param name="Certain">True if the holidays on the way are known and not doubtful.</param>
public sealed record HolidayModel(
    CalendarYear Year, string Cite, IReadOnlyDictionary<DateOnly, string> Cites, IReadOnlyList<int> Years, DateOnly Begin, int Days,
    DateOnly? Last, bool Certain);
