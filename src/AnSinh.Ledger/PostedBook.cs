using AnSinh.Basics;
using AnSinh.Register.People;

namespace AnSinh.Ledger;

/// <summary>
/// What was posted, withheld and paid by month, programme and person; what was posted to a merged file is the kept one's.
/// </summary>
internal sealed class PostedBook
{
    private readonly Dictionary<(Month Month, string Programme), Dictionary<long, Posted>> _posted = [];
    private readonly Dictionary<(Month Month, string Programme), Dictionary<long, Posted>> _asWritten = [];

    private readonly RecoveryDecisions _decided;

    public PostedBook(IEnumerable<(Month Month, string Programme, Posted Posted)> posted, RecoveryDecisions decided, MergeMap merges)
    {
        _decided = decided;
        foreach (var (month, programme, was) in posted)
        {
            Add(_posted, (month, programme), was with { PersonId = merges.Of(was.PersonId) },
                isOwn: merges.Of(was.PersonId) == was.PersonId);
            if (!merges.IsEmpty)
            {
                Add(_asWritten, (month, programme), was, isOwn: true);
            }
        }

        if (merges.IsEmpty)
        {
            _asWritten = _posted;
        }
    }

    /// <summary>The decision to take back what was withheld of a programme, as a cause.</summary>
    public Cause? RecoveryCause(string programme) => _decided.LastOrNull(programme) is { } decision
        ? new Cause("recovery", $"Quyết định thu hồi {decision.Number}: {decision.Reason}", programme, Recorded: AsKnown.DayOf(decision.At))
        : null;

    /// <summary>Programmes something was posted for in a month.</summary>
    public IEnumerable<string> ProgrammesOf(Month month) => _posted.Keys.Where(k => k.Month == month).Select(k => k.Programme);

    /// <summary>All persons something was posted for.</summary>
    public IEnumerable<Posted> Of(Month month, string programme) =>
        _posted.GetValueOrDefault((month, programme))?.Values ?? Enumerable.Empty<Posted>();

    /// <summary>What was posted for a person; nothing if nothing was.</summary>
    public Posted Find(Month month, string programme, long person) => Find(_posted, month, programme, person);

    /// <summary>The same of a person as other merges say who is whom.</summary>
    public Posted Find(Month month, string programme, long person, MergeMap merges) =>
        (merges.Of(person) == person ? [person, .. merges.MergedInto(person)] : Array.Empty<long>())
            .Select(file => Find(_asWritten, month, programme, file)).Aggregate(new Posted(person, 0, null), (sum, was) => sum.And(was));

    private static Posted Find(Dictionary<(Month, string), Dictionary<long, Posted>> book, Month month, string programme, long person) =>
        book.TryGetValue((month, programme), out var persons) && persons.TryGetValue(person, out var was) ? was
        : new Posted(person, 0, null);

    // The commune of the person's own file goes before that of one merged into it.
    private static void Add(Dictionary<(Month, string), Dictionary<long, Posted>> book, (Month, string) key, Posted was, bool isOwn)
    {
        if (!book.TryGetValue(key, out var persons))
        {
            book[key] = persons = [];
        }

        persons[was.PersonId] = !persons.TryGetValue(was.PersonId, out var other) ? was : isOwn ? was.And(other) : other.And(was);
    }
}
