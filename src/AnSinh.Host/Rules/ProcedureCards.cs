using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Host.Web;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Rules;

/// <summary>Lays procedures and forms out for their pages.</summary>
internal sealed class ProcedureCards(Office office, Visit visit)
{
    private Language L => visit.Language;

    /// <summary>All procedures, for the front of the rulebook.</summary>
    public IReadOnlyList<ProcedureEntry> Procedures() =>
        [.. office.Policy.Procedures.Select(p => new ProcedureEntry(
            p.Id, L.T(p.Label), string.Join(", ", p.Programmes.Select(id => L.T(office.NameOf(id)))), p.VersionOrNull(visit.Month.LastDay),
            p.Versions.Count, Gaps(p).Count))];

    /// <summary>All forms, for the front of the rulebook.</summary>
    public IReadOnlyList<FormEntry> Forms() =>
        [.. office.Policy.Forms.Select(form => (Form: form, Uses: Uses(form))).Select(x => new FormEntry(
            x.Form, [.. x.Uses.Select(u => ProcedureWords.Days(L, u.Version)).Distinct()],
            x.Uses.Any(u => u.Procedure.VersionOrNull(visit.Month.LastDay) == u.Version)))];

    /// <summary>A version of a procedure, and what becomes of a request received on a day.</summary>
    public ProcedureModel Of(Procedure procedure, ProcedureVersion version, DateOnly day, bool asked)
    {
        var inForce = procedure.VersionOrNull(day);
        IReadOnlyList<StepDue> dues = asked && inForce == version ? Dues(procedure, version, day) : [];
        return new ProcedureModel(procedure, version, day, inForce, Gaps(procedure), Terms(procedure, version), dues,
            dues.Any(d => d.CalendarDoubtful) ? Uncertain(day, dues.Max(d => d.LastDay)!.Value) : [], asked);
    }

    /// <summary>A form.</summary>
    public FormModel Of(FormDefinition form)
    {
        var parts = new List<(LocalText? Heading, List<FormField> Fields)>();
        foreach (var field in form.Fields)
        {
            if (parts.Count == 0 || (field.Section is not null && field.Section != parts[^1].Heading))
            {
                parts.Add((field.Section, []));
            }

            parts[^1].Fields.Add(field);
        }

        return new FormModel(form, [.. parts.Select(p => (p.Heading, (IReadOnlyList<FormField>)p.Fields))], Uses(form));
    }

    private static List<ProcedureGap> Gaps(Procedure procedure)
    {
        var gaps = new List<ProcedureGap> { new(null, procedure.Versions[0].From.AddDays(-1)) };
        foreach (var (before, after) in procedure.Versions.Zip(procedure.Versions.Skip(1)))
        {
            if (before.To is { } end && end.AddDays(1) < after.From)
            {
                gaps.Add(new ProcedureGap(end.AddDays(1), after.From.AddDays(-1)));
            }
        }

        if (procedure.Versions[^1].To is { } last)
        {
            gaps.Add(new ProcedureGap(last.AddDays(1), null));
        }

        return gaps;
    }

    /// <summary>The way every case goes, received on a day, with the last day of each step.</summary>
    private IEnumerable<(ProcedureStep Step, DateOnly? LastDay)> Way(Procedure procedure, ProcedureVersion version, DateOnly received)
    {
        var calendar = office.Policy.WorkDays;
        var opened = new CaseEntry(1, version.Opening.Id, "", received, 0, FormValues.Empty, null);
        var first = CaseFlow.StateOf(procedure, version.Id, [opened], received, calendar).State.Visits[0];
        return CaseFlow.Ahead(version, first, calendar).Prepend((first.Step, first.Due));
    }

    private List<ProcedureTerm> Terms(Procedure procedure, ProcedureVersion version)
    {
        var terms = new List<ProcedureTerm>();
        string? running = null;
        foreach (var (step, _) in Way(procedure, version, version.From))
        {
            if (step.Term != running && version.TermOf(step) is { } term)
            {
                terms.Add(term);
            }

            running = step.Term;
        }

        return terms;
    }

    private List<StepDue> Dues(Procedure procedure, ProcedureVersion version, DateOnly received)
    {
        var (dues, doubtful, working) = (new List<StepDue>(), false, false);
        foreach (var (step, last) in Way(procedure, version, received))
        {
            var term = version.TermOf(step);
            (doubtful, working) = (doubtful || term is { Doubtful: true }, working || term is { Working: true });
            dues.Add(new StepDue(step, last, last is not null && doubtful,
                last is { } day && working && !office.Policy.WorkDays.IsCertain(received, day)));
        }

        return dues;
    }

    private IReadOnlyList<UncertainYear> Uncertain(DateOnly from, DateOnly to) =>
        [.. Enumerable.Range(from.Year, to.Year - from.Year + 1).Select(y => new DateOnly(y, 1, 1))
            .Where(day => !office.Policy.WorkDays.IsCertain(day, day))
            .Select(day => new UncertainYear(day.Year, office.Policy.WorkDays.Years.Any(y => y.Year == day.Year)))];

    private IReadOnlyList<FormUse> Uses(FormDefinition form) =>
        [.. office.Policy.Procedures.SelectMany(p => p.Versions.SelectMany(v => v.Forms.Where(f => f.Form.Id == form.Id)
            .Select(f => new FormUse(p, v, f)))).OrderByDescending(u => u.Version.From)];
}
