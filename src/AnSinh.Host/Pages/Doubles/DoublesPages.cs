using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Pages.Jobs;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Duplicates;
using AnSinh.Register.People;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Doubles;

/// <summary>Files that may be one person: the work list, two files side by side, merging them, and parting them again.</summary>
internal static class DoublesPages
{
    public const string Root = "/trung-lap";

    public static void MapDoublesPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root, ListAsync).Light().Reads(BulkResults.Key);
        pages.MapPost(Root + "/so-lai", Again);
        pages.MapGet(Root + "/{a:long}/{b:long}",
            (Office office, JobDesk jobs, Visit visit, long a, long b) => Pair(office, jobs, visit, a, b, []));
        pages.MapPost(Root + "/{a:long}/{b:long}/gop", MergeAsync);
        pages.MapPost(Root + "/{a:long}/{b:long}/khac", Distinct);
        pages.MapGet(Root + "/dot/{id:long}", (Office office, JobDesk jobs, Visit visit, long id) => Merge(office, jobs, visit, id, []));
        pages.MapPost(Root + "/dot/{id:long}/tach", Part);
    }

    /// <summary>Two files side by side.</summary>
    public static string PairAddress(long a, long b) => string.Create(CultureInfo.InvariantCulture, $"{Root}/{a}/{b}");

    /// <summary>A merge that was made.</summary>
    public static string MergeAddress(long batch) => string.Create(CultureInfo.InvariantCulture, $"{Root}/dot/{batch}");

    private static async Task<IResult> ListAsync(Office office, JobDesk jobs, Visit visit, [FromQuery(Name = "loc")] string? filter,
        [FromQuery(Name = "trang")] int? page)
    {
        // The first who looks lets it be done; later it is done when somebody asks.
        var asked = await jobs.AskAsync(office, visit, DoublesJob.Question);
        if (!asked.Ok)
        {
            return JobPages.TooMany(visit, asked.Refusals);
        }

        var again = office.Jobs.OpenOrNull(DoublesJob.Code);
        var job = again ?? (asked.Value.State == JobState.Done ? null : asked.Value);
        var answer = DoublesList.Of(office, jobs, visit).Ask(visit, filter, page);
        if (!answer.Ok)
        {
            return ProblemPages.Refused(visit, answer.Refusals);
        }

        JobPages.Refresh(visit, job);
        return View.Of<DoublesView, DoublesModel>(new DoublesReading(office, jobs, visit).List(job, answer.Value));
    }

    private static Task<IResult> Again(Office office, JobDesk jobs, Visit visit, [FromForm(Name = "khoa")] string? key)
    {
        var (kind, subject, input, _) = DoublesJob.Question;
        return jobs.PressAsync(
            office,
            Press.ActOf(visit, "job.ask", key),
            Root,
            act => office.Jobs.OpenOrNull(kind) is { } open ? open.JobId : office.Jobs.Ask(act, kind, subject, input),
            refusals => Task.FromResult(JobPages.TooMany(visit, refusals)));
    }

    private static IResult Pair(Office office, JobDesk jobs, Visit visit, long a, long b, IReadOnlyList<Refusal> refusals) =>
        new DoublesReading(office, jobs, visit).PairOrNull(a, b, refusals) is { } model
            ? View.Of<PairView, PairModel>(model, refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK)
            : ProblemPages.NotFound(visit);

    private static async Task<IResult> MergeAsync(Office office, JobDesk jobs, Visit visit, IAntiforgery antiforgery, long a, long b)
    {
        if (!await antiforgery.IsRequestValidAsync(visit.Context))
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, visit);
        }

        var form = await visit.Context.Request.ReadFormAsync();
        var act = Press.ActOf(visit, "person.merge", form["khoa"]);
        if (new DoublesReading(office, jobs, visit).PairOrNull(a, b, []) is null)
        {
            return ProblemPages.NotFound(visit);
        }

        if (!visit.Viewer.MayRecord)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (form["ly-do"].ToString().Trim() is not { Length: > 0 } source)
        {
            return Pair(office, jobs, visit, a, b,
                [new Refusal("merge.no-source", "Ghi căn cứ để gộp, ví dụ số giấy tờ đã đối chiếu.", "ly-do")]);
        }

        var keepSecond = form["giu"] == "b";
        var gone = keepSecond ? "a" : "b";
        var chosen = form.Where(f => f.Key.StartsWith("v:", StringComparison.Ordinal) && f.Value == gone).Select(f => f.Key[2..])
            .ToHashSet(StringComparer.Ordinal);
        var choice = new MergeChoice(chosen, chosen.Contains("residence"), chosen.Contains("household"),
            chosen.Where(c => c.StartsWith("fact:", StringComparison.Ordinal)).Select(c => c[5..]).ToHashSet(StringComparer.Ordinal));
        var plan = MergePlan.Of(office.Register, keepSecond ? b : a, keepSecond ? a : b, choice, source);
        if (!plan.Ok)
        {
            return Pair(office, jobs, visit, a, b, plan.Refusals);
        }

        return Press.Once(
            act, _ => office.Register.Apply(plan.Value, act), batch => MergeAddress(batch.BatchId),
            refusals => Pair(office, jobs, visit, a, b, refusals));
    }

    private static IResult Distinct(Office office, JobDesk jobs, Visit visit, long a, long b,
        [FromForm(Name = "ly-do")] string? reason, [FromForm(Name = "khoa")] string? key)
    {
        if (new DoublesReading(office, jobs, visit).PairOrNull(a, b, []) is null)
        {
            return ProblemPages.NotFound(visit);
        }

        if (!visit.Viewer.MayRecord)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Pair(office, jobs, visit, a, b, [new Refusal("distinct.no-reason", "Ghi vì sao biết là hai người.", "ly-do-khac")]);
        }

        return Press.Once(
            Press.ActOf(visit, "person.distinct", key),
            Root,
            act => office.Register.Database.Attempt(
                act, () => new DistinctPairs(office.Register).Mark(a, b, reason.Trim(), act)),
            refusals => Pair(office, jobs, visit, a, b, refusals));
    }

    private static IResult Merge(Office office, JobDesk jobs, Visit visit, long id, IReadOnlyList<Refusal> refusals) =>
        new DoublesReading(office, jobs, visit).MergeOrNull(id, refusals) is { } model
            ? View.Of<MergeView, MergeModel>(model, refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK)
            : ProblemPages.NotFound(visit);

    private static IResult Part(Office office, JobDesk jobs, Visit visit, long id, [FromForm(Name = "ly-do")] string? reason,
        [FromForm(Name = "khoa")] string? key) =>
        new DoublesReading(office, jobs, visit).MergeOrNull(id, []) is { } model
            ? BatchUndoing.Answer(office, visit, (id, MergeAddress(id)), model.MayUndo, (reason, key),
                new Refusal("merge.no-reason", "Ghi lý do tách.", "ly-do"), refusals => Merge(office, jobs, visit, id, refusals))
            : ProblemPages.NotFound(visit);
}
