using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Ledger;
using AnSinh.Register;
using AnSinh.Register.Quality;
using AnSinh.Rulebook;

namespace AnSinh.Scoreboard.Quality;

/// <summary>What a check found in a month.</summary>
/// <param name="Check">The check.</param>
/// <param name="Hits">Every case, in the order of homes and persons.</param>
/// <param name="Remark">What the check has to say besides: a total it was held against; null if nothing.</param>
/// <param name="Unclear">People of whom it could not be told because a fact is unknown.</param>
public sealed record QualityFinding(QualityCheck Check, IReadOnlyList<QualityHit> Hits, LocalText? Remark, int Unclear)
{
    /// <summary>Cases for the officers of these homes. A case without a home is only for those who see everything.</summary>
    public IReadOnlyList<QualityHit> In(Scope scope) =>
        [.. Hits.Where(h => scope.Contains(h.Home))];
}

/// <summary>
/// Runs the declared checks over the register, decisions and ledger. Keeps the last months asked for until something changes.
/// </summary>
public sealed class QualityEngine
{
    private const int Capacity = 3;
    private readonly ScorePolicy _score;
    private readonly Policy _policy;
    private readonly RegisterDb _register;
    private readonly Determiner _determiner;
    private readonly Decisions _decisions;
    private readonly LedgerQueries _ledger;
    private readonly Lock _turn = new();
    private readonly List<(Month Month, AsKnown Known, long ChangeNo, int Runs, IReadOnlyList<QualityFinding> Findings)> _kept = [];

    /// <summary>The checks of a policy over a register and what was decided and posted.</summary>
    public QualityEngine(ScorePolicy score, Policy policy, Determiner determiner, Decisions decisions, LedgerQueries ledger) =>
        (_score, _policy, _register, _determiner, _decisions, _ledger) =
        (score, policy, determiner.Register, determiner, decisions, ledger);

    /// <summary>Finders beyond the register alone, with the numbers they need.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Finders { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["died_but_posted"] = [],
        ["died_but_decided"] = [],
        ["undetermined"] = [],
        ["total_against_reference"] = ["percent"],
    };

    /// <summary>All checks for a month as known on a day.</summary>
    public IReadOnlyList<QualityFinding> Run(Month month, AsKnown known)
    {
        var (changeNo, runs) = (_register.ChangeNo, _ledger.Runs().Count);
        lock (_turn)
        {
            var at = _kept.FindIndex(k => k.Month == month && k.Known == known && k.ChangeNo == changeNo && k.Runs == runs);
            if (at >= 0)
            {
                return _kept[at].Findings;
            }

            _kept.RemoveAll(k => k.ChangeNo != changeNo || k.Runs != runs);
            if (_kept.Count >= Capacity)
            {
                _kept.RemoveAt(0);
            }

            var findings = Find(month, known);
            _kept.Add((month, known, changeNo, runs, findings));
            return findings;
        }
    }

    private IReadOnlyList<QualityFinding> Find(Month month, AsKnown known)
    {
        var look = RegisterLook.Read(_register, month.LastDay, known);
        var conditions = new QualityConditions(_policy, _score.Counting, _register).Run(month, known,
            [.. _score.Quality.Where(c => c.When is not null)], look);
        return [.. _score.Quality.Select(check =>
        {
            if (check.When is not null)
            {
                var (found, unclear) = conditions[check.Id];
                return new QualityFinding(check, Ordered(found), null, unclear);
            }

            if (StructureChecks.All.TryGetValue(check.Find!, out var structure))
            {
                return new QualityFinding(check, Ordered(structure.Find(look, check.Limits)), null, 0);
            }

            return Beyond(check, look, month, known);
        })];
    }

    private QualityFinding Beyond(QualityCheck check, RegisterLook look, Month month, AsKnown known)
    {
        var finders = new QualityFinders(look, month);
        switch (check.Find)
        {
            case "died_but_posted":
                return new QualityFinding(check, Ordered(finders.DiedButPosted(_ledger, Name)), null, 0);
            case "died_but_decided":
                return new QualityFinding(check,
                    Ordered(finders.DiedButDecided(_decisions.Known(known), _policy.Programmes.Where(p => p.Ledger).Select(p => p.Id),
                        Name)), null, 0);
            case "undetermined":
                return new QualityFinding(check, Ordered(finders.Undetermined(_determiner.Determine(month, known), Name)), null, 0);
            default:
                var (hits, remark) =
                    finders.AgainstReference(_score.References.First(r => r.Id == check.Reference), check.Limits["percent"]);
                return new QualityFinding(check, hits, remark, 0);
        }
    }

    private LocalText Name(string programme) =>
        _policy.Programmes.FirstOrDefault(p => p.Id == programme)?.ShortName ?? new LocalText(programme);

    private static IReadOnlyList<QualityHit> Ordered(IEnumerable<QualityHit> hits) =>
        [.. hits.OrderBy(h => h.Home, StringComparer.Ordinal).ThenBy(h => h.HouseholdId).ThenBy(h => h.PersonId)];
}
