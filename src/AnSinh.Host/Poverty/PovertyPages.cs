using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Casework.Poverty;
using AnSinh.Host.Cases;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Poverty;

/// <summary>Reviews of poor households: from opening to decision.</summary>
internal static class PovertyPages
{
    public const string Root = Links.PovertyRounds;
    private const int SuggestedSize = 30;

    /// <summary>Words of the address for deeds of the case, with what the fields of their forms on the page are called.</summary>
    private static readonly Dictionary<string, (string Deed, (string Typed, string Field)[] Fields)> Deeds = new(StringComparer.Ordinal)
    {
        ["niem-yet"] = (KindDeeds.Post, [("tu", "from"), ("den", "to"), ("noi", "where")]),
        ["khieu-nai"] =
            (KindDeeds.Complain, [("ho", "household"), ("nguoi", "complainant"), ("ngay", "received"), ("noi-dung", "what")]),
        ["tra-loi"] = (KindDeeds.Answer, [("so", "no"), ("ngay", "answered"), ("dung", "upheld"), ("noi-dung", "result")]),
        ["y-kien"] = (KindDeeds.Opine, [("so", "number"), ("ngay", "given"), ("noi-dung", "text")]),
        ["quyet-dinh"] = (KindDeeds.Sign, [("so", "number"), ("ngay", "signed_on"), ("nguoi", "signer")]),
        ["hoan-tac"] = (KindDeeds.TakeBack, [("ly-do", "reason")]),
        ["huy"] = ("cancel", [("ly-do", "reason")]),
    };

