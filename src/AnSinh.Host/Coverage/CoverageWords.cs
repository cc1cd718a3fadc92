using AnSinh.Host.Web;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.Coverage;

/// <summary>States of coverage in words.</summary>
internal static class CoverageWords
{
    /// <summary>The word of a status.</summary>
    public static string Word(CoverageStatus status, Language l) => status switch
    {
        CoverageStatus.Modelled => l.T("Đã có", "Modelled"),
        CoverageStatus.Partly => l.T("Một phần", "Partly"),
        _ => l.T("Chưa có", "Not yet"),
    };

    /// <summary>The tone of its chip.</summary>
    public static string Tone(CoverageStatus status) =>
        status switch { CoverageStatus.Modelled => "good", CoverageStatus.Partly => "warn", _ => "mute" };

    /// <summary>What kind of clause it is.</summary>
    public static string Word(ProvisionKind kind, Language l) => kind switch
    {
        ProvisionKind.Requirement => l.T("điều kiện chung", "for all"),
        ProvisionKind.Route => l.T("diện hưởng", "route"),
        ProvisionKind.Unless => l.T("trừ khi", "unless"),
        ProvisionKind.Rate => l.T("mức", "rate"),
        ProvisionKind.Item => l.T("mục chấm điểm", "item"),
        ProvisionKind.Choice => l.T("trường hợp", "clause"),
        ProvisionKind.Value => l.T("giá trị tham số", "parameter value"),
        ProvisionKind.Parameter => l.T("cách lấy giữa các cấp", "how levels combine"),
        ProvisionKind.Edition => l.T("bảng mức", "table"),
        ProvisionKind.Cell => l.T("dòng của bảng", "row of a table"),
        ProvisionKind.Version => l.T("phiên bản", "version"),
        ProvisionKind.Selection => l.T("thuộc nhiều diện", "several routes"),
        ProvisionKind.Interaction => l.T("quan hệ giữa các chế độ", "between programmes"),
        ProvisionKind.Definition => l.T("định nghĩa", "definition"),
        ProvisionKind.Instrument => l.T("văn bản", "instrument"),
        _ => l.T("dữ kiện", "fact"),
    };
}
