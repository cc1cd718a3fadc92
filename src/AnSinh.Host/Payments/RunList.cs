using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;

namespace AnSinh.Host.Payments;

/// <summary>Month runs, those thrown away and reversed among them; each with what it posted within the viewer's scope.</summary>
internal static class RunList
{
    /// <summary>The list of a visit.</summary>
    public static WorkList<RunRow> Of(Office office, Visit visit)
    {
        var l = visit.Language;
        var runs = new Lazy<IReadOnlyList<Ledger.LedgerRun>>(() => office.AllRunsKnown(visit.Known));
        return new()
        {
            Id = "runs",
            Needs = Permission.ReadPayments,
            Path = "/chi-tra",
            Section = "pay",
            Title = new("Các kỳ chi trả", "Month runs"),
            Order = new("mới nhất đứng trước", "the latest first"),
            Empty = (new("Chưa có kỳ chi trả nào", "No month was run yet"),
                new("Cán bộ huyện lập kỳ đầu tiên ở khung bên phải.", "The district officer runs the first month in the box beside this.")),
            Query = ask => new WorkPart<RunRow>(
                [.. runs.Value.Skip(ask.Skip).Take(ask.Take).Select(run => PaymentPages.Row(office, visit, run))], runs.Value.Count),
            People = _ => [],
            Columns =
            [
                new("run", "Số kỳ", "Run", 8, x => new(x.RunId)) { Place = ColumnPlace.Data },
                new("month", "Kỳ", "Month", 10, x => new(x.Month) { Href = visit.Link("/chi-tra/" + x.Month) }),
                new("known", "Biết đến", "As known on", 12, x => new(x.Known)),
                new("posted", "Ngày ghi", "Posted", 12, x => Cell.Instant(l, x.CreatedAt)) { Place = ColumnPlace.Data },
                new("settled", "Ngày chốt", "Settled", 12, x => Cell.Instant(l, x.SettledAt)) { Place = ColumnPlace.Data },
                new("lines", "Số dòng", "Lines", 14, x => new(x.Lines)) { IsNumber = true },
                new("amount", "Số tiền, đồng", "Amount, đồng", 20, x => new(new Dong(x.Amount))) { IsNumber = true },
                new("state", "Trạng thái", "State", 20, x => RunWords.State(l, x.Run)),
            ],
        };
    }
}
