using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Register.Units;

namespace AnSinh.Host.Borders;

/// <summary>
/// What a reorganisation touches besides people: accounts, targets, facts that follow the kind of a commune, the register itself.
/// </summary>
internal static class BorderEffects
{
    private static readonly string[] UrbanKinds = ["phường", "thị trấn"];

    /// <summary>Everything a plan touches.</summary>
    public static IReadOnlyList<BorderEffect> Of(Office office, ReorganisationPlan plan)
    {
        var ended = plan.Ended.ToDictionary(u => u.Key, StringComparer.Ordinal);
        var day = Vietnamese.Date(plan.Source.On);
        return
        [
            .. office.Roles.On(office.Clock.Today).SelectMany(a => a).Where(r => ended.ContainsKey(r.Unit.Key))
                .Select(r => OfRole(office.Accounts.FindOrNull(r.Grant.Login)!, r, plan, day)),
            .. office.Scores.Terms.Where(t => ended.Values.Any(u => u.Code == t.UnitCode)).Select(t => new BorderEffect(
                "target", t.Label.Vi,
                t.To < plan.Source.On.Year ? $"Nhiệm kỳ đã hết trước ngày {day}: kết quả giữ nguyên trên bản đồ cũ."
                    : $"Đơn vị nhận chỉ tiêu thôi tồn tại từ {day}: phải giao lại chỉ tiêu cho đơn vị mới.",
                t.To < plan.Source.On.Year ? $"The term ended before {day}: results stay on the old map."
                    : $"The unit that has the targets ends on {day}: targets must be given to its successors.")),
            .. plan.Links.Where(l => l.ToKey is not null).Select(l => (From: ended[l.FromKey], To: plan.After.FindOrNull(l.ToKey!)!))
                .Where(p => p.From.Level == 3 && Urban(p.From) != Urban(p.To)).Select(p => new BorderEffect(
                "area", $"{p.From.FullName} → {p.To.FullName}",
                "Đổi giữa đô thị và nông thôn: xem lại dữ kiện khu vực của hộ, vì chuẩn và bảng chấm điểm hộ nghèo khác nhau theo khu vực.",
                "Between urban and rural: look again at the area fact of households; poverty lines and score sheets differ by area.")),
            .. plan.Ended.Where(
                u => u.Code == office.Register.Jurisdiction.Code.Split('-')[^1] && plan.After.At(u.Code, plan.Source.On) is null)
                    .Select(u => new BorderEffect(
                "register", u.FullName,
                "Sổ này lập cho địa bàn ấy: sổ vẫn giữ mọi người của địa bàn, dưới các đơn vị kế tiếp.",
                "This register is kept for that place: it goes on holding all its people, under the units that follow.")),
        ];
    }

    // Whoever is of a unit that becomes part of another is of that one; of a split, nobody can say.
    private static BorderEffect OfRole(Account account, HeldRole held, ReorganisationPlan plan, string day)
    {
        var (who, unit) = ($"{account.Name} ({account.Login}), {held.At.Label.Vi}, {held.Unit.FullName}", held.Unit);
        var next = plan.After.Resolve(unit.Key, plan.Source.On);
        return next is not null
            ? new BorderEffect("account", who, $"Vai trò đi theo: từ {day} là của {next.FullName}, thấy cả người của {next.FullName}.",
                $"The role goes along: from {day} it is of {next.FullName} and sees all its people.")
            : Viewer.ScopeOf(unit, plan.After).IsEverything
                ? new BorderEffect("account", who, $"Đơn vị thôi tồn tại từ {day}; vẫn xem được như trước.",
                    $"The unit ends on {day}; the account sees what it saw.")
                : new BorderEffect("account", who,
                    $"Từ {day} chỉ còn thấy người của {unit.FullName} chưa phân về xã nào; hãy giao vai trò ở xã mới.",
                    $"From {day} it sees only those of {unit.FullName} not yet assigned; give a role in a new commune.");
    }

    private static bool Urban(Unit unit) => UrbanKinds.Contains(unit.Kind.ToLowerInvariant());
}
