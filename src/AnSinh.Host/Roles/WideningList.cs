using AnSinh.Access.Widening;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;

namespace AnSinh.Host.Roles;

/// <summary>Who saw more people than their own, for those who look into it.</summary>
internal static class WideningList
{
    private const string Open = "open", Done = "reviewed";

    /// <summary>The list of a visit.</summary>
    public static WorkList<Widening> Of(Office office, Visit visit)
    {
        var (l, names) = (visit.Language, office.Accounts.Names());
        var all = new Lazy<IReadOnlyList<Widening>>(() => office.Widenings.All(onlyOpen: false));
        IReadOnlyList<Widening> Part(string filter) => [.. all.Value.Where(w => w.Review is null == (filter != Done))];
        return new()
        {
            Id = "widenings",
            Needs = Permission.ReviewWidening,
            Path = WideningPages.Root,
            Section = "widening",
            Title = new("Mở quyền xem tạm", "Who saw more for some hours"),
            Order = new("mới nhất đứng trước", "the latest first"),
            Empty = (new("Không có lần nào", "None"),
                new("Khi ai đó mở quyền xem người ngoài đơn vị mình, việc ấy hiện ngay ở đây.",
                    "When somebody opens the view on people of other units, it is here at once.")),
            People = _ => [],
            Waiting = office.Widenings.Waiting,
            Filters = () =>
            [
                new(Open, "", new("Chưa xét", "To be reviewed"), Part(Open).Count),
                new(Done, "da-xet", new("Đã xét", "Reviewed"), Part(Done).Count),
            ],
            Query = ask => WorkPart<Widening>.Of(Part(ask.Filter), ask),
            Columns =
            [
                new("who", "Ai", "Who", 26, x => Cell.Link(names(x.Login), visit.Link(WideningPages.Address(x.Id)))),
                new("at", "Lúc", "When", 18, x => Cell.Instant(l, x.OpenedAt)) { Place = ColumnPlace.Under },
                new("unit", "Xem người của", "People of", 28, x => new(office.UnitName(x.UnitKey))),
                new("reason", "Lý do", "Reason", 60, x => new(x.Reason)),
                new("until", "Đến", "Until", 18, x => Cell.Instant(l, x.EndsAt)) { Place = ColumnPlace.Under },
                new("found", "Kết luận", "Finding", 20, x => x.Review is not { } review
                    ? Cell.Badge(l.T("chưa xét", "to be reviewed"), "warn") : Found(l, review)),
            ],
        };
    }

    private static Cell Found(Language l, WideningReview review) => review.Justified
        ? Cell.Badge(l.T("chính đáng", "justified"), "good") : Cell.Badge(l.T("không chính đáng", "not justified"), "bad");
}
