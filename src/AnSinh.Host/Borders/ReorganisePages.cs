using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;

namespace AnSinh.Host.Borders;

/// <summary>Reorganisations: a file is checked, looked at, applied, undone; the households of a split commune are assigned.</summary>
internal static class ReorganisePages
{
    public const string Root = "/dia-gioi";

    /// <summary>Where a file is looked at before it is applied.</summary>
    public const string Preview = Root + "/xem-truoc";

    /// <summary>Name of a hamlet in the address.</summary>
    public const string HamletKey = "thon";

    public static void MapReorganisePages(this IEndpointRouteBuilder pages)
    {
        var read = pages.Needing(Permission.ReadFigures);
        var change = read.Needing(Permission.ChangeBorders);
        var people = read.Needing(Permission.ReadPeople);
        var record = people.Needing(Permission.Record);
        change.MapGet(Preview, Look).ShowsForms();
        change.MapPost(Preview, Check);
        change.MapPost(Root + "/ap-dung", Apply);
        read.MapGet(Root + "/lan/{id:long}", Show).ShowsForms();
        change.MapPost(Root + "/lan/{id:long}/hoan-tac", Undo);
        people.MapGet(Root + "/phan-ho/{key}", Assignments).Reads(HamletKey, Visit.PageKey).ShowsForms();
        record.MapPost(Root + "/phan-ho/{key}", Assign);
        record.MapPost(Root + "/phan-ho/{key}/hoan-tac", UndoAssignment);
    }

    /// <summary>Address of a reorganisation.</summary>
    public static string Address(long batch) => $"{Root}/lan/{batch.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Address of the households of a split that are still to be assigned.</summary>
    public static string AssignmentsAddress(string key) => $"{Root}/phan-ho/{key}";

    /// <summary>True if the viewer may change the map.</summary>
    public static bool MayChange(Visit visit) => visit.Viewer.May(Permission.ChangeBorders);

    // What was sent is looked at on a page of its own: it writes nothing, and Back leads to the file.
    private static IResult Check([AsParameters] SentForm sent)
    {
        var (text, name) = (sent.Form[BorderForms.TextField].ToString(), sent[BorderForms.NameField]);
        if (sent.FileOrNull(BorderForms.FileField) is { } file)
        {
            (text, name) = (Encoding.UTF8.GetString(file.Bytes), file.Name);
        }

        return sent.Answered(Preview, new Dictionary<string, string>
        {
            [BorderForms.TextField] = text,
            [BorderForms.NameField] = name.Length > 0 ? name : "dan-vao.csv",
        });
    }

    private static IResult Look(Office office, FormDrafts drafts, Visit visit)
    {
        if (drafts.FindOrNull(visit) is not { } draft)
        {
            return TypedResults.LocalRedirect(visit.Link(Root));
        }

        var (text, name) = (draft.Told[BorderForms.TextField], draft.Told[BorderForms.NameField]);
        var (service, read) = (new ReorganisationService(office.Register), ReorganisationFile.Read(Encoding.UTF8.GetBytes(text), name));
        var plan = read.Ok ? service.Check(read.Value) : Outcome<ReorganisationPlan>.Refused(read.Refusals);
        return View.Of<PreviewView, ReorganisationPreview>(
            new ReorganisationPreview(
                text, name, plan.Ok ? plan.Value : null, plan.Refusals, plan.Ok ? service.Moved(plan.Value) : [],
                plan.Ok ? BorderEffects.Of(office, plan.Value) : [], Press.NewKey()));
    }

