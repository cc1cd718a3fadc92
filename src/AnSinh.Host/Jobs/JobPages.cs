using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Jobs;

/// <summary>The viewer's jobs: where each stands, the way to its result, calling it off and putting it away.</summary>
internal static class JobPages
{
    public const string Root = "/viec";

    // Said by a button of the list: its reader goes back there.
    private const string Back = "ve", ToList = "viec";

    private const string Closing = "job.close", CallingOff = "job.call-off";

    // Without scripts a page can look again by itself through a header alone.
    private const string LookAgain = "2";

    public static void MapJobPages(this IEndpointRouteBuilder pages)
    {
        var own = pages.ForEverybody();
        own.MapGet(Root, List).Light();
        own.MapPost(Root + "/{id:long}/dong", (Office office, JobKinds kinds, Visit visit, long id,
            [FromQuery(Name = Back)] string? back, [FromForm(Name = "khoa")] string? key) =>
            End(office, kinds, visit, id, Press.ActOf(visit, Closing, key), back));
        own.MapPost(Root + "/{id:long}/huy", (Office office, JobKinds kinds, Visit visit, long id,
            [FromQuery(Name = Back)] string? back, [FromForm(Name = "khoa")] string? key) =>
            End(office, kinds, visit, id, Press.ActOf(visit, CallingOff, key), back));
    }

    /// <summary>Where a form goes that calls a job off, or puts one away that has ended.</summary>
    public static string Address(long id, bool callOff) =>
        string.Create(CultureInfo.InvariantCulture, $"{Root}/{id}/{(callOff ? "huy" : "dong")}");

    /// <summary>The same for a button of the list, whose reader stays there.</summary>
    public static string FromList(Job job) => $"{Address(job.JobId, job.IsOpen)}?{Back}={ToList}";

    /// <summary>Lets a page look again by itself while a job of it waits or runs.</summary>
    public static void Refresh(Visit visit, Job? job)
    {
        if (job is { IsOpen: true })
        {
            visit.Context.Response.Headers["Refresh"] = LookAgain;
        }
    }

    /// <summary>
    /// Shows what came of a job, or while there is nothing where it stands; the page looks again by itself. What is shown is the job's own.
    /// </summary>
    public static IResult Show(Visit visit, Outcome<Job> asked, string section, Func<Job, IResult> done)
    {
        if (!asked.Ok)
        {
            return TooMany(visit, asked.Refusals);
        }

        var job = asked.Value;
        if (job is { State: JobState.Done, Result: not null })
        {
            return done(job);
        }

        Refresh(visit, job);
        return View.Of<JobView, JobModel>(new JobModel(job, section),
            job.IsOpen ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    /// <summary>The viewer has too many jobs under way.</summary>
    public static IResult TooMany(Visit visit, IReadOnlyList<Refusal> refusals) =>
        ProblemPages.Busy(visit, StatusCodes.Status429TooManyRequests, string.Join(" ", refusals.Select(r => r.Message)));

    private static IResult List(Office office, JobKinds kinds, Visit visit, [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var asked = JobList.Of(office, kinds, visit).Ask(visit, null, page);
        if (!asked.Ok)
        {
            return ProblemPages.Refused(visit, asked.Refusals);
        }

        IReadOnlyList<Job> open = [.. office.Jobs.Of(visit.Viewer.Login).Where(j => j.IsOpen)];
        Refresh(visit, open.Count > 0 ? open[0] : null);
        return View.Of<JobListView, JobListModel>(new JobListModel(asked.Value, open));
    }

    // To whom it is not, it is not there.
    private static IResult End(Office office, JobKinds kinds, Visit visit, long id, Act act, string? back)
    {
        if (office.Jobs.FindOrNull(id) is not { } job || job.Owner != visit.Viewer.Login)
        {
            return ProblemPages.NotFound(visit);
        }

        return Press.Once(
            act,
            back == ToList ? Root : kinds.OfOrNull(job)?.Page(job) ?? Root,
            doing => office.Register.Database.Attempt(doing, () => doing.Kind == Closing
                ? office.Jobs.Close(id, doing, kinds.OfOrNull(job) is { IsShared: true }) : office.Jobs.CallOff(id, doing)),
            refusals => ProblemPages.Refused(visit, refusals));
    }
}

/// <summary>A job that has no result yet, or none at all, in the place of the page that shows it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Section">Section of the navigation.</param>
public sealed record JobModel(Job Job, string Section);

/// <summary>The viewer's jobs.</summary>
/// <param name="Answer">Those not put away.</param>
/// <param name="Open">Of these, those that wait or run.</param>
public sealed record JobListModel(WorkAnswer Answer, IReadOnlyList<Job> Open) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Answer;
}
