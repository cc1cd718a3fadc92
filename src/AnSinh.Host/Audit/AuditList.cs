using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.People;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Store;
using AnSinh.Store.Readings;

namespace AnSinh.Host.Audit;

/// <summary>An entry of one of the logs.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Who">Name of who acted.</param>
/// <param name="PersonId">The person it is about; 0 if it is about none, or about one the viewer may not see.</param>
/// <param name="About">What it is about, in words.</param>
/// <param name="Href">Where that is; null if nowhere.</param>
internal sealed record LoggedEntry(AuditRecord Entry, string Who, long PersonId, string About, string? Href);

/// <summary>
/// The logs (<i lang="vi">nhật ký</i>): who did what, and who looked at whom. To look into them is a reading as well, and who reads them
/// reads purposes and words that were searched for.
/// </summary>
internal sealed class AuditList
{
    /// <summary>Address of the page.</summary>
    public const string Root = "/nhat-ky";

    private const string Readings = "readings", Person = "person:", Programme = "programme:";
    private readonly Office _office;
    private readonly Visit _visit;
    private readonly Lazy<Outcome<AuditAsked>> _asked;

    private AuditList(Office office, Visit visit)
    {
        (_office, _visit) = (office, visit);
        _asked = new(() => AuditAsked.Read(office, visit));
    }

    private Language L => _visit.Language;

    /// <summary>The list of a visit.</summary>
    public static WorkList<LoggedEntry> Of(Office office, Visit visit) => new AuditList(office, visit).List();

    private WorkList<LoggedEntry> List() => new()
    {
        Id = "audit",
        Needs = Permission.ReadAudit,
        Path = Root,
        Section = "audit",
        Title = new("Nhật ký", "Log"),
        Order = new("mới nhất đứng trước", "the latest first"),
        Empty = (new("Không có mục nào", "No entries"), new("Đổi ngày hoặc bớt điều kiện.", "Change the days, or ask for less.")),
        Filters = Filters,
        Query = Rows,
        People = x => [x.PersonId],
        Columns = [.. Act(), .. More()],
    };

    private IEnumerable<WorkColumn<LoggedEntry>> Act() =>
    [
        new("entry", "Mục", "Entry", 10, x => new(x.Entry.Entry)) { Place = ColumnPlace.Data },
        new("at", "Lúc", "At", 18, x => new(L.Instant(x.Entry.At))),
        new("system_at", "Lúc (đồng hồ máy)", "At (machine)", 18, x => Machine(x.Entry)) { Place = ColumnPlace.Under },
        new("who", "Ai", "Who", 24, x => new(x.Who)),
        new("actor", "Tài khoản", "Account", 16, x => new(x.Entry.Actor)) { Place = ColumnPlace.Data },
        new("what", "Việc", "What", 30, x => new(L.T(AuditWords.Of(x.Entry.Action)))),
        new("act", "Mã việc", "Act", 20, x => new(x.Entry.Action)) { Place = ColumnPlace.Under },
        new("about", "Về", "About", 30, x => Cell.Link(x.About, x.Href)),
        new("subject", "Mã đối tượng", "Subject", 20, x => new(x.Entry.Subject)) { Place = ColumnPlace.Data },
    ];

    private static IEnumerable<WorkColumn<LoggedEntry>> More() =>
    [
        new("detail", "Chi tiết", "Detail", 60, x => new(PeopleShown.Without(x.Entry.Detail))),
        new("purpose", "Mục đích", "Purpose", 40, x => new(x.Entry.Purpose is { Length: > 0 } why ? why : null))
            { Place = ColumnPlace.Under },
        new("source", "Từ đâu", "From where", 20, x => new(x.Entry.Source is { Length: > 0 } from ? from : null))
            { Place = ColumnPlace.Under },
        new("people", "Những người thấy", "People shown", 20, x => new(Shown(x.Entry))) { Place = ColumnPlace.Data },
        new("lines", "Dòng, người", "Lines, people", 12, x => x.Entry.Lines is { } lines ? new(lines) : Cell.Nothing)
            { IsNumber = true },
        new("amount", "Số tiền, đồng", "Amount, đồng", 16, x =>
            x.Entry.Amount is { } amount ? new(new Dong(amount)) : Cell.Nothing) { IsNumber = true },
    ];

