using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Access;

/// <summary>Which person of the register has an account: who works here lives here too, and has a file, a family, colleagues.</summary>
public sealed class AccountPersons(Database database)
{
    /// <summary>The column of this class in the table of accounts.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
        [new("0950-account-person", "alter table account add column person_id bigint;")];

    /// <summary>The person of each login that told one.</summary>
    public IReadOnlyDictionary<string, long> All()
    {
        using var connection = database.Connect();
        return connection.Query<(string Login, long Person)>("select login, person_id from account where person_id is not null")
            .ToDictionary(a => a.Login, a => a.Person, StringComparer.Ordinal);
    }

    /// <summary>
    /// Says which person has an account; null takes it back. Refused if nobody has the login, and if the person has another that goes on:
    /// with two, duties that must not meet would meet in one person.
    /// </summary>
    public Outcome<string> Set(string login, long? person, Act act) => database.Do(act, (connection, transaction) =>
    {
        if (person is not null && connection.QueryFirstOrDefault<string>(
            "select login from account where person_id = @person and login <> @login and ended_on is null order by login",
            new { person, login }, transaction) is { } other)
        {
            return new Refusal("account.person-twice",
                $"Người số {person} đã có tài khoản “{other}”; mỗi người một tài khoản. Kết thúc tài khoản ấy trước.", "login")
            { English = $"Person {person} has the account “{other}”; one account a person. End that one first." };
        }

        if (connection.Execute("update account set person_id = @person where login = @login", new { person, login }, transaction) == 0)
        {
            return new Refusal("account.unknown", $"Không có tài khoản “{login}”.", "login");
        }

        new AuditLog(database).Append(connection, transaction, act, act.Note(
            database.Clock.Now(), "account.person", $"account:{login}", person is { } id ? $"người số {id}" : "không còn là ai"));
        return Outcome<string>.Of(login);
    });
}
