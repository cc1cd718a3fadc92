using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Determinations;
using AnSinh.Ledger;
using AnSinh.Rulebook;

namespace AnSinh.Host.LawChanges;

/// <summary>
/// Keeps the last reviews: reading the law and running every worked case takes a moment, and a draft is looked at many times between two
/// edits.
/// </summary>
internal sealed class ReviewCache
{
    private const int Capacity = 3;
    private readonly Lock _turn = new();
    private readonly List<(string Key, ChangeReview Review)> _kept = [];
    private (string Key, LoweredMonths Lowered)? _lowered;
    private (string Key, Outcome<Policy> Draft)? _drafted;

    /// <summary>What a draft would take back of months already paid, were it law today; it is told before it is approved.</summary>
    public LoweredMonths Lowered(Office office, Policy draft)
    {
        var key = $"{office.Policy.Hash} {draft.Hash} {office.Register.ChangeNo}";
        lock (_turn)
        {
            if (_lowered is { } kept && kept.Key == key)
            {
                return kept.Lowered;
            }
        }

        var runs = new MonthRun(
            new Determiner(draft, office.Register), office.Decisions,
            hash => hash == office.Policy.Hash ? office.Policy : office.RulebookOrNull(hash));
        var lowered = runs.Lowered();
        lock (_turn)
        {
            _lowered = (key, lowered);
        }

        return lowered;
    }

    /// <summary>The review of a change against the law in force.</summary>
    public ChangeReview Of(Office office, LawInForce law, LawChange change)
    {
        if (KeptOrNull(law, change) is { } kept)
        {
            return kept;
        }

        var review = office.Review(law, change.Files);
        lock (_turn)
        {
            if (_kept.Count >= Capacity)
            {
                _kept.RemoveAt(0);
            }

            _kept.Add((Key(law, change), review));
        }

        return review;
    }

    /// <summary>
    /// The law with a draft laid over it, read without running any case: what trying it on the register takes. Refused with every mistake.
    /// </summary>
    public Outcome<Policy> Drafted(LawInForce law, LawChange change)
    {
        if (KeptOrNull(law, change)?.Policy is { } reviewed)
        {
            return reviewed;
        }

        lock (_turn)
        {
            if (_drafted is { } kept && kept.Key == Key(law, change))
            {
                return kept.Draft;
            }
        }

        var files = law.Files.With(change.Files);
        var draft = files.Ok ? files.Value.Load() : Outcome<Policy>.Refused(files.Refusals);
        lock (_turn)
        {
            _drafted = (Key(law, change), draft);
        }

        return draft;
    }

    private ChangeReview? KeptOrNull(LawInForce law, LawChange change)
    {
        lock (_turn)
        {
            return _kept.Find(k => k.Key == Key(law, change)).Review;
        }
    }

    private static string Key(LawInForce law, LawChange change) => $"{law.Policy.Hash} {change.ContentHash}";
}
