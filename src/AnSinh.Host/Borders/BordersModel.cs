using AnSinh.Host.Components;
using AnSinh.Host.Scoreboard;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;

namespace AnSinh.Host.Borders;

/// <summary>The map of a day and the changes that led to it.</summary>
/// <param name="Day">The day whose borders are drawn.</param>
/// <param name="Days">Days to choose from.</param>
/// <param name="Places">The tiles.</param>
/// <param name="Figures">People by unit, within the viewer's scope.</param>
/// <param name="Changes">Changes of the communes on the map, oldest first.</param>
/// <param name="Units">Units of the day.</param>
/// <param name="Events">Reorganisations applied here, the latest first.</param>
/// <param name="Waiting">Communes that were split, with households in no part yet.</param>
/// <param name="MayChange">True if the viewer may apply one.</param>
public sealed record BordersModel(
    DateOnly Day, IReadOnlyList<MapDay> Days, IReadOnlyList<PlacedUnit> Places, IReadOnlyDictionary<string, UnitFigure> Figures,
    IReadOnlyList<UnitChangeRow> Changes, IReadOnlyList<Unit> Units, IReadOnlyList<BorderEvent> Events, IReadOnlyList<(SplitUnit Split,
        int Households)> Waiting, bool MayChange);

/// <summary>A reorganisation of this register.</summary>
/// <param name="Batch">Its batch.</param>
/// <param name="What">What it says.</param>
/// <param name="From">Units that ended in others.</param>
/// <param name="To">Units they became.</param>
public sealed record BorderEvent(Batch Batch, Reorganisation What, int From, int To);

/// <summary>One unit went over into another.</summary>
/// <param name="On">The day it took effect.</param>
/// <param name="Decided">The day it was decided.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="From">The earlier unit.</param>
/// <param name="To">The later unit; null if it was abolished.</param>
/// <param name="Whole">True if all of it went over.</param>
public sealed record UnitChangeRow(DateOnly On, DateOnly? Decided, string Instrument, Unit From, Unit? To, bool Whole);
