using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.SignIn;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Makes accounts for tests, with the password of the demo.</summary>
internal static class Officers
{
    /// <summary>An account with a role in a unit, since long ago; nothing if there is one.</summary>
    public static void AddOfficer(this Office office, string login, string name, string role, string unit)
    {
        if (office.Accounts.Add(login, name, DemoAccounts.Password, Act.By("test", "account.add")))
        {
            GiveRole(office, login, role, unit);
        }
    }

    /// <summary>A draft of a month, by the officer of the district.</summary>
    public static long Draft(Office office, Month month)
    {
        var actor = new CaseActor("canbo", new HashSet<ProcedureRole> { ProcedureRole.DistrictOfficer }, Scope.Everything);
        var drafted = office.RunDrafts.Draft(month, null, "272", actor, Act.By("canbo", "run.draft"));
        Assert.True(drafted.Ok, string.Join("; ", drafted.Refusals));
        return drafted.Value.DraftId!.Value;
    }

    /// <summary>A further role, since long ago.</summary>
    public static void GiveRole(this Office office, string login, string role, string unit) => Assert.True(office.Roles.Give(
        new RoleGrant(login, role, unit, null, new DateInterval(new DateOnly(2015, 1, 1), null), "thử"), Act.By("test", "role.give")).Ok);
}
