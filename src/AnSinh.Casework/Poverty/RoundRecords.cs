using System.Text.Json.Serialization;

namespace AnSinh.Casework.Poverty;

/// <summary>
/// One entry in the content of a review (<i lang="vi">nội dung đợt rà soát</i>): its list, sheets, meetings. Entries are only added: a
/// later one about the same thing counts, the earlier stays as evidence. What was done with it is in the book of its case.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HouseholdListed), "listed")]
[JsonDerivedType(typeof(HouseholdUnlisted), "unlisted")]
[JsonDerivedType(typeof(SheetFilled), "sheet")]
[JsonDerivedType(typeof(ClassSet), "class")]
[JsonDerivedType(typeof(VillageMet), "meeting")]
[JsonDerivedType(typeof(TurnoverCounted), "turnover")]
public abstract record RoundRecord;

/// <summary>A review somebody asks for.</summary>
/// <param name="Unit">Key of the commune version on the base day.</param>
/// <param name="Year">Year of the review.</param>
/// <param name="OnRequest">True for a review asked for during the year, of a few households; false for the yearly one.</param>
/// <param name="BaseDay">Day whose households and classes are the start.</param>
/// <param name="HoldsFrom">First day the result holds.</param>
public sealed record RoundAsked(string Unit, int Year, bool OnRequest, DateOnly BaseDay, DateOnly HoldsFrom);

/// <summary>The review was opened.</summary>
/// <param name="Unit">Key of the commune version on the base day.</param>
/// <param name="Year">Year of the review.</param>
/// <param name="OnRequest">True for a review asked for during the year, of a few households; false for the yearly one.</param>
/// <param name="BaseDay">Day whose households and classes are the start.</param>
/// <param name="HoldsFrom">First day the result holds.</param>
/// <param name="Version">Edition of the law of the review.</param>
public sealed record RoundOpened(string Unit, int Year, bool OnRequest, DateOnly BaseDay, DateOnly HoldsFrom, string Version);

/// <summary>A household was put on the list, as it was that day.</summary>
/// <param name="Household">Its number in the register.</param>
/// <param name="Number">Its number in the book of the commune.</param>
/// <param name="Hamlet">Hamlet.</param>
/// <param name="HeadId">Its head, or who stands for it.</param>
/// <param name="Head">The head's name.</param>
/// <param name="People">Living members on the base day.</param>
/// <param name="Before">Class on the base day: <c>none</c>, <c>near_poor</c>, <c>poor</c>.</param>
/// <param name="EverBefore">True if it was in a class at any earlier time: entering again is a relapse.</param>
/// <param name="Reasons">Ids of the reasons in policy/, or <c>request</c>.</param>
/// <param name="Area">Suggested area, or null.</param>
/// <param name="Note">Remark.</param>
public sealed record HouseholdListed(
    long Household, string Number, string Hamlet, long HeadId, string Head, int People, string Before, bool EverBefore,
    IReadOnlyList<string> Reasons, string? Area, string? Note) : RoundRecord
{
    /// <summary>Reason of a household that asked for the review itself.</summary>
    public const string Request = "request";
}

/// <summary>A household was taken off the list again.</summary>
/// <param name="Household">Its number.</param>
/// <param name="Why">Why.</param>
public sealed record HouseholdUnlisted(long Household, string Why) : RoundRecord;

/// <summary>The sheets of a household were filled in and scored (<i lang="vi">phiếu rà soát</i>).</summary>
/// <param name="Household">Its number.</param>
/// <param name="Day">Day of the survey.</param>
/// <param name="Surveyor">Who asked.</param>
/// <param name="Answers">Fact kinds of the household → value as text; what is not answered is not there.</param>
/// <param name="Score">What the law of that day made of them.</param>
public sealed record SheetFilled(long Household, DateOnly Day, string Surveyor, IReadOnlyDictionary<string, string> Answers,
    RoundScore Score) : RoundRecord;

