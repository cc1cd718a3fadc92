using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Publications;
using AnSinh.Scoreboard.Targets;

namespace AnSinh.Scoreboard.Figures;

/// <summary>What is asked of the scoreboard.</summary>
/// <param name="Unit">Key or code of the unit.</param>
/// <param name="Month">The month looked at.</param>
/// <param name="Known">The day whose knowledge is used.</param>
/// <param name="Scope">What the viewer may see. Applied before anything is summed.</param>
/// <param name="Map">A day whose map the figures are restated on; null for the month's own map.</param>
/// <param name="WithTrend">True to compute the earlier years too.</param>
public sealed record BoardQuestion(string Unit, Month Month, AsKnown Known, Scope Scope,
    DateOnly? Map = null, bool WithTrend = true);

/// <summary>One indicator of a unit: what is computed, what is published and what was promised, side by side and never mixed.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Basis">Where <paramref name="Value"/> comes from.</param>
/// <param name="Parts">Numbers computed from the register, or null.</param>
/// <param name="Value">The computed value, or the reported one if nothing is computed.</param>
/// <param name="BaseParts">For a change: the numbers of the base month.</param>
/// <param name="BySex">People by sex; empty for households and units.</param>
/// <param name="ByAge">People by age group; empty for households and units.</param>
/// <param name="MissingFacts">Kinds of facts the register holds none of.</param>
/// <param name="Published">The published figure, or null.</param>
/// <param name="Target">The target, or null.</param>
/// <param name="Met">Whether the target is met; null if that cannot be said.</param>
/// <param name="MetReason">Why it cannot be said, in Vietnamese.</param>
/// <param name="Trend">Yearly points, the last one the month looked at.</param>
public sealed record IndicatorFigure(
    Indicator Indicator,
    FigureBasis Basis,
    Parts? Parts,
    decimal? Value,
    Parts? BaseParts,
    IReadOnlyList<FigureGroup> BySex,
    IReadOnlyList<FigureGroup> ByAge,
    IReadOnlyList<FactKind> MissingFacts,
    PublishedFigure? Published,
    Target? Target,
    bool? Met,
    string? MetReason,
    IReadOnlyList<TrendPoint> Trend)
{
    /// <summary>True if it is not shown because a group in it is too small, or could be worked out from it.</summary>
    public bool IsSmall { get; init; }
}

/// <summary>One commune of a board.</summary>
/// <param name="Unit">The commune version on the board's map.</param>
/// <param name="Parts">Numbers by indicator; a change has those of the share it is of.</param>
/// <param name="Values">Values by indicator; null where the denominator is empty.</param>
public sealed record UnitRow(Unit Unit, IReadOnlyDictionary<string, Parts> Parts, IReadOnlyDictionary<string, decimal?> Values);

/// <summary>The scoreboard of a unit for a month as known on a day.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Unit">The unit.</param>
/// <param name="MapDate">The day whose map the communes are of.</param>
/// <param name="Partial">True if the viewer sees only part of the unit: sums are of that part.</param>
/// <param name="Synthetic">True if nobody in the register is real: its figures show how, they prove nothing.</param>
/// <param name="Term">The term the month belongs to, or null.</param>
/// <param name="Figures">All indicators, in the order of policy/.</param>
/// <param name="Units">The communes, in the order of their codes.</param>
/// <param name="Unplaced">Numbers by indicator of people and households who moved in after an earlier map and cannot be placed on
/// it.</param>
public sealed record UnitBoard(
    BoardQuestion Question,
    Unit Unit,
    DateOnly MapDate,
    bool Partial,
    bool Synthetic,
    Term? Term,
    IReadOnlyList<IndicatorFigure> Figures,
    IReadOnlyList<UnitRow> Units,
    IReadOnlyDictionary<string, Parts> Unplaced);

/// <summary>Which side of a figure is opened.</summary>
public enum FigurePart
{
    /// <summary>Those over the line.</summary>
    Numerator,

    /// <summary>Those under the line.</summary>
    Denominator,

    /// <summary>Those under but not over the line.</summary>
    Remainder,

    /// <summary>Those whose facts do not tell.</summary>
    Unclear,
}

/// <summary>Asks for the people, households or communes behind a figure.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Part">Which side.</param>
/// <param name="Unit">Key or code of the unit.</param>
/// <param name="Month">The month looked at.</param>
/// <param name="Known">The day whose knowledge is used.</param>
/// <param name="Scope">What the viewer may see.</param>
/// <param name="Sex">Only this sex code's position; null for all.</param>
/// <param name="Age">Only this age group's position; null for all.</param>
/// <param name="Page">Page from 1.</param>
/// <param name="PageSize">Rows a page.</param>
public sealed record FigureQuestion(string Indicator, FigurePart Part, string Unit, Month Month, AsKnown Known,
    Scope Scope, int? Sex = null, int? Age = null, int Page = 1, int PageSize = 50);

/// <summary>One line of an opened figure: a person, a household (with its first counted member) or a commune.</summary>
/// <param name="PersonId">The person, or the household's first counted member; null for a commune.</param>
/// <param name="HouseholdId">The household, or null.</param>
/// <param name="Unit">The commune on the month's map.</param>
/// <param name="Name">Name of the person or commune.</param>
/// <param name="Birth">Birth date with its precision, or null if unknown.</param>
/// <param name="Sex">Recorded sex, null for a commune.</param>
/// <param name="HouseholdNumber">Number of the household in the commune's book, or null.</param>
/// <param name="Hamlet">Hamlet of the household, or null.</param>
public sealed record FigureLine(long? PersonId, long? HouseholdId, Unit? Unit, string Name, BirthDate? Birth, Sex? Sex,
    string? HouseholdNumber, string? Hamlet);

/// <summary>A page of the people, households or communes behind a figure; every number opens to one of these.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Indicator">The indicator that was opened; for a change the share it is of.</param>
/// <param name="Total">How many lines there are in all.</param>
/// <param name="Lines">The lines of the page.</param>
public sealed record FigureList(FigureQuestion Question, Indicator Indicator, long Total, IReadOnlyList<FigureLine> Lines);
