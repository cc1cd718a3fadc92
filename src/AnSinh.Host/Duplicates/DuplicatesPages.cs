using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Duplicates;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Duplicates;

/// <summary>Files that may be one person: the work list, two files side by side, merging them, and parting them again.</summary>
internal static class DuplicatesPages
{
    public const string Root = "/trung-lap";

    public static void MapDuplicatesPages(this IEndpointRouteBuilder pages)
    {
        var read = pages.Needing(Permission.ReadPeople);
        var record = read.Needing(Permission.Record);
        read.MapGet(Root, ListAsync).Light().ShowsForms().Reads(BulkResults.Key);
        read.MapPost(Root + "/so-lai", Again);
        read.MapGet(Root + "/{a:long}/{b:long}", Pair).ShowsForms();
        record.MapPost(Root + "/{a:long}/{b:long}/gop", Merge);
        record.MapPost(Root + "/{a:long}/{b:long}/khac", Distinct);
        read.MapGet(Root + "/dot/{id:long}", Merged).ShowsForms();
        record.MapPost(Root + "/dot/{id:long}/tach", Part);
    }

    /// <summary>Two files side by side.</summary>
    public static string PairAddress(long a, long b) => string.Create(CultureInfo.InvariantCulture, $"{Root}/{a}/{b}");

    /// <summary>A merge that was made.</summary>
    public static string MergeAddress(long batch) => string.Create(CultureInfo.InvariantCulture, $"{Root}/dot/{batch}");

    private static async Task<IResult> ListAsync(Office office, JobService jobs, Visit visit, [FromQuery(Name = "loc")] string? filter,
        [FromQuery(Name = "trang")] int? page)
    {
        // The first who looks lets it be done; later it is done when somebody asks.
        var asked = await jobs.AskAsync(office, visit, DuplicatesJob.Question);
        if (!asked.Ok)
        {
            return JobPages.TooMany(visit, asked.Refusals);
        }

        var again = office.Jobs.OpenOrNull(DuplicatesJob.Code);
        var job = again ?? (asked.Value.State == JobState.Done ? null : asked.Value);
        var answer = DuplicatesList.Of(office, jobs, visit).Ask(visit, filter, page);
        if (!answer.Ok)
        {
            return ProblemPages.Refused(visit, answer.Refusals);
        }

        JobPages.Refresh(visit, job);
        return View.Of<DuplicatesView, DuplicatesModel>(new DuplicatesReading(office, jobs, visit).List(job, answer.Value));
    }

    private static Task<IResult> Again(Office office, JobService jobs, [AsParameters] SentForm sent)
    {
        var (kind, subject, input, _) = DuplicatesJob.Question;
        return jobs.PressAsync(
            office,
            Press.ActOf(sent.Visit, "job.ask", sent.Key),
            Root,
            act => office.Jobs.OpenOrNull(kind) is { } open ? open.JobId : office.Jobs.Ask(act, kind, subject, input),
            refusals => Task.FromResult(sent.Again(Root, refusals)));
    }

    private static IResult Pair(Office office, JobService jobs, Visit visit, long a, long b) =>
        new DuplicatesReading(office, jobs, visit).PairOrNull(a, b) is { } model ? View.Of<PairView, PairModel>(model)
            : ProblemPages.NotFound(visit);

    private static IResult Merge(Office office, JobService jobs, [AsParameters] SentForm sent, long a, long b) =>
        Write(office, jobs, sent, a, b, model => sent.Once("person.merge", model.Form, PairAddress(a, b), (told, act) =>
        {
            var keepSecond = told.Text(MergeForms.KeptField) == MergeForms.Second;
            var plan = MergePlan.Of(office.Register, keepSecond ? b : a, keepSecond ? a : b, MergeForms.Choice(told),
                told.Text(MergeForms.ReasonField));
            return plan.Ok ? office.Register.Apply(plan.Value, act) : Outcome<AppliedBatch>.Refused(plan.Refusals);
        }, batch => MergeAddress(batch.BatchId)));

    private static IResult Distinct(Office office, JobService jobs, [AsParameters] SentForm sent, long a, long b) =>
        Write(office, jobs, sent, a, b, _ => sent.Once("person.distinct", MergeForms.Distinct, PairAddress(a, b),
            (told, act) => office.Register.Database.Attempt(
                act, () => new DistinctPairs(office.Register).Mark(a, b, told.Text(MergeForms.ReasonField), act)), _ => Root));

    private static IResult Write(Office office, JobService jobs, SentForm sent, long a, long b, Func<PairModel, IResult> write) =>
        new DuplicatesReading(office, jobs, sent.Visit).PairOrNull(a, b) is not { } model ? ProblemPages.NotFound(sent.Visit)
        : write(model);

    private static IResult Merged(Office office, JobService jobs, Visit visit, long id) =>
        new DuplicatesReading(office, jobs, visit).MergeOrNull(id) is { } model ? View.Of<MergeView, MergeModel>(model)
            : ProblemPages.NotFound(visit);

    private static IResult Part(Office office, JobService jobs, [AsParameters] SentForm sent, long id) =>
        new DuplicatesReading(office, jobs, sent.Visit).MergeOrNull(id) is { } model
            ? BatchUndoing.Answer(office, sent, (id, MergeAddress(id)))
            : ProblemPages.NotFound(sent.Visit);
}
