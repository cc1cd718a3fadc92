using AnSinh.Basics;
using AnSinh.Host.LawChanges;
using AnSinh.Host.Payments;
using AnSinh.Host.People;
using AnSinh.Host.Poverty;
using AnSinh.Host.Programmes;
using AnSinh.Host.Quality;
using AnSinh.Host.Scoreboard;
using AnSinh.Host.Units;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Lists.Writing;
using AnSinh.Ledger;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Exports;

/// <summary>The table of each page that shows a list, from the model the page shows.</summary>
internal static class ListTables
{
    /// <summary>The table of a model; null for a page that shows no list.</summary>
    public static ListTable? Of(Office office, Visit visit, object model)
    {
        var l = visit.Language;
        return model switch
        {
            PeopleListModel m => People(l, m.Title, m.Rows, l.T("Ghi chú", "Note"), m.Why),
            FigureListModel m => Figure(l, m),
            QualityBoardModel m => Quality(l, m),
            ProgrammeListModel m => Programmes(l, m),
            MonthModel m => Month(l, m),
            DraftModel m => Draft(l, m),
            PayListModel m => PayList(l, m),
            UnitModel m => Unit(l, m),
            ScoreboardModel m => Scoreboard(l, m),
            SimulationModel m => Simulation(l, m),
            _ => RegisterListTables.Of(office, visit, model) ?? LawTables.Of(l, model) ?? PovertyTables.Of(visit, model),
        };
    }

    private static ListTable People(Language l, string title, IReadOnlyList<PersonLine> rows, string note, string? about) => new(
        title,
        [new(l.T("Người số", "Person"), 10), new(l.T("Họ và tên", "Name"), 28), new(l.T("Ngày sinh", "Born"), 12),
            new(l.T("Giới tính", "Sex"), 8), new(l.T("Số định danh", "Number"), 18), new(l.T("Số hộ", "Household"), 12),
            new(l.T("Thôn", "Hamlet"), 16), new(l.T("Xã", "Commune"), 22), new(note, 44)],
        rows.Select(
            x => Row(x.PersonId, x.Name, x.Birth, SexText(l, x.Sex), x.Number?.Replace(" ", "", StringComparison.Ordinal),
                x.Household?.Number, x.Household?.Hamlet, x.Commune, x.Note)),
        about is { Length: > 0 } ? [about] : []) { People = rows.Select(x => x.PersonId) };

    private static ListTable Figure(Language l, FigureListModel m) => new(
        m.Title,
        [new(l.T("Người số", "Person"), 10), new(l.T("Họ và tên", "Name"), 28), new(l.T("Ngày sinh", "Born"), 12),
            new(l.T("Giới tính", "Sex"), 8), new(l.T("Số hộ", "Household"), 12), new(l.T("Thôn", "Hamlet"), 16),
            new(l.T("Xã", "Commune"), 22)],
        m.List.Lines.Select(
            x => Row(x.PersonId, x.Name, x.Birth, SexText(l, x.Sex), x.HouseholdNumber, x.Hamlet, x.Unit?.FullName)),
        m.Why) { People = m.List.Lines.Select(x => x.PersonId ?? 0) };

    private static ListTable Quality(Language l, QualityBoardModel m) => new(
        l.T("Chất lượng sổ", "Data quality"),
        [new(l.T("Phép kiểm", "Check"), 44), new(l.T("Trường hợp", "Cases")), new(l.T("Số xã", "Communes")),
            new(l.T("Vì sao, làm gì", "Why, and what to do"), 80)],
        m.Rows.Select(x => Row(l.T(x.Check.Label), x.Count, x.Communes, l.T(x.Check.Why))));

    private static ListTable Programmes(Language l, ProgrammeListModel m) => new(
        l.T("Lời hứa còn hở", "Promise gap"),
        [new(l.T("Chế độ", "Programme"), 44), new(l.T("Căn cứ", "Law"), 40), new(l.T("Đủ điều kiện", "Entitled")),
            new(l.T("Đã có quyết định", "Decided")), new(l.T("Đã chi", "Paid")), new(l.T("Bị sót", "Missed")),
            new(l.T("Chi sai", "Leaks")), new(l.T("Chưa rõ", "Unknown")), new(l.T("Phải chi, đồng", "Due, đồng"), 18)],
        [.. m.Rows.Select(x => x.IsSmall ? Row(x.Name, x.Version, null, null, null, null, null, null, null)
                : Row(x.Name, x.Version, x.Entitled, x.Decided, x.Paid, x.Missed, x.Leaks, x.Unknown, x.Amount)),
            .. m.Determined.Select(x => x.Hidden || x.IsSmall ? Row(x.Name, x.Version, null, null, null, null, null, null, null)
                : Row(x.Name, x.Version, x.Entitled, null, null, null, null, x.Unknown, x.Amount))]);

    private static ListTable Month(Language l, MonthModel m) => Lines(l,
        l.T($"Chi trả tháng {m.Month.ToVietnamese()}", $"Payments of {m.Month.ToVietnamese()}"), m.Lines,
        m.UnitName ?? l.T("Toàn bộ phạm vi được xem", "All within the scope"));

