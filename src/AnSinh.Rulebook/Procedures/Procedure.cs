using AnSinh.Basics;
using AnSinh.Basics.Forms;

namespace AnSinh.Rulebook.Procedures;

/// <summary>
/// A procedure (<i lang="vi">thủ tục hành chính</i>): who must do what by when, from a request to its outcome. Cases follow it; it is
/// data of policy/, each version with the days from which cases are opened under it.
/// </summary>
/// <param name="Id">Stable name.</param>
/// <param name="Label">Name for people.</param>
/// <param name="About">What its cases are about.</param>
/// <param name="Programmes">Programmes it can grant; none where its cases are not requests.</param>
/// <param name="Versions">Its versions by first day; their days do not overlap.</param>
/// <param name="Place">File and line.</param>
public sealed record Procedure(string Id, LocalText Label, CaseKind About, IReadOnlyList<string> Programmes,
    IReadOnlyList<ProcedureVersion> Versions, string Place)
{
    /// <summary>The version under which a case is opened on a day, or null if none is known for it.</summary>
    public ProcedureVersion? VersionOrNull(DateOnly day) => Versions.FirstOrDefault(v => v.From <= day && !(v.To < day));

    /// <summary>The version of an id.</summary>
    public ProcedureVersion? VersionOrNull(string id) => Versions.FirstOrDefault(v => v.Id == id);

    /// <summary>The version a case opened under one goes by on a day: that, or the last that has taken its cases over by then.</summary>
    public ProcedureVersion? VersionOrNull(string opened, DateOnly day)
    {
        var version = VersionOrNull(opened);
        while (version is not null && Versions.FirstOrDefault(v => v.Takes(version, day)) is { } next)
        {
            version = next;
        }

        return version;
    }
}

/// <summary>A procedure as it is from one day to another.</summary>
/// <param name="Id">Its name among the versions, kept by every case opened under it.</param>
/// <param name="From">First day a case can be opened under it.</param>
/// <param name="To">Last such day, or null.</param>
/// <param name="Cite">The article; null where no law prescribes it and it is the office's own.</param>
/// <param name="Doubtful">Uncertain or not read.</param>
/// <param name="Note">Remark, also what is doubted.</param>
/// <param name="Terms">Its terms.</param>
/// <param name="Opening">How a case is opened.</param>
/// <param name="Forms">The forms a request is made on, one of them for each case; none where cases are not requests.</param>
/// <param name="Steps">Its steps: those every case goes through in order, then those some make a detour by.</param>
/// <param name="Place">File and line.</param>
public sealed record ProcedureVersion(string Id, DateOnly From, DateOnly? To, Citation? Cite, bool Doubtful, string? Note,
    IReadOnlyList<ProcedureTerm> Terms, Deed Opening, IReadOnlyList<RequestForm> Forms, IReadOnlyList<ProcedureStep> Steps, string Place)
{
    /// <summary>The clause by which it takes over open cases of earlier versions, or null: then each goes by its own to its end.</summary>
    public Transition? Transition { get; init; }

    /// <summary>True if it has taken over the open cases of an earlier version by a day.</summary>
    public bool Takes(ProcedureVersion earlier, DateOnly day) =>
        earlier.From < From && Transition is { } clause && clause.From.Contains(earlier.Id) && clause.On <= day;

    /// <summary>The step of an id.</summary>
    public ProcedureStep Step(string id) => Steps.First(s => s.Id == id);

    /// <summary>The term of a name, or null if the version has none.</summary>
    public ProcedureTerm? TermOrNull(string id) => Terms.FirstOrDefault(t => t.Id == id);

    /// <summary>The term of a step, or null if it has none.</summary>
    public ProcedureTerm? TermOf(ProcedureStep step) => Terms.FirstOrDefault(t => t.Id == step.Term);

    /// <summary>All that is asked when a request on a form is received: what the receipt asks, then the form.</summary>
    public FormDefinition Asked(RequestForm form) => form.Form with { Fields = [.. Opening.Form.Fields, .. form.Form.Fields] };

    /// <summary>All deeds, the opening first.</summary>
    public IEnumerable<Deed> Deeds => Steps.SelectMany(s => s.Deeds).Prepend(Opening);
}

/// <summary>A transition clause (<i lang="vi">điều khoản chuyển tiếp</i>): open cases of earlier versions move to a later one.</summary>
/// <param name="From">The earlier versions. Each step a case can be in there is one of the later version too.</param>
/// <param name="On">The day from which they go by the later version.</param>
/// <param name="Cite">The article.</param>
public sealed record Transition(IReadOnlyList<string> From, DateOnly On, Citation Cite);

/// <summary>What a case is about.</summary>
public enum CaseKind
{
    /// <summary>A request of a person for a programme (<i lang="vi">hồ sơ đề nghị hưởng chế độ</i>).</summary>
    Application,

    /// <summary>A drafted change of the law as it is kept here (<i lang="vi">thay đổi luật</i>).</summary>
    LawChange,

    /// <summary>A review of the poor households of a commune (<i lang="vi">đợt rà soát</i>).</summary>
    PovertyRound,

    /// <summary>A month's payments, drafted, checked, approved and paid (<i lang="vi">kỳ chi trả</i>).</summary>
    PayRun,
}

