using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register.History;
using AnSinh.Register.People;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Writing;

namespace AnSinh.Ledger;

/// <summary>
/// Finds why a line differs from what was posted. A cause is tried before it is named: were it undone, and everything else as known now,
/// the difference would go or shrink. So it is asked of the law as the last run saw it, and of each statement of the register and each
/// decision recorded since. What no single one makes is told as several together.
/// </summary>
internal sealed class Causes(Determiner determiner, Decisions decisions, Reading reading, DecisionBook book, PostedBook posted)
{
    private readonly Dictionary<AsKnown, Before> _before = [];
    private readonly CauseWords _words = new(determiner, reading.Known);

    /// <summary>Hash of the rulebook of now.</summary>
    public string RulebookHash => determiner.Policy.Hash;

    /// <summary>
    /// Parts a difference: what is posted, and what a law would take back of money already paid, which waits for a decision. Where the
    /// rulebook of the last run cannot be read any more, what it alone may have given is not taken back either.
    /// </summary>
    public (long Post, long Withhold) Divide(MonthDifference month, Raw raw)
    {
        var (was, difference) = (raw.Was, raw.Difference);
        if (was.MayRecover)
        {
            return (checked(raw.Due - was.Amount), -was.Withheld);
        }

        if (difference > 0)
        {
            var given = Math.Min(difference, -was.Withheld);
            return (difference - given, given);
        }

        if (was.Paid <= raw.Due || (month.UnderOldLaw is null && !month.RulebookLost))
        {
            return (difference, 0);
        }

        var kept = Math.Max(raw.Due, Math.Min(GivenByOldLaw(month, raw), Math.Min(was.Paid, was.Effective)));
        return (kept - was.Effective, raw.Due - kept);
    }

    /// <summary>Puts the causes into the lines of a month.</summary>
    public void Explain(MonthDifference month, IEnumerable<(Line Line, Raw Raw)> lines)
    {
        var all = lines.ToList();
        Prepare(month, [.. all.Where(l => l.Raw.Difference != 0).Select(l => l.Line.PersonId).Distinct()]);
        foreach (var (line, raw) in all)
        {
            line.Causes = Explain(month, line, raw);
        }
    }

    /// <summary>The changes of the law behind a difference; none if the law makes none of it.</summary>
    public List<Cause> ByLaw(MonthDifference month, Raw raw)
    {
        if (month.UnderOldLaw is not { } old || raw.Row < 0)
        {
            return [];
        }

        var (before, now) = (old.FindOrNull(raw.Programme), month.Now.FindOrNull(raw.Programme));
        var unknown = (before?.IsUnknown(raw.Row) ?? false) || (now?.IsUnknown(raw.Row) ?? false);
        var (amountBefore, amountNow) =
            (before?.DueBeside(raw.Row, raw.Was.Effective) ?? 0, now?.DueBeside(raw.Row, raw.Was.Effective) ?? 0);
        if (unknown || !Lessens(raw.Difference, checked(amountBefore - raw.Was.Effective)))
        {
            return [];
        }

        var changes = LawRevision.Behind(month.Changes, raw.Programme, amountBefore, amountNow);
        return changes.Count == 0
            ? [Rulebook(month)]
            : [.. changes.Select(c => c.ToCause(determiner.Policy, changes.Count == 1 ? amountNow - amountBefore : null))];
    }

    private List<Cause> Explain(MonthDifference month, Line line, Raw raw)
    {
        var decided = raw.Was.MayRecover && raw.Was.Withheld != 0 ? posted.RecoveryCause(line.Programme) : null;
        if (raw.Difference == 0)
        {
            return decided is null ? [] : [decided];
        }

        var causes = ByLaw(month, raw);
        causes.AddRange(ByRecords(month, raw));
        if (decided is not null)
        {
            causes.Add(decided);
        }

        return causes.Count > 0 ? causes
            : month.Before.RulebookHash != RulebookHash ? [Rulebook(month)]
            // Of an amount the law had not set before, nothing could be told: what it set since is why.
            : LawRevision.Behind(month.Changes, raw.Programme, 0, 0) is { Count: > 0 } late
            ? [.. late.Select(c => c.ToCause(determiner.Policy, null))]
            : [new Cause("other", "Không tìm thấy dữ kiện nào thay đổi kể từ kỳ chi trả trước")];
    }

