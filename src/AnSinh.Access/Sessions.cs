using System.Security.Cryptography;
using System.Text;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Access;

/// <summary>
/// Who is signed in. A browser holds a random number, the register only its hash: whoever reads the register cannot sign in with it, and
/// a session that was ended here is ended wherever its cookie was copied to.
/// </summary>
public sealed class Sessions(Database database)
{
    /// <summary>Sessions one account may have at once; a further one ends the oldest.</summary>
    public const int Limit = 20;

    /// <summary>How long a session lasts: a working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(10);

    /// <summary>The table of this module, beside that of the accounts.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0902-sessions", """
            create table sign_in_session (
                session_hash text not null primary key,
                login text not null references account (login) on delete cascade,
                opened_at bigint not null,
                ends_at bigint not null);
            """),
    ];

    /// <summary>Begins a session.</summary>
    /// <returns>The number for the browser; it is kept nowhere else.</returns>
    public string Begin(string login, DateTimeOffset now)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var (at, ends) = (now.ToUnixTimeMilliseconds(), (now + Lifetime).ToUnixTimeMilliseconds());
        database.Do(Act.By(login, "account.sign-in"), (connection, transaction) =>
        {
            connection.Execute("delete from sign_in_session where ends_at <= @at", new { at }, transaction);
            connection.Execute(
                """
                delete from sign_in_session where login = @login and session_hash not in
                    (select session_hash from sign_in_session where login = @login order by opened_at desc, session_hash limit @others)
                """,
                new { login, others = Limit - 1 },
                transaction);
            return connection.Execute(
                "insert into sign_in_session (session_hash, login, opened_at, ends_at) values (@hash, @login, @at, @ends)",
                new { hash = Hash(token), login, at, ends },
                transaction);
        });
        return token;
    }

    /// <summary>The account signed in, as it is now; null if the session was ended, has run out or its account is gone.</summary>
    public Account? AccountOrNull(string token, DateTimeOffset now)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<AccountRow>(
            $"""
            select {AccountRow.Columns} from sign_in_session s join account a on a.login = s.login
            where s.session_hash = @hash and s.ends_at > @at and a.ended_on is null
            """,
            new { hash = Hash(token), at = now.ToUnixTimeMilliseconds() })?.ToAccount();
    }

    /// <summary>Ends a session.</summary>
    public void End(string login, string token) => database.Do(Act.By(login, "account.sign-out"), (connection, transaction) =>
        connection.Execute("delete from sign_in_session where session_hash = @hash", new { hash = Hash(token) }, transaction));

    /// <summary>Ends all sessions of an account: what it may do has changed.</summary>
    internal static void EndAll(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction transaction, string login) =>
        connection.Execute("delete from sign_in_session where login = @login", new { login }, transaction);

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>An account as its table keeps it.</summary>
internal sealed record AccountRow(string Login, string Name, string PasswordHash, DateOnly? EndedOn)
{
    /// <summary>The columns, of a table called <c>a</c>.</summary>
    public const string Columns =
        """a.login as "Login", a.name as "Name", a.password_hash as "PasswordHash", a.ended_on as "EndedOn" """;

    /// <summary>The account.</summary>
    public Account ToAccount() => new(Login, Name, PasswordHash, EndedOn);
}
