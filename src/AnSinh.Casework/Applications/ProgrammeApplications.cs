using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Determinations;
using AnSinh.Register;
using AnSinh.Register.People;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store.Acts;

namespace AnSinh.Casework.Applications;

/// <summary>
/// Applications for a programme (<i lang="vi">hồ sơ đề nghị hưởng chế độ</i>): a case for a person of the register, at whose end the deed
/// that grants records the decision from which money flows.
/// </summary>
public sealed class ProgrammeApplications(Determiner determiner, Decisions decisions, PeopleQueries people, CaseBooks books)
{
    /// <summary>Name of the field in which who decides otherwise than the law is found to say writes why.</summary>
    public const string DespiteField = "despite";

    private RegisterDb Register => determiner.Register;

    private DateOnly Today => Register.Clock.Today;

    /// <summary>The ways to ask for a programme for a person on a day: a procedure's form each.</summary>
    public IReadOnlyList<ApplicationWay> Ways(DateOnly day, string? programme = null) =>
        [.. from procedure in determiner.Policy.Procedures
            let version = procedure.VersionOrNull(day)
            where version is not null
            from form in version.Forms
            where programme is null || form.Programme == programme
            select new ApplicationWay(procedure, version, form)];

    /// <summary>The ways somebody may ask in for a person today; for nobody yet, those that tell nothing protected.</summary>
    public IReadOnlyList<ApplicationWay> Ways(CaseActor actor, long? personId) =>
        [.. Ways(Today).Where(w => actor.Is(w.Version.Opening.By) && (!w.Form.Sensitive || (personId is { } id && actor.Opens(id))))];

    /// <summary>The cases about these people somebody may know of.</summary>
    public IReadOnlyList<CaseLine> OfPersons(IReadOnlyCollection<long> persons, CaseActor actor) =>
        [.. books.OfPersons(persons).Where(l => actor.Sees(l.File))];

    /// <summary>
    /// True if somebody has a part in a protected case about a person: a step of its procedure is theirs, and they see its unit.
    /// </summary>
    public bool IsPartOf(CaseActor actor, long personId) => books.OfPersons([personId]).Any(l => l.File.Sensitive && actor.MaySee(l.File)
        && determiner.Policy.ProcedureOrNull(l.File.Procedure)?.VersionOrNull(l.File.Version)?.Deeds
            .Any(d => actor.Is(d.By, l.File.UnitKey)) == true);

    /// <summary>A case, or null if there is none somebody may know of.</summary>
    public CaseView? FindOrNull(long caseId, CaseActor actor) =>
        books.FindOrNull(caseId) is { File.Kind: CaseKind.Application } view && actor.Sees(view.File) ? view : null;

    /// <summary>The decision a case made, as it stands now; null if none.</summary>
    public Decision? DecisionOrNull(CaseView view) => view.Entries.Select(e => e.DecisionId).LastOrDefault(d => d is not null) is { } made
        ? decisions.OfPerson(view.File.SubjectId).LastOrDefault(d => d.DecisionId == made && d.SupersededAt is null) : null;

    /// <summary>Opens an application on a form; the procedure is that of the form.</summary>
    /// <returns>Number of the case.</returns>
    public Outcome<long> Open(string form, long personId, IReadOnlyDictionary<string, string> told, CaseActor actor, Act act)
    {
        if (RequestFormOrNull(form) is not var (procedure, asked))
        {
            return new Refusal("case.form", $"Không có thủ tục nào nhận mẫu “{OutsideText.Legible(form)}”.", "form");
        }

        if (people.FindOrNull(personId, actor.Scope, Today, Register.Clock.Known) is not { ResidenceKey: { } home })
        {
            return new Refusal("application.person", "Không thấy người này, hoặc người này không ở trên địa bàn.", "person");
        }

        return InForce(personId, asked.Programme) is { } decision
            ? new Refusal("application.decided",
                $"Người này đang hưởng chế độ ấy theo quyết định {decision.Number} ngày {Vietnamese.Date(decision.SignedOn)}.", "person")
            : books.Open(new CaseRequest(procedure.Id, form, personId, home, told), actor, act);
    }

    /// <summary>Does something in an application; see <see cref="CaseBooks.Do"/>.</summary>
    public Outcome<CaseView> Do(long caseId, int seen, string deed, IReadOnlyDictionary<string, string> told, CaseActor actor, Act act) =>
        books.Do(new DeedRequest(caseId, seen, deed, told), actor, act,
            (view, doing) => doing.Deed.Grants ? Grant(view, doing, act) : Outcome<long?>.Of(null));

    /// <summary>
    /// What the law is found to say of an application in a month, as known today; null where the programme does not exist then.
    /// </summary>
    public PersonExplanation? FindingOrNull(CaseFile file, Month month)
    {
        var found = determiner.Explain(file.SubjectId, file.Programme!, month, Register.Clock.Known);
        return found.Ok ? found.Value : null;
    }

    private (Procedure Procedure, RequestForm Form)? RequestFormOrNull(string form) =>
        (from procedure in determiner.Policy.Procedures
            from version in procedure.Versions
            from asked in version.Forms
            where asked.Form.Id == form
            select ((Procedure, RequestForm)?)(procedure, asked)).FirstOrDefault();

    private Decision? InForce(long personId, string programme) => decisions.OfPerson(personId).FirstOrDefault(d =>
        d.Programme == programme && d.IsBelieved(Register.Clock.Known) && (d.End is null || d.End >= Month.Of(Today)));

    /// <summary>
    /// Records the decision. What the law is found to say does not bind who decides; but who grants what it does not give, or what cannot
    /// be told from the register, says why.
    /// </summary>
    private Outcome<long?> Grant(CaseView view, CaseDoing doing, Act act)
    {
        var (file, values) = (view.File, doing.Values);
        if (InForce(file.SubjectId, file.Programme!) is { } standing)
        {
            return new Refusal("application.decided", $"Người này đã có quyết định {standing.Number} cho chế độ này.", "number");
        }

        if (FindingOrNull(file, Month.Of(doing.On)) is not { Status: Truth.Yes } && values.TextOrNull(DespiteField) is null)
        {
            return new Refusal("application.despite",
                "Theo dữ kiện trong sổ, người này chưa đủ điều kiện hoặc chưa kết luận được: quyết định cho hưởng thì ghi rõ căn cứ.",
                DespiteField);
        }

        var made = decisions.Record(new Decision(0, file.SubjectId, file.Programme!, values.TextOrNull("number")!, doing.On,
            values.TextOrNull("signer")!, values.MonthOrNull("start_month"), null, null, Register.Clock.Now(), null,
            $"hồ sơ {file.CaseId.ToString(CultureInfo.InvariantCulture)}"), act);
        return made.Ok ? made.Value : Outcome<long?>.Refused(made.Refusals);
    }
}

/// <summary>A way to ask for a programme.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Version">Its version of the day.</param>
/// <param name="Form">The form.</param>
public sealed record ApplicationWay(Procedure Procedure, ProcedureVersion Version, RequestForm Form);