    public static void MapPovertyPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root, (Office office, Visit visit, [FromQuery(Name = Visit.PageKey)] int? page) =>
            List(office, visit, Typed.Nothing, page));
        pages.MapPost(Root, Open);
        pages.MapGet(Root + "/{id:long}", Show).Reads("thon", "loc", Visit.PageKey, Visit.TableKey);
        foreach (var deed in Deeds.Keys.Concat(["them", "bo", "hop"]))
        {
            pages.MapPost(Root + "/{id:long}/" + deed,
                (Office office, Visit visit, long id, IFormCollection form) => Do(office, visit, id, deed, form));
        }

        pages.MapSheetPages();
        pages.MapInspectionPages();
    }

    /// <summary>The address of a review.</summary>
    public static string Address(long id) => Links.PovertyRound(id);

    /// <summary>True if the viewer may write: a leader reads.</summary>
    public static bool MayWrite(Visit visit) => visit.Viewer.CaseActor.Is(ProcedureRole.PovertyReviewer);

    /// <summary>A form as texts, for a page that shows it again.</summary>
    public static Typed TypedOf(IFormCollection form, IReadOnlyList<Refusal> refusals) =>
        new(form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal), refusals);

    /// <summary>A day of a form, or the first day of all if it is none: every check refuses that with its own words.</summary>
    public static DateOnly Day(IFormCollection form, string field) =>
        DateOnly.TryParseExact(form[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : DateOnly.MinValue;

    /// <summary>Reviews the viewer sees, the latest first.</summary>
    public static IReadOnlyList<RoundRow> Rounds(Office office, Visit visit) => [.. office.Poverty.All(visit.Viewer.Scope).Select(
        r => new RoundRow(r.File, office.UnitName(r.Unit), r.File.StepIn(office.Poverty.VersionOf(r.File), office.Poverty.Today.Day)))];

    private static IResult List(Office office, Visit visit, Typed typed, int? page = null)
    {
        var asked = RoundList.Of(office, visit).Ask(visit, null, page);
        if (!asked.Ok)
        {
            return ProblemPages.Refused(visit, asked.Refusals);
        }

        var rounds = office.Poverty;
        var today = rounds.Today.Day;
        var season = rounds.Review.Versions.LastOrDefault(v => v.Season is not null)?.Season;
        var from = DateOnly.ParseExact($"{visit.Month.Year}-{season?.From ?? "09-01"}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return View.Of<RoundListView, RoundListModel>(
            new RoundListModel(
                asked.Value,
                Places.Choices(office, visit), MayWrite(visit), (from > today ? today : from, new DateOnly(visit.Month.Year + 1, 1, 1)),
                rounds.Review.Versions, Press.NewKey(), typed),
            typed.Refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static IResult Open(Office office, Visit visit, IFormCollection form)
    {
        if (!MayWrite(visit))
        {
            return ProblemPages.Forbidden(visit);
        }

        var unit = form["xa"].ToString();
        if (visit.Viewer.Scope?.Contains(unit) == false)
        {
            return ProblemPages.NotFound(visit);
        }

        var (baseDay, holds) = (Day(form, "ngay"), Day(form, "tu-ngay"));
        var year = int.TryParse(form["nam"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : baseDay.Year;
        return Press.Once(
            Press.ActOf(visit, "poverty_round.open", form["khoa"]),
            act => office.Poverty.Open(unit, year, baseDay, holds, form["loai"] == "thuong-xuyen", visit.Viewer.CaseActor, act),
            Address,
            refusals => List(office, visit, TypedOf(form, refusals)));
    }

    private static IResult Show(Office office, Visit visit, long id) =>
        office.Poverty.FindOrNull(id, visit.Viewer.Scope) is { } file ? Page(office, visit, file, Typed.Nothing)
        : ProblemPages.NotFound(visit);

    private static RazorComponentResult<RoundView> Page(Office office, Visit visit, RoundFile file, Typed typed)
    {
        var (rounds, version) = (office.Poverty, office.Poverty.VersionOf(file));
        var writing = MayWrite(visit) && file.IsOpen && file.Posted is null;
        var suggested = writing ? rounds.Suggested(file) : [];
        var turnover = file.Recognition is { } done ? Outcome<TurnoverTable>.Of(done.Turnover)
            : file.Households.Count > 0 && file.Open.Count == 0 && file.Cancelled is null ? rounds.Decision.Rehearse(file) : null;
        return View.Of<RoundView, RoundModel>(
            new RoundModel(
                file, version, rounds.Review, office.UnitName(file.Opened.Unit), rounds.Today.Day, [.. suggested.Take(SuggestedSize)],
                suggested.Count, turnover,
                ShownHouseholds.Of(file, visit.Query), office.Accounts.Names(), MayWrite(visit), rounds.Choices(file, visit.Viewer.CaseActor),
                Press.NewKey(), typed, rounds.Policy.WorkDays),
            typed.Refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static IResult Do(Office office, Visit visit, long id, string deed, IFormCollection form)
    {
        var rounds = office.Poverty;
        if (rounds.FindOrNull(id, visit.Viewer.Scope) is not { } file)
        {
            return ProblemPages.NotFound(visit);
        }

        if (!MayWrite(visit))
        {
            return ProblemPages.Forbidden(visit);
        }

        return Press.Once(
            Press.ActOf(visit, "poverty_round." + deed, form["khoa"]), Address(id) + "#" + Anchor(deed),
            act => Deeds.TryGetValue(deed, out var told) ? DoDeed(rounds, file, told, form, visit.Viewer.CaseActor, act)
                : Done(rounds, id, deed, form, act),
            refusals => Page(office, visit, file, TypedOf(form, refusals)));
    }

    private static Outcome<RoundFile> Done(PovertyRounds rounds, long id, string deed, IFormCollection form, Act act)
    {
        string Text(string field) => form[field].ToString();
        int Number(string field) =>
            int.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        long[] Households() =>
            [.. form["ho"].SelectMany(h => (h ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
                .Select(h => long.TryParse(h, out var household) ? household : -1)];
        return deed switch
        {
            "them" =>
                rounds.List(id, Households(), Text("ly-do") is { Length: > 0 } reason ? reason : null,
                    Text("ghi-chu") is { Length: > 0 } note ? note : null, act),
            "bo" => rounds.Unlist(id, Households().FirstOrDefault(-1), Text("ly-do"), act),
            _ => rounds.Steps.Meet(id,
                new VillageMet(Text("thon"), Day(form, "ngay"), Number("du"), Number("dong-y"), Text("bien-ban")), act),
        };
    }

    /// <summary>Does a deed of the case as its form on the page tells it.</summary>
    private static Outcome<RoundFile> DoDeed(PovertyRounds rounds, RoundFile file,
        (string Deed, (string Typed, string Field)[] Fields) told, IFormCollection form, CaseActor actor, Act act)
    {
        var values = told.Fields.ToDictionary(f => f.Field, f => form[f.Typed].ToString(), StringComparer.Ordinal);
        if (values.TryGetValue("upheld", out var upheld))
        {
            values["upheld"] = upheld == "1" ? "yes" : "no";
        }

        // One deed has two names, for a case can be given up in two steps.
        var deed = file.Case.State.Step.Deeds.FirstOrDefault(d => d.Id == told.Deed || d.Id == told.Deed + "_posted")?.Id ?? told.Deed;
        var seen = int.TryParse(form[CasePages.SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            ? entries : file.Case.Entries.Count;
        return rounds.Do(file.Id, seen, deed, values, actor, act);
    }

    private static string Anchor(string deed) => deed switch
    {
        "them" or "bo" => "danh-sach",
        "hop" => "hop-dan",
        "niem-yet" => "cong-khai",
        "khieu-nai" or "tra-loi" => "don",
        "y-kien" => "cap-tren",
        _ => "cong-nhan",
    };
}
