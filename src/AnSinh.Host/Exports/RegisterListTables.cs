using AnSinh.Basics;
using AnSinh.Host.Borders;
using AnSinh.Host.Events;
using AnSinh.Host.History;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Lists.Writing;
using AnSinh.Register.Changes;
using AnSinh.Register.History;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;

namespace AnSinh.Host.Exports;

/// <summary>Lists about the register itself: duplicates, events, history, borders.</summary>
internal static class RegisterListTables
{
    /// <summary>The table of a model; null for one that is none of these.</summary>
    public static ListTable? Of(Office office, Visit visit, object model)
    {
        var l = visit.Language;
        return model switch
        {
            EventListModel { PersonName: { } name } m => Rows(l, m, name),
            UnitChangesModel m => Movers(office, visit, m),
            PersonChangesModel m => Changes(office, visit, m),
            PersonMomentModel m => PersonThen(l, m),
            UnitMomentModel m => UnitThen(l, m),
            BordersModel m => Borders(l, m),
            SeriesModel m => Series(l, m),
            _ => null,
        };
    }

    private static ListTable Rows(Language l, EventListModel m, string name) => new(
        l.T("Các dòng đang có hiệu lực của ", "Rows believed now of ") + name,
        [new(l.T("Dòng", "Row"), 30), new(l.T("Giá trị", "Value"), 40), new(l.T("Đúng từ", "Valid from"), 12),
            new(l.T("Đúng đến", "Valid to"), 12), new(l.T("Nguồn", "Source"), 50)],
        m.Rows.Select(x => ListTable.Row(x.What, x.Value, x.Valid.From, x.Valid.To, x.Source)));

    private static ListTable Changes(Office office, Visit visit, PersonChangesModel m)
    {
        var (l, words) = (visit.Language, new HistoryWords(office, visit));
        return new ListTable(
            l.T("Thay đổi của ", "What changed for ") + m.Name,
            [new(l.T("Việc", "What"), 30), new(l.T("Trước", "Before"), 30), new(l.T("Sau", "After"), 30),
                new(l.T("Vì sao", "Why"), 30), new(l.T("Ngày ghi", "Recorded"), 12), new(l.T("Nguồn", "Source"), 50),
                new(l.T("Người ghi", "Author"), 20), new(l.T("Đợt", "Batch"), 8)],
            m.Rows.Select(
                x => ListTable.Row(x.What, x.Before, x.After, words.Why(x.Difference.Why),
                    AsKnown.DayOf(x.Difference.Either.RecordedAt), x.Difference.Either.Source, x.Author.Actor,
                    x.Author.Batch?.BatchId)),
            Between(l, m.First, m.Second));
    }

    private static ListTable PersonThen(Language l, PersonMomentModel m) => new(
        m.Name,
        [new(l.T("Việc", "What"), 30), new(l.T("Giá trị", "Value"), 40), new(l.T("Đúng từ", "Valid from"), 12),
            new(l.T("Đúng đến", "Valid to"), 12), new(l.T("Ngày ghi", "Recorded"), 12), new(l.T("Nguồn", "Source"), 50)],
        m.Rows.Select(
            x => ListTable.Row(x.What, x.Value, x.Line.Valid?.From, x.Line.Valid?.To, AsKnown.DayOf(x.Line.RecordedAt),
                x.Line.Source)),
        At(l, m.At));

    private static ListTable UnitThen(Language l, UnitMomentModel m) => new(
        m.Unit.FullName,
        [new(l.T("Mã", "Code"), 10), new(l.T("Xã", "Commune"), 26), new(l.T("Tỉnh, huyện", "Under"), 26),
            new(l.T("Người", "People"))],
        m.Communes.Select(x => ListTable.Row(x.Commune.Code, x.Commune.FullName, m.Unit.FullName, x.People)),
        At(l, m.At));

    private static ListTable Borders(Language l, BordersModel m) => new(
        l.T("Các thay đổi địa giới", "Changes of borders"),
        [new(l.T("Hiệu lực", "In effect"), 12), new(l.T("Ngày ký", "Decided"), 12), new(l.T("Mã cũ", "Old code"), 10),
            new(l.T("Từ", "From"), 28), new(l.T("Mã mới", "New code"), 10), new(l.T("Thành", "To"), 28),
            new(l.T("Phần", "Extent"), 14), new(l.T("Văn bản", "Instrument"), 40)],
        m.Changes.Select(
            x => ListTable.Row(x.On, x.Decided, x.From.Code, x.From.FullName, x.To?.Code,
                x.To?.FullName ?? l.T("bỏ cấp", "tier abolished"), x.Whole ? l.T("toàn bộ", "whole") : l.T("một phần", "part"),
                x.Instrument)));

