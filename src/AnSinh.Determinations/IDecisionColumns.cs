using AnSinh.Register.Snapshots;

namespace AnSinh.Determinations;

/// <summary>What determinations need to know of decisions without knowing Casework, which stands downstream.</summary>
public interface IDecisionColumns
{
    /// <summary>
    /// Per row of the snapshot the index of the month in which the decision in force for the month was signed;
    /// <see cref="long.MaxValue"/> where there is none.
    /// </summary>
    long[] Column(string programme, Snapshot snapshot);
}
