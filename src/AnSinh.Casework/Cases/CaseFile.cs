using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Casework.Cases;

/// <summary>What a case is about and under which procedure it goes; never changed.</summary>
/// <param name="CaseId">Its number.</param>
/// <param name="Procedure">The procedure, name in policy/.</param>
/// <param name="Version">The version it was opened under; it goes by that to its end unless a later one takes it over.</param>
/// <param name="Kind">What kind of thing it is about.</param>
/// <param name="SubjectId">
/// What it is about: of a request whom it is for (read, the file that stands for the person now), else the number in its own room.
/// </param>
/// <param name="UnitKey">The unit whose officers work on it: where the person lived when it was opened. Null: of no unit.</param>
/// <param name="Sensitive">True if nobody is to learn that it exists but for a purpose.</param>
/// <param name="OpenedOn">Day of the request.</param>
public sealed record CaseFile(long CaseId, string Procedure, string Version, CaseKind Kind, long SubjectId, string? UnitKey,
    bool Sensitive, DateOnly OpenedOn)
{
    /// <summary>The form a request was made on; null of what is no request.</summary>
    public string? Form { get; init; }

    /// <summary>The programme asked for; null of what is no request.</summary>
    public string? Programme { get; init; }
}

/// <summary>An entry of the book of a case (<i lang="vi">sổ theo dõi hồ sơ</i>): something done. Entries are only ever added.</summary>
/// <param name="No">Its number within the case, from 1; the first is the opening.</param>
/// <param name="Deed">What was done, a deed of the procedure's version.</param>
/// <param name="Actor">Login of who did it.</param>
/// <param name="On">The day it was done.</param>
/// <param name="At">When it was written, Unix milliseconds of the office's clock.</param>
/// <param name="Values">What was told.</param>
/// <param name="DecisionId">The decision made by it, or null.</param>
public sealed record CaseEntry(int No, string Deed, string Actor, DateOnly On, long At, FormValues Values, long? DecisionId);

/// <summary>
/// Where a case stands: computed from its book and its procedure by <see cref="CaseFlow.StateOf"/>, never written by hand.
/// </summary>
/// <param name="Step">The step it is in.</param>
/// <param name="Since">Day it came there.</param>
/// <param name="Due">Last day of the running term; null where the clock stands still or the case has ended.</param>
/// <param name="DueCertain">False if the holidays up to then, or the term, are doubtful.</param>
/// <param name="Promised">Last day of the whole case if every step takes all its time; null as <paramref name="Due"/>.</param>
/// <param name="Visits">The steps it was in, in order; the last is <paramref name="Step"/>.</param>
public sealed record CaseState(ProcedureStep Step, DateOnly Since, DateOnly? Due, bool DueCertain, DateOnly? Promised,
    IReadOnlyList<StepVisit> Visits)
{
    /// <summary>True if it is late on a day (<i lang="vi">quá hạn</i>).</summary>
    public bool IsLate(DateOnly today) => Due < today;
}

/// <summary>A stay in a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="From">Day it was entered.</param>
/// <param name="To">Day it was left; null of the last.</param>
/// <param name="Due">Last day of its term; null if it has none.</param>
/// <param name="By">The entry that led there.</param>
public sealed record StepVisit(ProcedureStep Step, DateOnly From, DateOnly? To, DateOnly? Due, CaseEntry By);

/// <summary>A case as it is looked at (<i lang="vi">hồ sơ</i>).</summary>
/// <param name="File">What it is about.</param>
/// <param name="Procedure">Its procedure.</param>
/// <param name="Version">The version it goes by now.</param>
/// <param name="Entries">Its book.</param>
/// <param name="State">Where it stands.</param>
public sealed record CaseView(CaseFile File, Procedure Procedure, ProcedureVersion Version, IReadOnlyList<CaseEntry> Entries,
    CaseState State)
{
    /// <summary>The form its request was made on.</summary>
    public RequestForm Form => Procedure.VersionOrNull(File.Version)!.Forms.First(f => f.Form.Id == File.Form);

    /// <summary>What was done by an entry: a deed of the version the case went by that day.</summary>
    public Deed DeedOf(CaseEntry entry) => Procedure.VersionOrNull(File.Version, entry.On)!.Deeds.First(d => d.Id == entry.Deed);

    /// <summary>The entry of a deed done last, or null.</summary>
    public CaseEntry? LastOrNull(string deed) => Entries.LastOrDefault(e => e.Deed == deed);
}

