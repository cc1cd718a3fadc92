using AnSinh.Register.Units;

namespace AnSinh.Scoreboard.Figures;

/// <summary>
/// Places a month's people on the map of an earlier day by where their residence began. Who moved into a commune that did not
/// exist then cannot be placed; they are kept apart, so that totals agree on every map.
/// </summary>
internal sealed class EarlierMap(UnitMap units, EvaluatedMonth month, IReadOnlyList<string?> residences, DateOnly map)
{
    /// <summary>Key prefix of those who cannot be placed; the month's own commune follows, for the viewer's scope.</summary>
    public const string Unplaced = "?";

    private readonly Dictionary<string, string?> _places = [];

    /// <summary>The key a row is put under.</summary>
    public string PlaceOf(int row) => (residences[row] is { } key ? Place(key) : null) ?? Unplaced + month.Units[month.UnitOf[row]];

    private string? Place(string key)
    {
        if (!_places.TryGetValue(key, out var place))
        {
            _places[key] = place = units.FindOrNull(key) is { } unit ? UnitCommunes.OnEarlierMap(units, unit, map)?.Key : null;
        }

        return place;
    }
}