/// <summary>A form a request is made on.</summary>
/// <param name="Form">The form.</param>
/// <param name="Programme">The programme asked for.</param>
/// <param name="Sensitive">True if the case itself is a protected fact: nobody learns that it exists but for a purpose.</param>
public sealed record RequestForm(FormDefinition Form, string Programme, bool Sensitive);

/// <summary>
/// A term (<i lang="vi">thời hạn</i>). It runs from the day a step with it is entered, that day not counted; steps with the same term
/// share it, a step without one stops it, and after that it is counted anew.
/// </summary>
/// <param name="Id">Its name.</param>
/// <param name="Days">How many days.</param>
/// <param name="Working">True for working days, false for days of the calendar.</param>
/// <param name="Cite">The article.</param>
/// <param name="Doubtful">Uncertain or not read.</param>
/// <param name="Note">Remark.</param>
public sealed record ProcedureTerm(string Id, int Days, bool Working, Citation Cite, bool Doubtful, string? Note)
{
    /// <summary>Its last day, begun on a day.</summary>
    public DateOnly LastDay(DateOnly begun, WorkCalendar calendar) => Working ? calendar.After(begun, Days) : begun.AddDays(Days);

    /// <summary>True if the last day does not hang on holidays that are not announced or are doubtful.</summary>
    public bool IsCertain(DateOnly begun, WorkCalendar calendar) => !Working || calendar.IsCertain(begun, LastDay(begun, calendar));
}

/// <summary>Who acts in a procedure.</summary>
public enum ProcedureRole
{
    /// <summary>Who asked (<i lang="vi">người đề nghị</i>): nobody of the office.</summary>
    Applicant,

    /// <summary>Who takes papers in and gives results out (<i lang="vi">bộ phận một cửa</i>).</summary>
    OneStopClerk,

    /// <summary>The officer of the commune (<i lang="vi">công chức cấp xã</i>).</summary>
    CommuneOfficer,

    /// <summary>The chair of the commune (<i lang="vi">Chủ tịch UBND cấp xã</i>).</summary>
    CommuneChair,

    /// <summary>The officer of the district's division (<i lang="vi">Phòng Lao động - Thương binh và Xã hội</i>).</summary>
    DistrictOfficer,

    /// <summary>The chair of the district (<i lang="vi">Chủ tịch UBND cấp huyện</i>).</summary>
    DistrictChair,

    /// <summary>Who drafts changes of the rulebook (<i lang="vi">người soạn luật</i>).</summary>
    LawEditor,

    /// <summary>Who approves and publishes them (<i lang="vi">người duyệt luật</i>).</summary>
    LawApprover,

    /// <summary>Who reviews poor households, in the commune or for it (<i lang="vi">cán bộ rà soát</i>).</summary>
    PovertyReviewer,

    /// <summary>Who checks payments before they are approved and pays them after (<i lang="vi">kế toán</i>).</summary>
    Accountant,
}

/// <summary>A step of a procedure (<i lang="vi">bước</i>).</summary>
/// <param name="Id">Its name.</param>
/// <param name="Label">What is done in it.</param>
/// <param name="By">Who must act; null where the case has ended.</param>
/// <param name="Term">Name of its term; null where the clock stands still.</param>
/// <param name="Aside">True if only some cases go through it.</param>
/// <param name="Deeds">What can be done in it; where the case has ended, what opens it again.</param>
/// <param name="Cite">The article, if other than the version's.</param>
public sealed record ProcedureStep(string Id, LocalText Label, ProcedureRole? By, string? Term, bool Aside, IReadOnlyList<Deed> Deeds,
    Citation? Cite)
{
    /// <summary>Remark.</summary>
    public string? Note { get; init; }

    /// <summary>True if a case that came here has ended.</summary>
    public bool IsEnd => By is null;
}

/// <summary>Something done in a case (<i lang="vi">việc làm trong hồ sơ</i>): it takes the case from one step to another.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Label">What it is, as on a button.</param>
/// <param name="By">Who does it.</param>
/// <param name="To">The step it leads to.</param>
/// <param name="Form">What has to be told.</param>
public sealed record Deed(string Id, LocalText Label, ProcedureRole By, string To, FormDefinition Form)
{
    /// <summary>Deeds of the same case whose doer may not do this one (<i lang="vi">người khác</i>).</summary>
    public IReadOnlyList<string> NotBy { get; init; } = [];

    /// <summary>It is done at the end of this term of the step at the earliest, as where something is posted for all to see.</summary>
    public ProcedureTerm? NotBefore { get; init; }

    /// <summary>Whose signature it records, in its field <see cref="DeedSignature.Field"/>; null if none.</summary>
    public DeedSignature? Signs { get; init; }

    /// <summary>True if by it the programme asked for is granted: a decision is recorded.</summary>
    public bool Grants { get; init; }

    /// <summary>Remark, as where the law is silent.</summary>
    public string? Note { get; init; }
}

/// <summary>A signature a deed records: of somebody who may sign this procedure for the body on the day it was signed.</summary>
/// <param name="Levels">
/// Levels of the body, that of the case's unit or of what it lies in: the first of which there is one on the day of the signature.
/// </param>
/// <param name="DayField">The field that tells the day it was signed; null if it was signed on the day of the deed.</param>
public sealed record DeedSignature(IReadOnlyList<int> Levels, string? DayField)
{
    /// <summary>Name of the field that tells who signed.</summary>
    public const string Field = "signer";
}
