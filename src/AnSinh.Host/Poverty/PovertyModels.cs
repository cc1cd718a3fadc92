using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Casework.Poverty;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Poverty;

/// <summary>The front of the reviews.</summary>
/// <param name="Rounds">Reviews within the scope.</param>
/// <param name="Form">What is asked when one is opened.</param>
/// <param name="MayWrite">True if the viewer may open one.</param>
/// <param name="Offered">Days offered first: base day, first day of the result.</param>
/// <param name="Editions">Editions of the law.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record RoundListModel(
    WorkAnswer Rounds, FormDefinition Form, bool MayWrite, (DateOnly Base, DateOnly Holds) Offered,
    IReadOnlyList<ReviewVersion> Editions, string RequestKey) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Rounds;
}

/// <summary>A review in the list.</summary>
/// <param name="File">Its book.</param>
/// <param name="Unit">Name of its commune.</param>
/// <param name="Step">The step it is at.</param>
internal sealed record RoundRow(RoundFile File, string Unit, ReviewStep Step);

/// <summary>The page of one review.</summary>
/// <param name="File">Its book.</param>
/// <param name="Version">The law it goes by.</param>
/// <param name="Review">The review of policy/.</param>
/// <param name="Unit">Name of its commune.</param>
/// <param name="Today">Today.</param>
/// <param name="Suggested">Households that facts suggest, the first of them.</param>
/// <param name="SuggestedCount">How many there are.</param>
/// <param name="Turnover">The turnover as it would be, once all have a class; null before.</param>
/// <param name="Shown">What of the list is shown.</param>
/// <param name="Names">Logins as names of people.</param>
/// <param name="MayWrite">True if the viewer may write.</param>
/// <param name="Deeds">What can be done now by somebody, each with why the viewer may not.</param>
/// <param name="RequestKey">Key of the forms.</param>
/// <param name="Tried">What was tried and refused.</param>
/// <param name="WorkDays">Which days offices work.</param>
public sealed record RoundModel(
    RoundFile File, ReviewVersion Version, Review Review, string Unit, DateOnly Today, IReadOnlyList<HouseholdListed> Suggested,
    int SuggestedCount, Outcome<TurnoverTable>? Turnover,
    ShownHouseholds Shown, Func<string, string> Names, bool MayWrite, IReadOnlyList<DeedChoice> Deeds,
    string RequestKey, FormDraft? Tried, WorkCalendar WorkDays)
{
    /// <summary>Names of the forms that are no deed of the case.</summary>
    public const string RequestId = "f-them", SuggestId = "f-chon", MeetId = "f-hop";

    /// <summary>A deed the viewer may do now, or null.</summary>
    public Deed? DeedOrNull(params IReadOnlyList<string> ids) =>
        Deeds.FirstOrDefault(d => ids.Contains(d.Deed.Id) && d.WhyNot is null)?.Deed;

    /// <summary>True if the viewer may do a deed now.</summary>
    public bool May(string deed) => Deeds.Any(d => d.Deed.Id == deed && d.WhyNot is null);

    /// <summary>A term of its procedure, or null if the sources give none.</summary>
    public ProcedureTerm? TermOrNull(string id) => File.Case.Version.TermOrNull(id);

    /// <summary>True if the list may be written in, and meetings kept.</summary>
    public bool Writable => MayWrite && File is { IsOpen: true, Posted: null };

    /// <summary>What was tried by a form that is shown no more: somebody else was here meanwhile.</summary>
    public FormDraft? Lapsed => Tried is { } tried && !IsShown(tried.Deed) ? tried : null;

    private bool IsShown(string form) => form is RequestId or SuggestId or MeetId ? Writable
        : Deeds.Any(d => d.WhyNot is null && (form == d.Deed.Id || form.StartsWith(d.Deed.Id + "-", StringComparison.Ordinal)));

    /// <summary>The step it is at.</summary>
    public ReviewStep Step => File.StepIn(Version, Today);

    /// <summary>Address of the review.</summary>
    public string Address => PovertyPages.Address(File.Id);
}

/// <summary>The part of a review's list that is shown.</summary>
/// <param name="Rows">The households of the page.</param>
/// <param name="Total">How many the filter lets through.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Size">Rows on a page.</param>
/// <param name="Hamlet">Hamlet filtered by, or null.</param>
/// <param name="State"><c>chua</c> without a class, <c>doi</c> changing, <c>thieu</c> without a cause; null for all.</param>
public sealed record ShownHouseholds(IReadOnlyList<ReviewedHousehold> Rows, int Total, int Page, int Size, string? Hamlet, string? State)
{
    private const int PageSize = 25;

