using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Exports;
using AnSinh.Host.Jobs;
using AnSinh.Host.Pages.Jobs;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Lists;

/// <summary>Lists from Excel: sent, their columns told, previewed row by row, written in the background, undone whole.</summary>
internal static class ListPages
{
    public const string Root = "/danh-sach";
    private const long BodySizeLimit = ListFile.SizeLimit + (1024L * 1024);

    public static void MapListPages(this IEndpointRouteBuilder pages)
    {
        // What is heavy here takes its own turn.
        var lists = pages.MapGroup("").Light();
        lists.MapGet(Root, (Office office, ListDesk desk, Visit visit, [FromQuery(Name = Visit.PageKey)] int? page) =>
            Home(office, desk, visit, [], page));
        lists.MapPost(Root, Send)
            .WithMetadata(new RequestSizeLimitAttribute(BodySizeLimit),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = BodySizeLimit });
        lists.MapGet(Root + "/{id:long}", Show);
        lists.MapGet(Root + "/{id:long}/cot",
            (Office office, ListDesk desk, Visit visit, long id, [FromQuery(Name = "trang-tinh")] string? sheet,
                [FromQuery(Name = "dau-cot")] string? header) =>
            With(desk, visit, id, list => Columns(office, desk, visit, list, sheet, header)));
        lists.MapPost(Root + "/{id:long}/cot", TellColumns);
        lists.MapPost(Root + "/{id:long}/chon", Choose);
        lists.MapPost(Root + "/{id:long}/ghi", Apply);
        lists.MapPost(Root + "/{id:long}/hoan-tac", Undo);
        lists.MapPost(Root + "/{id:long}/bo", Drop);
        lists.MapGet(Root + "/{id:long}/ket-qua.xlsx", Download);
    }

    /// <summary>The address of a list.</summary>
    public static string Address(long id) => $"{Root}/{id.ToString(CultureInfo.InvariantCulture)}";

    private static IResult Home(Office office, ListDesk desk, Visit visit, IReadOnlyList<Refusal> refusals, int? page = null)
    {
        var asked = SentListList.Of(office, desk, visit).Ask(visit, null, page);
        return !asked.Ok ? ProblemPages.Refused(visit, asked.Refusals) : View.Of<ListHomeView, ListHomeModel>(
            new ListHomeModel(asked.Value, visit.Viewer.MayRecord, refusals, Press.NewKey()),
            refusals.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static IResult Send(Office office, ListDesk desk, Visit visit, [FromForm(Name = "tep")] IFormFile? file,
        [FromForm(Name = "khoa")] string? key)
    {
        if (!visit.Viewer.MayRecord)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (file is null)
        {
            return Home(office, desk, visit, [new Refusal("file.none", visit.Language.T("Chưa chọn tệp.", "Choose a file."))]);
        }

        using var memory = new MemoryStream();
        file.CopyTo(memory);
        var (name, bytes) = (Path.GetFileName(file.FileName), memory.ToArray());
        var book = ListFile.Read(name, bytes);
        var opened = book.Ok ? ListReader.Open(book.Value) : null;
        if (!book.Ok || !opened!.Ok)
        {
            return Home(office, desk, visit, book.Ok ? opened!.Refusals : book.Refusals);
        }

        return Press.Once(
            Press.ActOf(visit, "list.send", key),
            act => desk.Store.Add(name, bytes, act),
            id => Address(id) + "/cot",
            refusals => Home(office, desk, visit, refusals));
    }

    private static Task<IResult> Show(Office office, ListDesk desk, JobDesk jobs, Visit visit, long id,
        [FromQuery(Name = "loai")] string? filter, [FromQuery(Name = "trang")] int? page) =>
        WithAsync(desk, visit, id, list => PreviewAsync(office, desk, jobs, visit, list, filter, page, []));

    private static async Task<IResult> PreviewAsync(Office office, ListDesk desk, JobDesk jobs, Visit visit, SentList list, string? filter,
        int? page, IReadOnlyList<Refusal> refusals)
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
        IReadOnlyList<PlannedRow> all = plan is null ? [] : [.. plan.Rows.Where(r => ListWords.Shows(filter, r))];
        var at = Math.Max(1, page ?? 1);
        return View.Of<ListPreviewView, ListPreviewModel>(
            new ListPreviewModel(
                list, writing, planning.Value, plan, batch, filter ?? "",
                [.. all.Skip((at - 1) * ListPreviewModel.PageSize).Take(ListPreviewModel.PageSize)],
                all.Count, at, visit.Viewer.MayRecord, refusals, Press.NewKey()),
            refusals.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>The plan of a list on the register of now; or the job that makes it, or could not.</summary>
    private static async Task<(Outcome<Job?> Job, ListPlan? Plan)> PlanAsync(Office office, ListDesk desk, JobDesk jobs, Visit visit,
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

    private static IResult Columns(Office office, ListDesk desk, Visit visit, SentList list, string? sheet, string? header)
    {
        var known = list.Map is not null ? ListMap.Parse(list.Map, list.FileName, office.Register.Facts) : null;
        var book = ListFile.Read(list.FileName, desk.Store.Bytes(list));
        var rows = ReadHeader(header) ?? (sheet is null && known is { Ok: true } ? known.Value.Header : null);
        var opened = book.Ok
            ? ListReader.Open(book.Value, string.IsNullOrEmpty(sheet) ? known is { Ok: true } ? known.Value.SheetName : null : sheet, rows)
            : null;
        if (!book.Ok || !opened!.Ok)
        {
            return ProblemPages.Refused(visit, book.Ok ? opened!.Refusals : book.Refusals);
        }

        var remembered = list.Map is null && desk.Store.RememberedMap(ListColumnsForm.FormOf(opened.Value.Header)) is { } text
            ? ListMap.Parse(text, list.FileName, office.Register.Facts) : null;
        var map = known is { Ok: true } ? known.Value
            : remembered is { Ok: true }
            ? remembered.Value with { ValidFrom = null, Source = Path.GetFileNameWithoutExtension(list.FileName) }
            : ListMap.Suggest(Path.GetFileNameWithoutExtension(list.FileName), opened.Value.Sheet, opened.Value.Header,
                office.Register.Facts) with { Unit = visit.Viewer.SeesAll ? null : visit.Viewer.Unit.Code };
        return View.Of<ListColumnsView, ListColumnsModel>(
            ListColumnsForm.Model(office, list, book.Value, opened.Value, map, remembered is { Ok: true }, []));
    }

    private static async Task<IResult> TellColumns(Office office, ListDesk desk, Visit visit, HttpContext context,
        long id, [FromForm(Name = "trang-tinh")] string? sheet, [FromForm(Name = "dau-cot")] string? header)
    {
        var form = await context.Request.ReadFormAsync();
        return With(desk, visit, id, list =>
        {
            if (!visit.Viewer.MayRecord || list.BatchId is not null)
            {
                return ProblemPages.Forbidden(visit);
            }

            var book = ListFile.Read(list.FileName, desk.Store.Bytes(list));
            var opened = book.Ok ? ListReader.Open(book.Value, sheet, ReadHeader(header)) : null;
            if (!book.Ok || !opened!.Ok)
            {
                return ProblemPages.Refused(visit, book.Ok ? opened!.Refusals : book.Refusals);
            }

            var map =
                ListColumnsForm.Read(office, opened.Value.Header, form, opened.Value.Sheet.Name,
                    Path.GetFileNameWithoutExtension(list.FileName));
            var parsed = ListMap.Parse(map.ToYaml(), list.FileName, office.Register.Facts);
            var read = parsed.Ok
                ? ListReader.Read(book.Value, parsed.Value, office.Register.Facts, office.Register.Units,
                    AsKnown.DayOf(office.Register.Now)) : null;
            IReadOnlyList<Refusal> refusals = ListColumnsForm.Unread(office, opened.Value.Header, form) is { Count: > 0 } unread ? unread
                : !parsed.Ok ? parsed.Refusals : read!.Ok ? [] : read.Refusals;
            var model = ListColumnsForm.Model(office, list, book.Value, opened.Value, map, false, refusals);
            if (refusals.Count > 0)
            {
                return View.Of<ListColumnsView, ListColumnsModel>(model, StatusCodes.Status422UnprocessableEntity);
            }

            // A column just told to be a fact of codes asks first what its words mean.
            var to = Address(id) + (form["xem"].Count == 0 && ListColumnsForm.WordsWithoutMeaning(model) > 0 ? "/cot#gia-tri" : "");
            return map.ToYaml() == list.Map ? TypedResults.LocalRedirect(to) : Press.Once(
                Press.RepeatableOf(visit, "list.columns"), to,
                act => office.Register.Database.Attempt(
                    act, () => desk.Store.SetMap(id, map.ToYaml(), ListColumnsForm.FormOf(opened.Value.Header), act)),
                refusals => ProblemPages.Refused(visit, refusals));
        });
    }

    private static Task<IResult> Choose(
        Office office, ListDesk desk, JobDesk jobs, Visit visit, long id, [FromForm(Name = "hang")] int row,
        [FromForm(Name = "chon")] string? chosen,
        [FromForm(Name = "loai")] string? filter, [FromForm(Name = "trang")] int? page, [FromForm(Name = "khoa")] string? key) =>
        WriteAsync(desk, visit, id, list => Press.OnceAsync(
            Press.ActOf(visit, "list.choose", key),
            visit.Link(Address(id), ("loai", filter), ("trang", page)) + "#ban-xem-truoc",
            act =>
            {
                var choice = Chosen(list.Choices.GetValueOrDefault(row) ?? new RowChoice(), chosen);
                return choice is null && chosen != "lai" ? new Refusal("list.choice", "Không có lựa chọn ấy cho hàng.", "chon")
                    : office.Register.Database.Attempt(act, () => desk.Store.Choose(id, row, choice, act));
            },
            refusals => PreviewAsync(office, desk, jobs, visit, list, filter, page, refusals)));

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

    private static Task<IResult> Apply(Office office, ListDesk desk, JobDesk jobs, Visit visit, long id,
        [FromForm(Name = "dau")] string? mark, [FromForm(Name = "bo-lai")] string? leaveOut, [FromForm(Name = "khoa")] string? key) =>
        WriteAsync(desk, visit, id, async list =>
        {
            // What stands in the way is told at once if the plan is at hand; the job looks again.
            var (_, plan) = await PlanAsync(office, desk, jobs, visit, list);
            if (plan?.Obstacles(leaveOut is not null) is { Count: > 0 } obstacles)
            {
                return await PreviewAsync(office, desk, jobs, visit, list, "", 1, [.. obstacles.Take(10)]);
            }

            var (kind, subject, input, _) = ListApplyJob.Question(id, mark ?? "", leaveOut is not null);
            return await jobs.PressAsync(
                office,
                Press.ActOf(visit, "list.ask", key),
                Address(id),
                act => office.Jobs.OpenOrNull(kind, subject) is { } open ? open.JobId : office.Jobs.Ask(act, kind, subject, input),
                refusals => PreviewAsync(office, desk, jobs, visit, list, "", 1, refusals));
        });

    private static Task<IResult> Undo(Office office, ListDesk desk, JobDesk jobs, Visit visit, long id,
        [FromForm(Name = "ly-do")] string? reason, [FromForm(Name = "khoa")] string? key) =>
        WithAsync(desk, visit, id, async list =>
        {
            if (!visit.Viewer.MayRecord || list.BatchId is not { } batch)
            {
                return ProblemPages.Forbidden(visit);
            }

            if (string.IsNullOrWhiteSpace(reason))
            {
                return await PreviewAsync(office, desk, jobs, visit, list, "", 1,
                    [new Refusal("undo.reason", visit.Language.T("Ghi vì sao hoàn tác.", "Say why it is undone."), "ly-do")]);
            }

            return await Press.OnceAsync(
                Press.ActOf(visit, "batch.undo", key), Address(id), act => office.Register.Undo(batch, reason.Trim(), act),
                refusals => PreviewAsync(office, desk, jobs, visit, list, "", 1, refusals));
        });

    private static Task<IResult> Drop(Office office, ListDesk desk, JobDesk jobs, Visit visit, long id,
        [FromForm(Name = "khoa")] string? key) =>
        WriteAsync(desk, visit, id, list => Press.OnceAsync(
            Press.ActOf(visit, "list.drop", key), Root, act => office.Register.Database.Attempt(act, () => desk.Store.Drop(list, act)),
            refusals => PreviewAsync(office, desk, jobs, visit, list, "", 1, refusals)));

    private static Task<IResult> Download(Office office, ListDesk desk, JobDesk jobs, Visit visit, long id) =>
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
    private static Task<IResult> WriteAsync(ListDesk desk, Visit visit, long id, Func<SentList, Task<IResult>> then) =>
        WithAsync(desk, visit, id, list => visit.Viewer.MayRecord && list.BatchId is null ? then(list)
            : Task.FromResult(ProblemPages.Forbidden(visit)));

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
