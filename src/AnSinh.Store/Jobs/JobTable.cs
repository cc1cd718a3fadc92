using System.Data.Common;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Store.Jobs;

/// <summary>
/// The jobs of a register. One is enqueued in the act that asks for it, leased by a worker for a while that its heartbeats prolong, and
/// taken up again by whoever comes when the lease has run out: it survives kill -9. What a worker writes after it lost its lease counts for
/// nothing.
/// </summary>
public sealed class JobTable
{
    /// <summary>How long a lease holds without a heartbeat.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How often a job is taken up before it is called failed: work that ends the process would end it for ever.</summary>
    public const int AttemptsLimit = 3;

    /// <summary>Jobs of one owner that wait or run at a time; asking for more is refused.</summary>
    public const int OpenLimit = 5;

    /// <summary>Jobs of one owner that ended and are kept; the oldest is closed when more is asked for.</summary>
    public const int KeptLimit = 30;

    private const string Brief =
        "job_id, kind, subject, owner, input, state, step, steps_done, steps_of, refusals, attempt, called_off, enqueued_at, ended_at";

    private const string Fields = Brief + ", result";

    private readonly Database _database;

    /// <summary>The jobs in a register's database. Opening brings the table into being.</summary>
    public JobTable(Database database)
    {
        _database = database;
        database.Migrate(Migrations);
    }

