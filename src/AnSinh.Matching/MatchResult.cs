using AnSinh.Basics;

namespace AnSinh.Matching;

/// <summary>What is done with a pair.</summary>
public enum MatchVerdict
{
    /// <summary>One person, by all that is known.</summary>
    Match,

    /// <summary>May be one person: somebody has to look.</summary>
    Review,
}

/// <summary>Two rows that are, or may be, one person.</summary>
/// <param name="Left">Row of the first list, from 0.</param>
/// <param name="Right">Row of the second list (of the first, if there is only one), from 0.</param>
/// <param name="Bits">Logarithm (base 2) of the odds that they are one person.</param>
/// <param name="Probability">The same as a probability, 0–1.</param>
/// <param name="Verdict">What is proposed.</param>
/// <param name="Cluster">Number of the group of rows of one person, from 1; 0 for a pair to review.</param>
public sealed record MatchPair(int Left, int Right, double Bits, double Probability, MatchVerdict Verdict, int Cluster);

/// <summary>What one field says about a pair.</summary>
/// <param name="Field">The field.</param>
/// <param name="Level">How alike the values are, in words.</param>
/// <param name="Bits">What that adds to the score; negative if it speaks against.</param>
/// <param name="Left">The first value, null if missing.</param>
/// <param name="Right">The second value, null if missing.</param>
public sealed record FieldEvidence(MatchField Field, LocalText Level, double Bits, string? Left, string? Right);

/// <summary>How the comparison went (<i lang="vi">đối chiếu</i>).</summary>
/// <param name="Pairs">Pairs judged to be one person, and those to review, best first.</param>
/// <param name="Comparisons">Pairs that were compared.</param>
/// <param name="AllPairs">Pairs there are.</param>
/// <param name="Threshold">Probability from which a pair is a match.</param>
/// <param name="ExpectedMatches">Pairs of one person there should be, by the model.</param>
/// <param name="ExpectedPrecision">Share of the matches that are right, by the model, 0–1.</param>
/// <param name="Passes">How records were brought together.</param>
public sealed record MatchResult(
    IReadOnlyList<MatchPair> Pairs,
    long Comparisons,
    double AllPairs,
    double Threshold,
    double ExpectedMatches,
    double ExpectedPrecision,
    IReadOnlyList<string> Passes)
{
    /// <summary>Pairs judged to be one person.</summary>
    public IEnumerable<MatchPair> Matches => Pairs.Where(p => p.Verdict == MatchVerdict.Match);

    /// <summary>Pairs somebody has to look at.</summary>
    public IEnumerable<MatchPair> Reviews => Pairs.Where(p => p.Verdict == MatchVerdict.Review);
}

/// <summary>How to compare.</summary>
public sealed record MatchOptions
{
    /// <summary>Comparisons per record, at most on average (small lists get more).</summary>
    public int ComparisonsPerRecord { get; init; } = 60;

    /// <summary>
    /// Two lists: true if a row has at most one partner, false if it may have several; null lets the lists tell.
    /// </summary>
    public bool? OneToOne { get; init; }

    /// <summary>
    /// Two lists: the share of the rows of the first that are in the second at least, known beforehand. A short list cannot teach it, and
    /// without it somebody written with a slip looks like a stranger among so many.
    /// </summary>
    public double LeastShare { get; init; }

    /// <summary>Probability from which a pair that is no match is shown for review.</summary>
    public double ReviewFrom { get; init; } = 0.02;

    /// <summary>Threads.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Told what is being done.</summary>
    public IProgress<(string Step, int Percent)>? Progress { get; init; }
}
