using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.Cases;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Ledger;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Payments;

/// <summary>A run on its way to be paid: drafted, checked, approved, paid, each by who it is to be done by.</summary>
internal static class DraftPages
{
    private const int PageSize = 25;

    /// <summary>How many of those about whom something was recorded since are named.</summary>
    public const int ChangedMost = 50;

    /// <summary>Ways to differ from the month before, by their word in the address.</summary>
    public static readonly IReadOnlyDictionary<string, MonthDifferenceKind> Ways =
        new Dictionary<string, MonthDifferenceKind>(StringComparer.Ordinal)
        {
            ["moi"] = MonthDifferenceKind.Started, ["thoi"] = MonthDifferenceKind.Stopped, ["tang"] = MonthDifferenceKind.Up,
            ["giam"] = MonthDifferenceKind.Down, ["nhu-cu"] = MonthDifferenceKind.Same,
        };

    public static void MapDraftPages(this IEndpointRouteBuilder pages)
    {
        var read = pages.Needing(Permission.ReadPayments);
        read.MapGet(Links.PayRuns + "/{id:long}", Show).Light().Reads(FormDrafts.Key);
        read.Needing(Permission.WorkOnCases).MapPost(Links.PayRuns + "/{id:long}/{deed}", Do);
    }

    /// <summary>Runs on their way, those that wait for the viewer first.</summary>
    public static IReadOnlyList<DraftRow> OnTheirWay(Office office, Visit visit)
    {
        var actor = visit.Viewer.CaseActor;
        return [.. office.RunDrafts.All().Where(d => !d.Case.State.Step.IsEnd)
            .Select(d => new DraftRow(d, actor.Is(d.Case.State.Step.By, d.Case.File.UnitKey))).OrderByDescending(d => d.Mine)];
    }