    private static ListTable Draft(Language l, DraftModel m)
    {
        var title = l.T($"Kỳ chi trả {m.File.Draft.Month.ToVietnamese()}, bản nháp số {m.File.Draft.Id}",
            $"Month run {m.File.Draft.Month}, draft {m.File.Draft.Id}");
        return m.Differing is not { } differing ? Lines(l, title, m.Lines.Items, l.T(m.File.Case.State.Step.Label)) : new(
            title,
            [new(l.T("Người số", "Person"), 10), new(l.T("Họ và tên", "Name"), 28), new(l.T("Xã", "Commune"), 22),
                new(l.T("Chế độ", "Programme"), 34), new(l.T("Tháng trước, đồng", "Before, đồng"), 18),
                new(l.T("Tháng này, đồng", "Now, đồng"), 18)],
            differing.Items.Select(x => Row(x.PersonId, x.Name, x.Commune, x.Programme, x.Before, x.Now)),
            l.T(DraftWords.Way(m.Asked.Way!.Value))) { People = differing.Items.Select(x => x.PersonId) };
    }

    private static ListTable PayList(Language l, PayListModel m)
    {
        var title = l.T($"Danh sách chi trả tháng {m.Draft.Month.ToVietnamese()}", $"Pay list {m.Draft.Month}");
        return m.Unit is null
            ? new(title, [new(l.T("Xã", "Commune"), 26), new(l.T("Người", "People")), new(l.T("Cộng, đồng", "Sum, đồng"), 18)],
                m.Communes.Select(x => Row(x.Name, x.Persons, x.Amount)))
            : new(title,
                [new(l.T("TT", "No."), 6), new(l.T("Thôn", "Hamlet"), 18), new(l.T("Họ và tên", "Name"), 28),
                    new(l.T("Ngày sinh", "Born"), 12), new(l.T("Chế độ", "Programme"), 44),
                    new(l.T("Số tiền, đồng", "Amount, đồng"), 16), new(l.T("Ký nhận", "Signature"), 20)],
                m.Hamlets.SelectMany(h => h.Rows.Select(x => Row(x.No, h.Hamlet, x.Name, x.Birth, x.What, x.Amount, null))),
                m.UnitName!) { People = m.Hamlets.SelectMany(h => h.Rows).Select(x => x.PersonId) };
    }

    private static ListTable Lines(Language l, string title, IReadOnlyList<LineRow> lines, string note) => new(
        title,
        [new(l.T("Người số", "Person"), 10), new(l.T("Họ và tên", "Name"), 28), new(l.T("Xã", "Commune"), 22),
            new(l.T("Chế độ", "Programme"), 34), new(l.T("Của tháng", "For month"), 10), new(l.T("Loại", "Kind"), 14),
            new(l.T("Số tiền, đồng", "Amount, đồng"), 16), new(l.T("Vì sao", "Why"), 60)],
        lines.Select(
            x => Row(x.PersonId, x.Name, x.Commune, x.Programme, x.ForMonth.ToVietnamese(), Kind(l, x.Kind), x.Amount, x.Cause)),
        note) { People = lines.Select(x => x.PersonId) };

    private static ListTable Unit(Language l, UnitModel m) => m.Communes.Count > 0
        ? new ListTable(
            l.T("Xã của ", "Communes of ") + m.Unit.FullName,
            [new(l.T("Mã", "Code"), 10), new(l.T("Xã", "Commune"), 26), new(l.T("Số người", "People")),
                new(l.T("Số hộ", "Households"))],
            m.Communes.Select(x => Row(x.Unit.Code, x.Unit.FullName, x.People, x.Households)))
        : new ListTable(
            m.Unit.FullName,
            [new(l.T("Chế độ", "Programme"), 44), new(l.T("Đủ điều kiện", "Entitled")), new(l.T("Chưa rõ", "Unknown")),
                new(l.T("Phải chi, đồng", "Due, đồng"), 18)],
            m.Programmes.Select(x => Row(x.Name, x.Entitled, x.Unknown, x.Amount)));

    private static ListTable Scoreboard(Language l, ScoreboardModel m) => new(
        l.T("Bảng chỉ tiêu ", "Scoreboard ") + m.Unit.FullName,
        [new(l.T("Chỉ tiêu", "Indicator"), 50), new(l.T("Giá trị", "Value"), 14), new(l.T("Cơ sở", "Basis"), 34),
            new(l.T("Mục tiêu", "Target"), 24), new(l.T("Đã công bố", "Published"), 20), new(l.T("Đánh giá", "Verdict"), 18)],
        m.Rows.Select(x => Row(x.Name, x.Value, x.Basis, x.Target, x.Published, x.Verdict)),
        m.Term);

    private static ListTable Simulation(Language l, SimulationModel m) => new(
        l.T("Mô phỏng: ", "Simulation: ") + m.Title,
        [new(l.T("Bảng", "Table"), 24), new(l.T("Phần", "Part"), 44), new(l.T("Được thêm", "Gain")),
            new(l.T("Bị bớt", "Lose")), new(l.T("Như cũ", "Same")), new(l.T("Trước, đồng", "Before, đồng"), 18),
            new(l.T("Sau, đồng", "After, đồng"), 18), new(l.T("Chênh, đồng", "Difference, đồng"), 18)],
        m.Tables.SelectMany(
            t => t.Rows.Select(
                x => Row(t.Title, x.Name, x.Effect.Gainers, x.Effect.Losers, x.Effect.Unchanged, x.Effect.Before.Amount,
                    x.Effect.After.Amount, x.Effect.Change))));

    private static string? SexText(Language l, Sex? sex) =>
        sex switch { Sex.Male => l.T("Nam", "Male"), Sex.Female => l.T("Nữ", "Female"), _ => null };

    private static string Kind(Language l, LineKind kind) => kind switch
    {
        LineKind.Current => l.T("trong tháng", "current"),
        LineKind.Arrears => l.T("truy lĩnh", "arrears"),
        _ => l.T("thu hồi", "recovery"),
    };

    private static object?[] Row(params object?[] cells) => ListTable.Row(cells);
}
