using AnSinh.Basics;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Rulebook.Access;

/// <summary>
/// Whose work somebody does in an office (<i lang="vi">vai trò</i>): a part of the access matrix, as policy/vn/roles declares it.
/// </summary>
/// <param name="Id">Its name, as accounts keep it.</param>
/// <param name="Label">What it is called at any level.</param>
/// <param name="At">What it may do, by the level of the unit it is given in.</param>
public sealed record OfficeRole(string Id, LocalText Label, IReadOnlyList<RoleAt> At)
{
    /// <summary>True if who has it may let somebody else stand in for some days (<i lang="vi">ủy quyền</i>).</summary>
    public bool Delegable { get; init; }

    /// <summary>What it may do in a unit of a level (1 province, 2 district, 3 commune); null if it is not given there.</summary>
    public RoleAt? AtOrNull(int level) => At.FirstOrDefault(a => a.Level == level);
}

/// <summary>What a role may do in units of one level.</summary>
/// <param name="Level">1 province, 2 district, 3 commune.</param>
/// <param name="Label">What it is called there.</param>
/// <param name="May">What it may do.</param>
/// <param name="ActsAs">Who it is in procedures.</param>
public sealed record RoleAt(int Level, LocalText Label, IReadOnlySet<Permission> May, IReadOnlySet<ProcedureRole> ActsAs);
