using AnSinh.Basics;
using AnSinh.Host.Files;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Events;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Events;

/// <summary>
/// Recording what happened, and correcting what was recorded wrongly: told, looked at with its consequences, written, undone.
/// </summary>
internal static class EventPages
{
    public const string Root = "/su-kien";

    /// <summary>Name of the form of an event on its page, and of words it carries.</summary>
    public const string FormId = "bieu-mau", AskedField = "thang-xem", MarkField = "xem", PurposeField = "muc-dich", WriteButton = "ghi";

    public static void MapEventPages(this IEndpointRouteBuilder pages)
    {
        var read = pages.Needing(Permission.ReadPeople);
        var (civil, record) = (read.Needing(Permission.RecordCivil), read.Needing(Permission.Record));
        read.MapGet(Root, List);
        // The first question of a fact is sent as an address.
        civil.MapGet(Root + "/{kind}", Open)
            .Reads([.. EventKinds.All.SelectMany(k => k.Fields).Select(f => f.Name).Distinct()]).ShowsForms();
        civil.MapPost(Root + "/{kind}", Post);
        read.MapGet(Root + "/dot/{id:long}", Batch).ShowsForms();
        record.MapPost(Root + "/dot/{id:long}/hoan-tac", Undo);
    }

    /// <summary>True if a viewer records events of a kind: those of civil status, or all.</summary>
    public static bool MayRecord(Viewer viewer, EventKind kind) => viewer.May(Needed(kind));

    /// <summary>A kind of event somebody may record; from here on the visit sees those of whom they may.</summary>
    public static EventKind? KindOrNull(Visit visit, string kind)
    {
        if (EventKinds.FindOrNull(kind) is not { } found || !MayRecord(visit.Viewer, found))
        {
            return null;
        }

        visit.Narrow(Permission.ReadPeople, Needed(found));
        return found;
    }

    private static Permission Needed(EventKind kind) => EventKinds.IsCivil(kind) ? Permission.RecordCivil : Permission.Record;

    /// <summary>The address of a kind of event, for a person if one is named.</summary>
    public static string Address(EventKind kind) => $"{Root}/{kind.Code}";

    /// <summary>The address of a batch.</summary>
    public static string BatchAddress(long id) => $"{Root}/dot/{id.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    private static IResult List(Office office, Visit visit, [FromQuery(Name = "nguoi")] long? person,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        if (person is { } id
            && (!EventRecording.ScopeOf(office, visit).Sees(id) || new CurrentRows(office.Register).PersonOrNull(id) is null))
        {
            return ProblemPages.NotFound(visit);
        }

        if (person is { } read)
        {
            PersonFiles.NoteReading(visit, read);
        }

        var batches = BatchList.Of(office, visit, person).Ask(visit, null, page);
        return !batches.Ok ? ProblemPages.Refused(visit, batches.Refusals)
            : View.Of<EventListView, EventListModel>(new EventReadings(office, visit).List(person, batches.Value));
    }

    private static IResult Open(Office office, Visit visit, FormDrafts drafts, string kind)
    {
        if (KindOrNull(visit, kind) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        var (draft, scope) = (drafts.FindOrNull(visit), EventRecording.ScopeOf(office, visit));
        var named = visit.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        if (!scope.Allows(found, named))
        {
            return ProblemPages.NotFound(visit);
        }

        var told = (draft?.Told ?? new Dictionary<string, string>()).Concat(named).DistinctBy(t => t.Key)
            .ToDictionary(StringComparer.Ordinal);

        // What was looked at is worked out anew whenever its page is opened.
        var asked = Month.TryParse(told.GetValueOrDefault(AskedField), out var month) ? month : visit.Month;
        var preview = draft is null || draft.Told.ContainsKey(SentForm.FindButton)
            || draft.Refusals.Any(r => r.Code != EventRecording.Changed)
            ? null : new EventRecording(office, scope, Sight.Of(office, visit)).Preview(found, Fields(found, told), asked);
        return View.Of<EventFormView, EventFormModel>(new EventReadings(office, visit).Form(
            found, told, asked, preview is { Ok: true } ? preview.Value : null, scope, preview?.Refusals ?? []));
    }

    private static IResult Post(Office office, [AsParameters] SentForm sent, string kind)
    {
        var visit = sent.Visit;
        if (KindOrNull(visit, kind) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        var (told, scope) = (sent.Told(found.Fields), EventRecording.ScopeOf(office, visit));
        var page = visit.Link(Address(found));
        var recording = new EventRecording(office, scope, Sight.Of(office, visit));
        if (sent.Finds || sent[WriteButton].Length == 0)
        {
            return sent.Again(page, sent.Finds ? [] : recording.Plan(found, told, sent[PurposeField]).Refusals);
        }

        var asked = Month.TryParse(sent[AskedField], out var month) ? month : visit.Month;
        var act = Press.ActOf(visit, "event.record", sent.Key, sent[PurposeField]);
        var answer = Press.Once(act, done => recording.Write(found, told, asked, sent[MarkField], done),
            batch => BatchAddress(batch.BatchId), refusals => sent.Again(page, refusals));
        sent.Written(act);
        return answer;
    }

    private static Dictionary<string, string> Fields(EventKind kind, IReadOnlyDictionary<string, string> told) =>
        told.Where(t => kind.Fields.Any(f => f.Name == t.Key)).ToDictionary(StringComparer.Ordinal);

    private static IResult Batch(Office office, Visit visit, long id) =>
        new EventReadings(office, visit).BatchOrNull(id) is { } model ? View.Of<EventBatchView, EventBatchModel>(model)
            : ProblemPages.NotFound(visit);

    private static IResult Undo(Office office, [AsParameters] SentForm sent, long id) =>
        new EventReadings(office, sent.Visit).BatchOrNull(id) is { } model
            ? BatchUndoing.Answer(office, sent, (id, BatchAddress(id)))
            : ProblemPages.NotFound(sent.Visit);
}