    private IReadOnlyList<Cause> ByRecords(MonthDifference month, Raw raw)
    {
        var before = BeforeOf(month.Before.Saw);
        var trial = new Trial(this, before, month, raw);
        var slots = Slots(before, month, raw);
        var alone = slots.Where(slot => trial.Lessens([slot])).ToList();
        if (alone.Count > 0 || slots.Count < 2 || !trial.Lessens(slots))
        {
            return [.. alone.SelectMany(slot => Say(before, month, raw, slot)).Distinct()];
        }

        // What was recorded at one instant is one act (a death ends the home and the place in the household, too): it is undone
        // as one, and of its rows only those are named without which the difference stays.
        var act = slots.SelectMany(slot => Instants(before, slot).Select(at => (at, slot))).GroupBy(x => x.at, x => x.slot)
            .Select(g => g.Distinct().ToArray()).FirstOrDefault(trial.Lessens);
        if (act is not null)
        {
            var needed = act.Aggregate(act, (left, slot) =>
                left.Where(s => s != slot).ToArray() is { Length: > 0 } fewer && trial.Lessens(fewer) ? fewer : left);
            return [.. needed.SelectMany(slot => Say(before, month, raw, slot)).Distinct()];
        }

        var pairs = slots.SelectMany((a, i) => slots.Skip(i + 1).Select(b => new[] { a, b }));
        var together = pairs.FirstOrDefault(trial.Lessens) ?? [.. slots];
        return [
            new Cause("together", "Nhiều thay đổi cùng gây nên, không thay đổi nào một mình làm ra khoản này"),
            .. together.SelectMany(slot => Say(before, month, raw, slot)).Distinct(),
        ];
    }

    private static IEnumerable<long> Instants(Before before, StatementKey slot) => slot.Table is "decision" or "merge" ? []
        : before.Changes.Of(slot.Subject, slot.Id).Where(c => c.Table == slot.Table && c.Kind == slot.Kind)
            .Select(c => c.IsNew(before.Known) ? c.RecordedAt : c.SupersededAt!.Value);

    private IEnumerable<Cause> Say(Before before, MonthDifference month, Raw raw, StatementKey slot) => slot.Table switch
    {
        "decision" => before.Decided[raw.Was.PersonId].Where(d => d.Programme == slot.Kind).GroupBy(d => d.DecisionId)
            .Select(g => CauseWords.Of(g.MaxBy(d => d.RecordedAt)!, before.Known)),
        "merge" => before.Merges.Where(m => m.PersonId == raw.Was.PersonId || m.IntoId == raw.Was.PersonId)
            .Select(m => CauseWords.Of(m, raw.Was.PersonId, before.Known)),
        _ => _words.Of(
            [.. before.Changes.Of(slot.Subject, slot.Id).Where(c => c.Table == slot.Table && c.Kind == slot.Kind)],
            month.Month, before.Known,
            slot.Subject == FactSubject.Person && slot.Id != raw.Was.PersonId ? slot.Id : null),
    };

    /// <summary>All that was recorded since about the person, the household and its members, as far as it may bear on the line.</summary>
    private static List<StatementKey> Slots(Before before, MonthDifference month, Raw raw)
    {
        var person = raw.Was.PersonId;
        var slots = new List<StatementKey>(Of(FactSubject.Person, person));
        var around = new[] { month.Now.Snapshot, before.Reading.SnapshotOf(month.Month) }.Select(s => Around(s, person)).ToList();
        slots.AddRange(around.SelectMany(a => a.Households).Distinct().SelectMany(h => Of(FactSubject.Household, h)));
        slots.AddRange(before.Decided[person].Select(d => new StatementKey("decision", FactSubject.Person, person, d.Programme)));
        if (before.Merges.Any(m => m.PersonId == person || m.IntoId == person))
        {
            slots.Add(new StatementKey("merge", FactSubject.Person, person, ""));
        }

        slots.AddRange(around.SelectMany(a => a.Members).Distinct()
            .SelectMany(m => Of(FactSubject.Person, m).Where(s => s.Table != "household")));
        return [.. slots.Distinct()];

        IEnumerable<StatementKey> Of(FactSubject subject, long id) =>
            before.Changes.Of(subject, id).Select(c => new StatementKey(c.Table, subject, id, c.Kind));
    }

    /// <summary>What the law of the last run would give for the facts of now; where that cannot be told, what was posted.</summary>
    private long GivenByOldLaw(MonthDifference month, Raw raw)
    {
        var old = (month.UnderOldLaw ?? month.Now).FindOrNull(raw.Programme);
        var given = raw.Row < 0 || old is null ? 0 : old.IsUnknown(raw.Row) ? raw.Was.Effective : old.DueBeside(raw.Row, raw.Was.Effective);
        if (!month.RulebookLost || raw.Row < 0)
        {
            return given;
        }

        // The rulebook itself changed and its state of then is gone: it made a difference if the register of then gives another amount now.
        var before = BeforeOf(month.Before.Saw);
        return new Trial(this, before, month, raw).Difference(Slots(before, month, raw), month.Before.Known) == 0 ? given
            : raw.Was.Effective;
    }

    private Cause Rulebook(MonthDifference month) =>
        new("rulebook", "Bộ quy tắc được sửa kể từ kỳ chi trả trước", null, Short(month.Before.RulebookHash), Short(RulebookHash));

    private static bool Lessens(long difference, long undone) => difference > 0 ? undone < difference : undone > difference;

