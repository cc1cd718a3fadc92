using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register.History;
using AnSinh.Register.Snapshots;

namespace AnSinh.Demo;

/// <summary>
/// Makes the decisions of a demonstration register: who is entitled gets one, a few are forgotten, a few come late, and some stay
/// open when they should have ended. Works under the law of any place, from a few dozen months of one reading of the register.
/// </summary>
public sealed class DemoDecisions(Determiner determiner, Decisions decisions)
{
    private const string Source = "Dữ liệu mẫu";
    private readonly Dictionary<(long Person, string Programme), Decision> _open = [];
    private readonly Dictionary<(long Person, string Programme), Month> _waiting = [];
    private readonly Spells _missed = new();
    private readonly Spells _leftOpen = new();
    private readonly List<Decision> _rows = [];
    private readonly List<DemoMark> _late = [];
    private readonly List<DemoMark> _transferred = [];
    private readonly Dictionary<string, int> _signed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _numbers = [];
    private long _nextId;

    /// <summary>Makes and writes the decisions. Meant for a register that has none yet.</summary>
    /// <param name="plan">How.</param>
    /// <param name="progress">Told the months done, from 0 to all of them.</param>
    public DemoDecisionTruth Make(DemoPlan plan, IProgress<(int Done, int Of)>? progress = null)
    {
        // One reading with everything that will ever be known; when a loss became known is looked up where it matters.
        var reading = determiner.Read(new AsKnown(plan.Months[^1].LastDay.AddYears(1)));
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < plan.Months.Count; i++)
        {
            progress?.Report((i, plan.Months.Count));
            var month = plan.Months[i];
            var result = reading.Entitled(month);
            var turn = new Turn(plan, month, result.Snapshot, IsFirst: i == 0, EndLosers(plan, month, result));
            foreach (var programme in result.Programmes.Where(p => p.Law.Programme.Ledger))
            {
                Grant(turn, programme, isNew: known.Add(programme.Name));
            }

            if (month == plan.LateSigned)
            {
                SignLate(plan);
            }
        }

