using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Events;

/// <summary>What a field of an event holds.</summary>
public enum EventFieldType
{
    /// <summary>A person of the register, by number.</summary>
    Person,

    /// <summary>Some persons of the register, numbers with commas.</summary>
    Persons,

    /// <summary>A household, by number in the register.</summary>
    Household,

    /// <summary>A unit that people live in, by key.</summary>
    Unit,

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    Day,

    /// <summary>A birth date, which may be a year only.</summary>
    Birth,

    /// <summary>Free text of one line.</summary>
    Text,

    /// <summary>One of a closed list.</summary>
    Code,

    /// <summary><c>yes</c>, or nothing.</summary>
    Check,

    /// <summary>A declared kind of fact.</summary>
    FactKind,

    /// <summary>A value of the kind named in another field.</summary>
    FactValue,

    /// <summary>A row of the register, as <c>fact:17</c>.</summary>
    Row,
}

/// <summary>A field of an event.</summary>
/// <param name="Name">Name in forms, JSON and refusals: Vietnamese without marks, words joined with dashes.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Required">True if the event cannot be told without it.</param>
/// <param name="Codes">Allowed codes with their names, if <see cref="EventFieldType.Code"/>.</param>
/// <param name="Hint">What an officer should know before filling it in.</param>
public sealed record EventField(
    string Name, EventFieldType Type, LocalText Label, bool Required = true, IReadOnlyList<(string Code,
        LocalText Label)>? Codes = null, LocalText? Hint = null)
{
    /// <summary>The kind of fact a value is of, if it is always the same; else it is told in another field.</summary>
    public string? OfKind { get; init; }
}

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
/// <param name="Fields">What must be told.</param>
/// <param name="Plan">Makes the rows of what was told.</param>
public sealed record EventKind(
    string Code, EventAct Act, string Group, LocalText Label, LocalText Lead, IReadOnlyList<EventField> Fields, Action<EventPlanner> Plan)
{
    /// <summary>Kind of the batches it makes: <c>event.birth</c>, or <c>fix.fact</c> for a correction.</summary>
    public string BatchKind => (Act == EventAct.Change ? "event." : "fix.") + Code;
}
