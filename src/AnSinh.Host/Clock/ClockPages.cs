using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Register;

namespace AnSinh.Host.Clock;

/// <summary>The day of the office.</summary>
/// <param name="Today">The day.</param>
/// <param name="Stands">True if it stays until it is moved.</param>
/// <param name="MayMove">True if the viewer may move it.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record ClockModel(DateOnly Today, bool Stands, bool MayMove, string RequestKey);

/// <summary>What day it is in the office, and the act by which the demo's goes on.</summary>
internal static class ClockPages
{
    public const string Root = "/dong-ho";

    public static void MapClockPages(this IEndpointRouteBuilder pages)
    {
        pages.ForEverybody().MapGet(Root, (Office office, Visit visit) => View.Of<ClockView, ClockModel>(
            new ClockModel(office.Clock.Today, office.Clock.Stands, visit.Viewer.May(Permission.MoveClock), Press.NewKey()))).ShowsForms();
        pages.Needing(Permission.MoveClock).MapPost(Root, Move);
    }

    private static IResult Move(Office office, [AsParameters] SentForm sent) => sent.Once("clock.move", OfficeClockForm.Move, Root,
            (told, act) => office.Register.MoveClock(told.DayOrNull(OfficeClockForm.DayField)!.Value, act), _ => Root);
}
