using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register;

namespace AnSinh.Ledger;

/// <summary>Something of the register that may have been said otherwise before: one kind of statement about one subject.</summary>
/// <param name="Table"><c>fact</c>, <c>identity</c>, <c>residence</c>, <c>household</c>, <c>decision</c> or <c>merge</c>.</param>
/// <param name="Subject">Person or household it is about.</param>
/// <param name="Id">Number of the subject.</param>
/// <param name="Kind">Kind of fact, or programme of a decision.</param>
internal sealed record Slot(string Table, FactSubject Subject, long Id, string Kind);

/// <summary>
/// The household of one person in a month, as it would be laid out if some statements were still what they were before and all others are
/// what they are now. It is how a cause is tried: undone, does the difference go?
/// </summary>
internal sealed class Undone(Snapshot now, Snapshot before, FactVocabulary facts, long person)
{
    /// <summary>Null if the person would not be in the register at all.</summary>
    public Snapshot? Of(IReadOnlyCollection<Slot> undone)
    {
        // Who lives with whom: as before if that is undone, or if the register of now does not hold the person.
        var structure = undone.Any(s => s.Table == "household") || now.RowOf(person) < 0 ? before : now;
        if (structure.RowOf(person) is not (>= 0 and var own))
        {
            structure = structure == before ? now : before;
            own = structure.RowOf(person);
        }

        if (own < 0 || !Exists(person, undone))
        {
            return null;
        }

        var household = structure.HouseholdOf[own];
        int[] members = household < 0 ? [own] : structure.HouseholdMembers[structure.HouseholdStart[household]..structure.HouseholdStart[household + 1]];
        long[] ids = [.. members.Select(m => structure.PersonIds[m]).Where(id => Exists(id, undone)).Order()];
        var number = household < 0 ? (long?)null : structure.HouseholdIds[household];
        var columns = now.Columns.Keys.Union(before.Columns.Keys).ToDictionary(c => c, c => Column(c, ids, number, undone), StringComparer.Ordinal);
        return new Snapshot(
            now.Month, now.Known, ids, columns,
            [.. ids.Select(id => now.RowOf(id) is >= 0 and var row ? now.UnitOf[row] : -1)], now.Units,
            [.. ids.Select(_ => household < 0 ? -1 : 0)],
            household < 0 ? [0] : [0, ids.Length],
            household < 0 ? [] : [.. Enumerable.Range(0, ids.Length)],
            household < 0 ? [] : [number!.Value]);
    }

    // Who was not in the register before is not in it if the file itself is undone; who was taken out of it is back.
    private bool Exists(long id, IReadOnlyCollection<Slot> undone) => (IsUndone(undone, "identity", FactSubject.Person, id) ? before : now).RowOf(id) >= 0;

    private static bool IsUndone(IReadOnlyCollection<Slot> undone, string table, FactSubject subject, long id, string? kind = null) =>
        undone.Any(s => s.Table == table && s.Subject == subject && s.Id == id && (kind is null || s.Kind == kind));

    private long[] Column(string name, long[] ids, long? household, IReadOnlyCollection<Slot> undone)
    {
        var kind = facts.FindOrNull(FactName.Bare(name));
        return Array.ConvertAll(ids, id =>
        {
            if (name == "id")
            {
                return id;
            }

            if (kind is { Subject: FactSubject.Household })
            {
                return household is not { } number ? kind.Absent
                    : IsUndone(undone, "fact", FactSubject.Household, number, kind.Name) ? OfHousehold(before, now, name, number, kind)
                    : OfHousehold(now, before, name, number, kind);
            }

            var old = name is "birth_date" or "sex" ? IsUndone(undone, "identity", FactSubject.Person, id)
                : name == "resident" ? IsUndone(undone, "residence", FactSubject.Person, id)
                : IsUndone(undone, "fact", FactSubject.Person, id, kind?.Name ?? name);
            var source = old || now.RowOf(id) < 0 ? before : now;
            return Value(source, name, source.RowOf(id), kind);
        });
    }

    private static long Value(Snapshot source, string name, int row, FactKind? kind) =>
        row >= 0 && source.Columns.TryGetValue(name, out var column) ? column[row] : name == "resident" ? 0 : kind?.Absent ?? FactKind.Unknown;

    // What is said of a household is copied to its members: any of them tells it; of one nobody is in, the other register may.
    private static long OfHousehold(Snapshot first, Snapshot second, string name, long number, FactKind kind)
    {
        foreach (var source in new[] { first, second })
        {
            if (Array.BinarySearch(source.HouseholdIds, number) is >= 0 and var h && source.HouseholdStart[h] < source.HouseholdStart[h + 1])
            {
                return Value(source, name, source.HouseholdMembers[source.HouseholdStart[h]], kind);
            }
        }

        return kind.Absent;
    }
}

/// <summary>Decisions about the people of a few rows, some of them as they were before.</summary>
internal sealed class UndoneDecisions(DecisionBook now, DecisionBook before, long person, IReadOnlySet<string> undone, bool all) : IDecisionColumns
{
    public long[] Column(string programme, Snapshot snapshot) => Array.ConvertAll(snapshot.PersonIds, id =>
        ((id == person && (all || undone.Contains(programme))) ? before : now).FindOrNull(id, programme, snapshot.Month) is { } decision
            ? Month.Of(decision.SignedOn).Index
            : long.MaxValue);
}
