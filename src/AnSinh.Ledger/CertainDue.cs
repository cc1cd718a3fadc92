using AnSinh.Determinations;

namespace AnSinh.Ledger;

/// <summary>What is due where only a part of an amount is certain.</summary>
internal static class CertainDue
{
    /// <summary>
    /// The certain part is due. What was posted before stays as long as it may be right: more than is certain is not recovered while it is
    /// not known that it was not owed.
    /// </summary>
    public static long DueBeside(this ProgrammeResult programme, int row, long posted) =>
        programme.IsOpen(row) ? Math.Clamp(posted, programme.Amount[row], programme.MostOf(row)) : programme.Amount[row];
}
