using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.Jobs;
using AnSinh.Host.Pages.Jobs;
using AnSinh.Host.Pages.People;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Rulebook;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Forecasting;

/// <summary>What the months to come bring by themselves.</summary>
internal static class ForecastPages
{
    private const int PageSize = 25;

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

        var kinds = Enum.GetValues<ForecastKind>().Where(k => Slug(k) == kind).Cast<ForecastKind?>().ToList();
        if (!string.IsNullOrEmpty(kind) && kinds.Count == 0)
        {
            return ProblemPages.Refused(visit, new Refusal("forecast.kind", $"Không có danh sách tên “{kind}”.", "loai"));
        }

        programme = string.IsNullOrEmpty(programme) ? null : programme;
        if (programme is not null && office.Policy.ProgrammeOrNull(programme) is null)
        {
            return ProblemPages.Refused(visit, new Refusal("programme.unknown", $"Không có chế độ nào tên “{programme}”.", "che-do"));
        }

        return JobPages.Show(visit, await jobs.AskAsync(office, visit, ForecastJob.Question(office, from, visit.Known)), "forecast",
            job => Page(office, visit, ForecastData.Within(jobs.Read<Forecast>(job), place.Scope, Sight.Of(office, visit).ShowsProgramme),
                place, programme, commune, open, kinds.FirstOrDefault(), Math.Max(1, page ?? 1)));
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<ForecastView> Page(Office office,
        Visit visit, Forecast forecast, Places place, string? programme, string? commune, Month open, ForecastKind? kind, int number)
    {
        var l = visit.Language;
        bool Shown(string name) => programme is null || programme == name;
        var months = forecast.Months.Select(m => new MonthToCome(
            m.Month,
            m.Changes.Where(c => Shown(c.Programme)).GroupBy(c => c.Kind).ToDictionary(g => g.Key, g => (long)g.Count()),
            m.Costs.Where(c => Shown(c.Programme)).Sum(c => c.Amount), m.Costs.Where(c => Shown(c.Programme)).Sum(c => c.Payable)))
                .ToList();
        var listed = forecast.Months.Single(m => m.Month == open).Changes.Where(c => Shown(c.Programme) && (kind is null || c.Kind == kind))
            .OrderBy(c => c.Kind).ThenBy(c => c.Programme, StringComparer.Ordinal).ThenBy(c => c.Unit, StringComparer.Ordinal)
            .ThenBy(c => c.PersonId).ToList();
        var shown = listed.Skip((number - 1) * PageSize).Take(visit.Rows(PageSize)).ToList();
        var lines = PeoplePages.Lines(office, visit, [.. shown.Select(c => c.PersonId).Distinct()]);
        var costs = programme is null ? forecast.Eve.Costs : [.. forecast.Eve.Costs.Where(c => Shown(c.Programme))];
        return View.Of<ForecastView, ForecastModel>(new ForecastModel(
            programme,
            [.. forecast.Programmes.Select(p => (p.Programme, l.T(p.Label)))],
            commune, place.Name, Places.Choices(office, visit), months,
            [new CostPoint(forecast.Eve.Month, costs.Sum(c => c.Amount), costs.Sum(c => c.Payable)),
                .. months.Select(m => new CostPoint(m.Month, m.Amount, m.Payable))],
            open, kind,
            [.. listed.SelectMany(c => c.Reasons.Select(r => l.T(r.What))).GroupBy(r => r).OrderByDescending(g => g.Count())
                .Select(g => (g.Key, (long)g.Count()))],
            [.. shown.Select(c => Expected(office, visit, c, lines.GetValueOrDefault(c.PersonId)))],
            listed.Count, number, PageSize));
    }

    private static ExpectedChange Expected(Office office, Visit visit, ForecastChange change, PersonLine? person)
    {
        var l = visit.Language;
        var ledger = office.Policy.ProgrammeOrNull(change.Programme)?.Ledger ?? false;
        var todo = change.Kind switch
        {
            _ when !ledger => "",
            ForecastKind.Starts => change.Decided ? l.T("đã có quyết định", "already decided") : l.T("mời làm hồ sơ", "invite to apply"),
            ForecastKind.Stops => change.Decided
                ? l.T("ra quyết định thôi hưởng, hoặc gia hạn dữ kiện", "end the decision, or renew the fact")
                : l.T("không có quyết định", "not decided"),
            ForecastKind.Changes => change.Decided ? l.T("điều chỉnh mức", "adjust the amount")
                : l.T("chưa có quyết định", "not decided yet"),
            _ => l.T("xác minh dữ kiện sắp hết hạn", "verify the fact that ends"),
        };
        return new ExpectedChange(
            person, change.PersonId, change.Kind, change.Programme, l.T(office.NameOf(change.Programme)),
            Words(visit, change.Before), Words(visit, change.After), change.Decided,
            [.. change.Reasons.Select(r => l.T(r.What) + (r.Day is { } day ? $", {l.Date(day)}" : ""))], todo);
    }

    private static string Words(Visit visit, RowAnswer answer) => answer.Status switch
    {
        Truth.Yes => answer.Amount == 0 ? visit.Language.T("có", "yes") : visit.Language.Money(answer.Amount),
        Truth.No => visit.Language.T("không", "no"),
        _ => visit.Language.T("chưa rõ", "unknown"),
    };
}