/// <summary>A case in a list.</summary>
/// <param name="File">What it is about.</param>
/// <param name="Version">The version it goes by.</param>
/// <param name="Step">The step it is in, a name of that version.</param>
/// <param name="By">Who must act; null if it has ended.</param>
/// <param name="Since">Day it came there.</param>
/// <param name="Due">Last day of the running term, or null.</param>
/// <param name="Entries">Entries of its book.</param>
public sealed record CaseLine(CaseFile File, string Version, string Step, ProcedureRole? By, DateOnly Since, DateOnly? Due, int Entries);

/// <summary>Which cases a list shows.</summary>
public enum CaseFilter
{
    /// <summary>Those that wait for the role of who looks.</summary>
    Mine,

    /// <summary>All that have not ended.</summary>
    Open,

    /// <summary>Those that have ended.</summary>
    Ended,
}

/// <summary>How many cases somebody may know of.</summary>
/// <param name="Mine">Those that wait for their role.</param>
/// <param name="MineLate">Of these, late.</param>
/// <param name="Open">All that have not ended.</param>
/// <param name="OpenLate">Of these, late.</param>
/// <param name="Ended">Those that have ended.</param>
/// <param name="Hidden">Protected ones that wait for their role, and that they have stated no purpose for yet.</param>
public sealed record CaseCounts(long Mine, long MineLate, long Open, long OpenLate, long Ended, long Hidden)
{
    /// <summary>Cases of a list.</summary>
    public long Of(CaseFilter filter) => filter switch { CaseFilter.Mine => Mine, CaseFilter.Open => Open, _ => Ended };

    /// <summary>Late ones of a list; what has ended is not late.</summary>
    public long LateOf(CaseFilter filter) => filter switch { CaseFilter.Mine => MineLate, CaseFilter.Open => OpenLate, _ => 0 };
}

/// <summary>Something that can be done in the step a case is in.</summary>
/// <param name="Deed">The deed.</param>
/// <param name="WhyNot">Why who looks may not do it today, or null.</param>
public sealed record DeedChoice(Deed Deed, Refusal? WhyNot);

/// <summary>What somebody is in procedures for the cases of some units.</summary>
/// <param name="Roles">What they are.</param>
/// <param name="Scope">For whose cases.</param>
public sealed record CasePost(IReadOnlySet<ProcedureRole> Roles, Scope Scope);

/// <summary>Who acts on cases.</summary>
/// <param name="Login">Their login.</param>
/// <param name="Posts">What they are where.</param>
public sealed record CaseActor(string Login, IReadOnlyList<CasePost> Posts)
{
    private static readonly ProcedureRole[] OfLaw = [ProcedureRole.LawEditor, ProcedureRole.LawApprover];

    /// <summary>Somebody with one post.</summary>
    public CaseActor(string login, IReadOnlySet<ProcedureRole> roles, Scope scope)
        : this(login, [new CasePost(roles, scope)])
    {
    }

    /// <summary>Whose cases they see.</summary>
    public Scope Scope => Posts.Aggregate(Scope.Nobody, (all, post) => all.Or(post.Scope));

    /// <summary>True of a person for whose file they stated a purpose; of anybody else they learn of no protected case.</summary>
    public Func<long, bool> Opens { get; init; } = _ => false;

    /// <summary>True if they are this in procedures, for the cases of some unit.</summary>
    public bool Is(ProcedureRole? role) => role is { } some && Posts.Any(p => p.Roles.Contains(some));

    /// <summary>True if they are this for the cases of a unit; of a case that is of no unit, if they are it anywhere.</summary>
    public bool Is(ProcedureRole? role, string? unitKey) =>
        role is { } some && Posts.Any(p => p.Roles.Contains(some) && (unitKey is null || p.Scope.Contains(unitKey)));

    /// <summary>True if they draft or approve changes of the law.</summary>
    internal bool SeesLaw => Posts.Any(p => p.Roles.Overlaps(OfLaw));

    /// <summary>True if it is theirs to see were it not protected: one of their units; of the law, if they draft or approve it.</summary>
    public bool MaySee(CaseFile file) => file.Kind == CaseKind.LawChange ? SeesLaw : Sees(file.UnitKey!);

    /// <summary>True if they see cases of this unit.</summary>
    public bool Sees(string unitKey) => Scope.Contains(unitKey);

    /// <summary>True if they may know of this case.</summary>
    public bool Sees(CaseFile file) => MaySee(file) && (!file.Sensitive || Opens(file.SubjectId));
}
