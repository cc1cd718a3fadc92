using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Matching;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Duplicates;

/// <summary>A pair on the work list.</summary>
/// <param name="First">The older file.</param>
/// <param name="Second">The other.</param>
/// <param name="Probability">How sure it is that they are one person, 0–1.</param>
/// <param name="IsMatch">True if almost sure.</param>
/// <param name="Evidence">What each field says, strongest first.</param>
public sealed record DuplicateRow(PersonSummary First, PersonSummary Second, double Probability, bool IsMatch,
    IReadOnlyList<FieldEvidence> Evidence);

/// <summary>A merge that was made.</summary>
/// <param name="Batch">Number of the batch.</param>
/// <param name="Title">What was merged.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="Undone">True if parted again.</param>
public sealed record MergeRow(long Batch, string Title, string By, long At, bool Undone);

/// <summary>The work list of duplicates.</summary>
/// <param name="Job">The job that compares all of them, or came to nothing; null if neither.</param>
/// <param name="Comparisons">Pairs compared.</param>
/// <param name="People">People compared.</param>
/// <param name="IsOld">True if the register changed since.</param>
/// <param name="Answer">The pairs.</param>
/// <param name="Merges">What was merged lately.</param>
/// <param name="MayWrite">True if the viewer may record.</param>
/// <param name="Key">Key of the form.</param>
public sealed record DuplicatesModel(
    Job? Job, long Comparisons, int People, bool IsOld, WorkAnswer Answer, IReadOnlyList<MergeRow> Merges, bool MayWrite,
    string Key) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Answer;

    /// <summary>True while all are compared.</summary>
    public bool Working => Job is { IsOpen: true };
}

/// <summary>One thing the two files say.</summary>
/// <param name="Name">Name of the choice in the form, null if there is nothing to choose.</param>
/// <param name="Label">What it is.</param>
/// <param name="First">What the first file says.</param>
/// <param name="Second">What the other says.</param>
public sealed record ComparedValue(string? Name, string Label, string First, string Second);

/// <summary>Two files side by side.</summary>
/// <param name="First">The first file.</param>
/// <param name="Second">The other.</param>
/// <param name="Found">How it was found, null if it was not.</param>
/// <param name="Values">What both say.</param>
/// <param name="PaidTwice">Months and đồng posted to both.</param>
/// <param name="FirstDecisions">Decisions about the first.</param>
/// <param name="SecondDecisions">Decisions about the other.</param>
/// <param name="Form">What is asked before they are merged.</param>
/// <param name="MayWrite">True if the viewer may record.</param>
/// <param name="Key">Key of the form.</param>
public sealed record PairModel(
    PersonSummary First, PersonSummary Second, DuplicateRow? Found, IReadOnlyList<ComparedValue> Values, IReadOnlyList<(string Programme,
        int Months, long Amount)> PaidTwice,
    int FirstDecisions, int SecondDecisions, FormDefinition Form, bool MayWrite, string Key);

/// <summary>A merge that was made, and its undoing.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="By">Who did it.</param>
/// <param name="Kept">The file that is kept.</param>
/// <param name="GoneId">Number of the file that went.</param>
/// <param name="MayUndo">True if it can be undone.</param>
/// <param name="Key">Key of the form.</param>
public sealed record MergeModel(
    Batch Batch, string By, PersonSummary? Kept, long GoneId, bool MayUndo, string Key);
