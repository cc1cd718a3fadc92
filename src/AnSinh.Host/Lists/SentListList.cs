using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Lists;
using AnSinh.Register.Changes;

namespace AnSinh.Host.Lists;

/// <summary>Lists the viewer sent, each with the batch it became.</summary>
internal static class SentListList
{
    private const int Latest = 100;

    /// <summary>The list of a visit.</summary>
    public static WorkList<SentListRow> Of(Office office, Visit visit)
    {
        var l = visit.Language;
        return new()
        {
            Id = "sent-lists",
            Needs = Permission.ReadPeople,
            Path = ListPages.Root,
            Section = "lists",
            Title = new("Danh sách đã gửi", "Lists sent"),
            Order = new("mới nhất đứng trước", "the latest first"),
            Empty = (new("Chưa có danh sách nào", "No lists yet"),
                new("Danh sách đã gửi và các đợt đã ghi sẽ hiện ở đây.", "Lists sent and batches written will be shown here.")),
            Query = ask =>
            {
                var lists = office.Lists.Sent.Latest(visit.Viewer.Login, Latest);
                return new WorkPart<SentListRow>([.. lists.Skip(ask.Skip).Take(ask.Take)
                    .Select(s => new SentListRow(s, s.BatchId is { } id ? office.Register.Batches.FindOrNull(id) : null))], lists.Count);
            },
            People = _ => [],
            Columns =
            [
                new("file", "Tệp", "File", 40, x => Cell.Link(x.List.FileName, visit.Link(ListPages.Address(x.List.Id)))),
                new("by", "Người gửi", "Sent by", 16, x => new(x.List.Login)),
                new("sent", "Lúc gửi", "Sent", 12, x => Cell.Instant(l, x.List.SentAt)),
                new("batch", "Đợt", "Batch", 8, x => new(x.Batch?.BatchId)) { Place = ColumnPlace.Data },
                new("written", "Ngày ghi", "Written", 12, x => Cell.Instant(l, x.Batch?.AppliedAt)) { Place = ColumnPlace.Data },
                new("undone", "Ngày hoàn tác", "Undone", 12, x => Cell.Instant(l, x.Batch?.UndoneAt)) { Place = ColumnPlace.Data },
                new("state", "Trạng thái", "State", 24, x => State(l, x)),
            ],
        };
    }

    private static Cell State(Language l, SentListRow row) => row switch
    {
        { Batch.UndoneAt: not null } => Cell.Badge(l.T("Đã hoàn tác", "Undone"), "mute"),
        { Batch: { } batch } => Cell.Badge(l.T($"Đã ghi, đợt {batch.BatchId}", $"Written, batch {batch.BatchId}"), "good"),
        { List.Map: null } => Cell.Badge(l.T("Chưa chọn cột", "Columns not told"), "warn"),
        _ => Cell.Badge(l.T("Đang xem trước", "In preview"), "warn"),
    };
}

/// <summary>A list that was sent.</summary>
/// <param name="List">The list.</param>
/// <param name="Batch">The batch it became, or null.</param>
internal sealed record SentListRow(SentList List, Batch? Batch);
