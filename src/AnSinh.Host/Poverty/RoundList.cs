using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;

namespace AnSinh.Host.Poverty;

/// <summary>Poverty reviews within the viewer's scope.</summary>
internal static class RoundList
{
    /// <summary>The list of a visit.</summary>
    public static WorkList<RoundRow> Of(Office office, Visit visit)
    {
        var l = visit.Language;
        return new()
        {
            Id = "poverty-rounds",
            Needs = Permission.ReadPeople,
            Path = PovertyPages.Root,
            Section = "poverty",
            Title = new("Các đợt rà soát hộ nghèo", "Poverty reviews"),
            Order = new("mới nhất đứng trước", "the latest first"),
            Empty = (new("Chưa có đợt rà soát nào", "No review yet"),
                new("Mở đợt đầu tiên: hộ đang nghèo, cận nghèo được đưa sẵn vào danh sách.",
                    "Open the first one: the poor and near-poor are listed at once.")),
            Query = ask => WorkPart<RoundRow>.Of(PovertyPages.Rounds(office, visit), ask),
            People = _ => [],
            Columns =
            [
                new("round", "Đợt", "Round", 8, x => new(x.File.Id)) { Place = ColumnPlace.Data },
                new("commune", "Địa bàn", "Commune", 30, x => Cell.Link(x.Unit, visit.Link(PovertyPages.Address(x.File.Id)))),
                new("kind", "Loại", "Kind", 14, x =>
                    new(x.File.Opened.OnRequest ? l.T("thường xuyên", "on request") : l.T("định kỳ", "yearly")))
                    { Place = ColumnPlace.Under },
                new("holds_from", "Áp dụng từ", "Applies from", 12, x => new(x.File.Opened.HoldsFrom)
                    { Shown = l.T("áp dụng từ ", "from ") + l.Date(x.File.Opened.HoldsFrom) }) { Place = ColumnPlace.Under },
                new("year", "Năm", "Year", 8, x => new(x.File.Opened.Year) { Shown = $"{x.File.Opened.Year}" }) { IsNumber = true },
                new("households", "Hộ", "Households", 14, x => new(x.File.Households.Count)) { IsNumber = true },
                new("classified", "Đã phân loại", "Classified", 14, x =>
                    new(x.File.Households.Count - x.File.Open.Count)) { IsNumber = true },
                new("step", "Đang ở bước", "Step", 40, x =>
                    x.File.Cancelled is not null ? Cell.Badge(l.T("đã huỷ", "given up"), "mute")
                    : x.File.Recognition is not null ? Cell.Badge(l.T("đã công nhận", "recognised"), "good")
                    : Cell.Badge(l.T(x.Step.Label), "warn")),
            ],
        };
    }
}
