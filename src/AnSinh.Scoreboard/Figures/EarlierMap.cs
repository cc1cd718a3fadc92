using AnSinh.Basics;
using AnSinh.Register;
using Dapper;

namespace AnSinh.Scoreboard.Figures;

/// <summary>
/// Places a month's people on the map of an earlier day by where their residence began. Who moved into a commune that did not
/// exist then cannot be placed; they are kept apart, so that totals agree on every map.
/// </summary>
internal sealed class EarlierMap
{
    /// <summary>Key prefix of those who cannot be placed; the month's own commune follows, for the viewer's scope.</summary>
    public const string Unplaced = "?";

    private readonly EvaluatedMonth _month;
    private readonly Dictionary<long, string> _places = [];

    public EarlierMap(RegisterDb register, EvaluatedMonth month, DateOnly map)
    {
        _month = month;
        var byKey = new Dictionary<string, string?>();
        foreach (var (person, key) in Residences(register, month))
        {
            if (!byKey.TryGetValue(key, out var place))
            {
                byKey[key] = place = register.Units.FindOrNull(key) is { } unit ? Places.OnEarlierMap(register.Units, unit, map)?.Key : null;
            }

            if (place is not null)
            {
                _places[person] = place;
            }
        }
    }

    /// <summary>The key a row is put under.</summary>
    public string PlaceOf(int row) => _places.GetValueOrDefault(_month.PersonIds[row]) ?? Unplaced + _month.Units[_month.UnitOf[row]];

    private static List<(long Person, string Key)> Residences(RegisterDb register, EvaluatedMonth month)
    {
        using var connection = register.Database.Connect();
        var rows = connection.Query<(long Person, string Key, string From, string? To)>(
            """
            select person_id, unit_key, cast(valid_from as text), cast(valid_to as text) from residence
            where recorded_at <= @at and (superseded_at is null or superseded_at > @at)
            order by valid_from
            """,
            new { at = month.Known.Instant },
            buffered: false);
        var (first, last) = (month.Month.FirstDay.ToString("yyyy-MM-dd", null), month.Month.LastDay.ToString("yyyy-MM-dd", null));
        return [.. rows.Where(r => string.CompareOrdinal(r.From, last) <= 0 && (r.To is null || string.CompareOrdinal(r.To, first) >= 0)).Select(r => (r.Person, r.Key))];
    }
}
