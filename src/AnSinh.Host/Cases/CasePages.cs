using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Host.Files;
using AnSinh.Host.LawChanges;
using AnSinh.Host.Poverty;
using AnSinh.Host.Protection;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Cases;

/// <summary>Cases (<i lang="vi">hồ sơ</i>): the list of what waits, a request received, a case and what is done in it.</summary>
internal static class CasePages
{
    public const string Root = Links.Cases;

    /// <summary>Names of what a form carries beside its fields.</summary>
    public const string SeenField = "so-muc";
    private const string AskedForm = "mau";
    private const string PersonField = "nguoi";

    public static void MapCasePages(this IEndpointRouteBuilder pages)
    {
        var cases = pages.Needing(Permission.WorkOnCases);
        cases.MapGet(Root, List);
        cases.MapGet(Root + "/moi", Opening).Reads(FormDrafts.Key);
        cases.MapPost(Root + "/moi", Open);
        cases.MapGet(Root + "/moi/in", PrintBlank).Light();
        cases.MapGet(Root + "/{id:long}/in", PrintFilled).Light();
        cases.MapGet(Root + "/{id:long}", Show).Reads(FormDrafts.Key);
        cases.MapPost(Root + "/{id:long}/{deed}",
            (Office office, [AsParameters] SentForm sent, long id, string deed) => Do(office, sent, id, deed));
    }

    /// <summary>The address of a case: that of the room of what it is about.</summary>
    public static string Address(CaseFile file) => file.Kind switch
    {
        CaseKind.LawChange => Links.LawChange(file.SubjectId),
        CaseKind.PovertyRound => Links.PovertyRound(file.SubjectId),
        CaseKind.PayRun => Links.PayRun(file.SubjectId),
        _ => Address(file.CaseId),
    };

    /// <summary>The address of a request.</summary>
    public static string Address(long id) => $"{Root}/{id.ToString(CultureInfo.InvariantCulture)}";

    private static IResult List(Office office, Visit visit, [FromQuery(Name = "loc")] string? filter,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var asked = CaseWorkList.Of(office, visit).Ask(visit, filter, page);
        return !asked.Ok ? ProblemPages.Refused(visit, asked.Refusals) : View.Of<CaseListView, CaseListModel>(new CaseListModel(
            asked.Value, office.Books.Counts(Sight.Of(office, visit).CaseActor), visit.Viewer.MayReceive(office.Policy)));
    }

    private static IResult Opening(Office office, Visit visit, FormDrafts drafts, [FromQuery(Name = PersonField)] long? person,
        [FromQuery(Name = AskedForm)] string? form, [FromQuery(Name = "q")] string? search)
    {
        if (!visit.Viewer.MayReceive(office.Policy))
        {
            return ProblemPages.Forbidden(visit);
        }

        var found = person is { } id ? office.People.FindOrNull(id, visit.Viewer.Scope, office.Clock.Today, office.Clock.Known) : null;
        if (person is not null && found is null)
        {
            return ProblemPages.NotFound(visit);
        }

        if (found is not null)
        {
            PersonFiles.NoteReading(visit, found.PersonId);
        }

        return View.Of<CaseOpenView, CaseOpenModel>(new CaseReadings(office, visit).Opening(
            found, search?.Trim() ?? "", form, drafts.FindOrNull(visit)));
    }

