using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.Files;
using AnSinh.Host.People;
using AnSinh.Host.Poverty;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Register.People;
using AnSinh.Rulebook;

namespace AnSinh.Host.Cases;

/// <summary>Puts the pages of cases together: what the viewer may see of them, with names.</summary>
internal sealed class CaseReadings(Office office, Visit visit)
{
    private const int FoundSize = 12;
    private readonly Sight _sight = Sight.Of(office, visit);

    private CaseLists Lists => new(office, _sight.CaseActor, visit.Language);

    private DateOnly Today => office.Clock.Today;

    /// <summary>A case, or null if there is none the viewer may know of.</summary>
    public CaseModel? CaseOrNull(long id, FormDraft? tried)
    {
        var (applications, actor) = (office.Applications, _sight.CaseActor);
        if (applications.FindOrNull(id, actor) is not { } view)
        {
            return null;
        }

        var file = view.File;
        return new CaseModel(
            view, Lists.PersonOrNull(file.SubjectId), office.UnitName(file.UnitKey!, file.OpenedOn), office.NameOf(file.Programme!),
            view.State.Step.IsEnd ? null : Finding(file.SubjectId, file.Programme!), applications.DecisionOrNull(view),
            CaseFlow.Ahead(view.Version, view.State.Visits[^1], office.Policy.WorkDays), office.Books.Choices(view, actor),
            [.. Lists.OfPersons(Household(file.SubjectId)).Where(r => r.Line.File.CaseId != id)],
            office.Accounts.Names(), tried, Press.NewKey());
    }

    /// <summary>Cases about a person the viewer may know of.</summary>
    public IReadOnlyList<CaseRow> OfPerson(long person) => Lists.OfPersons([person]);

    /// <summary>Open applications of these people for a programme; null where the viewer receives none for it today.</summary>
    public IReadOnlyDictionary<long, long>? OpenOrNull(string programme, IReadOnlyCollection<long> persons) =>
        office.Applications.Ways(Today, programme).All(w => !_sight.CaseActor.Is(w.Version.Opening.By)) ? null
        : office.Applications.OfPersons(persons, _sight.CaseActor).Where(l => l.By is not null && l.File.Programme == programme)
            .GroupBy(l => l.File.SubjectId).ToDictionary(g => g.Key, g => g.Last().File.CaseId);

    /// <summary>The form that opens a case; the person must be one the viewer sees.</summary>
    public CaseOpenModel Opening(PersonSummary? person, string search, string? form, FormDraft? tried)
    {
        var ways = office.Applications.Ways(_sight.CaseActor, person?.PersonId);
        var found = person is not null || search.Length == 0 ? []
            : office.People.Search(search, visit.Viewer.Scope, Today, office.Clock.Known, 1, FoundSize).People;
        return new CaseOpenModel(
            person, search, found, ways, ways.FirstOrDefault(w => w.Form.Form.Id == form),
            person is null ? [] : [.. ways.Select(w => w.Form.Programme).Distinct()
                .Select(p => Finding(person.PersonId, p)).OfType<ProgrammeStanding>()],
            tried, Press.NewKey());
    }

    private List<long> Household(long person) =>
        office.People.HouseholdOrNull(person, visit.Viewer.Scope, visit.Month, visit.Known)?.Members.Select(m => m.Person.PersonId)
            .Where(m => office.People.FindOrNull(m, visit.Viewer.Scope, Today, office.Clock.Known) is not null).ToList() ?? [person];

    // What a case will be decided by is what the law says now, whatever month the viewer looks at.
    private ProgrammeStanding? Finding(long person, string programme)
    {
        var found = office.Determiner.Explain(person, programme, office.Clock.Month, office.Clock.Known);
        if (!found.Ok || !_sight.ShowsProgramme(programme, person))
        {
            return null;
        }

        var answer = found.Value;
        var words = new FileWords(office, visit, _sight, person);
        return new ProgrammeStanding(
            programme, visit.Language.T(answer.Label), answer.Status, answer.Amount?.Value,
            [.. answer.Missing.Select(words.FactName).Distinct()], _sight.Show(answer.Root, person), false, true, 0, 0, null)
        {
            Perhaps = answer.Status == Truth.Yes && answer.AtMost != answer.Amount
                ? visit.Language.T(AmountWords.Of(answer.Amount ?? Dong.Zero, answer.AtMost)) : null,
        };
    }
}
