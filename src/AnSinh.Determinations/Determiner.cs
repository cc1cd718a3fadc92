using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;

namespace AnSinh.Determinations;

/// <summary>
/// The rulebook applied to a register (<i lang="vi">xác định hưởng</i>): for a month and everyone, or for one person with the reasons.
/// Keeps the last readings, so that pages asked one after the other do not read the register again.
/// </summary>
public sealed class Determiner
{
    private const int ReadingsCapacity = 2;
    private const int AroundCapacity = 8;
    private const int ResultsCapacity = 3;
    private const int TalliesCapacity = 12;
    private readonly Lock _turn = new();

    /// <summary>Of its own: one file is not to wait while the whole register is read for somebody else.</summary>
    private readonly Lock _aroundTurn = new();
    private readonly List<(AsKnown Known, long ChangeNo, Reading Reading)> _readings = [];
    private readonly List<(long PersonId, AsKnown Known, long ChangeNo, Reading Reading)> _around = [];
    private readonly List<(Month Month, AsKnown Known, long ChangeNo, MonthResult Result)> _results = [];
    private readonly List<(Month Month, AsKnown Known, long ChangeNo, IReadOnlyList<ProgrammeTally> Tally)> _tallies = [];
    private readonly Lazy<IReadOnlyList<string>> _facts;
    private readonly Lazy<DeterminationStore> _store;

    /// <summary>The rulebook over a register, under the law of the register's place.</summary>
    public Determiner(Policy policy, RegisterDb register)
    {
        (Policy, Register) = (policy, register);
        _facts = new(FactsOfAllVersions);
        _store = new(() => new DeterminationStore(register.Database, policy.Facts));
    }

    /// <summary>The rulebook.</summary>
    public Policy Policy { get; }

    /// <summary>The register.</summary>
    public RegisterDb Register { get; }

    /// <summary>Kinds of facts some version of some programme or quantity reads here.</summary>
    public IReadOnlyList<string> FactsRead => _facts.Value;

    /// <summary>The register as known on a day, ready for any number of months.</summary>
    public Reading Read(AsKnown known)
    {
        var changeNo = Register.ChangeNo;
        lock (_turn)
        {
            var at = _readings.FindIndex(r => r.Known == known && r.ChangeNo == changeNo);
            if (at >= 0)
            {
                return _readings[at].Reading;
            }

            // Room is made before the next reading is loaded: two and a half readings at once would be the peak of memory.
            _readings.RemoveAll(r => r.ChangeNo != changeNo);
            if (_readings.Count >= ReadingsCapacity)
            {
                _readings.RemoveAt(0);
            }

            var reading = new Reading(Policy, Register.Jurisdiction, Register.LoadHistory(known, FactsRead));
            _readings.Add((known, changeNo, reading));
            return reading;
        }
    }

    /// <summary>
    /// The register around one person as known on a day: the person and all who ever shared a household. Gives the person the same answers
    /// as <see cref="Read"/> at the cost of one file, so that a page after a change need not wait for the register.
    /// </summary>
    public Reading ReadAround(long personId, AsKnown known)
    {
        var changeNo = Register.ChangeNo;
        lock (_aroundTurn)
        {
            var at = _around.FindIndex(r => r.PersonId == personId && r.Known == known && r.ChangeNo == changeNo);
            if (at >= 0)
            {
                return _around[at].Reading;
            }
        }

        var reading = new Reading(Policy, Register.Jurisdiction, Register.LoadHistory(known, FactsRead, [personId]));
        lock (_aroundTurn)
        {
            if (_around.Count >= AroundCapacity)
            {
                _around.RemoveAt(0);
            }

            _around.Add((personId, known, changeNo, reading));
        }

        return reading;
    }

    /// <summary>The same around several persons; not kept.</summary>
    public Reading ReadAround(IReadOnlyCollection<long> persons, AsKnown known) =>
        new(Policy, Register.Jurisdiction, Register.LoadHistory(known, FactsRead, persons));

