using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Jobs;

/// <summary>A kind of work that is done apart from the request that asked for it.</summary>
public interface IJobKind
{
    /// <summary>Its code in the table of jobs.</summary>
    string Kind { get; }

    /// <summary>What it is, in words.</summary>
    LocalText What { get; }

    /// <summary>
    /// True if what comes of it depends on the register or the law alone: it is kept for everybody who may see its page, until a later one
    /// replaces it. Else it is its owner's.
    /// </summary>
    bool IsShared => false;

    /// <summary>About what a job is, in words.</summary>
    LocalText About(Office office, Job job);

    /// <summary>The page that shows what came of a job.</summary>
    string Page(Job job);

    /// <summary>
    /// Does a job and gives its result as the kind's pages read it. It may be called again for a job whose server was killed: what it
    /// writes is an act under <see cref="JobActs.ActOf"/>, done once. Throws <see cref="OperationCanceledException"/> out of
    /// <paramref name="progress"/> if the job was called off.
    /// </summary>
    Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress);
}

/// <summary>Where a job stands.</summary>
/// <param name="Step">What is being done, in words.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Of">Steps in all.</param>
public readonly record struct JobStep(string Step, long Done, long Of);

/// <summary>What jobs have in common.</summary>
public static class JobActs
{
    /// <summary>Why a job is not done that was asked of a law that is not in force any more.</summary>
    public static readonly Refusal LawMoved = new("job.law", "Bộ luật đã đổi từ lúc hỏi. Làm lại để tính theo luật đang áp dụng.");

    /// <summary>The owner of a job as they may see and do today; null if they may not do it any more.</summary>
    public static Viewer? OwnerOrNull(Office office, Job job, params IReadOnlyCollection<Permission> needed) =>
        office.Accounts.FindOrNull(job.Owner) is { EndedOn: null } account && Viewer.OfOrNull(account, office) is { } viewer
            && needed.All(viewer.May) ? viewer.For(needed) : null;

    /// <summary>What a job writes, in its owner's name: done once, however often the job is taken up.</summary>
    public static Store.Acts.Act ActOf(Job job, string kind) => new(job.Owner, kind)
    {
        RequestKey = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"job:{job.JobId}"),
        Source = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"job:{job.JobId}"),
    };
}
