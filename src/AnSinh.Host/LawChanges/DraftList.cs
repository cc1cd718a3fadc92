using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;

namespace AnSinh.Host.LawChanges;

/// <summary>Drafted changes of the law, for those who draft and approve.</summary>
internal static class DraftList
{
    /// <summary>The list of a visit.</summary>
    public static WorkList<ChangeRow> Of(Office office, Visit visit)
    {
        var l = visit.Language;
        return new()
        {
            Id = "law-drafts",
            Needs = Permission.ChangeLaw,
            Path = LawChangePages.Root,
            Section = "law",
            Title = new("Thay đổi của bộ luật", "Changes of the law"),
            Order = new("mới nhất đứng trước", "the latest first"),
            Empty = (new("Chưa có bản soạn nào", "No drafts yet"),
                new("Bắt đầu ở khung bên cạnh: thêm một mức, sửa một điều khoản, hoặc soạn chế độ mới.",
                    "Begin in the box beside this: add a value, edit a clause, or draft a new programme.")),
            Query = ask => WorkPart<ChangeRow>.Of(LawChangePages.Drafts(office), ask),
            People = _ => [],
            Columns =
            [
                new("change", "Số", "No.", 8, x => new(x.Change.Id)) { Place = ColumnPlace.Data },
                new("about", "Về việc", "About", 60, x => Cell.Link(x.Change.Title, visit.Link(LawChangePages.Address(x.Change.Id)))),
                new("author", "Người soạn", "Drafted by", 24, x => new(x.Author)),
                new("files", "Số tệp", "Files", 14, x => new(x.Change.Files.Count)) { IsNumber = true },
                new("state", "Trạng thái", "State", 20, x => Cell.Badge(ChangeWords.Word(x.Change, l), ChangeWords.Tone(x.Change))),
                new("since", "Từ ngày", "Since", 12, x => Cell.Instant(l, x.Change.Case.Entries[^1].At)) { Place = ColumnPlace.Under },
                new("version", "Bản công bố", "Version", 14, x => new(x.Version)) { Place = ColumnPlace.Data },
            ],
        };
    }
}
