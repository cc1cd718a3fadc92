using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Register.People.Search;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Cards;

/// <summary>How a field of a card stands to that of the register.</summary>
public enum FieldStanding
{
    /// <summary>The same.</summary>
    Same,

    /// <summary>The register lacks it, or knows it less exactly.</summary>
    Adds,

    /// <summary>Another spelling: accents, capitals, place of the tone.</summary>
    Spelling,

    /// <summary>Something else.</summary>
    Differs,
}

/// <summary>One field of a card beside that of the register.</summary>
/// <param name="Field">Stable word: <c>so</c>, <c>ten</c>, <c>ngay-sinh</c>, <c>gioi</c>, <c>dia-chi</c>.</param>
/// <param name="Card">As on the card.</param>
/// <param name="Register">As in the register; null if missing.</param>
/// <param name="Standing">How they stand to each other.</param>
public sealed record CardField(string Field, string Card, string? Register, FieldStanding Standing);

/// <summary>A card beside a person of the register, field by field.</summary>
public static class CardComparison
{
    /// <param name="card">The card.</param>
    /// <param name="person">The person as known.</param>
    /// <param name="hamlet">Hamlet of the household, if known.</param>
    public static IReadOnlyList<CardField> Of(CardText card, PersonSummary person, string? hamlet)
    {
        var home = person.Unit is null ? null
            : string.Join(", ", new[] { hamlet, person.Unit.FullName }.Where(s => !string.IsNullOrEmpty(s)));
        return
        [
            new("so", card.Number.ToString(),
                PersonalNumber.TryParse(person.PersonalNumber, out var number) ? number.ToString() : person.PersonalNumber,
                Number(card, person)),
            new("ten", card.Name, person.Name, Name(card.Name, person.Name)),
            new("ngay-sinh", card.Birth.ToString(), person.Birth?.ToString(), Birth(card.Birth, person.Birth)),
            new("gioi", Word(card.Sex), person.Sex == Sex.Unknown ? null : Word(person.Sex),
                card.Sex == person.Sex || card.Sex == Sex.Unknown ? FieldStanding.Same
                    : person.Sex == Sex.Unknown ? FieldStanding.Adds : FieldStanding.Differs),
            new("dia-chi", card.Address, home, Address(card.Address, person)),
        ];
    }

    private static FieldStanding Number(CardText card, PersonSummary person) =>
        person.PersonalNumber is null ? FieldStanding.Adds
        : person.PersonalNumber == card.Number.Digits ? FieldStanding.Same : FieldStanding.Differs;

    private static FieldStanding Name(string card, string register) => Words(card).SequenceEqual(Words(register)) ? FieldStanding.Same
        : VietnameseText.Fold(card) == VietnameseText.Fold(register) ? FieldStanding.Spelling : FieldStanding.Differs;

    private static IEnumerable<string> Words(string name) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Spelling.Accented);

    private static FieldStanding Birth(BirthDate card, BirthDate? register)
    {
        if (register is not { } known)
        {
            return FieldStanding.Adds;
        }

        // The less exact of the two says less: only what both say can differ.
        var coarse = known.Precision < card.Precision ? known.Precision : card.Precision;
        var agree = known.Earliest.Year == card.Earliest.Year
            && (coarse < DatePrecision.Month || known.Earliest.Month == card.Earliest.Month)
            && (coarse < DatePrecision.Day || known.Earliest.Day == card.Earliest.Day);
        return !agree ? FieldStanding.Differs : card.Precision > known.Precision ? FieldStanding.Adds : FieldStanding.Same;
    }

    // An address is free text and cards keep the names of old communes: the commune's name in it is agreement enough.
    private static FieldStanding Address(string card, PersonSummary person) =>
        person.Unit is null ? FieldStanding.Adds
        : (" " + VietnameseText.Fold(card).Replace(',', ' ') + " ").Replace("  ", " ", StringComparison.Ordinal)
        .Contains($" {VietnameseText.Fold(person.Unit.Name)} ", StringComparison.Ordinal) ? FieldStanding.Same
        : FieldStanding.Differs;

    private static string Word(Sex sex) => sex switch { Sex.Male => "Nam", Sex.Female => "Nữ", _ => "" };
}
