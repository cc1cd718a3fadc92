using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;

namespace AnSinh.Host.Mandates;

/// <summary>Who may sign, for everybody of the office.</summary>
internal static class MandateList
{
    private const string Today = "today", Later = "later", Past = "past";

    /// <summary>The list of a visit.</summary>
    public static WorkList<MandateLine> Of(Office office, Visit visit)
    {
        var l = visit.Language;
        var all = new Lazy<IReadOnlyList<MandateLine>>(() => MandateLine.All(office));
        return new()
        {
            Id = "mandates",
            Needs = Permission.ReadLaw,
            Path = MandatePages.Root,
            Section = "mandates",
            Title = new("Thẩm quyền ký", "Mandates to sign"),
            Order = new("theo đơn vị, người đứng đầu trước", "by unit, the head first"),
            Empty = (new("Không có ai ở mục này", "Nobody here"),
                new("Chưa ghi thẩm quyền ký của ai thì không ghi được chữ ký vào hồ sơ.",
                    "While nobody's mandate is recorded no signature can be recorded in a case.")),
            Filters = () =>
            [
                new(Today, "", new("Hôm nay", "Today"), all.Value.Count(m => Fits(Today, m))),
                new(Later, "sap-toi", new("Sắp tới", "To come"), all.Value.Count(m => Fits(Later, m))),
                new(Past, "da-thoi", new("Đã thôi, đã gỡ", "Ended or taken back"), all.Value.Count(m => Fits(Past, m))),
            ],
            Query = ask => WorkPart<MandateLine>.Of([.. all.Value.Where(m => Fits(ask.Filter, m))], ask),
            People = _ => [],
            Columns =
            [
                new("name", "Người ký", "Who signs", 28, m => Cell.Link(m.Row.Row.Name, visit.Link(MandatePages.Address(m.Row.RowId)))),
                new("signature", "Ghi trên chữ ký", "Over the signature", 44, m => new(m.Signature ?? m.Row.Row.Authority))
                { Place = ColumnPlace.Under },
                new("unit", "Cơ quan của", "Body of", 28, m => new(m.Unit)),
                new("matter", "Việc", "Matter", 28, m => new(m.Matter is { } matter ? l.T(matter) : l.T("mọi việc", "everything"))),
                new("days", "Ngày", "Days", 24, m => new(l.Interval(m.Row.Row.Valid))),
                new("by", "Người giao", "Given by", 24, m => new(m.Row.Row.GivenBy ?? "")),
                new("paper", "Theo văn bản", "By which paper", 30, m => new(m.Row.Row.Paper)),
            ],
        };
    }

    private static bool Fits(string filter, MandateLine mandate) => filter switch
    {
        Later => mandate.State == MandateState.ToCome,
        Past => mandate.State is MandateState.Ended or MandateState.Replaced,
        _ => mandate.State == MandateState.Holds,
    };
}
