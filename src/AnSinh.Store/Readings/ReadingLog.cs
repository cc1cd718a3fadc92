using System.Data.Common;
using System.Threading.Channels;
using Dapper;

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

    /// <summary>Most people of one entry that are looked up one by one; a longer list is read when somebody is asked for.</summary>
    private const int IndexedPeople = 500;

    // Stands for the people of a longer list.
    private const long Many = 0;
    private const string Table = "reading_entry";
    private static readonly BulkColumn[] IndexColumns = [new("person_id", BulkType.Long), new("entry_id", BulkType.Long)];
    private const int GroupSize = 1000;
    private const int UnwrittenLimit = 100_000;
    private readonly Database _register;
    private readonly Database _store;
    private readonly AuditLog _log;
    private readonly Channel<Noted> _noted = Channel.CreateUnbounded<Noted>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _hurry = new(0);
    private readonly List<Noted> _unwritten = [];
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
        new("0013-reading-people",
            """
            create table reading_person (
                person_id bigint not null,
                entry_id bigint not null,
                primary key (person_id, entry_id));
            create index reading_entry_at on reading_entry (at);
            create index reading_entry_system_at on reading_entry (system_at);
            """),
    ];

    /// <summary>Notes a reading; it is written within <see cref="GroupTime"/>. Does not wait.</summary>
    /// <param name="reading">Who looked at what.</param>
    /// <param name="people">The people it showed, each once; the entry tells them in its detail, and how many in its lines.</param>
    public void Note(AuditRecord reading, params IReadOnlyCollection<long> people) => _noted.Writer.TryWrite(new Noted(
        people.Count == 0 ? reading
            : reading with { Detail = PeopleShown.Add(reading.Detail, people), Lines = reading.Lines ?? people.Count },
        people, null));

    /// <summary>Waits until all that was noted is written. Throws <see cref="StoreException"/> if it could not be.</summary>
    public void Flush()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_noted.Writer.TryWrite(new Noted(null, [], done)))
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

    /// <summary>Entries that fit a question, the latest first, and how many do.</summary>
    public (IReadOnlyList<AuditRecord> Entries, long Total) Find(AuditQuestion asked)
    {
        Flush();
        if (asked.Person is not { } person)
        {
            return _log.Find(asked, null);
        }

        using var connection = _store.Connect();
        var large = connection.Query<long>($"select entry_id from reading_person where person_id = {Many}").Chunk(IndexedPeople)
            .SelectMany(ids => _log.Of(ids)).Where(e => PeopleShown.Of(e.Detail).Contains(person)).Select(e => e.Entry).ToList();
        return _log.Find(asked, $"""
            (entry_id in (select entry_id from reading_person where person_id = @person)
                {(large.Count == 0 ? "" : $"or entry_id in ({string.Join(',', large)})")}
                or subject in (@file, @facts))
            """);
    }

    /// <summary>Entries after one, in their order, without waiting for what is not written yet.</summary>
    public IReadOnlyList<AuditRecord> After(long entry, int count) => _log.After(entry, count);

    /// <summary>Number of the last entry before an instant of the machine's clock; 0 if there is none.</summary>
    public long LastBefore(long systemInstant)
    {
        using var connection = _store.Connect();
        return connection.ExecuteScalar<long?>($"select max(entry_id) from {Table} where system_at < @systemInstant",
            new { systemInstant }) ?? 0;
    }

    /// <summary>How much there is of each kind by each actor, of the entries that fit a question about no person.</summary>
    public IReadOnlyList<AuditSum> Sums(AuditQuestion asked)
    {
        Flush();
        return _log.Sums(asked);
    }

    /// <summary>The hash of an entry; null if there is none.</summary>
    public string? HashOrNull(long entry)
    {
        Flush();
        return _log.HashOrNull(entry);
    }

    /// <summary>Number and hash of the last entry; 0 and nothing if there is none.</summary>
    public (long Entry, string Hash) Head()
    {
        Flush();
        return _log.Head();
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
        _unwritten.AddRange(group.Where(n => n.Reading is not null));
        try
        {
            if (_unwritten.Count > 0)
            {
                _store.Write((connection, transaction) =>
                {
                    var first = _log.Append(connection, transaction, [.. _unwritten.Select(n => n.Reading!)]);
                    Index(connection, transaction, first);
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

    // By whom a person was seen is asked over all time: it cannot be looked for in every entry.
    private void Index(DbConnection connection, DbTransaction transaction, long first)
    {
        using var rows = _store.Bulk(connection, transaction, "reading_person", IndexColumns);
        foreach (var (at, noted) in _unwritten.Index())
        {
            foreach (var person in noted.People.Count > IndexedPeople ? [Many] : noted.People.Distinct())
            {
                rows.Set(0, person);
                rows.Set(1, first + at);
                rows.Next();
            }
        }
    }

    private sealed record Noted(AuditRecord? Reading, IReadOnlyCollection<long> People, TaskCompletionSource? Done);
}
