using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Jobs;

/// <summary>A question to the register that takes long: a kind of job, about what, and exactly what is asked.</summary>
/// <param name="Kind">Code of the kind.</param>
/// <param name="Subject">About what; asking about the same anew replaces what was asked before.</param>
/// <param name="Input">Exactly what is asked, with the states of law and register it is asked of.</param>
public sealed record JobQuestion(string Kind, string Subject, string Input);

/// <summary>How pages ask what takes long: what is kept is answered at once, the rest is a job.</summary>
public sealed class JobDesk(JobRunner runner, JobKinds kinds)
{
    /// <summary>How long a page waits for a job before it shows where the job stands: short ones are answered at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    // Reading what is kept takes longer than showing it; every part of it is a page of its own.
    private const int ReadLimit = 8;
    private readonly List<(long JobId, object Value)> _read = [];

    /// <summary>The job that answers a visitor's question: the one that was asked before, or one asked now. Refused if they have too many.</summary>
    public async Task<Outcome<Job>> AskAsync(Office office, Visit visit, JobQuestion question)
    {
        if (FoundOrNull(office, visit.Viewer.Login, question) is { } found)
        {
            return found;
        }

        var asked = office.Jobs.Ask(Press.RepeatableOf(visit, "job.ask"), question.Kind, question.Subject, question.Input);
        return asked.Ok ? await EndedAsync(office, asked.Value) : Outcome<Job>.Refused(asked.Refusals);
    }

    /// <summary>The job of a number as it stands when it has ended, or after a moment.</summary>
    public async Task<Job> EndedAsync(Office office, long id)
    {
        runner.Wake();
        for (var waited = TimeSpan.Zero; ; waited += Look)
        {
            if (office.Jobs.FindOrNull(id)! is var job && (!job.IsOpen || waited >= Patience))
            {
                return job;
            }

            await Task.Delay(Look);
        }
    }

    /// <summary>
    /// The job that answers a question: of a kind whose result is for everybody, anybody's; else the visitor's own. Null if nobody asked, or
    /// what came of it is of the register as it was.
    /// </summary>
    public Job? FoundOrNull(Office office, string login, JobQuestion question)
    {
        if (kinds.IsShared(question.Kind)
            && (office.Jobs.KeptOrNull(question.Kind, question.Input) ?? office.Jobs.OpenOrNull(question.Kind, question.Subject)) is { } shared)
        {
            return shared;
        }

        // A register that is written all the time must not keep a question from ever being answered.
        return office.Jobs.LastOrNull(login, question.Kind, question.Subject) is { } own
            && (own.State != JobState.Done || (own.Result is not null && (own.Input == question.Input
                || office.Register.Database.Clock.SystemNow - own.EndedAt < Fresh.TotalMilliseconds))) ? own : null;
    }

    /// <summary>What came of a job, read.</summary>
    public T Read<T>(Job job)
        where T : class
    {
        lock (_read)
        {
            var at = _read.FindIndex(r => r.JobId == job.JobId && r.Value is T);
            var value = at >= 0 ? (T)_read[at].Value : Kept.ReadLong<T>(job.Result!);
            if (at >= 0 || _read.Count >= ReadLimit)
            {
                _read.RemoveAt(Math.Max(at, 0));
            }

            _read.Add((job.JobId, value));
            return value;
        }
    }
}
