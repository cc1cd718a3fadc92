using AnSinh.Host.Access;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AnSinh.Host.Rules;

/// <summary>The access matrix as people read it: which role may do what, and for who may know: who has it, who opened what.</summary>
internal static class AccessMatrixPages
{
    public const string Root = "/bo-luat/phan-quyen";

    public static void MapAccessMatrixPages(this IEndpointRouteBuilder pages) => pages.MapGet(Root, Show).Light();

    private static RazorComponentResult<AccessMatrixView> Show(Office office, Visit visit)
    {
        var roles = office.Policy.Roles.SelectMany(role => role.At.Select(at => (role, at))).OrderBy(r => r.at.Level).ToList();
        var audits = visit.Viewer.May(Permission.ReadAudit);
        var accounts = audits ? office.Accounts.All() : [];
        return View.Of<AccessMatrixView, AccessMatrixModel>(new AccessMatrixModel(
            office.Policy.Permissions,
            [.. roles.Select(r => new RoleColumn(r.role.Id == visit.Viewer.Role.Id && r.at.Level == visit.Viewer.At.Level, r.at,
                [.. accounts.Where(a => a.Role == r.role.Id && office.Units.FindOrNull(a.UnitKey)?.Level == r.at.Level)
                    .Select(a => a.Name)]))],
            audits ? [.. office.Protected.Openings(visit.Month.FirstDay, visit.Month.LastDay).Select(o => new OpeningRow(
                office.Accounts.FindOrNull(o.Actor)?.Name ?? o.Actor, o.At, o.Detail))] : null));
    }
}

/// <summary>The page of the access matrix.</summary>
/// <param name="Permissions">Its rows.</param>
/// <param name="Roles">Its columns, by level.</param>
/// <param name="Openings">Who opened protected facts in the month looked at; null for who may not know.</param>
public sealed record AccessMatrixModel(
    IReadOnlyList<PermissionText> Permissions, IReadOnlyList<RoleColumn> Roles, IReadOnlyList<OpeningRow>? Openings);

/// <summary>A column of the matrix.</summary>
/// <param name="Own">True if it is the viewer's.</param>
/// <param name="At">The role at a level.</param>
/// <param name="Names">Who has it; empty for who may not know.</param>
public sealed record RoleColumn(bool Own, RoleAt At, IReadOnlyList<string> Names);
