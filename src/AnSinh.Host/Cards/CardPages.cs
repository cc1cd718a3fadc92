using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Cards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AnSinh.Host.Cards;

/// <summary>
/// The text of a citizen card, pasted or scanned: read, checked, its holder found. Sent as a form, not in the address: a card's text does
/// not belong in the history of a browser.
/// </summary>
internal static class CardPages
{
    public const string Root = "/the-can-cuoc";

    public static void MapCardPages(this IEndpointRouteBuilder pages)
    {
        var people = pages.Needing(Permission.ReadPeople);
        people.MapGet(Root, (Office office, FormDrafts drafts, Visit visit) => Answer(office, visit,
            drafts.FindOrNull(visit) is { Refusals.Count: 0 } draft ? draft.Told.GetValueOrDefault(CardForm.TextField) ?? "" : ""))
            .Light().ShowsForms();
        people.MapPost(Root, Read).Light();
    }

    // What a card says stands in no address: its answer is found by the key of what was sent.
    private static IResult Read([AsParameters] SentForm sent)
    {
        var told = CardForm.Read.Read(sent.Told(CardForm.Read.Fields));
        var card = told.Ok ? CardText.Parse(told.Value.Text(CardForm.TextField)).Refusals : told.Refusals;
        return card.Count > 0 ? sent.Again(Root, [.. card.Select(r => r with { Place = CardForm.TextField })])
            : sent.Answered(Root, sent.Told(CardForm.Read.Fields));
    }

    /// <summary>The page of a card's text.</summary>
    public static RazorComponentResult<CardView> Answer(Office office, Visit visit, string text)
    {
        var read = string.IsNullOrWhiteSpace(text) ? null : CardText.Parse(text);
        if (read is not { Ok: true })
        {
            return View.Of<CardView, CardModel>(CardModel.Empty);
        }

        var card = read.Value;
        var today = office.Clock.Today;
        var checks = NumberChecks.Of(card.Number, card.Sex, card.Birth, office.Units, today).ToList();
        if (card.IssuedOn > today || card.IssuedOn < card.Birth.Earliest)
        {
            checks.Add(
                new NumberCheck("issued", NumberVerdict.Contradicts,
                    new($"Ngày cấp {Vietnamese.Date(card.IssuedOn.Value)} không thể đúng.",
                        $"The day of issue {Vietnamese.Date(card.IssuedOn.Value)} cannot be right.")));
        }

        var found = CardLookup.Find(office.People, card, visit.Viewer.Scope, visit.Month.LastDay, visit.Known);
        return View.Of<CardView, CardModel>(new CardModel(card, checks, found));
    }

    /// <summary>What a form takes of a card: the words the forms of a birth and of moving in know.</summary>
    public static (string Field, string? Value)[] Words(CardText card) =>
    [
        ("so", card.Number.Digits),
        ("ten", card.Name),
        ("ngay-sinh", card.Birth.ToString()),
        ("gioi", card.Sex switch { Sex.Male => "male", Sex.Female => "female", _ => null }),
        ("dia-chi", card.Address),
        ("giay-to",
            card.IssuedOn is { } day ? $"Thẻ căn cước {card.Number}, cấp ngày {Vietnamese.Date(day)}" : $"Thẻ căn cước {card.Number}"),
    ];

    /// <summary>The correction of what differs or is missing, filled in from the card.</summary>
    public static string Correction(Visit visit, CardText card, CardCandidate candidate)
    {
        var changed = candidate.Fields.Where(f => f.Standing != FieldStanding.Same).Select(f => f.Field).ToHashSet();
        return EventLinks.To(visit, "identity",
            [("nguoi", EventLinks.Id(candidate.Person.Person.PersonId)),
                .. Words(card).Where(w => w.Field == "giay-to" || (w.Field != "dia-chi" && changed.Contains(w.Field)))]);
    }
}

/// <summary>What came of a card's text.</summary>
/// <param name="Card">The card; null before one was read.</param>
/// <param name="Checks">Checks of the number.</param>
/// <param name="Found">Who may be its holder, within the viewer's scope.</param>
public sealed record CardModel(CardText? Card, IReadOnlyList<NumberCheck> Checks, IReadOnlyList<CardCandidate> Found)
{
    /// <summary>Nothing read yet.</summary>
    public static CardModel Empty { get; } = new(null, [], []);
}
