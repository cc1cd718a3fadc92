using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Access;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Borders;

/// <summary>Reorganisations: a file is checked, looked at, applied, undone; the households of a split commune are assigned.</summary>
internal static class ReorganisePages
{
    public const string Root = "/dia-gioi";

    /// <summary>Name of a hamlet in the address.</summary>
    public const string HamletKey = "thon";

    public static void MapReorganisePages(this IEndpointRouteBuilder pages)
    {
        pages.MapPost(Root + "/xem-truoc", PreviewAsync);
        pages.MapPost(Root + "/ap-dung", Apply);
        pages.MapGet(Root + "/lan/{id:long}", Show);
        pages.MapPost(Root + "/lan/{id:long}/hoan-tac", Undo);
        pages.MapGet(Root + "/phan-ho/{key}", (Office office, Visit visit, string key) => Assignments(office, visit, key, []))
            .Reads(HamletKey, Visit.PageKey);
        pages.MapPost(Root + "/phan-ho/{key}", AssignAsync);
        pages.MapPost(Root + "/phan-ho/{key}/hoan-tac", UndoAssignment);
    }

    /// <summary>Address of a reorganisation.</summary>
    public static string Address(long batch) => $"{Root}/lan/{batch.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>Address of the households of a split that are still to be assigned.</summary>
    public static string Assignments(string key) => $"{Root}/phan-ho/{key}";

    /// <summary>True if the viewer may change the map.</summary>
    public static bool MayChange(Visit visit) => visit.Viewer.Role == Role.DistrictOfficer;

    private static async Task<IResult> PreviewAsync(Office office, Visit visit)
    {
        if (!MayChange(visit))
        {
            return ProblemPages.Forbidden(visit);
        }

        var form = await visit.Context.Request.ReadFormAsync();
        var (name, bytes) =
            (form["ten-tep"].ToString() is { Length: > 0 } given ? given : "dan-vao.csv",
                Encoding.UTF8.GetBytes(form["noi-dung"].ToString()));
        if (form.Files.GetFile("tep") is { Length: > 0 } file)
        {
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy);
            (name, bytes) = (Path.GetFileName(file.FileName), copy.ToArray());
        }

