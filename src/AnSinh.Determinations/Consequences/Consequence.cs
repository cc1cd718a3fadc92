using AnSinh.Basics;
using AnSinh.Determinations.Simulating;

namespace AnSinh.Determinations.Consequences;

/// <summary>What a change of the register does to one person and programme.</summary>
public enum ConsequenceKind
{
    /// <summary>Entitled from a month on, and was not.</summary>
    Starts,

    /// <summary>Entitled no longer.</summary>
    Stops,

    /// <summary>Entitled before and after, to more.</summary>
    Rises,

    /// <summary>Entitled before and after, to less.</summary>
    Falls,

    /// <summary>The same, in another unit.</summary>
    Transfers,

    /// <summary>It could be told and cannot any more: a fact is missing.</summary>
    BecomesUnclear,

    /// <summary>It could not be told and now can, and the answer is no.</summary>
    BecomesClear,
}

/// <summary>Why: a sentence of the law and where it stands.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Citation">Its citation as people read it, if it has one.</param>
public sealed record ConsequenceReason(LocalText Text, string? Citation)
{
    /// <summary>What to say instead to who may not see protected facts; null if it tells of none.</summary>
    public LocalText? Guarded { get; init; }
}

/// <summary>One consequence (<i lang="vi">hệ quả</i>) of a change of the register, over the months in which it is the same.</summary>
/// <param name="PersonId">The person; real, or what the register would give a new one.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Period"><c>month</c>, <c>once</c> or <c>event</c>.</param>
/// <param name="Ledger">True if month runs pay it.</param>
/// <param name="PaysMoney">False for a programme that only tells who belongs where.</param>
/// <param name="Kind">What happens.</param>
/// <param name="From">First month.</param>
/// <param name="To">Last month compared in which it is so.</param>
/// <param name="Goes">True if it is still so in the last month compared.</param>
/// <param name="Before">The answer as the register stands.</param>
/// <param name="After">The answer with the change.</param>
/// <param name="UnitBefore">Unit that pays as the register stands; null if none.</param>
/// <param name="UnitAfter">Unit that pays with the change.</param>
/// <param name="Reasons">The articles by which the second answer is what it is.</param>
/// <param name="Missing">Names of facts that are missing, if the second answer cannot be told.</param>
public sealed record Consequence(
    long PersonId, string Programme, LocalText Label, string Period, bool Ledger, bool PaysMoney, ConsequenceKind Kind,
    Month From, Month To, bool Goes,
    RowAnswer Before, RowAnswer After, string? UnitBefore, string? UnitAfter, IReadOnlyList<ConsequenceReason> Reasons,
    IReadOnlyList<string> Missing)
{
    /// <summary>Number of months, both ends included.</summary>
    public int Months => To.Index - From.Index + 1;
}

/// <summary>
/// What is to be paid for a month, before and after a change: entitled, decided and started. Null where it cannot be told.
/// </summary>
/// <param name="PersonId">The person.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Month">The month.</param>
/// <param name="Before">Đồng as the register stands.</param>
/// <param name="After">Đồng with the change.</param>
public sealed record DueChange(long PersonId, string Programme, Month Month, long? Before, long? After);

/// <summary>All that a change of the register would bring.</summary>
/// <param name="From">First month compared.</param>
/// <param name="To">Last month compared.</param>
/// <param name="Known">The day whose knowledge is used.</param>
/// <param name="All">The consequences, by person and programme.</param>
/// <param name="Due">What the month runs would pay otherwise, month by month.</param>
/// <param name="NewPersons">Numbers the register would give, by provisional number.</param>
/// <param name="Persons">Everybody compared.</param>
public sealed record ConsequencesFound(
    Month From, Month To, AsKnown Known, IReadOnlyList<Consequence> All, IReadOnlyList<DueChange> Due,
    IReadOnlyDictionary<long, long> NewPersons, IReadOnlyList<long> Persons);
