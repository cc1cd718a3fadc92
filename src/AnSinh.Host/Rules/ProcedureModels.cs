using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Rules;

/// <summary>A procedure in the list.</summary>
/// <param name="Id">Its name in policy/.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Programmes">What it can grant.</param>
/// <param name="InForce">The version in force on the day, or null.</param>
/// <param name="Versions">How many versions are kept.</param>
/// <param name="Gaps">How many stretches of days are known to have none.</param>
public sealed record ProcedureEntry(string Id, string Name, string Programmes, ProcedureVersion? InForce, int Versions, int Gaps)
{
    /// <summary>True if something in the version in force is doubtful.</summary>
    public bool Doubtful => InForce is { } version && (version.Doubtful || version.Terms.Any(t => t.Doubtful));
}

/// <summary>A form in the list.</summary>
/// <param name="Form">The form.</param>
/// <param name="Taken">The days of the versions of procedures that take it, in words.</param>
/// <param name="InForce">True if a version in force on the day takes it.</param>
public sealed record FormEntry(FormDefinition Form, IReadOnlyList<string> Taken, bool InForce);

/// <summary>The page of a procedure.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Version">The version shown.</param>
/// <param name="Day">The day a request is received: as asked, or the last of the month looked at.</param>
/// <param name="InForce">The version for requests of that day, or null.</param>
/// <param name="Gaps">Days for which it has no version.</param>
/// <param name="Terms">The terms of the way every case goes, each as often as it is begun.</param>
/// <param name="Dues">The last day of each step of that way, if the day was asked and the version shown is in force on it.</param>
/// <param name="Uncertain">Years among these days whose holidays are not known or uncertain.</param>
/// <param name="Asked">True if the day was asked.</param>
public sealed record ProcedureModel(Procedure Procedure, ProcedureVersion Version, DateOnly Day, ProcedureVersion? InForce,
    IReadOnlyList<ProcedureGap> Gaps, IReadOnlyList<ProcedureTerm> Terms, IReadOnlyList<StepDue> Dues,
    IReadOnlyList<UncertainYear> Uncertain, bool Asked);

/// <summary>Days for which a procedure has no version.</summary>
/// <param name="From">The first; null before everything.</param>
/// <param name="To">The last; null after everything.</param>
public sealed record ProcedureGap(DateOnly? From, DateOnly? To);

/// <summary>The last day of a step, if those before it take all their time.</summary>
/// <param name="Step">The step.</param>
/// <param name="LastDay">Its last day; null where the clock stands still.</param>
/// <param name="TermDoubtful">True if a term on the way there is doubtful.</param>
/// <param name="CalendarDoubtful">True if the working days on the way there are not certain.</param>
public sealed record StepDue(ProcedureStep Step, DateOnly? LastDay, bool TermDoubtful, bool CalendarDoubtful);

/// <summary>A year whose working days are not certain.</summary>
/// <param name="Year">The year.</param>
/// <param name="Known">True if there is a page of it.</param>
public sealed record UncertainYear(int Year, bool Known);

/// <summary>The page of a form.</summary>
/// <param name="Form">The form.</param>
/// <param name="Parts">Its fields by the heading they stand under; null for those before the first.</param>
/// <param name="Uses">The versions of procedures that take it, the latest first.</param>
public sealed record FormModel(FormDefinition Form, IReadOnlyList<(LocalText? Heading, IReadOnlyList<FormField> Fields)> Parts,
    IReadOnlyList<FormUse> Uses);

/// <summary>A version of a procedure that takes a form.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Version">The version.</param>
/// <param name="As">How it takes it.</param>
public sealed record FormUse(Procedure Procedure, ProcedureVersion Version, RequestForm As);
