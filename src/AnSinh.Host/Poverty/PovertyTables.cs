using AnSinh.Host.Exports;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;

namespace AnSinh.Host.Poverty;

/// <summary>Lists of the poverty review: households of a round, its turnover, the check list.</summary>
internal static class PovertyTables
{
    /// <summary>The turnover of a round.</summary>
    public const string Turnover = "bien-dong";

    /// <summary>The table of a model; null for one that is none of these.</summary>
    public static ListTable? Of(Visit visit, object model)
    {
        var l = visit.Language;
        return model switch
        {
            RoundModel { Turnover: { Ok: true } turnover } m when visit.Query[Visit.TableKey] == Turnover => new ListTable(
                l.T("Biến động hộ nghèo, hộ cận nghèo ", "Turnover of poor and near-poor households ") + m.Unit,
                [new(l.T("Loại hộ", "Class"), 18), new(l.T("Đầu kỳ", "Start")), new(l.T("Thoát", "Out")),
                    new(l.T("Sang loại kia", "To the other")), new(l.T("Chuyển đi, không còn", "Moved, gone")),
                    new(l.T("Phát sinh mới", "New")), new(l.T("Tái nghèo", "Relapsed")), new(l.T("Từ loại kia", "From the other")),
                    new(l.T("Chuyển đến", "Moved in")), new(l.T("Cuối kỳ", "End")), new(l.T("Lệch", "Off by"))],
                turnover.Value.Rows.Select(
                    x => ListTable.Row(PovertyWords.Class(x.Class, l), x.Start, x.Exits, x.ToOther, x.MovedOut, x.New,
                        x.Relapsed, x.FromOther, x.MovedIn, x.End, x.Rest))),
            RoundModel m => new ListTable(
                l.T("Hộ rà soát ", "Households reviewed ") + m.Unit,
                [new(l.T("Số hộ", "Household"), 14), new(l.T("Chủ hộ", "Head"), 28), new(l.T("Thôn", "Hamlet"), 18),
                    new(l.T("Số người", "People")), new(l.T("Trước rà soát", "Before"), 18), new(l.T("Rà soát thấy", "Found"), 18),
                    new(l.T("Vì sao rà soát", "Why reviewed"), 50)],
                m.Shown.Rows.Select(
                    x => ListTable.Row(x.Listed.Number, x.Listed.Head, x.Listed.Hamlet, x.Listed.People,
                        PovertyWords.Class(x.Listed.Before, l), x.Class is { } found ? PovertyWords.Class(found, l) : null,
                        string.Join("; ", x.Listed.Reasons.Select(r => PovertyWords.Reason(r, m.Review, l))))))
                { People = m.Shown.Rows.Select(x => x.Listed.HeadId) },
            InspectionModel m => new ListTable(
                l.T("Đối chiếu danh sách hộ nghèo", "The list of the poor, checked"),
                [new(l.T("Số hộ", "Household"), 14), new(l.T("Chủ hộ", "Head"), 28), new(l.T("Số người", "People")),
                    new(l.T("Xã", "Commune"), 22), new(l.T("Thôn", "Hamlet"), 18), new(l.T("Đang là", "Class"), 18),
                    new(l.T("Có dấu hiệu rõ", "Strong sign"), 14), new(l.T("Dấu hiệu", "Signs"), 60)],
                m.Rows.Select(x => (Row: x, About: m.Described.GetValueOrDefault(x.Household.Id)))
                    .Select(x =>
                        ListTable.Row(x.About?.Number ?? $"{x.Row.Household.Id}", x.About?.Head, x.Row.Household.People,
                            m.Units(x.Row.Household.Unit), x.About?.Hamlet, PovertyWords.Class(x.Row.Household.Class, l),
                            x.Row.Strong ? l.T("có", "yes") : l.T("không", "no"),
                            string.Join("; ", m.Inspection.Checks.Where(c => x.Row.Signs.Contains(c.Id)).Select(c => l.T(c.Label))))))
                { People = m.Rows.Select(x => m.Described.GetValueOrDefault(x.Household.Id)?.HeadId ?? x.Household.PersonId) },
            _ => null,
        };
    }
}
