using AnSinh.Basics;
using AnSinh.Store.Acts;
using AnSinh.Store.Messages;
using AnSinh.Testing;

namespace AnSinh.Store.Tests;

/// <summary>A message goes out if and only if its act stands, and is tried until the channel takes it. On both databases.</summary>
public abstract class MessageContract : IDisposable
{
    private readonly Database _database;
    private readonly FakeClock _clock;
    private readonly MessageTable _messages;

    protected MessageContract(Func<TimeProvider, Database> open)
    {
        _clock = new FakeClock(new DateOnly(2026, 11, 29));
        _database = open(_clock);
        _database.Migrate(AuditLog.Migrations);
        _messages = new MessageTable(_database);
    }

    public virtual void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_message_is_there_if_and_only_if_its_act_stands()
    {
        var act = Act.By("lan", "thing.do");
        Assert.False(_database.Do<long>(act, (_, _) =>
        {
            _messages.Enqueue(act, "email", "a@b.vn", "T", "X", "thing:1");
            return new Refusal("no", "Không.");
        }).Ok);
        Assert.Empty(_messages.Open());
        var id = Enqueue();
        var waiting = Assert.Single(_messages.Open());
        Assert.Equal((id, "email", "a@b.vn", "Tiêu đề", "Nội dung", "job:7", MessageState.Waiting),
            (waiting.MessageId, waiting.Channel, waiting.Recipient, waiting.Title, waiting.Text, waiting.About, waiting.State));
        Assert.Equal($"message:{id}", new AuditLog(_database).Latest(1)[0].Subject);
    }

    [Fact]
    public void One_sender_has_it_and_if_that_is_gone_another_after_a_while()
    {
        Enqueue();
        var first = _messages.LeaseOrNull("email")!;
        Assert.Null(_messages.LeaseOrNull("email"));
        Move(MessageTable.Lease);
        var second = _messages.LeaseOrNull("email")!;
        Assert.Equal((first.MessageId, 2L), (second.MessageId, second.Attempt));
        Assert.False(_messages.Sent(first, "250"));
        Assert.True(_messages.Sent(second, "250 OK"));
        Assert.Equal((MessageState.Sent, "250 OK"), (Of(first).State, Of(first).Said));
        Move(TimeSpan.FromDays(30));
        Assert.Null(_messages.LeaseOrNull("email"));
    }

    [Fact]
    public void What_is_not_taken_is_tried_again_after_longer_and_longer_pauses_then_somebody_has_to_look()
    {
        var id = Enqueue();
        foreach (var pause in MessageTable.Pauses)
        {
            Assert.True(_messages.NotSent(_messages.LeaseOrNull("email")!, "máy chủ bận"));
            Move(pause - TimeSpan.FromMilliseconds(1));
            Assert.Null(_messages.LeaseOrNull("email"));
            Move(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(_messages.NotSent(_messages.LeaseOrNull("email")!, new string('x', 10_000)));
        var failed = Assert.Single(_messages.Open());
        Assert.Equal((MessageState.Failed, 500), (failed.State, failed.Said.Length));
        Move(TimeSpan.FromDays(30));
        Assert.Null(_messages.LeaseOrNull("email"));
        Assert.True(_messages.Again(id, Act.By("lan")));
        Assert.Equal(1, _messages.LeaseOrNull("email")!.Attempt);
    }

    [Fact]
    public void A_message_not_sent_can_be_taken_back_and_one_that_went_cannot()
    {
        var (back, gone) = (Enqueue(), Enqueue());
        Assert.True(_messages.Drop(back, Act.By("lan")));
        Assert.False(_messages.Drop(back, Act.By("lan")));
        var sent = _messages.LeaseOrNull("email")!;
        Assert.Equal(gone, sent.MessageId);
        Assert.True(_messages.Sent(sent, ""));
        Assert.False(_messages.Drop(gone, Act.By("lan")));
        Assert.False(_messages.Again(gone, Act.By("lan")));
    }

    [Fact]
    public void Each_channel_takes_its_own_in_their_order()
    {
        var (first, other, second) = (Enqueue(), Enqueue("sms"), Enqueue());
        Assert.Equal(other, _messages.LeaseOrNull("sms")!.MessageId);
        Assert.Equal(first, _messages.LeaseOrNull("email")!.MessageId);
        Assert.Equal(second, _messages.LeaseOrNull("email")!.MessageId);
    }

    private Message Of(Message message) => _messages.FindOrNull(message.MessageId)!;

    private void Move(TimeSpan by) => _clock.Pass(by);

    private long Enqueue(string channel = "email") =>
        _messages.Enqueue(Act.By("lan", "thing.do"), channel, "a@b.vn", "Tiêu đề", "Nội dung", "job:7");
}

public sealed class SqliteMessageTests : MessageContract
{
    private readonly TempFolder _folder;

    public SqliteMessageTests()
        : this(new TempFolder())
    {
    }

    private SqliteMessageTests(TempFolder folder)
        : base(clock => Database.Open(folder.File("messages.db"), clock)) => _folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}

public sealed class PostgresMessageTests() : MessageContract(clock => PostgresCluster.NewDatabase(clock));
