namespace AnSinh.Host.Components;

/// <summary>A unit's figure on the map.</summary>
/// <param name="Value">The value that chooses the colour; null if it is not known.</param>
/// <param name="Short">As written on the tile.</param>
/// <param name="Text">As read aloud and shown on pointing: with its unit and denominator.</param>
public sealed record UnitFigure(decimal? Value, string Short, string Text);
