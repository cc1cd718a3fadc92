using AnSinh.Basics;

namespace AnSinh.Register.Units;

/// <summary>
/// All versions of the units and the changes between them (<i lang="vi">đơn vị hành chính</i>). Every lookup takes a day. Immutable.
/// </summary>
public sealed class UnitMap
{
    private readonly Dictionary<string, Unit> _byKey;
    private readonly ILookup<string, Unit> _byCode;
    private readonly ILookup<string, Unit> _byParent;
    private readonly ILookup<string, UnitChange> _outOf;
    private readonly ILookup<string, UnitChange> _into;

    /// <summary>A map of these versions; two of one key are a bug of the reader that let them through.</summary>
    public UnitMap(IReadOnlyList<Unit> units, IReadOnlyList<UnitChange> changes)
    {
        (All, Changes) = (units, changes);
        _byKey = units.ToDictionary(u => u.Key, StringComparer.Ordinal);
        _byCode = units.ToLookup(u => u.Code, StringComparer.Ordinal);
        _byParent = units.Where(u => u.ParentCode is not null).ToLookup(u => u.ParentCode!, StringComparer.Ordinal);
        // A unit that took in another and kept its version is named as its own predecessor: going on from it leads nowhere else.
        _outOf = changes.Where(c => c.ToKey is not null && c.ToKey != c.FromKey).ToLookup(c => c.FromKey, StringComparer.Ordinal);
        _into = changes.Where(c => c.ToKey is not null).ToLookup(c => c.ToKey!, StringComparer.Ordinal);
    }

    /// <summary>Every version there is or was.</summary>
    public IReadOnlyList<Unit> All { get; }

    /// <summary>Every change.</summary>
    public IReadOnlyList<UnitChange> Changes { get; }

    /// <summary>The version of a key, or null.</summary>
    public Unit? FindOrNull(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The version of a code that exists on the day, or null.</summary>
    public Unit? At(string code, DateOnly day) => _byCode[code].FirstOrDefault(u => u.ExistsOn(day));

    /// <summary>
    /// Where the land of a version lies on a day: itself while it exists, later the version reached along <em>whole</em> changes.
    /// Null for a day before it existed, and where the land was split or its tier abolished: then nobody can say for all of it.
    /// </summary>
    public Unit? Resolve(string key, DateOnly day)
    {
        var unit = FindOrNull(key);
        while (unit is not null && unit.To < day)
        {
            var next = _outOf[unit.Key].Where(c => c.Whole && c.On <= day).ToList();
            unit = next.Count == 1 ? FindOrNull(next[0].ToKey!) : null;
        }

        return unit?.ExistsOn(day) == true ? unit : null;
    }

    /// <summary>
    /// Where people of a version are counted on a day: as <see cref="Resolve"/>, but in a commune that was split itself until its
    /// households are assigned, so that nobody falls out of a total. Null for a day before it existed, and where its tier was abolished.
    /// </summary>
    public Unit? CountedIn(string key, DateOnly day)
    {
        var unit = FindOrNull(key);
        while (unit is not null && unit.To < day)
        {
            var next = _outOf[unit.Key].Where(c => c.On <= day).ToList();
            if (next.Any(c => !c.Whole))
            {
                return unit;
            }

            unit = next.Count == 1 ? FindOrNull(next[0].ToKey!) : null;
        }

        return unit?.ExistsOn(day) == true ? unit : null;
    }

    /// <summary>Communes inside a unit that were split by the day: some of their people may still be assigned to no part.</summary>
    public IReadOnlyList<Unit> SplitWithin(string parentCode, DateOnly day) =>
    [
        .. Changes.Where(c => !c.Whole && c.Level == 3 && c.On <= day).Select(c => c.FromKey).Distinct().Select(FindOrNull).OfType<Unit>()
            .Where(u => _byCode[parentCode].Any(parent => parent.Meets(u)) && IsWithin(u, parentCode))
            .OrderBy(u => u.Key, StringComparer.Ordinal),
    ];

    /// <summary>
    /// The units of a level inside another on a day, by code. For a unit that no longer exists (a district after its tier was
    /// abolished): what became of those inside it on its last day.
    /// </summary>
    public IReadOnlyList<Unit> Children(string parentCode, DateOnly day, int level = 3)
    {
        if (At(parentCode, day) is { } parent)
        {
            return [.. Inside(parent, day).Where(u => u.Level == level).DistinctBy(u => u.Key)
                .OrderBy(u => u.Code, StringComparer.Ordinal)];
        }

        var last = _byCode[parentCode].Where(u => u.To < day).MaxBy(u => u.To);
        return last is null ? []
            : [.. Children(parentCode, last.To!.Value, level).SelectMany(u => Reached(u, day)).DistinctBy(u => u.Key)
                .OrderBy(u => u.Code, StringComparer.Ordinal)];
    }

    /// <summary>Versions whose land, whole or in part, became this one.</summary>
    public IReadOnlyList<Unit> Predecessors(Unit unit) =>
        [.. _into[unit.Key].Select(c => FindOrNull(c.FromKey)).OfType<Unit>().DistinctBy(u => u.Key)];

    /// <summary>Versions that the land of this one, whole or in part, became.</summary>
    public IReadOnlyList<Unit> Successors(Unit unit) =>
        [.. _outOf[unit.Key].Select(c => FindOrNull(c.ToKey!)).OfType<Unit>().DistinctBy(u => u.Key)];

    /// <summary>
    /// The residence keys an official of this unit may see: the communes inside it at any time, all that became them whole, and what
    /// they became if nothing else is in it. A commune that was split stays with neither part until its households are assigned.
    /// </summary>
    public Scope ScopeOf(Unit unit)
    {
        var scope = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<Unit>(unit.Level == 3 ? [unit] : Everywhere(unit).Where(u => u.Level == 3));
        while (pending.TryDequeue(out var next))
        {
            if (!scope.Add(next.Key))
            {
                continue;
            }

            foreach (var change in _into[next.Key].Where(c => c.Whole && c.FromKey != next.Key))
            {
                Enqueue(pending, change.FromKey);
            }

            if (unit.Level < 3)
            {
                foreach (var change in _outOf[next.Key].Where(c => _into[c.ToKey!].All(p => p.Whole && scope.Contains(p.FromKey))))
                {
                    Enqueue(pending, change.ToKey!);
                }
            }
        }

        return Scope.Of(scope);
    }

    /// <summary>
    /// Sums figures of the units of one map onto the map of another day. A later map takes the units that became whole part of
    /// another; an earlier one only those that were the same land. Anything else is refused: shares of a split are not known.
    /// </summary>
    public Outcome<IReadOnlyDictionary<string, long>> Restate(IReadOnlyDictionary<string, long> byKey, DateOnly toDay)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        var refusals = new List<Refusal>();
        foreach (var (key, figure) in byKey)
        {
            var unit = FindOrNull(key);
            var target = unit is null ? null : unit.From > toDay ? SameLandBefore(unit, toDay) : Resolve(key, toDay);
            if (target is null)
            {
                refusals.Add(
                    new Refusal("unit.not-whole",
                        $"Không tính lại được số liệu của {unit?.FullName ?? key} theo bản đồ ngày {Vietnamese.Date(toDay)}: "
                    + (unit is null ? "không có đơn vị này." : "đơn vị bị chia tách, hoặc trước đó chưa có nguyên vẹn."), key));
                continue;
            }

            sums[target.Key] = checked(sums.GetValueOrDefault(target.Key) + figure);
        }

        return refusals.Count > 0 ? Outcome<IReadOnlyDictionary<string, long>>.Refused(refusals)
            : Outcome<IReadOnlyDictionary<string, long>>.Of(sums);
    }

