using AnSinh.Basics;

namespace AnSinh.Ledger;

/// <summary>A programme's part of what a law would take back.</summary>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Persons">How many people.</param>
/// <param name="Amount">How much, positive.</param>
public sealed record LoweredProgramme(string Programme, string Label, long Persons, long Amount);

/// <summary>
/// What a law that lowers settled months would take back (<i lang="vi">luật hạ mức đã chi</i>): of how many, how much, since when.
/// </summary>
/// <param name="Persons">How many people.</param>
/// <param name="Amount">How much, positive.</param>
/// <param name="Since">The first month concerned; null if none is.</param>
/// <param name="Until">The last month concerned.</param>
/// <param name="ByProgramme">The same by programme.</param>
public sealed record LoweredMonths(long Persons, long Amount, Month? Since, Month? Until, IReadOnlyList<LoweredProgramme> ByProgramme)
{
    /// <summary>Nothing.</summary>
    public static LoweredMonths None { get; } = new(0, 0, null, null, []);

    internal static LoweredMonths Of(IEnumerable<Line> withheld, IReadOnlyDictionary<string, string> labels)
    {
        var lines = withheld.ToList();
        return lines.Count == 0 ? None : new LoweredMonths(
            lines.Select(l => l.PersonId).Distinct().LongCount(), -lines.Sum(l => l.Amount), lines.Min(l => l.ForMonth),
            lines.Max(l => l.ForMonth),
            [.. lines.GroupBy(l => l.Programme, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new LoweredProgramme(
                g.Key, labels.GetValueOrDefault(g.Key, g.Key), g.Select(l => l.PersonId).Distinct().LongCount(), -g.Sum(l => l.Amount)))]);
    }
}
