using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Casework.Poverty;
using AnSinh.Host.Cases;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Poverty;

/// <summary>Reviews of poor households: from opening to decision.</summary>
internal static class PovertyPages
{
    public const string Root = Links.PovertyRounds;

    /// <summary>A review can be given up in two steps, and has a deed in each.</summary>
    public const string Cancel = "cancel", CancelPosted = "cancel_posted";

    private const int SuggestedSize = 30;

    /// <summary>Words of the address for deeds of the case, and the part of the page each is done in.</summary>
    private static readonly Dictionary<string, (string Deed, string Anchor)> Deeds = new(StringComparer.Ordinal)
    {
        ["niem-yet"] = (KindDeeds.Post, "cong-khai"),
        ["khieu-nai"] = (KindDeeds.Complain, "don"),
        ["tra-loi"] = (KindDeeds.Answer, "don"),
        ["y-kien"] = (KindDeeds.Opine, "cap-tren"),
        ["quyet-dinh"] = (KindDeeds.Sign, "cong-nhan"),
        ["hoan-tac"] = (KindDeeds.TakeBack, "cong-nhan"),
        ["huy"] = (Cancel, "cong-nhan"),
    };

    public static void MapPovertyPages(this IEndpointRouteBuilder pages)
    {
        var read = pages.Needing(Permission.ReadPeople);
        var review = read.Needing(Permission.ReviewPoverty);
        read.MapGet(Root, List).ShowsForms();
        review.MapPost(Root, Open);
        read.MapGet(Root + "/{id:long}", Show).Reads("thon", "loc", Visit.PageKey, Visit.TableKey).ShowsForms();
        review.MapPost(Root + "/{id:long}/them", AddHouseholds);
        review.MapPost(Root + "/{id:long}/bo", Unlist);
        review.MapPost(Root + "/{id:long}/hop", Meet);
        foreach (var word in Deeds.Keys)
        {
            review.MapPost(Root + "/{id:long}/" + word,
                (Office office, [AsParameters] SentForm sent, long id) => Do(office, sent, id, word));
        }

        read.MapSheetPages();
        read.MapInspectionPages();
    }

    /// <summary>The address of a review.</summary>
    public static string Address(long id) => Links.PovertyRound(id);

    /// <summary>True if the viewer may write: a leader reads.</summary>
    public static bool MayWrite(Visit visit) => visit.Viewer.May(Permission.ReviewPoverty);

    /// <summary>Reviews the viewer sees, the latest first.</summary>
    public static IReadOnlyList<RoundRow> Rounds(Office office, Visit visit) => [.. office.Poverty.All(visit.Viewer.Scope).Select(
        r => new RoundRow(r.File, office.UnitName(r.Unit), r.File.StepIn(office.Poverty.VersionOf(r.File), office.Poverty.Today.Day)))];

    /// <summary>The review a form is about, if the viewer sees it and may write; else the answer to give.</summary>
    public static (RoundFile File, IResult? Answer) Find(Office office, Visit visit, long id) =>
        office.Poverty.FindOrNull(id, visit.Viewer.Scope) is not { } file ? (null!, ProblemPages.NotFound(visit))
        : (file, null);

    private static IResult List(Office office, Visit visit, [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var asked = RoundList.Of(office, visit).Ask(visit, null, page);
        if (!asked.Ok)
        {
            return ProblemPages.Refused(visit, asked.Refusals);
        }

        var rounds = office.Poverty;
        var today = rounds.Today.Day;
        var season = rounds.Review.Versions.LastOrDefault(v => v.Season is not null)?.Season?.From;
        var from = season is null ? today
            : DateOnly.ParseExact($"{visit.Month.Year}-{season}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return View.Of<RoundListView, RoundListModel>(new RoundListModel(
            asked.Value, rounds.OpeningForm(Places.Choices(office, visit).Select(c => new FormChoice(c.Key, new(c.Name)))), MayWrite(visit),
            (from > today ? today : from, new DateOnly(visit.Month.Year + 1, 1, 1)), rounds.Review.Versions, Press.NewKey()));
    }

    private static IResult Open(Office office, [AsParameters] SentForm sent)
    {
        var visit = sent.Visit;
        if (sent[RoundForms.UnitField] is { Length: > 0 } unit && !visit.Viewer.Scope.Contains(unit))
        {
            return ProblemPages.NotFound(visit);
        }

        // Which communes there are is of the day of the list: the form offers those of the month looked at.
        return sent.Once("poverty_round.open", office.Poverty.OpeningForm([]), Root, (told, act) => office.Poverty.Open(
            new RoundAsked(told.TextOrNull(RoundForms.UnitField) ?? "",
                int.Parse(told.TextOrNull("year") ?? "0", CultureInfo.InvariantCulture), told.TextOrNull("kind") == "on_request",
                told.DayOrNull("base_day") ?? default, told.DayOrNull("holds_from") ?? default),
            visit.Viewer.CaseActor, act), Address);
    }

