using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Access;

namespace AnSinh.Access.Roles;

/// <summary>Why a role may not be given, in words for whoever gives it.</summary>
internal sealed class GrantChecks(Policy policy, UnitMap units)
{
    /// <summary>Nobody gives or takes rights to themselves.</summary>
    public static Refusal Own { get; } = new("role.own",
        "Không ai tự giao hoặc tự thôi vai trò của chính mình; nhờ một người quản trị khác.",
        RoleForms.Login)
    { English = "Nobody gives or ends a role of their own; ask another administrator." };

    /// <summary>What is wrong with the grant itself.</summary>
    public Refusal? Refuse(RoleGrant grant, string actor)
    {
        if (string.Equals(actor, grant.Login, StringComparison.OrdinalIgnoreCase))
        {
            return Own;
        }

        if (policy.RoleOrNull(grant.Role) is not { } role)
        {
            return new Refusal("role.unknown", $"Bảng phân quyền không có vai trò '{grant.Role}'"
                + $"{Nearest.Hint(grant.Role, policy.Roles.Select(r => r.Id))}", RoleForms.Role);
        }

        if (units.FindOrNull(grant.UnitKey) is not { } unit)
        {
            return new Refusal("role.unit", $"Không có đơn vị '{grant.UnitKey}'.", RoleForms.Unit);
        }

        return role.AtOrNull(unit.Level) is null
            ? new Refusal("role.level", $"Vai trò “{role.Label.Vi}” không được giao ở {unit.FullName}.", RoleForms.Unit)
            : grant.DelegatedBy is null ? null : Delegation(grant, role);
    }

    /// <summary>Which duty somebody would have who must not, on some day, with the roles they have.</summary>
    public Refusal? Conflict(RoleGrant grant, IEnumerable<RoleGrant> others)
    {
        if (AtOrNull(grant) is not { } at)
        {
            return null;
        }

        var found = others.Where(o => o.Valid.Overlaps(grant.Valid)).Select(o => (Other: o, At: AtOrNull(o)))
            .SelectMany(o => policy.Incompatible.Where(i => o.At is { } held && i.Forbids(at, held)), (o, rule) =>
                (o.Other, o.At, Rule: rule))
            .FirstOrDefault();
        return found.Rule is null ? null : new Refusal("role.incompatible",
            $"Không kiêm được “{at.Label.Vi}” với “{found.At!.Label.Vi}” đang giữ từ {Vietnamese.Date(found.Other.Valid.From)}: "
                + found.Rule.Why.Vi,
            RoleForms.Role)
        {
            English = $"“{at.Label.In("en")}” and “{found.At.Label.In("en")}”, held already, must not meet in one person: "
                + found.Rule.Why.In("en"),
        };
    }

    /// <summary>True if a holder has the role by their own right on all days it is handed on for.</summary>
    public static bool Covers(IEnumerable<RoleGrant> own, RoleGrant handed)
    {
        var open = new List<DateInterval> { handed.Valid };
        foreach (var grant in own.Where(g => g.Role == handed.Role && g.UnitKey == handed.UnitKey))
        {
            open = [.. open.SelectMany(days => days.Without(grant.Valid))];
        }

        return open.Count == 0;
    }

    private static Refusal? Delegation(RoleGrant grant, OfficeRole role) =>
        !role.Delegable ? new Refusal("role.not-delegable", $"Vai trò “{role.Label.Vi}” không ủy quyền được.", RoleForms.Row)
        : grant.Valid.To is null ? new Refusal("role.no-end", "Ủy quyền phải có ngày cuối.", RoleForms.To)
        : string.Equals(grant.DelegatedBy, grant.Login, StringComparison.OrdinalIgnoreCase)
            ? new Refusal("role.to-self", "Không ủy quyền cho chính mình.", RoleForms.Login) : null;

    private RoleAt? AtOrNull(RoleGrant grant) =>
        units.FindOrNull(grant.UnitKey) is { } unit ? policy.RoleOrNull(grant.Role)?.AtOrNull(unit.Level) : null;
}
