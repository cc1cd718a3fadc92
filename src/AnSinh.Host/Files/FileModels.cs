using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Host.Files;

/// <summary>What the law says about a person and a programme for the month.</summary>
/// <param name="Id">The programme in policy/.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Status">Yes, no or unknown.</param>
/// <param name="Amount">Đồng for the month that are certain; null unless yes, and for a programme that pays no money.</param>
/// <param name="Missing">Names of the missing facts, for people.</param>
/// <param name="Tree">Why.</param>
/// <param name="Decided">True if a decision is in force for the month.</param>
/// <param name="Ledger">True if it is paid by monthly runs.</param>
/// <param name="Due">Đồng posted for the month.</param>
/// <param name="Paid">Đồng paid for the month.</param>
/// <param name="Outranked">The rule by which a higher programme took its place, with its article; null if none.</param>
public sealed record ProgrammeStanding(
    string Id, string Name, Truth Status, long? Amount, IReadOnlyList<string> Missing, ExplainNode? Tree, bool Decided,
    bool Ledger, long Due, long Paid, string? Outranked)
{
    /// <summary>What only may come on top of the certain amount, in words; null if the amount is settled.</summary>
    public string? Perhaps { get; init; }
}

/// <summary>A row of the register about a person, with both times.</summary>
/// <param name="What">What it states.</param>
/// <param name="Value">Its value.</param>
/// <param name="Valid">Days it is true; null for identity, which has none.</param>
/// <param name="RecordedAt">When it entered.</param>
/// <param name="SupersededAt">When another took its place, or null.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Late">Recorded later than it became true.</param>
public sealed record StatementRow(string What, string Value, DateInterval? Valid, long RecordedAt, long? SupersededAt,
    string Source, bool Late);

/// <summary>Somebody read this file.</summary>
/// <param name="Who">Who.</param>
/// <param name="At">When, Unix milliseconds.</param>
public sealed record ReadRow(string Who, long At);
