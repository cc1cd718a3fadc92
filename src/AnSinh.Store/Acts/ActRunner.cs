using System.Data.Common;
using AnSinh.Basics;

namespace AnSinh.Store.Acts;

/// <summary>
/// The one way to write: takes the request key, does the work, notes it in the audit log and keeps the answer, all in one transaction. A
/// refusal undoes all of it and leaves the key free; a repeated request is answered as the first was and writes nothing.
/// </summary>
public static class ActRunner
{
    /// <summary>Longest request key, in characters.</summary>
    public const int KeyLimit = 80;

    /// <summary>Code of the refusal of work that is not done because it was done before; <see cref="Act.Answer"/> has the answer.</summary>
    public const string RepeatedCode = "act.repeated";

    /// <summary>
    /// Does the work of an act. Within an act that is running already it is a part of it: it stays if the whole stays, and a refusal undoes
    /// the part. Trouble of the database becomes a <see cref="StoreException"/>.
    /// </summary>
    public static Outcome<T> Do<T>(this Database database, Act act, Func<DbConnection, DbTransaction, Outcome<T>> work)
    {
        if (act.Running is { } running)
        {
            return ReferenceEquals(running.Database, database) ? Part(act, running.Connection, running.Transaction, work)
                : throw new InvalidOperationException("An act writes to one database.");
        }

        if (act.RequestKey is { } key && Refuse(key) is { } refusal)
        {
            return refusal;
        }

        var committed = false;
        try
        {
            var outcome = database.TryWrite((connection, transaction) => Whole(database, act, connection, transaction, work));
            committed = outcome.Ok;
            return outcome;
        }
        finally
        {
            act.End(committed);
        }
    }

    /// <summary>
    /// Does work that is refused as an act only: for want of a key, or because it was done before. What somebody asks for comes this way.
    /// </summary>
    public static Outcome<T> Attempt<T>(this Database database, Act act, Func<T> work) =>
        database.Do(act, (_, _) => Outcome<T>.Of(work()));

    /// <summary>Does the work of an act that cannot be refused: it has no key, or is part of one that runs.</summary>
    public static T Do<T>(this Database database, Act act, Func<DbConnection, DbTransaction, T> work) =>
        database.Do(act, (connection, transaction) => Outcome<T>.Of(work(connection, transaction))).Value;

    /// <summary>
    /// What was answered to somebody's request with this key from this place, or null if it was not done: who asks again is told before
    /// anything is prepared or checked anew. The act itself asks again, for two that come at once.
    /// </summary>
    public static string? AnswerOrNull(this Database database, string key, string actor, string source)
    {
        if (Refuse(key) is not null)
        {
            return null;
        }

        using var connection = database.Connect();
        return ActTable.AnswerOrNull(connection, key, actor, source);
    }

    private static Outcome<T> Whole<T>(Database database, Act act, DbConnection connection, DbTransaction transaction,
        Func<DbConnection, DbTransaction, Outcome<T>> work)
    {
        if (act.RequestKey is { } key)
        {
            database.TakeTurn(connection, transaction, key);
            var answered = ActTable.Answered(connection, transaction, act, key);
            if (!answered.Ok || answered.Value)
            {
                return answered.Ok ? new Refusal(RepeatedCode, "Việc này đã được ghi; không ghi lần nữa.", "khoa")
                    : Outcome<T>.Refused(answered.Refusals);
            }
        }

        act.Begin(database, connection, transaction);
        var outcome = work(connection, transaction);
        if (!outcome.Ok)
        {
            return outcome;
        }

        if (!act.Told)
        {
            new AuditLog(database).Append(connection, transaction, act, act.Note(database.Clock.Now(), act.Kind, "", ""));
        }

        if (act.RequestKey is not null)
        {
            ActTable.Keep(connection, transaction, act, act.AnswerTo(outcome.Value), database.Clock.SystemNow);
        }

        return outcome;
    }

    private static Outcome<T> Part<T>(Act act, DbConnection connection, DbTransaction transaction,
        Func<DbConnection, DbTransaction, Outcome<T>> work)
    {
        const string Name = "part";
        var told = act.Told;
        transaction.Save(Name);
        var outcome = work(connection, transaction);
        if (!outcome.Ok)
        {
            // What the part told of itself is gone with it.
            transaction.Rollback(Name);
            act.Noted(told);
        }

        // A savepoint gone back to still stands: left there, the part around this one would go back to it and not to its own.
        transaction.Release(Name);
        return outcome;
    }

    private static Refusal? Refuse(string key) =>
        key.Length is 0 or > KeyLimit || key.Any(c => char.IsControl(c) || char.IsSurrogate(c))
            ? new Refusal("act.no-key", $"Yêu cầu phải có khóa riêng, dài nhất {KeyLimit} ký tự; mở lại trang rồi gửi lại.", "khoa")
            : null;
}