        decisions.BulkAdd(_rows.Concat(_open.Values).OrderBy(d => d.RecordedAt).ThenBy(d => d.DecisionId),
            AnSinh.Store.Acts.Act.OfProgram("demo.decisions"));
        progress?.Report((plan.Months.Count, plan.Months.Count));
        return new DemoDecisionTruth(_signed, _ended, _missed.All(), _leftOpen.All(), _late, _transferred);
    }

    private void Grant(Turn turn, ProgrammeResult programme, bool isNew)
    {
        var (plan, month) = (turn.Plan, turn.Month);
        var granted = New(turn, programme).ToList();
        var learned = turn.IsFirst ? null
            : new LearnedWhen(determiner.Register.Database, month, granted.Select(g => g.Key.Person),
                granted.Select(g => g.Household).OfType<long>());
        foreach (var (key, household) in granted)
        {
            var day = SignedOn(turn, key, isNew);
            if (learned is not null && AsKnown.DayOf(learned.Of(key.Person, household)) is var known && known > month.LastDay
                && known >= day)
            {
                day = known.AddDays(1 + (int)(plan.Chance(key.Person, key.Programme, 8) % 7));
            }

            Sign(plan, key, day);
        }
    }

    /// <summary>Persons entitled and not decided, who are neither forgotten nor kept waiting.</summary>
    private IEnumerable<((long Person, string Programme) Key, long? Household)> New(Turn turn, ProgrammeResult programme)
    {
        var (plan, month, snapshot) = (turn.Plan, turn.Month, turn.Snapshot);
        for (var row = 0; row < programme.Status.Length; row++)
        {
            var key = (Person: snapshot.PersonIds[row], Programme: programme.Name);
            if (programme.Status[row] == ProgrammeResult.No)
            {
                _missed.End(key, month);
                _waiting.Remove(key);
            }

            if (programme.Status[row] != ProgrammeResult.Yes)
            {
                continue;
            }

            _leftOpen.End(key, month);
            if (_open.ContainsKey(key) || _waiting.ContainsKey(key) || _missed.Contains(key))
            {
                continue;
            }

            if (plan.IsMissed(key.Person, key.Programme))
            {
                _missed.Begin(key, month);
            }
            else if (!turn.IsFirst && month >= plan.LateFrom && month < plan.LateSigned && plan.IsLate(key.Person, key.Programme))
            {
                _waiting[key] = month;
            }
            else
            {
                yield return (key, snapshot.HouseholdOf[row] is >= 0 and var h ? snapshot.HouseholdIds[h] : null);
            }
        }
    }

    /// <summary>
    /// Those entitled when the demonstration begins were decided in years past; a programme that begins is decided in its first month,
    /// and on its first day for those who come over from another; everyone else in the month after.
    /// </summary>
    private DateOnly SignedOn(Turn turn, (long Person, string Programme) key, bool isNew)
    {
        var month = turn.Month;
        var chance = (int)(turn.Plan.Chance(key.Person, key.Programme, 4) >> 4);
        if (turn.IsFirst)
        {
            return month.FirstDay.AddDays(-1 - (chance % 1200));
        }

        if (isNew && turn.Ended.Contains(key.Person))
        {
            _transferred.Add(new DemoMark(key.Person, key.Programme, month));
            return month.FirstDay;
        }

        return (isNew ? month : month.Add(1)).FirstDay.AddDays(chance % 20);
    }

    private void SignLate(DemoPlan plan)
    {
        foreach (var group in _waiting.OrderBy(w => w.Key.Person).ThenBy(w => w.Key.Programme, StringComparer.Ordinal)
            .GroupBy(w => w.Value).OrderBy(g => g.Key))
        {
            var learned = new LearnedWhen(determiner.Register.Database, group.Key, group.Select(w => w.Key.Person), []);
            foreach (var (key, since) in group)
            {
                var day = plan.LateSigned.FirstDay.AddDays((int)(plan.Chance(key.Person, key.Programme, 5) % 20));
                var known = AsKnown.DayOf(learned.Of(key.Person, null));
                Sign(plan, key, day > known ? day : known.AddDays(1));
                _late.Add(new DemoMark(key.Person, key.Programme, since));
            }
        }

        _waiting.Clear();
    }

    private void Sign(DemoPlan plan, (long Person, string Programme) key, DateOnly day)
    {
        _numbers[day.Year] = _numbers.GetValueOrDefault(day.Year) + 1;
        _signed[key.Programme] = _signed.GetValueOrDefault(key.Programme) + 1;
        var number = _numbers[day.Year].ToString(CultureInfo.InvariantCulture) + "/QĐ-UBND";
        _open[key] = new Decision(++_nextId, key.Person, key.Programme, number, day,
            $"Người ký mẫu {(plan.Chance(key.Person, key.Programme, 6) % 9) + 1}", null, null, null, AsKnown.NoonOf(day), null, Source);
    }

    /// <summary>Ends the decisions of those no longer entitled, after the loss came to be known; a few stay open.</summary>
    /// <returns>Persons whose decision for some programme ended now.</returns>
    private HashSet<long> EndLosers(DemoPlan plan, Month month, MonthResult result)
    {
        var losers = Losers(plan, month, result).ToList();
        var learned = new LearnedWhen(determiner.Register.Database, month, losers.Select(l => l.Key.Person),
            losers.Select(l => l.Household).OfType<long>());
        foreach (var (key, household, byLaw) in losers)
        {
            var decision = _open[key];
            var known = Math.Max(decision.RecordedAt, learned.Of(key.Person, household));
            var at = byLaw
                ? Math.Max(decision.RecordedAt + 1, AsKnown.NoonOf(month.FirstDay))
                : AsKnown.NoonOf(AsKnown.DayOf(known).AddDays(1 + (int)(plan.Chance(key.Person, key.Programme, 7) % 10)));
            _rows.Add(decision with { SupersededAt = at });
            _rows.Add(
                decision with { End = month.Add(-1), EndReason = byLaw ? "Chuyển sang chế độ khác"
                    : "Không còn đủ điều kiện hưởng", RecordedAt = at });
            _ended[key.Programme] = _ended.GetValueOrDefault(key.Programme) + 1;
            _open.Remove(key);
        }

        return [.. losers.Select(l => l.Key.Person)];
    }

    private IEnumerable<((long Person, string Programme) Key, long? Household, bool ByLaw)> Losers(
        DemoPlan plan, Month month, MonthResult result)
    {
        var snapshot = result.Snapshot;
        foreach (var key in _open.Keys)
        {
            var programme = result.FindOrNull(key.Programme);
            if (snapshot.RowOf(key.Person) is not (>= 0 and var row)
                || programme?.Status[row] is ProgrammeResult.Yes or ProgrammeResult.Unknown or ProgrammeResult.Conflict)
            {
                continue;
            }

            // Whom the law moves to another programme it moves for everyone: nobody is forgotten then.
            var byLaw = programme?.OutrankedBy.ContainsKey(row) ?? true;
            if (!byLaw && plan.IsLeftOpen(key.Person, key.Programme))
            {
                _leftOpen.Begin(key, month);
                continue;
            }

            yield return (key, snapshot.HouseholdOf[row] is >= 0 and var h ? snapshot.HouseholdIds[h] : null, byLaw);
        }
    }

    /// <summary>One month of the demonstration: who is there, and whose decisions have ended in it.</summary>
    private sealed record Turn(DemoPlan Plan, Month Month, Snapshot Snapshot, bool IsFirst, HashSet<long> Ended);

    /// <summary>What is so of whom, from when to when.</summary>
    private sealed class Spells
    {
        private readonly Dictionary<(long Person, string Programme), Month> _now = [];
        private readonly List<DemoMark> _past = [];

        public void Begin((long Person, string Programme) key, Month month) => _now.TryAdd(key, month);

        public bool Contains((long Person, string Programme) key) => _now.ContainsKey(key);

        public void End((long Person, string Programme) key, Month month)
        {
            if (_now.Remove(key, out var since))
            {
                _past.Add(new DemoMark(key.Person, key.Programme, since, month.Add(-1)));
            }
        }

        public IReadOnlyList<DemoMark> All() =>
            [.. _past.Concat(_now.Select(n => new DemoMark(n.Key.Person, n.Key.Programme, n.Value))).OrderBy(m => m.PersonId)
                .ThenBy(m => m.Programme, StringComparer.Ordinal).ThenBy(m => m.Since)];
    }
}
