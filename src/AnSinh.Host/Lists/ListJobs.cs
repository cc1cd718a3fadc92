using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Intake.Lists;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Lists;

/// <summary>Holding a list against the register as a job: what it would do, row by row.</summary>
internal sealed class ListPlanJob(ListPlanCache plans) : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "list.plan";

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("đối chiếu một danh sách với sổ", "checking a list against the register");

    /// <summary>The question what a list as it stands would do, within what its sender may see.</summary>
    public static JobQuestion Question(Office office, SentList list, Viewer viewer) => new(
        Code, ListSteps.Subject(list.Id),
        string.Create(CultureInfo.InvariantCulture,
            $"{list.Version} {string.Join(' ', viewer.Posts.Select(p => $"{p.Unit.Key}/{p.At.Label.Vi}"))}"), office.Register.ChangeNo);

    /// <inheritdoc/>
    public LocalText About(Office office, Job job) => ListSteps.About(office, job);

    /// <inheritdoc/>
    public string Page(Job job) => ListPages.Root + "/" + job.Subject;

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        if (ListSteps.ListOrNull(office, job) is not { } list || JobActs.OwnerOrNull(office, job, Permission.ReadPeople) is not { } viewer)
        {
            return ListSteps.Gone;
        }

        // Who may record sees what recording would do.
        viewer = viewer.May(Permission.Record) ? viewer.For(Permission.ReadPeople, Permission.Record) : viewer;
        var plan = office.Lists.Plan(list, viewer.Scope, new ListSteps(progress));
        if (!plan.Ok)
        {
            return Outcome<string>.Refused(plan.Refusals);
        }

        plans.Keep(job, plan.Value);
        return plan.Value.Mark();
    }
}

/// <summary>Writing a list into the register as a job, done once.</summary>
internal sealed class ListApplyJob : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "list.apply";

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("ghi một danh sách vào sổ", "writing a list into the register");

    /// <summary>The question to write a list as it was shown.</summary>
    public static JobQuestion Question(long list, AgreedPlan agreed) => new(Code, ListSteps.Subject(list), JobText.Short(agreed));

    /// <inheritdoc/>
    public LocalText About(Office office, Job job) => ListSteps.About(office, job);

    /// <inheritdoc/>
    public string Page(Job job) => ListPages.Root + "/" + job.Subject;

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        var act = JobActs.ActOf(job, "list.apply").Answering<AppliedBatch>(b => b.BatchId.ToString(CultureInfo.InvariantCulture));
        if (office.Register.Database.AnswerOrNull(act.RequestKey!, act.Actor, act.Source) is { } before)
        {
            return before;
        }

        if (ListSteps.ListOrNull(office, job) is not { BatchId: null } list
            || JobActs.OwnerOrNull(office, job, Permission.ReadPeople, Permission.Record) is not { } viewer)
        {
            return ListSteps.Gone;
        }

        var agreed = JobText.ReadShort<AgreedPlan>(job.Input);
        var written = office.Lists.Write(list, agreed, viewer.Scope, act, new ListSteps(progress));
        return act.IsRepeat || written.Ok ? act.Answer! : Outcome<string>.Refused(written.Refusals);
    }
}

/// <summary>What the jobs about a list have in common; its steps as those of a job.</summary>
internal sealed class ListSteps(IProgress<JobStep> progress) : IProgress<ImportProgress>
{
    /// <summary>Why a job about a list is not done that is not there any more.</summary>
    public static readonly Refusal Gone =
        new("list.gone", "Danh sách không còn, hoặc tài khoản đã gửi nó không còn dùng được; không có gì được ghi.");

    /// <inheritdoc/>
    public void Report(ImportProgress value) => progress.Report(new JobStep(value.Step, value.Done, value.Of));

    /// <summary>The number of a list as the subject of its jobs.</summary>
    public static string Subject(long list) => list.ToString(CultureInfo.InvariantCulture);

    /// <summary>The list a job is about, if it is still there and its owner's.</summary>
    public static SentList? ListOrNull(Office office, Job job) =>
        office.Lists.Sent.FindOrNull(long.Parse(job.Subject, CultureInfo.InvariantCulture), job.Owner);

    /// <summary>The file a job is about.</summary>
    public static LocalText About(Office office, Job job) => new(ListOrNull(office, job)?.FileName ?? job.Subject);
}
