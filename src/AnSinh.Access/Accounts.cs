using System.Data.Common;
using System.Security.Cryptography;
using AnSinh.Access.Passwords;
using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace AnSinh.Access;

/// <summary>The accounts of a register, kept in it. Passwords are kept as salted hashes only.</summary>
public sealed partial class Accounts(Database database)
{
    /// <summary>Longest login and longest password, in characters: what is longer is wrong before it is looked at.</summary>
    public const int LengthLimit = 100;

    private static readonly PasswordHasher<string> Hasher = new();

    /// <summary>What a password is held against if nobody has the login: the answer must not come sooner than for a wrong one.</summary>
    private static readonly Lazy<string> Nobody = new(() => Hasher.HashPassword("", RandomNumberGenerator.GetHexString(32)));

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
        new("0903-keys-are-acts", "drop table request_key;"),
        new("0904-roles-of-the-matrix", """
            update account set role = case role when 'Leader' then 'leader' when 'CommuneLeader' then 'leader'
                when 'DistrictOfficer' then 'social_officer' when 'CommuneOfficer' then 'social_officer' else role end;
            """),
        new("0910-one-time-passwords", "alter table account add column must_change bigint not null default 0;"),
    ];

    /// <summary>Names by login, each looked up once; a login without an account stands for itself.</summary>
    public Func<string, string> Names()
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return login => known.TryGetValue(login, out var name) ? name : known[login] = FindOrNull(login)?.Name ?? login;
    }

    /// <summary>The account of a login, or null.</summary>
    public Account? FindOrNull(string login)
    {
        if (!IsPossible(login))
        {
            return null;
        }

        using var connection = database.Connect();
        return FindOrNull(connection, null, login);
    }

    /// <summary>All accounts, ended ones too, by login; no password hashes.</summary>
    public IReadOnlyList<Account> All()
    {
        using var connection = database.Connect();
        var rows = connection.Query<AccountRow>($"select {AccountRow.Columns} from account a order by a.login");
        return [.. rows.Select(row => row.ToAccount()).Select(account => account with { PasswordHash = "" })];
    }

    /// <summary>The account, if the password is right. Takes as long whether or not anybody has the login.</summary>
    public Account? SignInOrNull(string login, string password)
    {
        var account = FindOrNull(login);
        var possible = password.Length is > 0 and <= LengthLimit;
        var typed = possible ? OutsideText.Composed(password) : "";
        var verified = Hasher.VerifyHashedPassword(login, account?.PasswordHash ?? Nobody.Value, typed);
        return possible && verified != PasswordVerificationResult.Failed && account?.EndedOn is null ? account : null;
    }

    /// <summary>A password to be used once, with its hash: hashing is slow on purpose, so it is done before the register is held.</summary>
    internal static (string Password, string Hash) MakeOnce(string login)
    {
        var password = OneTimePassword.Make();
        return (password, Hasher.HashPassword(login, password));
    }

    /// <summary>Adds an account with a password to be used once, as part of an act.</summary>
    internal void Add(DbConnection connection, DbTransaction transaction, Account account, Act act)
    {
        new AuditLog(database).Append(connection, transaction, act,
            act.Note(database.Clock.Now(), "account.add", $"account:{account.Login}", account.Name));
        connection.Execute("insert into account (login, name, password_hash, must_change) values (@Login, @Name, @PasswordHash, 1)",
            new { account.Login, account.Name, account.PasswordHash }, transaction);
    }

    /// <summary>The account of a login as an act sees it, or null.</summary>
    internal static Account? FindOrNull(DbConnection connection, DbTransaction? transaction, string login) =>
        connection.QuerySingleOrDefault<AccountRow>($"select {AccountRow.Columns} from account a where a.login = @login", new { login },
            transaction)?.ToAccount();

    /// <summary>Adds an account, as yet without a role, unless the login is taken; false if it was.</summary>
    public bool Add(string login, string name, string password, Act act)
    {
        if (FindOrNull(login) is not null)
        {
            return false;
        }

        var hash = Hasher.HashPassword(login, OutsideText.Composed(password));
        database.Do(act, (connection, transaction) =>
        {
            new AuditLog(database).Append(connection, transaction, act,
                act.Note(database.Clock.Now(), "account.add", $"account:{login}", name));
            return connection.Execute(
                "insert into account (login, name, password_hash) values (@login, @name, @hash)",
                new { login, name, hash },
                transaction);
        });
        return true;
    }

    /// <summary>
    /// Ends an account: nobody signs in with it any more, its sessions end at once and its roles with the day; what it did stays under
    /// its name. Refused for an account that is one's own, has ended or is unknown.
    /// </summary>
    public Outcome<string> End(string login, string reason, Act act) => database.Do<string>(act, (connection, transaction) =>
    {
        var today = database.Clock.Today;
        database.TakeTurn(connection, transaction, RoleGrants.Turn);
        if (string.Equals(act.Actor, login, StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal("account.own", "Không ai tự kết thúc tài khoản của chính mình.", "login")
            { English = "Nobody ends an account of their own." };
        }

        if (connection.Execute("update account set ended_on = @today where login = @login and ended_on is null",
            new { login, today }, transaction) == 0)
        {
            return new Refusal("account.ended", $"Không có tài khoản '{login}', hoặc nó đã kết thúc.", "login")
            { English = $"There is no account '{login}', or it has ended." };
        }

        var writer = new TwoTimeWriter(connection, transaction, database.Clock.Now(), act);
        RoleGrants.EndAll(writer, login, today);
        Sessions.EndAll(connection, transaction, login);
        var audit = new AuditLog(database);
        audit.Append(connection, transaction, act, act.Note(database.Clock.Now(), "account.end", $"account:{login}", reason));
        SealedChanges.Note(audit, writer, act, RoleGrantTable.Sealed);
        return login;
    });

    // What no account can be called is not asked of the database: not every one takes every character.
    private static bool IsPossible(string login) =>
        login.Length is > 0 and <= LengthLimit && !login.Any(c => char.IsControl(c) || char.IsSurrogate(c));
}
