using AnSinh.Casework.Cases;
using AnSinh.Host.Components;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Cases;

/// <summary>Cases: those that wait for the viewer, those in progress, those that ended.</summary>
internal static class CaseWorkList
{
    private static readonly (CaseFilter Filter, string Word, string Vi, string En)[] Filters =
    [
        (CaseFilter.Mine, "cua-toi", "Chờ tôi", "Waiting for me"),
        (CaseFilter.Open, "dang-lam", "Đang làm", "In progress"),
        (CaseFilter.Ended, "da-xong", "Đã xong", "Ended"),
    ];

    /// <summary>The list of a visit.</summary>
    public static WorkList<CaseRow> Of(Office office, Visit visit)
    {
        var (l, actor) = (visit.Language, Sight.Of(office, visit).CaseActor);
        var counts = new Lazy<CaseCounts>(() => office.Books.Counts(actor));
        return new()
        {
            Id = "cases",
            Needs = Permission.WorkOnCases,
            Path = CasePages.Root,
            Section = "cases",
            Title = new("Hồ sơ", "Cases"),
            Order = new("đến hạn trước đứng trước", "those due first first"),
            Empty = (new("Không có hồ sơ nào ở đây", "No case here"),
                new("Hồ sơ hiện ở đây, kèm hạn của từng bước, trong phạm vi bạn được xem.",
                    "Cases show here within what you may see, each with its deadline.")),
            Filters = () => [.. Filters.Select(f => new WorkFilter(
                f.Filter.ToString().ToLowerInvariant(), f.Word, new(f.Vi, f.En), counts.Value.Of(f.Filter)))],
            Query = ask =>
            {
                var filter = Enum.Parse<CaseFilter>(ask.Filter, true);
                return new WorkPart<CaseRow>(new CaseLists(office, actor, l).Page(filter, ask.Skip, ask.Take), counts.Value.Of(filter));
            },
            Waiting = () => office.Books.Waiting(visit.Viewer.CaseActor),
            Size = CaseLists.Size,
            People = PeopleOf,
            Columns = [.. Subject(visit), .. Course(office, l)],
            Deeds = r =>
                [new(actor.Is(r.Line.By) ? l.T("Làm bước này", "Do this step") : l.T("Mở", "Open"), Address(visit, r))],
        };
    }

    // Whose a case is, and what about.
    private static IEnumerable<WorkColumn<CaseRow>> Subject(Visit visit)
    {
        var l = visit.Language;
        return
        [
            new("kind", "Loại", "Kind", 16, r => new(r.Line.File.Kind.ToString())) { Place = ColumnPlace.Data },
            new("person", "Người số", "Person", 10, r => new(IsRequest(r) ? r.Line.File.SubjectId : null)) { Place = ColumnPlace.Data },
            new("name", "Của ai, về việc", "Whose, or about", 28, r => Cell.Link(r.Name, Address(visit, r))),
            new("birth", "Ngày sinh", "Born", 12, r => new(r.Birth)
                { Shown = IsRequest(r) && r.Birth is null ? l.T("chưa rõ ngày sinh", "birth unknown") : null })
                { Place = ColumnPlace.Under },
            new("unit", "Nơi ở khi nộp, địa bàn", "Lived in, unit", 22, r => new(r.Unit.Length > 0 ? r.Unit : null))
                { Place = ColumnPlace.Under },
            new("case", "Số hồ sơ", "Case", 10, r => new(r.Line.File.CaseId)
                { Shown = l.T($"số {r.Line.File.CaseId}", $"no. {r.Line.File.CaseId}") }) { Place = ColumnPlace.Under },
            new("programme", "Xin chế độ, thủ tục", "Asks for, procedure", 30, r => new(l.T(r.About))),
        ];
    }

    // Where it stands, and who must act by when.
    private static IEnumerable<WorkColumn<CaseRow>> Course(Office office, Language l) =>
    [
        new("received", "Nhận ngày", "Received", 12, r => new(r.Line.File.OpenedOn)) { Place = ColumnPlace.Data },
        new("step", "Bước", "Step", 36, r => new(l.T(r.Step))),
        new("since", "Từ ngày", "Since", 12, r => new(r.Line.Since)
            { Shown = l.T("từ ", "since ") + l.Date(r.Line.Since) }) { Place = ColumnPlace.Under },
        new("by", "Ai phải làm", "Who must act", 24, r => new(r.Line.By is { } by ? l.T(RoleWords.Of(by)) : null)),
        new("due", "Hạn", "Due", 12, r => Due(office, l, r.Line)),
    ];

    private static string Address(Visit visit, CaseRow row) => visit.Link(CasePages.Address(row.Line.File));

    /// <summary>Whom a row is about.</summary>
    public static IEnumerable<long> PeopleOf(CaseRow row) => IsRequest(row) ? [row.Line.File.SubjectId] : [];

    private static bool IsRequest(CaseRow row) => row.Line.File.Kind == CaseKind.Application;

    private static Cell Due(Office office, Language l, CaseLine line)
    {
        var (text, tone) = line.By is null ? (l.T("đã xong", "ended"), "mute")
            : line.Due is null && line.File.Kind != CaseKind.Application ? (l.T("không có hạn", "no deadline"), null)
            : DueWords.Of(office, l, line.Due);
        return new(line.By is null ? null : line.Due)
        {
            Shown = text, Tone = tone, Note = line is { By: not null, Due: { } day } ? DueWords.Day(l, day) : null,
        };
    }
}
