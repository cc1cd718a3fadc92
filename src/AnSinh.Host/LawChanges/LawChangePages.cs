using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Casework.LawChanges;
using AnSinh.Host.Cases;
using AnSinh.Host.Poverty;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Ledger;
using AnSinh.Rulebook.Procedures;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.LawChanges;

/// <summary>Changing the law: drafts, their review, approval by a second person, publication.</summary>
internal static class LawChangePages
{
    public const string Root = Links.LawChanges;

    /// <summary>What looking at a draft takes: the law read anew, every worked case run.</summary>
    public static readonly LocalText Reviewing = new("kiểm tra một bản soạn luật", "reviewing a draft of the law");

    public static void MapLawChangePages(this IEndpointRouteBuilder pages)
    {
        var read = pages.Needing(Permission.ReadLaw);
        var change = read.Needing(Permission.ChangeLaw);
        read.MapGet(Root, List).ShowsForms();
        change.MapPost(Root, Begin);
        change.MapGet(Root + "/{id:long}", Show).ShowsForms().Heavy(Reviewing.Vi, Reviewing.En!);
        change.MapPost(Root + "/{id:long}/bo-tep", Drop);
        change.MapPost(Root + "/{id:long}/{deed}", Do).Heavy(Reviewing.Vi, Reviewing.En!);
        change.MapChangeForms();
        change.MapSimulationPages();
    }

    /// <summary>The address of a change.</summary>
    public static string Address(long id) => Links.LawChange(id);

    /// <summary>The change of an address, for somebody who may see changes of the law; else the answer to give.</summary>
    public static (LawInForce Law, LawChange Change, IResult? Answer) Find(Office office, Visit visit, long id)
    {
        return office.Law is { } law && office.LawChanges.FindOrNull(id) is { } change ? (law, change, null)
            : (null!, null!, ProblemPages.NotFound(visit));
    }

    /// <summary>Drafted changes, the latest first.</summary>
    public static IReadOnlyList<ChangeRow> Drafts(Office office)
    {
        var (name, publications) = (office.Accounts.Names(), office.Publications.All());
        return [.. office.LawChanges.All().Select(
            c => new ChangeRow(c, name(c.Author), publications.FirstOrDefault(p => p.ChangeId == c.Id)?.Version))];
    }

    private static IResult List(Office office, Visit visit, [FromQuery(Name = "tham-so")] string? parameter,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var about = parameter is { Length: > 0 } ? office.Policy.ParameterOrNull(parameter) : null;
        var name = office.Accounts.Names();
        var list = DraftList.Of(office, visit);
        var drafts = visit.Viewer.May(Permission.ChangeLaw) ? list.Ask(visit, null, page) : null;
        return drafts is { Ok: false } ? ProblemPages.Refused(visit, drafts.Refusals)
            : View.Of<ChangeListView, ChangeListModel>(new ChangeListModel(
            office.Law?.Version ?? 0,
            office.Policy.Hash,
            drafts?.Value,
            drafts is null ? 0 : Drafts(office).Count(c => c.Change.IsSubmitted),
            [.. office.Publications.All().Reverse()
                .Select(p => new PublicationRow(p.Version, p.ChangeId, p.Note, name(p.DraftedBy), name(p.ApprovedBy), p.At, p.Hash))],
            visit.Viewer.May(Permission.ChangeLaw),
            Press.NewKey(),
            about?.Name,
            about is null ? "" : visit.Language.T($"Mức mới của {about.Label.Vi}", $"New value of {about.Label.In("en")}"),
            office.Law is not null,
            office.LawChanges.OpeningForm));
    }

    private static IResult Begin(Office office, [AsParameters] SentForm sent)
    {
        var parameter = sent[LawChangeForms.ParameterField];
        return sent.Once("law.draft", office.LawChanges.OpeningForm, Root,
            (told, act) => office.LawChanges.Begin(told.TextOrNull(KindDeeds.Title) ?? "", sent.Visit.Viewer.CaseActor, act),
            id => Address(id) + (parameter.Length > 0 ? "/gia-tri?tham-so=" + Uri.EscapeDataString(parameter) : ""));
    }

    private static IResult Show(Office office, ReviewCache reviews, Visit visit, FormDrafts drafts, long id)
    {
        var (law, change, answer) = Find(office, visit, id);
        if (answer is not null)
        {
            return answer;
        }

        var review = change.HasEnded || change.Files.Count == 0 ? null : reviews.Of(office, law, change);
        return View.Of<ChangeView, ChangeModel>(
            new ChangeModel(
                change, office.Accounts.Names(), review, FileDiff.Of(law, change, office.Publications),
                office.LawChanges.Choices(change, visit.Viewer.CaseActor),
                change.MayWrite(visit.Viewer.Login), drafts.FindOrNull(visit),
                Press.NewKey(), SimulationPages.Offered(visit, review?.Differences ?? []),
                change.IsPublished ? office.Publications.All().FirstOrDefault(p => p.ChangeId == change.Id)?.Version : null,
                review?.Policy is { } drafted ? reviews.Lowered(office, drafted) : LoweredMonths.None));
    }

    private static IResult Do(
        Office office, OfficeHolder offices, ReviewCache reviews, [AsParameters] SentForm sent, long id, string deed)
    {
        var (law, change, answer) = Find(office, sent.Visit, id);
        return answer ?? CasePages.Do(sent, "law." + deed, Address(id), deed, (seen, told, act) =>
        {
            var look = deed is KindDeeds.Submit or KindDeeds.Publish ? new LawLook(law, reviews.Of(office, law, change)) : null;
            var done = office.LawChanges.Do(new LawDeed(id, seen, deed, told), sent.Visit.Viewer.CaseActor, act, look);
            var refusals = done is { Ok: true, Value.IsPublished: true } ? offices.Reload().Refusals : [];
            return refusals.Count > 0 ? Outcome<LawChange>.Refused(refusals) : done;
        });
    }

    private static IResult Drop(Office office, [AsParameters] SentForm sent, long id) =>
        Find(office, sent.Visit, id).Answer ?? sent.OnceTo("law.bo-tep", LawChangeForms.Drop, Address(id),
            (_, act) => office.LawChanges.Drop(id, sent[LawChangeForms.PathField], act), _ => Address(id));
}
