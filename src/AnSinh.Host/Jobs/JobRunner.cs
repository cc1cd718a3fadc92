using System.Collections.Concurrent;
using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Host.Messages;
using AnSinh.Host.Web.Limits;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Jobs;

/// <summary>
/// Does the jobs of the register, one at a time: what comes while another runs waits in the table. Jobs have a turn of their own, so that
/// a page that computes much is answered while a month is run. A job whose server was killed is taken up again when its lease has run out.
/// </summary>
internal sealed partial class JobRunner(OfficeHolder offices, [FromKeyedServices(JobRunner.Turns)] HeavyGate gate,
    JobKinds kinds, Alarms alarms, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    /// <summary>Name of the turns of jobs.</summary>
    public const string Turns = "jobs";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StepsApart = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _enqueued = new(0);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _awaited = [];

    /// <summary>Says that a job was asked for, and waits until this server has ended it, but no longer than told.</summary>
    public async Task EndedAsync(long id, TimeSpan patience)
    {
        var ended = _awaited.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            Wake();
            if (offices.Current.Jobs.FindOrNull(id) is { IsOpen: true })
            {
                await ended.Task.WaitAsync(patience);
            }
        }
        catch (TimeoutException)
        {
            // It takes longer, or another server does it.
        }
        finally
        {
            _awaited.TryRemove(id, out _);
        }
    }

    /// <summary>Says that a job was asked for: it need not wait until somebody looks.</summary>
    public void Wake() => _enqueued.Release();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Task.Run(() => DoNextAsync(stoppingToken), stoppingToken))
                {
                }

                await _enqueued.WaitAsync(LookAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                // The database may be away for a while; the jobs are still there when it is back.
                NotReached(log, trouble);
                await Task.Delay(LookAgain, clock, stoppingToken);
            }
        }
    }

    private async Task<bool> DoNextAsync(CancellationToken stop)
    {
        var table = offices.Current.Jobs;
        if (table.NextOrNull(kinds.Codes) is not { } next)
        {
            return false;
        }

        using var turn = await gate.BeginAsync(next.Owner, kinds.Of(next).What, stop);
        if (turn is null)
        {
            return true;
        }

        if (table.LeaseOrNull(kinds.Codes) is { } job)
        {
            Do(table, job, stop);
            if (_awaited.TryGetValue(job.JobId, out var awaited))
            {
                awaited.TrySetResult();
            }
        }

        return true;
    }

    private void Do(JobTable table, Job job, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var progress = new Progress(table, job, ended);
        using var heart = clock.CreateTimer(_ => progress.Beat(), null, StepsApart, StepsApart);
        try
        {
            var outcome = kinds.Of(job).Do(offices.Current, job, progress);
            _ = outcome.Ok ? table.Finish(job, outcome.Value, kinds.Of(job).IsShared) : table.Fail(job, outcome.Refusals);
        }
        catch (OperationCanceledException)
        {
            _ = stop.IsCancellationRequested ? table.Release(job) : table.Stopped(job);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            Failed(log, trouble, job.Kind, job.JobId);
            alarms.Raise(
                $"việc nền {job.JobId} ({job.Kind}) bị dừng vì lỗi hệ thống",
                $"{trouble.GetType().Name}. Chi tiết ở nhật ký của máy chủ; người giao việc đã được báo trên trang.", $"job:{job.JobId}");
            table.Fail(job, [new Refusal("job.failed",
                "Bị dừng vì lỗi hệ thống; lỗi đã được ghi lại. Xem trang này đã có gì mới chưa rồi làm lại.")]);
        }
    }

    // The table is told by a clock and never by the work itself: a transaction of the work may hold the database.
    private sealed class Progress(JobTable table, Job job, CancellationTokenSource ended) : IProgress<JobStep>
    {
        private readonly Lock _turn = new();
        private JobStep _step = new("", 0, 0);
        private JobStep? _told;
        private long _toldAt;
        private int _beating;

        public void Report(JobStep value)
        {
            lock (_turn)
            {
                _step = value;
            }

            ended.Token.ThrowIfCancellationRequested();
        }

        // The database may be busy with the very work of the job: the heartbeat then comes late, and the lease outlasts it.
        public void Beat()
        {
            if (Interlocked.Exchange(ref _beating, 1) != 0)
            {
                return;
            }

            try
            {
                JobStep step;
                lock (_turn)
                {
                    step = _step;
                }

                if (step == _told && Stopwatch.GetElapsedTime(_toldAt) < Heartbeat)
                {
                    return;
                }

                if (!table.Beat(job, step.Step, step.Done, step.Of))
                {
                    ended.Cancel();
                }

                (_told, _toldAt) = (step, Stopwatch.GetTimestamp());
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                // Thrown out of a timer it would end the server; the work meets the same trouble and tells it.
            }
            finally
            {
                Interlocked.Exchange(ref _beating, 0);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The jobs could not be reached")]
    private static partial void NotReached(ILogger log, Exception trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} job {Job} failed")]
    private static partial void Failed(ILogger log, Exception trouble, string kind, long job);
}
