using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework;
using AnSinh.Casework.Applications;
using AnSinh.Casework.Cases;
using AnSinh.Host.Files;
using AnSinh.Host.People;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Cases;

/// <summary>The page of the list of cases.</summary>
/// <param name="Answer">The cases.</param>
/// <param name="Counts">How many there are.</param>
/// <param name="MayOpen">True if the viewer receives requests.</param>
public sealed record CaseListModel(WorkAnswer Answer, CaseCounts Counts, bool MayOpen) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Answer;
}

/// <summary>A page of a list of cases, as the API and the verb tell it.</summary>
/// <param name="Filter">Which list.</param>
/// <param name="Rows">Its rows of this page, those due first first.</param>
/// <param name="Counts">How many each list has.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Size">Rows on a page.</param>
internal sealed record CaseListData(CaseFilter Filter, IReadOnlyList<CaseRow> Rows, CaseCounts Counts, int Page, int Size);

/// <summary>A case in a list.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Name">Whom it is for, or what it is about.</param>
/// <param name="Birth">When born, if it is somebody and known.</param>
/// <param name="Unit">Its unit when it was opened; empty if it is of none.</param>
/// <param name="About">The programme asked for, or the procedure.</param>
/// <param name="Step">The step it is in.</param>
public sealed record CaseRow(CaseLine Line, string Name, BirthDate? Birth, string Unit, LocalText About, LocalText Step);

/// <summary>A case.</summary>
/// <param name="View">The case.</param>
/// <param name="Person">Whom it is for; null if the register no longer knows.</param>
/// <param name="Unit">Where the person lived when it was opened.</param>
/// <param name="Programme">What is asked for.</param>
/// <param name="Finding">What the law says of the month of today; null where the programme does not exist then.</param>
/// <param name="Decision">The decision it made, as it stands now; null if none.</param>
/// <param name="Ahead">Steps still to come.</param>
/// <param name="Deeds">What can be done now by somebody, each with why the viewer may not.</param>
/// <param name="Others">Other cases of the household.</param>
/// <param name="Names">The name of who has a login.</param>
/// <param name="Tried">What was tried and refused.</param>
/// <param name="Key">What the keys of its forms begin with: each deed has its own.</param>
public sealed record CaseModel(CaseView View, PersonSummary? Person, string Unit, LocalText Programme, ProgrammeStanding? Finding,
    Decision? Decision,
    IReadOnlyList<(ProcedureStep Step, DateOnly? LatestBy)> Ahead, IReadOnlyList<DeedChoice> Deeds, IReadOnlyList<CaseRow> Others,
    Func<string, string> Names, FormDraft? Tried, string Key);

/// <summary>The form that opens a case.</summary>
/// <param name="Person">Whom it is for; null if nobody is chosen yet.</param>
/// <param name="Search">What was typed to find somebody.</param>
/// <param name="Found">People found by it.</param>
/// <param name="Ways">Forms a request can be made on today.</param>
/// <param name="Way">The form chosen, or null.</param>
/// <param name="Findings">What the law says of the person of each programme that can be asked for.</param>
/// <param name="Tried">What was tried and refused.</param>
/// <param name="Key">Key of the form.</param>
public sealed record CaseOpenModel(PersonSummary? Person, string Search, IReadOnlyList<PersonSummary> Found,
    IReadOnlyList<ApplicationWay> Ways, ApplicationWay? Way, IReadOnlyList<ProgrammeStanding> Findings, FormDraft? Tried, string Key);

/// <summary>A form for paper.</summary>
/// <param name="Version">The version of the procedure it belongs to.</param>
/// <param name="Form">The form.</param>
/// <param name="Person">Whom it is for; null on the blank.</param>
/// <param name="Unit">Where the person lived when it was received; null on the blank.</param>
/// <param name="Values">What was filled in.</param>
/// <param name="Receipt">The receipt; null on the blank.</param>
public sealed record CaseFormModel(ProcedureVersion Version, RequestForm Form, PersonSummary? Person, string? Unit, FormValues Values,
    CaseReceipt? Receipt);

/// <summary>What is promised to who asks (<i lang="vi">giấy tiếp nhận hồ sơ và hẹn trả kết quả</i>).</summary>
/// <param name="CaseId">Number of the case.</param>
/// <param name="Received">Day the whole file was received.</param>
/// <param name="Promised">Day the result was promised for, or null where the law sets none.</param>
public sealed record CaseReceipt(long CaseId, DateOnly Received, DateOnly? Promised);
