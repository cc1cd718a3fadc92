using AnSinh.Basics;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;

namespace AnSinh.Host.Pages.Borders;

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
/// <param name="Waiting">Households in no part yet.</param>
/// <param name="Page">Page of households shown, from 1.</param>
/// <param name="Hamlet">The hamlet shown, or null for all.</param>
/// <param name="Batches">Assignments made, the latest first.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record AssignmentModel(
    SplitUnit Split, IReadOnlyList<UnassignedHousehold> Waiting, int Page, string? Hamlet, IReadOnlyList<Batch> Batches,
    string RequestKey)
{
    /// <summary>Households of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Those of the hamlet.</summary>
    public IReadOnlyList<UnassignedHousehold> Chosen { get; } = [.. Waiting.Where(h => Hamlet is null || h.Hamlet == Hamlet)];
}
