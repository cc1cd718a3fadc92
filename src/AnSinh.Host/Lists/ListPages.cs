using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Lists;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Lists;

/// <summary>Lists from Excel: sent, their columns told, previewed row by row, written in the background, undone whole.</summary>
internal static class ListPages
{
    public const string Root = "/danh-sach";

    /// <summary>Words that say which sheet is read and which rows are its header.</summary>
    public const string SheetField = "trang-tinh", HeaderField = "dau-cot";

    // A row is chosen for, and a list dropped, by a button alone.
    private static readonly FormDefinition RowForm = new("list_button", new("Danh sách", "List"), []);
    private const long BodySizeLimit = ListFile.SizeLimit + (1024L * 1024);

    public static void MapListPages(this IEndpointRouteBuilder pages)
    {
        // What is heavy here takes its own turn.
        var lists = pages.MapGroup("").Light();
        lists.MapGet(Root, Home).ShowsForms();
        lists.MapPost(Root, Send)
            .WithMetadata(new RequestSizeLimitAttribute(BodySizeLimit),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = BodySizeLimit });
        lists.MapGet(Root + "/{id:long}", Show).ShowsForms();
        lists.MapGet(Root + "/{id:long}/cot", Columns).ShowsForms();
        lists.MapPost(Root + "/{id:long}/cot", TellColumns);
        lists.MapPost(Root + "/{id:long}/chon", Choose);
        lists.MapPost(Root + "/{id:long}/ghi", ApplyAsync);
        lists.MapPost(Root + "/{id:long}/hoan-tac", Undo);
        lists.MapPost(Root + "/{id:long}/bo", Drop);
        lists.MapGet(Root + "/{id:long}/ket-qua.xlsx", Download);
    }

    /// <summary>The address of a list.</summary>
    public static string Address(long id) => $"{Root}/{id.ToString(CultureInfo.InvariantCulture)}";

    private static IResult Home(Office office, ListDesk desk, Visit visit, [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var asked = SentListList.Of(office, desk, visit).Ask(visit, null, page);
        return !asked.Ok ? ProblemPages.Refused(visit, asked.Refusals) : View.Of<ListHomeView, ListHomeModel>(
            new ListHomeModel(asked.Value, visit.Viewer.MayRecord, Press.NewKey()));
    }

    private static IResult Send(ListDesk desk, [AsParameters] SentForm sent) => !sent.Visit.Viewer.MayRecord
        ? ProblemPages.Forbidden(sent.Visit)
        : sent.Once("list.send", ListForms.Send, Root, (_, act) =>
        {
            var (name, bytes) = sent.FileOrNull(ListForms.FileField)!.Value;
            var book = ListFile.Read(name, bytes);
            var opened = book.Ok ? ListReader.Open(book.Value) : null;
            return !book.Ok || !opened!.Ok ? Outcome<long>.Refused(At(ListForms.FileField, book.Ok ? opened!.Refusals : book.Refusals))
                : desk.Store.Add(name, bytes, act);
        }, id => Address(id) + "/cot");

    private static Task<IResult> Show(
        Office office, ListDesk desk, JobService jobs, Visit visit, long id, [AsParameters] ListRowsAsked asked) =>
        WithAsync(desk, visit, id, list => PreviewAsync(office, desk, jobs, visit, list, asked));

    // What is wrong with a file is told at its field; where in the file is part of the sentence.
    private static IReadOnlyList<Refusal> At(string field, IReadOnlyList<Refusal> refusals) =>
        [.. refusals.Select(r => r with { Message = r.ToString(), Place = field })];

    private static async Task<IResult> PreviewAsync(
        Office office, ListDesk desk, JobService jobs, Visit visit, SentList list, ListRowsAsked asked)
    {
        if (list.Map is null)
        {
            return TypedResults.Redirect(Address(list.Id) + "/cot");
        }

        var writing = office.Jobs.LastOrNull(visit.Viewer.Login, ListApplyJob.Code, ListDesk.Subject(list.Id));
        var batch = (desk.Store.FindOrNull(list.Id) ?? list).BatchId is { } batchId ? office.Register.Batches.FindOrNull(batchId) : null;
        var (planning, plan) = writing is { IsOpen: true } || batch is not null ? (Outcome<Job?>.Of(null), null)
            : await PlanAsync(office, desk, jobs, visit, list);
        if (!planning.Ok)
        {
            return JobPages.TooMany(visit, planning.Refusals);
        }

        JobPages.Refresh(visit, writing is { IsOpen: true } ? writing : planning.Value);
        IReadOnlyList<PlannedRow> all = plan is null ? [] : [.. plan.Rows.Where(r => ListWords.Shows(asked.Filter, r))];
        var at = Math.Max(1, asked.Page ?? 1);
        return View.Of<ListPreviewView, ListPreviewModel>(
            new ListPreviewModel(
                list, writing, planning.Value, plan, batch, asked.Filter ?? "",
                [.. all.Skip((at - 1) * ListPreviewModel.PageSize).Take(ListPreviewModel.PageSize)],
                all.Count, at, visit.Viewer.MayRecord, Press.NewKey()));
    }

    /// <summary>The plan of a list on the register of now; or the job that makes it, or could not.</summary>
    private static async Task<(Outcome<Job?> Job, ListPlan? Plan)> PlanAsync(Office office, ListDesk desk, JobService jobs, Visit visit,
        SentList list)
    {
        var question = ListPlanJob.Question(office, list, visit.Viewer);
        var asked = jobs.FoundOrNull(office, visit.Viewer.Login, question) is { } found
            && (found.State != JobState.Done || Made(found) is not null) ? found : await jobs.AskNewAsync(office, visit, question);
        return !asked.Ok ? (Outcome<Job?>.Refused(asked.Refusals), null)
            : asked.Value.State == JobState.Done && Made(asked.Value) is { } plan ? (Outcome<Job?>.Of(null), plan)
            : (Outcome<Job?>.Of(asked.Value), null);

        ListPlan? Made(Job job) => desk.PlanOrNull(job);
    }

    private static IResult Columns(
        Office office, ListDesk desk, FormDrafts drafts, Visit visit, long id, [AsParameters] ListSheetAsked asked) =>
        With(desk, visit, id, list =>
    {
        var sheet = asked.Sheet;
        var known = list.Map is not null ? ListMap.Parse(list.Map, list.FileName, office.Register.Facts) : null;
        var book = ListFile.Read(list.FileName, desk.Store.Bytes(list));
        var rows = ReadHeader(asked.Header) ?? (sheet is null && known is { Ok: true } ? known.Value.Header : null);
        var opened = book.Ok
            ? ListReader.Open(book.Value, string.IsNullOrEmpty(sheet) ? known is { Ok: true } ? known.Value.SheetName : null : sheet, rows)
            : null;
        if (!book.Ok || !opened!.Ok)
        {
            return ProblemPages.Refused(visit, book.Ok ? opened!.Refusals : book.Refusals);
        }

        var remembered = list.Map is null && desk.Store.RememberedMap(ListColumnsForm.FormOf(opened.Value.Header)) is { } text
            ? ListMap.Parse(text, list.FileName, office.Register.Facts) : null;
        var map = drafts.FindOrNull(visit) is { } draft ? ListColumnsForm.Told(opened.Value, draft.Told)
            : known is { Ok: true } ? known.Value
            : remembered is { Ok: true }
            ? remembered.Value with { ValidFrom = null, Source = Path.GetFileNameWithoutExtension(list.FileName) }
            : ListMap.Suggest(Path.GetFileNameWithoutExtension(list.FileName), opened.Value.Sheet, opened.Value.Header,
                office.Register.Facts) with { Unit = visit.Viewer.SeesAll ? null : visit.Viewer.Unit.Code };
        return View.Of<ListColumnsView, ListColumnsModel>(
            ListColumnsForm.Model(office, list, book.Value, opened.Value, map, remembered is { Ok: true }));
    });

    private static IResult TellColumns(Office office, ListDesk desk, [AsParameters] SentForm sent, long id) =>
        With(desk, sent.Visit, id, list =>
        {
            if (!sent.Visit.Viewer.MayRecord || list.BatchId is not null)
            {
                return ProblemPages.Forbidden(sent.Visit);
            }

            var (page, facts) = (Address(id) + "/cot", office.Register.Facts);
            var book = ListFile.Read(list.FileName, desk.Store.Bytes(list));
            var opened = book.Ok ? ListReader.Open(book.Value, sent[SheetField], ReadHeader(sent[HeaderField])) : null;
            if (!book.Ok || !opened!.Ok)
            {
                return sent.Again(page, book.Ok ? opened!.Refusals : book.Refusals);
            }

            var told = ListColumnsForm.Read(office, list, book.Value, opened.Value, SentForm.Told(sent.Form));
            var parsed = told.Ok ? ListMap.Parse(told.Value.ToYaml(), list.FileName, facts) : told;
            var read = parsed.Ok ? ListReader.Read(book.Value, parsed.Value, facts, office.Register.Units,
                AsKnown.DayOf(office.Register.Now)).Refusals : parsed.Refusals;
            if (read.Count > 0)
            {
                return sent.Again(page, read);
            }

            // A column just told to be a fact of codes asks first what its words mean.
            var model = ListColumnsForm.Model(office, list, book.Value, opened.Value, told.Value, false);
            var to = Address(id) + (sent["xem"].Length == 0 && ListColumnsForm.WordsWithoutMeaning(model) > 0 ? "/cot#gia-tri" : "");
            var yaml = told.Value.ToYaml();
            return yaml == list.Map ? TypedResults.LocalRedirect(to) : Press.Once(
                Press.RepeatableOf(sent.Visit, "list.columns"), to,
                act => office.Register.Database.Attempt(
                    act, () => desk.Store.SetMap(id, yaml, ListColumnsForm.FormOf(opened.Value.Header), act)),
                refusals => sent.Again(page, refusals));
        });

    private static IResult Choose(Office office, ListDesk desk, [AsParameters] SentForm sent, long id) =>
        Write(desk, sent, id, list =>
        {
            var row = int.TryParse(sent["hang"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            return sent.OnceTo("list.choose", RowForm, Address(id), (_, act) =>
            {
                var choice = Chosen(list.Choices.GetValueOrDefault(row) ?? new RowChoice(), sent["chon"]);
                return choice is null && sent["chon"] != "lai" ? new Refusal("list.choice", "Không có lựa chọn ấy cho hàng.", "chon")
                    : office.Register.Database.Attempt(act, () => desk.Store.Choose(id, row, choice, act));
            }, _ => (sent.Page ?? Address(id)) + "#ban-xem-truoc");
        });

    private static RowChoice? Chosen(RowChoice old, string? chosen) => chosen switch
    {
        "moi" => old with { IsNew = true, PersonId = null, LeaveOut = false },
        "bo" => new RowChoice(LeaveOut: true),
        "tin" => old with { BelieveList = true, LeaveOut = false },
        "van" => old with { WriteAnyway = true, LeaveOut = false },
        { } person when person.StartsWith("nguoi:", StringComparison.Ordinal)
            && long.TryParse(person[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var personId) =>
            old with { PersonId = personId, IsNew = false, LeaveOut = false },
        _ => null,
    };

    private static async Task<IResult> ApplyAsync(Office office, ListDesk desk, JobService jobs, [AsParameters] SentForm sent, long id)
    {
        if (desk.Store.FindOrNull(id) is not { } list || list.Login != sent.Visit.Viewer.Login)
        {
            return ProblemPages.NotFound(sent.Visit);
        }

        if (!sent.Visit.Viewer.MayRecord || list.BatchId is not null)
        {
            return ProblemPages.Forbidden(sent.Visit);
        }

        // What stands in the way is told at once if the plan is at hand; the job looks again.
        var leaveOut = sent[ListForms.LeaveOutField].Length > 0;
        var (_, plan) = await PlanAsync(office, desk, jobs, sent.Visit, list);
        if (plan?.Obstacles(leaveOut) is { Count: > 0 } obstacles)
        {
            return sent.Again(Address(id), [.. obstacles.Take(10)]);
        }

        var (kind, subject, input, _) = ListApplyJob.Question(id, sent["dau"], leaveOut);
        return await jobs.PressAsync(
            office,
            Press.ActOf(sent.Visit, "list.ask", sent.Key),
            Address(id),
            act => office.Jobs.OpenOrNull(kind, subject) is { } open ? open.JobId : office.Jobs.Ask(act, kind, subject, input),
            refusals => Task.FromResult(sent.Again(Address(id), refusals)));
    }

    private static IResult Undo(Office office, ListDesk desk, [AsParameters] SentForm sent, long id) =>
        With(desk, sent.Visit, id, list => list.BatchId is { } batch
            ? BatchUndoing.Answer(office, sent, (batch, Address(id)), sent.Visit.Viewer.MayRecord)
            : ProblemPages.Forbidden(sent.Visit));

    private static IResult Drop(Office office, ListDesk desk, [AsParameters] SentForm sent, long id) =>
        Write(desk, sent, id, list => sent.OnceTo("list.drop", RowForm, Address(id),
            (_, act) => office.Register.Database.Attempt(act, () => desk.Store.Drop(list, act)), _ => Root));

    private static Task<IResult> Download(Office office, ListDesk desk, JobService jobs, Visit visit, long id) =>
        WithAsync(desk, visit, id, async list =>
        {
            if (list.Map is null || list.BatchId is not null)
            {
                return ProblemPages.NotFound(visit);
            }

            var (planning, plan) = await PlanAsync(office, desk, jobs, visit, list);
            return plan is null ? JobPages.Show(visit, planning!, "lists", _ => ProblemPages.NotFound(visit))
                : ExcelExport.File(office, visit, visit.Language.T("Kết quả đối chiếu danh sách ", "Check of the list ") + list.FileName,
                    ListWords.Columns(visit.Language), plan.Rows.Select(r => ListWords.Row(r, visit.Language)));
        });

    /// <summary>Answers about a list of the visitor that is not written yet, for somebody who may record.</summary>
    private static IResult Write(ListDesk desk, SentForm sent, long id, Func<SentList, IResult> then) =>
        With(desk, sent.Visit, id, list => sent.Visit.Viewer.MayRecord && list.BatchId is null ? then(list)
            : ProblemPages.Forbidden(sent.Visit));

    private static Task<IResult> WithAsync(ListDesk desk, Visit visit, long id, Func<SentList, Task<IResult>> then) =>
        desk.Store.FindOrNull(id) is { } list && list.Login == visit.Viewer.Login ? then(list)
            : Task.FromResult(ProblemPages.NotFound(visit));

    private static IResult With(ListDesk desk, Visit visit, long id, Func<SentList, IResult> then) =>
        desk.Store.FindOrNull(id) is { } list && list.Login == visit.Viewer.Login ? then(list) : ProblemPages.NotFound(visit);

    private static (int, int)? ReadHeader(string? text)
    {
        var parts = (text ?? "").Split('-', '–');
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var top)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var bottom) && top >= 1
            && bottom >= top && bottom - top < 10 ? (top, bottom) : null;
    }
}

/// <summary>Which rows of a list are looked at.</summary>
/// <param name="Filter">The kind of rows.</param>
/// <param name="Page">The page, from 1.</param>
internal sealed record ListRowsAsked([FromQuery(Name = "loai")] string? Filter, [FromQuery(Name = "trang")] int? Page);

/// <summary>Where in a file the table is.</summary>
/// <param name="Sheet">Name of the sheet; the one remembered, or the first, if none is named.</param>
/// <param name="Header">Rows of its header, such as 3-4.</param>
internal sealed record ListSheetAsked(
    [FromQuery(Name = ListPages.SheetField)] string? Sheet, [FromQuery(Name = ListPages.HeaderField)] string? Header);
