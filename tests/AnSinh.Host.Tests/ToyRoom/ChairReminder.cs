using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.Jobs;
using AnSinh.Host.Messages;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Tests.ToyRoom;

/// <summary>Tells the store of each wheelchair of the asker's communes that was not brought back in time.</summary>
internal sealed class ChairReminder : IJobKind
{
    public const string Code = "wheelchair.remind";
    public string Kind => Code;
    public LocalText What { get; } = new("nhắc xe lăn quá hạn", "reminding of late wheelchairs");
    public LocalText About(Office office, Job job) => new(job.Subject);
    public string Page(Job job) => ChairPages.Root;

    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        if (JobActs.OwnerOrNull(office, job) is not { } owner)
        {
            return new Refusal("wheelchair.owner", "Tài khoản đã giao việc này không còn dùng được.");
        }

        var act = JobActs.ActOf(job, Code).Answering<int>(sent => $"{sent}");
        var late = office.Books.Page(CaseFilter.Open, owner.CaseActor, 0, int.MaxValue)
            .Where(c => ChairList.IsOut(c) && c.Due < office.Clock.Today);
        var sent = office.Register.Database.Attempt(act, () => late.Select(c => office.Messages.Enqueue(act, MailChannel.Code,
            "kho@xa.example", "Xe lăn quá hạn", $"Hạn trả {Vietnamese.Date(c.Due!.Value)}.", $"case:{c.File.CaseId}")).Count());
        return sent.Ok || act.IsRepeat ? act.Answer! : Outcome<string>.Refused(sent.Refusals);
    }
}
