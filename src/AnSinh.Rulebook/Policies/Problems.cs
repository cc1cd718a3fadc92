using AnSinh.Basics;

namespace AnSinh.Rulebook.Policies;

/// <summary>Everything wrong with policy/, collected; reading goes on after each.</summary>
internal sealed class Problems
{
    /// <summary>Code of a file that is no YAML: what others miss because of it is no fault of theirs.</summary>
    public const string Unreadable = "policy.yaml";

    private readonly List<Refusal> _all = [];

    public IReadOnlyList<Refusal> All => _all;

    /// <summary>What to tell: each once; if files could not be read, only that, for the rest follows from it.</summary>
    public IReadOnlyList<Refusal> Told =>
        [.. (_all.Any(r => r.Code == Unreadable) ? _all.Where(r => r.Code == Unreadable) : _all).Distinct()];

    public void Add(string code, string place, string message) => _all.Add(new Refusal(code, message, place));

    /// <summary>The value, or null with the reasons kept.</summary>
    public T? Keep<T>(Outcome<T> outcome) where T : class
    {
        _all.AddRange(outcome.Refusals);
        return outcome.Ok ? outcome.Value : null;
    }
}
