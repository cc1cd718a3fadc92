using System.Data.Common;
using AnSinh.Access.Factors;
using AnSinh.Access.Passwords;
using AnSinh.Basics;
using AnSinh.Rulebook.Access;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace AnSinh.Access;

public sealed partial class Accounts
{
    /// <summary>Changes one's own password; refused beside its field if the old one is wrong or the new one is not taken.</summary>
    /// <param name="change">Whose, the old, the new, and what others know of its owner.</param>
    /// <param name="rules">The rules of the office.</param>
    /// <param name="act">The act, of the owner.</param>
    public Outcome<bool> ChangePassword(PasswordChange change, PasswordRules? rules, Act act)
    {
        var typed = OutsideText.Composed(change.New);
        List<Refusal> refusals = [];
        if (SignInOrNull(change.Login, change.Old) is null)
        {
            refusals.Add(PasswordForms.Wrong);
        }

        if (PasswordCheck.Refuse(typed, change.Known, rules, PasswordForms.NewField) is { } refusal)
        {
            refusals.Add(refusal);
        }
        else if (typed == OutsideText.Composed(change.Old))
        {
            refusals.Add(new("password.same", "Mật khẩu mới giống mật khẩu đang dùng.", PasswordForms.NewField)
            {
                English = "The new password is the one in use.",
            });
        }

        if (typed != OutsideText.Composed(change.Again))
        {
            refusals.Add(new("password.again", "Hai lần gõ mật khẩu mới không giống nhau.", PasswordForms.AgainField)
            {
                English = "The new password was typed in two ways.",
            });
        }

        return refusals.Count > 0 ? Outcome<bool>.Refused(refusals)
            : Set(change.Login, typed, mustChange: false, "account.password", act, (connection, transaction) =>
                Sessions.EndOthers(connection, transaction, change.Login, change.Token));
    }

    /// <summary>
    /// Gives an account a password that is used once: whoever signs in with it comes to the form that changes it, and to no other page.
    /// All sessions of the account end and its passkeys are gone: they open without the password. Codes of an app stay.
    /// </summary>
    /// <returns>
    /// The password, kept nowhere else: what the act itself answers, and the register may keep under its key, is only that it was set.
    /// Refused if nobody has the login.
    /// </returns>
    public Outcome<string> Reset(string login, Act act)
    {
        if (FindOrNull(login) is null)
        {
            return new Refusal("account.unknown", $"Không có tài khoản '{OutsideText.Legible(login)}'.", "login")
            {
                English = $"There is no account '{OutsideText.Legible(login)}'.",
            };
        }

        var password = OneTimePassword.Make();
        var set = Set(login, password, mustChange: true, "account.reset", act, (connection, transaction) =>
        {
            Sessions.EndAll(connection, transaction, login);
            Passkeys.RemoveAll(connection, transaction, login);
        });
        return set.Ok ? password : Outcome<string>.Refused(set.Refusals);
    }

    private Outcome<bool> Set(string login, string password, bool mustChange, string what, Act act,
        Action<DbConnection, DbTransaction> also)
    {
        // Hashing is slow on purpose: not while the register is held.
        var hash = Hasher.HashPassword(login, password);
        return database.Do(act, (connection, transaction) =>
        {
            connection.Execute("update account set password_hash = @hash, must_change = @must where login = @login",
                new { login, hash, must = mustChange ? 1 : 0 }, transaction);
            also(connection, transaction);
            new AuditLog(database).Append(connection, transaction, act, act.Note(database.Clock.Now(), what, $"account:{login}", ""));
            return Outcome<bool>.Of(true);
        });
    }
}

/// <summary>A change of one's own password.</summary>
/// <param name="Login">Whose.</param>
/// <param name="Token">The session it is done in: it stays, the others end.</param>
/// <param name="Old">The password in use.</param>
/// <param name="New">The new one.</param>
/// <param name="Again">The new one once more.</param>
/// <param name="Known">What others know of its owner: login, name, unit.</param>
public sealed record PasswordChange(string Login, string Token, string Old, string New, string Again, IReadOnlyList<string> Known)
{
    /// <summary>Tells whose it is, never the passwords.</summary>
    public override string ToString() => $"PasswordChange of {Login}";
}
