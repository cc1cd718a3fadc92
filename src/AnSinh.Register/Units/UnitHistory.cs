using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.Units;

/// <summary>
/// What was believed of the units (<i lang="vi">đơn vị hành chính</i>) and when: every version and every change with the instants it was
/// recorded and superseded. Immutable; the map of an instant is put together once.
/// </summary>
internal sealed class UnitHistory
{
    private readonly IReadOnlyList<Recorded<Unit>> _units;
    private readonly IReadOnlyList<Recorded<UnitChange>> _changes;
    private readonly long[] _turns;
    private readonly Lazy<UnitMap>[] _maps;

    public UnitHistory(int mapNo, IReadOnlyList<Recorded<Unit>> units, IReadOnlyList<Recorded<UnitChange>> changes)
    {
        (MapNo, _units, _changes) = (mapNo, units, changes);
        _turns = [.. units.Select(u => u.RecordedAt).Concat(units.Select(u => u.SupersededAt ?? 0))
            .Concat(changes.Select(c => c.RecordedAt)).Concat(changes.Select(c => c.SupersededAt ?? 0)).Append(0).Distinct().Order()];
        _maps = [.. _turns.Select(turn => new Lazy<UnitMap>(() => MapAt(turn)))];
    }

    /// <summary>Counts the reorganisations applied and undone.</summary>
    public int MapNo { get; }

    /// <summary>The map believed now.</summary>
    public UnitMap Now => _maps[^1].Value;

    /// <summary>The map believed at an instant.</summary>
    public UnitMap At(long instant)
    {
        var turn = Array.BinarySearch(_turns, instant);
        return _maps[Math.Max(turn >= 0 ? turn : ~turn - 1, 0)].Value;
    }

    private UnitMap MapAt(long instant) => new(
        [.. _units.Where(u => u.IsBelievedAt(instant)).Select(u => u.Row).OrderBy(u => u.Key, StringComparer.Ordinal)],
        [.. _changes.Where(c => c.IsBelievedAt(instant)).Select(c => c.Row)]);
}
