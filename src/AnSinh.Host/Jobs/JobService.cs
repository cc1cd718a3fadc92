using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Jobs;

/// <summary>A question to the register that takes long: a kind of job, about what, and exactly what is asked.</summary>
/// <param name="Kind">Code of the kind.</param>
/// <param name="Subject">About what; asking about the same anew replaces what was asked before.</param>
/// <param name="Input">Exactly what is asked.</param>
/// <param name="Stand">What the register stands at, if the answer is of that; it may move on while the job runs.</param>
public sealed record JobQuestion(string Kind, string Subject, string Input, long? Stand = null)
{
    /// <summary>The question as the job keeps it.</summary>
    public string Text => Stand is { } stand ? string.Create(CultureInfo.InvariantCulture, $"{Input}\n{stand}") : Input;

    /// <summary>What exactly a job was asked.</summary>
    public static string InputOf(Job job) => job.Input.Split('\n')[0];
}

/// <summary>How pages ask what takes long: what is kept is answered at once, the rest is a job.</summary>
internal sealed class JobService(JobRunner runner, JobKinds kinds)
{
    /// <summary>How long a page waits for a job before it shows where the job stands: short ones are answered at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    // Reading what is kept takes longer than showing it; every part of it is a page of its own.
    private const int ReadLimit = 8;
    private readonly List<(long JobId, object Value)> _read = [];

    /// <summary>The job that answers a visitor's question: that asked before, or one asked now. Refused if they have too many.</summary>
    public async Task<Outcome<Job>> AskAsync(Office office, Visit visit, JobQuestion question)
    {
        if (FoundOrNull(office, visit.Viewer.Login, question) is { } found)
        {
            return found;
        }

        return await AskNewAsync(office, visit, question);
    }

    /// <summary>The job that answers a visitor's question anew.</summary>
    public async Task<Outcome<Job>> AskNewAsync(Office office, Visit visit, JobQuestion question)
    {
        var asked = office.Jobs.Ask(Press.RepeatableOf(visit, "job.ask"), question.Kind, question.Subject, question.Text);
        return asked.Ok ? await EndedAsync(office, asked.Value) : Outcome<Job>.Refused(asked.Refusals);
    }

    /// <summary>Asks for a job by the press of a button; waits a moment, so that who goes on to its page sees a short one done.</summary>
    /// <param name="office">The office.</param>
    /// <param name="act">The act of the press.</param>
    /// <param name="to">The page of the job.</param>
    /// <param name="ask">Asks, as part of the act; gives the number of the job.</param>
    /// <param name="again">The page with what was refused.</param>
    public async Task<IResult> PressAsync(Office office, Act act, string to, Func<Act, Outcome<long>> ask,
        Func<IReadOnlyList<Refusal>, Task<IResult>> again)
    {
        var asked = 0L;
        var answer = await Press.OnceAsync(
            act,
            to,
            doing =>
            {
                var job = ask(doing);
                asked = job.Ok ? job.Value : 0;
                return job;
            },
            again);
        if (asked > 0)
        {
            await EndedAsync(office, asked);
        }

        return answer;
    }

    /// <summary>The job of a number as it stands when it has ended, or after a moment.</summary>
    public async Task<Job> EndedAsync(Office office, long id)
    {
        await runner.EndedAsync(id, Patience);
        return office.Jobs.FindOrNull(id)!;
    }

    /// <summary>
    /// The job that answers a question: of a kind whose result is for everybody, anybody's; else the visitor's own. Null if nobody asked,
    /// or what came of it is of the register as it was.
    /// </summary>
    public Job? FoundOrNull(Office office, string login, JobQuestion question)
    {
        if (kinds.IsShared(question.Kind)
            && (office.Jobs.KeptOrNull(question.Kind, question.Input)
                ?? office.Jobs.OpenOrNull(question.Kind, question.Subject)) is { } shared)
        {
            return shared;
        }

        // A register that is written all the time must not keep a question from ever being answered.
        return office.Jobs.LastOrNull(login, question.Kind, question.Subject) is { } own && JobQuestion.InputOf(own) == question.Input
            && (own.State != JobState.Done
                || (own.Result is not null && (own.Input == question.Text || office.Jobs.EndedWithin(own, Fresh)))) ? own : null;
    }

    /// <summary>What came of a job, read.</summary>
    public T Read<T>(Job job)
        where T : class
    {
        lock (_read)
        {
            var at = _read.FindIndex(r => r.JobId == job.JobId && r.Value is T);
            var value = at >= 0 ? (T)_read[at].Value : JobText.ReadLong<T>(job.Result!);
            if (at >= 0 || _read.Count >= ReadLimit)
            {
                _read.RemoveAt(Math.Max(at, 0));
            }

            _read.Add((job.JobId, value));
            return value;
        }
    }
}
