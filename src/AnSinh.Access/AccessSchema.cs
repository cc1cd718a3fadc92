using AnSinh.Access.Alerts;
using AnSinh.Access.Factors;
using AnSinh.Access.Mandates;
using AnSinh.Access.Roles;
using AnSinh.Access.Widening;
using AnSinh.Store;

namespace AnSinh.Access;

/// <summary>The tables of who may sign in, and as whom.</summary>
public static class AccessSchema
{
    /// <summary>The steps that make them.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        .. Accounts.Migrations, .. Sessions.Migrations, .. SecondFactors.Migrations, .. Passkeys.Migrations, .. RoleGrants.Migrations,
        .. Widenings.Migrations, .. AccountPersons.Migrations, .. AlertReviews.Migrations, .. SigningMandates.Migrations,
    ];
}
