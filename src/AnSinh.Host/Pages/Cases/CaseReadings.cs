using AnSinh.Basics;
using AnSinh.Casework.Applications;
using AnSinh.Casework.Cases;
using AnSinh.Host.Pages.People;
using AnSinh.Host.Pages.Poverty;
using AnSinh.Host.Web;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Pages.Cases;

/// <summary>Puts the pages of cases together: what the viewer may see of them, with names.</summary>
internal sealed class CaseReadings(Office office, Visit visit)
{
    private const int ListSize = 50;
    private const int FoundSize = 12;
    private readonly Sight _sight = Sight.Of(office, visit);

    private DateOnly Today => office.Clock.Today;

    /// <summary>A list of cases.</summary>
    public CaseListModel List(CaseFilter filter, int page)
    {
        var viewer = visit.Viewer;
        var open = Seen(office.Books.Open(viewer.Scope));
        var mine = open.Where(l => l.By == viewer.CaseRole).ToList();
        var ended = Seen(office.Books.Ended(viewer.Scope));
        var shown = filter switch { CaseFilter.Mine => mine, CaseFilter.Open => open, _ => ended };
        var size = visit.Rows(ListSize);
        return new CaseListModel(
            filter, Rows([.. shown.Skip((page - 1) * size).Take(size)]),
            new Dictionary<CaseFilter, int> { [CaseFilter.Mine] = mine.Count, [CaseFilter.Open] = open.Count, [CaseFilter.Ended] = ended.Count },
            shown.Count(l => l.Due < Today), viewer.MayReceive(office.Policy), page, size);
    }

    /// <summary>A case, or null if there is none the viewer may know of.</summary>
    public CaseModel? CaseOrNull(long id, FormDraft? tried)
    {
        if (office.Books.FindOrNull(id) is not { } view || !visit.Viewer.CaseActor.Sees(view.File.UnitKey)
            || (view.File.Sensitive && !_sight.Opens(view.File.PersonId)))
        {
            return null;
        }

        var file = view.File;
        var calendar = office.Policy.WorkDays;
        return new CaseModel(
            view, People([file.PersonId]).GetValueOrDefault(file.PersonId), office.UnitName(file.UnitKey), office.NameOf(file.Programme),
            view.State.Step.IsEnd ? null : Finding(file.PersonId, file.Programme),
            view.Entries.Select(e => e.DecisionId).LastOrDefault(d => d is not null) is { } made
                ? office.Decisions.OfPerson(file.PersonId).LastOrDefault(d => d.DecisionId == made && d.SupersededAt is null) : null,
            CaseFlow.Ahead(view.Version, view.State.Visits[^1], calendar),
            [.. view.State.Step.Deeds.Select(d => new DeedChoice(d, CaseFlow.WhyNot(view, d, visit.Viewer.CaseActor, Today, calendar)))],
            Rows([.. Seen(office.Books.OfPersons(Household(file.PersonId))).Where(l => l.File.CaseId != id)]),
            PovertyPages.Names(office), tried, Press.NewKey());
    }

    /// <summary>Cases about a person the viewer may know of.</summary>
    public IReadOnlyList<CaseRow> OfPerson(long person) => Rows(Seen(office.Books.OfPersons([person])));

    /// <summary>Open applications of these people for a programme; null where the viewer receives none for it today.</summary>
    public IReadOnlyDictionary<long, long>? OpenOrNull(string programme, IReadOnlyCollection<long> persons) =>
        office.Applications.Ways(Today, programme).All(w => w.Version.Opening.By != visit.Viewer.CaseRole) ? null
        : Seen(office.Books.OfPersons(persons)).Where(l => l.By is not null && l.File.Programme == programme)
            .GroupBy(l => l.File.PersonId).ToDictionary(g => g.Key, g => g.Last().File.CaseId);

    /// <summary>The form that opens a case; the person must be one the viewer sees.</summary>
    public CaseOpenModel Opening(PersonSummary? person, string search, string? form, FormDraft? tried)
    {
        var ways = Ways(person?.PersonId);
        var found = person is not null || search.Length == 0 ? []
            : office.People.Search(search, visit.Viewer.Scope, Today, office.Clock.Known, 1, FoundSize).People;
        return new CaseOpenModel(
            person, search, found, ways, ways.Find(w => w.Form.Form.Id == form),
            person is null ? [] : [.. ways.Select(w => w.Form.Programme).Distinct().Select(p => Finding(person.PersonId, p)).OfType<ProgrammeAnswer>()],
            tried, Press.NewKey());
    }

    /// <summary>
    /// Forms on which the viewer receives requests today; protected ones only for a person whose file was opened for a purpose.
    /// </summary>
    public List<ApplicationWay> Ways(long? person) => [.. office.Applications.Ways(Today).Where(w =>
        w.Version.Opening.By == visit.Viewer.CaseRole && (!w.Form.Sensitive || (person is { } id && _sight.Opens(id))))];

    private List<CaseLine> Seen(IEnumerable<CaseLine> lines) =>
        [.. lines.Where(l => visit.Viewer.CaseActor.Sees(l.File.UnitKey) && (!l.File.Sensitive || _sight.Opens(l.File.PersonId)))];

    private List<CaseRow> Rows(IReadOnlyList<CaseLine> lines)
    {
        var people = People([.. lines.Select(l => l.File.PersonId).Distinct()]);
        return [.. lines.Select(l => new CaseRow(
            l, people.GetValueOrDefault(l.File.PersonId)?.Name ?? visit.Language.T($"Người số {l.File.PersonId}", $"Person {l.File.PersonId}"),
            people.GetValueOrDefault(l.File.PersonId)?.Birth, office.UnitName(l.File.UnitKey), office.NameOf(l.File.Programme),
            StepOf(l)))];
    }

    private LocalText StepOf(CaseLine line) =>
        office.Policy.ProcedureOrNull(line.File.Procedure)?.VersionOrNull(line.File.Version)?.Steps.FirstOrDefault(s => s.Id == line.Step)?.Label
        ?? new LocalText(line.Step);

    // Whoever works on a case knows whom it is for, also when the person has moved away since.
    private Dictionary<long, PersonSummary> People(IReadOnlyList<long> ids) =>
        office.People.List(ids, null, Today, office.Clock.Known, 1, Math.Max(1, ids.Count)).People.ToDictionary(p => p.PersonId);

    private IReadOnlyCollection<long> Household(long person) =>
        office.People.HouseholdOrNull(person, visit.Viewer.Scope, visit.Month, visit.Known)?.Members.Select(m => m.Person.PersonId)
            .Where(m => office.People.FindOrNull(m, visit.Viewer.Scope, Today, office.Clock.Known) is not null).ToList() ?? [person];

    // What a case will be decided by is what the law says now, whatever month the viewer looks at.
    private ProgrammeAnswer? Finding(long person, string programme)
    {
        var found = office.Determiner.Explain(person, programme, office.Clock.Month, office.Clock.Known);
        if (!found.Ok || !_sight.ShowsProgramme(programme, person))
        {
            return null;
        }

        var answer = found.Value;
        var words = new FileWords(office, visit, _sight, person);
        return new ProgrammeAnswer(
            programme, visit.Language.T(answer.Label), answer.Status, answer.Amount?.Value,
            [.. answer.Missing.Select(words.FactName).Distinct()], _sight.Show(answer.Root, person), false, true, 0, 0, null)
        {
            Perhaps = answer.Status == Truth.Yes && answer.AtMost != answer.Amount
                ? visit.Language.T(AmountWords.Of(answer.Amount ?? Dong.Zero, answer.AtMost)) : null,
        };
    }
}
