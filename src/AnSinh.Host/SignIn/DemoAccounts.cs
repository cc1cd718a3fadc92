using AnSinh.Register.Units;
using AnSinh.Store.Acts;

namespace AnSinh.Host.SignIn;

/// <summary>The people of the demo. Their password is shown on the sign-in page: the register holds no real person.</summary>
public static class DemoAccounts
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "an-sinh-demo";

    /// <summary>Login, name, role and unit of each.</summary>
    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("lanhdao", "Đỗ Minh Tuấn", "leader", "272", "Lãnh đạo huyện: xem mọi số liệu của huyện",
            "District leader: reads every figure of the district"),
        new("canbo", "Khuất Thị Hạnh", "social_officer", "272", "Cán bộ huyện: lập và chốt kỳ chi trả",
            "District officer: runs and settles months"),
        new("xuandinh", "Kiều Văn Lâm", "social_officer", "09727~2020-03-01", "Cán bộ xã Xuân Đình: chỉ thấy xã mình",
            "Officer of Xuân Đình commune: sees only that commune"),
        new("chutich", "Doãn Thị Thơm", "leader", "09727~2020-03-01", "Chủ tịch UBND xã Xuân Đình: ký đề nghị của xã",
            "Chair of Xuân Đình commune: signs what the commune proposes"),
    ];

    /// <summary>Adds those whose unit is in the register.</summary>
    public static void AddTo(Accounts accounts, UnitMap units)
    {
        foreach (var demo in All.Where(demo => units.FindOrNull(demo.UnitKey) is not null))
        {
            accounts.Add(demo.Login, demo.Name, demo.Role, demo.UnitKey, Password, Act.OfProgram("account.add"));
        }
    }
}

/// <summary>One account of the demo.</summary>
/// <param name="Login">Name to sign in with.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Role">Id of their role.</param>
/// <param name="UnitKey">Key of their unit.</param>
/// <param name="Vi">What they do, in Vietnamese.</param>
/// <param name="En">What they do, in English.</param>
public sealed record DemoAccount(string Login, string Name, string Role, string UnitKey, string Vi, string En);