    /// <summary>
    /// Sums figures of the units of one map onto the map of another day, and keeps apart those that lie in no one unit of it: of a commune
    /// that was split, of one made out of several later. The two together are always the whole.
    /// </summary>
    public (IReadOnlyDictionary<string, long> On,
        IReadOnlyDictionary<string, long> Apart) Spread(IReadOnlyDictionary<string, long> byKey, DateOnly toDay)
    {
        var (on, apart) = (new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var (key, figure) in byKey)
        {
            var unit = FindOrNull(key);
            var target = unit is null ? null : unit.From > toDay ? SameLandBefore(unit, toDay) : Resolve(key, toDay);
            var (sums, name) = target is null ? (apart, key) : (on, target.Key);
            sums[name] = checked(sums.GetValueOrDefault(name) + figure);
        }

        return (on, apart);
    }

    private Unit? SameLandBefore(Unit unit, DateOnly day)
    {
        Unit? land = unit;
        while (land is not null && land.From > day)
        {
            var before = _into[land.Key].ToList();
            land = before.Count == 1 && before[0].Whole ? FindOrNull(before[0].FromKey) : null;
        }

        return land?.ExistsOn(day) == true ? land : null;
    }

    private bool IsWithin(Unit unit, string code) =>
        unit.ParentCode is { } parent
        && (parent == code || (unit.To is { } last && At(parent, last) is { } above && IsWithin(above, code)));

    private IEnumerable<Unit> Inside(Unit parent, DateOnly day) =>
        _byParent[parent.Code].Where(u => u.ExistsOn(day)).SelectMany(u => Inside(u, day).Prepend(u));

    // A province code, too, is used again: only versions that existed together belong together.
    private IEnumerable<Unit> Everywhere(Unit parent) =>
        _byParent[parent.Code].Where(u => u.Meets(parent)).SelectMany(u => Everywhere(u).Prepend(u));

    private IEnumerable<Unit> Reached(Unit unit, DateOnly day) =>
        unit.ExistsOn(day) ? [unit] : unit.To < day ? Successors(unit).SelectMany(u => Reached(u, day)) : [];

    private void Enqueue(Queue<Unit> pending, string key)
    {
        if (FindOrNull(key) is { } unit)
        {
            pending.Enqueue(unit);
        }
    }
}
