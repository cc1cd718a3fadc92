using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Comparing;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Intake.Lists.Writing;
using AnSinh.Matching;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Compare;

/// <summary>What the page of comparing shows.</summary>
/// <param name="Comparison">The comparison looked at; null on the first page.</param>
/// <param name="Job">Its job that is under way, or came to nothing; null if neither.</param>
/// <param name="Found">What was found; null before.</param>
/// <param name="Answers">What the officer said of pairs.</param>
/// <param name="Kinds">The kinds of columns told last; null for those guessed.</param>
/// <param name="All">Comparisons of the viewer.</param>
/// <param name="Filter">Matches or those to review.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Key">Key of the forms.</param>
public sealed record CompareModel(
    ListComparison? Comparison, Job? Job, Compared? Found, IReadOnlyDictionary<(int Left, long Right), bool> Answers, ColumnKinds? Kinds,
    IReadOnlyList<ListComparison> All, string Filter, int Page, string Key)
{
    /// <summary>Pairs on a page.</summary>
    public const int PageSize = 25;
}

/// <summary>Which pairs of a comparison are looked at.</summary>
/// <param name="Filter">The word of those that match; those to review without it.</param>
/// <param name="Page">The page of them, from 1.</param>
internal sealed record PairsAsked([FromQuery(Name = "loc")] string? Filter, [FromQuery(Name = "trang")] int? Page);

/// <summary>Any two lists compared, or one with the register (<c>/doi-chieu</c>).</summary>
internal static class ComparePages
{
    public const string Root = "/doi-chieu";
    private const long BodySizeLimit = (2L * ListFile.SizeLimit) + (1024L * 1024);

