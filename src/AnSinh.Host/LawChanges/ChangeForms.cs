using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AnSinh.Host.LawChanges;

/// <summary>
/// The forms that write in a draft: a value, a file, a programme from the template. What was typed is never lost to a mistake.
/// </summary>
internal static class ChangeForms
{
    public static void MapChangeForms(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(LawChangePages.Root + "/{id:long}/gia-tri", (Office office, Visit visit, long id) =>
            Open(office, visit, id, (law, change) => Value(office, visit, law, change, Asked(visit), []))).Reads("tham-so");
        pages.MapPost(LawChangePages.Root + "/{id:long}/gia-tri",
            async (Office office, Visit visit, long id) => await Posted(visit) is var typed ? Open(office, visit, id, (law, change) =>
        {
            var files = new ValueEdit(law, change).Files(typed);
            return files.Ok
                ? Press.Once(ActOf(visit, typed), LawChangePages.Address(id), act => office.LawChanges.Edit(id, files.Value, act),
                    refusals => Value(office, visit, law, change, typed, refusals))
                : Value(office, visit, law, change, typed, files.Refusals);
        }) : null);
        pages.MapGet(LawChangePages.Root + "/{id:long}/che-do-moi", (Office office, Visit visit, long id) =>
            Open(office, visit, id, (law, change) => Programme(office, visit, law, change, Asked(visit), [])));
        pages.MapPost(LawChangePages.Root + "/{id:long}/che-do-moi",
            async (Office office, Visit visit, long id) => await Posted(visit) is var typed ? Open(office, visit, id, (law, change) =>
        {
            var files = new ProgrammeFromTemplate(law, change).Files(typed);
            return files.Ok
                ? Press.Once(ActOf(visit, typed), FileAddress(id, files.Value[0].Path), act => office.LawChanges.Edit(id, files.Value, act),
                    refusals => Programme(office, visit, law, change, typed, refusals))
                : Programme(office, visit, law, change, typed, files.Refusals);
        }) : null);
        pages.MapGet(LawChangePages.Root + "/{id:long}/tep",
            (Office office, ReviewDesk desk, Visit visit, long id) => LawChangePages.Find(office, visit, id) is var (law, change, answer)
            ? answer ?? FileForm(office, desk, visit, law, change, visit.Query["tep"].ToString(), null, []) : null)
            .Reads("tep", "loai").Heavy(LawChangePages.Reviewing.Vi, LawChangePages.Reviewing.En!);
        pages.MapPost(LawChangePages.Root + "/{id:long}/tep",
            async (Office office, ReviewDesk desk, Visit visit, long id) => await Posted(visit) is var typed
            ? Open(office, visit, id, (law, change) => KeepFile(office, desk, visit, law, change, typed)) : null)
            .Heavy(LawChangePages.Reviewing.Vi, LawChangePages.Reviewing.En!);
    }

    /// <summary>The address of a file of a draft.</summary>
    public static string FileAddress(long id, string path) => LawChangePages.Address(id) + "/tep?tep=" + Uri.EscapeDataString(path);

    /// <summary>The text of a file as drafted, else as in force; null if there is none.</summary>
    public static string? TextOf(LawInForce law, LawChange change, string path) =>
        change.Files.FirstOrDefault(f => f.Path == path)?.Text ?? law.Files.TextOrNull(path);

    /// <summary>A file as drafted now: what it was made from stays what it was at the first edit.</summary>
    public static EditedFile Edited(LawInForce law, LawChange change, string path, string text) =>
        new(path, change.Files.FirstOrDefault(f => f.Path == path) is { } drafted ? drafted.BaseHash : law.Files.HashOf(path), text);

    private static IResult Open(Office office, Visit visit, long id, Func<LawInForce, LawChange, IResult> then)
    {
        var (law, change, answer) = LawChangePages.Find(office, visit, id);
        return answer ?? (change.IsOpen && string.Equals(change.Author, visit.Viewer.Login, StringComparison.OrdinalIgnoreCase)
            ? then(law, change)
            : ProblemPages.Refused(visit,
                new Refusal("change.closed",
                    visit.Language.T("Bản soạn này không còn sửa được, hoặc không phải của bạn.",
                        "This draft can no longer be written in, or is not yours."))));
    }

    private static async Task<IReadOnlyDictionary<string, string>> Posted(Visit visit)
    {
        var form = await visit.Context.Request.ReadFormAsync();
        return form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Asked(Visit visit) =>
        visit.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);

    private static int Status(IReadOnlyList<Refusal> refusals) =>
        refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    private static IReadOnlyList<(string Id, string Name)> Instruments(Policy policy) =>
        [.. policy.Instruments.OrderByDescending(i => i.Issued ?? DateOnly.MinValue)
            .Select(i => (i.Id, $"{i.ShortName} · {(i.Title.Vi.Length > 60 ? i.Title.Vi[..60].TrimEnd() + "…" : i.Title.Vi)}"))];

