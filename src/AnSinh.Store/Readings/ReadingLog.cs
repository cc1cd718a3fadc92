using System.Threading.Channels;

namespace AnSinh.Store.Readings;

/// <summary>
/// Who looked at whose file (<i lang="vi">nhật ký xem hồ sơ</i>). Readings are chained as acts are, but by one writer of their own, in
/// groups, in a store of their own: opening a file never waits for a run or a list. What is noted and not yet written when the process is
/// killed is lost: at most the readings of <see cref="GroupTime"/>.
/// </summary>
public sealed class ReadingLog : IDisposable
{
    /// <summary>Longest time a reading waits for others of its group.</summary>
    public static readonly TimeSpan GroupTime = TimeSpan.FromMilliseconds(50);

    private const string Table = "reading_entry";
    private const int GroupSize = 1000;
    private const int UnwrittenLimit = 100_000;
    private readonly Database _register;
    private readonly Database _store;
    private readonly AuditLog _log;
    private readonly Channel<Noted> _noted = Channel.CreateUnbounded<Noted>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _hurry = new(0);
    private readonly List<AuditRecord> _unwritten = [];
    private readonly Task _writer;

    internal ReadingLog(Database register)
    {
        (_register, _store) = (register, register.ReadingsStore());
        _log = new AuditLog(_store, Table);
        _store.Migrate(Migrations);
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>The steps that make its table.</summary>
    internal static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0006-readings",
            """
            create table reading_entry (
                entry_id bigint not null primary key,
                at bigint not null,
                actor text not null,
                action text not null,
                subject text not null,
                detail text not null,
                hash text not null,
                previous_hash text not null,
                system_at bigint,
                lines bigint,
                amount bigint,
                seal text,
                purpose text,
                source text);
            create index reading_entry_subject on reading_entry (subject);
            """),
        new("0012-reading-action", "create index reading_entry_action on reading_entry (action);"),
    ];

    /// <summary>Notes a reading; it is written within <see cref="GroupTime"/>. Does not wait.</summary>
    public void Note(AuditRecord reading) => _noted.Writer.TryWrite(new Noted(reading, null));

    /// <summary>Waits until all that was noted is written. Throws <see cref="StoreException"/> if it could not be.</summary>
    public void Flush()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_noted.Writer.TryWrite(new Noted(null, done)))
        {
            _hurry.Release();
            done.Task.GetAwaiter().GetResult();
        }
    }

    /// <summary>Readings, the latest first; of one subject if given.</summary>
    public IReadOnlyList<AuditRecord> Latest(int count, string? subject = null)
    {
        Flush();
        return _log.Latest(count, subject);
    }

    /// <summary>Readings since an instant of the office's clock, in their order.</summary>
    public IReadOnlyList<AuditRecord> Since(long instant)
    {
        Flush();
        return _log.Since(instant);
    }

    /// <summary>Readings of one kind from an instant of the office's clock up to before another, the latest first.</summary>
    public IReadOnlyList<AuditRecord> Of(string action, long from, long before, int count)
    {
        Flush();
        return _log.Of(action, from, before, count);
    }

    /// <summary>Reads the whole chain and tells the first entry that does not fit.</summary>
    public AuditVerdict Verify()
    {
        Flush();
        return _log.Verify();
    }

    /// <summary>Writes what was noted.</summary>
    public void Dispose()
    {
        _noted.Writer.TryComplete();
        _hurry.Release();
        _writer.GetAwaiter().GetResult();
        _hurry.Dispose();
        if (!ReferenceEquals(_store, _register))
        {
            _store.Dispose();
        }
    }

    private async Task WriteAsync()
    {
        var group = new List<Noted>();
        while (await _noted.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await _hurry.WaitAsync(GroupTime).ConfigureAwait(false);
            while (group.Count < GroupSize && _noted.Reader.TryRead(out var noted))
            {
                group.Add(noted);
            }

            Write(group);
            group.Clear();
        }
    }

    // A store that cannot be written (disk full) must not end the writer: it tries again with the next group, and whoever asks is told.
    private void Write(List<Noted> group)
    {
        var waiting = group.Select(n => n.Done).OfType<TaskCompletionSource>().ToList();
        _unwritten.AddRange(group.Select(n => n.Reading).OfType<AuditRecord>());
        try
        {
            if (_unwritten.Count > 0)
            {
                _store.Write((connection, transaction) =>
                {
                    _log.Append(connection, transaction, _unwritten);
                    return 0;
                });
                _unwritten.Clear();
            }

            waiting.ForEach(w => w.SetResult());
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            _unwritten.RemoveRange(0, Math.Max(0, _unwritten.Count - UnwrittenLimit));
            waiting.ForEach(w => w.SetException(trouble));
        }
    }

    private sealed record Noted(AuditRecord? Reading, TaskCompletionSource? Done);
}
