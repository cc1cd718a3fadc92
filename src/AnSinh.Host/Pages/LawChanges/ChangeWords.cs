using AnSinh.Casework.LawChanges;
using AnSinh.Host.Web;

namespace AnSinh.Host.Pages.LawChanges;

/// <summary>Where a change stands, in words.</summary>
internal static class ChangeWords
{
    /// <summary>The word of a status.</summary>
    public static string Word(LawChangeStatus status, Language l) => status switch
    {
        LawChangeStatus.Draft => l.T("Đang soạn", "Draft"),
        LawChangeStatus.Submitted => l.T("Chờ duyệt", "Waits for approval"),
        LawChangeStatus.Returned => l.T("Trả lại", "Sent back"),
        LawChangeStatus.Approved => l.T("Đã duyệt", "Approved"),
        LawChangeStatus.Published => l.T("Đã công bố", "Published"),
        _ => l.T("Đã rút", "Given up"),
    };

    /// <summary>What somebody did to bring it there.</summary>
    public static string Deed(LawChangeStatus status, Language l) => status switch
    {
        LawChangeStatus.Draft => l.T("bắt đầu soạn", "began the draft"),
        LawChangeStatus.Submitted => l.T("trình duyệt", "handed it in"),
        LawChangeStatus.Returned => l.T("trả lại", "sent it back"),
        LawChangeStatus.Approved => l.T("duyệt", "approved it"),
        LawChangeStatus.Published => l.T("công bố", "published it"),
        _ => l.T("rút bản soạn", "gave it up"),
    };

    /// <summary>The tone of its chip.</summary>
    public static string Tone(LawChangeStatus status) => status switch
    {
        LawChangeStatus.Published => "good",
        LawChangeStatus.Submitted or LawChangeStatus.Approved => "warn",
        LawChangeStatus.Returned => "bad",
        _ => "mute",
    };
}
