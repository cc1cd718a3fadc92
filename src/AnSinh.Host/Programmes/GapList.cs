using AnSinh.Basics;
using AnSinh.Casework.Applications;
using AnSinh.Casework.Cases;
using AnSinh.Host.Cases;
using AnSinh.Host.People;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Ledger;
using AnSinh.Register.People;

namespace AnSinh.Host.Programmes;

/// <summary>
/// People in the promise gap of a programme: missed, drawing wrongly, unpaid, unknown; and those of whom the gap is made. From there an
/// application is opened, for one or for several.
/// </summary>
internal sealed class GapList(Office office, Visit visit, string programme, Scope scope)
{
    private readonly GapWords _words = new(visit, programme);
    private readonly Lazy<Outcome<MonthGap>> _gap = new(() => office.Gaps.Of(programme, visit.Month, visit.Known));

    private Language L => visit.Language;

    /// <summary>The list of a programme within these units.</summary>
    public static WorkList<GapRow> Of(Office office, Visit visit, string programme, Scope scope) =>
        new GapList(office, visit, programme, scope).Declare();

    private WorkList<GapRow> Declare() => new()
    {
        Id = "gaps." + programme,
        Needs = Permission.ReadPeople,
        Path = "/che-do/" + programme,
        Section = "promise",
        Title = office.NameOf(programme),
        Empty = (new("Không còn ai", "Nobody"),
            new("Danh sách này trống trong phạm vi đang xem.", "This list is empty within what you look at.")),
        FilterKey = "ds",
        Filters = Filters,
        Query = ask => _gap.Value.Ok ? Rows(_gap.Value.Value, Enum.Parse<GapKind>(ask.Filter, true), ask)
            : Outcome<WorkPart<GapRow>>.Refused(_gap.Value.Refusals),
        Key = r => EventLinks.Id(r.Person.PersonId),
        People = r => [r.Known?.PersonId ?? 0],
        Columns =
        [
            new("person", "Người số", "Person", 10, r => new(r.Known?.PersonId)) { Place = ColumnPlace.Data },
            new("name", "Họ và tên", "Name", 28, r => Cell.Person(L, r.Known is null ? null : r.Person.Name ?? Id(r), File(r))),
            new("number", "Số định danh", "Number", 18, r => new(PeoplePages.NumberText(r.Known?.PersonalNumber)))
                { Place = ColumnPlace.Under },
            new("birth", "Ngày sinh", "Born", 12, r => new(r.Known?.Birth)),
            new("commune", "Xã", "Commune", 22, r => new(office.UnitName(r.Person.Unit))),
            new("why", "Vì sao", "Why", 44, r => new(
                r.Known is null ? null : r.Person.Reason is { Length: > 0 } why ? why : L.Money(r.Person.Entitled))),
        ],
        Deeds = r => !r.MayAsk || r.Known is null || !visit.Viewer.May(Permission.WorkOnCases) ? []
            : r.CaseId is { } open ? [new(L.T($"Hồ sơ số {open}", $"Case {open}"), visit.Link(CasePages.Address(open)))]
            : [new(L.T("Lập hồ sơ", "Open an application"), visit.Link(CasePages.Root + "/moi", ("nguoi", r.Person.PersonId)))],
        Bulk = filter => visit.Viewer.May(Permission.WorkOnCases) && filter is "missed" or "unknown" ? [.. Ways.Select(Opening)] : [],
    };

    // What no run pays yet has no decisions in this register: nobody is missed, there are only those entitled and those unknown.
    private List<WorkFilter> Filters()
    {
        var counts = _gap.Value.Ok ? _gap.Value.Value.Total(scope) : default;
        GapKind[] kinds = office.Policy.ProgrammeOrNull(programme)!.Ledger ? Enum.GetValues<GapKind>()
            : [GapKind.Entitled, GapKind.Unknown];
        return [.. kinds.Select(k => new WorkFilter(
            k.ToString().ToLowerInvariant(), GapWords.Slug(k), GapWords.NameOf(k), _gap.Value.Ok ? counts!.Of(k) : 0))];
    }

    // The list itself knows a birth date as a day; the register knows how much of it is really known.
    private WorkPart<GapRow> Rows(MonthGap gap, GapKind kind, WorkAsk ask)
    {
        var people = gap.People(kind, scope, ask.Skip, ask.Take);
        long[] ids = [.. people.Items.Select(p => p.PersonId)];
        var known = office.People.List(ids, visit.Viewer.Scope, visit.Month.LastDay, visit.Known, 1, Math.Max(1, ids.Length)).People
            .ToDictionary(p => p.PersonId);
        var open = kind is GapKind.Missed or GapKind.Unknown ? new CaseReadings(office, visit).OpenOrNull(programme, ids) : null;
        return new WorkPart<GapRow>(
            [.. people.Items.Select(p => new GapRow(
                p, known.GetValueOrDefault(p.PersonId), open is not null, open?.TryGetValue(p.PersonId, out var id) == true ? id : null))],
            people.Total);
    }

    private IEnumerable<ApplicationWay> Ways =>
        office.Applications.Ways(visit.Viewer.CaseActor, null).Where(w => w.Form.Programme == programme);

    /// <summary>
    /// Opens an application on a form for each of those chosen. Once for all is asked what the form requires; what differs from one to the
    /// other (a telephone, a paper) is left open and told in each case.
    /// </summary>
    private BulkDeed Opening(ApplicationWay way)
    {
        var asked = way.Version.Asked(way.Form);
        var required = asked.Fields.Where(f => f.Required).ToList();
        var label = new LocalText($"Lập hồ sơ: {asked.Label.Vi}", $"Open applications: {asked.Label.In("en")}");
        return new BulkDeed("case.open", asked with { Id = way.Form.Form.Id, Label = label, Fields = [.. required, CaseBooks.Day] },
            (keys, told, act) =>
            {
                act.Answering<long>(CasePages.Address);
                var opened = office.Applications.Open(
                    way.Form.Form.Id, long.Parse(keys[0], System.Globalization.CultureInfo.InvariantCulture),
                    told.All.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal), Sight.Of(office, visit).CaseActor, act);
                return opened.Ok ? CasePages.Address(opened.Value) : Outcome<string>.Refused(opened.Refusals);
            })
        {
            EachAlone = true,
            Needs = Permission.WorkOnCases,
        };
    }

    private string File(GapRow row) => visit.Link("/nguoi/" + Id(row)) + "#vi-sao-" + programme;

    private static string Id(GapRow row) => EventLinks.Id(row.Person.PersonId);
}

/// <summary>Somebody in a gap.</summary>
/// <param name="Person">Who, and why.</param>
/// <param name="Known">As the register knows them; null for somebody who may not be named to this viewer today.</param>
/// <param name="MayAsk">True if the viewer receives applications for the programme.</param>
/// <param name="CaseId">Their open application, if they have one.</param>
internal sealed record GapRow(GapPerson Person, PersonSummary? Known, bool MayAsk, long? CaseId);
