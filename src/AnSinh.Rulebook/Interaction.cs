using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>
/// What may not be drawn together (<i lang="vi">quan hệ giữa các chế độ</i>): of several sides only the one with the higher total is kept.
/// </summary>
/// <param name="Id">Id.</param>
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
    string Id, IReadOnlyList<IReadOnlyList<string>> Sides, DateOnly From, DateOnly? To, DateOnly Issued, DateOnly InForce,
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
