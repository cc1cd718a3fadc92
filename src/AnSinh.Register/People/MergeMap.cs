using AnSinh.Basics;
using AnSinh.Register.Writing;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.People;

/// <summary>
/// Which file stands for a person, as known on a day: papers and payments keep the number under which they were written, for ever, and
/// are read through this. An un-merge is a row of the past like any other, so an old report sees what was merged then.
/// </summary>
public sealed class MergeMap
{
    private readonly Dictionary<long, long> _into;
    private readonly ILookup<long, long> _from;

    private MergeMap(IEnumerable<Recorded<PersonMerge>> merges)
    {
        var direct = merges.Select(m => m.Row).GroupBy(m => m.PersonId).ToDictionary(g => g.Key, g => g.Last().IntoId);
        _into = direct.Keys.ToDictionary(p => p, p => End(direct, p));
        _from = _into.ToLookup(m => m.Value, m => m.Key);
    }

    /// <summary>What was believed at the end of a day; null for what is believed now.</summary>
    public static MergeMap Read(Database database, AsKnown? known = null)
    {
        using var connection = database.Connect();
        return new MergeMap(known is { } day
            ? RegisterTables.Merges.AsKnown(connection, day) : RegisterTables.Merges.Current(connection));
    }

    /// <summary>Merges made or undone after one day and until another.</summary>
    public static IReadOnlyList<PersonMerge> Changed(Database database, AsKnown after, AsKnown until)
    {
        using var connection = database.Connect();
        return [.. RegisterTables.Merges.Changed(connection, after, until).Select(m => m.Row)];
    }

    /// <summary>True if nobody is merged into another.</summary>
    public bool IsEmpty => _into.Count == 0;

    /// <summary>The file that stands for a person: the person's own, or the one it was merged into, however many times.</summary>
    public long Of(long personId) => _into.GetValueOrDefault(personId, personId);

    /// <summary>The files merged into this one.</summary>
    public IReadOnlyList<long> MergedInto(long personId) => [.. _from[personId].Order()];

    private static long End(Dictionary<long, long> direct, long person)
    {
        var seen = new HashSet<long>();
        while (direct.TryGetValue(person, out var into) && seen.Add(person))
        {
            person = into;
        }

        return person;
    }
}
