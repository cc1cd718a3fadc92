using AnSinh.Basics;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Publications;

/// <summary>A paper in which figures were published.</summary>
/// <param name="Id">Name in policy/.</param>
/// <param name="UnitCode">The place it speaks of.</param>
/// <param name="Title">What the paper is.</param>
/// <param name="CarriedBy">Where we read it.</param>
/// <param name="PublishedOn">Day of publication.</param>
/// <param name="Term">The term it reports on, or null.</param>
public sealed record PublishedPaper(string Id, string UnitCode, LocalText Title, LocalText CarriedBy, DateOnly PublishedOn, string? Term);

/// <summary>The denominator of a published share, as far as the publication tells.</summary>
/// <param name="Stated">True if the publication says what the share is of.</param>
/// <param name="Text">What it is, or what it probably is.</param>
public sealed record PublishedDenominator(bool Stated, LocalText Text);

/// <summary>
/// A published figure (<i lang="vi">số công bố</i>): a claim to be checked, never corrected and never mixed with what is computed.
/// </summary>
/// <param name="Id">Its number among the claims, <c>C01</c>.</param>
/// <param name="Indicator">The indicator it is about, or null.</param>
/// <param name="Label">What it says, for people.</param>
/// <param name="Value">The number with the digits as printed.</param>
/// <param name="Op">Exact, a bound, or rough.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="UnitStated">False if the publication leaves the unit open.</param>
/// <param name="AsOf">The year it is for.</param>
/// <param name="Status"><c>result</c>, <c>estimate</c> or <c>headline</c>.</param>
/// <param name="Denominator">What a share is of, null for a count.</param>
/// <param name="SaysMet">True if the publication itself says that the target is met.</param>
/// <param name="Note">A remark, or null.</param>
/// <param name="Publication">The paper.</param>
/// <param name="Place">File and line.</param>
public sealed record PublishedFigure(
    string Id,
    string? Indicator,
    LocalText Label,
    decimal Value,
    Comparator Op,
    IndicatorUnit Unit,
    bool UnitStated,
    int AsOf,
    string Status,
    PublishedDenominator? Denominator,
    bool? SaysMet,
    LocalText? Note,
    PublishedPaper Publication,
    string Place)
{
    /// <summary>Last day of the year it is for.</summary>
    public DateOnly PeriodEnd => new Month(AsOf, 12).LastDay;
}

/// <summary>A figure of another source that published figures are held against.</summary>
/// <param name="Id">Name in policy/.</param>
/// <param name="UnitCode">The place.</param>
/// <param name="Value">The number.</param>
/// <param name="Op">Exact, a bound, or rough.</param>
/// <param name="Date">Day it is true for.</param>
/// <param name="Kind"><c>census</c>, <c>published</c>, <c>derived</c> or <c>model</c>.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Label">What it is.</param>
/// <param name="Place">File and line.</param>
public sealed record ReferenceFigure(string Id, string UnitCode, decimal Value, Comparator Op, DateOnly Date, string Kind,
    string Source, LocalText Label, string Place);
