using AnSinh.Basics;

namespace AnSinh.Ledger;

/// <summary>A run as kept (<i lang="vi">kỳ chi trả tháng</i>).</summary>
/// <param name="RunId">Number of the run.</param>
/// <param name="Month">The month run.</param>
/// <param name="Known">The day whose knowledge was used.</param>
/// <param name="CreatedAt">When it was posted, Unix milliseconds.</param>
/// <param name="SettledAt">When it was settled, or null while it is open.</param>
/// <param name="RulebookHash">Hash of the rulebook used.</param>
/// <param name="People">Living residents in the month.</param>
/// <param name="Determined">Of those, people for whom every programme gave yes or no, and the whole amount.</param>
/// <param name="Unknown">Of those, people for whom some programme could not be determined, or its amount only in part.</param>
/// <param name="Held">Lines held back because the answer had become unknown.</param>
/// <param name="Lines">Lines written.</param>
/// <param name="Amount">Their sum.</param>
public sealed record LedgerRun(
    long RunId, Month Month, AsKnown Known, long CreatedAt, long? SettledAt, string RulebookHash,
    long People, long Determined, long Unknown, long Held, long Lines, long Amount)
{
    /// <summary>The instant up to which it saw what was recorded, Unix milliseconds: on its own day no later than it was made.</summary>
    public long? SeenUntil { get; init; }

    /// <summary>When it was thrown away (<i lang="vi">bỏ kỳ</i>), or null: then nothing it wrote counts.</summary>
    public long? ThrownAt { get; init; }

    /// <summary>The run that posted its opposite (<i lang="vi">đảo kỳ</i>), or null.</summary>
    public long? ReversedBy { get; init; }

    /// <summary>The run whose opposite it posted, or null.</summary>
    public long? Reverses { get; init; }

    /// <summary>True for a run of a month that counts as one: not thrown away, not reversed and itself no reversal.</summary>
    public bool Stands => ThrownAt is null && ReversedBy is null && Reverses is null;

    /// <summary>What it could see: the day's knowledge, up to the instant it was made.</summary>
    public AsKnown Saw => AsKnown.At(Math.Min(Known.Instant, SeenUntil ?? CreatedAt));

    /// <summary><c>thrown</c>, <c>reversed</c>, <c>reversal</c>, <c>settled</c> or <c>posted</c>.</summary>
    public string Status =>
        ThrownAt is not null ? "thrown"
        : ReversedBy is not null ? "reversed" : Reverses is not null ? "reversal" : SettledAt is null ? "posted" : "settled";
}

/// <summary>A line before it is posted.</summary>
internal sealed record Line(long PersonId, string Programme, Month ForMonth, long Amount, LineKind Kind, string? Unit)
{
    public IReadOnlyList<Cause> Causes { get; set; } = [];
}

/// <summary>What was posted for a person and month of a programme.</summary>
internal readonly record struct Posted(long PersonId, long Amount, string? Unit)
{
    /// <summary>What was paid of it.</summary>
    public long Paid { get; init; }

    /// <summary>What a law would take back and nobody decided to; zero or negative.</summary>
    public long Withheld { get; init; }

    /// <summary>True if it was decided to take back what is withheld.</summary>
    public bool MayRecover { get; init; }

    /// <summary>What the law of now is taken to have given: posted, less what is withheld.</summary>
    public long Effective => checked(Amount + Withheld);

    /// <summary>The same person's from two files.</summary>
    public Posted And(Posted other) => this with
    {
        Amount = checked(Amount + other.Amount), Paid = checked(Paid + other.Paid), Withheld = checked(Withheld + other.Withheld),
        MayRecover = MayRecover || other.MayRecover,
    };
}