    /// <summary>What law and facts give everyone for a month as known on a day; the rules between programmes are applied.</summary>
    /// <param name="month">The month.</param>
    /// <param name="known">The day whose knowledge is used.</param>
    /// <param name="programmes">Names of programmes to answer, those that month runs pay if null.</param>
    public MonthResult Determine(Month month, AsKnown known, IReadOnlyCollection<string>? programmes = null)
    {
        if (programmes is not null && Read(known)
            .LawOf(month).Programmes.Any(p => !p.Programme.Ledger && programmes.Contains(p.Programme.Id)))
        {
            // What no run pays is asked seldom and not kept: all programmes of the law together would be the peak of memory.
            return Read(known).Entitled(month, programmes);
        }

        var changeNo = Register.ChangeNo;
        lock (_turn)
        {
            var at = _results.FindIndex(r => r.Month == month && r.Known == known && r.ChangeNo == changeNo);
            if (at < 0)
            {
                _results.RemoveAll(r => r.ChangeNo != changeNo);
                if (_results.Count >= ResultsCapacity)
                {
                    _results.RemoveAt(0);
                }

                _results.Add((month, known, changeNo, Read(known).Entitled(month)));
                at = _results.Count - 1;
            }

            var result = _results[at].Result;
            return programmes is null ? result
                : result with { Programmes = [.. result.Programmes.Where(p => programmes.Contains(p.Name))] };
        }
    }

    /// <summary>Counts of every programme of a month, also of those that no run pays yet.</summary>
    public IReadOnlyList<ProgrammeTally> Tally(Month month, AsKnown known)
    {
        var (changeNo, reading) = (Register.ChangeNo, Read(known));
        lock (_turn)
        {
            var at = _tallies.FindIndex(t => t.Month == month && t.Known == known && t.ChangeNo == changeNo);
            if (at < 0)
            {
                _tallies.RemoveAll(t => t.ChangeNo != changeNo || _tallies.Count > TalliesCapacity);
                _tallies.Add((month, known, changeNo, ProgrammeTally.Of(reading, reading.LawOf(month), reading.SnapshotOf(month))));
                at = _tallies.Count - 1;
            }

            return _tallies[at].Tally;
        }
    }

    /// <summary>
    /// Why a person is or is not entitled. Refused if the register does not hold the person on that day, or if the law of the month
    /// has no such programme.
    /// </summary>
    public Outcome<PersonExplanation> Explain(long personId, string programme, Month month, AsKnown known) =>
        new PersonExplainer(Policy, ReadAround(personId, known)).Explain(personId, programme, month);

    /// <summary>Keeps a result: the yes and the unknown with clauses, facts and rulebook hash.</summary>
    /// <returns>Number of the stored determination run.</returns>
    public long Store(MonthResult result, Act act) => _store.Value.Add(result, act);

    /// <summary>The stored determinations.</summary>
    public DeterminationStore Stored => _store.Value;

    private string[] FactsOfAllVersions()
    {
        var latest = new AsKnown(DateOnly.MaxValue.AddYears(-1));
        var months = Policy.Programmes.SelectMany(p => p.Versions).Select(v => Month.Of(v.From)).Distinct();
        var used = months.SelectMany(m => Policy.At(Register.Jurisdiction, m, latest).Programmes)
            .SelectMany(p => p.FactsUsed)
            .Concat(Policy.Quantities.SelectMany(q => q.Versions).SelectMany(v => v.Clauses)
                .SelectMany(c => c.Value.FactsUsed.Concat(c.When?.FactsUsed ?? [])))
            .Select(FactName.Bare)
            .Append("death_date");
        return [.. used.Distinct().Where(f => Policy.Facts.FindOrNull(f) is { Intrinsic: false }).Order(StringComparer.Ordinal)];
    }
}
