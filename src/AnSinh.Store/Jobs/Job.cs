using AnSinh.Basics;

namespace AnSinh.Store.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>It is being done, or was when the server stopped: then it is taken up again.</summary>
    Running,

    /// <summary>It is done; its result waits for its owner.</summary>
    Done,

    /// <summary>It could not be done; the reasons wait for its owner.</summary>
    Failed,

    /// <summary>Its owner called it off.</summary>
    Cancelled,
}

/// <summary>Work done apart from the request that asked for it (<i lang="vi">việc chạy nền</i>): durable, told to its owner only.</summary>
/// <param name="JobId">Its number.</param>
/// <param name="Kind">What kind of work, e.g. <c>run.month</c>.</param>
/// <param name="Subject">About what, e.g. a month.</param>
/// <param name="Owner">Who asked for it.</param>
/// <param name="Input">What its kind needs to do it, as its kind writes it.</param>
/// <param name="State">Where it stands.</param>
public sealed record Job(long JobId, string Kind, string Subject, string Owner, string Input, JobState State)
{
    /// <summary>What is being done, in words.</summary>
    public string Step { get; init; } = "";

    /// <summary>Steps done.</summary>
    public long Done { get; init; }

    /// <summary>Steps in all; 0 while not known.</summary>
    public long Of { get; init; }

    /// <summary>What came of it, as its kind writes it; null before, if it failed, and in lists of jobs.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>How often it was taken up.</summary>
    public long Attempt { get; init; }

    /// <summary>True once its owner asked to stop it.</summary>
    public bool IsCalledOff { get; init; }

    /// <summary>When it was asked for, Unix milliseconds.</summary>
    public long EnqueuedAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public long? EndedAt { get; init; }

    /// <summary>True while it waits or runs.</summary>
    public bool IsOpen => State is JobState.Waiting or JobState.Running;
}
