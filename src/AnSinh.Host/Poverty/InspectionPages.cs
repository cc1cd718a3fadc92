using System.Globalization;
using System.Text.Json;
using AnSinh.Casework.Poverty;
using AnSinh.Demo.Synthetic;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Poverty;

/// <summary>The check list: households in a class compared with what else is known of them, as an inspection would.</summary>
internal static class InspectionPages
{
    public const string Root = PovertyPages.Root + "/doi-chieu";
    private const int PageSize = 50;

    public static void MapInspectionPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root, Show).ShowsForms();
        pages.Needing(Permission.ReviewPoverty).MapPost(Root, OpenForFlagged);
    }

    /// <summary>Households whose place on the last list was planted as wrong in a demo; null outside a demo.</summary>
    public static IReadOnlySet<long>? PlantedOrNull(Office office)
    {
        if (office.Register.Meta("demo_truth") is not { } text)
        {
            return null;
        }

        using var truth = JsonDocument.Parse(text);
        return truth.RootElement.TryGetProperty("people", out var people) && people.TryGetProperty(DemoTruth.WrongPoverty, out var wrong)
            ? wrong.EnumerateArray().Select(w => long.Parse(w.GetProperty("detail").GetString()!, CultureInfo.InvariantCulture)).ToHashSet()
            : null;
    }

    private static IResult Show(Office office, Visit visit, [FromQuery(Name = Places.Key)] string? unit,
        [FromQuery(Name = "dau-hieu")] string? check, [FromQuery(Name = "trang")] int page = 1)
    {
        var places = Places.Ask(office, visit, unit);
        if (places.Refusal is { } refusal)
        {
            return refusal;
        }

        var inspection = office.Poverty.Inspection.Of(visit.Month, visit.Known, places.Scope);
        var rows = inspection.Households.Where(h => check is { Length: > 0 } ? h.Signs.Contains(check) : h.Signs.Count > 0).ToList();
        var size = visit.Rows(PageSize);
        page = Math.Clamp(page, 1, Math.Max(1, (rows.Count + size - 1) / size));
        var shown = rows.Skip((page - 1) * size).Take(size).ToList();
        return View.Of<InspectionView, InspectionModel>(new InspectionModel(
            inspection, shown, office.Poverty.Inspection.Described([.. shown.Select(h => h.Household)], visit.Month, visit.Known),
            office.UnitName, rows.Count, page, PageSize,
            check is { Length: > 0 } ? check : null, places.Unit?.Key, Places.Choices(office, visit),
            PlantedOrNull(office) is { } planted ? PovertyInspection.Score(inspection, planted) : null,
            PovertyPages.MayWrite(visit) && places.Unit is not null && inspection.Flagged.Count > 0, Press.NewKey()));
    }

    /// <summary>Opens a review on request with the households the check list names.</summary>
    private static IResult OpenForFlagged(Office office, [AsParameters] SentForm sent)
    {
        var visit = sent.Visit;
        var places = Places.Ask(office, visit, sent[RoundForms.UnitField]);
        if (places.Refusal is { } refusal)
        {
            return refusal;
        }

        if (places.Unit is null)
        {
            return ProblemPages.Forbidden(visit);
        }

        var (day, rounds) = (visit.Month.LastDay, office.Poverty);
        var flagged = rounds.Inspection.Of(visit.Month, visit.Known, places.Scope).Flagged.Select(h => h.Household.Id).ToList();
        var note = visit.Language.T("Đối chiếu thấy dấu hiệu không đúng", "The check list found signs");
        return sent.Once("poverty_round.open", RoundForms.OpenFlagged, visit.Link(Root, (Places.Key, places.Unit.Key)),
            (_, act) => rounds.Open(new RoundAsked(places.Unit.Key, day.Year, true, day, day.AddDays(1)), visit.Viewer.CaseActor, act,
                (flagged, note)),
            PovertyPages.Address);
    }
}
