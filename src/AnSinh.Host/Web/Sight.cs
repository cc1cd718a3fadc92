using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Determinations.Consequences;
using AnSinh.Determinations.Questions;
using AnSinh.Determinations.Simulating;
using AnSinh.Register.History;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Explaining;

namespace AnSinh.Host.Web;

/// <summary>
/// What one viewer may see of protected facts (<i lang="vi">dữ kiện được bảo vệ</i>: health, violence, pregnancy, detention): nothing, not
/// even that there is one, until an officer has stated a purpose for the file or the programme. Then, and for a while, all of it.
/// </summary>
internal sealed class Sight(Office office, Viewer viewer)
{
    private readonly Dictionary<string, bool> _opened = new(StringComparer.Ordinal);

    /// <summary>What the viewer of a page may see.</summary>
    public static Sight Of(Office office, Visit visit) => new(office, visit.Viewer);

    /// <summary>True if the viewer's work may need protected facts at all.</summary>
    public bool MayOpen => viewer.May(Permission.OpenProtected);

    /// <summary>
    /// True if the viewer's work may need the protected facts of a person: that of who decides about people of their unit does, and that of
    /// a chair for somebody with a protected case in which a step is theirs. Whom one only reads, as for some hours, is none of them.
    /// </summary>
    public bool MayOpenFile(long person) => IsOwn(person) || office.Applications.IsPartOf(viewer.CaseActor, person);

    private Scope Own => viewer.For(Permission.ReadPeople, Permission.OpenProtected).Scope;

    private bool IsOwn(long person) => MayOpen
        && (Own.IsEverything || office.People.FindOrNull(person, Own, office.Clock.Today, office.Clock.Known) is not null);

    /// <summary>Who the viewer is to cases, with what they opened.</summary>
    public CaseActor CaseActor => viewer.CaseActor with { Opens = Opens };

    /// <summary>True if the viewer has stated a purpose for a person's file.</summary>
    public bool Opens(long person) => IsOpen(ProtectedAccess.Person(person)) && MayOpenFile(person);

    /// <summary>True if the viewer has stated a purpose for a programme, and sees here nobody whose protected facts they may not.</summary>
    public bool Opens(string subject) => MayOpen && IsOpen(subject) && viewer.Scope.IsWithin(Own);

    private bool IsOpen(string subject)
    {
        if (!_opened.TryGetValue(subject, out var opened))
        {
            _opened[subject] = opened = office.Protected.IsOpen(viewer.Login, subject);
        }

        return opened;
    }

    /// <summary>
    /// Opens a person's file for a purpose. Refused if the viewer's work does not need it or the purpose is not told.
    /// </summary>
    public Refusal? OpenFile(long person, string? purpose) => Open(ProtectedAccess.Person(person), purpose, MayOpenFile(person));

    /// <summary>The same of a programme.</summary>
    public Refusal? Open(string subject, string? purpose) => Open(subject, purpose, MayOpen);

    private Refusal? Open(string subject, string? purpose, bool may)
    {
        if (!may)
        {
            return new Refusal("protected.role", "Tài khoản này không được xem dữ kiện được bảo vệ.", "muc-dich");
        }

        if (ProtectedAccess.Purpose(purpose) is not { } told)
        {
            return new Refusal(
                "protected.no-purpose",
                $"Dữ kiện này được bảo vệ: ghi rõ mục đích, từ {ProtectedAccess.PurposeFrom} đến {ProtectedAccess.PurposeTo} chữ.",
                "muc-dich");
        }

        office.Protected.Open(viewer.Login, subject, told);
        _opened[subject] = true;
        return null;
    }

    /// <summary>True if a row of this kind may be shown of a person.</summary>
    public bool Shows(FactKind? kind, long person) => kind is not { Sensitive: true } || Opens(person);

    /// <summary>True if a statement of a person's file may be shown.</summary>
    public bool Shows(Statement said, long person) => said.Kind != "fact" || Shows(office.Register.Facts.FindOrNull(said.Name), person);

    /// <summary>True if belonging to a programme may be shown of a person.</summary>
    public bool Shows(Programme? programme, long person) => programme is not { Sensitive: true } || Opens(person);

    /// <summary>True if the people and figures of a programme may be shown.</summary>
    public bool Shows(Programme? programme) => programme is not { Sensitive: true } || Opens(ProtectedAccess.Programme(programme.Id));

    /// <summary>The same by name.</summary>
    public bool ShowsProgramme(string programme) => Shows(office.Policy.ProgrammeOrNull(programme));

    /// <summary>The same by name, of a person.</summary>
    public bool ShowsProgramme(string programme, long person) => Shows(office.Policy.ProgrammeOrNull(programme), person);

    /// <summary>A tree of reasons as the viewer may read it.</summary>
    public ExplainNode Show(ExplainNode root, long person) => Opens(person) ? root : root.WithoutProtected()!;

    /// <summary>Reasons of a consequence as the viewer may read them.</summary>
    public IEnumerable<ConsequenceReason> Show(IEnumerable<ConsequenceReason> reasons, long person) =>
        Opens(person) ? reasons : reasons.Select(r => r.Guarded is { } ground ? new ConsequenceReason(ground, null) : r).Distinct();

    /// <summary>The answers to a question about a person as the viewer may read them.</summary>
    public Entitlements Show(Entitlements all, long person) => Opens(person) ? all : all.WithoutProtected();

    /// <summary>
    /// True if people of a programme may be counted by route: without a purpose not where one of its routes rests on a protected fact, for
    /// what the others leave of the whole is how many are on that one.
    /// </summary>
    public bool ShowsRoutes(Programme programme) =>
        programme.Versions.SelectMany(v => v.Routes).All(r => !r.Protected) || Opens(ProtectedAccess.Programme(programme.Id));

    /// <summary>A simulated month without protected programmes, and by route only where that may be shown.</summary>
    public SimulatedMonth Show(SimulatedMonth month, Policy policy) => month with
    {
        Programmes = [.. month.Programmes.Where(p => ShowsProgramme(p.Programme))
            .Select(p => policy.ProgrammeOrNull(p.Programme) is { } one && !ShowsRoutes(one) ? p with { ByRoute = [] } : p)],
    };

    /// <summary>Refused if protected facts are told over those of a person: the answer would tell what the register holds.</summary>
    public Refusal? MayTell(IEnumerable<string> facts, long person) =>
        facts.Select(f => office.Policy.Facts.FindOrNull(f[(f.LastIndexOf('.') + 1)..])).Any(k => !Shows(k, person))
            ? new Refusal("protected.no-purpose",
                "Dữ kiện được bảo vệ của một người trong sổ chỉ khai thử được sau khi nêu mục đích ở hồ sơ người ấy.", "muc-dich")
            : null;

    /// <summary>The name of a missing fact.</summary>
    public LocalText NameOf(string fact, long person) =>
        office.Policy.Facts.FindOrNull(fact[(fact.LastIndexOf('.') + 1)..]) is not { } kind ? new LocalText(fact)
        : Shows(kind, person) ? kind.Label : ProtectedGrounds.Fact;

    /// <summary>Names of missing facts as data: those that are protected are not named.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> facts, long person) =>
        facts.Select(f => Shows(office.Policy.Facts.FindOrNull(f[(f.LastIndexOf('.') + 1)..]), person) ? f : ProtectedGrounds.FactName)
        .Distinct(StringComparer.Ordinal);
}
