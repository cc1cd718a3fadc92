using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;

namespace AnSinh.Host.SignIn;

/// <summary>A step of a day in the office.</summary>
/// <param name="Login">Who does it.</param>
/// <param name="What">What they do.</param>
/// <param name="Address">Where it begins.</param>
public sealed record DayStep(string Login, LocalText What, string Address);

/// <summary>A day in the office, walked by a visitor of the demo in the place of everybody in turn.</summary>
internal static class DayPages
{
    public const string Root = "/ngay-mau";

    /// <summary>The steps, a file's way from the door to the money, then what goes on beside it.</summary>
    public static IReadOnlyList<(LocalText Part, IReadOnlyList<DayStep> Steps)> Parts { get; } =
    [
        (new("Một hồ sơ, từ cửa đến tiền", "A file, from the door to the money"),
        [
            new("motcua", new("Tìm một người bị sót và nhận hồ sơ xin trợ cấp xã hội.",
                "Find somebody who is missed and take their request in."),
                "/che-do/social_assistance"),
            new("xuandinh", new("Xét hồ sơ, niêm yết, kết thúc niêm yết, trình Chủ tịch.",
                "Review the file, post it, end the posting, hand it to the chair."),
                "/ho-so"),
            new("chutich", new("Ký tờ trình của xã.", "Sign what the commune proposes."), "/ho-so"),
            new("canbo", new("Thẩm định hồ sơ của xã, trình lãnh đạo; lập bản nháp kỳ chi trả của tháng.",
                "Appraise the commune's file, hand it to the leader; draft the month's payments."), "/ho-so"),
            new("ketoan", new("Kiểm tra bản nháp, xem khác tháng trước thế nào, trình duyệt. Người lập không kiểm tra được.",
                "Check the draft, see how it differs from the month before, hand it in. Who drafts does not check."), "/chi-tra"),
            new("lanhdao", new("Ký quyết định trợ cấp; duyệt chi: lúc ấy kỳ mới được ghi sổ.",
                "Sign the decision; approve the payments: only then are they posted."), "/ho-so"),
            new("ketoan", new("Chi, rồi ghi đã chi. Người duyệt không ghi được.", "Pay, and record it. Who approves does not."),
                "/chi-tra"),
        ]),
        (new("Sổ và luật", "The register and the law"),
        [
            new("hotich", new("Khai tử, khai sinh, kết hôn, chuyển nơi ở; không sửa được dữ kiện trợ cấp.",
                "Record deaths, births, marriages, moves; not the facts of assistance."), "/su-kien"),
            new("soanluat", new("Soạn một mức mới, xem ai được thêm, tốn bao nhiêu, rồi trình duyệt.",
                "Draft a new value, see whom it reaches and what it costs, hand it in."), "/bo-luat/thay-doi"),
            new("duyetluat", new("Duyệt và công bố bản người khác soạn.", "Approve and publish what another drafted."),
                "/bo-luat/thay-doi"),
            new("phantich", new("Đọc bảng chỉ tiêu, thử phương án ở một chế độ; không thấy tên một ai.",
                "Read the scoreboard, try values of a programme; no name is seen."), "/"),
        ]),
        (new("Ai được xem, ai đã xem", "Who may see, who saw"),
        [
            new("xuandinh", new("Tìm một người xã khác: không thấy. Mở quyền xem tạm, nêu lý do, tìm lại.",
                "Look for somebody of another commune: not there. See more for some hours, with a reason, and look again."), "/vai-tro"),
            new("giamsat", new("Thấy ngay lần mở quyền ấy; xem đã mở hồ sơ nào, ghi kết luận.",
                "See that at once; read which files were opened, record a finding."), Links.Widenings),
            new("chutich", new("Ngày mai đi vắng: ủy quyền cho người khác ký thay.", "On leave tomorrow: let somebody sign instead."),
                "/vai-tro"),
            new("quantri", new("Thêm tài khoản, giao vai trò; thử giao hai việc không được kiêm.",
                "Add an account, give it a role; try to give two duties that must not meet."), Links.Accounts),
            new("kiemtoan", new("Ai đã mở dữ kiện được bảo vệ, vì sao; ai giữ vai trò nào.",
                "Who opened protected facts and why; who has which role."), "/bo-luat/phan-quyen"),
        ]),
    ];

    public static void MapDayPages(this IEndpointRouteBuilder pages) => pages.MapGet(Root, (Office office, Visit visit) => office.IsDemo
        ? View.Of<DayView, DayModel>(new DayModel([.. Parts.Select(p => (p.Part, (IReadOnlyList<(DayStep, DemoAccount)>)[.. p.Steps
            .Select(s => (s, DemoAccounts.All.First(a => a.Login == s.Login)))]))]))
        : ProblemPages.NotFound(visit)).AllowAnonymous().Light().Reads(Language.Key);
}

/// <summary>The steps of a day, each with who does it.</summary>
/// <param name="Parts">Its parts.</param>
public sealed record DayModel(IReadOnlyList<(LocalText Part, IReadOnlyList<(DayStep Step, DemoAccount Who)> Steps)> Parts);
