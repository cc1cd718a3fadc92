using AnSinh.Basics;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests;

/// <summary>
/// A job is there with its act, belongs to one worker at a time, outlives it, and is told to its owner. On both databases.
/// </summary>
public abstract class JobContract : IDisposable
{
    private static readonly string[] Kinds = ["run", "list"];
    private readonly Database _database;
    private readonly FakeClock _clock;
    private readonly JobTable _jobs;

    protected JobContract(Func<TimeProvider, Database> open)
    {
        _clock = new FakeClock(new DateOnly(2026, 11, 29));
        _database = open(_clock);
        _database.Migrate(AuditLog.Migrations);
        _jobs = new JobTable(_database);
    }

    public virtual void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_job_is_there_if_and_only_if_its_act_stands()
    {
        var act = Act.By("lan", "run.ask");
        Assert.False(_database.Do<long>(act, (_, _) =>
        {
            _jobs.Ask(act, "run", "2020-08", "");
            return new Refusal("no", "Không.");
        }).Ok);
        Assert.Null(_jobs.NextOrNull(Kinds));

        var id = Enqueue();
        Assert.Equal((id, "lan", JobState.Waiting), Seen(_jobs.NextOrNull(Kinds)));
        Assert.Equal($"job:{id}", new AuditLog(_database).Latest(1)[0].Subject);
    }

    [Fact]
    public void A_job_that_is_done_waits_with_its_result_until_its_owner_has_read_it()
    {
        var id = Enqueue();
        var job = _jobs.LeaseOrNull(Kinds)!;
        Assert.Null(_jobs.LeaseOrNull(Kinds));
        Assert.True(_jobs.Beat(job, "đọc", 1, 4));
        Assert.Equal(("đọc", 1L, 4L), (_jobs.FindOrNull(id)!.Step, _jobs.FindOrNull(id)!.Done, _jobs.FindOrNull(id)!.Of));
        Assert.True(_jobs.Finish(job, "xong"));
        Assert.Empty(_jobs.Ended("minh", "run"));
        Assert.Equal("xong", Assert.Single(_jobs.Ended("lan", "run", "2020-08")).Result);
        Assert.False(_jobs.Close(id, Act.By("minh")));
        Assert.True(_jobs.Close(id, Act.By("lan")));
        Assert.Empty(_jobs.Ended("lan", "run"));
    }

    [Fact]
    public void A_job_whose_worker_is_gone_is_taken_up_again_and_the_late_worker_counts_for_nothing()
    {
        var id = Enqueue();
        var lost = _jobs.LeaseOrNull(Kinds)!;
        _clock.Pass(JobTable.Lease - TimeSpan.FromSeconds(1));
        Assert.True(_jobs.Beat(lost, "", 0, 0));
        _clock.Pass(JobTable.Lease - TimeSpan.FromSeconds(1));
        Assert.Null(_jobs.LeaseOrNull(Kinds));
        _clock.Pass(TimeSpan.FromSeconds(2));
        var again = _jobs.LeaseOrNull(Kinds)!;
        Assert.Equal((id, 2L), (again.JobId, again.Attempt));
        Assert.False(_jobs.Beat(lost, "", 0, 0));
        Assert.False(_jobs.Finish(lost, "zu spät"));
        Assert.True(_jobs.Finish(again, "xong"));
        Assert.Equal("xong", _jobs.FindOrNull(id)!.Result);
    }

    [Fact]
    public void A_job_that_ends_its_worker_every_time_is_told_failed()
    {
        var id = Enqueue();
        for (var i = 0; i < JobTable.AttemptsLimit; i++)
        {
            Assert.NotNull(_jobs.LeaseOrNull(Kinds));
            _clock.Pass(JobTable.Lease + TimeSpan.FromSeconds(1));
        }

        Assert.Null(_jobs.LeaseOrNull(Kinds));
        Assert.Equal(JobState.Failed, _jobs.FindOrNull(id)!.State);
        Assert.Equal("job.stopped", Assert.Single(_jobs.FindOrNull(id)!.Refusals).Code);
    }

    [Fact]
    public void A_server_that_is_shut_down_gives_its_job_back_and_the_attempt_does_not_count()
    {
        Enqueue();
        for (var i = 0; i < 10; i++)
        {
            Assert.True(_jobs.Release(_jobs.LeaseOrNull(Kinds)!));
        }

        Assert.Equal(1, _jobs.LeaseOrNull(Kinds)!.Attempt);
    }

    [Fact]
    public void A_job_is_called_off_by_its_owner_alone_at_once_if_it_waits_and_at_its_next_step_if_it_runs()
    {
        var waiting = Enqueue();
        Assert.False(_jobs.CallOff(waiting, Act.By("minh")));
        Assert.True(_jobs.CallOff(waiting, Act.By("lan")));
        Assert.Equal(JobState.Cancelled, _jobs.FindOrNull(waiting)!.State);
        Assert.Null(_jobs.LeaseOrNull(Kinds));

        var running = Enqueue(subject: "2020-09");
        var job = _jobs.LeaseOrNull(Kinds)!;
        Assert.True(_jobs.CallOff(running, Act.By("lan")));
        Assert.False(_jobs.Beat(job, "", 0, 0));
        Assert.True(_jobs.Stopped(job));
        Assert.Equal([JobState.Cancelled, JobState.Cancelled], _jobs.Ended("lan", "run").Select(j => j.State));
        Assert.False(_jobs.CallOff(running, Act.By("lan")));
    }