    private static RazorComponentResult<ValueFormView> Value(Office office, Visit visit, LawInForce law, LawChange change,
        IReadOnlyDictionary<string, string> typed, IReadOnlyList<Refusal> refusals)
    {
        var l = visit.Language;
        var choices = law.Policy.Parameters.OrderBy(p => l.T(p.Label), StringComparer.Ordinal)
            .SelectMany(p => p.Values.GroupBy(v => v.Level).Select(g => (
                $"{p.Name}@{g.Key}",
                $"{l.T(p.Label)} · {l.T(law.Policy.Levels.First(v => v.Code == g.Key).Label)} · {l.T("mức cuối", "last value")} {p.Display(g.Last().Value)} {l.T("từ", "from")} {l.Date(g.Last().From)}"))).ToList();
        return View.Of<ValueFormView, ValueFormModel>(
            new ValueFormModel(change.Id, change.Title, choices, Instruments(law.Policy), typed, refusals), Status(refusals));
    }

    private static RazorComponentResult<ProgrammeFormView> Programme(Office office, Visit visit, LawInForce law,
        LawChange change, IReadOnlyDictionary<string, string> typed, IReadOnlyList<Refusal> refusals)
    {
        var l = visit.Language;
        var levels =
            law.Files.Folders.Select(
                f => (f,
                    law.Policy.Levels.FirstOrDefault(v => ProgrammeFromTemplate.IsFolderOf(f, v.Code)) is { } level ? l.T(level.Label) : f))
                        .ToList();
        var families = CoverageRegister.Read(law.Files, law.Policy).Families.Select(f => (f.Id, l.T(f.Label))).ToList();
        return View.Of<ProgrammeFormView, ProgrammeFormModel>(
            new ProgrammeFormModel(change.Id, change.Title, levels, families, Instruments(law.Policy), typed, refusals), Status(refusals));
    }

    private static RazorComponentResult<FileFormView> FileForm(
        Office office, ReviewDesk desk, Visit visit, LawInForce law, LawChange change, string path, string? typed,
        IReadOnlyList<Refusal> refusals)
    {
        var errors = change.Files.Count == 0 ? [] : desk.Of(office, law, change).Errors;
        var marked = errors.Where(e => e.Place?.StartsWith(path + ":", StringComparison.Ordinal) ?? false)
            .Select(e => int.TryParse(e.Place![(path.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
                ? line : 0).ToHashSet();
        var text = path.Length == 0 ? null : typed ?? TextOf(law, change, path) ?? "";
        var choices = law.Files.LawPaths.Union(change.Files.Select(f => f.Path), StringComparer.Ordinal)
            .GroupBy(p => p.Contains('/', StringComparison.Ordinal) ? p[..p.LastIndexOf('/')] : "", StringComparer.Ordinal).ToList();
        var mayEdit = change.IsOpen && string.Equals(change.Author, visit.Viewer.Login, StringComparison.OrdinalIgnoreCase);
        return View.Of<FileFormView, FileFormModel>(
            new FileFormModel(change.Id, change.Title, path, text ?? "", change.Files.Any(f => f.Path == path), errors,
                marked, choices, refusals, mayEdit), Status(refusals));
    }

    private static IResult KeepFile(Office office, ReviewDesk desk, Visit visit, LawInForce law, LawChange change,
        IReadOnlyDictionary<string, string> typed)
    {
        var path = typed.GetValueOrDefault("tep", "").Trim();
        var before = TextOf(law, change, path);

        // A browser sends every line end as two characters; the file keeps its own, and one at its end.
        var text = typed.GetValueOrDefault("chu", "")
            .ReplaceLineEndings(before?.Contains("\r\n", StringComparison.Ordinal) ?? false ? "\r\n" : "\n");
        text = text.Length > 0 && !text.EndsWith('\n') ? text + "\n" : text;
        if (!law.Files.IsLaw(path))
        {
            return FileForm(office, desk, visit, law, change, path, text,
                [new Refusal("change.not-law",
                    "Đường dẫn phải là tệp .yaml của luật, ví dụ vn/parameters/ten.yaml, chỉ gồm chữ không dấu, số, - và _.", "tep")]);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return FileForm(office, desk, visit, law, change, path, text,
                [new Refusal("change.no-text",
                    "Tệp trống. Luật không bị xoá: nó hết áp dụng bằng ngày 'to' hoặc bằng phiên bản mới.", "chu")]);
        }

        if (text == before)
        {
            return TypedResults.LocalRedirect(FileAddress(change.Id, path));
        }

        // The same text again is no edit (above), so it needs no key: one would answer who goes back to an earlier text as the first time.
        return Press.Once(Press.RepeatableOf(visit, "law.edit"), FileAddress(change.Id, path),
            act => text == law.Files.TextOrNull(path) ? office.LawChanges.Drop(change.Id, path, act)
                : office.LawChanges.Edit(change.Id, [Edited(law, change, path, text)], act),
            refusals => FileForm(office, desk, visit, law, change, path, text, refusals));
    }

    private static Act ActOf(Visit visit, IReadOnlyDictionary<string, string> typed) =>
        Press.EditOf(visit, "law.edit", typed);
}
