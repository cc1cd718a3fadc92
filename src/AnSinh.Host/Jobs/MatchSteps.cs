namespace AnSinh.Host.Jobs;

/// <summary>The steps of the matching engine as those of a job.</summary>
internal sealed class MatchSteps(IProgress<JobStep> progress) : IProgress<(string Step, int Percent)>
{
    private const int Whole = 100;

    public void Report((string Step, int Percent) value) => progress.Report(new JobStep(value.Step, value.Percent, Whole));
}
