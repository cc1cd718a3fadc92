using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register.Changes;

namespace AnSinh.Intake.Events;

/// <summary>What an event does to what is believed.</summary>
public enum EventAct
{
    /// <summary>Something is so from a day on, or no longer (<i lang="vi">biến động</i>).</summary>
    Change,

    /// <summary>Something was never so (<i lang="vi">đính chính</i>).</summary>
    Correction,
}

/// <summary>A kind of event (<i lang="vi">biến động</i>): its fields, and the rows it makes.</summary>
/// <param name="Code">Stable code, the name in addresses and in the kind of its batch.</param>
/// <param name="Act">A change or a correction.</param>
/// <param name="Group">Under which heading it stands.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Lead">One sentence: what it records.</param>
/// <param name="Fields">What is asked; <see cref="EventForms"/> fills in what depends on the register and on what was told.</param>
/// <param name="Plan">Makes the rows of what was told.</param>
public sealed record EventKind(
    string Code, EventAct Act, string Group, LocalText Label, LocalText Lead, IReadOnlyList<FormField> Fields, Action<EventPlanner> Plan)
{
    private const string Change = "event.", Correction = "fix.";

    /// <summary>Kind of the batches it makes: <c>event.birth</c>, or <c>fix.fact</c> for a correction.</summary>
    public string BatchKind => (Act == EventAct.Change ? Change : Correction) + Code;

    /// <summary>True if a batch is that of an event.</summary>
    public static bool IsOf(Batch batch) => IsCorrection(batch) || batch.Kind.StartsWith(Change, StringComparison.Ordinal);

    /// <summary>True if a batch is that of an event which corrects.</summary>
    public static bool IsCorrection(Batch batch) => batch.Kind.StartsWith(Correction, StringComparison.Ordinal);
}
