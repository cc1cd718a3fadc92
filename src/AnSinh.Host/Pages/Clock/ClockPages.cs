using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Clock;

/// <summary>The day of the office.</summary>
/// <param name="Today">The day.</param>
/// <param name="Stands">True if it stays until it is moved.</param>
/// <param name="MayMove">True if the viewer may move it.</param>
/// <param name="RequestKey">Key of the form.</param>
/// <param name="Asked">The day that was asked for and refused, as written.</param>
/// <param name="Refusals">Why it was refused.</param>
public sealed record ClockModel(DateOnly Today, bool Stands, bool MayMove, string RequestKey, string? Asked,
    IReadOnlyList<Refusal> Refusals);

/// <summary>What day it is in the office, and the act by which the demo's goes on.</summary>
internal static class ClockPages
{
    public const string Root = "/dong-ho";

    public static void MapClockPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root, (Office office, Visit visit) => Show(office, visit, null, []));
        pages.MapPost(Root, Move);
    }

    private static IResult Move(Office office, Visit visit, [FromForm(Name = "ngay")] string? text, [FromForm(Name = "khoa")] string? key)
    {
        if (!visit.Viewer.MayPay)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Show(office, visit, text,
                [new Refusal("clock.day", $"“{text}” không phải là ngày. Viết năm-tháng-ngày, ví dụ 2026-12-31.", "ngay")]);
        }

        return Press.Once(Press.ActOf(visit, "clock.move", key), Root, act => office.Register.MoveClock(day, act),
            refusals => Show(office, visit, text, refusals));
    }

    private static RazorComponentResult<ClockView> Show(Office office, Visit visit, string? asked, IReadOnlyList<Refusal> refusals) =>
        View.Of<ClockView, ClockModel>(
        new ClockModel(office.Clock.Today, office.Clock.Stands, visit.Viewer.MayPay, Press.NewKey(), asked, refusals),
        refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
