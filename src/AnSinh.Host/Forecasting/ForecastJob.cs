using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;
using AnSinh.Host.Jobs;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Forecasting;

/// <summary>The months to come as a job: all of them, of the whole register; the page cuts out of it what its viewer may see.</summary>
internal sealed class ForecastJob(ForecastCache forecasts) : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "forecast";

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("dự báo các tháng tới", "the forecast");

    /// <summary>The question for the months from one on, of the law and the register of now.</summary>
    public static JobQuestion Question(Office office, Month from, AsKnown known) =>
        new(Code, $"{from} {known}", JobText.Short(new ForecastAsked(from, known, office.Policy.Hash)), office.Register.ChangeNo);

    /// <inheritdoc/>
    public LocalText About(Office office, Job job)
    {
        var (from, known) = (Asked(job).From.ToVietnamese(), Vietnamese.Date(Asked(job).Known.Day));
        return new($"từ {from}, biết đến {known}", $"from {from}, as known on {known}");
    }

    /// <inheritdoc/>
    public string Page(Job job) => $"/du-bao?thang={Asked(job).From.Add(-1)}&biet={Asked(job).Known}";

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        var asked = Asked(job);
        return asked.Law == office.Policy.Hash
            ? JobText.Long(forecasts.Of(office, asked.From, asked.Known, progress: new Steps(progress)))
            : JobActs.LawMoved;
    }

    private static ForecastAsked Asked(Job job) => JobText.ReadShort<ForecastAsked>(JobQuestion.InputOf(job));

    private sealed record ForecastAsked(Month From, AsKnown Known, string Law);

    private sealed class Steps(IProgress<JobStep> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new JobStep("", value, ForecastCache.MonthsAhead));
    }
}
