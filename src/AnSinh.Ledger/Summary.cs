using AnSinh.Basics;
using AnSinh.Determinations;

namespace AnSinh.Ledger;

/// <summary>Counts of a run.</summary>
internal static class Summary
{
    public static RunResult Of(Month month, Subtraction comparison, MonthResult entitled, IReadOnlyList<Month> opened, string hash)
    {
        var (people, unknown) = Count(entitled);
        var byKind = comparison.Lines.Aggregate(LinesByKind.None, (sum, line) => sum.Plus(line.Kind, line.Amount));
        var skipped = Enumerable.Range(opened[0].Index, month.Index - opened[0].Index).Select(i => new Month(i)).Except(opened).ToList();
        var programmes = ByProgramme(comparison);
        return new RunResult(
            null, month, comparison.Reading.Known, people, people - unknown, unknown, comparison.Suspended, comparison.Lines.Count,
            comparison.Lines.Sum(l => l.Amount), programmes.Sum(p => p.Due), byKind, opened, skipped, programmes, hash)
        {
            Withheld = new LineSum(comparison.Withheld.Count, comparison.Withheld.Sum(l => l.Amount)),
        };
    }

    private static (long People, long Unknown) Count(MonthResult entitled)
    {
        var (people, unknown) = (0L, 0L);
        for (var row = 0; row < entitled.Snapshot.PersonIds.Length; row++)
        {
            if (entitled.IsLivingResident(row))
            {
                people++;
                unknown += entitled.Programmes.Any(p => p.Asks(row)) ? 1 : 0;
            }
        }

        return (people, unknown);
    }

    private static List<ProgrammeRun> ByProgramme(Subtraction comparison)
    {
        var lines = comparison.Lines.ToLookup(l => l.Programme);
        var labels = comparison.Labels;
        return [.. comparison.DueNow.Keys.Union(lines.Select(l => l.Key)).Order(StringComparer.Ordinal).Select(name =>
        {
            var (persons, due) = comparison.DueNow.GetValueOrDefault(name);
            var own = lines[name].ToList();
            return new ProgrammeRun(
                name, labels.GetValueOrDefault(name, name), persons, due, own.Count, own.Sum(l => l.Amount),
                own.Aggregate(LinesByKind.None, (sum, line) => sum.Plus(line.Kind, line.Amount)));
        })];
    }
}
