using AnSinh.Host.Components;
using AnSinh.Host.Web;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Cartograms;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Host.Scoreboard;

/// <summary>An indicator by commune on the tile map of one of its days.</summary>
internal static class MapCards
{
    /// <summary>The map of an indicator; null if the place has no tile layout.</summary>
    public static MapModel? Of(Office office, Visit visit, UnitBoard board, string? indicatorId, string? mapDay)
    {
        if (office.Scores.Cartograms.FirstOrDefault(c => c.UnitCode == board.Unit.Code) is not { } layout)
        {
            return null;
        }

        var choices = board.Figures.Where(f => f.Basis == FigureBasis.Register && f.Indicator.ChangeOf is null)
            .OrderBy(f => f.Published?.Id ?? "~", StringComparer.Ordinal).Select(f => f.Indicator).ToList();
        var indicator = choices.Find(i => i.Id == indicatorId) ?? choices.Find(i => i.IsShare) ?? choices.FirstOrDefault();
        if (indicator is null)
        {
            return null;
        }

        var day = DateOnly.TryParseExact(mapDay, "yyyy-MM-dd", out var asked) ? layout.MapOn(asked).Date
            : layout.MapOn(visit.Month.LastDay).Date;
        var rows = day == layout.MapOn(visit.Month.LastDay).Date
            ? board.Units
            : new SmallFigures(office, visit).Board(board.Question with { Map = day, WithTrend = false })?.Units ?? [];
        var (figures, ranking) = Figures(visit, indicator, rows);
        return new MapModel(
            indicator.Id,
            visit.Language.T(indicator.Label),
            new FigureWords(visit).Word(indicator.Unit).Trim(),
            day,
            Days(office, layout),
            [.. choices.Select(choice => (choice.Id, visit.Language.T(choice.Label)))],
            Place(office.Units, layout, day),
            figures,
            ranking);
    }

    // What each commune shows, and the communes by it.
    private static (Dictionary<string, UnitFigure> Figures, IReadOnlyList<RankRow> Ranking) Figures(
        Visit visit, Indicator indicator, IEnumerable<UnitRow> rows)
    {
        var words = new FigureWords(visit);
        var figures = new Dictionary<string, UnitFigure>(StringComparer.Ordinal);
        var ranking = new List<(decimal Value, RankRow Row)>();
        foreach (var row in rows)
        {
            if (row.Parts.TryGetValue(indicator.Id, out var parts) && row.Values.GetValueOrDefault(indicator.Id) is { } value)
            {
                var basis = words.Basis(indicator, parts);
                figures[row.Unit.Key] = new UnitFigure(value, visit.Language.Number(value, indicator.IsShare ? 1 : 0),
                    $"{words.Value(indicator, value)} ({basis})");
                ranking.Add((value, new RankRow(row.Unit, words.Value(indicator, value), basis, words.Href(indicator, row.Unit.Key))));
            }
        }

        return (figures,
            [.. ranking.OrderByDescending(r => r.Value).ThenBy(r => r.Row.Unit.Name, StringComparer.Ordinal).Select(r => r.Row)]);
    }

    /// <summary>The days of a layout with their number of communes.</summary>
    public static IReadOnlyList<MapDay> Days(Office office, CartogramLayout layout) =>
        [.. layout.Maps.Select(
            map => new MapDay(map.Date,
                Place(office.Units, layout, map.Date).Select(p => p.Unit?.Key).OfType<string>().Distinct().Count()))];

    /// <summary>Which unit each tile shows on a day.</summary>
    public static IReadOnlyList<PlacedUnit> Place(UnitMap units, CartogramLayout layout, DateOnly day) =>
        [.. layout.Tiles.Select(tile => new PlacedUnit(tile.Row, tile.Column, units.Resolve(tile.UnitKey, day)))];
}