        return Preview(office, ReorganisationFile.Read(bytes, name), Encoding.UTF8.GetString(bytes), name);
    }

    private static RazorComponentResult<PreviewView> Preview(Office office, Outcome<Reorganisation> read, string text, string name)
    {
        var desk = new BorderDesk(office.Register);
        var plan = read.Ok ? desk.Check(read.Value) : Outcome<ReorganisationPlan>.Refused(read.Refusals);
        return View.Of<PreviewView, ReorganisationPreview>(
            new ReorganisationPreview(
                text, name, plan.Ok ? plan.Value : null, plan.Refusals, plan.Ok ? desk.Moved(plan.Value) : [],
                plan.Ok ? BorderEffects.Of(office, plan.Value) : [], Press.NewKey()),
            plan.Ok ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static IResult Apply(
        Office office, Visit visit, [FromForm(Name = "noi-dung")] string? text, [FromForm(Name = "ten-tep")] string? name,
        [FromForm(Name = "ban-do-so")] int map, [FromForm(Name = "khoa")] string? key)
    {
        if (!MayChange(visit))
        {
            return ProblemPages.Forbidden(visit);
        }

        var act = Press.ActOf(visit, "borders.reorganise", key);
        var desk = new BorderDesk(office.Register);
        var read = ReorganisationFile.Read(Encoding.UTF8.GetBytes(text ?? ""), name ?? "");
        var plan = read.Ok ? desk.Check(read.Value) : Outcome<ReorganisationPlan>.Refused(read.Refusals);
        if (!plan.Ok)
        {
            return Preview(office, read, text ?? "", name ?? "");
        }

        // What is applied is what was looked at: the plan made for the map of then, not for the one of now.
        return Press.Once(
            act,
            _ =>
            {
                var applied = desk.Apply(plan.Value with { MapNo = map }, act);
                var refused = applied.Ok ? desk.AssignHamlets(plan.Value, act).SelectMany(a => a.Refusals).ToList() : [];
                return refused.Count > 0 ? Outcome<AppliedBatch>.Refused(refused) : applied;
            },
            batch => visit.Link(Address(batch.BatchId)),
            refusals => ProblemPages.Refused(visit, refusals));
    }

    private static IResult Show(Office office, Visit visit, long id) => Page(office, visit, id, []);

    private static IResult Page(Office office, Visit visit, long id, IReadOnlyList<Refusal> refusals) =>
        office.Register.Batches.FindOrNull(id) is { } batch && BorderDetail.ReadOrNull(batch) is { } what
            ? View.Of<ReorganisationView, ReorganisationModel>(
                new ReorganisationModel(batch, what, BorderDetail.ToCsv(what), refusals, MayChange(visit), Press.NewKey()),
                refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK)
            : ProblemPages.NotFound(visit);

    private static IResult Undo(Office office, Visit visit, long id, [FromForm(Name = "ly-do")] string? reason,
        [FromForm(Name = "khoa")] string? key)
    {
        if (!MayChange(visit))
        {
            return ProblemPages.Forbidden(visit);
        }

        if (office.Register.Batches.FindOrNull(id) is not { Kind: BorderDesk.BatchKind })
        {
            return ProblemPages.NotFound(visit);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Page(office, visit, id, [new Refusal("borders.no-reason", "Ghi lý do hoàn tác.", "ly-do")]);
        }

        return Press.Once(
            Press.ActOf(visit, "batch.undo", key), visit.Link(Address(id)), act => office.Register.Undo(id, reason, act),
            refusals => Page(office, visit, id, refusals));
    }

    private static IResult Assignments(Office office, Visit visit, string key, IReadOnlyList<Refusal> refusals)
    {
        if (Split(office, visit, key) is not { } split)
        {
            return ProblemPages.NotFound(visit);
        }

        var page = int.TryParse(visit.Query[Visit.PageKey], NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 1;
        var asked = AssignmentList.Of(office, visit, split).Ask(visit, visit.Query[HamletKey], page);
        if (!asked.Ok)
        {
            return ProblemPages.Refused(visit, asked.Refusals);
        }

        var batches = office.Register.Batches.Latest(200, BorderDesk.AssignmentKind).Where(b => b.Detail == split.From.Key).ToList();
        return View.Of<AssignmentView, AssignmentModel>(
            new AssignmentModel(split, asked.Value, new BorderDesk(office.Register).Unassigned(split).Sum(h => h.PersonIds.Count), batches,
                refusals, Press.NewKey()),
            refusals.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> AssignAsync(Office office, Visit visit, string key)
    {
        if (Split(office, visit, key) is not { } split || !visit.Viewer.MayRecord)
        {
            return ProblemPages.NotFound(visit);
        }

        var form = await visit.Context.Request.ReadFormAsync();
        if (split.To.FirstOrDefault(u => u.Key == form["ve"]) is not { } to)
        {
            return Assignments(office, visit, key, [new Refusal("borders.no-part", "Chọn đơn vị mới mà các hộ thuộc về.", "ve")]);
        }

        if (string.IsNullOrWhiteSpace(form["nguon"]))
        {
            return Assignments(office, visit, key,
                [new Refusal("borders.no-source", "Ghi căn cứ (biên bản, quyết định) của việc phân hộ.", "nguon")]);
        }

        var desk = new BorderDesk(office.Register);
        var (hamlet, chosen) = (form["ca-thon"].ToString(), form[BulkPages.ChosenKey].ToHashSet());
        var households = desk.Unassigned(split).Where(h => hamlet.Length > 0 ? h.Hamlet == hamlet : chosen.Contains(Name(h))).ToList();
        return Press.Once(
            Press.ActOf(visit, "borders.assign", form["khoa"]),
            visit.Link($"{Root}/phan-ho/{key}"),
            act => desk.Assign(split, to, households, form["nguon"]!, act),
            refusals => Assignments(office, visit, key, refusals));
    }

    private static IResult UndoAssignment(Office office, Visit visit, string key, [FromForm(Name = "dot")] long batch,
        [FromForm(Name = "khoa")] string? request)
    {
        if (Split(office, visit, key) is not { } split || !visit.Viewer.MayRecord
            || office.Register.Batches.FindOrNull(batch) is not { Kind: BorderDesk.AssignmentKind } found || found.Detail != split.From.Key)
        {
            return ProblemPages.NotFound(visit);
        }

        return Press.Once(
            Press.ActOf(visit, "batch.undo", request),
            visit.Link($"{Root}/phan-ho/{key}"),
            act => office.Register.Undo(batch, "Phân lại hộ", act),
            refusals => Assignments(office, visit, key, refusals));
    }

    /// <summary>A household in a form: its number, or the person's where there is no household.</summary>
    public static string Name(UnassignedHousehold household) => household.HouseholdId is { } id ? $"{id}" : $"p{household.PersonIds[0]}";

    private static SplitUnit? Split(Office office, Visit visit, string key) =>
        new BorderDesk(office.Register).Splits().FirstOrDefault(s => s.From.Key == key && visit.Viewer.MaySee(s.From));
}
