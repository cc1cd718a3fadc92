using AnSinh.Access.Alerts;
using AnSinh.Basics;

namespace AnSinh.Host.Audit;

/// <summary>
/// Keeps what is to be looked into of the log of readings: each reading is read once, a change of the rules, of who is who or of a family
/// begins anew. Pages that only show how many there are do not wait for it.
/// </summary>
internal sealed partial class AlertWatch(OfficeHolder offices, ILogger<AlertWatch> log)
{
    private const int PartSize = 10_000;
    private static readonly long LookAgain = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
    private readonly Lock _turn = new();
    private AlertFinder? _finder;
    private string _basis = "";
    private long _last;
    private volatile OpenAlerts _open = new(0, 0);
    private int _looking;

    /// <summary>All alerts, the latest first, with the last look into each; null where nobody looked since.</summary>
    public IReadOnlyList<(Alert Alert, AlertReview? Review)> Look(Office office)
    {
        office.Register.Database.Readings.Flush();
        lock (_turn)
        {
            var finder = Fresh(office);
            for (var read = PartSize; read == PartSize;)
            {
                var entries = office.Register.Database.Readings.After(_last, PartSize);
                foreach (var entry in entries)
                {
                    finder.Add(entry);
                }

                (read, _last) = (entries.Count, entries.Count > 0 ? entries[^1].Entry : _last);
            }

            var reviews = office.AlertReviews.All();
            AlertReview? Review(Alert alert) =>
                reviews.GetValueOrDefault(alert.Key) is { } review && review.Entry >= alert.Entry ? review : null;
            var found = finder.Found(Today(office)).Select(a => (a, Review(a))).ToList();
            _open = new OpenAlerts(found.Count(f => f.Item2 is null), office.Clock.SystemNow);
            return found;
        }
    }

    /// <summary>How many nobody has looked into, as last counted; counts again meanwhile if that was a while ago.</summary>
    public long Waiting()
    {
        if (offices.Current.Clock.SystemNow - _open.At > LookAgain && Interlocked.Exchange(ref _looking, 1) == 0)
        {
            _ = Task.Run(LookAlone);
        }

        return _open.Count;
    }

    private static DateOnly Today(Office office) => AsKnown.DayOf(office.Clock.SystemNow);

    private void LookAlone()
    {
        try
        {
            Look(offices.Current);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            NotCounted(log, trouble);
        }
        finally
        {
            _looking = 0;
        }
    }

    // What was found stands as long as the rules and the people behind the accounts are the same.
    private AlertFinder Fresh(Office office)
    {
        var persons = office.AccountPersons.All();
        var families = persons.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary(
            p => p.Key, p => Families.Of(office.Register, p.Value, office.Clock.Today), StringComparer.Ordinal);
        var rules = office.Policy.Alerts;
        var basis = string.Join('\n', rules.Select(r => r.ToString())
            .Concat(families.Select(f => $"{f.Key} {persons[f.Key]}: {string.Join(',', f.Value.Order())}")));
        if (_finder is null || basis != _basis)
        {
            var days = rules.Count == 0 ? 0 : rules.Max(r => r.Days);
            (_finder, _basis) = (new AlertFinder(rules, persons, families), basis);
            _last = office.Register.Database.Readings.LastBefore(
                AsKnown.NoonOf(Today(office).AddDays(-days)) - (long)TimeSpan.FromHours(12).TotalMilliseconds);
        }

        return _finder;
    }

    private sealed record OpenAlerts(long Count, long At);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alerts about readings could not be counted")]
    private static partial void NotCounted(ILogger log, Exception trouble);
}
