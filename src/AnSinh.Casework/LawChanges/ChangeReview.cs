using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Casework.LawChanges;

/// <summary>A drafted change held against the law in force: what differs, what is wrong, which worked cases answer otherwise.</summary>
/// <param name="Policy">The law with the change, or null if it cannot be read.</param>
/// <param name="Hash">Hash of the rulebook with the change.</param>
/// <param name="Errors">Every mistake, with file and line.</param>
/// <param name="Differences">What differs from the law in force, provision by provision.</param>
/// <param name="Cases">Every worked case run under the change.</param>
/// <param name="Moved">Cases that are new, or whose result under the law in force was another, with that result.</param>
public sealed record ChangeReview(
    Policy? Policy, string? Hash, IReadOnlyList<Refusal> Errors, IReadOnlyList<LawDifference> Differences,
    IReadOnlyList<CaseResult> Cases, IReadOnlyList<MovedCase> Moved)
{
    /// <summary>True if it can be read and every worked case passes.</summary>
    public bool Passes => Policy is not null && Errors.Count == 0 && Cases.All(c => c.Passed);

    /// <summary>Why it may not be handed in or published; empty if it may.</summary>
    public IReadOnlyList<Refusal> Refusals =>
    [
        .. Errors,
        .. Cases.Where(c => !c.Passed)
            .Select(c => new Refusal("change.case", $"{c.Case.Id} {c.Case.Name}: {string.Join("; ", c.Differences)}", c.Case.Place)
            {
                English = $"Worked case {c.Case.Id} {c.Case.Name} fails: {string.Join("; ", c.Differences)}",
            }),
    ];

    /// <summary>
    /// Reviews a change. <paramref name="alsoCheck"/> adds what others who read the law find wrong. What they find wrong in the law in
    /// force already is no fault of the change, and must not keep it from being published.
    /// </summary>
    public static ChangeReview Of(LawInForce law, IReadOnlyList<EditedFile> files,
        Func<Policy, RulebookFiles, IEnumerable<Refusal>>? alsoCheck = null)
    {
        var drafted = law.Files.With(files);
        if (!drafted.Ok)
        {
            return new ChangeReview(null, null, drafted.Refusals, [], [], []);
        }

        var policy = drafted.Value.Load();
        if (!policy.Ok)
        {
            return new ChangeReview(null, drafted.Value.Hash, policy.Refusals, [], [], []);
        }

        var cases = new CaseRunner(policy.Value).RunAll();
        var before = law.Cases.ToDictionary(c => c.Case.Id, StringComparer.Ordinal);
        var moved = cases.Where(c => !before.TryGetValue(c.Case.Id, out var was) || was.Got != c.Got || was.Passed != c.Passed)
            .Select(c => new MovedCase(c, before.GetValueOrDefault(c.Case.Id)?.Got)).ToList();
        var known = alsoCheck?.Invoke(law.Policy, law.Files).Select(r => r.Message).ToHashSet(StringComparer.Ordinal) ?? [];
        return new ChangeReview(policy.Value, drafted.Value.Hash,
            alsoCheck?.Invoke(policy.Value, drafted.Value).Where(r => !known.Contains(r.Message)).ToList() ?? [],
            LawDifferences.Between(law.Policy, policy.Value), cases, moved);
    }
}

/// <summary>A worked case that answers otherwise under a change.</summary>
/// <param name="Now">Its result under the change.</param>
/// <param name="Before">What came under the law in force; null if the case is new.</param>
public sealed record MovedCase(CaseResult Now, string? Before);
