using System.Globalization;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Ledger;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Payments;

/// <summary>A month drafted as a job: the officer may leave the page, and the server may stop; it is done once.</summary>
internal sealed class MonthJob : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "run.month";

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("lập bản nháp một kỳ chi trả", "drafting a month run");

    /// <summary>
    /// Asks for a run of a month, as part of an act; what the same officer's last run of it did counts as read then. Refused while one
    /// waits or runs: the second would find nothing the first did not.
    /// </summary>
    public static Outcome<long> Ask(JobTable jobs, Act act, Month month, AsKnown? known) =>
        jobs.OpenOrNull(Code) is { } open
            ? new Refusal("run.busy", $"Đang lập kỳ {open.Subject}; chờ xong rồi bấm lại.")
            : jobs.Ask(act, Code, month.ToString(), known?.ToString() ?? "");

    /// <inheritdoc/>
    public LocalText About(Office office, Job job) => new(Month.Parse(job.Subject).ToVietnamese());

    /// <inheritdoc/>
    public string Page(Job job) =>
        job is { State: JobState.Done, Result: not null } && ResultOf(job).Draft is { } draft ? Links.PayRun(draft)
            : "/chi-tra/" + job.Subject;

    /// <summary>What a job that ended gave.</summary>
    public static MonthRunDone ResultOf(Job job) => JsonSerializer.Deserialize<MonthRunDone>(job.Result!)!;

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        var act = JobActs.ActOf(job, "run.draft").Answering<DraftResult>(Told);
        if (office.Register.Database.AnswerOrNull(act.RequestKey!, act.Actor, act.Source) is { } before)
        {
            return before;
        }

        if (JobActs.OwnerOrNull(office, job, Permission.ReadPayments, Permission.RunMonths) is not { } owner)
        {
            return new Refusal("job.owner", "Tài khoản đã yêu cầu không còn được lập kỳ chi trả; không có gì được ghi.")
            { English = "The account that asked may run months no more; nothing was written." };
        }

        var known = job.Input.Length == 0 ? (AsKnown?)null
            : new AsKnown(DateOnly.ParseExact(job.Input, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        var run = office.RunDrafts.Draft(
            Month.Parse(job.Subject), known, owner.Unit.Key, owner.CaseActor, act, new Steps(progress));
        return act.IsRepeat ? act.Answer! : run.Ok ? act.Answer ?? Told(run.Value) : Outcome<string>.Refused(run.Refusals);
    }

    private static string Told(DraftResult drafted) => JsonSerializer.Serialize(drafted.Result is var run
        ? new MonthRunDone(run.NewLines, run.Amount, run.AsKnown.Day, run.Unseen, run.Withheld.Count, run.Withheld.Amount)
        { Draft = drafted.DraftId } : null);

    private sealed class Steps(IProgress<JobStep> progress) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => progress.Report(new JobStep(value.Step, value.Done, value.Of));
    }
}

/// <summary>What drafting a month gave, as kept for its owner.</summary>
/// <param name="Lines">Lines it would post.</param>
/// <param name="Amount">Their sum.</param>
/// <param name="Known">The day it was run as known on.</param>
/// <param name="Unseen">Changes recorded after that day, which it did not see.</param>
/// <param name="Withheld">Amounts a law lowered after they were paid, which wait for a decision.</param>
/// <param name="WithheldAmount">Their sum.</param>
internal sealed record MonthRunDone(long Lines, long Amount, DateOnly Known, long Unseen, long Withheld, long WithheldAmount)
{
    /// <summary>The draft, or null if there was nothing to draft.</summary>
    public long? Draft { get; init; }
}
