using AnSinh.Basics;
using AnSinh.Host.Web;

namespace AnSinh.Host.Components;

/// <summary>A place the navigation leads to.</summary>
/// <param name="Section">What its pages say they belong to.</param>
/// <param name="Path">Its address, without the two times.</param>
/// <param name="Label">Its name.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Needs">What its page needs.</param>
internal sealed record Destination(string Section, string Path, LocalText Label, string Icon, Permission Needs);

/// <summary>Where the navigation leads: all places of a viewer, and the few that the bar of a phone has room for.</summary>
internal static class Destinations
{
    private static readonly Destination Board = new("board", "/", new("Bảng chỉ tiêu", "Scoreboard"), "board", Permission.ReadFigures);
    private static readonly Destination Cases = new("cases", Links.Cases, new("Hồ sơ", "Cases"), "case", Permission.WorkOnCases);
    private static readonly Destination Promise = new(
        "promise", "/che-do", new("Lời hứa còn hở", "Promise gap"), "promise", Permission.ReadFigures);
    private static readonly Destination Pay = new("pay", "/chi-tra", new("Chi trả", "Payments"), "pay", Permission.ReadPayments);
    private static readonly Destination Forecast = new("forecast", "/du-bao", new("Dự báo", "Forecast"), "forecast", Permission.Forecast);
    private static readonly Destination People = new("people", "/nguoi", new("Nhân khẩu", "People"), "people", Permission.ReadPeople);
    private static readonly Destination Events = new("events", "/su-kien", new("Biến động", "Life events"), "event", Permission.ReadPeople);

    private static readonly Destination Accounts = new(
        "accounts", Links.Accounts, new("Tài khoản", "Accounts"), "people", Permission.ManageAccounts);
    private static readonly Destination Mandates = new(
        "mandates", Links.Mandates, new("Thẩm quyền ký", "Mandates"), "check", Permission.ManageAccounts);
    private static readonly Destination Widenings = new(
        "widening", Links.Widenings, new("Quyền xem tạm", "Widened views"), "check", Permission.ReviewWidening);

    private static readonly Destination Log = new("audit", "/nhat-ky", new("Nhật ký", "Log"), "audit", Permission.ReadAudit);

    // Places a bar of a phone has room for.
    private const int Few = 4;

    /// <summary>The places somebody may go to, in their groups; to nobody signed in all are shown that are nobody's own.</summary>
    public static IReadOnlyList<IReadOnlyList<Destination>> Of(Viewer? viewer) =>
        [.. All(viewer).Select(group => group.Where(d => IsFor(d, viewer)).ToList()).Where(group => group.Count > 0)];

    /// <summary>The four places this viewer's work begins at.</summary>
    public static IReadOnlyList<Destination> Often(Viewer? viewer) => viewer is null ? [Board, Promise, People, Pay]
        : [.. Begin(viewer).Where(d => IsFor(d, viewer)).Distinct().Take(Few)];

    private static Destination[] Begin(Viewer viewer) =>
        [
            Cases, Accounts, Widenings, Promise, People,
            viewer.May(Permission.RunMonths) ? Pay : viewer.May(Permission.RecordCivil) ? Events : Board, Pay, Log,
        ];

    private static bool IsFor(Destination place, Viewer? viewer) =>
        (place != Forecast || viewer?.May(Permission.ReadPeople) != false)
            && (viewer?.May(place.Needs) ?? place.Needs is not (Permission.WorkOnCases or Permission.ReadReports
            or Permission.ManageAccounts or Permission.ReviewWidening or Permission.ReadAudit));

    private static Destination[][] All(Viewer? viewer) =>
    [
        [Board, Cases, Promise, Pay, Forecast],
        [
            People, Events,
            new("lists", "/danh-sach", new("Danh sách Excel", "Lists from Excel"), "list", Permission.ReadPeople),
            new("doubles", "/trung-lap", new("Trùng lặp", "Duplicates"), "twins", Permission.ReadPeople),
            new("quality", "/chat-luong", new("Chất lượng sổ", "Data quality"), "check", Permission.ReadPeople),
            new("poverty", Links.PovertyRounds, new("Rà soát hộ nghèo", "Poverty round"), "home", Permission.ReadPeople),
        ],
        [
            .. viewer is null ? (Destination[])[]
                : [new("unit", "/don-vi/" + viewer.Unit.Key, new("Đơn vị", "Unit"), "unit", Permission.ReadFigures)],
            new("map", "/dia-gioi", new("Địa giới", "Borders"), "map", Permission.ReadFigures),
            new("history", "/thay-doi", new("Có gì thay đổi", "What changed"), "history", Permission.ReadPeople),
        ],
        [
            new("law", "/bo-luat", new("Bộ luật", "Rulebook"), "law", Permission.ReadLaw),
            new("ask", "/hoi", new("Hỏi chế độ", "Ask"), "ask", Permission.ReadLaw),
            new("report", "/bao-cao", new("Báo cáo", "Reports"), "report", Permission.ReadReports),
            Widenings, Accounts, Mandates, Log,
        ],
    ];
}
