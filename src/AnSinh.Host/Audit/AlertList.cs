using AnSinh.Access.Alerts;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.People;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Store.Acts;
using AnSinh.Store.Readings;

namespace AnSinh.Host.Audit;

/// <summary>An alert as the list shows it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Review">Who looked into it; null while nobody did.</param>
/// <param name="Who">Name of who looked at the people.</param>
/// <param name="Person">Whose file it is about; null if it is about no one person, or about one the viewer may not see.</param>
internal sealed record AlertRow(Alert Alert, AlertReview? Review, string Who, PersonLine? Person);

/// <summary>
/// Readings that may need a question (<i lang="vi">cảnh báo</i>): whoever reads the log looks into each and says what was found.
/// </summary>
internal sealed class AlertList
{
    /// <summary>Address of the page.</summary>
    public const string Path = AuditList.Root + "/canh-bao";

    private const string Done = "done";
    private readonly Office _office;
    private readonly Visit _visit;
    private readonly AlertWatch _watch;
    private readonly Lazy<IReadOnlyList<(Alert Alert, AlertReview? Review)>> _found;

    private AlertList(Office office, AlertWatch watch, Visit visit)
    {
        (_office, _visit, _watch) = (office, visit, watch);
        _found = new(() => watch.Look(office));
    }

    private Language L => _visit.Language;

    /// <summary>The list of a visit.</summary>
    public static WorkList<AlertRow> Of(Office office, AlertWatch watch, Visit visit) => new AlertList(office, watch, visit).List();

    private WorkList<AlertRow> List() => new()
    {
        Id = "alerts",
        Needs = Permission.ReadAudit,
        Path = Path,
        Section = "audit",
        Title = new("Cảnh báo về việc xem hồ sơ", "Alerts about readings"),
        Order = new("mới nhất đứng trước", "the latest first"),
        Empty = (new("Không có cảnh báo nào", "No alerts"),
            new("Quy tắc ở policy/vn/alerts; cảnh báo không phải là vi phạm.",
                "The rules are in policy/vn/alerts; an alert is no offence.")),
        Filters = () =>
        [
            new("open", "", new("Chưa xem xét", "Not looked into"), _found.Value.Count(f => f.Review is null)),
            new(Done, "da-xem-xet", new("Đã xem xét", "Looked into"), _found.Value.Count(f => f.Review is not null)),
        ],
        Query = Rows,
        Waiting = _watch.Waiting,
        Key = x => x.Alert.Key,
        People = x => [x.Person?.PersonId ?? 0],
        Deeds = x => [new(L.T("Xem nhật ký", "Show the log"), Log(x.Alert))],
        Bulk = filter => filter == Done ? [] : [new BulkDeed("alert.review", AlertReviews.Form, Review) { Needs = Permission.ReadAudit }],
        Columns =
        [
            new("what", "Cảnh báo", "Alert", 36, x => new(L.T(AuditWords.Of(_office, x.Alert.Kind)))),
            new("kind", "Mã", "Kind", 16, x => new(x.Alert.Kind.ToString())) { Place = ColumnPlace.Data },
            new("who", "Ai", "Who", 24, x => new(x.Who)),
            new("actor", "Tài khoản", "Account", 16, x => new(x.Alert.Actor)) { Place = ColumnPlace.Under },
            new("day", "Ngày", "Day", 12, x => new(x.Alert.Day)),
            new("last", "Lần cuối", "Last", 18, x => new(L.Instant(x.Alert.At))) { Place = ColumnPlace.Under },
            new("person", "Hồ sơ của", "File of", 28, x => x.Person is { } p ? Cell.Link(p.Name, _visit.Link($"/nguoi/{p.PersonId}"))
                : Cell.Nothing),
            new("count", "Bao nhiêu", "How many", 24, x => new(x.Alert.Count) { Note = L.T(AuditWords.Counted(x.Alert.Kind)) })
                { IsNumber = true },
            new("note", "Kết luận", "Finding", 50, x => new(x.Review?.Note)),
            new("by", "Ai xem xét", "Looked into by", 20, x => new(x.Review?.Login)) { Place = ColumnPlace.Under },
        ],
    };

    private Outcome<WorkPart<AlertRow>> Rows(WorkAsk ask)
    {
        _visit.Reading.Is(ReadingKinds.Audit);
        var all = _found.Value.Where(f => f.Review is not null == (ask.Filter == Done)).ToList();
        var shown = all.Skip(ask.Skip).Take(ask.Take).ToList();
        var people = PeoplePages.Lines(_office, _visit, [.. shown.Select(f => f.Alert.Person).OfType<long>().Distinct()]);
        var actors = new Actors(_office, L);
        return new WorkPart<AlertRow>([.. shown.Select(f => new AlertRow(f.Alert, f.Review, actors.Of(f.Alert.Actor).Name,
            people.GetValueOrDefault(f.Alert.Person ?? 0)))], all.Count);
    }

    private Outcome<string> Review(IReadOnlyList<string> keys, FormValues told, Act act)
    {
        var alerts = _found.Value.Where(f => f.Review is null && keys.Contains(f.Alert.Key)).Select(f => f.Alert).ToList();
        var added = _office.AlertReviews.Add(alerts, told.Text(AlertReviews.NoteField), act);
        return added.Ok ? "" : Outcome<string>.Refused(added.Refusals);
    }

    // The clock of a demo stands: its entries are all of one day, whatever day the machine shows.
    private string Log(Alert alert)
    {
        DateOnly? day = _office.Clock.Stands ? null : alert.Day;
        return _visit.Link(AuditList.Root, ("loc", "xem"), (AuditAsked.ActorKey, alert.Actor), (AuditAsked.PersonKey, alert.Person),
            (AuditAsked.FromKey, day), (AuditAsked.ToKey, day));
    }
}
