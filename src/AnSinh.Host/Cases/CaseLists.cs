using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.Web;
using AnSinh.Register.People;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Cases;

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
        var people = People([.. lines.Where(l => l.File.Kind == CaseKind.Application).Select(l => l.File.SubjectId).Distinct()]);
        return [.. lines.Select(l => new CaseRow(
            l, NameOf(l.File, people), l.File.Kind == CaseKind.Application ? people.GetValueOrDefault(l.File.SubjectId)?.Birth : null,
            l.File.UnitKey is { } unit ? office.UnitName(unit, l.File.OpenedOn) : "", AboutOf(l.File), StepOf(l)))];
    }

    /// <summary>What a case is about, by name: whom a request is for, the title of a draft.</summary>
    public string NameOf(CaseFile file) => NameOf(file, file.Kind == CaseKind.Application ? People([file.SubjectId]) : []);

    /// <summary>What can be done now in a case, each with why the viewer may not.</summary>
    public IReadOnlyList<DeedChoice> Choices(CaseView view) =>
        view.File.Kind == CaseKind.LawChange && office.LawChanges.FindOrNull(view.File.SubjectId) is { } change
            ? office.LawChanges.Choices(change, actor) : office.Books.Choices(view, actor);

    /// <summary>A case of any kind, or null if there is none the viewer may know of.</summary>
    public CaseView? FindOrNull(long id) => office.Books.FindOrNull(id) is { } view && actor.Sees(view.File) ? view : null;

    private string NameOf(CaseFile file, Dictionary<long, PersonSummary> people) => file.Kind switch
    {
        CaseKind.LawChange => office.LawChanges.TitleOrNull(file.SubjectId) ?? "",
        CaseKind.PovertyRound => $"{office.UnitName(file.UnitKey)} {office.Poverty.YearOrNull(file.SubjectId)}",
        CaseKind.PayRun => language.T($"Bản nháp số {file.SubjectId}", $"Draft {file.SubjectId}"),
        _ => people.GetValueOrDefault(file.SubjectId)?.Name ?? language.T($"Người số {file.SubjectId}", $"Person {file.SubjectId}"),
    };

    /// <summary>The programme asked for, else the procedure.</summary>
    public LocalText AboutOf(CaseFile file) => file.Programme is { } programme ? office.NameOf(programme)
        : office.Policy.ProcedureOrNull(file.Procedure)?.Label ?? new LocalText(file.Procedure);

    private LocalText StepOf(CaseLine line) =>
        office.Policy.ProcedureOrNull(line.File.Procedure)?.VersionOrNull(line.Version)?
            .Steps.FirstOrDefault(s => s.Id == line.Step)?.Label ?? new LocalText(line.Step);

    private Dictionary<long, PersonSummary> People(IReadOnlyList<long> ids) =>
        office.People.List(ids, Scope.Everything, office.Clock.Today, office.Clock.Known, 1, Math.Max(1, ids.Count)).People
            .ToDictionary(p => p.PersonId);
}