    /// <summary>Reads the filter of an address.</summary>
    public static ShownHouseholds Of(RoundFile file, IQueryCollection query)
    {
        var (hamlet, state) =
            (query["thon"].ToString() is { Length: > 0 } h ? h : null, query["loc"].ToString() is { Length: > 0 } s ? s : null);
        var all = file.Households.Where(r => (hamlet is null || r.Listed.Hamlet == hamlet) && state switch
        {
            "chua" => r.Class is null,
            "doi" => r.Changes,
            "thieu" => file.WithoutCause.Contains(r),
            _ => true,
        }).ToList();
        var size = query[Visit.ExcelKey] == Visit.ExcelWord ? Visit.ExcelRowsLimit : PageSize;
        var page = Math.Clamp(int.TryParse(query["trang"], out var asked) ? asked : 1, 1, Math.Max(1, (all.Count + size - 1) / size));
        return new ShownHouseholds([.. all.Skip((page - 1) * size).Take(size)], all.Count, page, size, hamlet, state);
    }
}

/// <summary>The sheets of one household, to fill in.</summary>
/// <param name="File">The review.</param>
/// <param name="Version">The law it goes by.</param>
/// <param name="Review">The review of policy/.</param>
/// <param name="Household">The household.</param>
/// <param name="Members">Its members, the head first.</param>
/// <param name="Sheets">The form.</param>
/// <param name="Facts">All kinds of facts.</param>
/// <param name="Unit">Name of the commune.</param>
/// <param name="NextId">The next household without sheets, or null.</param>
/// <param name="MayWrite">True if the viewer may fill in.</param>
/// <param name="RequestKey">Key of the form.</param>
/// <param name="Tried">What was tried and refused of taking the household off the list, or null.</param>
public sealed record SheetModel(
    RoundFile File, ReviewVersion Version, Review Review, ReviewedHousehold Household, IReadOnlyList<HouseholdMember> Members,
    SheetForm Sheets, FactVocabulary Facts, string Unit, long? NextId, bool MayWrite, string RequestKey,
    FormDraft? Tried)
{
    /// <summary>Name of the form that takes the household off the list.</summary>
    public const string UnlistId = "f-bo";

    /// <summary>True if the viewer may take the household off the list.</summary>
    public bool MayUnlist => MayWrite && File.Posted is null && Household.Listed.Before == PovertyClass.None;
}

/// <summary>Sheets on paper, blank or filled in.</summary>
/// <param name="Version">The law they go by.</param>
/// <param name="Cards">The scorecards.</param>
/// <param name="Facts">All kinds of facts.</param>
/// <param name="Unit">Name of the commune; empty on a blank sheet.</param>
/// <param name="Papers">One household each; a single null is a blank sheet.</param>
public sealed record PrintModel(ReviewVersion Version, IReadOnlyList<ScorecardAt> Cards, FactVocabulary Facts, string Unit,
    IReadOnlyList<(ReviewedHousehold Household, IReadOnlyList<HouseholdMember> Members)?> Papers);

/// <summary>The check list over the households in a class.</summary>
/// <param name="Inspection">What it found.</param>
/// <param name="Rows">The households shown.</param>
/// <param name="Described">Their heads and hamlets.</param>
/// <param name="Units">Names of communes by key.</param>
/// <param name="Total">How many the filter lets through.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Size">Rows on a page.</param>
/// <param name="Check">The check filtered by, or null.</param>
/// <param name="Unit">The commune filtered by, or null.</param>
/// <param name="Communes">Communes to choose from.</param>
/// <param name="Score">How well it found the errors planted in a demo; null outside a demo.</param>
/// <param name="MayOpen">True if a review of the flagged may be opened for the commune.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record InspectionModel(
    Inspection Inspection, IReadOnlyList<InspectedHousehold> Rows, IReadOnlyDictionary<long, HouseholdListed> Described,
    Func<string?, string> Units, int Total, int Page, int Size,
    string? Check, string? Unit, IReadOnlyList<(string Key, string Name)> Communes, InspectionScore? Score, bool MayOpen,
    string RequestKey);
