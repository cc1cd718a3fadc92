using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>What a relation between programmes does.</summary>
public enum InteractionRule
{
    /// <summary>Of the sides only the one with the highest total is kept.</summary>
    Highest,

    /// <summary>Whoever draws the first side draws none of the others.</summary>
    Excludes,

    /// <summary>The sides are drawn together; said, so that nobody wonders.</summary>
    Adds,
}

/// <summary>
/// What may or may not be drawn together (<i lang="vi">quan hệ giữa các chế độ</i>).
/// </summary>
/// <param name="Id">Id.</param>
/// <param name="Rule">What it does.</param>
/// <param name="Sides">Each side a list of programmes.</param>
/// <param name="From">First day it applies.</param>
/// <param name="To">Last day if written.</param>
/// <param name="Issued">Day of issue.</param>
/// <param name="InForce">First day in force.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Say">Sentence for people.</param>
/// <param name="Doubtful">Uncertain, or not read (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Level">Jurisdiction it holds in, and below.</param>
/// <param name="Place">File and line.</param>
public sealed record Interaction(
    string Id, InteractionRule Rule, IReadOnlyList<IReadOnlyList<string>> Sides, DateOnly From, DateOnly? To,
    DateOnly Issued, DateOnly InForce,
    Citation Cite, LocalText Say, bool Doubtful, string Level, string Place) : IDatedLaw
{
    /// <summary>Position of the side that is kept: the highest total, on a tie the first.</summary>
    public static int Kept(ReadOnlySpan<long> totals)
    {
        var kept = 0;
        for (var i = 1; i < totals.Length; i++)
        {
            kept = totals[i] > totals[kept] ? i : kept;
        }

        return kept;
    }
}

/// <summary>An interaction that holds in a month as known on a day.</summary>
/// <param name="Interaction">The interaction.</param>
/// <param name="Citation">Its citation as people read it.</param>
public sealed record InteractionAt(Interaction Interaction, string Citation);
