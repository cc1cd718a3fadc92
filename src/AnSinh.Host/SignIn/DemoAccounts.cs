using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Store.Acts;

namespace AnSinh.Host.SignIn;

/// <summary>
/// The people of the demo, one for each role of an office. Their password is shown on the sign-in page: the register holds no real person.
/// </summary>
public static class DemoAccounts
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "an-sinh-demo";

    /// <summary>Key of the demo's district.</summary>
    public const string District = "272";

    private const string Commune = "09727~2020-03-01";

    /// <summary>Since before anything the demo tells of.</summary>
    public static DateInterval Always { get; } = new(new DateOnly(2015, 1, 1), null);

    /// <summary>Who they are, in the order of a file's way through the office.</summary>
    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("motcua", "Nguyễn Thị Lụa", Commune, ["one_stop_clerk"], "Một cửa xã Xuân Đình: nhận hồ sơ, trả kết quả",
            "One-stop desk of Xuân Đình commune: takes requests in, gives results out"),
        new("xuandinh", "Kiều Văn Lâm", Commune, ["social_officer"], "Cán bộ xã Xuân Đình: chỉ thấy xã mình",
            "Officer of Xuân Đình commune: sees only that commune"),
        new("hotich", "Nguyễn Đăng Khoa", Commune, ["registry_clerk"], "Hộ tịch xã Xuân Đình: ghi sinh, tử, kết hôn, nơi ở",
            "Registry clerk of Xuân Đình commune: births, deaths, marriages, homes"),
        new("chutich", "Doãn Thị Thơm", Commune, ["leader"], "Chủ tịch UBND xã Xuân Đình: ký đề nghị của xã",
            "Chair of Xuân Đình commune: signs what the commune proposes"),
        new("canbo", "Khuất Thị Hạnh", District, ["social_officer", "policy_editor"],
            "Cán bộ huyện: thẩm định, lập kỳ chi trả; kiêm soạn luật", "District officer: appraises, runs months; drafts the law too"),
        new("lanhdao", "Đỗ Minh Tuấn", District, ["leader", "policy_approver"],
            "Lãnh đạo huyện: ký quyết định, xem mọi số liệu; kiêm duyệt luật",
                "District leader: signs, reads every figure; approves the law too"),
        new("ketoan", "Tạ Thị Ngân", District, ["accountant"],
            "Kế toán huyện: kiểm tra, chi kỳ chi trả", "District accountant: checks and pays months"),
        new("giamsat", "Trần Quang Vinh", District, ["supervisor"], "Giám sát: đối chiếu chi trả, xét lại việc mở quyền xem tạm",
            "Supervisor: looks into payments and into who saw more than their own"),
        new("soanluat", "Lê Thu Trang", District, ["policy_editor"], "Người soạn luật: tham số, chế độ, thủ tục",
            "Policy editor: parameters, programmes, procedures"),
        new("duyetluat", "Phạm Đức Long", District, ["policy_approver"], "Người duyệt luật: duyệt và công bố điều người khác soạn",
            "Policy approver: approves and publishes what another drafted"),
        new("quantri", "Vũ Hải Nam", District, ["administrator"], "Quản trị: tài khoản và vai trò; không mở hồ sơ người dân",
            "Administrator: accounts and roles; opens no files of people"),
        new("kiemtoan", "Bùi Thanh Hà", District, ["auditor"], "Kiểm tra nhật ký: ai đã xem, đã ghi gì", "Auditor: who saw and wrote what"),
        new("phantich", "Cao Minh Châu", District, ["data_analyst"], "Phân tích số liệu: không thấy tên người",
            "Data analyst: figures, no names"),
    ];

    /// <summary>Adds those whose unit is in the register.</summary>
    public static void AddTo(Office office)
    {
        foreach (var demo in All.Where(demo => office.Units.FindOrNull(demo.UnitKey) is not null))
        {
            // A demo of before there were roles has its accounts; a role that was taken from one is not given again.
            office.Accounts.Add(demo.Login, demo.Name, Password, Act.OfProgram("account.add"));
            var had = office.Roles.History(demo.Login).Select(r => r.Row.Role).ToHashSet(StringComparer.Ordinal);
            foreach (var role in demo.Roles.Where(r => !had.Contains(r)))
            {
                _ = office.Roles.Give(new RoleGrant(demo.Login, role, demo.UnitKey, null, Always, "sổ mẫu"),
                    Act.OfProgram("role.give")).Value;
            }
        }
    }
}

/// <summary>One account of the demo.</summary>
/// <param name="Login">Name to sign in with.</param>
/// <param name="Name">Name shown.</param>
/// <param name="UnitKey">Key of their unit.</param>
/// <param name="Roles">Ids of their roles there.</param>
/// <param name="Vi">What they do, in Vietnamese.</param>
/// <param name="En">What they do, in English.</param>
public sealed record DemoAccount(string Login, string Name, string UnitKey, IReadOnlyList<string> Roles, string Vi, string En);
