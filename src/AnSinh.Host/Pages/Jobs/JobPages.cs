using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Jobs;

/// <summary>The viewer's jobs: where each stands, the way to its result, calling it off and putting it away.</summary>
internal static class JobPages
{
    public const string Root = "/viec";

    /// <summary>Said by a form of the list: its reader goes back there.</summary>
    public const string BackToList = "viec";

    // Without scripts a page can look again by itself through a header alone.
    private const string LookAgain = "2";

    public static void MapJobPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root, List).Light();
        pages.MapPost(Root + "/{id:long}/dong", (Office office, JobKinds kinds, Visit visit, long id,
            [FromForm(Name = "ve")] string? back, [FromForm(Name = "khoa")] string? key) =>
            End(office, kinds, visit, id, "job.close", back, key));
        pages.MapPost(Root + "/{id:long}/huy", (Office office, JobKinds kinds, Visit visit, long id,
            [FromForm(Name = "ve")] string? back, [FromForm(Name = "khoa")] string? key) =>
            End(office, kinds, visit, id, "job.call-off", back, key));
    }

    /// <summary>Where a form goes that calls a job off, or puts one away that has ended.</summary>
    public static string Address(long id, bool callOff) =>
        string.Create(CultureInfo.InvariantCulture, $"{Root}/{id}/{(callOff ? "huy" : "dong")}");

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

    private static RazorComponentResult<JobListView> List(Office office, JobKinds kinds, Visit visit)
    {
        var jobs = office.Jobs.Of(visit.Viewer.Login);
        Refresh(visit, jobs.FirstOrDefault(j => j.IsOpen));
        return View.Of<JobListView, JobListModel>(new JobListModel(jobs, kinds));
    }

    // To whom it is not, it is not there.
    private static IResult End(Office office, JobKinds kinds, Visit visit, long id, string kind, string? back, string? key)
    {
        if (office.Jobs.FindOrNull(id) is not { } job || job.Owner != visit.Viewer.Login)
        {
            return ProblemPages.NotFound(visit);
        }

        return Press.Once(
            Press.ActOf(visit, kind, key),
            back == BackToList ? Root : kinds.OfOrNull(job)?.Page(job) ?? Root,
            act => office.Register.Database.Attempt(act, () => kind == "job.close"
                ? office.Jobs.Close(id, act, kinds.OfOrNull(job) is { IsShared: true }) : office.Jobs.CallOff(id, act)),
            refusals => ProblemPages.Refused(visit, refusals));
    }
}

/// <summary>A job that has no result yet, or none at all, in the place of the page that shows it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Section">Section of the navigation.</param>
public sealed record JobModel(Job Job, string Section);

/// <summary>The viewer's jobs.</summary>
/// <param name="Jobs">Those not put away, the latest first.</param>
/// <param name="Kinds">What kinds there are.</param>
public sealed record JobListModel(IReadOnlyList<Job> Jobs, JobKinds Kinds);
