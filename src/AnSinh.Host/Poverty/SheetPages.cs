using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.Poverty;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Poverty;

/// <summary>The sheets of a household on screen and on paper, and the list that is posted.</summary>
internal static class SheetPages
{
    public static void MapSheetPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(PovertyPages.Root + "/phieu", Blank);
        pages.MapGet(PovertyPages.Root + "/{id:long}/phieu", Filled);
        pages.MapGet(PovertyPages.Root + "/{id:long}/danh-sach-niem-yet", Posting).Reads("thon", "loc", Visit.PageKey);
        pages.MapGet(PovertyPages.Root + "/{id:long}/ho/{household:long}", Show).ShowsForms();
        pages.Needing(Permission.ReviewPoverty).MapPost(PovertyPages.Root + "/{id:long}/ho/{household:long}", Fill);
    }

    /// <summary>The address of a household's sheets.</summary>
    public static string Address(long id, long household) =>
        $"{PovertyPages.Address(id)}/ho/{household.ToString(CultureInfo.InvariantCulture)}";

    private static IResult Show(Office office, Visit visit, FormDrafts drafts, long id, long household) =>
        office.Poverty.FindOrNull(id, visit.Viewer.Scope) is { } file && file.FindOrNull(household) is { } found
            ? Page(office, visit, file, found, drafts.FindOrNull(visit) is { Deed: SheetModel.UnlistId } tried ? tried : null)
            : ProblemPages.NotFound(visit);

    private static RazorComponentResult<SheetView> Page(Office office, Visit visit, RoundFile file, ReviewedHousehold household,
        FormDraft? tried)
    {
        var rounds = office.Poverty;
        return View.Of<SheetView, SheetModel>(new SheetModel(
            file, rounds.VersionOf(file), rounds.Review, household, Members(office, visit, file, household),
            SheetForm.Of(rounds, file, household), rounds.Policy.Facts, office.UnitName(file.Opened.Unit),
            file.Households.FirstOrDefault(h => h.Sheet is null && h.Id != household.Id)?.Id,
            PovertyPages.MayWrite(visit) && file.IsOpen && (file.Posted is null || file.IsRechecked(household.Id)), Press.NewKey(), tried));
    }

    private static IResult Fill(Office office, [AsParameters] SentForm sent, long id, long household)
    {
        var (file, answer) = PovertyPages.Find(office, sent.Visit, id);
        if (answer is not null || file.FindOrNull(household) is not { } found)
        {
            return answer ?? ProblemPages.NotFound(sent.Visit);
        }

        var sheets = SheetForm.Of(office.Poverty, file, found);
        return sent.Once("poverty_round.fill", sheets.Form, sent.Visit.Link(Address(id, household)),
            (told, act) => office.Poverty.Steps.Fill(id, sheets.Read(told), act),
            kept => sent["tiep"] == "1" && kept.Households.FirstOrDefault(h => h.Sheet is null && h.Id != household) is { } next
                ? Address(id, next.Id) : Address(id, household));
    }

    private static IResult Blank(Office office, Visit visit, [FromQuery(Name = "tu")] string? from)
    {
        var rounds = office.Poverty;
        var day = new DateOnly(visit.Month.Year + 1, 1, 1);
        if (from is { Length: > 0 } && visit.ReadDay(from, "tu", out day) is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        return rounds.Review.VersionOn(day, office.Register.Jurisdiction) is { } version
            ? View.Of<SheetPrintView, PrintModel>(
                new PrintModel(version, rounds.Scoring.Sheets(version, day, rounds.Today), rounds.Policy.Facts, "", [null]))
            : ProblemPages.Refused(visit,
                new Refusal("sheet.no-law", $"Chưa có mẫu phiếu cho kết quả áp dụng từ {Vietnamese.Date(day)}.", "tu")
                {
                    English = $"There are no sheets yet for results from {Vietnamese.Date(day)}.",
                });
    }

    private static IResult Filled(Office office, Visit visit, long id, [FromQuery(Name = "ho")] long? household)
    {
        var rounds = office.Poverty;
        if (rounds.FindOrNull(id, visit.Viewer.Scope) is not { } file || (household is { } one && file.FindOrNull(one) is null))
        {
            return ProblemPages.NotFound(visit);
        }

        var version = rounds.VersionOf(file);
        var papers = file.Households.Where(h => household is null || h.Id == household)
            .Select(h => ((ReviewedHousehold, IReadOnlyList<HouseholdMember>)?)(h, Members(office, visit, file, h))).ToList();
        return View.Of<SheetPrintView, PrintModel>(
            new PrintModel(version, rounds.Scoring.Sheets(version, file.Opened.HoldsFrom, rounds.Today), rounds.Policy.Facts,
                office.UnitName(file.Opened.Unit), papers));
    }

    private static IResult Posting(Office office, Visit visit, long id) => office.Poverty.FindOrNull(id, visit.Viewer.Scope) is { } file
        ? View.Of<PostingView, RoundModel>(new RoundModel(
            file, office.Poverty.VersionOf(file), office.Poverty.Review, office.UnitName(file.Opened.Unit), office.Poverty.Today.Day,
            [], 0, null, ShownHouseholds.Of(file, visit.Query), office.Accounts.Names(), false, [], "", null,
            office.Policy.WorkDays))
        : ProblemPages.NotFound(visit);

    private static IReadOnlyList<HouseholdMember> Members(Office office, Visit visit, RoundFile file, ReviewedHousehold household) =>
        office.People.HouseholdOrNull(household.Listed.HeadId, visit.Viewer.Scope, Month.Of(file.Opened.BaseDay),
            office.Poverty.Today)?.Members ?? [];
}
