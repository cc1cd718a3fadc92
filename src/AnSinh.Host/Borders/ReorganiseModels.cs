using AnSinh.Basics;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;

namespace AnSinh.Host.Borders;

/// <summary>A reorganisation before it is applied: what it would do, or why it cannot be.</summary>
/// <param name="Text">The file.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="Plan">What it does; null if it does not fit.</param>
/// <param name="Refusals">Why it does not fit, with file and line.</param>
/// <param name="Moved">Communes that end, with who lives there.</param>
/// <param name="Effects">What else is touched.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record ReorganisationPreview(
    string Text, string Name, ReorganisationPlan? Plan, IReadOnlyList<Refusal> Refusals, IReadOnlyList<MovedUnit> Moved,
    IReadOnlyList<BorderEffect> Effects, string RequestKey);

/// <summary>Something besides people that a reorganisation touches.</summary>
/// <param name="Kind">account, target, area or register.</param>
/// <param name="What">What it is.</param>
/// <param name="Vi">What happens to it, in Vietnamese.</param>
/// <param name="En">What happens to it, in English.</param>
public sealed record BorderEffect(string Kind, string What, string Vi, string En);

/// <summary>A reorganisation that was applied.</summary>
/// <param name="Batch">Its batch.</param>
/// <param name="What">What it says.</param>
/// <param name="Text">As a file, to apply it again.</param>
/// <param name="MayChange">True if the viewer may undo and apply.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record ReorganisationModel(Batch Batch, Reorganisation What, string Text,
    bool MayChange, string RequestKey);

/// <summary>The work list of a split.</summary>
/// <param name="Split">The commune and its parts.</param>
/// <param name="Answer">Households in no part yet.</param>
/// <param name="People">People of all of them.</param>
/// <param name="Batches">Assignments made, the latest first.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record AssignmentModel(
    SplitUnit Split, WorkAnswer Answer, int People, IReadOnlyList<Batch> Batches, string RequestKey) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Answer;

    /// <summary>All households in no part yet.</summary>
    public long Waiting => Answer.Filters[0].Count;
}
