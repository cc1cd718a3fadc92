using AnSinh.Basics;
using AnSinh.Register.Changes;

namespace AnSinh.Intake.Events;

/// <summary>What an event would write. Nothing is written until its set of changes is applied.</summary>
/// <param name="Kind">The kind of event.</param>
/// <param name="Set">The rows, to be rehearsed or applied.</param>
/// <param name="Lines">Each row in words, in order.</param>
/// <param name="Doubts">What an officer should look at before saying yes.</param>
/// <param name="Persons">Persons of the register it touches, those who live with them not counted.</param>
/// <param name="NewPersons">Provisional numbers of persons it adds.</param>
/// <param name="From">First day on which something is otherwise.</param>
/// <param name="Sensitive">True if it writes a fact shown only for a purpose.</param>
public sealed record EventPlan(
    EventKind Kind, ChangeSet Set, IReadOnlyList<LocalText> Lines, IReadOnlyList<LocalText> Doubts,
    IReadOnlyCollection<long> Persons, IReadOnlyCollection<long> NewPersons, DateOnly From, bool Sensitive)
{
    /// <summary>Persons whose rows it writes, and parents of a newborn: those who only live with them are not counted.</summary>
    public IReadOnlyCollection<long> About { get; init; } = [];

    /// <summary>Keys of the units people come to live in.</summary>
    public IReadOnlyCollection<string> Units { get; init; } = [];

    /// <summary>What was told, each field in the one way it is kept.</summary>
    public IReadOnlyDictionary<string, string> Told { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the person it adds, if it adds one.</summary>
    public string? NewName { get; init; }
}
