using AnSinh.Basics;

namespace AnSinh.Ledger;

/// <summary>Lines and money of one kind.</summary>
/// <param name="Count">Number of lines.</param>
/// <param name="Amount">Their sum in đồng.</param>
public readonly record struct LineSum(long Count, long Amount)
{
    /// <summary>One line more.</summary>
    public LineSum Plus(long amount) => new(Count + 1, checked(Amount + amount));
}

/// <summary>Lines by kind.</summary>
/// <param name="Current">Money for the month itself.</param>
/// <param name="Arrears">Back-pay for earlier months (<i lang="vi">truy lĩnh</i>).</param>
/// <param name="Recovery">Money to be returned for earlier months (<i lang="vi">thu hồi</i>).</param>
public sealed record LinesByKind(LineSum Current, LineSum Arrears, LineSum Recovery)
{
    /// <summary>Nothing.</summary>
    public static LinesByKind None { get; } = new(default, default, default);

    /// <summary>One line more.</summary>
    public LinesByKind Plus(LineKind kind, long amount) => kind switch
    {
        LineKind.Current => this with { Current = Current.Plus(amount) },
        LineKind.Arrears => this with { Arrears = Arrears.Plus(amount) },
        _ => this with { Recovery = Recovery.Plus(amount) },
    };
}

/// <summary>What a run did for one programme.</summary>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Persons">Persons to whom something is due for the month.</param>
/// <param name="Due">What is due for the month in all, posted now or before.</param>
/// <param name="NewLines">Lines written by this run, for whatever month.</param>
/// <param name="Amount">Sum of those lines.</param>
/// <param name="ByKind">The lines by kind.</param>
public sealed record ProgrammeRun(string Programme, string Label, long Persons, long Due, long NewLines, long Amount, LinesByKind ByKind);

/// <summary>What a month run (<i lang="vi">kỳ chi trả tháng</i>) found and wrote.</summary>
/// <param name="RunId">The run written, null if there was nothing to write.</param>
/// <param name="Month">The month run.</param>
/// <param name="AsKnown">The day whose knowledge was used.</param>
/// <param name="People">Living residents in the month.</param>
/// <param name="Determined">Of those, people for whom every programme gave yes or no, and the whole amount.</param>
/// <param name="Unknown">Of those, people for whom some programme could not be determined, or its amount only in part.</param>
/// <param name="Held">Lines not written because the answer is unknown now and money was posted before: nothing is taken back on a
/// doubt.</param>
/// <param name="NewLines">Lines written.</param>
/// <param name="Amount">Sum of the lines written.</param>
/// <param name="Due">What is due for the month in all.</param>
/// <param name="ByKind">The lines by kind.</param>
/// <param name="OpenedMonths">Months recomputed: all that had a run before, up to this one.</param>
/// <param name="SkippedMonths">Months between them that never had a run and were not touched.</param>
/// <param name="ByProgramme">The same by programme.</param>
/// <param name="RulebookHash">Hash of the rulebook used.</param>
public sealed record RunResult(
    long? RunId,
    Month Month,
    AsKnown AsKnown,
    long People,
    long Determined,
    long Unknown,
    long Held,
    long NewLines,
    long Amount,
    long Due,
    LinesByKind ByKind,
    IReadOnlyList<Month> OpenedMonths,
    IReadOnlyList<Month> SkippedMonths,
    IReadOnlyList<ProgrammeRun> ByProgramme,
    string RulebookHash)
{
    /// <summary>Recorded changes later than the day used, which it therefore did not see.</summary>
    public long Unseen { get; init; }

    /// <summary>
    /// Lines not posted because a law would take back what was paid and nobody decided to; a positive amount is no longer withheld.
    /// </summary>
    public LineSum Withheld { get; init; }
}

/// <summary>Where a run stands, for a progress bar.</summary>
/// <param name="Step">What is being done, in Vietnamese.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Of">Steps in all.</param>
public sealed record RunProgress(string Step, int Done, int Of);

/// <summary>What settling (<i lang="vi">chốt chi</i>) a run wrote.</summary>
/// <param name="RunId">The run.</param>
/// <param name="NewLines">Payments written; 0 if the run had been settled before.</param>
/// <param name="Amount">Their sum.</param>
/// <param name="ToRecover">Lines that take back: not collected by settling, they stay open.</param>
public sealed record SettleResult(long RunId, long NewLines, long Amount, LineSum ToRecover);
