using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Access;

namespace AnSinh.Access.Roles;

/// <summary>The forms by which roles are given, ended and handed on for some days.</summary>
public static class RoleForms
{
    /// <summary>Names of the fields.</summary>
    public const string Login = "login", Role = "role", Unit = "unit", From = "from", To = "to", Reason = "reason", Row = "row";

    private static readonly FormField FirstDay = new(From, new("Từ ngày", "From"), FormFieldType.Day) { Required = true };

    /// <summary>A role is given to an account.</summary>
    public static FormDefinition Give(Policy policy, RegisterDb register) =>
        new("role_give", new("Giao vai trò", "Give a role"),
        [
            RoleField([.. policy.Roles]),
            UnitField(policy, register),
            FirstDay,
            new(To, new("Đến hết ngày (để trống nếu chưa định)", "Until (leave open if not fixed)"), FormFieldType.Day),
            new(Reason, new("Theo văn bản nào", "By which paper"), FormFieldType.Text) { Required = true },
        ]);

    /// <summary>A role somebody has ends.</summary>
    public static FormDefinition End { get; } = new("role_end", new("Thôi giao vai trò", "End a role"),
        [new(To, new("Ngày cuối còn giữ", "Last day"), FormFieldType.Day) { Required = true }]);

    /// <summary>A role that was given by mistake never was.</summary>
    public static FormDefinition Withdraw { get; } = new("role_withdraw", new("Gỡ vai trò giao nhầm", "Take back a role given by mistake"),
        [new(Reason, new("Vì sao", "Why"), FormFieldType.Text) { Required = true }]);

    /// <summary>Somebody stands in for the holder of a role.</summary>
    /// <param name="own">Roles the holder may hand on.</param>
    /// <param name="others">Who could stand in: login and name.</param>
    public static FormDefinition Delegate(IReadOnlyList<HeldRole> own, IReadOnlyList<Account> others) =>
        new("role_delegate", new("Ủy quyền", "Let somebody stand in"),
        [
            new(Row, new("Vai trò của tôi", "My role"), FormFieldType.Choice)
            {
                Required = true,
                Choices = [.. own.Select(r => new FormChoice(Key(r), new($"{r.At.Label.Vi}, {r.Unit.FullName}",
                    $"{r.At.Label.In("en")}, {r.Unit.FullName}")))],
            },
            new(Login, new("Ai làm thay", "Who stands in"), FormFieldType.Choice)
            {
                Required = true,
                Choices = [.. others.Select(a => new FormChoice(a.Login, new LocalText($"{a.Name} ({a.Login})")))],
            },
            FirstDay,
            new(To, new("Đến hết ngày", "Until"), FormFieldType.Day) { Required = true },
            new(Reason, new("Vì sao, theo văn bản nào", "Why, by which paper"), FormFieldType.Text) { Required = true },
        ]);

    /// <summary>What tells a held role from the others of its holder.</summary>
    public static string Key(HeldRole held) => $"{held.Grant.Role}@{held.Grant.UnitKey}";

    private static FormField RoleField(IReadOnlyList<OfficeRole> roles) => new(Role, new("Vai trò", "Role"), FormFieldType.Choice)
    {
        Required = true,
        Choices = [.. roles.Select(r => new FormChoice(r.Id, r.Label))],
    };

    /// <summary>The place of a register, what it lies in, and the communes of today inside it.</summary>
    public static IReadOnlyList<Unit> Places(RegisterDb register)
    {
        var (area, today, codes) = (register.Area, register.Clock.Today, register.Jurisdiction.Code.Split('-'));
        // The tier of a district may be abolished; the register that was kept for it goes on.
        bool Is(Unit u) => u.Level > RoleGrants.RegisterLevel ? u.ExistsOn(today) && area.Contains(u.Key)
            : (u.ExistsOn(today) || u.Level == RoleGrants.RegisterLevel) && (area.IsEverything || codes.Contains(u.Code));
        return [.. register.Units.All.Where(Is).OrderBy(u => u.Level).ThenBy(u => u.FullName, StringComparer.Ordinal)];
    }

    private static FormField UnitField(Policy policy, RegisterDb register) =>
        new(Unit, new("Ở đơn vị", "In the unit"), FormFieldType.Unit)
    {
        Required = true,
        Choices = [.. Places(register).Where(u => policy.Roles.Any(r => r.AtOrNull(u.Level) is not null))
            .Select(u => new FormChoice(u.Key, new LocalText(u.FullName)))],
    };
}
