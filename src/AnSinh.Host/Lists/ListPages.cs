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
        var lists = pages.Needing(Permission.ReadPeople).Light();
        var write = lists.Needing(Permission.Record);
        lists.MapGet(Root, Home).ShowsForms();
        write.MapPost(Root, Send)
            .WithMetadata(new RequestSizeLimitAttribute(BodySizeLimit),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = BodySizeLimit });
        lists.MapGet(Root + "/{id:long}", Show).ShowsForms();
        lists.MapGet(Root + "/{id:long}/cot", Columns).ShowsForms();
        write.MapPost(Root + "/{id:long}/cot", TellColumns);
        write.MapPost(Root + "/{id:long}/chon", Choose);
        write.MapPost(Root + "/{id:long}/ghi", ApplyAsync);
        write.MapPost(Root + "/{id:long}/hoan-tac", Undo);
        write.MapPost(Root + "/{id:long}/bo", Drop);
        lists.MapGet(Root + "/{id:long}/ket-qua.xlsx", Download);
    }

    /// <summary>The address of a list.</summary>
    public static string Address(long id) => $"{Root}/{id.ToString(CultureInfo.InvariantCulture)}";

    private static IResult Home(Office office, Visit visit, [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var asked = SentListList.Of(office, visit).Ask(visit, null, page);
        return !asked.Ok ? ProblemPages.Refused(visit, asked.Refusals) : View.Of<ListHomeView, ListHomeModel>(
            new ListHomeModel(asked.Value, visit.Viewer.May(Permission.Record), Press.NewKey()));
    }

    private static IResult Send(Office office, [AsParameters] SentForm sent) =>
        sent.Once("list.send", ListForms.Send, Root, (_, act) =>
        {
            var (name, bytes) = sent.FileOrNull(ListForms.FileField)!.Value;
            return office.Lists.Send(name, bytes, act);
        }, id => Address(id) + "/cot");

    private static Task<IResult> Show(
        Office office, ListPlanCache plans, JobService jobs, Visit visit, long id, [AsParameters] ListRowsAsked asked) =>
        WithAsync(office, visit, id, list => PreviewAsync(office, plans, jobs, visit, list, asked));

    private static async Task<IResult> PreviewAsync(
        Office office, ListPlanCache plans, JobService jobs, Visit visit, SentList list, ListRowsAsked asked)
    {
        if (list.Map is null)
        {
            return TypedResults.Redirect(Address(list.Id) + "/cot");
        }

        var writing = office.Jobs.LastOrNull(visit.Viewer.Login, ListApplyJob.Code, ListSteps.Subject(list.Id));
        var batch = (office.Lists.Sent.FindOrNull(list.Id, list.Login) ?? list).BatchId is { } written
            ? office.Register.Batches.FindOrNull(written) : null;
        var (planning, plan) = writing is { IsOpen: true } || batch is not null ? (Outcome<Job?>.Of(null), null)
            : await PlanAsync(office, plans, jobs, visit, list);
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
                all.Count, at, visit.Viewer.May(Permission.Record), Press.NewKey()));
    }

    /// <summary>The plan of a list on the register of now; or the job that makes it, or could not.</summary>
    private static async Task<(Outcome<Job?> Job, ListPlan? Plan)> PlanAsync(
        Office office, ListPlanCache plans, JobService jobs, Visit visit, SentList list)
    {
        var question = ListPlanJob.Question(office, list, visit.Viewer);
        var asked = jobs.FoundOrNull(office, visit.Viewer.Login, question) is { } found
            && (found.State != JobState.Done || Made(found) is not null) ? found : await jobs.AskNewAsync(office, visit, question);
        return !asked.Ok ? (Outcome<Job?>.Refused(asked.Refusals), null)
            : asked.Value.State == JobState.Done && Made(asked.Value) is { } plan ? (Outcome<Job?>.Of(null), plan)
            : (Outcome<Job?>.Of(asked.Value), null);

        ListPlan? Made(Job job) => plans.PlanOrNull(job);
    }

    private static IResult Columns(
        Office office, FormDrafts drafts, Visit visit, long id, [AsParameters] ListSheetAsked asked) =>
        With(office, visit, id, list =>
    {
        var sheet = asked.Sheet;
        var known = list.Map is not null ? ListMap.Parse(list.Map, list.FileName, office.Register.Facts) : null;
        var book = ListFile.Read(list.FileName, office.Lists.Sent.Bytes(list));
        var rows = ReadHeader(asked.Header) ?? (sheet is null && known is { Ok: true } ? known.Value.Header : null);
        var opened = book.Ok
            ? ListReader.Open(book.Value, string.IsNullOrEmpty(sheet) ? known is { Ok: true } ? known.Value.SheetName : null : sheet, rows)
            : null;
        if (!book.Ok || !opened!.Ok)
        {
            return ProblemPages.Refused(visit, book.Ok ? opened!.Refusals : book.Refusals);
        }

        var remembered = list.Map is null && office.Lists.Sent.RememberedMapOrNull(opened.Value.Header) is { } text
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

    private static IResult TellColumns(Office office, [AsParameters] SentForm sent, long id) =>
        With(office, sent.Visit, id, list =>
        {
            if (list.BatchId is not null)
            {
                return ProblemPages.Forbidden(sent.Visit);
            }

            var page = Address(id) + "/cot";
            var book = ListFile.Read(list.FileName, office.Lists.Sent.Bytes(list));
            var opened = book.Ok ? ListReader.Open(book.Value, sent[SheetField], ReadHeader(sent[HeaderField])) : null;
            var told = opened is not { Ok: true } ? Outcome<ListMap>.Refused(opened?.Refusals ?? book.Refusals)
                : ListColumnsForm.Read(office, list, book.Value, opened.Value, SentForm.Told(sent.Form));
            if (!told.Ok)
            {
                return sent.Again(page, told.Refusals);
            }

            // A column just told to be a fact of codes asks first what its words mean.
            var model = ListColumnsForm.Model(office, list, book.Value, opened!.Value, told.Value, false);
            var to = Address(id) + (sent["xem"].Length == 0 && ListColumnsForm.WordsWithoutMeaning(model) > 0 ? "/cot#gia-tri" : "");
            return told.Value.ToYaml() == list.Map ? TypedResults.LocalRedirect(to) : Press.Once(
                Press.RepeatableOf(sent.Visit, "list.columns"), to,
                act => office.Lists.SetMap(list, book.Value, opened.Value.Header, told.Value, act),
                refusals => sent.Again(page, refusals));
        });

    private static IResult Choose(Office office, [AsParameters] SentForm sent, long id) =>
        Write(office, sent, id, list =>
        {
            var row = int.TryParse(sent["hang"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            return sent.OnceTo("list.choose", RowForm, Address(id), (_, act) =>
            {
                var choice = Chosen(list.Choices.GetValueOrDefault(row) ?? new RowChoice(), sent["chon"]);
                return choice is null && sent["chon"] != "lai" ? new Refusal("list.choice", "Không có lựa chọn ấy cho hàng.", "chon")
                    : office.Register.Database.Attempt(act, () => office.Lists.Sent.Choose(id, row, choice, act));
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

    private static async Task<IResult> ApplyAsync(
        Office office, ListPlanCache plans, JobService jobs, [AsParameters] SentForm sent, long id)
    {
        if (office.Lists.Sent.FindOrNull(id, sent.Visit.Viewer.Login) is not { } list)
        {
            return ProblemPages.NotFound(sent.Visit);
        }

        if (list.BatchId is not null)
        {
            return ProblemPages.Forbidden(sent.Visit);
        }

        // What stands in the way is told at once if the plan is at hand; the job looks again.
        var leaveOut = sent[ListForms.LeaveOutField].Length > 0;
        var (_, plan) = await PlanAsync(office, plans, jobs, sent.Visit, list);
        if (plan?.Obstacles(leaveOut) is { Count: > 0 } obstacles)
        {
            return sent.Again(Address(id), [.. obstacles.Take(10)]);
        }

        var (kind, subject, input, _) = ListApplyJob.Question(id, new AgreedPlan(sent["dau"], leaveOut));
        return await jobs.PressAsync(
            office,
            Press.ActOf(sent.Visit, "list.ask", sent.Key),
            Address(id),
            act => office.Jobs.OpenOrNull(kind, subject) is { } open ? open.JobId : office.Jobs.Ask(act, kind, subject, input),
            refusals => Task.FromResult(sent.Again(Address(id), refusals)));
    }

    private static IResult Undo(Office office, [AsParameters] SentForm sent, long id) =>
        With(office, sent.Visit, id, list => list.BatchId is { } batch
            ? BatchUndoing.Answer(office, sent, (batch, Address(id)))
            : ProblemPages.Forbidden(sent.Visit));

    private static IResult Drop(Office office, [AsParameters] SentForm sent, long id) =>
        Write(office, sent, id, list => sent.OnceTo("list.drop", RowForm, Address(id),
            (_, act) => office.Register.Database.Attempt(act, () => office.Lists.Sent.Drop(list, act)), _ => Root));

    private static Task<IResult> Download(Office office, ListPlanCache plans, JobService jobs, Visit visit, long id) =>
        WithAsync(office, visit, id, async list =>
        {
            if (list.Map is null || list.BatchId is not null)
            {
                return ProblemPages.NotFound(visit);
            }

            var (planning, plan) = await PlanAsync(office, plans, jobs, visit, list);
            return plan is null ? JobPages.Show(visit, planning!, "lists", _ => ProblemPages.NotFound(visit))
                : Export(office, visit, list, plan);
        });

    private static IResult Export(Office office, Visit visit, SentList list, ListPlan plan)
    {
        visit.Reading.Shows(plan.Rows.Select(r => r.Person?.Id ?? 0));
        return ExcelExport.File(office, visit, visit.Language.T("Kết quả đối chiếu danh sách ", "Check of the list ") + list.FileName,
            ListWords.Columns(visit.Language), plan.Rows.Select(r => ListWords.Row(r, visit.Language)));
    }

    /// <summary>Answers about a list of the visitor that is not written yet, for somebody who may record.</summary>
    private static IResult Write(Office office, SentForm sent, long id, Func<SentList, IResult> then) =>
        With(office, sent.Visit, id, list => list.BatchId is null ? then(list)
            : ProblemPages.Forbidden(sent.Visit));

    private static Task<IResult> WithAsync(Office office, Visit visit, long id, Func<SentList, Task<IResult>> then) =>
        office.Lists.Sent.FindOrNull(id, visit.Viewer.Login) is { } list ? then(list) : Task.FromResult(ProblemPages.NotFound(visit));

    private static IResult With(Office office, Visit visit, long id, Func<SentList, IResult> then) =>
        office.Lists.Sent.FindOrNull(id, visit.Viewer.Login) is { } list ? then(list) : ProblemPages.NotFound(visit);

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