    // The clock of a demo stands; where both tell the same minute one is enough.
    private Cell Machine(AuditRecord entry) => entry.SystemAt == 0 || L.Instant(entry.SystemAt) == L.Instant(entry.At) ? Cell.Nothing
        : new(L.Instant(entry.SystemAt)) { Shown = L.T("máy: ", "machine: ") + L.Instant(entry.SystemAt) };

    private static string? Shown(AuditRecord entry) =>
        entry.Detail[PeopleShown.Without(entry.Detail).Length..].Trim() is { Length: > 0 } people ? people : null;

    private IReadOnlyList<WorkFilter> Filters()
    {
        var question = _asked.Value.Ok ? _asked.Value.Value.Question() with { Take = 0 } : null;
        return
        [
            new("acts", "", new("Đã làm gì", "What was done"), question is null ? 0 : _office.Register.Audit.Find(question).Total),
            new(Readings, "xem", new("Đã xem gì, ai vào", "What was seen, who came"),
                question is null ? 0 : _office.Register.Database.Readings.Find(question).Total),
        ];
    }

    private Outcome<WorkPart<LoggedEntry>> Rows(WorkAsk ask)
    {
        if (!_asked.Value.Ok)
        {
            return Outcome<WorkPart<LoggedEntry>>.Refused(_asked.Value.Refusals);
        }

        _visit.Reading.Is(ReadingKinds.Audit);
        var question = _asked.Value.Value.Question() with { Skip = ask.Skip, Take = ask.Take };
        var found = ask.Filter == Readings ? _office.Register.Database.Readings.Find(question) : _office.Register.Audit.Find(question);
        var people = PeoplePages.Lines(_office, _visit, [.. found.Entries.Select(PersonOf).OfType<long>().Distinct()]);
        var actors = new Actors(_office, L);
        return new WorkPart<LoggedEntry>([.. found.Entries.Select(e => Row(e, actors, people))], found.Total);
    }

    private LoggedEntry Row(AuditRecord entry, Actors actors, IReadOnlyDictionary<long, PersonLine> people)
    {
        if (PersonOf(entry) is { } id)
        {
            return people.GetValueOrDefault(id) is { } person
                ? new LoggedEntry(entry, actors.Of(entry.Actor).Name, id, person.Name, _visit.Link($"/nguoi/{id}"))
                : new LoggedEntry(entry, actors.Of(entry.Actor).Name, 0, L.T($"người số {id}", $"person {id}"), null);
        }

        var (about, href) = About(entry.Subject, actors);
        return new LoggedEntry(entry, actors.Of(entry.Actor).Name, 0, about, href);
    }

    // A link where it may be followed.
    private string? If(Permission needed, string path) => _visit.Viewer.May(needed) ? _visit.Link(path) : null;

    private (string About, string? Href) About(string subject, Actors actors)
    {
        if (subject.StartsWith('/'))
        {
            return (subject, subject.StartsWith("/api/", StringComparison.Ordinal) ? null : If(Permission.ReadPeople, subject));
        }

        var (kind, id) = subject.Split(':', 2) is [var first, var rest] ? (first, rest) : (subject, "");
        return kind switch
        {
            "case" => (L.T($"hồ sơ số {id}", $"case {id}"), If(Permission.WorkOnCases, Links.Cases + "/" + id)),
            "batch" => (L.T($"đợt {id}", $"batch {id}"),
                If(Permission.ReadPeople, "/su-kien/dot/" + id)),
            "run" => (L.T($"kỳ chi số {id}", $"run {id}"), If(Permission.ReadPayments, "/chi-tra")),
            "law-change" => (L.T($"thay đổi luật số {id}", $"change of law {id}"), If(Permission.ChangeLaw, Links.LawChanges + "/" + id)),
            "poverty-round" => (L.T($"cuộc rà soát số {id}", $"poverty review {id}"),
                If(Permission.ReadPeople, Links.PovertyRounds + "/" + id)),
            "account" when id.Length > 0 => (actors.Of(id).Name, null),
            "protected" when id.StartsWith(Programme, StringComparison.Ordinal) => (L.T(_office.NameOf(id[Programme.Length..])), null),
            _ => (subject, null),
        };
    }

    private static long? PersonOf(AuditRecord entry) => ProtectedAccess.PersonOf(entry.Subject)
        ?? (entry.Subject.StartsWith(Person, StringComparison.Ordinal)
            && long.TryParse(entry.Subject.AsSpan(Person.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null);
}
