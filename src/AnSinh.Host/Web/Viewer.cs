using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.Access;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Web;

/// <summary>
/// Who is looking, and what they may see. The scope goes into every question asked for them: lists, counts, drill-downs,
/// searches, exports and the API alike.
/// </summary>
/// <param name="Login">Name signed in with.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Unit">Their unit.</param>
/// <param name="Scope">Whose people they may see.</param>
public sealed record Viewer(string Login, string Name, Role Role, Unit Unit, Scope Scope)
{
    /// <summary>True if they may run and settle months.</summary>
    public bool MayPay => Role == Role.DistrictOfficer;

    /// <summary>True if they may record what happened and correct what was recorded.</summary>
    public bool MayRecord => Role is Role.DistrictOfficer or Role.CommuneOfficer;

    /// <summary>True if their work may need protected facts: those who decide about people, for a purpose they state.</summary>
    public bool MayOpenProtected => Role is Role.DistrictOfficer or Role.CommuneOfficer;

    private static readonly Dictionary<Role, IReadOnlySet<ProcedureRole>> Roles = new()
    {
        [Role.CommuneOfficer] = new HashSet<ProcedureRole> { ProcedureRole.CommuneOfficer, ProcedureRole.PovertyReviewer },
        [Role.CommuneLeader] = new HashSet<ProcedureRole> { ProcedureRole.CommuneChair },
        [Role.DistrictOfficer] = new HashSet<ProcedureRole>
            { ProcedureRole.DistrictOfficer, ProcedureRole.PovertyReviewer, ProcedureRole.LawEditor, ProcedureRole.LawApprover },
        [Role.Leader] = new HashSet<ProcedureRole> { ProcedureRole.DistrictChair, ProcedureRole.LawEditor, ProcedureRole.LawApprover },
    };

    /// <summary>True if they receive requests under some procedure.</summary>
    public bool MayReceive(Policy policy) => policy.Procedures.Where(p => p.About == CaseKind.Application).SelectMany(p => p.Versions)
        .Any(v => CaseActor.Is(v.Opening.By));

    /// <summary>Who they are to cases.</summary>
    public CaseActor CaseActor => new(Login, Roles[Role], Scope);

    /// <summary>True if they may draft changes of the law, and approve those of others.</summary>
    public bool MayChangeLaw => CaseActor.Is(ProcedureRole.LawEditor);

    /// <summary>True if they see the whole register.</summary>
    public bool SeesAll => Scope.IsEverything;

    /// <summary>True if people of this unit are in the scope.</summary>
    public bool MaySee(Unit unit) => Scope.Contains(unit.Key);

    /// <summary>The viewer of an account, or null if its unit is not in this register.</summary>
    public static Viewer? OfOrNull(Account account, UnitMap units) => units.FindOrNull(account.UnitKey) is { } unit
        ? new Viewer(
            account.Login, account.Name, account.Role, unit,
            account.Role is Role.CommuneOfficer or Role.CommuneLeader ? units.ScopeOf(unit) : Scope.Everything)
        : null;
}
