using AnSinh.Register.Units;
using AnSinh.Rulebook.Access;

namespace AnSinh.Access.Roles;

/// <summary>A role somebody has on a day, with what it lets them do there.</summary>
/// <param name="Grant">The row by which they have it.</param>
/// <param name="Role">The role.</param>
/// <param name="At">What it may do at the level of the unit.</param>
/// <param name="Unit">Their unit on the day: where a reorganisation took the one it was given in.</param>
public sealed record HeldRole(RoleGrant Grant, OfficeRole Role, RoleAt At, Unit Unit);
