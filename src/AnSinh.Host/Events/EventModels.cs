using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Determinations.Consequences;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Events;
using AnSinh.Ledger;
using AnSinh.Register.Changes;
using AnSinh.Register.History;

namespace AnSinh.Host.Events;

/// <summary>An event as it would be written, with all it brings.</summary>
/// <param name="Plan">The rows.</param>
/// <param name="Found">What the law says before and after.</param>
/// <param name="Money">What opened months would be posted otherwise.</param>
/// <param name="Names">Names of everybody concerned.</param>
/// <param name="Decided">Person and programme with a decision in force.</param>
/// <param name="Mark">Names what is shown: writing needs the same.</param>
public sealed record EventPreview(
    EventPlan Plan, ConsequencesFound Found, IReadOnlyList<TouchedMonth> Money, IReadOnlyDictionary<long, string> Names,
    IReadOnlySet<(long PersonId, string Programme)> Decided, string Mark)
{
    /// <summary>Đồng that was posted and is not owed: to be recovered, a positive number.</summary>
    public long Recovery => -Money.Sum(m => Math.Min(0, m.Difference ?? 0));

    /// <summary>Đồng owed and not posted.</summary>
    public long Arrears => Money.Sum(m => Math.Max(0, m.Difference ?? 0));

    /// <summary>A person in words.</summary>
    public string NameOf(long personId) => Names.GetValueOrDefault(personId) ?? $"{personId}";
}

/// <summary>The page of all kinds of events, for somebody or for nobody yet.</summary>
/// <param name="PersonId">The person it is about, or null.</param>
/// <param name="PersonName">The person's name.</param>
/// <param name="Groups">Changes by heading.</param>
/// <param name="Rows">Rows believed of the person, each to be corrected, ended or withdrawn.</param>
/// <param name="Batches">What was recorded lately.</param>
/// <param name="MayWrite">True if the viewer may record.</param>
public sealed record EventListModel(
    long? PersonId, string? PersonName, IReadOnlyList<(LocalText Title, IReadOnlyList<EventKind> Kinds)> Groups,
    IReadOnlyList<EventRow> Rows, WorkAnswer Batches, bool MayWrite) : IListed
{
    /// <summary>The page about a person has the rows of the person for its file.</summary>
    public WorkAnswer? Listed => PersonId is null ? Batches : null;
}

/// <summary>A row of a person that can be corrected.</summary>
/// <param name="Key">Table and number, e.g. <c>fact:17</c>.</param>
/// <param name="What">What it speaks of.</param>
/// <param name="Value">What it says; hidden where it is sensitive.</param>
/// <param name="Valid">Days it is true.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="IsFact">True for a fact.</param>
public sealed record EventRow(string Key, string What, string Value, DateInterval Valid, string Source, bool IsFact);

/// <summary>A batch in a list.</summary>
/// <param name="Batch">Its number.</param>
/// <param name="Title">What it is.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="By">Who made it.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="Correction">True for a correction.</param>
/// <param name="Undone">True if it was undone.</param>
/// <param name="People">Whom it touched; the title names them.</param>
public sealed record EventBatchRow(long Batch, string Title, string Source, string By, long At, bool Correction, bool Undone,
    IReadOnlyList<long> People);

/// <summary>The form of one kind of event, with what would follow if it was looked at.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Fields">Fields it asks.</param>
/// <param name="Carried">Words it carries unseen.</param>
/// <param name="Told">What is told so far.</param>
/// <param name="Family">Those who live with the person, to choose from.</param>
/// <param name="PersonId">The person the form was opened for, or null.</param>
/// <param name="PersonName">The person's name.</param>
/// <param name="Row">The row it corrects or ends, in words; null if none.</param>
/// <param name="Fact">The kind of fact it records, with those that read it; null if none is chosen.</param>
/// <param name="Preview">What would be written and what follows; null before it was looked at.</param>
/// <param name="Sees">True of persons the viewer may see.</param>
/// <param name="Refusals">Why what follows cannot be shown.</param>
/// <param name="Purpose">True if a purpose must be told.</param>
/// <param name="Key">Key of the form.</param>
public sealed record EventFormModel(
    EventKind Kind, IReadOnlyList<FormField> Fields, IReadOnlyList<(string Name, string Value)> Carried,
    IReadOnlyDictionary<string, string> Told, IReadOnlyList<(long Id, string Words)> Family, long? PersonId, string? PersonName,
    EventRow? Row, EventFact? Fact, EventPreview? Preview, Func<long, bool> Sees, IReadOnlyList<Refusal> Refusals, bool Purpose,
    string Key);

/// <summary>The kind of fact a form is about.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Now">What the register holds today, in words; hidden where it is sensitive.</param>
/// <param name="Sensitive">True if it is shown only for a purpose.</param>
/// <param name="ReadBy">Programmes of the law of the month that read it.</param>
public sealed record EventFact(LocalText Label, string Now, bool Sensitive, IReadOnlyList<(string Id, LocalText Label)> ReadBy);

/// <summary>What was recorded, with the way to take it back.</summary>
/// <param name="Row">The batch.</param>
/// <param name="Lines">Rows in words.</param>
/// <param name="People">Persons it touched.</param>
/// <param name="Recovery">Đồng proposed for recovery when it was recorded.</param>
/// <param name="Arrears">Đồng proposed as back-pay when it was recorded.</param>
/// <param name="UndoneBy">Who undid it.</param>
/// <param name="UndoneAt">When, Unix milliseconds.</param>
/// <param name="UndoReason">Why.</param>
/// <param name="Today">The day from which it can be seen.</param>
/// <param name="MayUndo">True if the viewer may undo it.</param>
/// <param name="Key">Key of the form.</param>
public sealed record EventBatchModel(
    EventBatchRow Row, IReadOnlyList<string> Lines, IReadOnlyList<(long Id, string Name)> People, long Recovery,
    long Arrears, string? UndoneBy, long? UndoneAt, string? UndoReason,
    DateOnly Today, bool MayUndo, string Key);