    private static IResult Show(Office office, Visit visit, FormDrafts drafts, long id) =>
        office.Poverty.FindOrNull(id, visit.Viewer.Scope) is { } file ? Page(office, visit, file, drafts.FindOrNull(visit))
        : ProblemPages.NotFound(visit);

    private static RazorComponentResult<RoundView> Page(Office office, Visit visit, RoundFile file, FormDraft? tried)
    {
        var (rounds, version) = (office.Poverty, office.Poverty.VersionOf(file));
        var writing = MayWrite(visit) && file.IsOpen && file.Posted is null;
        var suggested = writing ? rounds.Suggested(file) : [];
        var turnover = file.Recognition is { } done ? Outcome<TurnoverTable>.Of(done.Turnover)
            : file.Households.Count > 0 && file.Open.Count == 0 && file.Cancelled is null ? rounds.Decision.Rehearse(file) : null;
        return View.Of<RoundView, RoundModel>(new RoundModel(
            file, version, rounds.Review, office.UnitName(file.Opened.Unit), rounds.Today.Day, [.. suggested.Take(SuggestedSize)],
            suggested.Count, turnover, ShownHouseholds.Of(file, visit.Query), office.Accounts.Names(), MayWrite(visit),
            rounds.Choices(file, visit.Viewer.CaseActor), Press.NewKey(), tried, rounds.Policy.WorkDays));
    }

    // One form names the household that asked, the other has a box for each that is suggested.
    private static IResult AddHouseholds(Office office, [AsParameters] SentForm sent, long id)
    {
        if (Find(office, sent.Visit, id).Answer is { } answer)
        {
            return answer;
        }

        var asked = sent[RoundForms.ReasonField] == HouseholdListed.Request;
        var chosen = sent.Form.Keys.Where(k => k.StartsWith(RoundForms.ChosenPrefix, StringComparison.Ordinal))
            .Select(k => Number(k[RoundForms.ChosenPrefix.Length..]));
        return sent.OnceTo("poverty_round.them", asked ? RoundForms.Request : RoundForms.Suggest([]), sent.Visit.Link(Address(id)),
            (told, act) => asked
                ? office.Poverty.List(id, [long.Parse(told.Text(RoundForms.HouseholdField), CultureInfo.InvariantCulture)],
                    HouseholdListed.Request, told.TextOrNull(RoundForms.NoteField), act)
                : office.Poverty.List(id, [.. chosen], null, null, act),
            _ => Address(id) + "#danh-sach");
    }

    private static IResult Unlist(Office office, [AsParameters] SentForm sent, long id)
    {
        var household = Number(sent[RoundForms.HouseholdField]);
        return Find(office, sent.Visit, id).Answer ?? sent.OnceTo("poverty_round.bo", RoundForms.Unlist,
            sent.Visit.Link(SheetPages.Address(id, household)),
            (told, act) => office.Poverty.Unlist(id, household, told.Text(RoundForms.ReasonField), act), _ => Address(id) + "#danh-sach");
    }

    // What is no number is the number of no household.
    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static IResult Meet(Office office, [AsParameters] SentForm sent, long id)
    {
        var (file, answer) = Find(office, sent.Visit, id);
        return answer ?? sent.OnceTo("poverty_round.hop", RoundForms.Meet(file), sent.Visit.Link(Address(id)),
            (told, act) => office.Poverty.Steps.Meet(id, new VillageMet(
                told.Text(RoundForms.HamletField), told.DayOrNull(RoundForms.DayField)!.Value,
                int.Parse(told.Text(RoundForms.PresentField), CultureInfo.InvariantCulture),
                int.Parse(told.Text(RoundForms.AgreedField), CultureInfo.InvariantCulture), told.Text(RoundForms.MinutesField)), act),
            _ => Address(id) + "#hop-dan");
    }

    /// <summary>Does a deed of the case: what is told with it is declared by its procedure.</summary>
    private static IResult Do(Office office, SentForm sent, long id, string word)
    {
        var (file, answer) = Find(office, sent.Visit, id);
        if (answer is not null)
        {
            return answer;
        }

        var (name, anchor) = Deeds[word];
        var deed = file.Case.State.Step.Deeds.FirstOrDefault(d => d.Id == name || (name == Cancel && d.Id == CancelPosted))
            ?? file.Case.Version.Deeds.FirstOrDefault(d => d.Id == name);
        var form = deed is null ? new FormDefinition(name, file.Case.State.Step.Label, []) : RoundForms.Of(file, deed);
        var seen = int.TryParse(sent[CasePages.SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var entries) ? entries : 0;
        return sent.OnceTo("poverty_round." + word, form, sent.Visit.Link(Address(id)),
            (told, act) => office.Poverty.Do(id, seen, deed?.Id ?? name, told.All.ToDictionary(StringComparer.Ordinal),
                sent.Visit.Viewer.CaseActor, act), _ => Address(id) + "#" + anchor);
    }
}
