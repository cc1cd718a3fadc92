using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Web;

/// <summary>
/// Who is looking, what they may see and do. The scope goes into every question asked for them: lists, counts, drill-downs,
/// searches, exports and the API alike.
/// </summary>
/// <param name="Login">Name signed in with.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Role">Whose work they do.</param>
/// <param name="At">What the access matrix lets them do in their unit.</param>
/// <param name="Unit">Their unit.</param>
/// <param name="Scope">Whose people they may see.</param>
public sealed record Viewer(string Login, string Name, OfficeRole Role, RoleAt At, Unit Unit, Scope Scope)
{
    /// <summary>True if the access matrix lets them do this.</summary>
    public bool May(Permission permission) => At.May.Contains(permission);

    /// <summary>True if they receive requests under some procedure.</summary>
    public bool MayReceive(Policy policy) => policy.Procedures.Where(p => p.About == CaseKind.Application).SelectMany(p => p.Versions)
        .Any(v => CaseActor.Is(v.Opening.By));

    /// <summary>Who they are to cases.</summary>
    public CaseActor CaseActor => new(Login, At.ActsAs, Scope);

    /// <summary>True if they see the whole register.</summary>
    public bool SeesAll => Scope.IsEverything;

    /// <summary>True if people of this unit are in the scope.</summary>
    public bool MaySee(Unit unit) => Scope.Contains(unit.Key);

    /// <summary>The viewer of an account, or null if its unit is not in this register or its role is not given in such a unit.</summary>
    public static Viewer? OfOrNull(Account account, UnitMap units, Policy policy) =>
        units.FindOrNull(account.UnitKey) is { } unit && policy.RoleOrNull(account.Role) is { } role && role.AtOrNull(unit.Level) is { } at
            ? new Viewer(account.Login, account.Name, role, at, unit, ScopeOf(unit, units)) : null;

    /// <summary>Whose people somebody of a unit may see: those of a commune its own, others the whole register.</summary>
    public static Scope ScopeOf(Unit unit, UnitMap units) => unit.Level == CommuneLevel ? units.ScopeOf(unit) : Scope.Everything;

    private const int CommuneLevel = 3;
}
