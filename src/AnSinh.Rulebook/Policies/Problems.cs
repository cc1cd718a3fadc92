using AnSinh.Basics;

namespace AnSinh.Rulebook.Policies;

/// <summary>Everything wrong with policy/, collected; reading goes on after each.</summary>
internal sealed class Problems
{
    /// <summary>Code of a file that is no YAML: what others miss because of it is no fault of theirs.</summary>
    public const string Unreadable = "policy.yaml";

    private readonly List<Refusal> _all = [];

    public IReadOnlyList<Refusal> All => _all;

    /// <summary>Code of a name that is declared twice or cannot be one: who uses it may only seem to use what is not there.</summary>
    public const string Names = "policy.names";

    /// <summary>Code of a name that is used and not declared.</summary>
    public const string Unknown = "policy.unknown";

    /// <summary>Code of levels of jurisdiction that cannot be told apart: no file is where it belongs.</summary>
    public const string Levels = "policy.levels";

    /// <summary>What to tell: each cause once, and nothing that only follows from another.</summary>
    public IReadOnlyList<Refusal> Told
    {
        get
        {
            var all = new[] { Unreadable, Levels }.FirstOrDefault(code => _all.Any(r => r.Code == code)) is { } only
                ? _all.Where(r => r.Code == only) : _all;
            return [.. (all.Any(r => r.Code == Names) ? all.Where(r => r.Code is not (Unknown or Expressions.Scope.UnknownCode))
                : all).Distinct()];
        }
    }

    /// <summary>Takes a mistake back that another, told later, explains.</summary>
    public void Drop(string place, string message) => _all.RemoveAll(r => r.Place == place && r.Message == message);

    public void Add(string code, string place, string message) => _all.Add(new Refusal(code, message, place));

    /// <summary>The value, or null with the reasons kept.</summary>
    public T? Keep<T>(Outcome<T> outcome) where T : class
    {
        // What follows from another fault is not told: mending that one mends it.
        _all.AddRange(outcome.Refusals.Where(r => r.Code != Expressions.Scope.FollowsCode));
        return outcome.Ok ? outcome.Value : null;
    }
}
