using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Ledger;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.LawChanges;

/// <summary>Changing the law: drafts, their review, approval by a second person, publication.</summary>
internal static class LawChangePages
{
    public const string Root = "/bo-luat/thay-doi";

    /// <summary>What looking at a draft takes: the law read anew, every worked case run.</summary>
    public static readonly LocalText Reviewing = new("kiểm tra một bản soạn luật", "reviewing a draft of the law");

    public static void MapLawChangePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root, List);
        pages.MapPost(Root, Begin);
        pages.MapGet(Root + "/{id:long}", Show).Heavy(Reviewing.Vi, Reviewing.En!);
        foreach (var step in (string[])["trinh", "duyet", "tra-lai", "cong-bo", "rut", "bo-tep"])
        {
            pages.MapPost(Root + "/{id:long}/" + step, (
                Office office, OfficeHolder offices, ReviewDesk desk, Visit visit, long id,
                [FromForm(Name = "loi")] string? remark, [FromForm(Name = "noi-dung")] string? content,
                [FromForm(Name = "tep")] string? file, [FromForm(Name = "khoa")] string? key) =>
                Step(office, offices, desk, visit, id, new Posted(step, remark ?? "", content ?? "", file ?? "", key)))
                .Heavy(Reviewing.Vi, Reviewing.En!);
        }

        pages.MapChangeForms();
        pages.MapSimulationPages();
    }

    /// <summary>The address of a change.</summary>
    public static string Address(long id) => $"{Root}/{id.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The change of an address, for somebody who may see changes of the law; else the answer to give.</summary>
    public static (LawInForce Law, LawChange Change, IResult? Answer) Find(Office office, Visit visit, long id)
    {
        if (!visit.Viewer.MayChangeLaw)
        {
            return (null!, null!, ProblemPages.Forbidden(visit));
        }

        return office.Law is { } law && office.LawChanges.FindOrNull(id) is { } change ? (law, change, null)
            : (null!, null!, ProblemPages.NotFound(visit));
    }

    /// <summary>Drafted changes, the latest first.</summary>
    public static IReadOnlyList<ChangeRow> Drafts(Office office)
    {
        var (name, publications) = (Names(office), office.LawChanges.Publications());
        return [.. office.LawChanges.All().Select(c => new ChangeRow(c.Id, c.Title, name(c.Author), c.Status, c.Steps[^1].At, c.Files.Count,
            publications.FirstOrDefault(p => p.ChangeId == c.Id)?.Version))];
    }

    private static IResult List(Office office, Visit visit, [FromQuery(Name = "tham-so")] string? parameter,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var about = parameter is { Length: > 0 } ? office.Policy.ParameterOrNull(parameter) : null;
        var name = Names(office);
        var list = DraftList.Of(office, visit);
        var drafts = list.Sees(visit.Viewer) ? list.Ask(visit, null, page) : null;
        return drafts is { Ok: false } ? ProblemPages.Refused(visit, drafts.Refusals)
            : View.Of<ChangeListView, ChangeListModel>(new ChangeListModel(
            office.Law?.Version ?? 0,
            office.Policy.Hash,
            drafts?.Value,
            drafts is null ? 0 : Drafts(office).Count(c => c.Status == LawChangeStatus.Submitted),
            [.. office.LawChanges.Publications().Reverse()
                .Select(p => new PublicationRow(p.Version, p.ChangeId, p.Note, name(p.DraftedBy), name(p.ApprovedBy), p.At, p.Hash))],
            visit.Viewer.MayChangeLaw,
            Press.NewKey(),
            about?.Name,
            about is null ? "" : visit.Language.T($"Mức mới của {about.Label.Vi}", $"New value of {about.Label.In("en")}"),
            office.Law is not null));
    }

    private static IResult Begin(Office office, Visit visit, [FromForm(Name = "ten")] string? title,
        [FromForm(Name = "tham-so")] string? parameter, [FromForm(Name = "khoa")] string? key)
    {
        if (!visit.Viewer.MayChangeLaw)
        {
            return ProblemPages.Forbidden(visit);
        }

        return Press.Once(
            Press.ActOf(visit, "law.draft", key),
            act => office.LawChanges.Begin(title ?? "", act),
            id => Address(id) + (parameter is { Length: > 0 } ? "/gia-tri?tham-so=" + Uri.EscapeDataString(parameter) : ""),
            refusals => ProblemPages.Refused(visit, refusals));
    }

    private static IResult Show(Office office, ReviewDesk desk, Visit visit, long id)
    {
        var (law, change, answer) = Find(office, visit, id);
        return answer ?? Page(office, desk, visit, law, change, []);
    }

    private static RazorComponentResult<ChangeView> Page(Office office, ReviewDesk desk, Visit visit, LawInForce law,
        LawChange change, IReadOnlyList<Refusal> refusals)
    {
        var name = Names(office);
        var ended = change.Status is LawChangeStatus.Published or LawChangeStatus.Withdrawn;
        var review = ended || change.Files.Count == 0 ? null : desk.Of(office, law, change);
        var own = string.Equals(change.Author, visit.Viewer.Login, StringComparison.OrdinalIgnoreCase);
        var version = change.Status == LawChangeStatus.Published
            ? office.LawChanges.Publications().FirstOrDefault(p => p.ChangeId == change.Id)?.Version : null;
        return View.Of<ChangeView, ChangeModel>(
            new ChangeModel(
                change,
                name(change.Author),
                [.. change.Steps.Select(s => new StepRow(s.Status, name(s.Actor), s.At, s.Remark))],
                review,
                Diffs(office, law, change),
                new ChangeRights(
                    Edit: own && change.IsOpen,
                    Submit: own && change.IsOpen && review is { Passes: true },
                    Approve: !own && change.Status == LawChangeStatus.Submitted && review is { Passes: true },
                    Return: !own && change.Status is LawChangeStatus.Submitted or LawChangeStatus.Approved,
                    Publish: change.Status == LawChangeStatus.Approved && review is { Passes: true }
                        && !(change.AuthorIsUnproved
                            && string.Equals(change.ApprovedBy, visit.Viewer.Login, StringComparison.OrdinalIgnoreCase)),
                    IsOwn: own),
                refusals,
                Press.NewKey(),
                SimulationPages.Offered(visit, review?.Differences ?? []),
                version,
                review?.Policy is { } draft ? desk.Lowered(office, draft) : LoweredMonths.None),
            refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    /// <summary>
    /// What the change does to each file: against the law in force, or for a published one against what it was made from.
    /// </summary>
    private static IReadOnlyList<FileDiff> Diffs(Office office, LawInForce law, LawChange change)
    {
        if (change.Status != LawChangeStatus.Published)
        {
            return [.. change.Files.Select(
                f => new FileDiff(f.Path, f.BaseHash is null, LineDiff.Of(law.Files.TextOrNull(f.Path), f.Text)))];
        }

        var earlier = office.LawChanges.Publications().TakeWhile(p => p.ChangeId != change.Id).SelectMany(p => p.Files).ToList();
        var below = RulebookFiles.Read(law.Folder, []);
        return [.. change.Files.Select(f =>
        {
            var before = earlier.LastOrDefault(e => e.Hash == f.BaseHash)?.Text
                ?? (below.Ok && below.Value.HashOf(f.Path) == f.BaseHash ? below.Value.TextOrNull(f.Path) : null);
            return new FileDiff(f.Path, f.BaseHash is null, before is null && f.BaseHash is not null ? [] : LineDiff.Of(before, f.Text));
        })];
    }

    private sealed record Posted(string Step, string Remark, string Content, string File, string? Key);

    private static IResult Step(Office office, OfficeHolder offices, ReviewDesk desk, Visit visit, long id, Posted posted)
    {
        var (law, change, answer) = Find(office, visit, id);
        if (answer is not null)
        {
            return answer;
        }

        var store = office.LawChanges;
        return Press.Once(
            Press.ActOf(visit, "law." + posted.Step, posted.Key),
            Address(id),
            act => posted.Step switch
            {
                "trinh" => store.Submit(id, desk.Of(office, law, change), act, posted.Remark),
                "duyet" => store.Approve(id, posted.Content, act, posted.Remark),
                "tra-lai" => store.Return(id, act, posted.Remark),
                "rut" => store.Withdraw(id, act, posted.Remark),
                "bo-tep" => store.Drop(id, posted.File, act),
                _ => Publish(office, offices, desk, law, change, act),
            },
            refusals => Page(office, desk, visit, law, store.FindOrNull(id)!, refusals));
    }

    private static Outcome<LawChange> Publish(Office office, OfficeHolder offices, ReviewDesk desk, LawInForce law,
        LawChange change, Act act)
    {
        var published = office.LawChanges.Publish(change.Id, law, desk.Of(office, law, change), act);
        var refusals = published.Ok ? offices.Reload().Refusals : published.Refusals;
        return refusals.Count > 0 ? Outcome<LawChange>.Refused(refusals) : change;
    }

    /// <summary>Logins as names of people.</summary>
    private static Func<string, string> Names(Office office)
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return login =>
        {
            if (!known.TryGetValue(login, out var name))
            {
                known[login] = name = office.Accounts.FindOrNull(login)?.Name ?? login;
            }

            return name;
        };
    }
}
