using AnSinh.Host.Web;
using AnSinh.Store;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace AnSinh.Host.Access;

/// <summary>The accounts of a register, kept in it. Passwords are kept as salted hashes only.</summary>
public sealed class Accounts(Database database)
{
    private readonly PasswordHasher<string> _hasher = new();

    /// <summary>The tables of this module.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0900-accounts", """
            create table account (
                login text not null primary key,
                name text not null,
                role text not null,
                unit_key text not null,
                password_hash text not null);
            """),
        new("0901-request-keys", """
            create table request_key (
                request_key text not null primary key,
                login text not null,
                address text not null,
                at bigint not null);
            """),
    ];

    /// <summary>The account of a login, or null.</summary>
    public Account? FindOrNull(string login)
    {
        using var connection = database.Connect();
        var row = connection.QuerySingleOrDefault<Row>(
            """select login as "Login", name as "Name", role as "Role", unit_key as "UnitKey", password_hash as "PasswordHash" from account where login = @login""",
            new { login });
        return row is not null && Enum.TryParse<Role>(row.Role, out var role) ? new Account(row.Login, row.Name, role, row.UnitKey, row.PasswordHash) : null;
    }

    /// <summary>Everybody who may sign in, by login; no password hashes.</summary>
    public IReadOnlyList<Account> All()
    {
        using var connection = database.Connect();
        return [.. connection.Query<Row>("""select login as "Login", name as "Name", role as "Role", unit_key as "UnitKey", '' as "PasswordHash" from account order by login""")
            .Where(row => Enum.TryParse<Role>(row.Role, out _)).Select(row => new Account(row.Login, row.Name, Enum.Parse<Role>(row.Role), row.UnitKey, ""))];
    }

    /// <summary>The account, if the password is right.</summary>
    public Account? SignInOrNull(string login, string password)
    {
        var account = FindOrNull(login);
        // An unknown login takes as long as a wrong password, so that the answer does not tell which it was.
        var hash = account?.PasswordHash ?? _hasher.HashPassword(login, login);
        return _hasher.VerifyHashedPassword(login, hash, password) != PasswordVerificationResult.Failed ? account : null;
    }

    /// <summary>Adds an account unless the login is taken; false if it was.</summary>
    public bool Add(string login, string name, Role role, string unitKey, string password)
    {
        if (FindOrNull(login) is not null)
        {
            return false;
        }

        using var connection = database.Connect();
        connection.Execute(
            "insert into account (login, name, role, unit_key, password_hash) values (@login, @name, @role, @unitKey, @hash)",
            new { login, name, role = role.ToString(), unitKey, hash = _hasher.HashPassword(login, password) });
        return true;
    }

    private sealed record Row(string Login, string Name, string Role, string UnitKey, string PasswordHash);
}
