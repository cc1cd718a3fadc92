namespace AnSinh.Store.Messages;

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>It waits to be sent, or to be sent again.</summary>
    Waiting,

    /// <summary>The channel took it.</summary>
    Sent,

    /// <summary>It was tried as often as is sensible; somebody has to look.</summary>
    Failed,

    /// <summary>Somebody took it back before it was sent.</summary>
    Dropped,
}

/// <summary>
/// Something the office tells somebody outside (<i lang="vi">thư gửi đi</i>): kept with the act that says it, sent afterwards as often as
/// it takes.
/// </summary>
/// <param name="MessageId">Its number.</param>
/// <param name="Channel">How it goes, e.g. <c>email</c>.</param>
/// <param name="Recipient">Where to: an address of the channel.</param>
/// <param name="Title">What it is about, one line.</param>
/// <param name="Text">All of it.</param>
/// <param name="About">The subject in the register, e.g. <c>job:7</c>.</param>
/// <param name="State">Where it stands.</param>
public sealed record Message(long MessageId, string Channel, string Recipient, string Title, string Text, string About, MessageState State)
{
    /// <summary>How often it was tried.</summary>
    public long Attempt { get; init; }

    /// <summary>When it was told, Unix milliseconds of the machine's clock.</summary>
    public long EnqueuedAt { get; init; }

    /// <summary>When it is tried next, if it waits.</summary>
    public long NextAt { get; init; }

    /// <summary>What the channel said last: that it took it, or why not.</summary>
    public string Said { get; init; } = "";
}
