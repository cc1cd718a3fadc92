using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Determinations.Questions;
using AnSinh.Host.Files;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Entitled;

/// <summary>
/// Asks all programmes at once, about facts told in a form or about a person of the register. What is told comes in the body of the
/// request, is answered and soon forgotten: it stands in no address, no log and no table.
/// </summary>
internal static class EntitledPages
{
    private const string Root = "/hoi";
    private const string SilenceField = "nhu-so";
    private const string MoreButton = "them";

    public static void MapEntitledPages(this IEndpointRouteBuilder pages)
    {
        var law = pages.Needing(Permission.ReadLaw);
        law.MapGet(Root, Open).Light().ShowsForms();
        law.MapPost(Root, Ask).Light();
    }

    /// <summary>What is left open stands for no record, where it would else be unknown.</summary>
    public static FormField Silence { get; } = new(SilenceField, new(
        "Điều để trống coi như không có ghi nhận trong sổ (thay vì chưa rõ)",
        "What is left open stands for no record (instead of unknown)"), FormFieldType.Check);

    private static IResult Open(Office office, Visit visit, FormDrafts drafts, [FromQuery(Name = "nguoi")] long? person)
    {
        if (person is not null && !visit.Viewer.May(Permission.ReadPeople))
        {
            return ProblemPages.Forbidden(visit);
        }

        Narrow(visit, person);
        var draft = drafts.FindOrNull(visit);
        return Answer(office, visit, person, draft?.Told ?? new Dictionary<string, string>(),
            asked: draft is null ? person is not null : draft.Refusals.Count == 0);
    }

    private static IResult Ask(Office office, [AsParameters] SentForm sent, [FromQuery(Name = "nguoi")] long? person)
    {
        var visit = sent.Visit;
        Narrow(visit, person);
        if (person is { } id && (!visit.Viewer.May(Permission.ReadPeople) || PersonFiles.FindOrNull(office, visit, id) is null))
        {
            return ProblemPages.NotFound(visit);
        }

        var (told, form) = (SentForm.Told(sent.Form), FormOf(office, visit));
        var refusals = Given(office, visit, person, form, told).Refusals;
        var page = visit.Here();
        return refusals.Count > 0 ? sent.Again(page, refusals) : sent.Answered(page, told);
    }

    // Of a person of the register only those may be asked whom one may read.
    private static void Narrow(Visit visit, long? person)
    {
        if (person is not null)
        {
            visit.Narrow(Permission.ReadLaw, Permission.ReadPeople);
        }
    }

    private static QuestionForm FormOf(Office office, Visit visit) =>
        new(office.Policy, office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known), visit.Language);

    private static Outcome<GivenFacts> Given(Office office, Visit visit, long? person, QuestionForm form,
        IReadOnlyDictionary<string, string> told)
    {
        var read = form.Read(told);
        if (!read.Ok)
        {
            return Outcome<GivenFacts>.Refused(read.Refusals);
        }

        var (own, members) = read.Value;
        if (person is { } about && Sight.Of(office, visit).MayTell(own.Keys, about) is { } hidden)
        {
            return hidden;
        }

        var given = GivenFacts.Check(office.Policy, own, members);
        return !given.Ok ? Outcome<GivenFacts>.Refused([.. given.Refusals.Select(r => r with { Place = QuestionForm.FieldOf(r.Place) })])
            : given.Value.ImpossibleIn(visit.Month) is { } impossible ? impossible with { Place = QuestionForm.FieldOf(impossible.Place) }
            : given;
    }

    private static IResult Answer(Office office, Visit visit, long? person, IReadOnlyDictionary<string, string> told, bool asked)
    {
        var name = person is { } id ? PersonFiles.FindOrNull(office, visit, id)?.Name : null;
        if (person is not null && name is null)
        {
            return ProblemPages.NotFound(visit);
        }

        var form = FormOf(office, visit);
        var given = asked ? Given(office, visit, person, form, told) : null;
        var found = given is { Ok: true } ? Found(office, visit, person, given.Value, told.ContainsKey(SilenceField)) : null;
        var model = new EntitledModel(
            person, name, form.Groups(told), person is null ? form.Members(told, told.ContainsKey(MoreButton) ? 2 : 1) : [], told,
            found is { Ok: true } ? found.Value : null, found?.Refusals ?? given?.Refusals ?? [], Press.NewKey());
        return View.Of<EntitledView, EntitledModel>(model);
    }

    private static Outcome<Entitlements?> Found(Office office, Visit visit, long? person, GivenFacts given, bool silenceAsRecord)
    {
        var (asker, sight) = (new EligibilityScreener(office.Policy), Sight.Of(office, visit));
        if (person is { } known)
        {
            PersonFiles.NoteReading(visit, known);
        }

        return EligibilityScreener.Fitting(() => person is { } held
            ? asker.Ask(office.Determiner.ReadAround(held, visit.Known), held, visit.Month, given) is { } all
            ? sight.Show(all, held) : null
            : asker.Ask(given, office.Register.Jurisdiction, visit.Month, visit.Known, !silenceAsRecord));
    }
}
