using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Tests.ToyRoom;

/// <summary>The page of the wheelchairs that are out, and the button that reminds of those that are late.</summary>
internal static class ChairPages
{
    public const string Root = "/xe-lan", Remind = Root + "/nhac";

    public static void MapChairPages(this IEndpointRouteBuilder pages)
    {
        var room = pages.Needing(Permission.Record);
        room.MapGet(Root, (Office office, Visit visit, [FromQuery(Name = Visit.PageKey)] int? page) =>
        {
            var asked = ChairList.Of(office, visit).Ask(visit, null, page);
            return asked.Ok ? View.Of<ChairView, WorkAnswer>(asked.Value) : ProblemPages.Refused(visit, asked.Refusals);
        });
        room.MapPost(Remind, (Office office, JobService jobs, Visit visit, [FromForm(Name = "khoa")] string? key) =>
            jobs.PressAsync(office, Press.ActOf(visit, ChairReminder.Code, key), Root,
                act => office.Jobs.Ask(act, ChairReminder.Code, Month.Of(office.Clock.Today).ToString(), ""),
                refusals => Task.FromResult(ProblemPages.Refused(visit, refusals))));
    }
}
