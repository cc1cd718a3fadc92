using AnSinh.Host.Web;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Writing;

namespace AnSinh.Host.Lists;

/// <summary>How the rows of a list are sorted and said.</summary>
internal static class ListWords
{
    /// <summary>The ways to look at the rows: word in the address, words for people.</summary>
    public static IReadOnlyList<(string Filter, string Vi, string En)> Filters { get; } =
    [
        ("", "Cần xem", "To look at"), ("sai", "Sai", "Wrong"), ("chon", "Phải chọn", "To choose"), ("ngo", "Có điểm ngờ", "Doubtful"),
        ("moi", "Người mới", "New people"),
        ("doi", "Có thay đổi", "Changed"), ("nhu-so", "Như sổ", "As in the register"), ("bo", "Bỏ", "Left out"),
        ("tat-ca", "Tất cả", "All"),
    ];

    public static bool Shows(string? filter, PlannedRow row) => filter switch
    {
        "sai" => row.State == RowState.Wrong,
        "chon" => row.State == RowState.Ask,
        "ngo" => row.Doubts.Count > 0,
        "moi" => row.IsNew,
        "doi" => row.State == RowState.Ready && row.Person is not null && row.Changes.Count > 0,
        "nhu-so" => row.State == RowState.Ready && row.Person is not null && row.Changes.Count == 0,
        "bo" => row.State == RowState.LeftOut,
        "tat-ca" => true,
        _ => row.State is RowState.Wrong or RowState.Ask || row.Doubts.Count > 0 || row.Choice is not null,
    };

    public static (string Tone, string Word) State(PlannedRow row, Language l) => row.State switch
    {
        RowState.Wrong => ("bad", l.T("Sai", "Wrong")),
        RowState.Ask => ("warn", l.T("Phải chọn", "To choose")),
        RowState.LeftOut => ("mute", l.T("Bỏ", "Left out")),
        _ => row.Person is null ? ("good", l.T("Người mới", "New"))
            : row.Changes.Count > 0 ? ("good", l.T("Có thay đổi", "Changed")) : ("mute", l.T("Như sổ", "Unchanged")),
    };

    public static IReadOnlyList<XlsxColumn> Columns(Language l) =>
    [
        new(l.T("Hàng", "Row"), 18), new(l.T("Họ và tên", "Name"), 28), new(l.T("Ngày sinh", "Born"), 12),
        new(l.T("Số định danh", "Number"), 16), new(l.T("Kết quả", "State"), 14),
        new(l.T("Người số", "Person"), 10), new(l.T("Thay đổi", "Changes"), 50), new(l.T("Sai", "Wrong"), 50),
        new(l.T("Điểm ngờ", "Doubts"), 50), new(l.T("Phải chọn", "To choose"), 40),
    ];

    public static IReadOnlyList<object?> Row(PlannedRow row, Language l) =>
    [
        row.Row.Place, row.Row.Name, row.Row.Birth, row.Row.Number ?? row.Row.OldNumber, State(row, l).Word, row.Person?.Id,
        string.Join("; ", row.Changes.Select(c => $"{c.What}: {(c.Before is null ? "" : c.Before + " → ")}{c.After}")),
        string.Join("; ", row.Refusals), string.Join("; ", row.Doubts.Select(d => $"{d.Place}: {d.Message}")), row.Question,
    ];
}