    public static void MapComparePages(this IEndpointRouteBuilder pages)
    {
        // What is heavy here takes its own turn.
        var lists = pages.Needing(Permission.ReadPeople).Light();
        lists.MapGet(Root, Home).ShowsForms();
        lists.MapPost(Root, Send)
            .WithMetadata(new RequestSizeLimitAttribute(BodySizeLimit),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = BodySizeLimit });
        lists.MapGet(Root + "/{id:long}", Show).ShowsForms();
        lists.MapPost(Root + "/{id:long}/so", StartAsync);
        lists.MapPost(Root + "/{id:long}/quyet", Answer);
        lists.MapPost(Root + "/{id:long}/bo", Drop);
        lists.MapGet(Root + "/{id:long}/ket-qua.xlsx",
            (Office office, JobService jobs, Visit visit, long id) => Download(office, jobs, visit, id, csv: false));
        lists.MapGet(Root + "/{id:long}/ket-qua.csv",
            (Office office, JobService jobs, Visit visit, long id) => Download(office, jobs, visit, id, csv: true));
    }

    public static string Address(long id) => $"{Root}/{id.ToString(CultureInfo.InvariantCulture)}";

    public static IEnumerable<string> Reasons(ComparedPair pair, Language l) => pair.Reasons
        .Select(r => string.Create(CultureInfo.InvariantCulture, $"{l.T(r.Kind.Label())} {l.T(r.Level)} ({r.Bits:+0.0;-0.0})"));

    private static RazorComponentResult<CompareView> Home(Office office, Visit visit) =>
        View.Of<CompareView, CompareModel>(new CompareModel(
            null, null, null, new Dictionary<(int, long), bool>(), null, office.Comparisons.Of(visit.Viewer.Login), "", 1, Press.NewKey()));

    private static IResult Send(Office office, [AsParameters] SentForm sent) =>
        sent.Once("compare.send", CompareForms.Send, Root,
            (_, act) => office.Comparisons.Send(
                sent.FileOrNull(CompareForms.LeftFile)!.Value, sent.FileOrNull(CompareForms.RightFile), act),
            Address);

    private static IResult Show(Office office, JobService jobs, Visit visit, long id, [AsParameters] PairsAsked asked)
    {
        if (office.Comparisons.FindOrNull(id, visit.Viewer.Login) is not { } comparison)
        {
            return ProblemPages.NotFound(visit);
        }

        var job = JobOf(office, visit, id);
        JobPages.Refresh(visit, job);
        return View.Of<CompareView, CompareModel>(new CompareModel(
            comparison, job is { State: JobState.Done } ? null : job, FoundOrNull(jobs, job), office.Comparisons.Answers(id),
            job is null ? null : CompareJob.KindsOf(job), [], asked.Filter is "khop" ? asked.Filter : "",
            Math.Max(1, asked.Page ?? 1), Press.NewKey()));
    }

    private static async Task<IResult> StartAsync(Office office, JobService jobs, [AsParameters] SentForm sent, long id)
    {
        if (office.Comparisons.FindOrNull(id, sent.Visit.Viewer.Login) is not { } comparison)
        {
            return ProblemPages.NotFound(sent.Visit);
        }

        var form = CompareForms.Kinds(comparison);
        var told = form.Read(sent.Told(form.Fields));
        if (!told.Ok)
        {
            return sent.Again(Address(id), told.Refusals);
        }

        FieldKind[] Kinds(ComparedList? list, string side) => [.. (list?.Fields ?? []).Select(
            (f, i) => FieldKinds.Parse(told.Value.Text(CompareForms.Name(side, i))) ?? f.Kind)];
        var asked = JobText.Short(new ColumnKinds(
            Kinds(comparison.Left, CompareForms.Left), Kinds(comparison.Right, CompareForms.Right)));
        return await jobs.PressAsync(
            office,
            Press.ActOf(sent.Visit, "compare.ask", sent.Key),
            Address(id),
            act => office.Jobs.Ask(act, CompareJob.Code, CompareJob.Subject(id), asked),
            refusals => Task.FromResult(sent.Again(Address(id), refusals)));
    }

    private static IResult Answer(Office office, JobService jobs, [AsParameters] SentForm sent, long id)
    {
        if (office.Comparisons.FindOrNull(id, sent.Visit.Viewer.Login) is null
            || FoundOrNull(jobs, JobOf(office, sent.Visit, id)) is not { } found)
        {
            return ProblemPages.NotFound(sent.Visit);
        }

        var pair = found.Pairs.FirstOrDefault(p => !p.IsMatch && sent["t"] == Number(p.Left) && sent["p"] == Number(p.Right));
        return sent.OnceTo("compare.answer", CompareForms.Button, Address(id),
            (_, act) => pair is null || sent["la"] is not ("0" or "1")
                ? new Refusal("compare.pair", "Cặp này không còn trong kết quả; xem lại rồi chọn.")
                : office.Register.Database.Attempt(act, () => office.Comparisons.Answer(id, pair.Left, pair.Right, sent["la"] == "1", act)),
            _ => sent.Page ?? Address(id));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IResult Drop(Office office, [AsParameters] SentForm sent, long id) =>
        office.Comparisons.FindOrNull(id, sent.Visit.Viewer.Login) is not { } comparison ? ProblemPages.NotFound(sent.Visit)
            : sent.OnceTo("compare.drop", CompareForms.Button, Root,
                (_, act) => office.Register.Database.Attempt(act, () => office.Comparisons.Drop(comparison, act)), _ => Root);

    private static Job? JobOf(Office office, Visit visit, long id) =>
        office.Jobs.LastOrNull(visit.Viewer.Login, CompareJob.Code, CompareJob.Subject(id));

    private static Compared? FoundOrNull(JobService jobs, Job? job) =>
        job is { State: JobState.Done, Result: not null } ? jobs.Read<Compared>(job) : null;

    private static IResult Download(Office office, JobService jobs, Visit visit, long id, bool csv)
    {
        if (office.Comparisons.FindOrNull(id, visit.Viewer.Login) is not { } comparison
            || FoundOrNull(jobs, JobOf(office, visit, id)) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        var answers = office.Comparisons.Answers(id);
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
        visit.Reading.Shows(comparison.Right is null ? found.Pairs.Select(p => p.Right) : []);
        if (!csv)
        {
            return ExcelExport.File(office, visit, title, [.. heads.Select(h => new XlsxColumn(h, 24))], rows, found.RightName);
        }

        var list = rows.ToList();
        visit.Reading.Exports(title, list.Count);
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
