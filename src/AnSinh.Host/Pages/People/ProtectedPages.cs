using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Access;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.People;

/// <summary>Opens the protected facts of a file or a programme to an officer who states a purpose.</summary>
internal static class ProtectedPages
{
    private const string Word = "/duoc-bao-ve";

    public static void MapProtectedPages(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/nguoi/{id:long}" + Word, OfPerson);
        pages.MapPost("/che-do/{programme}" + Word, OfProgramme);
    }

    private static IResult OfPerson(Office office, Visit visit, long id, [FromForm(Name = "muc-dich")] string? purpose,
        [FromForm(Name = "ve")] string? back) =>
        PersonFiles.FindOrNull(office, visit, id) is null
            ? ProblemPages.NotFound(visit)
            : Open(visit, Sight.Of(office, visit), sight => sight.MayOpenFile(id), sight => sight.OpenFile(id, purpose),
                $"/nguoi/{id.ToString(CultureInfo.InvariantCulture)}", back);

    private static IResult OfProgramme(Office office, Visit visit, string programme, [FromForm(Name = "muc-dich")] string? purpose,
        [FromForm(Name = "ve")] string? back) =>
        office.Policy.ProgrammeOrNull(programme) is null
            ? ProblemPages.NotFound(visit)
            : Open(visit, Sight.Of(office, visit), sight => sight.MayOpen, sight => sight.Open(ProtectedAccess.Programme(programme), purpose),
                "/che-do/" + programme, back);

    // Back to the page asked from, with its times, if it is the page of the same subject.
    private static IResult Open(Visit visit, Sight sight, Func<Sight, bool> may, Func<Sight, Refusal?> open, string path, string? back) =>
        !may(sight) ? ProblemPages.Forbidden(visit)
            : open(sight) is { } refusal ? ProblemPages.Refused(visit, refusal)
            : TypedResults.LocalRedirect(back is not null && (back == path || back.StartsWith(path + "?", StringComparison.Ordinal))
                ? back : path);
}
