using AnSinh.Host.Components;
using AnSinh.Host.Payments;
using AnSinh.Register.Units;

namespace AnSinh.Host.Scoreboard;

/// <summary>The scoreboard of a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Term">The term whose targets are shown, e.g. <c>2015-2020</c>.</param>
/// <param name="Rows">Its indicators.</param>
/// <param name="Doubts">Published figures that do not agree, each a sentence.</param>
/// <param name="Gap">The promise gap of the month.</param>
/// <param name="Runs">The latest month runs, within the viewer's scope.</param>
/// <param name="Map">The map, if the unit has communes and the viewer sees them.</param>
public sealed record ScoreboardModel(
    Unit Unit,
    string Term,
    IReadOnlyList<IndicatorRow> Rows,
    IReadOnlyList<FigureDoubt> Doubts,
    GapModel? Gap,
    IReadOnlyList<RunRow> Runs,
    MapModel? Map);

/// <summary>One indicator of the scoreboard.</summary>
/// <param name="Id">Its name in policy/.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Value">The value, with its unit.</param>
/// <param name="Href">The people behind it, or null if it is held as reported.</param>
/// <param name="Basis">Numerator and denominator, or what is missing of them.</param>
/// <param name="Target">What was promised.</param>
/// <param name="Published">The published figure, or null.</param>
/// <param name="Trend">Values of earlier years.</param>
/// <param name="Goal">The target as a number.</param>
/// <param name="TrendLabel">The trend in words.</param>
/// <param name="Kind">Colour of the verdict.</param>
/// <param name="Verdict">The verdict in a word.</param>
public sealed record IndicatorRow(
    string Id, string Name, string Value, string? Href, string Basis, string Target, string? Published,
    IReadOnlyList<decimal?> Trend, decimal? Goal, string TrendLabel, string Kind, string Verdict);

/// <summary>A published figure in doubt.</summary>
/// <param name="Id">The check, e.g. <c>K01</c>.</param>
/// <param name="Text">What does not agree.</param>
public sealed record FigureDoubt(string Id, string Text);

/// <summary>The promise gap of a month and programme in figures.</summary>
/// <param name="Programme">Name of the programme.</param>
/// <param name="Href">Its page.</param>
/// <param name="Steps">From entitled to paid.</param>
/// <param name="Leaks">Those paid or decided without being entitled: how many, in words.</param>
/// <param name="LeakHref">Who they are.</param>
/// <param name="LeakCount">How many.</param>
public sealed record GapModel(string Programme, string Href, IReadOnlyList<FunnelStep> Steps, string Leaks, string? LeakHref,
    long LeakCount);

/// <summary>An indicator by commune.</summary>
/// <param name="Indicator">Its name in policy/.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="UnitWord">Unit of the values.</param>
/// <param name="Day">The day whose borders are drawn.</param>
/// <param name="Days">Days to choose from, with their number of communes.</param>
/// <param name="Choices">Indicators to choose from: name in policy/ and for people.</param>
/// <param name="Places">The tiles.</param>
/// <param name="Figures">Figures by unit key.</param>
/// <param name="Ranking">Communes from the highest.</param>
public sealed record MapModel(
    string Indicator, string Name, string UnitWord, DateOnly Day, IReadOnlyList<MapDay> Days,
    IReadOnlyList<(string Id, string Name)> Choices, IReadOnlyList<PlacedUnit> Places,
    IReadOnlyDictionary<string, UnitFigure> Figures, IReadOnlyList<RankRow> Ranking);

/// <summary>A day on which the map is drawn.</summary>
/// <param name="Day">The day.</param>
/// <param name="Communes">How many communes there were.</param>
public sealed record MapDay(DateOnly Day, int Communes);

/// <summary>A commune in the ranking.</summary>
/// <param name="Unit">The commune.</param>
/// <param name="Value">Its value.</param>
/// <param name="Basis">Numerator and denominator.</param>
/// <param name="Href">Its people behind the figure.</param>
public sealed record RankRow(Unit Unit, string Value, string Basis, string? Href);
