using AnSinh.Basics;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Casework;

/// <summary>
/// What an officer decided about a person and a programme (<i lang="vi">quyết định</i>), as recorded at one time. It says nothing of
/// what the law says: money is due only where both agree. Ending or correcting a decision supersedes the row by another of the same
/// <paramref name="DecisionId"/>; none is overwritten.
/// </summary>
/// <param name="DecisionId">The decision, for ever.</param>
/// <param name="PersonId">Whom it is about.</param>
/// <param name="Programme">The programme granted.</param>
/// <param name="Number">Number of the paper, e.g. <c>123/QĐ-UBND</c>.</param>
/// <param name="SignedOn">Day of signature.</param>
/// <param name="Signer">Who signed.</param>
/// <param name="Start">First month it may give money for, if the paper names one; otherwise the law's start rule decides.</param>
/// <param name="End">Last month it gives money for, or null while it stands.</param>
/// <param name="EndReason">Why it ended.</param>
/// <param name="RecordedAt">When it entered the register, Unix milliseconds.</param>
/// <param name="SupersededAt">When another row replaced it, or null while it is believed.</param>
/// <param name="Source">Document, batch or person it came from.</param>
public sealed record Decision(
    long DecisionId,
    long PersonId,
    string Programme,
    string Number,
    DateOnly SignedOn,
    string Signer,
    Month? Start,
    Month? End,
    string? EndReason,
    long RecordedAt,
    long? SupersededAt,
    string Source)
{
    /// <summary>True if it stands for the month.</summary>
    public bool CoversMonth(Month month) => (Start is null || Start <= month) && (End is null || month <= End);

    /// <summary>
    /// True if it says of the month that it is to be paid. One signed later that names no first month gives what the law gives from its
    /// start on, and of a month without entitlement says nothing: it is no wrong decision of that month.
    /// </summary>
    public bool Claims(Month month) => CoversMonth(month) && (Start is not null || Month.Of(SignedOn) <= month);

    /// <summary>True if it was believed at the end of that day.</summary>
    public bool IsBelieved(AsKnown known) => Believed.At(known.Instant, RecordedAt, SupersededAt);
}
