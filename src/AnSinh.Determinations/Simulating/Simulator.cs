using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Snapshots;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Results;

namespace AnSinh.Determinations.Simulating;

/// <summary>One of the two laws of a simulation: the register as one law's vocabulary reads it, and the law.</summary>
/// <param name="Reading">The register as known on a day. Both sides know the same day, so that row i is the same person in both.</param>
/// <param name="Law">The law, with or without values tried.</param>
public sealed record LawSide(Reading Reading, WhatIfLaw Law)
{
    /// <summary>The law a determiner knows, as known on a day, with nothing tried.</summary>
    public static LawSide Of(Determiner determiner, AsKnown known) => new(determiner.Read(known), new WhatIfLaw(determiner.Policy, []));

    /// <summary>
    /// Another law over a register. It may know other facts: the register is read again in its words. Refused if it cannot be read so.
    /// </summary>
    public static Outcome<LawSide> Of(Policy law, RegisterDb register, AsKnown known)
    {
        var read = RegisterDb.Open(register.Database, law.Facts);
        return read.Ok ? Of(new Determiner(law, read.Value), known) : Outcome<LawSide>.Refused(read.Refusals);
    }

    internal LawAt At(Month month) => Law.At(Reading.Jurisdiction, month, Reading.Known);
}

/// <summary>
/// The same people under two laws, month by month (<i lang="vi">mô phỏng chính sách</i>): what it costs, who gains, who loses. Nothing is
/// written; each answer is that of a full determination under the law in question.
/// </summary>
public sealed class Simulator
{
    private readonly LawSide _before;
    private readonly LawSide _after;
    private readonly IDecisionColumns? _decisions;
    private readonly Scope _scope;
    private readonly long[] _net;
    private readonly bool[] _met;
    private Dictionary<(Month Month, string Group), (MonthResult Entitled, MonthResult? Payable)>? _kept;

    /// <summary>Compares two laws.</summary>
    /// <param name="before">The law as it is.</param>
    /// <param name="after">The changed law.</param>
    /// <param name="decisions">Decisions in force, for what is payable; null to leave that out.</param>
    /// <param name="scope">Whose people are counted.</param>
    public Simulator(LawSide before, LawSide after, IDecisionColumns? decisions, Scope scope)
    {
        if (before.Reading.Known != after.Reading.Known || before.Reading.Count != after.Reading.Count)
        {
            throw new ArgumentException("Both sides must read the same register as known on the same day.", nameof(after));
        }

        (_before, _after, _decisions, _scope) = (before, after, decisions, scope);
        (_net, _met) = (new long[before.Reading.Count], new bool[before.Reading.Count]);
    }

    /// <summary>
    /// The same comparison with another changed law. What the law as it is gives is worked out once and kept by both, so that a slider
    /// waits for one side only.
    /// </summary>
    public Simulator With(LawSide after)
    {
        _kept ??= [];
        return new Simulator(_before, after, _decisions, _scope) { _kept = _kept };
    }

    /// <summary>Months from the first to the last; tells how many are done.</summary>
    public Simulation Run(Month from, Month to, IProgress<int>? progress = null)
    {
        Array.Clear(_net);
        Array.Clear(_met);
        var months = new List<SimulatedMonth>();
        for (var month = from; month <= to; month = month.Add(1))
        {
            progress?.Report(months.Count);
            months.Add(One(month, null));
        }

        var total =
            months.Aggregate(default(Effect), (sum, m) => sum + m.Total) with { Gainers = 0, Losers = 0, Unchanged = 0, Unclear = 0 };
        for (var row = 0; row < _net.Length; row++)
        {
            total += !_met[row] ? default
                : _net[row] > 0 ? new Effect(default, default, 1, 0, 0, 0)
                : _net[row] < 0 ? new Effect(default, default, 0, 1, 0, 0) : new Effect(default, default, 0, 0, 1, 0);
        }

        return new Simulation(_before.Reading.Known, _before.Law.Hash, _after.Law.Hash, months, total);
    }

    /// <summary>One month of the named programmes and those tied to them by rules between programmes; of all if null.</summary>
    public SimulatedMonth One(Month month, IReadOnlyCollection<string>? programmes)
    {
        var sides = new MonthSides(_before.At(month), _after.At(month), _before.Reading.SnapshotOf(month),
            _after.Reading.SnapshotOf(month));
        var people = new CountedPeople(sides.Snapshot, _before.Law.Policy.Facts, _scope);
        var sums = new RowSums(people);
        var simulated = new List<SimulatedProgramme>();
        var payable = default(Effect);
        foreach (var group in Groups(sides, programmes))
        {
            var (old, oldPaid) = Before(sides, group);
            var (changed, changedPaid) =
                (Entitled(_after, sides.After, sides.SnapshotAfter, group), Payable(_after, sides.After, sides.SnapshotAfter, group));
            foreach (var name in group)
            {
                var one = new ProgrammeSides(old.FindOrNull(name), changed.FindOrNull(name), sides.Snapshot.PersonIds.Length);
                if (one.Is)
                {
                    var paid = new ProgrammeSides(oldPaid?.FindOrNull(name), changedPaid?.FindOrNull(name),
                        sides.Snapshot.PersonIds.Length);
                    simulated.Add(Programme(one, paid, people, sums));
                    payable += simulated[^1].Payable ?? default;
                }
            }
        }

        sums.AddTo(_net, _met);
        return new SimulatedMonth(month, simulated, sums.Total(), sums.ByUnit(), payable);
    }

