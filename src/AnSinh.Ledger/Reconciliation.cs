using AnSinh.Basics;

namespace AnSinh.Ledger;

/// <summary>Something in the ledger that is not as it must be.</summary>
/// <param name="Code"><c>posted</c>, <c>paid</c>, <c>run</c>, <c>settlement</c> or <c>reversal</c>.</param>
/// <param name="Message">What is wrong, in Vietnamese, with the person, the month and the row.</param>
/// <param name="RunId">The run it is in, if one.</param>
/// <param name="PersonId">The person, if one.</param>
/// <param name="Programme">The programme, if one.</param>
/// <param name="Month">The month, if one.</param>
/// <param name="EntryId">The row, if there is one.</param>
public sealed record LedgerFault(string Code, string Message, long? RunId = null, long? PersonId = null, string? Programme = null,
    Month? Month = null, long? EntryId = null);

/// <summary>
/// Whether the books balance (<i lang="vi">đối chiếu</i>): each opened month computed anew as its last run knew it, against what was
/// posted; and every payment against what its settlement had to pay. Recomputed + held + withheld = posted; posted = paid + to pay − to
/// recover.
/// </summary>
/// <param name="Recomputed">What is due for all opened months, computed anew.</param>
/// <param name="Held">What is posted beyond that because the answer is unknown: it stays until it is known.</param>
/// <param name="Withheld">What a law that lowered settled months would take back and nobody decided to.</param>
/// <param name="Balance">Everything posted and paid, and what is open on either side.</param>
/// <param name="Differences">Months of persons for which something else is posted than computed.</param>
/// <param name="Next">What a run of today would write for the opened months.</param>
/// <param name="Faults">What is wrong, each named.</param>
public sealed record Reconciliation(long Recomputed, long Held, long Withheld, Balance Balance, int Differences,
    LineSum Next, IReadOnlyList<LedgerFault> Faults)
{
    /// <summary>An empty ledger.</summary>
    public static Reconciliation Empty { get; } = new(0, 0, 0, new Balance(0, 0, 0, 0, 0), 0, default, []);

    /// <summary>Everything posted as due.</summary>
    public long Due => Balance.Due;

    /// <summary>Everything paid.</summary>
    public long Paid => Balance.Paid;

    /// <summary>True if nothing is wrong.</summary>
    public bool Agrees => Faults.Count == 0;

    /// <summary>What is still to be paid, less what is to be recovered.</summary>
    public long OpenBalance => Balance.Open;
}
