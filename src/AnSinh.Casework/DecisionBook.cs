using AnSinh.Basics;
using AnSinh.Determinations;
using AnSinh.Register.Snapshots;

namespace AnSinh.Casework;

/// <summary>All decisions believed on one day, ready to be laid beside a snapshot as a column.</summary>
public sealed class DecisionBook : IDecisionColumns
{
    private readonly Dictionary<string, Decision[]> _byProgramme;

    internal DecisionBook(AsKnown known, IEnumerable<Decision> believed)
    {
        Known = known;
        _byProgramme = believed.GroupBy(d => d.Programme, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(d => d.PersonId).ThenBy(d => d.SignedOn).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The day whose knowledge this is.</summary>
    public AsKnown Known { get; }

    /// <summary>
    /// Per row of the snapshot the index of the month in which the earliest decision in force for the month was signed;
    /// <see cref="long.MaxValue"/> where there is none.
    /// </summary>
    public long[] Column(string programme, Snapshot snapshot)
    {
        var column = new long[snapshot.PersonIds.Length];
        Array.Fill(column, long.MaxValue);
        foreach (var decision in InForce(programme, snapshot.Month))
        {
            if (snapshot.RowOf(decision.PersonId) is >= 0 and var row)
            {
                column[row] = Math.Min(column[row], Month.Of(decision.SignedOn).Index);
            }
        }

        return column;
    }

    /// <summary>Decisions of a programme in force for a month, by person number.</summary>
    public IEnumerable<Decision> InForce(string programme, Month month) =>
        _byProgramme.TryGetValue(programme, out var decisions) ? decisions.Where(d => d.CoversMonth(month)) : [];

    /// <summary>The decision in force for a person, programme and month, the earliest signed if several; null if none.</summary>
    public Decision? FindOrNull(long personId, string programme, Month month)
    {
        if (!_byProgramme.TryGetValue(programme, out var decisions))
        {
            return null;
        }

        for (var i = FirstOf(decisions, personId); i < decisions.Length && decisions[i].PersonId == personId; i++)
        {
            if (decisions[i].CoversMonth(month))
            {
                return decisions[i];
            }
        }

        return null;
    }

    private static int FirstOf(Decision[] decisions, long personId)
    {
        var (low, high) = (0, decisions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = decisions[middle].PersonId < personId ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
