using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.Web;
using AnSinh.Register.People;

namespace AnSinh.Host.Pages.Cases;

/// <summary>Cases somebody may know of, with names: the same in the pages, the API and the verb.</summary>
internal sealed class CaseLists(Office office, CaseActor actor, Language language)
{
    /// <summary>Rows on a page.</summary>
    public const int Size = 50;

    /// <summary>A page of a list as data.</summary>
    public CaseListData List(CaseFilter filter, int page) =>
        new(filter, Page(filter, (page - 1) * Size, Size), office.Books.Counts(actor), page, Size);

    /// <summary>Cases of a list, those due first first.</summary>
    public IReadOnlyList<CaseRow> Page(CaseFilter filter, int skip, int take) => Rows(office.Books.Page(filter, actor, skip, take));

    /// <summary>Cases about these people.</summary>
    public IReadOnlyList<CaseRow> OfPersons(IReadOnlyCollection<long> persons) => Rows(office.Applications.OfPersons(persons, actor));

    /// <summary>
    /// The person a case is about, or null if the register no longer knows. Whoever works on a case knows whom it is for, also when the
    /// person has moved away since.
    /// </summary>
    public PersonSummary? PersonOrNull(long person) => People([person]).GetValueOrDefault(person);

    private List<CaseRow> Rows(IReadOnlyList<CaseLine> lines)
    {
        var people = People([.. lines.Select(l => l.File.PersonId).Distinct()]);
        return [.. lines.Select(l => new CaseRow(
            l, people.GetValueOrDefault(l.File.PersonId)?.Name ?? language.T($"Người số {l.File.PersonId}", $"Person {l.File.PersonId}"),
            people.GetValueOrDefault(l.File.PersonId)?.Birth, office.UnitName(l.File.UnitKey, l.File.OpenedOn),
            office.NameOf(l.File.Programme), StepOf(l)))];
    }

    private LocalText StepOf(CaseLine line) =>
        office.Policy.ProcedureOrNull(line.File.Procedure)?.VersionOrNull(line.File.Version)?
            .Steps.FirstOrDefault(s => s.Id == line.Step)?.Label ?? new LocalText(line.Step);

    private Dictionary<long, PersonSummary> People(IReadOnlyList<long> ids) =>
        office.People.List(ids, null, office.Clock.Today, office.Clock.Known, 1, Math.Max(1, ids.Count)).People
            .ToDictionary(p => p.PersonId);
}
