using AnSinh.Basics.Forms;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Casework.Cases;

/// <summary>What opens a case.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Form">The form a request is made on; null of what is no request.</param>
/// <param name="SubjectId">Whom a request is for; else the number in its own room.</param>
/// <param name="UnitKey">The unit the person lives in; null of what is of no unit.</param>
/// <param name="Told">
/// What is told, by field of the opening and of the form; the day of receipt in <see cref="CaseBooks.DayField"/>.
/// </param>
public sealed record CaseRequest(string Procedure, string? Form, long SubjectId, string? UnitKey, IReadOnlyDictionary<string, string> Told)
{
    /// <summary>The day whose version it goes by, where that is not the day it is opened; or null.</summary>
    public DateOnly? GoesBy { get; init; }
}

/// <summary>What somebody does in a case, as they tell it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Seen">How many entries its book had when it was looked at.</param>
/// <param name="Deed">What is done, a deed of the step the case is in.</param>
/// <param name="Told">What is told with it, and in <see cref="CaseBooks.DayField"/> the day.</param>
public sealed record DeedRequest(long CaseId, int Seen, string Deed, IReadOnlyDictionary<string, string> Told);

/// <summary>A deed as it is being done.</summary>
/// <param name="Deed">The deed.</param>
/// <param name="On">The day.</param>
/// <param name="Values">What was told.</param>
public sealed record CaseDoing(Deed Deed, DateOnly On, FormValues Values);
