using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// The map of further districts (<i lang="vi">đơn vị hành chính</i>): copies of the first with a number after the code,
/// <c>09727~2020-03-01</c> → <c>09727.2~2020-03-01</c>.
/// </summary>
public static class SyntheticUnits
{
    /// <summary>The code of the district that is copied.</summary>
    internal static string District => Jurisdiction.PhucTho.Code.Split('-')[^1];

    /// <summary>The code of a unit in a district copy; 0 is the real district.</summary>
    public static string CopyOfCode(string code, int district) =>
        district == 0 ? code : string.Create(CultureInfo.InvariantCulture, $"{code}.{district + 1}");

    /// <summary>The key of a unit version in a district copy; 0 is the real district.</summary>
    public static string CopyOfKey(string key, int district)
    {
        var tilde = key.IndexOf('~', StringComparison.Ordinal);
        return tilde < 0 ? CopyOfCode(key, district) : CopyOfCode(key[..tilde], district) + key[tilde..];
    }

    /// <summary>The name of a unit in a district copy.</summary>
    internal static string? CopyOfName(string? name, int district) =>
        name is null || district == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({district + 1})");

    /// <summary>
    /// The map with the further districts of a demo on it: each copy holds the district, its communes at all times and what they became.
    /// A scale of 1 leaves the map as it is.
    /// </summary>
    public static (IReadOnlyList<Unit> Units,
        IReadOnlyList<UnitChange> Changes) Extend(IReadOnlyList<Unit> units, IReadOnlyList<UnitChange> changes, int scale)
    {
        var district = District;
        var own = units.Where(u => u.Code == district || u.ParentCode == district).Select(u => u.Key).ToHashSet(StringComparer.Ordinal);
        for (var found = 1; found > 0;)
        {
            found = changes.Count(c => c.ToKey is { } to && own.Contains(c.FromKey) && own.Add(to));
        }

        var (allUnits, allChanges) = (new List<Unit>(units), new List<UnitChange>(changes));
        for (var copy = 1; copy < scale; copy++)
        {
            allUnits.AddRange(units.Where(u => own.Contains(u.Key)).Select(u => u with
            {
                Key = CopyOfKey(u.Key, copy),
                Code = CopyOfCode(u.Code, copy),
                Name = CopyOfName(u.Name, copy)!,
                FullName = CopyOfName(u.FullName, copy)!,
                ParentCode = u.ParentCode == district ? CopyOfCode(district, copy) : u.ParentCode,
            }));
            allChanges.AddRange(changes.Where(c => own.Contains(c.FromKey)).Select(c => c with
            {
                Event = CopyOfCode(c.Event, copy),
                FromKey = CopyOfKey(c.FromKey, copy),
                ToKey = c.ToKey is { } to ? CopyOfKey(to, copy) : null,
            }));
        }

        return (allUnits, allChanges);
    }
}
