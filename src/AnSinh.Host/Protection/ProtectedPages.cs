using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Files;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;

namespace AnSinh.Host.Protection;

/// <summary>Opens the protected facts of a file or a programme to an officer who states a purpose.</summary>
internal static class ProtectedPages
{
    private const string Word = "/duoc-bao-ve";

    public static void MapProtectedPages(this IEndpointRouteBuilder pages)
    {
        pages.Needing(Permission.ReadPeople).MapPost("/nguoi/{id:long}" + Word, OfPerson);
        pages.Needing(Permission.OpenProtected).MapPost("/che-do/{programme}" + Word, OfProgramme);
    }

    private static IResult OfPerson(Office office, [AsParameters] SentForm sent, long id) =>
        PersonFiles.FindOrNull(office, sent.Visit, id) is null
            ? ProblemPages.NotFound(sent.Visit)
            : Open(sent, Sight.Of(office, sent.Visit), sight => sight.MayOpenFile(id), (sight, purpose) => sight.OpenFile(id, purpose),
                $"/nguoi/{id.ToString(CultureInfo.InvariantCulture)}");

    private static IResult OfProgramme(Office office, [AsParameters] SentForm sent, string programme) =>
        office.Policy.ProgrammeOrNull(programme) is null
            ? ProblemPages.NotFound(sent.Visit)
            : Open(sent, Sight.Of(office, sent.Visit), sight => sight.MayOpen,
                (sight, purpose) => sight.Open(ProtectedAccess.Programme(programme), purpose), "/che-do/" + programme);

    // Stating a purpose is noted as a reading and is no act: stated twice, it is noted twice.
    private static IResult Open(SentForm sent, Sight sight, Func<Sight, bool> may, Func<Sight, string, Refusal?> open, string path)
    {
        if (!may(sight))
        {
            return ProblemPages.Forbidden(sent.Visit);
        }

        var read = ProtectedAccess.Statement.Read(sent.Told(ProtectedAccess.Statement.Fields));
        IReadOnlyList<Refusal> refusals = !read.Ok ? read.Refusals
            : open(sight, read.Value.Text(ProtectedAccess.PurposeField)) is { } refusal ? [refusal] : [];
        if (refusals.Count > 0)
        {
            return sent.Again(path, refusals);
        }

        // Back to the page the purpose was asked on, with its times and with what was typed before.
        sent.Drafts.Drop(sent.Visit.Viewer.Login, sent.Key);
        return TypedResults.LocalRedirect(FormDrafts.LocalOrNull(sent[ProtectedAccess.BackField]) ?? sent.Page ?? path);
    }
}
