using System.Data.Common;
using AnSinh.Basics;
using Dapper;

namespace AnSinh.Store.Acts;

/// <summary>The acts that were asked for under a key, with the answer each gave.</summary>
internal static class ActTable
{
    // Nobody's browser asks again after a month; what was done stays in the audit log.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0004-acts",
            """
            create table act (
                request_key text not null primary key,
                actor text not null,
                kind text not null,
                source text not null,
                answer text not null,
                at bigint not null);
            create index act_at on act (at);
            """),
    ];

    /// <summary>True if it was done, and the act then has its answer; refused if the key is that of another act.</summary>
    public static Outcome<bool> Answered(DbConnection connection, DbTransaction? transaction, Act act, string key)
    {
        var done = connection.QuerySingleOrDefault<(string Actor, string Kind,
            string Answer)?>("select actor, kind, answer from act where request_key = @key", new { key }, transaction);
        if (done is not { } before)
        {
            return false;
        }

        if (before.Actor != act.Actor || before.Kind != act.Kind)
        {
            return new Refusal("act.key-taken", "Khóa của yêu cầu đã dùng cho việc khác; mở lại trang rồi gửi lại.", "khoa");
        }

        act.Repeats(before.Answer);
        return true;
    }

    /// <summary>The answer to somebody's request from a place, or null if it was not done yet.</summary>
    public static string? AnswerOrNull(DbConnection connection, string key, string actor, string source) =>
        connection.QuerySingleOrDefault<string>(
        "select answer from act where request_key = @key and actor = @actor and source = @source", new { key, actor, source });

    public static void Keep(DbConnection connection, DbTransaction transaction, Act act, string answer, long at)
    {
        connection.Execute("delete from act where at < @before", new { before = at - (long)Kept.TotalMilliseconds }, transaction);
        connection.Execute(
            "insert into act (request_key, actor, kind, source, answer, at) values (@RequestKey, @Actor, @Kind, @Source, @answer, @at)",
            new { act.RequestKey, act.Actor, act.Kind, act.Source, answer, at },
            transaction);
    }
}
