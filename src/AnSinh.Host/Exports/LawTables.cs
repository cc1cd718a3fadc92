using AnSinh.Casework.Cases;
using AnSinh.Host.Coverage;
using AnSinh.Host.Explaining;
using AnSinh.Host.Rules;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Lists.Writing;

namespace AnSinh.Host.Exports;

/// <summary>Lists of the rulebook: its parts, its coverage, holidays.</summary>
internal static class LawTables
{
    /// <summary>The table of a model; null for one that is none of these.</summary>
    public static ListTable? Of(Language l, object model) => model switch
    {
        RulebookModel { Part: "tham-so" } m => Parameters(l, m),
        RulebookModel { Part: "bang" } m => Sources(l, m),
        RulebookModel { Part: "thu-tuc" } m => Procedures(l, m),
        RulebookModel { Part: "van-ban" } m => Instruments(l, m),
        RulebookModel m => Programmes(l, m),
        HolidayModel m => Holidays(l, m),
        AccessMatrixModel m => Matrix(l, m),
        CoverageModel m => Coverage(l, m),
        _ => null,
    };

    private static ListTable Parameters(Language l, RulebookModel m) => new(
        l.T("Bộ luật: tham số", "Rulebook: parameters"),
        [new(l.T("Nhóm", "Family"), 30), new(l.T("Mã", "Id"), 40), new(l.T("Tham số", "Parameter"), 50),
            new(l.T("Giá trị", "Value"), 24), new(l.T("Cấp", "Level"), 18), new(l.T("Căn cứ", "Citation"), 40),
            new(l.T("Số mức đã lưu", "Values kept")), new(l.T("Kiểm chứng", "Checked"), 18)],
        m.Parameters.SelectMany(
            g => g.Entries.Select(
                x => ListTable.Row(g.Title, x.Id, x.Name, x.Value, x.Level, x.Cite?.ToString(), x.Values, Doubt(l, x.Doubtful)))));

    private static ListTable Sources(Language l, RulebookModel m) => new(
        l.T("Bộ luật: bảng, đại lượng, phiếu", "Rulebook: tables, quantities, scorecards"),
        [new(l.T("Nhóm", "Family"), 30), new(l.T("Tên", "Name"), 60), new(l.T("Loại", "Kind"), 24), new(l.T("Phiên bản", "Versions"))],
        m.Sources.SelectMany(g => g.Entries.Select(x => ListTable.Row(g.Title, x.Name, x.Kind, x.Versions))));

    private static ListTable Procedures(Language l, RulebookModel m) => new(
        l.T("Bộ luật: thủ tục, biểu mẫu", "Rulebook: procedures, forms"),
        [new(l.T("Loại", "Kind"), 12), new(l.T("Mã", "Id"), 34), new(l.T("Tên", "Name"), 80),
            new(l.T("Đang áp dụng", "In force"), 26), new(l.T("Căn cứ", "Citation"), 40), new(l.T("Kiểm chứng", "Checked"), 18),
            new(l.T("Ghi chú", "Remark"), 80)],
        m.Procedures.Select(x => ListTable.Row(l.T("thủ tục", "procedure"), x.Id, x.Name,
                x.InForce is { } version ? ProcedureWords.Days(l, version) : l.T("chưa có quy định", "no rule known"),
                x.InForce?.Cite?.ToString(), x.InForce is null ? null : Doubt(l, x.Doubtful), x.InForce?.Note))
            .Concat(m.Forms.Select(x => ListTable.Row(l.T("biểu mẫu", "form"), x.Form.Id, l.T(x.Form.Label),
                string.Join("; ", x.Taken), x.Form.Cite?.ToString(), Doubt(l, x.Form.Doubtful), x.Form.Note))));

