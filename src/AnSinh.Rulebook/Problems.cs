using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Rulebook;

/// <summary>Everything wrong with the law, collected; of what follows from another mistake only that one is told.</summary>
internal sealed class Problems : PolicyFaults
{
    /// <summary>Code of a name that is used and not declared.</summary>
    public const string Unknown = "policy.unknown";

    /// <summary>Code of levels of jurisdiction that cannot be told apart: no file is where it belongs.</summary>
    public const string Levels = "policy.levels";

    /// <summary>What to tell: each cause once, and nothing that only follows from another.</summary>
    public IReadOnlyList<Refusal> Told
    {
        get
        {
            var all = new[] { Unreadable, Levels }.FirstOrDefault(code => All.Any(r => r.Code == code)) is { } only
                ? All.Where(r => r.Code == only) : All;
            return [.. (all.Any(r => r.Code == Names) ? all.Where(r => r.Code is not (Unknown or Expressions.NameScope.UnknownCode))
                : all).Distinct()];
        }
    }

    /// <summary>The value, or null with the reasons kept.</summary>
    public T? Keep<T>(Outcome<T> outcome) where T : class
    {
        // What follows from another fault is not told: mending that one mends it.
        Add(outcome.Refusals.Where(r => r.Code != Expressions.NameScope.FollowsCode));
        return outcome.Ok ? outcome.Value : null;
    }

    /// <summary>Complains of every id that stands more than once.</summary>
    public void Unique(IEnumerable<(string Id, string Place)> ids, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, place) in ids.Where(i => !seen.Add(i.Id)))
        {
            Add("policy.duplicate", place, $"{what} '{id}' lặp lại");
        }
    }
}
