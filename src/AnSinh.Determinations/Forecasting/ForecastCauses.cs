using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Register.Snapshots;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Results;

namespace AnSinh.Determinations.Forecasting;

/// <summary>
/// Why an answer of one month differs from that of the month before. Each possible cause is undone by itself (a fact set back, a day
/// moved on by the month that passed) and the person is asked again: what brings the old answer back is the cause.
/// </summary>
internal sealed class ForecastCauses(FactVocabulary facts, MonthSeen before, MonthSeen now)
{
    private readonly Dictionary<string, Tied> _tied = new(StringComparer.Ordinal);

    public IReadOnlyList<ForecastReason> Of(string programme, long person, RowAnswer was, ForecastKind kind)
    {
        if (HouseholdSlice.Around(now.Snapshot, person) is not { } current
            || HouseholdSlice.Around(before.Snapshot, person) is not { } earlier)
        {
            return [];
        }

        var tied = _tied.TryGetValue(programme, out var known) ? known : _tied[programme] = Tied.Of(programme, before.Law, now.Law, facts);
        var (row, earlierRow) = (current.RowOf(person), earlier.RowOf(person));
        if (tied.Law is { } law && tied.Ask(Later(earlier, tied), earlierRow) != was)
        {
            return [law];
        }

        var candidates = Candidates(earlier, current, tied, person).ToList();
        var causes = candidates.Where(c => tied.Ask(c.Undone, row) == was).Select(c => c.Reason).ToList();
        if (causes.Count > 0)
        {
            return causes;
        }

        // A death ends the residence too: neither alone brings the old answer back.
        if (current.Columns.TryGetValue("death_date", out var deaths) && deaths[row] >= before.Month.FirstDay.DayNumber
            && deaths[row] <= now.Month.LastDay.DayNumber)
        {
            return [ForecastWords.Died(DateOnly.FromDayNumber((int)deaths[row]))];
        }

        if (!earlier.PersonIds.AsSpan().SequenceEqual(current.PersonIds) || earlier.UnitOf[earlierRow] < 0 != current.UnitOf[row] < 0)
        {
            return [ForecastWords.Household(kind)];
        }

        var ended = candidates.Where(c => c.Reason.Kind == ReasonKind.Fact).Select(c => c.Reason).ToList();
        return ended.Count > 0 ? ended : [ForecastWords.Calendar];
    }

    /// <summary>Everything that passed by itself, each with the household as it would be without it.</summary>
    private IEnumerable<(ForecastReason Reason, Snapshot Undone)> Candidates(Snapshot earlier, Snapshot current, Tied tied, long person)
    {
        for (var row = 0; row < current.PersonIds.Length; row++)
        {
            var about = current.PersonIds[row] == person ? (long?)null : current.PersonIds[row];
            var old = earlier.RowOf(current.PersonIds[row]);
            foreach (var kind in tied.Facts.Where(k => current.Columns.ContainsKey(k.Name)))
            {
                var column = current.Columns[kind.Name];
                var before = old < 0 ? [] : Values(earlier, kind, old).Where(v => v != column[row]).ToList();
                foreach (var was in before)
                {
                    yield return (ForecastWords.Fact(kind, was, column[row], about), With(current, kind, row, was));
                }

                if (before.Count > 0)
                {
                    continue;
                }

                if (kind.Type == FactType.Date && Moved(column[row]) is { } moved)
                {
                    yield return (ForecastWords.Passed(kind, DateOnly.FromDayNumber((int)column[row]), now.Month, about),
                        With(current, kind, row, moved));
                }
            }
        }
    }

    /// <summary>The values a fact had in a month: at its end, and on the days before.</summary>
    private static IEnumerable<long> Values(Snapshot slice, FactKind kind, int row)
    {
        var end = slice.Columns.TryGetValue(kind.Name, out var column) ? column[row] : kind.Absent;
        return slice.States is { } states && states.Find(row) is >= 0 and var at && states.Columns.TryGetValue(kind.Name, out var days)
            ? days[states.Start[at]..states.Start[at + 1]].Append(end).Distinct()
            : [end];
    }

    /// <summary>A fact of one row set to a value; a fact of the household, of all its rows.</summary>
    private static Snapshot With(Snapshot slice, FactKind kind, int row, long value)
    {
        var column = (long[])slice.Columns[kind.Name].Clone();
        if (kind.Subject == FactSubject.Household)
        {
            Array.Fill(column, value);
        }
        else
        {
            column[row] = value;
        }

        return With(slice, new Dictionary<string, long[]>(slice.Columns, StringComparer.Ordinal) { [kind.Name] = column });
    }

    /// <summary>The household of the month before, with every day the law counts from moved on by a month: only the law is new.</summary>
    private static Snapshot Later(Snapshot slice, Tied tied)
    {
        var columns = new Dictionary<string, long[]>(slice.Columns, StringComparer.Ordinal);
        foreach (var kind in tied.Facts.Where(k => k.Type == FactType.Date && columns.ContainsKey(k.Name)))
        {
            columns[kind.Name] = Array.ConvertAll(columns[kind.Name], day => Moved(day) ?? day);
        }

        return With(slice, columns);
    }

    private static long? Moved(long day) =>
        day > 0 && day < DateOnly.MaxValue.DayNumber - 31 ? DateOnly.FromDayNumber((int)day).AddMonths(1).DayNumber : null;

    private static Snapshot With(Snapshot s, IReadOnlyDictionary<string, long[]> columns) =>
        new(s.Month, s.Known, s.PersonIds, columns, new SnapshotHomes(s.UnitOf, s.Units),
            new SnapshotHouseholds(s.HouseholdOf, s.HouseholdStart, s.HouseholdMembers, s.HouseholdIds));
}

/// <summary>A programme with those it is tied to, under the law of a month and of the month before.</summary>
internal sealed class Tied
{
    private readonly LawAt _law;
    private readonly string _programme;
    private readonly IReadOnlyList<ProgrammeAt> _all;

    private Tied(LawAt law, string programme, IReadOnlyList<ProgrammeAt> all, IReadOnlyList<FactKind> facts, ForecastReason? changed) =>
        (_law, _programme, _all, Facts, Law) = (law, programme, all, facts, changed);

    /// <summary>Kinds of facts any of them reads.</summary>
    public IReadOnlyList<FactKind> Facts { get; }

    /// <summary>How the law differs from the month before's, or null if it does not.</summary>
    public ForecastReason? Law { get; }

    public static Tied Of(string programme, LawAt before, LawAt now, FactVocabulary facts)
    {
        var names = Ties.Of(now, Ties.Of(before, [programme]));
        var (old, all) =
            (before.Programmes.Where(p => names.Contains(p.Programme.Id)).ToList(),
                now.Programmes.Where(p => names.Contains(p.Programme.Id)).ToList());
        var used = all.Concat(old).SelectMany(p => p.FactsUsed).Select(FactName.Bare).Distinct().Select(facts.FindOrNull)
            .OfType<FactKind>().Where(k => k.Name != "id").ToList();
        return new Tied(now, programme, all, used, ForecastWords.Law(before, now, old, all));
    }

    /// <summary>The answer of the programme for one row, after the rules between programmes.</summary>
    public RowAnswer Ask(Snapshot slice, int row) =>
        OneRow.Answers(_law, _all, Reading.Table(slice, null, []), row).Results.FirstOrDefault(r => r.Name == _programme) is { } answer
            ? answer.AnswerOf(row)
            : default;
}
