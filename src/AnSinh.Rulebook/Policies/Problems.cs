using AnSinh.Basics;

namespace AnSinh.Rulebook.Policies;

/// <summary>Everything wrong with policy/, collected; reading goes on after each.</summary>
internal sealed class Problems
{
    private readonly List<Refusal> _all = [];

    public IReadOnlyList<Refusal> All => _all;

    public void Add(string code, string place, string message) => _all.Add(new Refusal(code, message, place));

    /// <summary>The value, or null with the reasons kept.</summary>
    public T? Keep<T>(Outcome<T> outcome) where T : class
    {
        _all.AddRange(outcome.Refusals);
        return outcome.Ok ? outcome.Value : null;
    }
}
