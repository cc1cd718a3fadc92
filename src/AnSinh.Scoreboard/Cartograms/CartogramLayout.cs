using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Scoreboard.Cartograms;

/// <summary>One commune of the oldest map on the tile grid.</summary>
/// <param name="UnitKey">Key of the unit version.</param>
/// <param name="Row">Row from the north.</param>
/// <param name="Column">Column from the west.</param>
/// <param name="Name">Name of the commune.</param>
public sealed record TilePlace(string UnitKey, int Row, int Column, string Name);

/// <summary>A date whose map can be shown.</summary>
/// <param name="Date">A day on which that map was in force.</param>
/// <param name="Label">Name for people.</param>
public sealed record MapDate(DateOnly Date, LocalText Label);

/// <summary>Where the tiles of a place lie and which maps it has had, read from policy/*/cartogram.</summary>
/// <param name="Id">Name in policy/.</param>
/// <param name="UnitCode">The place.</param>
/// <param name="TilesDate">The day whose units the tiles are.</param>
/// <param name="Note">What the picture is and is not.</param>
/// <param name="Maps">Dates in ascending order.</param>
/// <param name="Tiles">One a commune.</param>
public sealed record CartogramLayout(string Id, string UnitCode, DateOnly TilesDate, LocalText Note, IReadOnlyList<MapDate> Maps,
    IReadOnlyList<TilePlace> Tiles)
{
    /// <summary>The latest map in force on a day; the first if none was.</summary>
    public MapDate MapOn(DateOnly day) => Maps.LastOrDefault(m => m.Date <= day) ?? Maps[0];

    internal static CartogramLayout Read(PolicyMap sheet, string folder)
    {
        var maps = sheet.Maps("maps").Select(m => new MapDate(m.RequiredDate("date"), m.RequiredLocal("label")))
            .OrderBy(m => m.Date).ToList();
        if (maps.Count == 0)
        {
            sheet.Wrong("maps", "Cần ít nhất một ngày địa giới.");
        }

        var layout = new CartogramLayout(sheet.Required("cartogram"), sheet.Required("unit"), sheet.RequiredDate("tiles_date"),
            sheet.RequiredLocal("note"), maps, ReadTiles(sheet, folder));
        sheet.Done();
        return layout;
    }

    private static List<TilePlace> ReadTiles(PolicyMap sheet, string folder)
    {
        var path = Path.Combine(folder, Path.GetFileName(sheet.Required("tiles")));
        var tiles = new List<TilePlace>();
        if (!File.Exists(path))
        {
            sheet.Wrong("tiles", $"Không có tệp ô '{Path.GetFileName(path)}'.");
            return tiles;
        }

        var line = 1;
        foreach (var text in File.ReadLines(path).Skip(1))
        {
            line++;
            var parts = text.Split(',', 4);
            if (parts.Length == 4 && int.TryParse(parts[1], out var row) && int.TryParse(parts[2], out var column)
                && !tiles.Any(t => (t.Row, t.Column) == (row, column) || t.UnitKey == parts[0]))
            {
                tiles.Add(new TilePlace(parts[0], row, column, parts[3]));
            }
            else
            {
                sheet.Wrong(
                    "tiles", $"{Path.GetFileName(path)}:{line}: mỗi dòng là mã đơn vị, hàng, cột, tên; không trùng đơn vị, không trùng ô.");
            }
        }

        return tiles;
    }
}
