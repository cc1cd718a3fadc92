using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Cartograms;

/// <summary>One tile of the picture; borders are drawn where the neighbour belongs to another unit of the map.</summary>
/// <param name="Row">Row from the north.</param>
/// <param name="Column">Column from the west.</param>
/// <param name="Name">Name of the commune of the oldest map that the tile stands for.</param>
/// <param name="UnitKey">The unit it belongs to on the map shown; null if that is not known.</param>
/// <param name="Shade">Shade class, 0 without a value.</param>
/// <param name="Top">A border above.</param>
/// <param name="Right">A border to the right.</param>
/// <param name="Bottom">A border below.</param>
/// <param name="Left">A border to the left.</param>
public sealed record CartogramTile(int Row, int Column, string Name, string? UnitKey, int Shade, bool Top, bool Right, bool Bottom, bool Left);

/// <summary>One unit of the map shown, with the tile that carries its label.</summary>
/// <param name="Unit">The commune version.</param>
/// <param name="Tiles">How many tiles it covers.</param>
/// <param name="LabelRow">Row of the tile nearest to its middle.</param>
/// <param name="LabelColumn">Column of that tile.</param>
/// <param name="Parts">Numbers, null outside the viewer's scope or without data.</param>
/// <param name="Value">Value, null likewise or over an empty denominator.</param>
/// <param name="Shade">Shade class, 0 without a value.</param>
public sealed record CartogramUnit(Unit Unit, int Tiles, int LabelRow, int LabelColumn, Parts? Parts, decimal? Value, int Shade);

/// <summary>A shade class of the legend.</summary>
/// <param name="Shade">1 for the lowest values.</param>
/// <param name="From">Lowest value in it.</param>
/// <param name="To">Highest value in it.</param>
public sealed record ShadeClass(int Shade, decimal From, decimal To);

/// <summary>A tile cartogram (<i lang="vi">bản đồ ô</i>) of one indicator on one map: what a page draws as SVG.</summary>
/// <param name="Layout">Where the tiles come from.</param>
/// <param name="Map">The map shown; its date is said under the picture.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Tiles">One a commune of the oldest map.</param>
/// <param name="Units">One a commune of the map shown.</param>
/// <param name="Classes">The legend.</param>
public sealed record Cartogram(
    CartogramLayout Layout,
    MapDate Map,
    Indicator Indicator,
    int Rows,
    int Columns,
    IReadOnlyList<CartogramTile> Tiles,
    IReadOnlyList<CartogramUnit> Units,
    IReadOnlyList<ShadeClass> Classes)
{
    private const int ShadeDepth = 5;

    /// <summary>Draws one indicator of a board over the layout's tiles.</summary>
    public static Cartogram Of(CartogramLayout layout, UnitMap units, UnitBoard board, Indicator indicator)
    {
        var places = layout.Tiles.ToDictionary(t => (t.Row, t.Column), t => units.Resolve(t.UnitKey, board.MapDate));
        var rows = board.Units.ToDictionary(u => u.Unit.Key);
        var values = rows.Values
            .Select(r => (r.Unit.Key, Value: r.Values.GetValueOrDefault(indicator.Id)))
            .Where(v => v.Value is not null)
            .ToDictionary(v => v.Key, v => v.Value!.Value);
        var (shades, classes) = Shade(values);
        return new Cartogram(
            layout,
            layout.Maps.FirstOrDefault(m => m.Date == board.MapDate) ?? new MapDate(board.MapDate, layout.MapOn(board.MapDate).Label),
            indicator,
            layout.Tiles.Max(t => t.Row) + 1,
            layout.Tiles.Max(t => t.Column) + 1,
            [.. layout.Tiles.Select(t => Tile(t, places, shades))],
            [.. places.Where(p => p.Value is not null).GroupBy(p => p.Value!.Key).Select(g => UnitOf(g.First().Value!, [.. g.Select(p => p.Key)], rows, values, indicator, shades)).OrderBy(u => u.Unit.Code, StringComparer.Ordinal)],
            classes);
    }

    private static CartogramTile Tile(TilePlace tile, Dictionary<(int Row, int Column), Unit?> places, Dictionary<string, int> shades)
    {
        var key = places[(tile.Row, tile.Column)]?.Key;
        bool Border(int down, int right) => !places.TryGetValue((tile.Row + down, tile.Column + right), out var beside) || beside?.Key != key || key is null;
        return new CartogramTile(tile.Row, tile.Column, tile.Name, key, key is null ? 0 : shades.GetValueOrDefault(key), Border(-1, 0), Border(0, 1), Border(1, 0), Border(0, -1));
    }

    private static CartogramUnit UnitOf(Unit unit, List<(int Row, int Column)> tiles, Dictionary<string, UnitRow> rows, Dictionary<string, decimal> values, Indicator indicator, Dictionary<string, int> shades)
    {
        // The tile nearest to the middle, in whole numbers: compare n·position with the sum of positions.
        var (sumRow, sumColumn) = (tiles.Sum(t => t.Row), tiles.Sum(t => t.Column));
        var label = tiles.MinBy(t => Math.Abs((t.Row * tiles.Count) - sumRow) + Math.Abs((t.Column * tiles.Count) - sumColumn));
        Parts? parts = rows.TryGetValue(unit.Key, out var row) && row.Parts.TryGetValue(indicator.Id, out var p) ? p : null;
        return new CartogramUnit(unit, tiles.Count, label.Row, label.Column, parts, values.TryGetValue(unit.Key, out var value) ? value : null, shades.GetValueOrDefault(unit.Key));
    }

    /// <summary>Classes of about equally many distinct values; equal values never fall apart, few values spread over all shades.</summary>
    private static (Dictionary<string, int> Shades, IReadOnlyList<ShadeClass> Classes) Shade(Dictionary<string, decimal> values)
    {
        var distinct = values.Values.Distinct().Order().ToList();
        var shadeOf = distinct.Select((value, i) => (value, Shade: 1 + (distinct.Count > ShadeDepth ? i * ShadeDepth / distinct.Count : i * (ShadeDepth - 1) / Math.Max(distinct.Count - 1, 1)))).ToDictionary(v => v.value, v => v.Shade);
        return (
            values.ToDictionary(v => v.Key, v => shadeOf[v.Value]),
            [.. shadeOf.GroupBy(v => v.Value).OrderBy(g => g.Key).Select(g => new ShadeClass(g.Key, g.Min(v => v.Key), g.Max(v => v.Key)))]);
    }
}
