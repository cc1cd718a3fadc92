using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Access;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Rulebook.Access;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Lists;

/// <summary>Holding a list against the register as a job: what it would do, row by row.</summary>
internal sealed class ListPlanJob(ListDesk desk) : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "list.plan";

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("đối chiếu một danh sách với sổ", "checking a list against the register");

    /// <summary>The question what a list as it stands would do, within what its sender may see.</summary>
    public static JobQuestion Question(Office office, SentList list, Viewer viewer) => new(
        Code, ListDesk.Subject(list.Id),
        string.Create(CultureInfo.InvariantCulture, $"{list.Version} {viewer.Unit.Key} {viewer.Role.Id}"), office.Register.ChangeNo);

    /// <inheritdoc/>
    public LocalText About(Office office, Job job) => new(desk.ListOrNull(job)?.FileName ?? job.Subject);

    /// <inheritdoc/>
    public string Page(Job job) => ListPages.Root + "/" + job.Subject;

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        if (desk.ListOrNull(job) is not { } list || JobActs.OwnerOrNull(office, job) is not { } viewer)
        {
            return ListApplyJob.Gone;
        }

        var plan = desk.Plan(office, list, viewer, progress);
        if (!plan.Ok)
        {
            return Outcome<string>.Refused(plan.Refusals);
        }

        desk.Keep(job, plan.Value);
        return plan.Value.Mark();
    }
}

/// <summary>
/// Writing a list into the register as a job. The plan is made again and written only if it does what was shown; the rows and the mark that
/// the list is written are one act, done once.
/// </summary>
internal sealed class ListApplyJob(ListDesk desk) : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "list.apply";

    /// <summary>Why a job about a list is not done that is not there any more.</summary>
    public static readonly Refusal Gone =
        new("list.gone", "Danh sách không còn, hoặc tài khoản đã gửi nó không còn dùng được; không có gì được ghi.");

    private static readonly Refusal Moved =
        new("list.moved", "Sổ đã thay đổi từ lúc xem trước; chưa ghi gì. Xem lại bản xem trước mới rồi ghi.");

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("ghi một danh sách vào sổ", "writing a list into the register");

    /// <summary>The question to write a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="mark">Mark of the plan shown.</param>
    /// <param name="leaveOut">True to leave out wrong and unanswered rows.</param>
    public static JobQuestion Question(long list, string mark, bool leaveOut) =>
        new(Code, ListDesk.Subject(list), JobText.Short(new Asked(mark, leaveOut)));

    /// <inheritdoc/>
    public LocalText About(Office office, Job job) => new(desk.ListOrNull(job)?.FileName ?? job.Subject);

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

        if (desk.ListOrNull(job) is not { BatchId: null } list || JobActs.OwnerOrNull(office, job) is not { } viewer
            || !viewer.May(Permission.Record))
        {
            return Gone;
        }

        var applied = Write(office, list, viewer, JobText.ReadShort<Asked>(job.Input), act, progress);
        if (act.IsRepeat || applied.Ok)
        {
            return act.Answer!;
        }

        desk.Store.Failed(list.Id, string.Join(" ", applied.Refusals.Take(3).Select(r => r.ToString())), new Act(job.Owner, "list.fail"));
        return Outcome<string>.Refused(applied.Refusals);
    }

    private Outcome<AppliedBatch> Write(Office office, SentList list, Viewer viewer, Asked asked, Act act, IProgress<JobStep> progress)
    {
        var plan = desk.Plan(office, list, viewer, progress);
        IReadOnlyList<Refusal> refusals = !plan.Ok ? plan.Refusals
            : plan.Value.Mark() != asked.Mark ? [Moved] : plan.Value.Obstacles(asked.LeaveOut);
        if (refusals.Count > 0)
        {
            return Outcome<AppliedBatch>.Refused(refusals);
        }

        var set = plan.Value.ToChangeSet(list.FileName, list.File.Sha256);
        return office.Register.TryWrite(act, (_, _) =>
        {
            var batch = office.Register.Apply(set, act, new RowSteps("Ghi vào sổ", set.Count, progress));
            if (batch.Ok)
            {
                desk.Store.Applied(list.Id, batch.Value.BatchId, act);
            }

            return batch;
        });
    }

    private sealed record Asked(string Mark, bool LeaveOut);
}
