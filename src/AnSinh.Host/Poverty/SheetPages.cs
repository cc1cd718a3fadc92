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
    private const string Prefix = "d-";

    public static void MapSheetPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(PovertyPages.Root + "/phieu", Blank);
        pages.MapGet(PovertyPages.Root + "/{id:long}/phieu", Filled);
        pages.MapGet(PovertyPages.Root + "/{id:long}/danh-sach-niem-yet", Posting).Reads("thon", "loc", Visit.PageKey);
        pages.MapGet(PovertyPages.Root + "/{id:long}/ho/{household:long}", Show);
        pages.MapPost(PovertyPages.Root + "/{id:long}/ho/{household:long}", Fill);
    }

    /// <summary>The address of a household's sheets.</summary>
    public static string Address(long id, long household) =>
        $"{PovertyPages.Address(id)}/ho/{household.ToString(CultureInfo.InvariantCulture)}";

    private static IResult Show(Office office, Visit visit, long id, long household) =>
        office.Poverty.FindOrNull(id, visit.Viewer.Scope) is { } file && file.FindOrNull(household) is { } found
            ? Page(office, visit, file, found, Typed.Nothing)
            : ProblemPages.NotFound(visit);

    private static RazorComponentResult<SheetView> Page(Office office, Visit visit, RoundFile file,
        ReviewedHousehold household, Typed typed)
    {
        var (rounds, version) = (office.Poverty, office.Poverty.VersionOf(file));
        var cards = rounds.Scoring.Sheets(version, file.Opened.HoldsFrom, rounds.Today);
        return View.Of<SheetView, SheetModel>(
            new SheetModel(
                file, version, rounds.Review, household, Members(office, visit, file, household),
                [.. version.Fields.Select(f => rounds.Policy.Facts[f])], cards, rounds.Policy.Facts,
                office.UnitName(file.Opened.Unit), file.Households.FirstOrDefault(h => h.Sheet is null && h.Id != household.Id)?.Id,
                rounds.Today.Day,
                PovertyPages.MayWrite(visit) && file.IsOpen && (file.Posted is null || file.IsRechecked(household.Id)),
                Press.NewKey(), typed),
            typed.Refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static IResult Fill(Office office, Visit visit, long id, long household, IFormCollection form)
    {
        var rounds = office.Poverty;
        if (rounds.FindOrNull(id, visit.Viewer.Scope) is not { } file || file.FindOrNull(household) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        if (!PovertyPages.MayWrite(visit))
        {
            return ProblemPages.Forbidden(visit);
        }

        // Thousands are written with dots here: a number is what is left without them.
        var answers = form.Where(f => f.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(f => f.Key[Prefix.Length..], f => Plain(rounds, f.Key[Prefix.Length..], f.Value.ToString()),
                StringComparer.Ordinal);
        if (form["con-lai"] == "1")
        {
            // The surveyor says that every deficit was asked about: only then is an empty answer a no.
            foreach (var kind in Deficits(rounds, file).Where(k => answers.GetValueOrDefault(k, "").Length == 0))
            {
                answers[kind] = "no";
            }
        }

        var sheet = new SheetInput(household, PovertyPages.Day(form, "ngay"), form["nguoi"].ToString(), answers,
            form["loai"], form["nguyen-nhan"], form["vi-sao"]);
        return Press.Once(
            Press.ActOf(visit, "poverty_round.fill", form["khoa"]),
            act => rounds.Steps.Fill(id, sheet, act),
            kept => form["tiep"] == "1" && kept.Households.FirstOrDefault(h => h.Sheet is null && h.Id != household) is { } next
                ? Address(id, next.Id) : Address(id, household),
            refusals => Page(
                office, visit, file, found,
                PovertyPages.TypedOf(form,
                    [.. refusals.Select(r => r with { Place = answers.ContainsKey(r.Place ?? "") ? Prefix + r.Place : r.Place })])));
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
                new Refusal("sheet.no-law", $"Chưa có mẫu phiếu cho kết quả áp dụng từ {Vietnamese.Date(day)}.", "tu"));
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
            [], 0, null, ShownHouseholds.Of(file, visit.Query), office.Accounts.Names(), false, [], "", Typed.Nothing,
            office.Policy.WorkDays))
        : ProblemPages.NotFound(visit);

    private static IReadOnlyList<HouseholdMember> Members(Office office, Visit visit, RoundFile file, ReviewedHousehold household) =>
        office.People.HouseholdOrNull(household.Listed.HeadId, visit.Viewer.Scope, Month.Of(file.Opened.BaseDay),
            office.Poverty.Today)?.Members ?? [];

    /// <summary>The yes-or-no facts of a scorecard that is a list of deficits.</summary>
    private static IEnumerable<string> Deficits(PovertyRounds rounds, RoundFile file) =>
        rounds.Scoring.Sheets(rounds.VersionOf(file), file.Opened.HoldsFrom, rounds.Today)
        .Where(s => s.Version.Items.Count > 1).SelectMany(s => s.Version.Items).SelectMany(i => i.Points.FactsUsed)
        .Where(f => rounds.Policy.Facts[f].Type == FactType.Bool);

    private static string Plain(PovertyRounds rounds, string kind, string text) =>
        rounds.Policy.Facts.FindOrNull(kind) is { Type: FactType.Dong or FactType.Whole }
        ? text.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) : text;
}
