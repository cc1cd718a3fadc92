using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AnSinh.Basics;
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
        new("0905-session-origins", """
            alter table sign_in_session add column remote_address text not null default '';
            alter table sign_in_session add column browser text not null default '';
            """),
    ];

    /// <summary>Begins a session.</summary>
    /// <param name="login">Whose.</param>
    /// <param name="now">When, by the machine's clock.</param>
    /// <param name="from">Where it is begun, as its owner is told in the list of sessions.</param>
    /// <returns>The number for the browser; it is kept nowhere else.</returns>
    public string Begin(string login, DateTimeOffset now, SessionOrigin from)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var (at, ends) = (now.ToUnixTimeMilliseconds(), (now + Lifetime).ToUnixTimeMilliseconds());
        var act = new Act(login, "account.sign-in") { Source = from.Address };
        database.Do(act, (connection, transaction) =>
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
                """
                insert into sign_in_session (session_hash, login, opened_at, ends_at, remote_address, browser)
                values (@hash, @login, @at, @ends, @Address, @Browser)
                """,
                new { hash = Hash(token), login, at, ends, from.Address, from.Browser },
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

    /// <summary>Sessions of an account that go on, the latest first.</summary>
    /// <param name="login">Whose.</param>
    /// <param name="token">The number of the session that asks.</param>
    /// <param name="now">When, by the machine's clock.</param>
    public IReadOnlyList<OpenSession> Of(string login, string token, DateTimeOffset now)
    {
        using var connection = database.Connect();
        var rows = connection.Query<(string Id, long OpenedAt, string Address, string Browser)>(
            """
            select session_hash, opened_at, remote_address, browser from sign_in_session
            where login = @login and ends_at > @at order by opened_at desc, session_hash
            """,
            new { login, at = now.ToUnixTimeMilliseconds() });
        var own = Hash(token);
        return [.. rows.Select(r => new OpenSession(r.Id, r.OpenedAt, new SessionOrigin(r.Address, r.Browser), r.Id == own))];
    }

    /// <summary>Ends one session of an account; refused if it has none of this id.</summary>
    public Outcome<int> EndOne(string login, string id, Act act) => database.Do(act, (connection, transaction) =>
    {
        var ended = connection.Execute(
            "delete from sign_in_session where login = @login and session_hash = @id", new { login, id }, transaction);
        return ended > 0 ? Noted(connection, transaction, login, ended, act)
            : new Refusal("session.gone", "Phiên này đã kết thúc rồi.") { English = "That session has ended already." };
    });

    /// <summary>Ends all sessions of an account but the one that asks.</summary>
    public Outcome<int> EndOthers(string login, string token, Act act) => database.Do(act, (connection, transaction) =>
        Noted(connection, transaction, login, EndOthers(connection, transaction, login, token), act));

    /// <summary>Ends all sessions of an account but one, as part of another act.</summary>
    internal static int EndOthers(DbConnection connection, DbTransaction transaction, string login, string token) => connection.Execute(
        "delete from sign_in_session where login = @login and session_hash <> @own", new { login, own = Hash(token) }, transaction);

    /// <summary>Ends all sessions of an account, as part of the act after which they must not go on: a role, a reset, an end.</summary>
    public static void EndAll(DbConnection connection, DbTransaction transaction, string login) =>
        connection.Execute("delete from sign_in_session where login = @login", new { login }, transaction);

    private Outcome<int> Noted(DbConnection connection, DbTransaction transaction, string login, int ended, Act act)
    {
        new AuditLog(database).Append(connection, transaction, act, act.Note(database.Clock.Now(), act.Kind, $"account:{login}",
            string.Create(CultureInfo.InvariantCulture, $"{ended}")));
        return ended;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>An account as its table keeps it.</summary>
internal sealed record AccountRow(string Login, string Name, string PasswordHash, DateOnly? EndedOn, long MustChange)
{
    /// <summary>The columns, of a table called <c>a</c>.</summary>
    public const string Columns =
        """
        a.login as "Login", a.name as "Name", a.password_hash as "PasswordHash", a.ended_on as "EndedOn",
        a.must_change as "MustChange"
        """;

    /// <summary>The account.</summary>
    public Account ToAccount() => new(Login, Name, PasswordHash, EndedOn) { MustChange = MustChange != 0 };
}
