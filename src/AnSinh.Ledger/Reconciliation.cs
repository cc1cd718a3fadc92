namespace AnSinh.Ledger;

/// <summary>Whether the books balance (<i lang="vi">đối chiếu</i>): everything computed anew against everything posted and paid.</summary>
/// <param name="Recomputed">What is due for all opened months, computed anew as known at the last run.</param>
/// <param name="Held">What was posted where the answer is unknown now: it stays until it is known.</param>
/// <param name="Due">Everything posted as due.</param>
/// <param name="Paid">Everything paid.</param>
/// <param name="Differences">Lines a run would write now; none if the books agree.</param>
public sealed record Reconciliation(long Recomputed, long Held, long Due, long Paid, int Differences)
{
    /// <summary>True if a run would write nothing.</summary>
    public bool Agrees => Differences == 0;

    /// <summary>What is still to be paid.</summary>
    public long OpenBalance => checked(Due - Paid);
}
