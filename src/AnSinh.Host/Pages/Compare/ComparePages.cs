using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Exports;
using AnSinh.Host.Jobs;
using AnSinh.Host.Pages.Jobs;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Intake.Lists.Writing;
using AnSinh.Matching;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Compare;

/// <summary>What the page of comparing shows.</summary>
/// <param name="Comparison">The comparison looked at; null on the first page.</param>
/// <param name="Job">Its job that is under way, or came to nothing; null if neither.</param>
/// <param name="Found">What was found; null before.</param>
/// <param name="Answers">What the officer said of pairs.</param>
/// <param name="Kinds">The kinds of columns told last; null for those guessed.</param>
/// <param name="All">Comparisons of the viewer.</param>
/// <param name="Refusals">Why something was not done.</param>
/// <param name="Filter">Matches or those to review.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Key">Key of the forms.</param>
public sealed record CompareModel(
    Comparison? Comparison, Job? Job, Compared? Found, IReadOnlyDictionary<(int Left, long Right), bool> Answers, ColumnKinds? Kinds,
    IReadOnlyList<Comparison> All, IReadOnlyList<Refusal> Refusals, string Filter, int Page, string Key)
{
    /// <summary>Pairs on a page.</summary>
    public const int PageSize = 25;
}

/// <summary>Any two lists compared, or one with the register (<c>/doi-chieu</c>).</summary>
internal static class ComparePages
{
    public const string Root = "/doi-chieu";
    private const long BodySizeLimit = (2L * ListFile.SizeLimit) + (1024L * 1024);

