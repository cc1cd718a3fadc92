using AnSinh.Basics;
using AnSinh.Host.Access;
using AnSinh.Host.Web;

namespace AnSinh.Host.Components;

/// <summary>A place the navigation leads to.</summary>
/// <param name="Section">What its pages say they belong to.</param>
/// <param name="Path">Its address, without the two times.</param>
/// <param name="Label">Its name.</param>
/// <param name="Icon">Its picture.</param>
internal sealed record Destination(string Section, string Path, LocalText Label, string Icon);

/// <summary>Where the navigation leads: all places of a viewer, and the few that the bar of a phone has room for.</summary>
internal static class Destinations
{
    private static readonly Destination Board = new("board", "/", new("Bảng chỉ tiêu", "Scoreboard"), "board");
    private static readonly Destination Cases = new("cases", Links.Cases, new("Hồ sơ", "Cases"), "case");
    private static readonly Destination Promise = new("promise", "/che-do", new("Lời hứa còn hở", "Promise gap"), "promise");
    private static readonly Destination Pay = new("pay", "/chi-tra", new("Chi trả", "Payments"), "pay");
    private static readonly Destination People = new("people", "/nguoi", new("Nhân khẩu", "People"), "people");
    private static readonly Destination Events = new("events", "/su-kien", new("Biến động", "Life events"), "event");

    /// <summary>All places, in their groups; null for nobody signed in.</summary>
    public static IReadOnlyList<IReadOnlyList<Destination>> Of(Viewer? viewer) =>
    [
        viewer is null ? [Board, Promise, Pay, Forecast] : [Board, Cases, Promise, Pay, Forecast],
        [
            People, Events,
            new("lists", "/danh-sach", new("Danh sách Excel", "Lists from Excel"), "list"),
            new("doubles", "/trung-lap", new("Trùng lặp", "Doubles"), "twins"),
            new("quality", "/chat-luong", new("Chất lượng sổ", "Data quality"), "check"),
            new("poverty", Links.PovertyRounds, new("Rà soát hộ nghèo", "Poverty round"), "home"),
        ],
        [
            .. viewer is null ? (Destination[])[] : [new("unit", "/don-vi/" + viewer.Unit.Key, new("Đơn vị", "Unit"), "unit")],
            new("map", "/dia-gioi", new("Địa giới", "Borders"), "map"),
            new("history", "/thay-doi", new("Có gì thay đổi", "What changed"), "history"),
        ],
        [
            new("law", "/bo-luat", new("Bộ luật", "Rulebook"), "law"),
            new("ask", "/hoi", new("Hỏi chế độ", "Ask"), "ask"),
            .. viewer is { SeesAll: true } ? (Destination[])[new("report", "/bao-cao", new("Báo cáo", "Reports"), "report")] : [],
        ],
    ];

    /// <summary>The four places this viewer's work begins at.</summary>
    public static IReadOnlyList<Destination> Often(Viewer? viewer) => viewer?.Role switch
    {
        Role.CommuneOfficer => [Cases, Promise, People, Events],
        Role.CommuneLeader => [Cases, Promise, People, Board],
        Role.DistrictOfficer => [Cases, Promise, People, Pay],
        _ => [Board, Promise, People, Pay],
    };

    private static Destination Forecast => new("forecast", "/du-bao", new("Dự báo", "Forecast"), "forecast");
}
