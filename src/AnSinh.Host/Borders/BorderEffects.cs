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
            .. office.Accounts.All().Where(a => ended.ContainsKey(a.UnitKey)).Select(a => OfAccount(a, ended[a.UnitKey], plan, day)),
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

    private static BorderEffect OfAccount(Account account, Unit unit, ReorganisationPlan plan, string day)
    {
        var scope = Viewer.ScopeOf(plan.After.FindOrNull(unit.Key)!, plan.After);
        var next = plan.Links.Where(l => l.FromKey == unit.Key && l.ToKey is not null)
            .Select(l => plan.After.FindOrNull(l.ToKey!)!).ToList();
        var sees = next.All(u => scope.Contains(u.Key));
        var names = next.Count == 0 ? "" : string.Join(", ", next.Select(u => u.FullName));
        return new BorderEffect(
            "account", $"{account.Name} ({account.Login}), {unit.FullName}",
            sees ? $"Đơn vị của tài khoản thôi tồn tại từ {day}; vẫn xem được như trước."
                : $"Từ {day} chỉ còn xem được số liệu đến hết {unit.FullName}; hãy chuyển tài khoản về {names}.",
            sees ? $"The unit of the account ends on {day}; it sees what it saw."
                : $"From {day} it sees only what was before; move the account to {names}.");
    }

    private static bool Urban(Unit unit) => UrbanKinds.Contains(unit.Kind.ToLowerInvariant());
}