    private static ListTable Movers(Office office, Visit visit, UnitChangesModel m)
    {
        var (l, words) = (visit.Language, new HistoryWords(office, visit));
        return new ListTable(
            l.T("Người đến, đi ở ", "Who came to and left ") + m.Unit.FullName,
            [new(l.T("Đến hay đi", "Came or went"), 12), new(l.T("Người số", "Person"), 10), new(l.T("Họ và tên", "Name"), 28),
                new(l.T("Vì sao", "Why"), 30), new(l.T("Ngày", "Day"), 12), new(l.T("Xã", "Commune"), 22),
                new(l.T("Từ, về", "Other place"), 22), new(l.T("Ngày ghi", "Recorded"), 12), new(l.T("Nguồn", "Source"), 50)],
            m.Difference.Came.Select(x => (Mover: x, Came: true)).Concat(m.Difference.Went.Select(x => (Mover: x, Came: false)))
                .Select(x =>
                    ListTable.Row(x.Came ? l.T("đến", "came") : l.T("đi", "went"), x.Mover.PersonId, x.Mover.Name,
                        words.Why(x.Mover.Why, x.Came), x.Mover.On, office.UnitName(x.Mover.Unit),
                        x.Mover.Other is { } other ? office.UnitName(other) : null, AsKnown.DayOf(x.Mover.RecordedAt), x.Mover.Source)),
            Between(l, m.First, m.Second))
        {
            People = m.Difference.Came.Concat(m.Difference.Went).Select(x => x.PersonId),
        };
    }

    private static ListTable Series(Language l, SeriesModel m)
    {
        var s = m.Series;
        var months = s.Question.Months;
        object?[] Line(string? code, string name, IEnumerable<AnSinh.Scoreboard.Figures.Parts?> parts) =>
            [code, name, .. parts.SelectMany(p => s.Indicator.IsShare ? new object?[] { p?.Numerator, p?.Denominator } : [p?.Numerator])];
        return new ListTable(
            l.T(s.Indicator.Label) + l.T(" theo xã", " by commune"),
            [new(l.T("Mã", "Code"), 10), new(l.T("Xã", "Commune"), 30),
                .. months.SelectMany(
                    x => s.Indicator.IsShare
                        ? new XlsxColumn[] { new(x.ToVietnamese() + l.T(", tử số", ", numerator"), 18),
                            new(x.ToVietnamese() + l.T(", mẫu số", ", denominator"), 18) } : [new(x.ToVietnamese(), 14)])],
            [
                .. s.Rows.Select(x => Line(x.Commune.Code, x.Commune.FullName, x.Parts)),
                .. s.Unplaced.Any(p => p != default(AnSinh.Scoreboard.Figures.Parts))
                    ? [Line(null, l.T("Chưa xếp được vào xã nào của bản đồ này", "In no one commune of this map"),
                        s.Unplaced)] : (object?[][])[],
            ],
            s.Unit.FullName,
            s.Question.Map is { } map ? l.T("Tính lại theo bản đồ ngày ", "Restated on the map of ") + l.Date(map)
                : l.T("Mỗi tháng trên bản đồ của chính nó", "Each month on its own map"));
    }

    private static string Between(Language l, Moment first, Moment second) =>
        l.T($"Từ {l.Date(first.Day)} (biết đến {l.Date(first.Known.Day)}) đến {l.Date(second.Day)} (biết đến {l.Date(second.Known.Day)})",
            $"From {l.Date(first.Day)} (as known on {l.Date(first.Known.Day)})"
                + $" to {l.Date(second.Day)} (as known on {l.Date(second.Known.Day)})");

    private static string At(Language l, Moment at) =>
        l.T($"Đúng vào ngày {l.Date(at.Day)}, theo hiểu biết ngày {l.Date(at.Known.Day)}",
            $"Right on {l.Date(at.Day)}, as known on {l.Date(at.Known.Day)}");
}
