using AnSinh.Basics;
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
        var accounts = visit.Viewer.May(Permission.ReadAudit) ? office.Accounts.All() : [];
        var held = office.Roles.On(office.Clock.Today);
        var fitting = accounts.Where(a => a.EndedOn is null).Select(a => (a.Name, At: held[a.Login].Select(h => h.At).ToList())).ToList();
        return View.Of<AccessMatrixView, AccessMatrixModel>(new AccessMatrixModel(
            office.Policy.Permissions,
            [.. roles.Select(r => new RoleColumn(visit.Viewer.Posts.Any(p => p.At == r.at), r.at,
                [.. fitting.Where(f => f.At.Contains(r.at)).Select(f => f.Name)]))],
            [.. fitting.Where(f => f.At.Count == 0).Select(f => f.Name)],
            visit.Viewer.May(Permission.ReadAudit) ? Openings(office, visit) : null, office.Policy.Incompatible));
    }

    // Of the month the office is in, unless another is asked for: who looks wants to know of lately.
    private static MonthOpenings Openings(Office office, Visit visit)
    {
        var month = visit.Query.ContainsKey(Visit.MonthKey) ? visit.Month : Month.Of(office.Clock.Today);
        office.Protected.NoteLook(visit.Viewer.Login, month);
        var found = office.Protected.OpeningsIn(month);
        long[] persons = [.. found.Select(o => ProtectedAccess.PersonOf(o.Subject)).OfType<long>().Distinct()];
        var names = office.People.List(persons, visit.Viewer.Scope, office.Clock.Today, office.Clock.Known, 1, Math.Max(1, persons.Length))
            .People.ToDictionary(p => p.PersonId, p => p.Name);
        var officers = office.Accounts.Names();
        return new MonthOpenings(month, [.. found.Select(o => new OpeningOf(o.At, officers(o.Actor), o.Detail,
            ProtectedAccess.PersonOf(o.Subject) is { } id ? names.ContainsKey(id) ? id : 0 : null,
            ProtectedAccess.PersonOf(o.Subject) is { } person ? names.GetValueOrDefault(person, "")
                : visit.Language.T(office.NameOf(o.Subject.Split(':')[^1]))))]);
    }
}

/// <summary>The page of the access matrix.</summary>
/// <param name="Permissions">Its rows.</param>
/// <param name="Roles">Its columns, by level.</param>
/// <param name="Misfits">Who has a role that is not given in their unit, and cannot come in; empty for who may not know.</param>
/// <param name="Openings">Who opened protected facts; null for who may not know.</param>
/// <param name="Incompatible">Duties that must not meet in one person.</param>
public sealed record AccessMatrixModel(IReadOnlyList<PermissionText> Permissions, IReadOnlyList<RoleColumn> Roles,
    IReadOnlyList<string> Misfits, MonthOpenings? Openings, IReadOnlyList<Incompatible> Incompatible);

/// <summary>A column of the matrix.</summary>
/// <param name="Own">True if it is the viewer's.</param>
/// <param name="At">The role at a level.</param>
/// <param name="Names">Who has it; empty for who may not know.</param>
public sealed record RoleColumn(bool Own, RoleAt At, IReadOnlyList<string> Names);

/// <summary>Who opened protected facts in a month.</summary>
/// <param name="Month">The month, by the office's clock.</param>
/// <param name="Rows">The latest first.</param>
public sealed record MonthOpenings(Month Month, IReadOnlyList<OpeningOf> Rows);

/// <summary>A file or a programme whose protected facts were opened.</summary>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="Name">Who opened it.</param>
/// <param name="Purpose">Why.</param>
/// <param name="Person">Whose file; 0 for somebody out of the viewer's scope, null for a programme.</param>
/// <param name="About">The name of the person, or of the programme.</param>
public sealed record OpeningOf(long At, string Name, string Purpose, long? Person, string About);
