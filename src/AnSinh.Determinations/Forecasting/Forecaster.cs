using System.Runtime.InteropServices;
using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Results;

namespace AnSinh.Determinations.Forecasting;

/// <summary>Determines month after month on the register as known now and tells what differs from one to the next, and why.</summary>
public sealed class Forecaster
{
    private readonly Reading _reading;
    private readonly IDecisionColumns _decisions;
    private readonly FactVocabulary _facts;
    private readonly Dictionary<string, ForecastProgramme> _programmes = new(StringComparer.Ordinal);

    /// <summary>Over a reading of the register and the decisions known on the same day.</summary>
    public Forecaster(Determiner determiner, AsKnown known, IDecisionColumns decisions) =>
        (_reading, _decisions, _facts) = (determiner.Read(known), decisions, determiner.Policy.Facts);

    /// <summary>So many months from the first on; tells how many are done.</summary>
    public Forecast Run(Month from, int months, IProgress<int>? progress = null)
    {
        var before = Look(from.Add(-1));
        var eve = new ForecastMonth(before.Month, before.Costs, []);
        var told = new List<ForecastMonth>();
        for (var i = 0; i < months; i++)
        {
            progress?.Report(i);
            var now = Look(from.Add(i));
            told.Add(new ForecastMonth(now.Month, now.Costs, Compare(before, now)));
            before = now;
        }

        return new Forecast(_reading.Known, [.. _programmes.Values], eve, told, before.Hash);
    }

    /// <summary>The answers of a month that are not no; programmes tied by rules are answered together and let go.</summary>
    private MonthSeen Look(Month month)
    {
        var (law, snapshot) = (_reading.LawOf(month), _reading.SnapshotOf(month));
        var seen = new MonthSeen(law, snapshot);
        var people = new CountedPeople(snapshot, _facts, Scope.Everything);
        foreach (var group in Ties.Groups(law))
        {
            var names = group.Select(p => p.Programme.Id).ToList();
            var entitled = _reading.Determine(snapshot, law, names, null);
            var payable = group.Any(p => p.Programme.Ledger) ? _reading.Determine(snapshot, law, names, _decisions) : null;
            seen.Hash = entitled.RulebookHash;
            foreach (var programme in entitled.Programmes)
            {
                var p = programme.Law.Programme;
                _programmes.TryAdd(p.Id, new ForecastProgramme(p.Id, p.Label, p.AppliesTo, p.Period, p.Ledger));
                seen.Add(programme, payable?.FindOrNull(p.Id), people, p.Ledger ? _decisions.Column(p.Id, snapshot) : null);
            }
        }

        return seen;
    }

    private List<ForecastChange> Compare(MonthSeen before, MonthSeen now)
    {
        var changes = new List<ForecastChange>();
        var causes = new ForecastCauses(_facts, before, now);
        foreach (var name in before.Answers.Keys.Union(now.Answers.Keys).Order(StringComparer.Ordinal))
        {
            var (old, current) = (before.AnswersOf(name), now.AnswersOf(name));
            var recurring = _programmes[name].Period == "month";
            foreach (var key in old.Keys.Union(current.Keys).Order())
            {
                var (was, becomes) = (old.GetValueOrDefault(key), current.GetValueOrDefault(key));
                if (KindOf(was.Answer, becomes.Answer, recurring) is not { } kind)
                {
                    continue;
                }

                var row = current.ContainsKey(key) ? becomes.Row : was.Row;
                var person = now.Snapshot.PersonIds[row];
                changes.Add(new ForecastChange(
                    person, name, now.Month, kind, was.Answer, becomes.Answer, now.UnitOf(row) ?? before.UnitOf(row),
                    now.IsDecided(name, row), causes.Of(name, person, was.Answer, kind)));
            }
        }

        return changes;
    }

    /// <summary>What happened, or null. Money paid once or for an event does not stop.</summary>
    private static ForecastKind? KindOf(RowAnswer was, RowAnswer becomes, bool recurring) => (was.Status, becomes.Status) switch
    {
        (Truth.Yes, Truth.Yes) when recurring && becomes.Unsettles(was) => ForecastKind.Unclear,
        (Truth.Yes, Truth.Yes) => recurring && was.Amount != becomes.Amount ? ForecastKind.Changes : null,
        (Truth.No, Truth.Yes) => ForecastKind.Starts,
        (Truth.Yes, Truth.No) => recurring ? ForecastKind.Stops : null,
        (Truth.Yes, _) => recurring ? ForecastKind.Unclear : null,
        (_, Truth.Yes) => ForecastKind.Starts,
        _ => null,
    };
}

/// <summary>One month looked at: who is answered otherwise than no, and what it costs.</summary>
internal sealed class MonthSeen(LawAt law, Snapshot snapshot)
{
    private static readonly Dictionary<int, (int Row, RowAnswer Answer)> Nobody = [];
    private readonly Dictionary<(string Programme, string Unit), (long Entitled, long Amount, long Payable)> _costs = [];
    private readonly Dictionary<string, long[]> _decided = new(StringComparer.Ordinal);

    public LawAt Law => law;

    public Snapshot Snapshot => snapshot;

    public Month Month => snapshot.Month;

    public string Hash { get; set; } = "";

    /// <summary>By programme: rows (positions of households, for a programme of households) with their answers.</summary>
    public Dictionary<string, Dictionary<int, (int Row, RowAnswer Answer)>> Answers { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<ForecastCost> Costs =>
        [.. _costs.OrderBy(c => c.Key.Programme, StringComparer.Ordinal).ThenBy(c => c.Key.Unit, StringComparer.Ordinal)
            .Select(c =>
                new ForecastCost(c.Key.Programme, c.Key.Unit.Length == 0 ? null : c.Key.Unit, c.Value.Entitled,
                    c.Value.Amount, c.Value.Payable))];

    public Dictionary<int, (int Row, RowAnswer Answer)> AnswersOf(string programme) => Answers.GetValueOrDefault(programme, Nobody);

    public string? UnitOf(int row) => snapshot.UnitOf[row] is >= 0 and var unit ? snapshot.Units[unit] : null;

    public bool IsDecided(string programme, int row) => _decided.TryGetValue(programme, out var column) && column[row] != long.MaxValue;

    public void Add(ProgrammeResult entitled, ProgrammeResult? payable, CountedPeople people, long[]? decided)
    {
        var household = entitled.Law.Programme.AppliesTo == "household";
        var answers = new Dictionary<int, (int, RowAnswer)>();
        for (var row = 0; row < entitled.Status.Length; row++)
        {
            if (entitled.Status[row] == ProgrammeResult.No && (payable is null || payable.Amount[row] == 0)
                || !people.Counts(row, household))
            {
                continue;
            }

            if (entitled.Status[row] != ProgrammeResult.No)
            {
                answers[household ? snapshot.HouseholdOf[row] : row] = (row, entitled.AnswerOf(row));
            }

            ref var cost = ref CollectionsMarshal.GetValueRefOrAddDefault(_costs, (entitled.Name, UnitOf(row) ?? ""), out _);
            cost = (cost.Entitled + (entitled.Status[row] == ProgrammeResult.Yes ? 1 : 0), checked(cost.Amount + entitled.Amount[row]),
                checked(cost.Payable + (payable?.Amount[row] ?? 0)));
        }

        Answers[entitled.Name] = answers;
        if (decided is not null)
        {
            _decided[entitled.Name] = decided;
        }
    }
}
