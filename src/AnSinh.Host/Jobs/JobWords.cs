using AnSinh.Host.Web;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Jobs;

/// <summary>Jobs in words.</summary>
internal static class JobWords
{
    /// <summary>What a job is and about what, as a sentence begins.</summary>
    public static string What(JobKinds kinds, Office office, Job job, Language l)
    {
        var what = Kind(kinds, job, l);
        var about = About(kinds, office, job, l);
        return about.Length == 0 ? what : $"{what}: {about}";
    }

    /// <summary>What kind of work it is, as a sentence begins.</summary>
    public static string Kind(JobKinds kinds, Job job, Language l)
    {
        var what = kinds.OfOrNull(job) is { } kind ? l.T(kind.What) : job.Kind;
        return char.ToUpperInvariant(what[0]) + what[1..];
    }

    /// <summary>About what.</summary>
    public static string About(JobKinds kinds, Office office, Job job, Language l) =>
        kinds.OfOrNull(job) is { } kind ? l.T(kind.About(office, job)) : job.Subject;

    /// <summary>The word of a state.</summary>
    public static string State(JobState state, Language l) => state switch
    {
        JobState.Waiting => l.T("Đang chờ", "Waiting"),
        JobState.Running => l.T("Đang làm", "Running"),
        JobState.Done => l.T("Xong", "Done"),
        JobState.Failed => l.T("Không làm được", "Not done"),
        _ => l.T("Đã hủy", "Called off"),
    };

    /// <summary>The colour of a state.</summary>
    public static string Tone(JobState state) => state switch
    {
        JobState.Done => "good",
        JobState.Failed => "bad",
        JobState.Cancelled => "warn",
        _ => "mute",
    };

    /// <summary>Where a job stands, in a sentence: its place in the queue, its step, or why it came to nothing.</summary>
    public static string Stands(Office office, Job job, Language l) => job.State switch
    {
        JobState.Waiting => office.Jobs.Before(job) is > 0 and var before
            ? l.T($"Đang chờ: còn {l.Number(before)} việc trước.", $"Waiting: {l.Number(before)} before it.")
            : l.T("Đang chờ đến lượt.", "Waiting for its turn."),
        JobState.Running => job.Of > 0 ? $"{Step(job, l)}: {l.Number(100 * Math.Min(job.Done, job.Of) / job.Of)} %." : Step(job, l) + ".",
        JobState.Done => l.T("Xong.", "Done."),
        JobState.Cancelled => l.T("Đã hủy: không có gì được ghi.", "Called off: nothing was written."),
        _ => string.Join(" ", job.Refusals.Select(r => r.Message)),
    };

    private static string Step(Job job, Language l) => job.Step.Length > 0 ? job.Step : l.T("Đang làm", "Running");
}
