using AnSinh.Basics;
using AnSinh.Determinations.Questions;
using AnSinh.Host.Pages.People;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Rulebook;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Entitled;

/// <summary>
/// Asks all programmes at once, about facts told in a form or about a person of the register. What is told comes in the body of the
/// request, is answered and forgotten: it stands in no address, no log and no table.
/// </summary>
internal static class EntitledPages
{
    public static void MapEntitledPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/hoi", Open).Light();
        pages.MapPost("/hoi", AskAsync).Light();
    }

    private static IResult Open(Office office, Visit visit, [FromQuery(Name = "nguoi")] long? person) =>
        Answer(office, visit, person, new Dictionary<string, string>(), [], more: 1, silenceAsRecord: false, asked: person is not null);

    private static async Task<IResult> AskAsync(Office office, Visit visit, IAntiforgery antiforgery,
        [FromQuery(Name = "nguoi")] long? person)
    {
        if (!await antiforgery.IsRequestValidAsync(visit.Context))
        {
            return ProblemPages.Of(StatusCodes.Status400BadRequest, visit);
        }

        var form = await visit.Context.Request.ReadFormAsync();
        var law = office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);
        var (own, members) = new QuestionForm(office.Policy, law, visit.Language).Read(form);
        return Answer(office, visit, person, own, members, form.ContainsKey("them") ? 2 : 1, form.ContainsKey("nhu-so"), asked: true);
    }

    private static IResult Answer(
        Office office, Visit visit, long? person, IReadOnlyDictionary<string, string> own,
        IReadOnlyList<IReadOnlyDictionary<string, string>> members, int more, bool silenceAsRecord, bool asked)
    {
        var name = person is { } id ? PersonFiles.FindOrNull(office, visit, id)?.Name : null;
        if (person is not null && name is null)
        {
            return ProblemPages.NotFound(visit);
        }

        var law = office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);
        var form = new QuestionForm(office.Policy, law, visit.Language);
        var given = GivenFacts.Check(office.Policy, own, members);
        var sight = Sight.Of(office, visit);
        if (person is { } about && sight.MayTell(own.Keys, about) is { } refusal)
        {
            given = refusal;
        }

        if (given.Ok && given.Value.ImpossibleIn(visit.Month) is { } impossible)
        {
            given = impossible;
        }

        Entitlements? answer = null;
        if (asked && given.Ok)
        {
            var asker = new Asker(office.Policy);
            var told = given.Value;
            if (person is { } known)
            {
                PersonFiles.NoteReading(office, visit, known);
            }

            var found = Asker.Fitting(() => person is { } held
                ? asker.Ask(office.Determiner.ReadAround(held, visit.Known), held, visit.Month, told) is { } all
                ? sight.Show(all, held) : null
                : asker.Ask(told, office.Register.Jurisdiction, visit.Month, visit.Known, !silenceAsRecord));
            (answer, given) = found.Ok ? (found.Value, given) : (null, Outcome<GivenFacts>.Refused(found.Refusals));
        }

        var model = new EntitledModel(person, name, form.Groups(own), person is null ? form.Members(members, more) : [],
            silenceAsRecord, answer, given.Refusals);
        return View.Of<EntitledView, EntitledModel>(model, given.Ok ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
