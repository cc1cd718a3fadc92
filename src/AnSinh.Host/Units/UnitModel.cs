using AnSinh.Register.Units;

namespace AnSinh.Host.Units;

/// <summary>The page of a unit.</summary>
/// <param name="Unit">The unit version.</param>
/// <param name="Parent">The unit above it, if it is in the register.</param>
/// <param name="People">People living there in the month; null if outside the viewer's scope or not in force then.</param>
/// <param name="Households">Their households.</param>
/// <param name="Current">The unit that holds this land in the month looked at, if another.</param>
/// <param name="Indicators">Its indicators.</param>
/// <param name="Programmes">What the law gives its people this month.</param>
/// <param name="Before">Where it came from.</param>
/// <param name="After">What became of it.</param>
/// <param name="Communes">Its communes on the last day of the month.</param>
public sealed record UnitModel(
    Unit Unit, Unit? Parent, long? People, long? Households, Unit? Current, IReadOnlyList<UnitIndicator> Indicators,
    IReadOnlyList<UnitProgramme> Programmes,
    IReadOnlyList<HistoryRow> Before, IReadOnlyList<HistoryRow> After, IReadOnlyList<CommuneRow> Communes);

/// <summary>An indicator of the unit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, with its unit.</param>
/// <param name="Basis">Numerator and denominator.</param>
/// <param name="Href">The people behind it.</param>
public sealed record UnitIndicator(string Name, string Value, string Basis, string? Href);

/// <summary>A programme in the unit.</summary>
/// <param name="Id">The programme in policy/.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entitled">People entitled; null where they are too few to be shown to the viewer.</param>
/// <param name="Unknown">People for whom it cannot be told.</param>
/// <param name="Amount">Sum in đồng.</param>
public sealed record UnitProgramme(string Id, string Name, long? Entitled, long? Unknown, long? Amount);

/// <summary>A change of borders the unit took part in.</summary>
/// <param name="Other">The unit at the other end.</param>
/// <param name="On">The day it took effect.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Whole">True if all of the earlier unit went over.</param>
public sealed record HistoryRow(Unit Other, DateOnly On, string Instrument, bool Whole);

/// <summary>A commune of the unit.</summary>
/// <param name="Unit">The commune.</param>
/// <param name="People">People, if the viewer may see them.</param>
/// <param name="Households">Households, if the viewer may see them.</param>
public sealed record CommuneRow(Unit Unit, long? People, long? Households);
