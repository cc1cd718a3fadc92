using AnSinh.Basics;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Rulebook.Access;

/// <summary>
/// Two duties nobody may have at once (<i lang="vi">việc không được kiêm nhiệm</i>, separation of duties): who prepares does not approve,
/// who approves does not pay.
/// </summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Why">Why not, as whoever is refused reads it.</param>
public sealed record Incompatible(Duty First, Duty Second, LocalText Why)
{
    /// <summary>True if one person must not act in both of these parts of procedures.</summary>
    public bool KeepsApart(ProcedureRole one, ProcedureRole other) =>
        (First.ActsAs == one && Second.ActsAs == other) || (First.ActsAs == other && Second.ActsAs == one);

    /// <summary>True if somebody with both of these would have both duties.</summary>
    public bool Forbids(RoleAt one, RoleAt other) =>
        (First.IsOf(one) && Second.IsOf(other)) || (First.IsOf(other) && Second.IsOf(one));
}

/// <summary>What somebody is trusted with: something they may do, or are in procedures.</summary>
/// <param name="Word">Its word in policy/.</param>
/// <param name="May">The permission, or null.</param>
/// <param name="ActsAs">Who they are in procedures, or null.</param>
public sealed record Duty(string Word, Permission? May, ProcedureRole? ActsAs)
{
    /// <summary>True if a role brings it.</summary>
    public bool IsOf(RoleAt at) =>
        (May is { } permission && at.May.Contains(permission)) || (ActsAs is { } role && at.ActsAs.Contains(role));
}
