using AnSinh.Access.Mandates;
using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Store.Acts;

namespace AnSinh.Host.SignIn;

/// <summary>
/// Who may sign in the demo: the head of each commune and of the district, the district's deputy, and by mandate for half a year the head
/// of its division. None of them is real.
/// </summary>
internal static class DemoMandates
{
    private const string Paper = "sổ mẫu";
    private const string Matter = "social_assistance_monthly";
    private const string Chair = "Đỗ Minh Tuấn";
    private const int CommuneLevel = 3;

    private static readonly string[] Families = ["Khuất", "Kiều", "Doãn", "Nguyễn", "Hoàng", "Đỗ", "Phùng", "Trần", "Vũ", "Đặng", "Cấn"];
    private static readonly string[] Middles = ["Văn", "Đức", "Thị", "Hữu", "Thị Thu", "Quang", "Minh"];
    private static readonly string[] Givens = ["Hòa", "Bình", "Phương", "Sơn", "Hiền", "Thắng", "Liên", "Trường"];

    /// <summary>Adds them once, to a register that holds none.</summary>
    public static void AddTo(Office office)
    {
        if (office.Mandates.All().Count > 0)
        {
            return;
        }

        var leaders = DemoAccounts.All.Where(a => a.Roles.Contains("leader")).ToDictionary(a => a.UnitKey, StringComparer.Ordinal);
        foreach (var (unit, at) in Bodies(office).Select((unit, at) => (unit, at)))
        {
            // Who once had the account may have ended it: the demo is older than its mandates.
            var leader = leaders.GetValueOrDefault(unit.Key);
            var login = leader is not null && office.Accounts.FindOrNull(leader.Login) is { EndedOn: null } ? leader.Login : null;
            Give(office, new SigningMandate(leader?.Name ?? Name(at), login, unit.Key, "head", null, null, null, DaysOf(unit), Paper));
        }

        if (office.Units.FindOrNull(DemoAccounts.District) is { } district)
        {
            Give(office, new SigningMandate("Nguyễn Thị Hồng Nhung", null, district.Key, "deputy", "Phó Chủ tịch", Matter, null,
                DaysOf(district), Paper));
            Give(office, new SigningMandate("Cấn Văn Trường", null, district.Key, "mandate",
                "Trưởng phòng Lao động - Thương binh và Xã hội", Matter, Chair,
                new DateInterval(new DateOnly(2020, 7, 1), new DateOnly(2020, 12, 31)), Paper));
        }
    }

    private static void Give(Office office, SigningMandate mandate) =>
        _ = office.Mandates.Give(mandate, Act.OfProgram("mandate.give")).Value;

    // Communes of all times the demo tells of, and the district.
    private static IEnumerable<Unit> Bodies(Office office) => office.Units.All
        .Where(u => u.Key == DemoAccounts.District || (u.Level == CommuneLevel && office.Register.Area.Contains(u.Key)
            && !(u.To < DemoAccounts.Always.From)))
        .OrderBy(u => u.Key, StringComparer.Ordinal);

    // A body has a head as long as it is there.
    private static DateInterval DaysOf(Unit unit) =>
        new(unit.From is { } from && from > DemoAccounts.Always.From ? from : DemoAccounts.Always.From, unit.To);

    private static string Name(int at) =>
        $"{Families[at % Families.Length]} {Middles[at % Middles.Length]} {Givens[at % Givens.Length]}";
}
