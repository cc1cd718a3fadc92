using System.Globalization;
using AnSinh.Basics;
using AnSinh.Rulebook.Access;
using AnSinh.Store;
using AnSinh.Store.Readings;

namespace AnSinh.Access.Alerts;

/// <summary>
/// Finds what is to be looked into, reading by reading in their order. What it finds depends on the readings of a day only, so it does not
/// matter where it began before that day.
/// </summary>
/// <param name="rules">The rules.</param>
/// <param name="persons">The person of each login.</param>
/// <param name="families">Oneself and one's family, by login.</param>
public sealed class AlertFinder(IReadOnlyList<AlertRule> rules, IReadOnlyDictionary<string, long> persons,
    IReadOnlyDictionary<string, IReadOnlySet<long>> families)
{
    private static readonly long Hour = (long)TimeSpan.FromHours(1).TotalMilliseconds;
    private readonly Dictionary<string, Alert> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<(long At, long Person)>> _opened = new(StringComparer.Ordinal);
    private readonly HashSet<long> _colleagues = [.. persons.Values];

    /// <summary>Reads the next entry.</summary>
    public void Add(AuditRecord entry)
    {
        if (entry.SystemAt == 0 || entry.Action is not (ReadingKinds.File or ReadingKinds.List or ReadingKinds.Search
            or ReadingKinds.Export or ReadingKinds.Opened))
        {
            return;
        }

        var (day, person) = (AsKnown.DayOf(entry.SystemAt), FileOf(entry));
        var hour = (int)(12 + Math.Floor((decimal)(entry.SystemAt - AsKnown.NoonOf(day)) / Hour));
        foreach (var rule in rules)
        {
            var count = rule.Kind switch
            {
                AlertKind.ManyFiles => person is { } id && Within(entry, id, day) is var files && files >= rule.AtLeast ? files : 0,
                AlertKind.AtNight => rule.IsNight(hour) ? 1 : 0,
                AlertKind.LargeExport => entry.Action != ReadingKinds.File && entry.Lines >= rule.AtLeast ? entry.Lines.Value : 0,
                AlertKind.Colleague => person is { } id && _colleagues.Contains(id) && persons.GetValueOrDefault(entry.Actor) != id ? 1 : 0,
                _ => person is { } id && families.TryGetValue(entry.Actor, out var family) && family.Contains(id) ? 1 : 0,
            };
            if (count > 0)
            {
                Keep(new Alert(rule.Kind, entry.Actor, day, rule.Kind is AlertKind.Colleague or AlertKind.OwnFamily ? person : null,
                    entry.Entry, entry.SystemAt, count));
            }
        }
    }

    /// <summary>What there is to look into of the days each rule looks back, the latest first.</summary>
    public IReadOnlyList<Alert> Found(DateOnly today)
    {
        var since = rules.ToDictionary(r => r.Kind, r => today.AddDays(-r.Days));
        foreach (var old in _found.Where(f => f.Value.Day < since[f.Value.Kind]).Select(f => f.Key).ToList())
        {
            _found.Remove(old);
        }

        return [.. _found.Values.OrderByDescending(a => a.Entry).ThenBy(a => a.Kind)];
    }

    // Of files the worst hour counts, of the others their number.
    private void Keep(Alert alert) => _found[alert.Key] = !_found.TryGetValue(alert.Key, out var known) ? alert : alert with
    {
        Count = alert.Kind == AlertKind.ManyFiles ? Math.Max(known.Count, alert.Count) : known.Count + alert.Count,
    };

    // How many people's files somebody opened in the hour before, of the same day.
    private int Within(AuditRecord entry, long person, DateOnly day)
    {
        if (!_opened.TryGetValue(entry.Actor, out var opened))
        {
            _opened[entry.Actor] = opened = new();
        }

        while (opened.TryPeek(out var first) && (first.At <= entry.SystemAt - Hour || AsKnown.DayOf(first.At) != day))
        {
            opened.Dequeue();
        }

        opened.Enqueue((entry.SystemAt, person));
        return opened.Select(o => o.Person).Distinct().Count();
    }

    private static long? FileOf(AuditRecord entry)
    {
        const string Subject = "person:";
        return entry.Action is ReadingKinds.File or ReadingKinds.Opened
            && entry.Subject.LastIndexOf(Subject, StringComparison.Ordinal) is >= 0 and var at
            && long.TryParse(entry.Subject.AsSpan(at + Subject.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : null;
    }
}
