using AnSinh.Basics;
using AnSinh.Scoreboard.Publications;

namespace AnSinh.Scoreboard.Targets;

/// <summary>A target (<i lang="vi">mục tiêu</i>): what a resolution promised for a period.</summary>
/// <param name="Indicator">The indicator promised.</param>
/// <param name="Period">The year it is promised for.</param>
/// <param name="Comparator">How the value must stand to the limit.</param>
/// <param name="Value">The limit; null if the source does not say how high the target is.</param>
/// <param name="SetBy">Who set it, in which paper.</param>
/// <param name="Reason">Why there is no value, if there is none.</param>
/// <param name="Source">Where we read it.</param>
/// <param name="Uncertain">True if the source leaves doubt.</param>
public sealed record Target(string Indicator, int Period, Comparator Comparator, decimal? Value, LocalText SetBy,
    LocalText? Reason, string Source, bool Uncertain);

/// <summary>A term of a place (<i lang="vi">nhiệm kỳ</i>) with its targets.</summary>
/// <param name="Id">As in addresses, <c>2015-2020</c>.</param>
/// <param name="UnitCode">Code of the place.</param>
/// <param name="From">First year, the base of changes.</param>
/// <param name="To">Last year.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Resolution">The paper that sets the targets.</param>
/// <param name="Targets">What was promised.</param>
/// <param name="NoTarget">Words for an indicator without a target.</param>
/// <param name="Place">File and line.</param>
public sealed record Term(string Id, string UnitCode, int From, int To, LocalText Label, LocalText Resolution,
    IReadOnlyList<Target> Targets, LocalText NoTarget, string Place)
{
    /// <summary>Last month of the term.</summary>
    public Month LastMonth => new(To, 12);

    /// <summary>The target of an indicator, or null.</summary>
    public Target? TargetOf(string indicator) => Targets.FirstOrDefault(t => t.Indicator == indicator);
}
