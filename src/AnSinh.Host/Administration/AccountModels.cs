using AnSinh.Access.Roles;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Host.Administration;

/// <summary>The page of all accounts.</summary>
/// <param name="Answer">The list.</param>
/// <param name="Form">The form that adds one.</param>
/// <param name="Secrets">Passwords just made, to be read once.</param>
/// <param name="Key">Key of the forms.</param>
public sealed record AccountListModel(WorkAnswer Answer, FormDefinition Form, IReadOnlyList<(string Of, string Secret)> Secrets, string Key)
    : IListed
{
    /// <inheritdoc/>
    public WorkAnswer? Listed => Answer;
}

/// <summary>The page of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Grants">All that was said of its roles.</param>
/// <param name="Form">The form that gives a role.</param>
/// <param name="IsOwn">True if it is the viewer's: then nothing can be done here.</param>
/// <param name="Secrets">Its password just made, to be read once.</param>
/// <param name="Key">Key of the forms.</param>
public sealed record AccountModel(Account Account, IReadOnlyList<GrantRow> Grants, FormDefinition Form, bool IsOwn,
    IReadOnlyList<(string Of, string Secret)> Secrets, string Key);

/// <summary>A row of roles, in words.</summary>
/// <param name="Row">The row.</param>
/// <param name="Role">Its role.</param>
/// <param name="Unit">The unit today: where a reorganisation took it.</param>
/// <param name="GivenIn">The unit it was given in, if that is another.</param>
/// <param name="Stands">True if it holds today or later.</param>
public sealed record GrantRow(Recorded<RoleGrant> Row, string Role, string Unit, string? GivenIn, bool Stands);