    private static IResult Apply(Office office, [AsParameters] SentForm sent) =>
        sent.Once("borders.reorganise", BorderForms.Apply, Preview, (_, act) =>
        {
            var service = new ReorganisationService(office.Register);
            var read = ReorganisationFile.Read(
                Encoding.UTF8.GetBytes(sent.Form[BorderForms.TextField].ToString()), sent[BorderForms.NameField]);
            var plan = read.Ok ? service.Check(read.Value) : Outcome<ReorganisationPlan>.Refused(read.Refusals);
            if (!plan.Ok)
            {
                return Outcome<AppliedBatch>.Refused(plan.Refusals);
            }

            // What is applied is what was looked at: the plan made for the map of then, not for the one of now.
            var map = int.TryParse(sent[BorderForms.MapField], NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : 0;
            var applied = service.Apply(plan.Value with { MapNo = map }, act);
            var refused = applied.Ok ? service.AssignHamlets(plan.Value, act).SelectMany(a => a.Refusals).ToList() : [];
            return refused.Count > 0 ? Outcome<AppliedBatch>.Refused(refused) : applied;
        }, batch => sent.Visit.Link(Address(batch.BatchId)));

    private static IResult Show(Office office, Visit visit, long id) =>
        office.Register.Batches.FindOrNull(id) is { } batch && BorderDetail.ReadOrNull(batch) is { } what
            ? View.Of<ReorganisationView, ReorganisationModel>(
                new ReorganisationModel(batch, what, BorderDetail.ToCsv(what), MayChange(visit), Press.NewKey()))
            : ProblemPages.NotFound(visit);

    private static IResult Undo(Office office, [AsParameters] SentForm sent, long id) =>
        office.Register.Batches.FindOrNull(id) is not { Kind: ReorganisationService.BatchKind }
            ? ProblemPages.NotFound(sent.Visit)
            : BatchUndoing.Answer(office, sent, (id, sent.Visit.Link(Address(id))));

    private static IResult Assignments(Office office, Visit visit, string key)
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

        var batches = office.Register.Batches.Latest(200, ReorganisationService.AssignmentKind)
            .Where(b => b.Detail == split.From.Key).ToList();
        return View.Of<AssignmentView, AssignmentModel>(new AssignmentModel(
            split, asked.Value, new ReorganisationService(office.Register).Unassigned(split).Sum(h => h.PersonIds.Count), batches,
            Press.NewKey()));
    }

    private static IResult Assign(Office office, [AsParameters] SentForm sent, string key)
    {
        if (Split(office, sent.Visit, key) is not { } split)
        {
            return ProblemPages.NotFound(sent.Visit);
        }

        var page = sent.Visit.Link($"{Root}/phan-ho/{key}");
        return sent.OnceTo("borders.assign", BorderForms.Assign(split), page, (told, act) =>
        {
            var service = new ReorganisationService(office.Register);
            var (hamlet, chosen) = (sent["ca-thon"], sent.Form[BulkPages.ChosenKey].ToHashSet());
            var households = service.Unassigned(split)
                .Where(h => hamlet.Length > 0 ? h.Hamlet == hamlet : chosen.Contains(Name(h))).ToList();
            return service.Assign(split, split.To.First(u => u.Key == told.Text(BorderForms.ToField)), households,
                told.Text(BorderForms.SourceField), act);
        }, _ => page);
    }

    private static IResult UndoAssignment(Office office, [AsParameters] SentForm sent, string key)
    {
        if (Split(office, sent.Visit, key) is not { } split)
        {
            return ProblemPages.NotFound(sent.Visit);
        }

        var page = sent.Visit.Link($"{Root}/phan-ho/{key}");
        return sent.OnceTo("batch.undo", BorderForms.Apply, page, (_, act) =>
            long.TryParse(sent["dot"], NumberStyles.None, CultureInfo.InvariantCulture, out var batch)
            && office.Register.Batches.FindOrNull(batch) is { Kind: ReorganisationService.AssignmentKind } found
            && found.Detail == split.From.Key
                ? office.Register.Undo(batch, "Phân lại hộ", act)
                : new Refusal("borders.no-batch", "Không có đợt phân hộ ấy của xã này."), _ => page);
    }

    /// <summary>A household in a form: its number, or the person's where there is no household.</summary>
    public static string Name(UnassignedHousehold household) => household.HouseholdId is { } id ? $"{id}" : $"p{household.PersonIds[0]}";

    private static SplitUnit? Split(Office office, Visit visit, string key) =>
        new ReorganisationService(office.Register).Splits().FirstOrDefault(s => s.From.Key == key && visit.Viewer.MaySee(s.From));
}
