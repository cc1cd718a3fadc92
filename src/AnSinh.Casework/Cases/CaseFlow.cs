using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Casework.Cases;

/// <summary>Where a case stands and what may be done next, from its book and its procedure alone.</summary>
public static class CaseFlow
{
    /// <summary>
    /// Where a case with this book stands on a day. The book holds at least the opening. What was done is read by the version the case
    /// went by that day; if a later one has taken it over since, the step it is in is that version's. What leaves a case in its step does
    /// not begin the step anew.
    /// </summary>
    public static (ProcedureVersion Version, CaseState State) StateOf(Procedure procedure, string opened, IReadOnlyList<CaseEntry> entries,
        DateOnly today, WorkCalendar calendar)
    {
        var visits = new List<StepVisit>();
        DateOnly? began = null;
        foreach (var entry in entries)
        {
            var then = procedure.VersionOrNull(opened, entry.On)!;
            var step = then.Step(then.Deeds.First(d => d.Id == entry.Deed).To);
            var last = visits.Count == 0 ? null : visits[^1];
            if (step.Id == last?.Step.Id)
            {
                continue;
            }

            // Steps of one term share its days; what stopped the clock, or another term, begins it anew.
            began = step.Term is null ? null : step.Term == last?.Step.Term ? began : entry.On;
            if (last is not null)
            {
                visits[^1] = last with { To = entry.On };
            }

            visits.Add(new StepVisit(step, entry.On, null, Due(then, step, began, calendar), entry));
        }

        var now = visits[^1];
        var version = procedure.VersionOrNull(opened, now.Step.IsEnd ? now.From : today)!;
        if (!now.Step.IsEnd && version.Step(now.Step.Id) is { } moved && !ReferenceEquals(moved, now.Step))
        {
            began = moved.Term is null ? null : moved.Term == now.Step.Term ? began : version.Transition!.On;
            visits[^1] = now = now with { Step = moved, Due = Due(version, moved, began, calendar) };
        }

        var term = version.TermOf(now.Step);
        return (version, new CaseState(now.Step, now.From, now.Due,
            now.Due is not { } due || (term is { Doubtful: false } && (!term.Working || calendar.IsCertain(began!.Value, due))),
            Promised(version, now, calendar), visits));
    }

    /// <summary>
    /// The steps still to come on the way every case goes, with the last day of each if those before it take all their time.
    /// </summary>
    public static IReadOnlyList<(ProcedureStep Step, DateOnly? LatestBy)> Ahead(ProcedureVersion version, StepVisit now,
        WorkCalendar calendar)
    {
        var main = version.Steps.Where(s => s is { Aside: false, IsEnd: false }).ToList();
        // From a detour a case goes where the first thing done there leads that leads back at all.
        var back = now.Step.Deeds.Select(d => main.FindIndex(s => s.Id == d.To)).FirstOrDefault(i => i >= 0, main.Count);
        var next = now.Step.IsEnd ? main.Count : now.Step.Aside ? back : main.IndexOf(now.Step) + 1;
        var ahead = new List<(ProcedureStep, DateOnly?)>();
        var (day, term) = (now.Due, now.Step.Term);
        foreach (var step in main.Skip(next))
        {
            day = step.Term == term ? day : Due(version, step, day, calendar);
            term = step.Term;
            ahead.Add((step, day));
        }

        return ahead;
    }

    /// <summary>The day promised when the request was received (<i lang="vi">ngày hẹn trả kết quả</i>), as on the receipt.</summary>
    public static DateOnly? PromisedAtReceipt(CaseView view, WorkCalendar calendar) =>
        StateOf(view.Procedure, view.File.Version, [view.Entries[0]], view.Entries[0].On, calendar).State.Promised;

    /// <summary>Why somebody may not do a deed of the step a case is in on a day; null if they may.</summary>
    public static Refusal? WhyNot(CaseView view, Deed deed, CaseActor actor, DateOnly on, Policy policy)
    {
        if (!actor.Is(deed.By, view.File.UnitKey))
        {
            return new Refusal("case.role", $"“{deed.Label.Vi}” là việc của {RoleWords.Of(deed.By).Vi}.", "actor");
        }

        if (OwnOrNull(view, deed, actor.Login, policy) is { } own)
        {
            var done = view.DeedOf(own).Label.Vi;
            return new Refusal("case.own", $"Người đã làm “{done}” không làm tiếp việc này; cần một người khác.", "actor");
        }

        return deed.NotBefore?.LastDay(view.State.Since, policy.WorkDays) is { } first && on < first
            ? new Refusal("case.too-early",
                $"Phải đủ {Words(deed.NotBefore)} kể từ ngày {Vietnamese.Date(view.State.Since)}: sớm nhất ngày {Vietnamese.Date(first)}.",
                CaseBooks.DayField)
            : null;
    }

    /// <summary>
    /// What somebody did in a case who must not do a deed in it too: what one person must not be at once they must not be in one case after
    /// another either. Null if nothing.
    /// </summary>
    internal static CaseEntry? OwnOrNull(CaseView view, Deed deed, string login, Policy policy) =>
        view.Entries.LastOrDefault(e => Same(e.Actor, login) && (deed.NotBy.Contains(e.Deed)
            || policy.Incompatible.Any(i => i.KeepsApart(view.DeedOf(e).By, deed.By))));

    /// <summary>A term in words.</summary>
    public static string Words(ProcedureTerm term) => $"{term.Days} ngày{(term.Working ? " làm việc" : "")}";

    /// <summary>True if two logins are one account.</summary>
    public static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static DateOnly? Due(ProcedureVersion version, ProcedureStep step, DateOnly? began, WorkCalendar calendar) =>
        began is { } day ? version.TermOf(step)?.LastDay(day, calendar) : null;

    private static DateOnly? Promised(ProcedureVersion version, StepVisit now, WorkCalendar calendar) =>
        now.Due is null ? null : Ahead(version, now, calendar).Select(a => a.LatestBy).LastOrDefault(now.Due);
}
