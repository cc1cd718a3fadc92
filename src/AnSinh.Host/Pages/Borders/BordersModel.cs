using AnSinh.Host.Components;
using AnSinh.Host.Pages.Scoreboard;
using AnSinh.Register;

namespace AnSinh.Host.Pages.Borders;

/// <summary>The map of a day and the changes that led to it.</summary>
/// <param name="Day">The day whose borders are drawn.</param>
/// <param name="Days">Days to choose from.</param>
/// <param name="Places">The tiles.</param>
/// <param name="Figures">People by unit, within the viewer's scope.</param>
/// <param name="Changes">Changes of the communes on the map, oldest first.</param>
/// <param name="Units">Units of the day.</param>
public sealed record BordersModel(
    DateOnly Day, IReadOnlyList<MapDay> Days, IReadOnlyList<PlacedUnit> Places, IReadOnlyDictionary<string, UnitFigure> Figures,
    IReadOnlyList<ChangeRow> Changes, IReadOnlyList<Unit> Units);

/// <summary>One unit went over into another.</summary>
/// <param name="On">The day it took effect.</param>
/// <param name="Decided">The day it was decided.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="From">The earlier unit.</param>
/// <param name="To">The later unit; null if it was abolished.</param>
/// <param name="Whole">True if all of it went over.</param>
public sealed record ChangeRow(DateOnly On, DateOnly? Decided, string Instrument, Unit From, Unit? To, bool Whole);
