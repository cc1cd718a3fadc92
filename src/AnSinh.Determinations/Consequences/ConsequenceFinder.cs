using AnSinh.Basics;
using AnSinh.Register.Changes;
using AnSinh.Register.History;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Consequences;

/// <summary>
/// Rehearses a change of the register and asks the law twice, month by month: of the register as it stands and as it would be. Only the
/// people it touches and those who live with them are read; nothing is written.
/// </summary>
public sealed class ConsequenceFinder(Determiner determiner)
{
    // Ten years of months: what lies further back is told by its first month only.
    private const int MonthsLimit = 120;

    /// <summary>The consequences of a set of changes. Refused if the register would refuse the set.</summary>
    /// <param name="set">The changes.</param>
    /// <param name="persons">Persons of the register it touches.</param>
    /// <param name="from">First month in which something is otherwise.</param>
    /// <param name="to">Last month to compare.</param>
    /// <param name="known">The day whose knowledge is used; the changes count as known on it.</param>
    /// <param name="decisions">Decisions believed on that day; null leaves out what is to be paid.</param>
    public Outcome<ConsequencesFound> Find(ChangeSet set, IReadOnlyCollection<long> persons, Month from, Month to,
        AsKnown known, IDecisionColumns? decisions)
    {
        var first = from < to.Add(1 - MonthsLimit) ? to.Add(1 - MonthsLimit) : from;
        var before = Reading(determiner.Register.LoadHistory(known, determiner.FactsRead, persons));
        return determiner.Register.Rehearse(set, rehearsal =>
        {
            long[] all = [.. persons.Concat(rehearsal.Batch.Persons.Values).Distinct()];
            var after = Reading(rehearsal.History(known, determiner.FactsRead, all));
            var comparison = new TwoRegisters(before, after, decisions);
            for (var month = first; month <= to; month = month.Add(1))
            {
                comparison.Compare(month);
            }

            return Outcome<ConsequencesFound>.Of(new ConsequencesFound(
                first, to, known, comparison.Consequences(to), comparison.Due, rehearsal.Batch.Persons, comparison.Persons));
        });
    }

    private Reading Reading(RegisterHistory history) => new(determiner.Policy, determiner.Register.Jurisdiction, history);
}
