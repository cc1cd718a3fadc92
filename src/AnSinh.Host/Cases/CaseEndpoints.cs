using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.Files;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook.Procedures;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Cases;

/// <summary>
/// <c>GET /api/v1/forms</c>: the forms of today, <c>/forms/{id}</c>: one as a schema. <c>GET /api/v1/cases?filter=mine|open|ended</c>,
/// <c>/cases/{id}</c>: what is waited for, by whom, and what may be done with which fields. <c>POST /cases?person=N&amp;form=ID</c> opens
/// one: the address says for whom and on which form, the body is one flat object of the fields of that form's schema.
/// <c>POST /cases/{id}/{deed}?seen=N</c> does something in it, N the number of entries looked at: who comes second is told what was done
/// before. A protected case is not there but for a purpose, <c>?purpose=</c>. The header <c>Idempotency-Key</c> makes a repeated request
/// harmless.
/// </summary>
internal static class CaseEndpoints
{
    private const int BodyLimit = 64_000;

    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var law = api.Needing(Permission.ReadLaw);
        var cases = api.Needing(Permission.WorkOnCases);
        law.MapGet("/forms", (Office office, Visit visit) =>
            TypedResults.Json(CaseData.Forms(office, visit.Language.Code), Output.Json)).Light();
        law.MapGet("/forms/{id}", Form).Light();
        cases.MapGet("/cases", List).Light();
        cases.MapGet("/cases/{id:long}", Show).Light();
        cases.MapPost("/cases", OpenAsync);
        cases.MapPost("/cases/{id:long}/{deed}", DoAsync);
    }

    private static IResult Form(Office office, Visit visit, string id) =>
        CaseData.SchemaOrNull(office, id, visit.Language.Code) is { } schema ? TypedResults.Json(schema, Output.Json)
        : ProblemPages.NotFound(visit);

    private static IResult List(Office office, Visit visit, [FromQuery] string? filter, [FromQuery] int? page)
    {
        var asked = CaseFilter.Mine;
        if (filter is not null && !CaseData.Filters.TryGetValue(filter, out asked))
        {
            return ProblemPages.Refused(visit, CaseData.NoFilter(filter));
        }

        if (page is < 1 or > Visit.PageLimit)
        {
            return ProblemPages.Refused(visit, new Refusal("visit.page", $"Viết số trang từ 1 đến {Visit.PageLimit}.", "page"));
        }

        var list = new CaseLists(office, Sight.Of(office, visit).CaseActor, visit.Language).List(asked, page ?? 1);
        visit.Reading.Shows(list.Rows.SelectMany(CaseWorkList.PeopleOf));
        return TypedResults.Json(CaseData.Of(list, office.Clock.Today, visit.Language.Code), Output.Json);
    }

    private static IResult Show(Office office, Visit visit, long id, [FromQuery] string? purpose)
    {
        var actor = Actor(office, visit, purpose, office.Books.FindOrNull(id)?.File);
        var lists = new CaseLists(office, actor, visit.Language);
        if (lists.FindOrNull(id) is not { } view || !MayRead(visit, view))
        {
            return ProblemPages.NotFound(visit);
        }

        if (view.File.Kind == CaseKind.Application)
        {
            PersonFiles.NoteReading(visit, view.File.SubjectId);
        }

        return TypedResults.Json(CaseData.Of(office, view, lists, visit.Language.Code), Output.Json);
    }

    private static async Task<IResult> OpenAsync(Office office, Visit visit, [FromQuery] long? person, [FromQuery] string? form,
        [FromQuery] string? purpose)
    {
        if (!visit.Viewer.MayReceive(office.Policy))
        {
            return ProblemPages.Forbidden(visit);
        }

        var told = await ToldAsync(visit);
        IReadOnlyList<Refusal> lacks = [.. Lacks("person", person), .. Lacks("form", form), .. told.Refusals];
        if (lacks.Count > 0)
        {
            return ProblemPages.Refused(visit, lacks);
        }

        var sight = Sight.Of(office, visit);
        if (purpose is not null
            && office.People.FindOrNull(person!.Value, visit.Viewer.Scope, office.Clock.Today, office.Clock.Known) is not null
            && sight.Open(ProtectedAccess.Person(person.Value), purpose) is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        return Press.Json(
            visit, Press.ApiActOf(visit, "case.open", purpose),
            act => office.Applications.Open(form!, person!.Value, told.Value, sight.CaseActor, act), CaseData.Opened);
    }

    private static async Task<IResult> DoAsync(Office office, Visit visit, long id, string deed, [FromQuery] int? seen,
        [FromQuery] string? purpose)
    {
        var actor = Actor(office, visit, purpose, office.Books.FindOrNull(id)?.File);
        if (new CaseLists(office, actor, visit.Language).FindOrNull(id) is not { } view || !MayRead(visit, view))
        {
            return ProblemPages.NotFound(visit);
        }

        var isRun = view.File.Kind == CaseKind.PayRun;
        if (!isRun && CaseData.ElsewhereOrNull(view) is { } elsewhere)
        {
            return ProblemPages.Refused(visit, elsewhere);
        }

        var told = await ToldAsync(visit);
        IReadOnlyList<Refusal> lacks = [.. Lacks("seen", seen), .. told.Refusals];
        if (lacks.Count > 0)
        {
            return ProblemPages.Refused(visit, lacks);
        }

        var act = Press.ApiActOf(visit, "case.do", purpose);
        return isRun
            ? Press.Json(visit, act, a => office.RunDrafts.Do(view.File.SubjectId, seen!.Value, deed, told.Value, actor, a),
                done => CaseData.Done(done.Case, visit.Language.Code))
            : Press.Json(visit, act, a => office.Applications.Do(id, seen!.Value, deed, told.Value, actor, a),
                done => CaseData.Done(done, visit.Language.Code));
    }

    // The book of a run tells how much is paid.
    private static bool MayRead(Visit visit, CaseView view) =>
        view.File.Kind != CaseKind.PayRun || visit.Viewer.May(Permission.ReadPayments);

    // A purpose that says too little opens nothing: to refuse it would tell that there is something to open.
    private static CaseActor Actor(Office office, Visit visit, string? purpose, CaseFile? file)
    {
        var sight = Sight.Of(office, visit);
        if (purpose is not null && file is { Sensitive: true } && visit.Viewer.CaseActor.MaySee(file))
        {
            _ = sight.Open(ProtectedAccess.Person(file.SubjectId), purpose);
        }

        return sight.CaseActor;
    }

    private static async Task<Outcome<IReadOnlyDictionary<string, string>>> ToldAsync(Visit visit)
    {
        if (visit.Context.Request.ContentLength is null or > BodyLimit)
        {
            return new Refusal("case.size", $"Nội dung phải có độ dài và không quá {BodyLimit} byte.", "body");
        }

        using var reader = new StreamReader(visit.Context.Request.Body);
        return FlatJson.Read(await reader.ReadToEndAsync(), "case.json", FlatJson.OfForm);
    }

    private static IEnumerable<Refusal> Lacks(string word, object? value) =>
        value is null ? [new Refusal("case." + word, $"Thiếu “{word}” trong địa chỉ: ?{word}=…", word)] : [];
}