    /// <summary>The table of this module.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0008-jobs",
            """
            create table job (
                job_id $identity,
                kind text not null,
                subject text not null,
                owner text not null,
                input text not null,
                state text not null,
                step text not null,
                steps_done bigint not null,
                steps_of bigint not null,
                result text null,
                refusals text not null,
                attempt bigint not null,
                called_off bigint not null,
                lease_until bigint not null,
                enqueued_at bigint not null,
                ended_at bigint null,
                closed_at bigint null);
            create index job_state on job (state, job_id);
            create index job_owner on job (owner, job_id);
            """),
    ];

    /// <summary>
    /// Enqueues a job as part of an act: it is there if and only if the act stands. It takes the place of what the same owner asked before
    /// of the same kind and subject: what came of that is closed, what is under way is called off. The same question while it waits or runs
    /// is one job; too many of one owner are refused. Gives its number.
    /// </summary>
    public Outcome<long> Ask(Act act, string kind, string subject, string input) => _database.Do(act, (connection, transaction) =>
    {
        var own = connection.Query<Row>($"select {Brief} from job where owner = @Actor and closed_at is null order by job_id desc",
            new { act.Actor }, transaction).Select(r => r.ToJob()).ToList();
        var open = own.FindAll(j => j.IsOpen);
        if (open.Find(j => j.Kind == kind && j.Subject == subject && j.Input == input) is { } same)
        {
            return same.JobId;
        }

        foreach (var old in open.Where(j => j.Kind == kind && j.Subject == subject))
        {
            CallOff(connection, transaction, old.JobId, act, close: true);
        }

        open.RemoveAll(j => j.Kind == kind && j.Subject == subject);
        if (open.Count >= OpenLimit)
        {
            return new Refusal("job.many", $"Bạn đang có {open.Count} việc chạy hoặc chờ; đợi một việc xong hoặc hủy bớt rồi làm lại.");
        }

        var ended = own.FindAll(j => !j.IsOpen);
        foreach (var old in ended.Where((j, i) => i >= KeptLimit - 1 || (j.Kind == kind && j.Subject == subject)))
        {
            Close(connection, transaction, old.JobId, act, keep: false);
        }

        var id = connection.ExecuteScalar<long>(
            """
            insert into job (kind, subject, owner, input, state, step, steps_done, steps_of, refusals, attempt, called_off, lease_until,
                enqueued_at)
            values (@kind, @subject, @owner, @input, 'Waiting', '', 0, 0, '[]', 0, 0, 0, @at) returning job_id
            """,
            new { kind, subject, owner = act.Actor, input, at = _database.Clock.SystemNow },
            transaction);
        Note(connection, transaction, act, id, $"{kind} {subject}");
        return Outcome<long>.Of(id);
    });

    /// <summary>A job, or null.</summary>
    public Job? FindOrNull(long id)
    {
        using var connection = _database.Connect();
        return connection.QuerySingleOrDefault<Row>($"select {Fields} from job where job_id = @id", new { id })?.ToJob();
    }

    /// <summary>The job of a kind about a subject that waits or runs, the first of them; null if none does.</summary>
    public Job? OpenOrNull(string kind, string? subject = null)
    {
        using var connection = _database.Connect();
        return connection.QueryFirstOrDefault<Row>(
            $"""
            select {Fields} from job
            where kind = @kind and (subject = @subject or @subject is null) and state in ('Waiting', 'Running') order by job_id limit 1
            """,
            new { kind, subject })?.ToJob();
    }

    /// <summary>What an owner asked last of a kind about a subject and has not closed: it waits, runs or has ended; or null.</summary>
    public Job? LastOrNull(string owner, string kind, string subject)
    {
        using var connection = _database.Connect();
        return connection.QueryFirstOrDefault<Row>(
            $"""
            select {Fields} from job where owner = @owner and kind = @kind and subject = @subject and closed_at is null
            order by job_id desc limit 1
            """,
            new { owner, kind, subject })?.ToJob();
    }

    /// <summary>The last job of a kind whose result is kept, whoever asked for it; null if none is.</summary>
    public Job? KeptOrNull(string kind, string? input = null)
    {
        using var connection = _database.Connect();
        return connection.QueryFirstOrDefault<Row>(
            $"""
            select {Fields} from job where kind = @kind and (input = @input or @input is null) and state = 'Done' and result is not null
            order by job_id desc limit 1
            """,
            new { kind, input })?.ToJob();
    }

    /// <summary>The jobs of an owner that were not closed yet, the latest first, without their results.</summary>
    public IReadOnlyList<Job> Of(string owner)
    {
        using var connection = _database.Connect();
        return [.. connection.Query<Row>($"select {Brief} from job where owner = @owner and closed_at is null order by job_id desc",
            new { owner }).Select(r => r.ToJob())];
    }

    /// <summary>True if a job ended no longer ago than told.</summary>
    public bool EndedWithin(Job job, TimeSpan span) =>
        job.EndedAt is { } ended && _database.Clock.SystemNow - ended <= span.TotalMilliseconds;

    /// <summary>How many jobs are done before this one's turn comes; 0 if it is next or runs.</summary>
    public int Before(Job job)
    {
        using var connection = _database.Connect();
        return job.State != JobState.Waiting ? 0 : connection.ExecuteScalar<int>(
            "select count(*) from job where job_id < @JobId and state in ('Waiting', 'Running')", new { job.JobId });
    }

    /// <summary>Jobs of an owner that ended and were not closed yet, the latest first.</summary>
    public IReadOnlyList<Job> Ended(string owner, string kind, string? subject = null)
    {
        using var connection = _database.Connect();
        return [.. connection.Query<Row>(
            $"""
            select {Fields} from job where owner = @owner and kind = @kind and (subject = @subject or @subject is null)
            and ended_at is not null and closed_at is null order by job_id desc
            """,
            new { owner, kind, subject }).Select(r => r.ToJob())];
    }

    /// <summary>The job that is next, of some kinds: it waits, or its worker is gone. Null if there is none.</summary>
    public Job? NextOrNull(IReadOnlyCollection<string> kinds)
    {
        using var connection = _database.Connect();
        return Next(connection, null, kinds, "");
    }

    /// <summary>
    /// Takes up the job that is next and gives it for a while; null if there is none. One that was taken up too often is called failed
    /// instead.
    /// </summary>
    public Job? LeaseOrNull(IReadOnlyCollection<string> kinds) => _database.Write((connection, transaction) =>
    {
        while (Next(connection, transaction, kinds, _database.Dialect == Dialect.Postgres ? " for update skip locked" : "") is { } job)
        {
            if (job.Attempt < AttemptsLimit)
            {
                connection.Execute(
                    "update job set state = 'Running', attempt = attempt + 1, lease_until = @until where job_id = @JobId",
                    new { until = Until(), job.JobId },
                    transaction);
                return job with { State = JobState.Running, Attempt = job.Attempt + 1 };
            }

            End(connection, transaction, job, JobState.Failed, null,
                [new Refusal(
                    "job.stopped",
                    $"Việc bị dừng {AttemptsLimit} lần giữa chừng; không làm lại nữa. Xem đã có gì được ghi chưa rồi bấm lại.")]);
        }

        return null;
    });

    /// <summary>
    /// Tells where a job stands and prolongs its lease. False if it is no longer this worker's, or was called off: the worker stops.
    /// </summary>
    public bool Beat(Job job, string step, long done, long of) => _database.Write((connection, transaction) => connection.Execute(
        """
        update job set step = @step, steps_done = @done, steps_of = @of, lease_until = @until
        where job_id = @JobId and attempt = @Attempt and state = 'Running' and called_off = 0
        """,
        new { step, done, of, until = Until(), job.JobId, job.Attempt },
        transaction)) > 0;

    /// <summary>The job is done. False if it is no longer this worker's.</summary>
    /// <param name="job">The job.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="replaces">True if what earlier jobs of its kind and subject gave is of no use any more.</param>
    public bool Finish(Job job, string result, bool replaces = false) => _database.Write((connection, transaction) =>
    {
        var done = End(connection, transaction, job, JobState.Done, result, []);
        if (done && replaces)
        {
            connection.Execute(
                """
                update job set result = null where kind = @Kind and subject = @Subject and job_id < @JobId and result is not null
                """,
                new { job.Kind, job.Subject, job.JobId }, transaction);
        }

        return done;
    });

    /// <summary>The job could not be done.</summary>
    public bool Fail(Job job, IReadOnlyList<Refusal> refusals) =>
        _database.Write((connection, transaction) => End(connection, transaction, job, JobState.Failed, null, refusals));

    /// <summary>The worker stopped a job that was called off.</summary>
    public bool Stopped(Job job) =>
        _database.Write((connection, transaction) => End(connection, transaction, job, JobState.Cancelled, null, []));

    /// <summary>Gives a job back unfinished, as a server does that is shut down; the attempt does not count.</summary>
    public bool Release(Job job) => _database.Write((connection, transaction) => connection.Execute(
        """
        update job set state = 'Waiting', attempt = attempt - 1, lease_until = 0
        where job_id = @JobId and attempt = @Attempt and state = 'Running'
        """,
        new { job.JobId, job.Attempt },
        transaction)) > 0;

    /// <summary>Calls a job off: one that waits is cancelled at once, one that runs at its next step. False if it has ended.</summary>
    public bool CallOff(long id, Act act) =>
        _database.Do(act, (connection, transaction) => CallOff(connection, transaction, id, act, close: false));

    /// <summary>The owner has read what came of a job. False if it has not ended, or is another's.</summary>
    /// <param name="id">The job.</param>
    /// <param name="act">Whose act.</param>
    /// <param name="keep">True if its result is for others too and stays.</param>
    public bool Close(long id, Act act, bool keep = false) =>
        _database.Do(act, (connection, transaction) => Close(connection, transaction, id, act, keep));

    private bool CallOff(DbConnection connection, DbTransaction transaction, long id, Act act, bool close)
    {
        var found = connection.Execute(
            $"""
            update job set called_off = 1, ended_at = case when state = 'Waiting' then @at end,
            state = case when state = 'Waiting' then 'Cancelled' else state end{(close ? ", closed_at = @at" : "")}
            where job_id = @id and owner = @Actor and state in ('Waiting', 'Running')
            """,
            new { id, act.Actor, at = _database.Clock.SystemNow },
            transaction) > 0;
        Note(connection, transaction, act, id, "");
        return found;
    }

    private bool Close(DbConnection connection, DbTransaction transaction, long id, Act act, bool keep)
    {
        var closed = connection.Execute(
            $"""
            update job set closed_at = @at{(keep ? "" : ", result = null")}
            where job_id = @id and owner = @Actor and ended_at is not null and closed_at is null
            """,
            new { id, act.Actor, at = _database.Clock.SystemNow },
            transaction) > 0;
        Note(connection, transaction, act, id, "");
        return closed;
    }

    private Job? Next(DbConnection connection, DbTransaction? transaction, IReadOnlyCollection<string> kinds, string locking) =>
        connection.Query<Row>(
        $"select {Fields} from job where state = 'Waiting' or (state = 'Running' and lease_until < @now) order by job_id{locking}",
        new { now = _database.Clock.SystemNow },
        transaction).Select(r => r.ToJob()).FirstOrDefault(j => kinds.Contains(j.Kind));

    private bool End(DbConnection connection, DbTransaction transaction, Job job, JobState state, string? result,
        IReadOnlyList<Refusal> refusals) => connection.Execute(
        """
        update job set state = @state, result = case when closed_at is null then @result end, refusals = @told, ended_at = @at
        where job_id = @JobId and attempt = @Attempt and state in ('Waiting', 'Running')
        """,
        new { state = state.ToString(), result, told = JsonSerializer.Serialize(refusals), at = _database.Clock.SystemNow,
            job.JobId, job.Attempt },
        transaction) > 0;

    private void Note(DbConnection connection, DbTransaction transaction, Act act, long id, string detail) =>
        new AuditLog(_database).Append(connection, transaction, act, act.Note(_database.Clock.Now(), act.Kind, $"job:{id}", detail));

    private long Until() => _database.Clock.SystemNow + (long)Lease.TotalMilliseconds;

    private sealed class Row
    {
        public long JobId { get; set; }

        public string Kind { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Owner { get; set; } = "";

        public string Input { get; set; } = "";

        public string State { get; set; } = "";

        public string Step { get; set; } = "";

        public long StepsDone { get; set; }

        public long StepsOf { get; set; }

        public string? Result { get; set; }

        public string Refusals { get; set; } = "[]";

        public long Attempt { get; set; }

        public long CalledOff { get; set; }

        public long EnqueuedAt { get; set; }

        public long? EndedAt { get; set; }

        public Job ToJob() => new(JobId, Kind, Subject, Owner, Input, Enum.Parse<JobState>(State))
        {
            Step = Step,
            Done = StepsDone,
            Of = StepsOf,
            Result = Result,
            Refusals = JsonSerializer.Deserialize<List<Refusal>>(Refusals) ?? [],
            Attempt = Attempt,
            IsCalledOff = CalledOff != 0,
            EnqueuedAt = EnqueuedAt,
            EndedAt = EndedAt,
        };
    }
}