    [Fact]
    public void Jobs_are_taken_up_in_their_order_and_each_worker_takes_the_kinds_it_knows()
    {
        var first = Enqueue();
        var second = Enqueue("list");
        Assert.Null(_jobs.LeaseOrNull(["other"]));
        Assert.Equal(second, _jobs.LeaseOrNull(["list"])!.JobId);
        Assert.Equal(first, _jobs.OpenOrNull("run")!.JobId);
        Assert.Equal(first, _jobs.LeaseOrNull(Kinds)!.JobId);
    }

    [Fact]
    public void The_same_question_under_way_is_one_job_and_asking_anew_closes_what_it_gave_before()
    {
        var first = Enqueue();
        Assert.Equal(first, Enqueue());
        Assert.True(_jobs.Finish(_jobs.LeaseOrNull(Kinds)!, "xong"));
        Assert.Equal("xong", _jobs.FindOrNull(first)!.Result);
        var again = Enqueue();
        Assert.Null(_jobs.FindOrNull(first)!.Result);
        Assert.Equal(again, _jobs.LastOrNull("lan", "run", "2020-08")!.JobId);
        Assert.Equal(again, Assert.Single(_jobs.Of("lan")).JobId);
        Assert.Empty(_jobs.Of("minh"));
    }

    [Fact]
    public void Another_question_about_the_same_takes_the_place_of_what_is_under_way()
    {
        var running = Enqueue();
        var worker = _jobs.LeaseOrNull(Kinds)!;
        var waiting = Enqueue(input: "as known on another day");
        Assert.False(_jobs.Beat(worker, "", 0, 0));
        Assert.True(_jobs.Stopped(worker));
        var last = Enqueue(input: "as known on a third day");
        Assert.Equal(JobState.Cancelled, _jobs.FindOrNull(running)!.State);
        Assert.Equal(JobState.Cancelled, _jobs.FindOrNull(waiting)!.State);
        Assert.Equal(last, Assert.Single(_jobs.Of("lan")).JobId);
        Assert.Equal(last, _jobs.LeaseOrNull(Kinds)!.JobId);
    }

    [Fact]
    public void One_person_does_not_fill_the_queue_and_not_the_table_either()
    {
        for (var i = 0; i < JobTable.OpenLimit; i++)
        {
            Enqueue(subject: "s" + i);
        }

        var many = _jobs.Ask(Act.By("lan", "run.ask"), "run", "one more", "");
        Assert.Equal("job.many", Assert.Single(many.Refusals).Code);
        Assert.Equal(JobTable.OpenLimit, _jobs.Before(_jobs.FindOrNull(Enqueue("list", owner: "minh"))!));
        for (var i = 0; i < JobTable.KeptLimit + 10; i++)
        {
            Assert.True(_jobs.Finish(_jobs.LeaseOrNull(["run"])!, "xong"));
            Enqueue(subject: "t" + i);
        }

        Assert.Equal(JobTable.KeptLimit - 1, _jobs.Of("lan").Count(j => !j.IsOpen));
    }

    [Fact]
    public void What_is_for_everybody_stays_until_a_later_one_replaces_it()
    {
        Assert.Null(_jobs.KeptOrNull("run"));
        var first = Enqueue();
        Assert.True(_jobs.Finish(_jobs.LeaseOrNull(Kinds)!, "một", replaces: true));
        Assert.True(_jobs.Close(first, Act.By("lan"), keep: true));
        Assert.Equal("một", _jobs.KeptOrNull("run", "")!.Result);
        Assert.Null(_jobs.KeptOrNull("run", "another state of the law"));
        Enqueue();
        Assert.Equal("một", _jobs.KeptOrNull("run")!.Result);
        Assert.True(_jobs.Finish(_jobs.LeaseOrNull(Kinds)!, "hai", replaces: true));
        Assert.Equal("hai", _jobs.KeptOrNull("run")!.Result);
        Assert.Null(_jobs.FindOrNull(first)!.Result);
    }

    [Fact]
    public async Task Of_many_workers_each_job_is_one_s()
    {
        var ids = Enumerable.Range(0, 20).Select(i => Enqueue(owner: "lan" + i)).ToList();
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Worker, TestContext.Current.CancellationToken)));
        Assert.Equal(ids, taken.SelectMany(t => t).Order());

        List<long> Worker()
        {
            var mine = new List<long>();
            for (var empty = 0; empty < 3;)
            {
                // A worker may find all rows locked by others for a moment.
                if (_jobs.LeaseOrNull(Kinds) is { } job)
                {
                    mine.Add(job.JobId);
                    _jobs.Finish(job, "");
                }
                else
                {
                    empty++;
                }
            }

            return mine;
        }
    }

    private static (long, string, JobState) Seen(Job? job) => (job!.JobId, job.Owner, job.State);

    private long Enqueue(string kind = "run", string subject = "2020-08", string input = "", string owner = "lan") =>
        _jobs.Ask(Act.By(owner, "run.ask"), kind, subject, input).Value;
}

public sealed class SqliteJobTests : JobContract
{
    private readonly TempFolder _folder;

    public SqliteJobTests()
        : this(new TempFolder())
    {
    }

    private SqliteJobTests(TempFolder folder)
        : base(clock => Database.Open(folder.File("jobs.db"), clock)) => _folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}

public sealed class PostgresJobTests() : JobContract(clock => PostgresCluster.NewDatabase(clock));
