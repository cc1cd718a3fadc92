using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;

namespace AnSinh.Host.Events;

/// <summary>What was recorded and corrected lately, each a batch that can be undone whole.</summary>
internal static class BatchList
{
    /// <summary>The list of a visit; of a person if one is named.</summary>
    public static WorkList<EventBatchRow> Of(Office office, Visit visit, long? person = null)
    {
        var l = visit.Language;
        string Page(EventBatchRow row) => visit.Link(EventPages.BatchAddress(row.Batch));
        return new()
        {
            Id = "batches",
            Needs = Permission.ReadPeople,
            Path = EventPages.Root,
            Section = "events",
            Title = new("Việc đã ghi gần đây", "Recorded lately"),
            Order = new("mới nhất đứng trước", "the latest first"),
            Empty = (new("Chưa ghi việc nào", "Nothing recorded yet"),
                new("Việc đã ghi hiện ở đây và có thể hoàn tác cả đợt.", "What is recorded appears here and can be undone whole.")),
            Query = ask => WorkPart<EventBatchRow>.Of(new EventReadings(office, visit).Batches(person), ask),
            People = x => x.People,
            Columns =
            [
                new("batch", "Đợt", "Batch", 8, x => new(x.Batch)) { Place = ColumnPlace.Data },
                new("title", "Việc", "Event", 50, x => Cell.Link(x.Title, Page(x))),
                new("kind", "Loại", "Kind", 14, x =>
                    x.Correction ? Cell.Badge(l.T("đính chính", "correction"), "warn") : Cell.Badge(l.T("biến động", "change"), "good")),
                new("undone", "Đã hoàn tác", "Undone", 14, x =>
                    x.Undone ? Cell.Badge(l.T("đã hoàn tác", "undone"), "mute") : Cell.Nothing) { Place = ColumnPlace.Under },
                new("by", "Ai ghi", "By", 24, x => new(x.By)),
                new("recorded", "Ngày ghi", "Recorded", 12, x => Cell.Instant(l, x.At)) { Place = ColumnPlace.Under },
                new("document", "Giấy tờ", "Document", 50, x => new(x.Source)),
            ],
            Deeds = x => visit.Viewer.May(Permission.Record) && !x.Undone ? [new(l.T("Hoàn tác", "Undo"), Page(x))] : [],
        };
    }
}
