using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Coverage;

/// <summary>
/// Running every worked case of the law as a job: it depends on the law alone, and is kept for everybody while the law stands.
/// </summary>
internal sealed class CoverageJob : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "law.coverage";

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("chạy mọi ca mẫu của bộ luật", "running all worked cases of the law");

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <summary>The question for a state of the law.</summary>
    public static JobQuestion Question(string digest) => new(Code, "", digest);

    /// <inheritdoc/>
    public LocalText About(Office office, Job job) => new($"bản luật {job.Input[..12]}", $"state {job.Input[..12]} of the law");

    /// <inheritdoc/>
    public string Page(Job job) => CoveragePages.Root;

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress) =>
        office.Law is { } law && law.Policy.Hash == job.Input
            ? JobText.Long(CoverageReading.Of(law.Files, law.Policy, law.RunCases(new Steps(progress, law.Policy.Cases.Count))))
            : JobActs.LawMoved;

    private sealed class Steps(IProgress<JobStep> progress, int of) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new JobStep("", value, of));
    }
}
