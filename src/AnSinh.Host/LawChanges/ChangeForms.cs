using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Casework.LawChanges;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store.Acts;
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

    /// <summary>The text of a file as drafted, else as in force; null if there is none.</summary>
    public static string? TextOf(LawInForce law, LawChange change, string path) =>
        change.Files.FirstOrDefault(f => f.Path == path)?.Text ?? law.Files.TextOrNull(path);

    /// <summary>A file as drafted now: what it was made from stays what it was at the first edit.</summary>
    public static EditedFile Edited(LawInForce law, LawChange change, string path, string text) =>
        new(path, change.Files.FirstOrDefault(f => f.Path == path) is { } drafted ? drafted.BaseHash : law.Files.HashOf(path), text);

    private static bool MayEdit(Visit visit, LawChange change) => change.IsOpen && CaseFlow.Same(change.Author, visit.Viewer.Login);

    private static IResult Open(Office office, Visit visit, long id, Func<LawInForce, LawChange, IResult> then)
    {
        var (law, change, answer) = LawChangePages.Find(office, visit, id);
        return answer ?? (MayEdit(visit, change) ? then(law, change) : ProblemPages.Refused(visit, new Refusal("change.closed",
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
            (told, act) => Keep(office, id, new ValueEdit(law, change).Files(told), act), _ => LawChangePages.Address(id)));

    private static IResult ShowProgramme(Office office, Visit visit, long id) =>
        Open(office, visit, id, (law, change) => View.Of<ProgrammeFormView, ProgrammeFormModel>(
            new ProgrammeFormModel(change.Id, change.Title, LawChangeForms.Programme(law).Fields, Press.NewKey())));

    private static IResult KeepProgramme(Office office, [AsParameters] SentForm sent, long id) =>
        Open(office, sent.Visit, id, (law, change) => sent.Edit("law.edit", LawChangeForms.Programme(law), sent.Visit.Path,
            (told, act) => Keep(office, id, new ProgrammeFromTemplate(law, change).Files(told), act),
            told => FileAddress(id, ProgrammeFromTemplate.PathOf(told))));

    private static Outcome<LawChange> Keep(Office office, long id, Outcome<IReadOnlyList<EditedFile>> files, Act act) =>
        files.Ok ? office.LawChanges.Edit(id, files.Value, act) : Outcome<LawChange>.Refused(files.Refusals);

    private static IResult ShowFile(Office office, ReviewDesk desk, Visit visit, long id,
        [FromQuery(Name = LawChangeForms.PathField)] string? path)
    {
        var (law, change, answer) = LawChangePages.Find(office, visit, id);
        return answer ?? FilePage(office, desk, visit, law, change, path ?? "");
    }

    private static RazorComponentResult<FileFormView> FilePage(Office office, ReviewDesk desk, Visit visit, LawInForce law,
        LawChange change, string path)
    {
        var errors = change.Files.Count == 0 ? [] : desk.Of(office, law, change).Errors;
        var marked = errors.Where(e => e.Place?.StartsWith(path + ":", StringComparison.Ordinal) ?? false)
            .Select(e => int.TryParse(e.Place![(path.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
                ? line : 0).ToHashSet();
        var choices = law.Files.LawPaths.Union(change.Files.Select(f => f.Path), StringComparer.Ordinal)
            .GroupBy(p => p.Contains('/', StringComparison.Ordinal) ? p[..p.LastIndexOf('/')] : "", StringComparer.Ordinal).ToList();
        return View.Of<FileFormView, FileFormModel>(new FileFormModel(
            change.Id, change.Title, path, path.Length == 0 ? "" : TextOf(law, change, path) ?? "",
            change.Files.Any(f => f.Path == path), errors, marked, choices, MayEdit(visit, change), Press.NewKey()));
    }

    private static IResult KeepFile(Office office, [AsParameters] SentForm sent, long id) =>
        Open(office, sent.Visit, id, (law, change) =>
        {
            var (path, page) = (sent[LawChangeForms.PathField], FileAddress(id, sent[LawChangeForms.PathField]));
            var text = Typed(sent, TextOf(law, change, path));
            var wrong = LawChangeForms.File.Read(sent.Told(LawChangeForms.File.Fields)).Refusals.Concat(Wrong(law, path, text)).ToList();
            if (wrong.Count > 0)
            {
                return sent.Again(page, wrong);
            }

            sent.Drafts.Drop(sent.Visit.Viewer.Login, sent.Key);
            if (text == TextOf(law, change, path))
            {
                return TypedResults.LocalRedirect(page);
            }

            // The same text again is no edit (above), so it needs no key, which would answer who goes back to an earlier text as the first
            // time.
            return Press.Once(Press.RepeatableOf(sent.Visit, "law.edit"), page,
                act => text == law.Files.TextOrNull(path) ? office.LawChanges.Drop(id, path, act)
                    : office.LawChanges.Edit(id, [Edited(law, change, path, text)], act),
                refusals => sent.Again(page, refusals));
        });

    // Every space of a file counts. A browser sends each line end as two characters; the file keeps its own, and one at its end.
    private static string Typed(SentForm sent, string? before)
    {
        var text = sent.Form[LawChangeForms.TextField].ToString()
            .ReplaceLineEndings(before?.Contains("\r\n", StringComparison.Ordinal) ?? false ? "\r\n" : "\n");
        return text.Length > 0 && !text.EndsWith('\n') ? text + "\n" : text;
    }

    private static IEnumerable<Refusal> Wrong(LawInForce law, string path, string text)
    {
        if (!law.Files.IsLaw(path))
        {
            yield return new Refusal("change.not-law",
                "Đường dẫn phải là tệp .yaml của luật, ví dụ vn/parameters/ten.yaml, chỉ gồm chữ không dấu, số, - và _.",
                LawChangeForms.PathField)
            {
                English = "The path must be of a .yaml file of the law, as vn/parameters/name.yaml, in ASCII letters, digits, - and _.",
            };
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new Refusal("change.no-text",
                "Tệp trống. Luật không bị xoá: nó hết áp dụng bằng ngày 'to' hoặc bằng phiên bản mới.", LawChangeForms.TextField)
            {
                English = "The file is empty. Law is not erased: it ends by a day 'to' or by a new version.",
            };
        }
    }
}