    private static IResult Open(Office office, [AsParameters] SentForm sent)
    {
        var visit = sent.Visit;
        if (!visit.Viewer.MayReceive(office.Policy))
        {
            return ProblemPages.Forbidden(visit);
        }

        var person = long.TryParse(sent.Form[PersonField], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var chosen = sent.Form[AskedForm].ToString();
        return Write(sent, "case.open", visit.Link(Root + "/moi", (PersonField, person), (AskedForm, chosen)), "moi",
            act => office.Applications.Open(chosen, person, Told(sent.Form), Sight.Of(office, visit).CaseActor, act), Address);
    }

    private static IResult Show(Office office, Visit visit, FormDrafts drafts, long id, [FromQuery(Name = FormDrafts.Key)] string? draft)
    {
        if (new CaseReadings(office, visit).CaseOrNull(id, drafts.FindOrNull(visit)) is not { } model)
        {
            return office.Books.FindOrNull(id) is { File: { Kind: not CaseKind.Application } other } && visit.Viewer.CaseActor.Sees(other)
                ? TypedResults.LocalRedirect(Address(other)) : ProblemPages.NotFound(visit);
        }

        PersonFiles.NoteReading(visit, model.View.File.SubjectId);
        return View.Of<CasePageView, CaseModel>(model);
    }

    private static IResult PrintBlank(Office office, Visit visit, [FromQuery(Name = AskedForm)] string? form) =>
        office.Applications.Ways(office.Clock.Today).FirstOrDefault(w => w.Form.Form.Id == form) is not { } way
        ? ProblemPages.NotFound(visit)
        : View.Of<CaseFormView, CaseFormModel>(new CaseFormModel(way.Version, way.Form, null, null, FormValues.Empty, null));

    private static IResult PrintFilled(Office office, Visit visit, long id)
    {
        var actor = Sight.Of(office, visit).CaseActor;
        if (office.Applications.FindOrNull(id, actor) is not { } view)
        {
            return ProblemPages.NotFound(visit);
        }

        var file = view.File;
        PersonFiles.NoteReading(visit, file.SubjectId);
        return View.Of<CaseFormView, CaseFormModel>(new CaseFormModel(
            view.Version, view.Form, new CaseLists(office, actor, visit.Language).PersonOrNull(file.SubjectId),
            office.UnitName(file.UnitKey!, file.OpenedOn), view.Entries[0].Values,
            new CaseReceipt(id, file.OpenedOn, CaseFlow.PromisedAtReceipt(view, office.Policy.WorkDays))));
    }

    private static IResult Do(Office office, SentForm sent, long id, string deed)
    {
        var actor = Sight.Of(office, sent.Visit).CaseActor;
        if (office.Applications.FindOrNull(id, actor) is null)
        {
            return (IResult?)Lapsed(office, sent, id) ?? ProblemPages.NotFound(sent.Visit);
        }

        return Do(sent, "case.do", Address(id), deed,
            (seen, told, act) => office.Applications.Do(id, seen, deed, told, actor, act));
    }

    /// <summary>Does a deed of a case once and shows its page; refused, that page is opened again with what was typed.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="kind">What kind of act it is.</param>
    /// <param name="page">Address of the case.</param>
    /// <param name="deed">The deed.</param>
    /// <param name="work">Does it: entries seen, what was told, the act.</param>
    public static IResult Do<T>(SentForm sent, string kind, string page, string deed,
        Func<int, IReadOnlyDictionary<string, string>, Act, Outcome<T>> work)
    {
        var seen = int.TryParse(sent.Form[SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var entries) ? entries : 0;
        return Write(sent, kind, sent.Visit.Link(page), deed, act => work(seen, Told(sent.Form), act), _ => page);
    }

    private static Refusal PurposeLapsed =>
        new("case.purpose", "Mục đích đã nêu hết hạn khi gửi. Nội dung đã gõ còn đây: xem lại rồi gửi.")
        {
            English = "The purpose had lapsed when this was sent. What was typed is here: look at it and send it again.",
        };

    // A purpose ends after a while. Who was shown the form before is asked for it again, and then finds what was typed.
    private static SeeOther? Lapsed(Office office, SentForm sent, long id) =>
        office.Books.FindOrNull(id)?.File is { Sensitive: true } file && sent.Page?.Split('?')[0] == Address(id)
        && sent.Drafts.KeepOrNull(
            sent.Visit.Viewer.Login, sent.Form, Address(id), FormDrafts.NameOf(sent.Form, sent.Visit.Path), [PurposeLapsed]) is { } back
            ? new SeeOther(sent.Visit.Link(
                Links.Of("/nguoi", file.SubjectId), (ProtectedAccess.BackField, back)) + "#duoc-bao-ve")
            : null;

    /// <summary>
    /// Does it once and goes on; refused, the page is opened again with what was typed, as an address of its own: Back leads to it.
    /// </summary>
    private static IResult Write<T>(SentForm sent, string kind, string page, string deed, Func<Act, Outcome<T>> work, Func<T, string> to)
    {
        var (visit, drafts) = (sent.Visit, sent.Drafts);
        return Press.Once(Press.ActOf(visit, kind, sent.Key), work,
            written =>
            {
                drafts.Drop(visit.Viewer.Login, sent.Key);
                return to(written);
            },
            refusals => drafts.KeepOrNull(visit.Viewer.Login, sent.Form, page, deed, refusals) is { } again ? new SeeOther(again)
                : ProblemPages.Refused(visit, refusals));
    }

    private static Dictionary<string, string> Told(IFormCollection form) => SentForm.Told(form)
        .Where(f => f.Key is not (SeenField or AskedForm or PersonField)).ToDictionary(StringComparer.Ordinal);
}
