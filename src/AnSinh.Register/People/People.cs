using AnSinh.Basics;
using AnSinh.Register.History;
using AnSinh.Register.Units;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.People;

/// <summary>A person in short, as known on a day (<i lang="vi">nhân thân</i>).</summary>
/// <param name="PersonId">The person, for ever.</param>
/// <param name="PersonalNumber">Twelve digits, or null.</param>
/// <param name="Name">Full name.</param>
/// <param name="Sex">Recorded sex.</param>
/// <param name="Birth">Birth date, null if unknown.</param>
/// <param name="Unit">The commune of the day's map in which the home lies; null if there is none or it was split.</param>
/// <param name="ResidenceKey">Unit key as recorded for the home; null if there is none.</param>
public sealed record PersonSummary(long PersonId, string? PersonalNumber, string Name, Sex Sex, BirthDate? Birth,
    Unit? Unit, string? ResidenceKey);

/// <summary>One page of people and how many there are in all.</summary>
/// <param name="People">The people of the page.</param>
/// <param name="Total">All that were found within the scope.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Size">People on a page.</param>
public sealed record PeoplePage(IReadOnlyList<PersonSummary> People, int Total, int Page, int Size);

/// <summary>What is searched for, where and as of when.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Scope">Whom the viewer may see. Nobody outside is found or counted.</param>
/// <param name="Day">The day on whose homes, households and map the search is made.</param>
/// <param name="Known">The day whose knowledge is used.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Size">People on a page.</param>
public sealed record PeopleSearch(
    string Text, Scope Scope, DateOnly Day, AsKnown Known, int Page = 1, int Size = 50)
{
    /// <summary>True to find also those further away: similar names beside the exact ones.</summary>
    public bool Near { get; init; }
}

/// <summary>How close those found are to what was typed.</summary>
public enum Closeness
{
    /// <summary>They are called, numbered or live as was typed.</summary>
    AsTyped,

    /// <summary>Nobody is; these sound or are written alike.</summary>
    Alike,
}

/// <summary>One page of a search and how many there are in all within the scope.</summary>
/// <param name="People">The people of the page, the best first.</param>
/// <param name="Total">All that were found within the scope.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Size">People on a page.</param>
/// <param name="Closeness">How close they are to what was typed.</param>
public sealed record PeopleFound(IReadOnlyList<FoundPerson> People, int Total, int Page, int Size, Closeness Closeness);

/// <summary>A person found, with the household of the day.</summary>
/// <param name="Person">The person.</param>
/// <param name="Household">The household, or null.</param>
/// <param name="LivesHere">True if the home is one of the day, not the last before it.</param>
public sealed record FoundPerson(PersonSummary Person, HouseholdInShort? Household, bool LivesHere);

/// <summary>A household in a word (<i lang="vi">hộ gia đình</i>).</summary>
/// <param name="HouseholdId">The household.</param>
/// <param name="Number">Its number in the book of the commune.</param>
/// <param name="Hamlet">Hamlet.</param>
/// <param name="IsHead">True if the person found is its head.</param>
public sealed record HouseholdInShort(long HouseholdId, string Number, string Hamlet, bool IsHead);

/// <summary>Everything ever recorded about a person: each row with its valid days, when it was recorded and when superseded.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Identity">Statements about who it is.</param>
/// <param name="Residences">Homes.</param>
/// <param name="Memberships">Households the person belongs or belonged to.</param>
/// <param name="Households">Statements about those households.</param>
/// <param name="Facts">Facts about the person.</param>
/// <param name="HouseholdFacts">Facts about those households, at any time.</param>
public sealed record PersonFile(
    long PersonId,
    IReadOnlyList<Recorded<PersonRow>> Identity,
    IReadOnlyList<Recorded<ResidenceRow>> Residences,
    IReadOnlyList<Recorded<MembershipRow>> Memberships,
    IReadOnlyList<Recorded<HouseholdRow>> Households,
    IReadOnlyList<Recorded<FactRow>> Facts,
    IReadOnlyList<Recorded<FactRow>> HouseholdFacts);

/// <summary>A household in a month (<i lang="vi">hộ gia đình</i>).</summary>
/// <param name="HouseholdId">The household.</param>
/// <param name="Number">Its number in the book of the commune.</param>
/// <param name="Hamlet">Hamlet.</param>
/// <param name="Members">Its members in the month, the head first.</param>
public sealed record HouseholdInMonth(long HouseholdId, string Number, string Hamlet, IReadOnlyList<HouseholdMember> Members);

/// <summary>A member of a household in a month (<i lang="vi">thành viên hộ</i>).</summary>
/// <param name="Person">The person.</param>
/// <param name="Role">Relation to the head.</param>
/// <param name="Valid">Days of the membership.</param>
public sealed record HouseholdMember(PersonSummary Person, string Role, DateInterval Valid);