/// <summary>What a person said the class is: with a cause if it changes, with reasons if it is not what the sheets say.</summary>
/// <param name="Household">Its number.</param>
/// <param name="Class">The class, or null to follow the sheets.</param>
/// <param name="Cause">Id of the cause in policy/, or null.</param>
/// <param name="Why">In words, or null.</param>
public sealed record ClassSet(long Household, string? Class, string? Cause, string? Why) : RoundRecord;

/// <summary>A hamlet met about its households (<i lang="vi">họp dân</i>).</summary>
/// <param name="Hamlet">The hamlet.</param>
/// <param name="Day">When.</param>
/// <param name="Present">People present.</param>
/// <param name="Agreed">People who agreed with the results.</param>
/// <param name="Minutes">Number or summary of the minutes.</param>
public sealed record VillageMet(string Hamlet, DateOnly Day, int Present, int Agreed, string Minutes) : RoundRecord;

/// <summary>The results were posted in public (<i lang="vi">niêm yết</i>).</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Where">Where.</param>
public sealed record ListPosted(DateOnly From, DateOnly To, string Where);

/// <summary>Somebody complained about a result (<i lang="vi">khiếu nại</i>).</summary>
/// <param name="No">Number in the review, from 1.</param>
/// <param name="Household">The household it is about, if one.</param>
/// <param name="By">Who.</param>
/// <param name="Day">When.</param>
/// <param name="Text">What.</param>
public sealed record ComplaintMade(int No, long? Household, string By, DateOnly Day, string Text);

/// <summary>A complaint was looked into and answered (<i lang="vi">phúc tra</i>).</summary>
/// <param name="No">Its number.</param>
/// <param name="Day">When.</param>
/// <param name="Upheld">True if it was right.</param>
/// <param name="Text">The answer.</param>
public sealed record ComplaintAnswered(int No, DateOnly Day, bool Upheld, string Text);

/// <summary>The level above gave its opinion.</summary>
/// <param name="Day">When.</param>
/// <param name="Number">Number of the paper.</param>
/// <param name="Text">What it says.</param>
public sealed record OpinionGiven(DateOnly Day, string Number, string Text);

/// <summary>The decision was signed (<i lang="vi">quyết định công nhận</i>). It counts while its batch of register rows stands.</summary>
/// <param name="Number">Number of the decision.</param>
/// <param name="SignedOn">Day of signature.</param>
/// <param name="Signer">Who signed.</param>
public sealed record RoundSigned(string Number, DateOnly SignedOn, string Signer);

/// <summary>The turnover was counted for a decision, and balanced.</summary>
/// <param name="Turnover">The table.</param>
public sealed record TurnoverCounted(TurnoverTable Turnover) : RoundRecord;

/// <summary>The review was given up.</summary>
/// <param name="Why">Why.</param>
public sealed record RoundCancelled(string Why);

/// <summary>An entry with who made it and when.</summary>
/// <param name="No">Its number in the review, from 1.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="Record">What.</param>
public sealed record RoundEntry(long No, string Actor, long At, RoundRecord Record);

/// <summary>What sheets come to under the law of the day.</summary>
/// <param name="Sheets">Scorecard → points, null where an answer is missing.</param>
/// <param name="Class">The class, or null if it cannot be told.</param>
/// <param name="By">The programme that told it, or null.</param>
/// <param name="Missing">Facts that are missing, if it cannot be told.</param>
/// <param name="Differs">A programme that tells otherwise, and what: <c>poverty_class_by_score:poor</c>; null if none does.</param>
/// <param name="Doubtful">Rests on law not read (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Rulebook">Hash of the rulebook.</param>
public sealed record RoundScore(
    IReadOnlyDictionary<string, long?> Sheets, string? Class, string? By, IReadOnlyList<string> Missing, string? Differs,
    bool Doubtful, string Rulebook);
