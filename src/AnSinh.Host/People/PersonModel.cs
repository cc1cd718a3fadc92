using AnSinh.Basics;
using AnSinh.Host.Cases;
using AnSinh.Host.Components;
using AnSinh.Host.Files;
using AnSinh.Host.Protection;
using AnSinh.Rulebook;

namespace AnSinh.Host.People;

/// <summary>A person's file.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="Number">Personal number, grouped; null if not issued.</param>
/// <param name="Birth">Birth date as known.</param>
/// <param name="Sex">Recorded sex.</param>
/// <param name="Residence">Commune on the map of the month, in words.</param>
/// <param name="ResidenceKey">Its key.</param>
/// <param name="Deceased">Day of death, if known.</param>
/// <param name="Household">The household of the month.</param>
/// <param name="Answers">What the law says for the month, programme by programme.</param>
/// <param name="Lanes">The timeline.</param>
/// <param name="Rows">Every row about the person, both times.</param>
/// <param name="Payments">Money by month.</param>
/// <param name="Decisions">Decisions.</param>
/// <param name="Reads">Who read this file lately.</param>
/// <param name="Protected">The way to protected facts; the same on every file, whether there are any or not.</param>
public sealed record PersonModel(
    long PersonId, string Name, string? Number, BirthDate? Birth, Sex Sex, string? Residence, string? ResidenceKey, DateOnly? Deceased,
    HouseholdModel? Household, IReadOnlyList<ProgrammeStanding> Answers, IReadOnlyList<TimelineLane> Lanes,
    IReadOnlyList<StatementRow> Rows, IReadOnlyList<PaymentRow> Payments, IReadOnlyList<DecisionRow> Decisions,
    IReadOnlyList<ReadRow> Reads, ProtectedModel Protected)
{
    /// <summary>Cases about the person the viewer may know of.</summary>
    public IReadOnlyList<CaseRow> Cases { get; init; } = [];

    /// <summary>True if the viewer receives requests.</summary>
    public bool MayApply { get; init; }
}

/// <summary>The household of a person.</summary>
/// <param name="Number">Number in the commune's book.</param>
/// <param name="Hamlet">Hamlet.</param>
/// <param name="Poverty">Poverty status in words.</param>
/// <param name="Members">Its members.</param>
public sealed record HouseholdModel(string Number, string Hamlet, string? Poverty, IReadOnlyList<MemberRow> Members);

/// <summary>A member of a household.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="Role">Role in the household.</param>
/// <param name="Birth">Birth date as known.</param>
/// <param name="Open">True if the viewer may open the file.</param>
public sealed record MemberRow(long PersonId, string Name, string Role, BirthDate? Birth, bool Open);

/// <summary>Money of a month and programme.</summary>
/// <param name="Month">The month it is for.</param>
/// <param name="Programme">Name of the programme.</param>
/// <param name="Due">Due as recomputed now; null if unknown.</param>
/// <param name="Posted">Posted so far.</param>
/// <param name="Paid">Paid.</param>
/// <param name="Withheld">What a law would take back and nobody decided to.</param>
/// <param name="Lines">The lines posted, with their causes.</param>
public sealed record PaymentRow(Month Month, string Programme, long? Due, long Posted, long Paid, long Withheld,
    IReadOnlyList<PaymentLine> Lines);

/// <summary>A line posted for a month.</summary>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Amount">Amount.</param>
/// <param name="Cause">Why, in words; empty for the current month.</param>
public sealed record PaymentLine(string Kind, long Amount, string Cause);

/// <summary>A decision about a person.</summary>
/// <param name="Number">Number of the paper.</param>
/// <param name="Programme">The programme granted.</param>
/// <param name="SignedOn">Day of signature.</param>
/// <param name="Signer">Who signed.</param>
/// <param name="End">Last month, if ended.</param>
/// <param name="EndReason">Why it ended.</param>
/// <param name="Recorded">Day it was recorded.</param>
/// <param name="Gone">True if another row took its place.</param>
public sealed record DecisionRow(string Number, string Programme, DateOnly SignedOn, string Signer, Month? End,
    string? EndReason, DateOnly Recorded, bool Gone);
