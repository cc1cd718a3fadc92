using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Ledger;

namespace AnSinh.Host.Payments;

/// <summary>Drafts of runs in words.</summary>
internal static class DraftWords
{
    /// <summary>A way to differ from the month before.</summary>
    public static LocalText Way(MonthDifferenceKind way) => way switch
    {
        MonthDifferenceKind.Started => new("Mới hưởng", "Started"),
        MonthDifferenceKind.Stopped => new("Thôi hưởng", "Stopped"),
        MonthDifferenceKind.Up => new("Mức tăng", "Up"),
        MonthDifferenceKind.Down => new("Mức giảm", "Down"),
        _ => new("Như tháng trước", "As before"),
    };

    /// <summary>A kind of line.</summary>
    public static LocalText Kind(LineKind kind) => kind switch
    {
        LineKind.Current => new("Chi tháng này", "Current month"),
        LineKind.Arrears => new("Truy lĩnh", "Arrears"),
        _ => new("Thu hồi", "Recovery"),
    };

    /// <summary>What was recorded about somebody.</summary>
    public static string Kind(Office office, Language l, string kind) => kind switch
    {
        "identity" => l.T("nhân thân", "identity"),
        "residence" => l.T("nơi ở", "residence"),
        "household" => l.T("hộ", "household"),
        "decision" => l.T("quyết định", "decision"),
        _ => l.T(office.Policy.NameOf(kind)),
    };
}