    /// <summary>The households a person was in on any day of the month, and who else was in them then.</summary>
    private static (IReadOnlyList<long> Households, IReadOnlyList<long> Members) Around(Snapshot snapshot, long personId)
    {
        if (snapshot.RowOf(personId) is not (>= 0 and var row))
        {
            return ([], []);
        }

        var (households, rows) = (new SortedSet<long>(), new SortedSet<int>());
        if (snapshot.HouseholdOf[row] is >= 0 and var household)
        {
            households.Add(snapshot.HouseholdIds[household]);
            rows.UnionWith(snapshot.HouseholdMembers[snapshot.HouseholdStart[household]..snapshot.HouseholdStart[household + 1]]);
        }

        if (snapshot.States is { } states && states.Find(row) is >= 0 and var at)
        {
            var persons = states.PersonOfStretch();
            foreach (var h in states.HouseholdOf[states.Start[at]..states.Start[at + 1]].Where(h => h >= 0))
            {
                households.Add(states.HouseholdIds[h]);
                rows.UnionWith(states.HouseholdMembers[states.HouseholdStart[h]..states.HouseholdStart[h + 1]].Select(m => persons[m]));
            }
        }

        rows.Remove(row);
        return ([.. households], [.. rows.Select(r => snapshot.PersonIds[r])]);
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private Before BeforeOf(AsKnown known) =>
        _before.TryGetValue(known, out var before) ? before : _before[known] = new Before(determiner, decisions, known, reading.Known);

    /// <summary>Reads what was known before about these persons at once: one question a person would be a thousand.</summary>
    public void Prepare(MonthDifference month, IReadOnlyCollection<long> persons)
    {
        var before = BeforeOf(month.Before.Saw);
        before.ReadAround(persons);
        before.Changes.Read(FactSubject.Person, persons);
        var around =
            persons.SelectMany(p => new[] { Around(month.Now.Snapshot, p), Around(before.Reading.SnapshotOf(month.Month), p) })
            .ToList();
        before.Changes.Read(FactSubject.Household, around.SelectMany(a => a.Households));
        before.Changes.Read(FactSubject.Person, around.SelectMany(a => a.Members));
    }

    /// <summary>What was known at the last run, and what was recorded since.</summary>
    private sealed class Before(Determiner determiner, Decisions decisions, AsKnown known, AsKnown until)
    {
        private readonly HashSet<long> _persons = [];
        private Reading? _reading;

        public AsKnown Known => known;

        public Reading Reading => _reading!;

        public RegisterChanges Changes { get; } = new(determiner.Register.Database, known, until);

        public DecisionBook Book { get; } = decisions.Known(known);

        public ILookup<long, Decision> Decided { get; } = decisions.Changed(known, until).ToLookup(d => d.PersonId);

        public MergeMap MergeMap { get; } = MergeMap.Read(determiner.Register.Database, known);

        /// <summary>Merges that held then and do not now, or the other way round.</summary>
        public IReadOnlyList<PersonMerge> Merges { get; } =
            [.. MergeMap.Changed(determiner.Register.Database, known, until)
                .Where(m => (m.RecordedAt > known.Instant) != (m.SupersededAt <= until.Instant))];

        public void ReadAround(IReadOnlyCollection<long> persons)
        {
            if (_reading is null || persons.Any(p => !_persons.Contains(p)))
            {
                _persons.UnionWith(persons);
                _reading = determiner.ReadAround(_persons, known);
            }
        }
    }

    /// <summary>Asks what the difference of one line would be if something were undone.</summary>
    private sealed class Trial(Causes causes, Before before, MonthDifference month, Raw raw)
    {
        private readonly Undone _undone = new(month.Now.Snapshot, before.Reading.SnapshotOf(month.Month), causes.Facts, raw.Was.PersonId);

        public bool Lessens(IReadOnlyCollection<StatementKey> slots) => Causes.Lessens(raw.Difference, Difference(slots, null));

        public long Difference(IReadOnlyCollection<StatementKey> slots, AsKnown? lawKnown)
        {
            var merged = slots.Any(s => s.Table == "merge");
            var (person, programme) = (raw.Was.PersonId, raw.Programme);
            var was = merged ? causes.Posted.Find(month.Month, programme, person, before.MergeMap) : raw.Was;
            if (_undone.Of(slots) is not { } slice)
            {
                return -was.Effective;
            }

            var undone = slots.Where(s => s.Table == "decision").Select(s => s.Kind).ToHashSet(StringComparer.Ordinal);
            var result = causes.Reading.PayableOf(slice, new UndoneDecisions(causes.Book, before.Book, person, undone, merged), lawKnown);
            var (row, found) = (slice.RowOf(person), result.FindOrNull(programme));
            var due = found?.DueBeside(row, was.Effective) ?? 0;
            var held = found is not null
                && (found.IsUnknown(row) || (due > was.Effective && SuspendedRows.Block(result, programme, row, causes.Posted)));
            return held ? 0 : checked(due - was.Effective);
        }
    }

    private FactVocabulary Facts => determiner.Policy.Facts;

    private PostedBook Posted => posted;

    private Reading Reading => reading;

    private DecisionBook Book => book;
}
