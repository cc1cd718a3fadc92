using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.LawChanges;

/// <summary>
/// The forms that write in a draft: a value, a file, a programme from the template. What was typed is never lost to a mistake.
/// </summary>
internal static class ChangeForms
{
    public static void MapChangeForms(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(LawChangePages.Root + "/{id:long}/gia-tri", ShowValue).ShowsForms();
        pages.MapPost(LawChangePages.Root + "/{id:long}/gia-tri", KeepValue);
        pages.MapGet(LawChangePages.Root + "/{id:long}/che-do-moi", ShowProgramme).ShowsForms();
        pages.MapPost(LawChangePages.Root + "/{id:long}/che-do-moi", KeepProgramme);
        pages.MapGet(LawChangePages.Root + "/{id:long}/tep", ShowFile).Reads("loai").ShowsForms()
            .Heavy(LawChangePages.Reviewing.Vi, LawChangePages.Reviewing.En!);
        pages.MapPost(LawChangePages.Root + "/{id:long}/tep", KeepFile);
    }

    /// <summary>The address of a file of a draft.</summary>
    public static string FileAddress(long id, string path) => LawChangePages.Address(id) + "/tep?tep=" + Uri.EscapeDataString(path);

    private static IResult Open(Office office, Visit visit, long id, Func<LawInForce, LawChange, IResult> then)
    {
        var (law, change, answer) = LawChangePages.Find(office, visit, id);
        return answer ?? (change.MayWrite(visit.Viewer.Login) ? then(law, change) : ProblemPages.Refused(visit, new Refusal("change.closed",
            "Bản soạn này không còn sửa được, hoặc không phải của bạn.")
        {
            English = "This draft can no longer be written in, or is not yours.",
        }));
    }

    private static IResult ShowValue(Office office, Visit visit, long id,
        [FromQuery(Name = LawChangeForms.ParameterField)] string? parameter) => Open(office, visit, id, (law, change) =>
        {
            var form = LawChangeForms.Value(law.Policy);
            var first = parameter is not { Length: > 0 } ? null : form.Fields[0].Choices.FirstOrDefault(
                c => c.Id == parameter || c.Id.StartsWith(LawChangeForms.ParameterChoice(parameter, ""), StringComparison.Ordinal));
            return View.Of<ValueFormView, ValueFormModel>(
                new ValueFormModel(change.Id, change.Title, form.Fields, first?.Id ?? "", Press.NewKey()));
        });

    private static IResult KeepValue(Office office, [AsParameters] SentForm sent, long id) =>
        Open(office, sent.Visit, id, (law, change) => sent.Edit("law.edit", LawChangeForms.Value(law.Policy), sent.Visit.Path,
            (told, act) => office.LawChanges.AddValue(law, change, told, act), _ => LawChangePages.Address(id)));

    private static IResult ShowProgramme(Office office, Visit visit, long id) =>
        Open(office, visit, id, (law, change) => View.Of<ProgrammeFormView, ProgrammeFormModel>(
            new ProgrammeFormModel(change.Id, change.Title, LawChangeForms.Programme(law).Fields, Press.NewKey())));

    private static IResult KeepProgramme(Office office, [AsParameters] SentForm sent, long id) =>
        Open(office, sent.Visit, id, (law, change) => sent.Edit("law.edit", LawChangeForms.Programme(law), sent.Visit.Path,
            (told, act) => office.LawChanges.AddProgramme(law, change, told, act),
            told => FileAddress(id, LawChangeForms.ProgrammePath(told))));

    private static IResult ShowFile(Office office, ReviewCache reviews, Visit visit, long id,
        [FromQuery(Name = LawChangeForms.PathField)] string? path)
    {
        var (law, change, answer) = LawChangePages.Find(office, visit, id);
        return answer ?? FilePage(office, reviews, visit, law, change, path ?? "");
    }

    private static RazorComponentResult<FileFormView> FilePage(Office office, ReviewCache reviews, Visit visit, LawInForce law,
        LawChange change, string path)
    {
        var errors = change.Files.Count == 0 ? [] : reviews.Of(office, law, change).Errors;
        var marked = errors.Where(e => e.Place?.StartsWith(path + ":", StringComparison.Ordinal) ?? false)
            .Select(e => int.TryParse(e.Place![(path.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
                ? line : 0).ToHashSet();
        var choices = law.Files.LawPaths.Union(change.Files.Select(f => f.Path), StringComparer.Ordinal)
            .GroupBy(p => p.Contains('/', StringComparison.Ordinal) ? p[..p.LastIndexOf('/')] : "", StringComparer.Ordinal).ToList();
        return View.Of<FileFormView, FileFormModel>(new FileFormModel(
            change.Id, change.Title, path, path.Length == 0 ? "" : change.TextOrNull(law, path) ?? "",
            change.Files.Any(f => f.Path == path), errors, marked, choices, change.MayWrite(visit.Viewer.Login), Press.NewKey()));
    }

    private static IResult KeepFile(Office office, [AsParameters] SentForm sent, long id) =>
        Open(office, sent.Visit, id, (law, change) =>
        {
            var (path, page) = (sent[LawChangeForms.PathField], FileAddress(id, sent[LawChangeForms.PathField]));
            var (before, read) = (change.TextOrNull(law, path), LawChangeForms.File.Read(sent.Told(LawChangeForms.File.Fields)));
            var text = Typed(sent, before);
            if (!read.Ok)
            {
                return sent.Again(page, read.Refusals);
            }

            sent.Drafts.Drop(sent.Visit.Viewer.Login, sent.Key);
            if (text == before)
            {
                return TypedResults.LocalRedirect(page);
            }

            // The same text again is no edit (above), so it needs no key, which would answer who goes back to an earlier text as the first
            // time.
            return Press.Once(Press.RepeatableOf(sent.Visit, "law.edit"), page,
                act => office.LawChanges.KeepFile(law, change, (path, text), act), refusals => sent.Again(page, refusals));
        });

    // Every space of a file counts. A browser sends each line end as two characters; the file keeps its own, and one at its end.
    private static string Typed(SentForm sent, string? before)
    {
        var text = sent.Form[LawChangeForms.TextField].ToString()
            .ReplaceLineEndings(before?.Contains("\r\n", StringComparison.Ordinal) ?? false ? "\r\n" : "\n");
        return text.Length > 0 && !text.EndsWith('\n') ? text + "\n" : text;
    }
}