    private static IResult Show(Office office, Visit visit, FormDrafts drafts, long id, [AsParameters] DraftAddress address)
    {
        if (office.RunDrafts.FindOrNull(id) is not { } file)
        {
            return ProblemPages.NotFound(visit);
        }

        if (address.Refusal is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        var asked = address.Asked(visit.Rows(PageSize));
        visit.LookAt(file.Draft.Month);
        var model = new DraftModel(file, office.RunDrafts.Choices(file, visit.Viewer.CaseActor), default!, default!, asked)
        {
            Ahead = CaseFlow.Ahead(file.Case.Version, file.Case.State.Visits[^1], office.Policy.WorkDays),
            Names = office.Accounts.Names(),
            Key = Press.NewKey(),
            Run = file.Draft.RunId is { } run ? office.Ledger.FindRunOrNull(run) : null,
            Undo = file.Draft.RunId is { } posted ? office.RunActs.Possible(posted) : RunUndo.None,
            Tried = drafts.FindOrNull(visit),
        };
        return View.Of<DraftView, DraftModel>(file.IsOpen ? Open(office, visit, model) : Ended(office, visit, model));
    }

    private static IResult Do(Office office, [AsParameters] SentForm sent, long id, string deed) =>
        office.RunDrafts.FindOrNull(id) is not { } file || !sent.Visit.Viewer.CaseActor.MaySee(file.Case.File)
            ? ProblemPages.NotFound(sent.Visit)
            : CasePages.Do(sent, "run." + deed, Links.PayRun(id), deed, (seen, told, act) =>
                office.RunDrafts.Do(id, seen, deed, told, sent.Visit.Viewer.CaseActor, act));

    private static DraftModel Open(Office office, Visit visit, DraftModel model)
    {
        var (draft, asked, scope) = (model.File.Draft, model.Asked, visit.Viewer.Scope);
        var (queries, skip) = (office.DraftQueries, (asked.Page - 1) * asked.Size);
        var lines = queries.Lines(draft.Id, asked.Kind, scope, asked.Way is null ? skip : 0, asked.Size);
        return model with
        {
            Kinds = Sums(queries.Kinds(draft.Id, scope)),
            Lines = new(MonthLines.Rows(office, visit, lines.Items), lines.Total),
            Differences = queries.Differences(draft, scope),
            Differing = asked.Way is { } way ? Differing(office, visit, queries.Differing(draft, way, scope, skip, asked.Size)) : null,
            Changed = Changed(office, visit, queries.Changed(draft, scope, ChangedMost, Untold(office))),
            LawMoved = draft.RulebookHash != office.Policy.Hash,
        };
    }

    // What a draft would have posted is gone with it; what it posted is the run's.
    private static DraftModel Ended(Office office, Visit visit, DraftModel model)
    {
        if (model.Run is not { } run)
        {
            return model with { Kinds = Sums(LinesByKind.None), Lines = new([], 0) };
        }

        var (asked, lines) = (model.Asked, new MonthLines(office, visit, [run]));
        var (rows, total) = lines.Page(asked.Kind, visit.Viewer.Scope, (asked.Page - 1) * asked.Size, asked.Size);
        return model with { Kinds = lines.Kinds(visit.Viewer.Scope), Lines = new(rows, total) };
    }

    private static IReadOnlyList<KindSum> Sums(LinesByKind kinds) =>
    [
        new(LineKind.Current, kinds.Current.Count, kinds.Current.Amount), new(LineKind.Arrears, kinds.Arrears.Count, kinds.Arrears.Amount),
        new(LineKind.Recovery, kinds.Recovery.Count, kinds.Recovery.Amount),
    ];

    private static PagedRows<DifferenceLine> Differing(Office office, Visit visit, PagedRows<MonthDifferenceRow> rows)
    {
        var seen = office.People.Within(visit.Viewer.Scope, [.. rows.Items.Select(r => r.PersonId)]);
        return new([.. rows.Items.Select(r => new DifferenceLine(
            seen.Contains(r.PersonId) ? r.PersonId : 0, seen.Contains(r.PersonId) ? r.Name ?? "" : "", office.UnitName(r.Unit),
            visit.Language.T(office.NameOf(r.Programme)), r.Before, r.Now))], rows.Total);
    }

    private static List<ChangedLine> Changed(Office office, Visit visit, IReadOnlyList<ChangedSince> rows)
    {
        var seen = office.People.Within(visit.Viewer.Scope, [.. rows.Select(r => r.PersonId)]);
        return [.. rows.Where(r => seen.Contains(r.PersonId)).Select(r => new ChangedLine(r.PersonId, r.Name ?? "",
            office.UnitName(r.Unit), r.At, string.Join(", ", r.Kinds.Select(k => DraftWords.Kind(office, visit.Language, k)).Distinct())))];
    }

    private static Untold Untold(Office office) => new(
        [.. office.Policy.Facts.All.Where(f => f.Sensitive).Select(f => f.Name)],
        [.. office.Policy.Programmes.Where(p => p.Sensitive).Select(p => p.Id).Distinct()]);
}

/// <summary>Which part of the page of a draft is looked at.</summary>
/// <param name="KindText">Word of a kind of line.</param>
/// <param name="WayText">Word of a way to differ from the month before.</param>
/// <param name="Page">The page, from 1.</param>
internal sealed record DraftAddress(
    [FromQuery(Name = "loai")] string? KindText, [FromQuery(Name = "khac")] string? WayText, [FromQuery(Name = "trang")] int? Page)
{
    /// <summary>What is wrong with it, or null.</summary>
    public Refusal? Refusal =>
        KindText is { Length: > 0 } kind && LineKinds.FromText(kind) is null
            ? new Refusal("run.kind", $"Không có loại dòng “{OutsideText.Legible(kind)}”.", "loai")
        : WayText is { Length: > 0 } way && !DraftPages.Ways.ContainsKey(way)
            ? new Refusal("run.way", $"Không có cách khác tháng trước “{OutsideText.Legible(way)}”.", "khac") : null;

    /// <summary>The same as asked.</summary>
    public DraftAsked Asked(int size) => new(LineKinds.FromText(KindText),
        WayText is { Length: > 0 } way ? DraftPages.Ways[way] : null, Math.Max(1, Page ?? 1), size);
}
