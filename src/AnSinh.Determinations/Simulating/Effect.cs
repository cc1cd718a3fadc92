using AnSinh.Basics;

namespace AnSinh.Determinations.Simulating;

/// <summary>What a change of the law does to one person or to a household under one programme.</summary>
public enum ChangeKind
{
    /// <summary>Gets more, or gets something for the first time.</summary>
    Gains,

    /// <summary>Gets less, or nothing any more.</summary>
    Loses,

    /// <summary>Gets the same.</summary>
    Same,

    /// <summary>Can be told under one of the two laws only: neither a gain nor a loss.</summary>
    Unclear,

    /// <summary>Gets nothing under either.</summary>
    Neither,
}

/// <summary>One side of a comparison.</summary>
/// <param name="Entitled">Persons (households, for a programme of households) that get it.</param>
/// <param name="Unknown">Those for whom it cannot be told.</param>
/// <param name="Amount">What it costs in đồng.</param>
public readonly record struct SideCount(long Entitled, long Unknown, long Amount)
{
    /// <summary>Two counts together.</summary>
    public static SideCount operator +(SideCount a, SideCount b) =>
        new(a.Entitled + b.Entitled, a.Unknown + b.Unknown, checked(a.Amount + b.Amount));

    /// <summary>Two counts together.</summary>
    public static SideCount Add(SideCount a, SideCount b) => a + b;
}

/// <summary>What a change of the law does to some people.</summary>
/// <param name="Before">Under the law as it is.</param>
/// <param name="After">Under the changed law.</param>
/// <param name="Gainers">Who gains.</param>
/// <param name="Losers">Who loses.</param>
/// <param name="Unchanged">Who gets the same under both.</param>
/// <param name="Unclear">Who can be told under one of the two only.</param>
public readonly record struct Effect(SideCount Before, SideCount After, long Gainers, long Losers, long Unchanged, long Unclear)
{
    /// <summary>After less before, in đồng.</summary>
    public long Change => After.Amount - Before.Amount;

    /// <summary>Two effects together.</summary>
    public static Effect operator +(Effect a, Effect b) =>
        new(a.Before + b.Before, a.After + b.After, a.Gainers + b.Gainers, a.Losers + b.Losers, a.Unchanged + b.Unchanged,
            a.Unclear + b.Unclear);

    /// <summary>Two effects together.</summary>
    public static Effect Add(Effect a, Effect b) => a + b;

    /// <summary>The effect on one row.</summary>
    internal static Effect Of((byte Status, long Amount) before, (byte Status, long Amount) after) => KindOf(before, after) switch
    {
        ChangeKind.Gains => new(Side(before), Side(after), 1, 0, 0, 0),
        ChangeKind.Loses => new(Side(before), Side(after), 0, 1, 0, 0),
        ChangeKind.Same => new(Side(before), Side(after), 0, 0, 1, 0),
        ChangeKind.Unclear => new(Side(before), Side(after), 0, 0, 0, 1),
        _ => new(Side(before), Side(after), 0, 0, 0, 0),
    };

    /// <summary>Which kind of change it is. Unknown is not no: from yes to unknown is not a loss.</summary>
    internal static ChangeKind KindOf((byte Status, long Amount) before, (byte Status, long Amount) after) =>
        (before.Status, after.Status) switch
    {
        (ProgrammeResult.Yes, ProgrammeResult.Yes) => after.Amount > before.Amount ? ChangeKind.Gains
            : after.Amount < before.Amount ? ChangeKind.Loses : ChangeKind.Same,
        (ProgrammeResult.Yes, ProgrammeResult.No) => ChangeKind.Loses,
        (ProgrammeResult.No, ProgrammeResult.Yes) => ChangeKind.Gains,
        ( >= ProgrammeResult.Unknown, >= ProgrammeResult.Unknown) or (ProgrammeResult.No, ProgrammeResult.No) => ChangeKind.Neither,
        _ => ChangeKind.Unclear,
    };

    private static SideCount Side((byte Status, long Amount) side) =>
        new(side.Status == ProgrammeResult.Yes ? 1 : 0, side.Status >= ProgrammeResult.Unknown ? 1 : 0, side.Amount);
}

