using AnSinh.Register.Units;

namespace AnSinh.Scoreboard.Figures;

/// <summary>Which communes a unit is made of on a day, and where a commune's land lies on another day's map.</summary>
internal static class UnitCommunes
{
    private const int CommuneLevel = 3;

    /// <summary>The unit of a key or code.</summary>
    public static Unit? Find(UnitMap units, string keyOrCode, DateOnly day) => units.At(keyOrCode, day) ?? units.FindOrNull(keyOrCode);

    /// <summary>
    /// The communes on the day's map that the land of a unit lies in: a commune itself, what it became or what it was made of;
    /// all communes of a district or province, with those that were split and may have people in no part yet.
    /// </summary>
    /// <param name="units">The map looked at.</param>
    /// <param name="now">The map believed now, for a unit that the map looked at does not know yet.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="day">The day.</param>
    public static IReadOnlyList<Unit> CommunesOf(UnitMap units, UnitMap now, Unit unit, DateOnly day)
    {
        unit = units.FindOrNull(unit.Key) ?? unit;
        if (unit.Level < CommuneLevel)
        {
            return [.. units.Children(unit.Code, day).Concat(units.SplitWithin(unit.Code, day)).DistinctBy(u => u.Key)];
        }

        if (unit.ExistsOn(day))
        {
            return [unit];
        }

        return unit.From > day
            ? [.. now.ScopeOf(unit).Units.Select(units.FindOrNull).OfType<Unit>().Where(u => u.ExistsOn(day))
                .OrderBy(u => u.Code, StringComparer.Ordinal)]
            : units.CountedIn(unit.Key, day) is { } later ? [later] : [];
    }

    /// <summary>True if all these communes also were on the map of another day: nothing needs to be placed anew.</summary>
    public static bool SameMap(IReadOnlyList<Unit> communes, DateOnly map) =>
        communes.All(c => c.ExistsOn(map));

    /// <summary>
    /// The commune of an earlier map that a residence key lies in: the key itself, or what it had become by then; null for a
    /// commune made later out of several, which cannot be told apart.
    /// </summary>
    public static Unit? OnEarlierMap(UnitMap units, Unit residence, DateOnly map)
    {
        var unit = residence;
        while (unit.From > map)
        {
            var before = units.Predecessors(unit);
            if (before.Count != 1)
            {
                return null;
            }

            unit = before[0];
        }

        return units.Resolve(unit.Key, map);
    }
}