    /// <summary>The names to answer, in groups tied under either law, so that one group after the other can be let go.</summary>
    private static IEnumerable<IReadOnlyList<string>> Groups(MonthSides sides, IReadOnlyCollection<string>? programmes)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var tied = Ties.Groups(sides.Before).Concat(Ties.Groups(sides.After)).Select(g => g.Select(p => p.Programme.Id).ToList()).ToList();
        foreach (var first in programmes ?? sides.Names)
        {
            if (done.Contains(first))
            {
                continue;
            }

            var group = new HashSet<string>(StringComparer.Ordinal) { first };
            for (var before = 0; before != group.Count;)
            {
                before = group.Count;
                group.UnionWith(tied.Where(t => t.Exists(group.Contains)).SelectMany(t => t).ToList());
            }

            done.UnionWith(group);
            yield return [.. sides.Names.Where(group.Contains)];
        }
    }

    private (MonthResult Entitled, MonthResult? Payable) Before(MonthSides sides, IReadOnlyList<string> group)
    {
        if (_kept is null)
        {
            return (Entitled(_before, sides.Before, sides.Snapshot, group), Payable(_before, sides.Before, sides.Snapshot, group));
        }

        lock (_kept)
        {
            var key = (sides.Snapshot.Month, string.Join(' ', group));
            return _kept.TryGetValue(key, out var kept)
                ? kept
                : _kept[key] =
                (Entitled(_before, sides.Before, sides.Snapshot, group), Payable(_before, sides.Before, sides.Snapshot, group));
        }
    }

    private static MonthResult Entitled(LawSide side, LawAt law, Snapshot snapshot, IReadOnlyList<string> group) =>
        side.Reading.Determine(snapshot, law, group, null);

    private MonthResult? Payable(LawSide side, LawAt law, Snapshot snapshot, IReadOnlyList<string> group) =>
        _decisions is null || !law.Programmes.Any(p => p.Programme.Ledger && group.Contains(p.Programme.Id)) ? null
        : side.Reading.Determine(snapshot, law, group, _decisions);

    private static SimulatedProgramme Programme(ProgrammeSides sides, ProgrammeSides paid, CountedPeople people, RowSums sums)
    {
        var programme = sides.Programme;
        var household = programme.AppliesTo == "household";
        var (total, payable) = (default(Effect), default(Effect));
        var cuts = new Cuts(sides, people);
        var changes = new List<PersonChange>();
        for (var row = 0; row < people.Count; row++)
        {
            if (!people.Counts(row, household))
            {
                continue;
            }

            var (before, after) = (sides.Before(row), sides.After(row));
            if (paid.Is)
            {
                payable += Effect.Of(paid.Before(row), paid.After(row));
            }

            if (before.Status == ProgrammeResult.No && after.Status == ProgrammeResult.No)
            {
                continue;
            }

            var effect = Effect.Of(before, after);
            total += effect;
            cuts.Add(row, effect);
            sums.Add(row, before, after);
            if (Effect.KindOf(before, after) is var kind and not (ChangeKind.Same or ChangeKind.Neither))
            {
                changes.Add(new PersonChange(people.IdOf(row), programme.Id, people.UnitOf(row), kind, Answer(before), Answer(after)));
            }
        }

        return new SimulatedProgramme(
            programme.Id, programme.Label, programme.AppliesTo, programme.Period, programme.Ledger, total, paid.Is ? payable : null,
            cuts.Units.All(), cuts.Routes.All(), cuts.Sexes.All(), cuts.Ages.All(), changes);
    }

    private static RowAnswer Answer((byte Status, long Amount) side) => new((Truth)side.Status, side.Amount);

    /// <summary>The effect of a programme by what people are and where they live.</summary>
    private sealed class Cuts(ProgrammeSides sides, CountedPeople people)
    {
        public EffectsByPart Units { get; } = new();

        public EffectsByPart Routes { get; } = new();

        public EffectsByPart Sexes { get; } = new();

        public EffectsByPart Ages { get; } = new();

        public void Add(int row, Effect effect)
        {
            Units.Add(people.UnitOf(row), effect);
            Routes.Add(sides.RouteOf(row), effect);
            Sexes.Add(people.SexOf(row), effect);
            Ages.Add(people.AgeOf(row), effect);
        }
    }

    private sealed record MonthSides(LawAt Before, LawAt After, Snapshot Snapshot, Snapshot SnapshotAfter)
    {
        public IReadOnlyList<string> Names { get; } = [.. Before.Programmes.Concat(After.Programmes).Select(p => p.Programme.Id)
            .Distinct(StringComparer.Ordinal)];
    }
}
