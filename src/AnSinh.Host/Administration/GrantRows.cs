using AnSinh.Access.Roles;
using AnSinh.Host.Web;

namespace AnSinh.Host.Administration;

/// <summary>Rows of roles in words, for the pages of accounts and of one's own roles.</summary>
internal static class GrantRows
{
    /// <summary>All that was said of the roles of an account: those that hold first, then what held or was taken back.</summary>
    public static IReadOnlyList<GrantRow> Of(Office office, string login, Language l)
    {
        var today = office.Clock.Today;
        return [.. office.Roles.History(login).Select(r =>
        {
            var given = office.Units.FindOrNull(r.Row.UnitKey);
            var now = office.Units.Resolve(r.Row.UnitKey, today) ?? given;
            var role = office.Policy.RoleOrNull(r.Row.Role);
            var at = now is null ? null : role?.AtOrNull(now.Level);
            return new GrantRow(r, at is not null ? l.T(at.Label) : role is not null ? l.T(role.Label) : r.Row.Role,
                now?.FullName ?? r.Row.UnitKey, given is null || given.Key == now?.Key ? null : given.FullName,
                r.Stands && !(r.Row.Valid.To < today));
        }).OrderByDescending(g => g.Stands).ThenBy(g => g.Row.Row.Valid.From)];
    }
}