    public static void MapComparePages(this IEndpointRouteBuilder pages)
    {
        // What is heavy here takes its own turn.
        var lists = pages.MapGroup("").Light();
        lists.MapGet(Root, (CompareDesk desk, Visit visit) => Home(desk, visit, []));
        lists.MapPost(Root, Send)
            .WithMetadata(new RequestSizeLimitAttribute(BodySizeLimit),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = BodySizeLimit });
        lists.MapGet(Root + "/{id:long}", Show);
        lists.MapPost(Root + "/{id:long}/so", Start);
        lists.MapPost(Root + "/{id:long}/quyet", Answer);
        lists.MapPost(Root + "/{id:long}/bo", Drop);
        lists.MapGet(Root + "/{id:long}/ket-qua.xlsx",
            (Office office, CompareDesk desk, JobDesk jobs, Visit visit, long id) => Download(office, desk, jobs, visit, id, csv: false));
        lists.MapGet(Root + "/{id:long}/ket-qua.csv",
            (Office office, CompareDesk desk, JobDesk jobs, Visit visit, long id) => Download(office, desk, jobs, visit, id, csv: true));
    }

    public static string Address(long id) => $"{Root}/{id.ToString(CultureInfo.InvariantCulture)}";

    public static IEnumerable<string> Reasons(ComparedPair pair, Language l) => pair.Reasons
        .Select(r => string.Create(CultureInfo.InvariantCulture, $"{l.T(r.Kind.Label())} {l.T(r.Level)} ({r.Bits:+0.0;-0.0})"));

    private static RazorComponentResult<CompareView> Home(CompareDesk desk, Visit visit, IReadOnlyList<Refusal> refusals) =>
        View.Of<CompareView, CompareModel>(
        new CompareModel(null, null, null, new Dictionary<(int, long), bool>(), null, desk.Store.Of(visit.Viewer.Login), refusals, "", 1,
            Press.NewKey()),
        refusals.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static IResult Send(CompareDesk desk, Visit visit, [FromForm(Name = "trai")] IFormFile? left,
        [FromForm(Name = "phai")] IFormFile? right, [FromForm(Name = "khoa")] string? key)
    {
        if (left is null)
        {
            return Home(desk, visit,
                [new Refusal("file.none", visit.Language.T("Chưa chọn tệp thứ nhất.", "Choose the first file."), "trai")]);
        }

        var (first, second) = (Sent(left), right is null || right.Length == 0 ? null : Sent(right));
        if (!first.Ok || second is { Ok: false })
        {
            return Home(desk, visit, [.. first.Refusals, .. second?.Refusals ?? []]);
        }

        return Press.Once(
            Press.ActOf(visit, "compare.send", key), act => desk.Store.Add(first.Value, second?.Value, act), Address,
            refusals => Home(desk, visit, refusals));
    }

    private static Outcome<(string Name, byte[] Bytes, MatchTable Table)> Sent(IFormFile file)
    {
        var (name, bytes) = (Path.GetFileName(file.FileName), Bytes(file));
        var table = CompareFile.Read(name, bytes);
        return table.Ok ? (name, bytes, table.Value) : Outcome<(string, byte[], MatchTable)>.Refused(table.Refusals);
    }

    private static byte[] Bytes(IFormFile file)
    {
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return memory.ToArray();
    }

    private static IResult Show(Office office, CompareDesk desk, JobDesk jobs, Visit visit, long id,
        [FromQuery(Name = "loc")] string? filter, [FromQuery(Name = "trang")] int? page)
    {
        if (desk.Store.FindOrNull(id, visit.Viewer.Login) is not { } comparison)
        {
            return ProblemPages.NotFound(visit);
        }

        var job = JobOf(office, visit, id);
        JobPages.Refresh(visit, job);
        return View.Of<CompareView, CompareModel>(new CompareModel(
            comparison, job is { State: JobState.Done } ? null : job, FoundOrNull(jobs, job), desk.Store.Answers(id),
            job is null ? null : CompareJob.KindsOf(job), [], [], filter is "khop" ? filter : "", Math.Max(1, page ?? 1), Press.NewKey()));
    }

    private static async Task<IResult> Start(Office office, CompareDesk desk, JobDesk jobs, Visit visit, long id,
        [FromForm] IFormCollection form)
    {
        if (desk.Store.FindOrNull(id, visit.Viewer.Login) is not { } comparison)
        {
            return ProblemPages.NotFound(visit);
        }

        FieldKind[] Kinds(ComparedList? list, string side) =>
            [.. (list?.Fields
                ?? []).Select(
                (f, i) => FieldKinds.Parse(form[string.Create(CultureInfo.InvariantCulture, $"{side}-{i}")].ToString()) ?? f.Kind)];
        var asked = JobText.Short(new ColumnKinds(Kinds(comparison.Left, "t"), Kinds(comparison.Right, "p")));
        return await jobs.PressAsync(
            office,
            Press.ActOf(visit, "compare.ask", form["khoa"]),
            Address(id),
            act => office.Jobs.Ask(act, CompareJob.Code, CompareJob.Subject(id), asked),
            refusals => Task.FromResult(JobPages.TooMany(visit, refusals)));
    }

    private static IResult Answer(Office office, CompareDesk desk, JobDesk jobs, Visit visit, long id, [FromForm(Name = "t")] int left,
        [FromForm(Name = "p")] long right, [FromForm(Name = "la")] string? answer, [FromForm(Name = "trang")] int? page,
        [FromForm(Name = "khoa")] string? key)
    {
        if (desk.Store.FindOrNull(id, visit.Viewer.Login) is null || FoundOrNull(jobs, JobOf(office, visit, id)) is not { } found
            || answer is not ("0" or "1") || !found.Pairs.Any(p => p.Left == left && p.Right == right && !p.IsMatch))
        {
            return ProblemPages.NotFound(visit);
        }

        return Press.Once(
            Press.ActOf(visit, "compare.answer", key),
            string.Create(CultureInfo.InvariantCulture, $"{Address(id)}?trang={Math.Max(1, page ?? 1)}"),
            act => office.Register.Database.Attempt(act, () => desk.Store.Answer(id, left, right, answer == "1", act)),
            refusals => ProblemPages.Refused(visit, refusals));
    }

    private static IResult Drop(Office office, CompareDesk desk, Visit visit, long id, [FromForm(Name = "khoa")] string? key) =>
        desk.Store.FindOrNull(id, visit.Viewer.Login) is not { } comparison ? ProblemPages.NotFound(visit)
            : Press.Once(
                Press.ActOf(visit, "compare.drop", key), Root,
                act => office.Register.Database.Attempt(act, () => desk.Store.Drop(comparison, act)),
                refusals => Home(desk, visit, refusals));

    private static Job? JobOf(Office office, Visit visit, long id) =>
        office.Jobs.LastOrNull(visit.Viewer.Login, CompareJob.Code, CompareJob.Subject(id));

    private static Compared? FoundOrNull(JobDesk jobs, Job? job) =>
        job is { State: JobState.Done, Result: not null } ? jobs.Read<Compared>(job) : null;

    private static IResult Download(Office office, CompareDesk desk, JobDesk jobs, Visit visit, long id, bool csv)
    {
        if (desk.Store.FindOrNull(id, visit.Viewer.Login) is null || FoundOrNull(jobs, JobOf(office, visit, id)) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        var answers = desk.Store.Answers(id);
        var l = visit.Language;
        string[] heads = [l.T("Mã dòng 1", "Row 1"), l.T("Danh sách 1", "List 1"), l.T("Mã dòng 2", "Row 2"), l.T("Danh sách 2", "List 2"),
            l.T("Máy đề xuất", "Proposed"), l.T("Xác suất, %", "Probability, %"), l.T("Cán bộ", "Officer"), l.T("Vì sao", "Why")];
        var rows = found.Pairs.Select(p => new object?[]
        {
            p.LeftKey, p.LeftLine, p.RightKey, p.RightLine, p.IsMatch ? l.T("khớp", "match") : l.T("cần xem", "review"),
            Math.Round((decimal)p.Probability * 100, 1), answers.TryGetValue((p.Left, p.Right), out var one)
            ? one ? l.T("là một người", "one person") : l.T("hai người", "two people") : null, string.Join("; ", Reasons(p, l)),
        });
        var title = l.T("Đối chiếu ", "Comparison ") + found.LeftName;
        if (!csv)
        {
            return ExcelExport.File(office, visit, title, [.. heads.Select(h => new XlsxColumn(h, 24))], rows, found.RightName);
        }

        var list = rows.ToList();
        office.Register.Database.Readings.Note(
            new Store.AuditRecord(office.Clock.Now(), visit.Viewer.Login, "list.export", visit.Path, $"{title}: {list.Count} rows"));
        // A value that a spreadsheet would run as a formula is kept as text.
        static string Cell(object? value) =>
            Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? "\"" + (value is string && "=+-@".Contains(text[0], StringComparison.Ordinal) ? "'" : "")
            + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : "";
        var file = string.Join("\r\n", list.Prepend(heads).Select(r => string.Join(',', r.Select(Cell)))) + "\r\n";
        return TypedResults.File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(file)], "text/csv; charset=utf-8",
            "doi-chieu.csv");
    }
}