    private static ListTable Instruments(Language l, RulebookModel m) => new(
        l.T("Bộ luật: văn bản", "Rulebook: instruments"),
        [new(l.T("Văn bản", "Instrument"), 34), new(l.T("Tên", "Title"), 80), new(l.T("Cơ quan ban hành", "Issuer"), 30),
            new(l.T("Ban hành", "Issued"), 12), new(l.T("Hiệu lực", "In force"), 12), new(l.T("Được dẫn", "Cited")),
            new(l.T("Nghi ngờ", "Doubt"), 50)],
        m.Instruments.Select(x => ListTable.Row(x.Display, x.Title, x.Issuer, x.Issued, x.InForce, x.Uses, x.Doubt)));

    private static ListTable Programmes(Language l, RulebookModel m) => new(
        l.T("Bộ luật: chế độ", "Rulebook: programmes"),
        [new(l.T("Mã", "Id"), 34), new(l.T("Chế độ", "Programme"), 60), new(l.T("Đang áp dụng", "In force"), 60),
            new(l.T("Cấp", "Level"), 18), new(l.T("Phiên bản", "Versions")), new(l.T("Ca mẫu", "Cases")),
            new(l.T("Kiểm chứng", "Checked"), 18)],
        m.Programmes.Select(x => ListTable.Row(x.Id, x.Name, x.Current, x.Level, x.Versions, x.Cases, Doubt(l, x.Doubtful))));

    private static ListTable Holidays(Language l, HolidayModel m) => new(
        l.T($"Ngày nghỉ {m.Year.Year}", $"Public holidays {m.Year.Year}"),
        [new(l.T("Ngày", "Day"), 12), new(l.T("Thứ", "Weekday"), 12), new(l.T("Là", "Is"), 20), new(l.T("Ghi chú", "Remark"), 40)],
        m.Year.Days.Select(x => ListTable.Row(
            x.Day, HolidayWords.Weekday(l, x.Day), HolidayWords.Kind(l, x.Kind), HolidayWords.Remark(l, x))),
        m.Cite);

    private static ListTable Matrix(Language l, AccessMatrixModel m) => new(
        l.T("Phân quyền", "Who may what"),
        [new(l.T("Việc", "Permission"), 40), new(l.T("Gồm", "Covers"), 60), .. m.Roles.Select(r => new XlsxColumn(l.T(r.At.Label), 18))],
        [
            .. m.Permissions.Select(p => ListTable.Row(
                [l.T(p.Label), l.T(p.Covers), .. m.Roles.Select(r => r.At.May.Contains(p.Id) ? l.T("được", "may") : "")])),
            ListTable.Row([l.T("Trong thủ tục là", "In procedures"), "",
                .. m.Roles.Select(r => string.Join(", ", r.At.ActsAs.Select(a => l.T(RoleWords.Of(a)))))]),
            .. m.Openings is null ? (object?[][])[]
                : [ListTable.Row([l.T("Ai giữ", "Who has it"), "", .. m.Roles.Select(r => string.Join(", ", r.Names))])],
        ]);

    private static ListTable Coverage(Language l, CoverageModel m) => new(
        l.T("Phạm vi bộ luật", "Coverage of the rulebook"),
        [new(l.T("Nhóm", "Family"), 30), new(l.T("Mã", "Id"), 34), new(l.T("Chế độ", "Programme"), 60),
            new(l.T("Tình trạng", "State"), 16), new(l.T("Từ tháng", "Since"), 10), new(l.T("Phiên bản", "Versions")),
            new(l.T("Có ca chứng minh", "Proven")), new(l.T("Điều khoản", "Clauses")), new(l.T("Nghi ngờ", "Doubts"), 80)],
        m.Families.SelectMany(
            f => f.Things.Select(
                x => ListTable.Row(l.T(f.Label), x.Name, l.T(x.Label), CoverageWords.Word(x.Status, l),
                    x.Since?.ToVietnamese(), x.Of is null ? null : x.Versions, x.Clauses.Count == 0 ? null : x.Proven,
                    x.Clauses.Count, string.Join(" ", x.Doubts)))));

    private static string Doubt(Language l, bool doubtful) => doubtful ? l.T("chưa chắc chắn", "doubtful") : l.T("đã đọc", "read");
}
