using AnSinh.Basics;

namespace AnSinh.Scoreboard.Quality;

/// <summary>What is wrong with what a check finds.</summary>
public enum QualityGroup
{
    /// <summary>Something is not there.</summary>
    Missing,

    /// <summary>Something can hardly be so.</summary>
    Implausible,

    /// <summary>Two things cannot both be so.</summary>
    Contradictory,
}

/// <summary>
/// A check of the register (<i lang="vi">lỗi dữ liệu</i>) as declared in policy/*/quality: a condition over everybody who lives here, or a
/// named finder.
/// </summary>
/// <param name="Id">Name in files and addresses, <c>snake_case</c>.</param>
/// <param name="Order">Place among the checks.</param>
/// <param name="Group">What is wrong with what it finds.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Why">Why it matters and what to do.</param>
/// <param name="Basis">The law or practice behind its numbers, if it has any.</param>
/// <param name="Doubt">What is not certain about it, or null.</param>
/// <param name="When">Condition in the rule language; null for a finder.</param>
/// <param name="Find">Name of a finder; null for a condition.</param>
/// <param name="Limits">Numbers of a finder.</param>
/// <param name="Reference">A figure of another source a total is held against, for the finder that does so.</param>
/// <param name="Fix">Ways to mend it, the first the usual one: <c>identity</c>, <c>death</c>, <c>fact:KIND</c>, …</param>
/// <param name="Place">File and line of the declaration.</param>
public sealed record QualityCheck(
    string Id, int Order, QualityGroup Group, LocalText Label, LocalText Why, LocalText? Basis, LocalText? Doubt,
    string? When, string? Find,
    IReadOnlyDictionary<string, int> Limits, string? Reference, IReadOnlyList<string> Fix, string Place);
