using AnSinh.Basics;
using AnSinh.Register.History;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Writing;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Results;

namespace AnSinh.Determinations;

/// <summary>
/// The register as known on one day, read once, from which any number of months are determined fast. Safe to share between requests:
/// one month is determined at a time.
/// </summary>
public sealed class Reading
{
    private readonly Policy _policy;
    private readonly Jurisdiction _jurisdiction;
    private readonly RegisterHistory _history;
    private readonly Dictionary<(string Programme, string Version, Month Month, AsKnown Known, bool Payable), Kernel> _kernels = [];
    private readonly Lock _turn = new();
    private Snapshot? _latest;

    internal Reading(Policy policy, Jurisdiction jurisdiction, RegisterHistory history) =>
        (_policy, _jurisdiction, _history) = (policy, jurisdiction, history);

    /// <summary>The day whose facts these are.</summary>
    public AsKnown Known => _history.Known;

    /// <summary>The place whose law is asked.</summary>
    internal Jurisdiction Jurisdiction => _jurisdiction;

    /// <summary>Persons in the register: rows of every snapshot.</summary>
    public int Count => _history.Count;

    /// <summary>The law of a month as known on a day; the facts' day unless another is asked for.</summary>
    public LawAt LawOf(Month month, AsKnown? known = null) => _policy.At(_jurisdiction, month, known ?? Known);

    /// <summary>The register of a month; the last one asked for is kept.</summary>
    public Snapshot SnapshotOf(Month month)
    {
        lock (_turn)
        {
            if (_latest?.Month != month)
            {
                // The columns of one month go before those of the next come.
                _latest = null;
                _latest = _history.At(month, LawOf(month).Programmes.Any(p => p.Version.LooksAtEve));
            }

            return _latest;
        }
    }

    /// <summary>
    /// What law and facts give everyone, whether or not anything was decided: of the named programmes, or of those that month runs pay.
    /// </summary>
    public MonthResult Entitled(Month month, IReadOnlyCollection<string>? programmes = null) =>
        Determine(SnapshotOf(month), LawOf(month), programmes, null);

    /// <summary>
    /// What is to be paid: entitled, decided and started. <paramref name="lawKnown"/> asks the same facts under the law as it was
    /// visible on another day, which is how a line is laid to the law or to the facts.
    /// </summary>
    public MonthResult Payable(Month month, IDecisionColumns decisions, AsKnown? lawKnown = null) =>
        Determine(SnapshotOf(month), LawOf(month, lawKnown), null, decisions);

    /// <summary>The same for one person, over that person's household alone; null if the register does not hold the person.</summary>
    public (MonthResult Result, int Row)? PayableFor(long personId, Month month, IDecisionColumns decisions) =>
        HouseholdSlice.Around(SnapshotOf(month), personId) is { } slice
            ? (Determine(slice, LawOf(month), null, decisions), slice.RowOf(personId))
            : null;

    /// <summary>The same of a few people laid out by the asker: what would be paid if part of what is known had not been.</summary>
    public MonthResult PayableOf(Snapshot slice, IDecisionColumns decisions, AsKnown? lawKnown = null) =>
        Determine(slice, LawOf(slice.Month, lawKnown), null, decisions);

    /// <summary>The same facts under another state of the rulebook.</summary>
    public Reading Under(Policy policy) => new(policy, _jurisdiction, _history) { _latest = _latest };

    internal MonthResult Determine(Snapshot snapshot, LawAt law, IReadOnlyCollection<string>? programmes, IDecisionColumns? decisions)
    {
        lock (_turn)
        {
            // Rules between programmes need every side, and results need what they rest on: a narrower question is cut out of the answer
            // for all of them.
            var asked = law.Programmes.Where(p => programmes?.Contains(p.Programme.Id) ?? p.Programme.Ledger)
                .Select(p => p.Programme.Id).ToHashSet(StringComparer.Ordinal);
            var tied = Ties.Of(law, asked);
            var chosen = law.Programmes.Where(p => tied.Contains(p.Programme.Id) && (decisions is null || p.Programme.Ledger)).ToList();
            var table = Table(snapshot, decisions, chosen);
            var results =
                JointAnswers.Of(law, chosen, table,
                    (p, facts) => Run(p, law, facts, decisions is not null)).All.Select(a => new ProgrammeResult(a));
            return new MonthResult(law, snapshot, [.. results.Where(r => asked.Contains(r.Name))], law.Tried?.Hash ?? _policy.Hash);
        }
    }

    internal static FactTable Table(Snapshot snapshot, IDecisionColumns? decisions, IEnumerable<ProgrammeAt> programmes)
    {
        var decided = decisions is null ? []
            : programmes.ToDictionary(p => p.DecisionColumn, p => decisions.Column(p.Programme.Id, snapshot), StringComparer.Ordinal);
        return new FactTable(snapshot.PersonIds.Length, Widened(snapshot.Columns, decided, c => c), snapshot.HouseholdOf,
            snapshot.HouseholdStart, snapshot.HouseholdMembers)
        {
            States = snapshot.States is { } states ? Days(states, decided) : null,
        };
    }

    /// <summary>The stretches of those for whom something changes inside the month; decisions are the same on all days of it.</summary>
    private static DayStates Days(MonthStates states, Dictionary<string, long[]> decided)
    {
        var persons = decided.Count == 0 ? [] : states.PersonOfStretch();
        var columns = Widened(states.Columns, decided, column => Array.ConvertAll(persons, row => column[row]));
        return new DayStates(
            new FactTable(states.Rows, columns, states.HouseholdOf, states.HouseholdStart, states.HouseholdMembers),
            states.Persons, states.Start, states.From, states.To);
    }

    private static IReadOnlyDictionary<string, long[]> Widened(IReadOnlyDictionary<string, long[]> columns,
        Dictionary<string, long[]> more, Func<long[], long[]> fit)
    {
        if (more.Count == 0)
        {
            return columns;
        }

        var widened = new Dictionary<string, long[]>(columns, StringComparer.Ordinal);
        foreach (var (name, column) in more)
        {
            widened[name] = fit(column);
        }

        return widened;
    }

    private KernelResult Run(ProgrammeAt programme, LawAt law, FactTable table, bool payable)
    {
        // Tried values come and go with every touch of a slider: their kernels are not kept (their loops are, by shape).
        var key = (programme.Programme.Id, programme.Version.Id, law.Month, law.Known, payable);
        if (law.Tried is not null || !_kernels.TryGetValue(key, out var kernel))
        {
            kernel = programme.Compile(payable);
            if (law.Tried is null)
            {
                _kernels[key] = kernel;
            }
        }

        var answers = new KernelResult(table.Rows);
        kernel(table, 0, table.Rows, answers);
        return answers;
    }
}
