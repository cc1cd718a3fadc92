using AnSinh.Register.Units;

namespace AnSinh.Host.Components;

/// <summary>A unit's place on the tile grid (<i lang="vi">bản đồ ô</i>) on one day; a merged unit has several.</summary>
/// <param name="Row">Row from the north.</param>
/// <param name="Column">Column from the west.</param>
/// <param name="Unit">The unit; null if its land cannot be followed to that day.</param>
public sealed record PlacedUnit(int Row, int Column, Unit? Unit);
