using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Casework.LawChanges;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Ledger;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.LawChanges;

/// <summary>The front of law changes: what is under way, what was published.</summary>
/// <param name="Version">Version of the rulebook in force; 0 for the folder alone.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Drafts">Drafts; null for who does not see them.</param>
/// <param name="Submitted">Of these, waiting to be approved.</param>
/// <param name="Publications">Publications, the latest first.</param>
/// <param name="MayChange">True if the viewer may draft and approve.</param>
/// <param name="RequestKey">Key of the form.</param>
/// <param name="Parameter">A parameter whose value a new draft is to be about, or null.</param>
/// <param name="Title">A title to begin with.</param>
/// <param name="IsPublishedHere">False if the rulebook of this office is not published from here.</param>
/// <param name="Form">What is asked when a draft is begun.</param>
public sealed record ChangeListModel(
    long Version, string Hash, WorkAnswer? Drafts, int Submitted, IReadOnlyList<PublicationRow> Publications, bool MayChange,
    string RequestKey, string? Parameter, string Title, bool IsPublishedHere, FormDefinition Form) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer? Listed => Drafts;
}

/// <summary>A draft in the list.</summary>
/// <param name="Change">The draft.</param>
/// <param name="Author">Name of who drafted it.</param>
/// <param name="Version">The version it was published as, or null.</param>
internal sealed record ChangeRow(LawChange Change, string Author, long? Version);

/// <summary>A publication in the list.</summary>
/// <param name="Version">Its version number.</param>
/// <param name="ChangeId">The change.</param>
/// <param name="Note">What it is about.</param>
/// <param name="DraftedBy">Who drafted it.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="At">When.</param>
/// <param name="Hash">Hash of the rulebook it made.</param>
public sealed record PublicationRow(long Version, long ChangeId, string Note, string DraftedBy, string ApprovedBy, long At, string Hash);

/// <summary>The page of one change.</summary>
/// <param name="Change">The change.</param>
/// <param name="Names">The name of who has a login.</param>
/// <param name="Review">How it stands against the law in force; null once it is published or given up.</param>
/// <param name="Diffs">Files with their changed lines.</param>
/// <param name="Deeds">What can be done now by somebody, each with why the viewer may not.</param>
/// <param name="MayEdit">True if the viewer may write on.</param>
/// <param name="Tried">What was tried and refused.</param>
/// <param name="RequestKey">Key of the forms.</param>
/// <param name="Simulate">Months to simulate, offered first.</param>
/// <param name="Version">Version it was published as, or null.</param>
/// <param name="Lowered">What it would take back of months already paid.</param>
public sealed record ChangeModel(
    LawChange Change, Func<string, string> Names, ChangeReview? Review, IReadOnlyList<FileDiff> Diffs, IReadOnlyList<DeedChoice> Deeds,
    bool MayEdit, FormDraft? Tried, string RequestKey, (Month From, Month To) Simulate, long? Version, LoweredMonths Lowered);

/// <summary>The form of a new value.</summary>
/// <param name="Id">Number of the change.</param>
/// <param name="Title">What the change is about.</param>
/// <param name="Fields">What is asked.</param>
/// <param name="Parameter">The parameter chosen first, or empty.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record ValueFormModel(long Id, string Title, IReadOnlyList<FormField> Fields, string Parameter, string RequestKey);

/// <summary>A file of the law to write in.</summary>
/// <param name="Id">Number of the change.</param>
/// <param name="Title">What the change is about.</param>
/// <param name="Path">The file; empty while one is being chosen.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsDrafted">True if the draft holds it.</param>
/// <param name="Errors">What is wrong with the rulebook as drafted.</param>
/// <param name="Marked">Lines of this file with a mistake.</param>
/// <param name="Choices">Files to choose from, by folder.</param>
/// <param name="MayEdit">False if it can only be read.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record FileFormModel(
    long Id, string Title, string Path, string Text, bool IsDrafted, IReadOnlyList<Refusal> Errors, IReadOnlySet<int> Marked,
    IReadOnlyList<IGrouping<string, string>> Choices, bool MayEdit, string RequestKey);

/// <summary>The form of a new programme.</summary>
/// <param name="Id">Number of the change.</param>
/// <param name="Title">What the change is about.</param>
/// <param name="Fields">What is asked.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record ProgrammeFormModel(long Id, string Title, IReadOnlyList<FormField> Fields, string RequestKey);
