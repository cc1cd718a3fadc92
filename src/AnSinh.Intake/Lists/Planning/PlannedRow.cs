using AnSinh.Basics;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Matching;
using AnSinh.Register.People;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>How a row of a list stands.</summary>
public enum RowState
{
    /// <summary>It will be written as shown, or says nothing new.</summary>
    Ready,

    /// <summary>Somebody must choose first: whom it means, or whether to believe it.</summary>
    Ask,

    /// <summary>It cannot be used as it is.</summary>
    Wrong,

    /// <summary>It was left out by choice, or repeats another row.</summary>
    LeftOut,
}

/// <summary>One thing that will be different in the register.</summary>
/// <param name="What">What, in Vietnamese.</param>
/// <param name="Before">What the register says; null if nothing.</param>
/// <param name="After">What it will say.</param>
/// <param name="IsCorrection">True for a correction (it was never so), false for something new or changed.</param>
public sealed record PlannedChange(string What, string? Before, string After, bool IsCorrection);

/// <summary>Somebody of the register a row may mean, and why (<i lang="vi">ứng viên trùng khớp</i>).</summary>
/// <param name="Person">The person.</param>
/// <param name="Why">What agrees and what does not.</param>
/// <param name="Probability">How likely they are one person, 0–1, as the matching engine scores it; null if it did not bring them
/// together.</param>
/// <param name="Bits">The same as the logarithm (base 2) of the odds.</param>
/// <param name="Evidence">What each field says, strongest first.</param>
public sealed record RowCandidate(KnownPerson Person, string Why, double? Probability, double? Bits, IReadOnlyList<FieldEvidence> Evidence);

/// <summary>What somebody chose for a row.</summary>
/// <param name="PersonId">The row means this person; null if not chosen.</param>
/// <param name="IsNew">The row means somebody not in the register yet.</param>
/// <param name="LeaveOut">The row is not written.</param>
/// <param name="BelieveList">Where list and register differ about who it is, the list is right: the register is corrected.</param>
/// <param name="WriteAnyway">Written although the list says that the person has died.</param>
public sealed record RowChoice(long? PersonId = null, bool IsNew = false, bool LeaveOut = false, bool BelieveList = false,
    bool WriteAnyway = false);

/// <summary>A row of a list and what it will do to the register.</summary>
/// <param name="Row">The row.</param>
/// <param name="State">How it stands.</param>
/// <param name="Person">Whom it means; null for somebody new, or nobody yet.</param>
/// <param name="Candidates">Whom it may mean, if that must be chosen.</param>
/// <param name="Changes">What it will do.</param>
/// <param name="Refusals">What is wrong.</param>
/// <param name="Doubts">What to look at.</param>
/// <param name="Question">What must be chosen, in Vietnamese; null if nothing.</param>
/// <param name="Choice">What was chosen.</param>
public sealed record PlannedRow(
    ListRow Row,
    RowState State,
    KnownPerson? Person,
    IReadOnlyList<RowCandidate> Candidates,
    IReadOnlyList<PlannedChange> Changes,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<Doubt> Doubts,
    string? Question,
    RowChoice? Choice)
{
    /// <summary>True if the question may be answered by: it is somebody new.</summary>
    public bool MayBeNew => State == RowState.Ask && (Person is null || Doubts.Any(d => d.Code == "row.repeated"));

    /// <summary>True if the question may be answered by: write it all the same.</summary>
    public bool MayBeWrittenAnyway => State == RowState.Ask && (Person?.Death is not null || Row.SaysDead is not null);

    /// <summary>True if it adds somebody.</summary>
    public bool IsNew => State == RowState.Ready && Person is null;
}