/// <summary>A person whose answer differs between the two laws.</summary>
/// <param name="PersonId">The person; for a programme of households the first member.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Unit">Key of the commune lived in, null if none.</param>
/// <param name="Kind">Gains, loses or unclear.</param>
/// <param name="Before">Status and amount under the law as it is.</param>
/// <param name="After">Status and amount under the changed law.</param>
public sealed record PersonChange(long PersonId, string Programme, string? Unit, ChangeKind Kind, RowAnswer Before, RowAnswer After)
{
    /// <summary>After less before, in đồng.</summary>
    public long Change => After.Amount - Before.Amount;
}

/// <summary>The answer for one row.</summary>
/// <param name="Status">The answer.</param>
/// <param name="Amount">Đồng that are certain, 0 unless yes.</param>
/// <param name="Most">The most it may be where that is more, else 0.</param>
public readonly record struct RowAnswer(Rulebook.Truth Status, long Amount, long Most = 0)
{
    /// <summary>
    /// True if an amount that was settled is certain in part only: it may still be right, or too little, for the facts that would tell are
    /// gone.
    /// </summary>
    public bool Unsettles(RowAnswer was) =>
        (was.Status, Status) == (Rulebook.Truth.Yes, Rulebook.Truth.Yes) && Most > 0 && was.Most == 0 && was.Amount >= Amount
        && was.Amount <= Most;
}

/// <summary>An effect on one part of the people.</summary>
/// <param name="Key">Name of the part: a unit's key, a route's id, a sex, the first year of an age band; null for people without
/// one.</param>
/// <param name="Effect">The effect.</param>
public sealed record PartEffect(string? Key, Effect Effect);

/// <summary>A programme under two laws in one month.</summary>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="AppliesTo"><c>person</c> or <c>household</c>: what is counted.</param>
/// <param name="Period"><c>month</c>, <c>once</c> or <c>event</c>.</param>
/// <param name="Ledger">True if month runs pay it.</param>
/// <param name="Entitled">By law and facts, decided or not.</param>
/// <param name="Payable">By law, facts and decisions; null unless month runs pay it.</param>
/// <param name="ByUnit">Entitled, by commune.</param>
/// <param name="ByRoute">Entitled, by route: that of the changed law, or the old one of whoever loses all. Who draws by two routes is
/// counted in the first.</param>
/// <param name="BySex">Entitled, by sex.</param>
/// <param name="ByAge">Entitled, by the first year of a band of ten at the month's end.</param>
/// <param name="Changes">Everybody whose answer differs.</param>
public sealed record SimulatedProgramme(
    string Programme, LocalText Label, string AppliesTo, string Period, bool Ledger, Effect Entitled, Effect? Payable,
    IReadOnlyList<PartEffect> ByUnit, IReadOnlyList<PartEffect> ByRoute, IReadOnlyList<PartEffect> BySex, IReadOnlyList<PartEffect> ByAge,
    IReadOnlyList<PersonChange> Changes);

/// <summary>One month under two laws (<i lang="vi">mô phỏng chính sách</i>).</summary>
/// <param name="Month">The month.</param>
/// <param name="Programmes">Every programme of either law.</param>
/// <param name="Total">All programmes together; gainers and losers by what a person (or, for programmes of households, the first member)
/// gets in sum.</param>
/// <param name="TotalByUnit">The same by commune.</param>
/// <param name="Payable">What month runs pay, under the two laws.</param>
public sealed record SimulatedMonth(Month Month, IReadOnlyList<SimulatedProgramme> Programmes, Effect Total,
    IReadOnlyList<PartEffect> TotalByUnit, Effect Payable);

/// <summary>Some months under two laws.</summary>
/// <param name="Known">The day whose knowledge of facts and law is used.</param>
/// <param name="HashBefore">Names the law as it is.</param>
/// <param name="HashAfter">Names the changed law.</param>
/// <param name="Months">Each month.</param>
/// <param name="Total">All months together: đồng summed, gainers and losers by what a person gets over all months.</param>
public sealed record Simulation(AsKnown Known, string HashBefore, string HashAfter, IReadOnlyList<SimulatedMonth> Months, Effect Total);
