using System.Data.Common;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Store.Messages;

/// <summary>
/// The outbox of a register. A message is enqueued in the act that says it: it goes out if and only if the act stands. Whoever sends takes
/// it for a while; what is not reported sent by then is tried again. So a message may go out twice if the sender is killed in between, and
/// carries a number by which the other side can tell; it is never lost.
/// </summary>
public sealed class MessageTable
{
    /// <summary>How long a sender has one.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long after each failed attempt it is tried again; after the last it has failed.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12),
    ];

    private const int SaidLimit = 500;
    private const string Fields = "message_id, channel, recipient, title, text, about, state, attempt, enqueued_at, next_at, said";
    private readonly Database _database;

    /// <summary>The outbox in a register's database. Opening brings the table into being.</summary>
    public MessageTable(Database database)
    {
        _database = database;
        database.Migrate(Migrations);
    }

    /// <summary>The table of this module.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0010-messages",
            """
            create table message (
                message_id $identity,
                channel text not null,
                recipient text not null,
                title text not null,
                text text not null,
                about text not null,
                state text not null,
                attempt bigint not null,
                enqueued_at bigint not null,
                next_at bigint not null,
                said text not null);
            create index message_next on message (state, next_at);
            """),
    ];

    /// <summary>Tells somebody something, as part of an act. Gives its number.</summary>
    public long Enqueue(Act act, string channel, string recipient, string title, string text, string about) =>
        _database.Do(act, (connection, transaction) =>
        {
            var id = connection.ExecuteScalar<long>(
                """
                insert into message (channel, recipient, title, text, about, state, attempt, enqueued_at, next_at, said)
                values (@channel, @recipient, @title, @text, @about, 'Waiting', 0, @now, @now, '') returning message_id
                """,
                new { channel, recipient, title, text, about, now = _database.Clock.SystemNow },
                transaction);
            Note(connection, transaction, act, "message.enqueue", id, $"{channel}; {about}");
            return id;
        });

    /// <summary>A message, or null.</summary>
    public Message? FindOrNull(long id) => Read("message_id = @id", new { id }).FirstOrDefault();

    /// <summary>Those that wait or have failed, the oldest first.</summary>
    public IReadOnlyList<Message> Open() => Read("state in ('Waiting', 'Failed')", new { });

    /// <summary>Takes the next message of a channel that is due, for a while; null if none is.</summary>
    public Message? LeaseOrNull(string channel) => _database.Write((connection, transaction) =>
    {
        var now = _database.Clock.SystemNow;
        var next = connection.QueryFirstOrDefault<Row>(
            $"""
            select {Fields} from message where state = 'Waiting' and channel = @channel and next_at <= @now
            order by next_at, message_id limit 1{(_database.Dialect == Dialect.Postgres ? " for update skip locked" : "")}
            """,
            new { channel, now },
            transaction)?.ToMessage();
        if (next is null)
        {
            return null;
        }

        connection.Execute(
            "update message set attempt = attempt + 1, next_at = @until where message_id = @MessageId",
            new { until = now + (long)Lease.TotalMilliseconds, next.MessageId },
            transaction);
        return next with { Attempt = next.Attempt + 1 };
    });

    /// <summary>The channel took it. False if another sender has it since.</summary>
    public bool Sent(Message message, string said) => End(message, MessageState.Sent, said, 0);

    /// <summary>
    /// The channel did not take it: it is tried again after a pause, or has failed. False if another sender has it since.
    /// </summary>
    public bool NotSent(Message message, string why) => message.Attempt > Pauses.Count
        ? End(message, MessageState.Failed, why, 0)
        : End(message, MessageState.Waiting, why, (long)Pauses[(int)message.Attempt - 1].TotalMilliseconds);

    /// <summary>Tries a message again that has failed, or at once one that waits. False if there is none such.</summary>
    public bool Again(long id, Act act) => Change(id, act, "message.again", "state = 'Waiting', attempt = 0, next_at = @now");

    /// <summary>Takes a message back that was not sent. False if there is none such.</summary>
    public bool Drop(long id, Act act) => Change(id, act, "message.drop", "state = 'Dropped', next_at = @now");

    private bool Change(long id, Act act, string kind, string what) => _database.Do(act, (connection, transaction) =>
    {
        var found = connection.Execute(
            $"update message set {what} where message_id = @id and state in ('Waiting', 'Failed')",
            new { id, now = _database.Clock.SystemNow },
            transaction) > 0;
        Note(connection, transaction, act, kind, id, "");
        return found;
    });

    private bool End(Message message, MessageState state, string said, long pause) =>
        _database.Write((connection, transaction) => connection.Execute(
        """
        update message set state = @state, said = @said, next_at = @next
        where message_id = @MessageId and attempt = @Attempt and state = 'Waiting'
        """,
        new { state = state.ToString(), said = said.Length > SaidLimit ? said[..SaidLimit] : said,
            next = _database.Clock.SystemNow + pause, message.MessageId, message.Attempt },
        transaction)) > 0;

    private List<Message> Read(string where, object parameters)
    {
        using var connection = _database.Connect();
        return [.. connection.Query<Row>($"select {Fields} from message where {where} order by message_id", parameters)
            .Select(r => r.ToMessage())];
    }

    private void Note(DbConnection connection, DbTransaction transaction, Act act, string kind, long id, string detail) =>
        new AuditLog(_database).Append(connection, transaction, act, act.Note(_database.Clock.Now(), kind, $"message:{id}", detail));

    private sealed class Row
    {
        public long MessageId { get; set; }

        public string Channel { get; set; } = "";

        public string Recipient { get; set; } = "";

        public string Title { get; set; } = "";

        public string Text { get; set; } = "";

        public string About { get; set; } = "";

        public string State { get; set; } = "";

        public long Attempt { get; set; }

        public long EnqueuedAt { get; set; }

        public long NextAt { get; set; }

        public string Said { get; set; } = "";

        public Message ToMessage() => new(MessageId, Channel, Recipient, Title, Text, About, Enum.Parse<MessageState>(State))
        {
            Attempt = Attempt,
            EnqueuedAt = EnqueuedAt,
            NextAt = NextAt,
            Said = Said,
        };
    }
}
