using AnSinh.Basics;
using AnSinh.Host.Components;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Ledger;

namespace AnSinh.Host.Programmes;

/// <summary>The promise gap in words and addresses.</summary>
internal sealed class GapWords(Visit visit, string programme)
{
    private Language L => visit.Language;

    /// <summary>The word in the address that names a list.</summary>
    public static string Slug(GapKind kind) => kind switch
    {
        GapKind.Missed => "bi-sot",
        GapKind.Leak => "huong-sai",
        GapKind.Unpaid => "chua-chi",
        GapKind.Unknown => "chua-ro",
        GapKind.Entitled => "du-dieu-kien",
        GapKind.Decided => "co-quyet-dinh",
        _ => "da-chi",
    };

    /// <summary>The page of a list.</summary>
    public string Href(GapKind kind, string? unit = null) => visit.Link("/che-do/" + programme, ("ds", Slug(kind)), (Places.Key, unit));

    /// <summary>From entitled to paid.</summary>
    public IReadOnlyList<FunnelStep> Steps(GapCounts counts) =>
    [
        new(L.T("Đủ điều kiện", "Entitled"), counts.Entitled, Href(GapKind.Entitled)),
        new(L.T("Có quyết định", "Decided"), counts.Decided, Href(GapKind.Decided),
            L.T($"{L.Number(counts.Missed)} bị sót", $"{L.Number(counts.Missed)} missed"), Href(GapKind.Missed)),
        new(L.T("Đã chi", "Paid"), counts.Paid, Href(GapKind.Paid),
            L.T($"{L.Number(counts.Unpaid)} chưa chi", $"{L.Number(counts.Unpaid)} unpaid"), Href(GapKind.Unpaid)),
    ];

    /// <summary>A list's name.</summary>
    public static LocalText NameOf(GapKind kind) => kind switch
    {
        GapKind.Missed => new("Bị sót", "Missed"),
        GapKind.Leak => new("Hưởng sai", "Leaks"),
        GapKind.Unpaid => new("Chưa chi", "Unpaid"),
        GapKind.Unknown => new("Chưa rõ", "Unknown"),
        GapKind.Entitled => new("Đủ điều kiện", "Entitled"),
        GapKind.Decided => new("Có quyết định", "Decided"),
        _ => new("Đã chi", "Paid"),
    };

    /// <summary>What a list means, and what to do.</summary>
    public string Meaning(GapKind kind) => kind switch
    {
        GapKind.Missed =>
            L.T("Đủ điều kiện theo luật và dữ kiện, nhưng chưa có quyết định: mời làm hồ sơ.",
                "Entitled by law and facts, without a decision: invite them to apply."),
        GapKind.Leak =>
            L.T("Có quyết định hoặc đã chi, nhưng không đủ điều kiện: kiểm tra rồi thôi hưởng hoặc sửa dữ kiện.",
                "Decided or paid, but not entitled: check, then end the decision or correct the facts."),
        GapKind.Unpaid => L.T("Phải chi cho tháng này mà chưa chi, hoặc chi chưa đủ.", "Due for the month and not, or not fully, paid."),
        GapKind.Unknown =>
            L.T(
                "Thiếu dữ kiện nên chưa kết luận được, hoặc mới chắc một phần. "
                    + "Chưa rõ không phải là không: xác minh dữ kiện còn thiếu; phần đã chắc vẫn chi.",
                "A fact is missing, so there is no conclusion, or only a part is certain. "
                    + "Unknown is not no: verify the missing fact; what is certain is paid."),
        GapKind.Entitled => L.T("Mọi người được luật và dữ kiện cho hưởng tháng này.", "Everybody whom law and facts entitle this month."),
        GapKind.Decided => L.T("Mọi người có quyết định còn hiệu lực cho tháng này.", "Everybody with a decision in force for the month."),
        _ => L.T("Mọi người đã được chi cho tháng này.", "Everybody paid for the month."),
    };
}
