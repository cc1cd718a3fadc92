using System.Text.RegularExpressions;
using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;

namespace AnSinh.Access;

/// <summary>An account somebody is to have, with its first role; or a further role of one there is.</summary>
/// <param name="Login">Name to sign in with.</param>
/// <param name="Name">Name of its owner.</param>
/// <param name="Role">Id of the role.</param>
/// <param name="UnitKey">Key of the unit.</param>
/// <param name="Days">Days of the role.</param>
/// <param name="Reason">By which paper.</param>
public sealed record NewAccount(string Login, string Name, string Role, string UnitKey, DateInterval Days, string Reason);

/// <summary>An account that was made.</summary>
/// <param name="Login">Its name.</param>
/// <param name="Password">The password to be used once; null where there was an account already and it only has a further role.</param>
public sealed record OpenedAccount(string Login, string? Password)
{
    /// <summary>Tells which, never the password.</summary>
    public override string ToString() => $"OpenedAccount {Login}";
}

/// <summary>Makes accounts (<i lang="vi">lập tài khoản</i>): by the page, the command line and lists of Excel alike.</summary>
public sealed partial class AccountOpening(RegisterDb register, Accounts accounts, RoleGrants roles)
{
    /// <summary>Names of the fields besides those of a role.</summary>
    public const string LoginField = "login", NameField = "name";

    /// <summary>Most accounts of one list.</summary>
    public const int ListLimit = 500;

    /// <summary>The form: who, and their first role.</summary>
    public static FormDefinition Form(Policy policy, RegisterDb register) =>
        new("account_open", new("Thêm tài khoản", "Add an account"),
        [
            new(LoginField, new("Tên đăng nhập", "Login"), FormFieldType.Text)
            {
                Required = true,
                Hint = new("chữ thường không dấu, số, . _ - @", "small letters, digits, . _ - @"),
                Longest = 64,
            },
            new(NameField, new("Họ tên", "Name"), FormFieldType.Text) { Required = true, Longest = 100 },
            .. RoleForms.Give(policy, register).Fields,
        ]);

    /// <summary>What a form says.</summary>
    public static NewAccount Of(FormValues told) => new(told.Text(LoginField), told.Text(NameField), told.Text(RoleForms.Role),
        told.Text(RoleForms.Unit), new DateInterval(told.DayOrNull(RoleForms.From)!.Value, told.DayOrNull(RoleForms.To)),
        told.Text(RoleForms.Reason));

    /// <summary>
    /// Makes an account and gives it its role, in one act. Where the login is taken by somebody of the same name, they get a further role.
    /// </summary>
    public Outcome<OpenedAccount> Open(NewAccount asked, Act act) => Open(asked, Accounts.MakeOnce(asked.Login), act);

    private Outcome<OpenedAccount> Open(NewAccount asked, (string Password, string Hash) made, Act act) =>
        register.Database.Do<OpenedAccount>(act, (connection, transaction) =>
    {
        if (!Logins().IsMatch(asked.Login))
        {
            return new Refusal("account.login",
                $"Tên đăng nhập '{OutsideText.Legible(asked.Login)}' phải là chữ thường không dấu, số, hoặc . _ - @, từ 2 đến 64 ký tự.",
                    LoginField)
            { English = "A login is of 2 to 64 small letters, digits, or . _ - @." };
        }

        var there = Accounts.FindOrNull(connection, transaction, asked.Login);
        if (there is not null && (there.EndedOn is not null || there.Name != asked.Name))
        {
            return new Refusal("account.taken", there.EndedOn is null ? $"Tên '{asked.Login}' đã là của {there.Name}."
                : $"Tên '{asked.Login}' là của một tài khoản đã kết thúc; tên không dùng lại.", LoginField)
            { English = there.EndedOn is null ? $"'{asked.Login}' is {there.Name}'s."
                : $"'{asked.Login}' was an account that has ended; logins are not used again." };
        }

        if (there is null)
        {
            accounts.Add(connection, transaction, new Account(asked.Login, asked.Name, made.Hash), act);
        }

        var given = roles.Give(new RoleGrant(asked.Login, asked.Role, asked.UnitKey, null, asked.Days, asked.Reason), act);
        return !given.Ok ? Outcome<OpenedAccount>.Refused(given.Refusals)
            : new OpenedAccount(asked.Login, there is null ? made.Password : null);
    });

    /// <summary>All accounts of a list in one act, or none and every reason, each with its row.</summary>
    public Outcome<IReadOnlyList<OpenedAccount>> OpenAll(IReadOnlyList<(string Place, NewAccount Asked)> rows, Act act)
    {
        var made = rows.Select(r => r.Asked.Login).Distinct().ToDictionary(login => login, Accounts.MakeOnce, StringComparer.Ordinal);
        return register.Database.Do<IReadOnlyList<OpenedAccount>>(act, (_, _) =>
        {
            var outcomes = rows.Select(r => (r.Place, Outcome: Open(r.Asked, made[r.Asked.Login], act))).ToList();
            var refusals = outcomes.SelectMany(o => o.Outcome.Refusals
                .Select(r => r with { Place = o.Place, Message = $"{o.Place}: {r.Message}" }))
                .ToList();
            return refusals.Count > 0 ? Outcome<IReadOnlyList<OpenedAccount>>.Refused(refusals)
                : Outcome<IReadOnlyList<OpenedAccount>>.Of([.. outcomes.Select(o => o.Outcome.Value)]);
        });
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._@-]{1,63}$")]
    private static partial Regex Logins();
}
