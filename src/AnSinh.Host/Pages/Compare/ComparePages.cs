using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Exports;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Register.Importing;
using AnSinh.Register.Matching;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Compare;

/// <summary>What the page of comparing shows.</summary>
/// <param name="Job">The job looked at; null on the first page.</param>
/// <param name="Jobs">Jobs of the viewer.</param>
/// <param name="Refusals">Why something was not done.</param>
/// <param name="Filter">Matches or those to review.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Key">Key of the forms.</param>
public sealed record CompareModel(CompareJob? Job, IReadOnlyList<CompareJob> Jobs, IReadOnlyList<Refusal> Refusals,
    string Filter, int Page, string Key)
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
        lists.MapGet(Root + "/{id:long}/ket-qua.xlsx",
            (Office office, CompareDesk desk, Visit visit, long id) => Download(office, desk, visit, id, csv: false));
        lists.MapGet(Root + "/{id:long}/ket-qua.csv",
            (Office office, CompareDesk desk, Visit visit, long id) => Download(office, desk, visit, id, csv: true));
    }

    public static string Address(long id) => $"{Root}/{id.ToString(CultureInfo.InvariantCulture)}";

    public static IEnumerable<string> Reasons(CompareFound found, MatchPair pair, Language l) =>
        found.Engine.Explain(pair).Where(e => e.Bits != 0)
        .Select(e => string.Create(CultureInfo.InvariantCulture, $"{l.T(e.Field.Kind.Label())} {l.T(e.Level)} ({e.Bits:+0.0;-0.0})"));

    public static string Line(MatchTable table, int row) =>
        string.Join(", ",
            Enumerable.Range(0, table.Fields.Count).Where(f => table.Fields[f].Kind is not (FieldKind.Ignored or FieldKind.RecordKey))
                .Select(f => table.At(row, f)).Where(v => !string.IsNullOrWhiteSpace(v)));

    private static RazorComponentResult<CompareView> Home(CompareDesk desk, Visit visit, IReadOnlyList<Refusal> refusals) =>
        View.Of<CompareView, CompareModel>(
        new CompareModel(null, desk.Of(visit.Viewer.Login), refusals, "", 1, Press.NewKey()),
        refusals.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static IResult Send(Office office, CompareDesk desk, Visit visit, [FromForm(Name = "trai")] IFormFile? left,
        [FromForm(Name = "phai")] IFormFile? right, [FromForm(Name = "khoa")] string? key)
    {
        if (left is null)
        {
            return Home(desk, visit,
                [new Refusal("file.none", visit.Language.T("Chưa chọn tệp thứ nhất.", "Choose the first file."), "trai")]);
        }

        var first = CompareDesk.Read(Path.GetFileName(left.FileName), Bytes(left));
        var second = right is null || right.Length == 0 ? null : CompareDesk.Read(Path.GetFileName(right.FileName), Bytes(right));
        if (!first.Ok || second is { Ok: false })
        {
            return Home(desk, visit, [.. first.Refusals, .. second?.Refusals ?? []]);
        }

        return TypedResults.Redirect(Address(desk.Add(visit.Viewer.Login, first.Value, second?.Value).Id));
    }

    private static byte[] Bytes(IFormFile file)
    {
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return memory.ToArray();
    }

    private static IResult Show(CompareDesk desk, Visit visit, long id, [FromQuery(Name = "loc")] string? filter,
        [FromQuery(Name = "trang")] int? page)
    {
        if (desk.FindOrNull(id, visit.Viewer.Login) is not { } job)
        {
            return ProblemPages.NotFound(visit);
        }

        if (job.Step is not null)
        {
            visit.Context.Response.Headers["Refresh"] = "2";
        }

        return View.Of<CompareView, CompareModel>(
            new CompareModel(job, [], job.Refusals, filter is "khop" ? filter : "", Math.Max(1, page ?? 1), Press.NewKey()));
    }

    private static IResult Start(Office office, CompareDesk desk, Visit visit, long id, [FromForm] IFormCollection form)
    {
        if (desk.FindOrNull(id, visit.Viewer.Login) is not { } job)
        {
            return ProblemPages.NotFound(visit);
        }

        FieldKind[] Kinds(MatchTable? table, string side) =>
            [.. (table?.Fields
                ?? []).Select(
                (f, i) => FieldKinds.Parse(form[string.Create(CultureInfo.InvariantCulture, $"{side}-{i}")].ToString()) ?? f.Kind)];
        return desk.Start(office, job, visit.Viewer.Scope, Kinds(job.Left, "t"), Kinds(job.Right, "p"))
            ? TypedResults.Redirect(Address(id)) : desk.Busy(visit);
    }

    private static IResult Answer(Office office, CompareDesk desk, Visit visit, long id, [FromForm(Name = "t")] int left,
        [FromForm(Name = "p")] int right, [FromForm(Name = "la")] string? answer, [FromForm(Name = "trang")] int? page,
        [FromForm(Name = "khoa")] string? key)
    {
        if (desk.FindOrNull(id, visit.Viewer.Login) is not { Found: { } found } job
            || !found.Pairs.Any(p => p.Left == left && p.Right == right && p.Verdict == MatchVerdict.Review))
        {
            return ProblemPages.NotFound(visit);
        }

        if (answer is "1" or "0")
        {
            job.Answers[(left, right)] = answer == "1";
        }

        return TypedResults.Redirect(string.Create(CultureInfo.InvariantCulture, $"{Address(id)}?trang={Math.Max(1, page ?? 1)}"));
    }

    private static IResult Download(Office office, CompareDesk desk, Visit visit, long id, bool csv)
    {
        if (desk.FindOrNull(id, visit.Viewer.Login) is not { Found: { } found } job)
        {
            return ProblemPages.NotFound(visit);
        }

        var l = visit.Language;
        string[] heads = [l.T("Mã dòng 1", "Row 1"), l.T("Danh sách 1", "List 1"), l.T("Mã dòng 2", "Row 2"), l.T("Danh sách 2", "List 2"),
            l.T("Máy đề xuất", "Proposed"), l.T("Xác suất, %", "Probability, %"), l.T("Cán bộ", "Officer"), l.T("Vì sao", "Why")];
        var rows = found.Pairs.Select(p => new object?[]
        {
            found.Left.Key(p.Left), Line(found.Left, p.Left), found.Right.Key(p.Right), Line(found.Right, p.Right),
            p.Verdict == MatchVerdict.Match ? l.T("khớp", "match") : l.T("cần xem", "review"),
            Math.Round((decimal)p.Probability * 100, 1), job.Answers.TryGetValue((p.Left, p.Right), out var one)
            ? one ? l.T("là một người", "one person") : l.T("hai người", "two people") : null, string.Join("; ", Reasons(found, p, l)),
        });
        var title = l.T("Đối chiếu ", "Comparison ") + found.Left.Name;
        if (!csv)
        {
            return ExcelExport.File(office, visit, title, [.. heads.Select(h => new XlsxColumn(h, 24))], rows, found.Right.Name);
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
