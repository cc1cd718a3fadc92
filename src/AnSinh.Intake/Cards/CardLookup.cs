using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Register.People.Search;

namespace AnSinh.Intake.Cards;

/// <summary>How the person of a card was found.</summary>
public enum CardMatch
{
    /// <summary>By the number.</summary>
    Number,

    /// <summary>By name and birth; the register has another number or none.</summary>
    NameAndBirth,

    /// <summary>Somebody alike: the officer decides.</summary>
    Alike,
}

/// <summary>A person who may be the holder of a card.</summary>
/// <param name="Person">The person, with the household.</param>
/// <param name="Match">How found.</param>
/// <param name="Fields">Card and register field by field.</param>
public sealed record CardCandidate(FoundPerson Person, CardMatch Match, IReadOnlyList<CardField> Fields);

/// <summary>Looks for the holder of a card among the people within a scope.</summary>
public static class CardLookup
{
    private const int MostSize = 5;

    /// <summary>
    /// By number; else by name and exact birth, by name and year, by a similar name and birth. Nobody outside the scope is told of.
    /// </summary>
    public static IReadOnlyList<CardCandidate> Find(PeopleQueries people, CardText card, Scope scope,
        DateOnly day, AsKnown known)
    {
        IReadOnlyList<CardCandidate> Try(string text, CardMatch match) =>
            [.. people.Find(text, scope, day, known, 1,
                MostSize).People.Select(p => new CardCandidate(p, match, CardComparison.Of(card, p.Person, p.Household?.Hamlet)))];

        var byNumber = Try(card.Number.Digits, CardMatch.Number);
        if (byNumber.Count > 0)
        {
            return byNumber;
        }

        var birth = Vietnamese.Date(card.Birth.Earliest);
        var year = card.Birth.Earliest.Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var exact = card.Birth.Precision == DatePrecision.Day ? Try($"{card.Name} {birth}", CardMatch.NameAndBirth) : [];
        var found = exact.Count > 0 ? exact : Try($"{card.Name} {year}", CardMatch.Alike);
        return [.. found.Select(c => c with { Match = IsSame(c) ? CardMatch.NameAndBirth : CardMatch.Alike })];
    }

    private static bool IsSame(CardCandidate candidate) =>
        candidate.Fields[1].Standing is FieldStanding.Same or FieldStanding.Spelling && candidate.Fields[2].Standing is FieldStanding.Same
        or FieldStanding.Adds;
}
