using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Host.People;

/// <summary>A list of people: a search, or the people behind a figure.</summary>
/// <param name="Asked">What was asked for.</param>
/// <param name="Title">What the list is.</param>
/// <param name="Why">What these people have in common, in a sentence; null for a plain search.</param>
/// <param name="Total">How many there are within the viewer's scope.</param>
/// <param name="Page">Page shown, from 1.</param>
/// <param name="Size">Rows on a page.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Communes">Communes to choose from: key and name.</param>
/// <param name="Alike">True if nobody is called as typed and these are only similar.</param>
public sealed record PeopleListModel(
    PeopleAsked Asked, string Title, string? Why, long Total, int Page, int Size, IReadOnlyList<PersonLine> Rows,
    IReadOnlyList<(string Key, string Name)> Communes, bool Alike = false);

/// <summary>What a list of people was asked for.</summary>
/// <param name="Text">Part of a name or number.</param>
/// <param name="Year">Year of birth.</param>
/// <param name="Unit">Key of a commune.</param>
/// <param name="Figure">An indicator whose people are listed.</param>
/// <param name="Part">Which side of it.</param>
/// <param name="Living">Only those who live here in the month.</param>
/// <param name="Near">Also those whose name is only similar.</param>
public sealed record PeopleAsked(string? Text, int? Year, string? Unit, string? Figure, string Part = "tu",
    bool Living = false, bool Near = false);

/// <summary>One person of a list.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="Number">Personal number, grouped.</param>
/// <param name="Birth">Birth date as known.</param>
/// <param name="Sex">Recorded sex.</param>
/// <param name="Commune">Commune on the map of the day.</param>
/// <param name="Note">Anything worth saying: the amount, the reason of a difference.</param>
/// <param name="Household">The household of the day, where a search found it.</param>
public sealed record PersonLine(long PersonId, string Name, string? Number, BirthDate? Birth, Sex Sex, string? Commune,
    string? Note = null, HouseholdInShort? Household = null)
{
}
