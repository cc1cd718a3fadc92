namespace AnSinh.Register;

/// <summary>
/// What was believed of the units (<i lang="vi">đơn vị hành chính</i>) and when: every version and every change with the instants it was
/// recorded and superseded. Immutable; the map of an instant is put together once.
/// </summary>
internal sealed class UnitHistory
{
    private readonly IReadOnlyList<Believed<Unit>> _units;
    private readonly IReadOnlyList<Believed<UnitChange>> _changes;
    private readonly long[] _turns;
    private readonly Lazy<UnitMap>[] _maps;

    public UnitHistory(int mapNo, IReadOnlyList<Believed<Unit>> units, IReadOnlyList<Believed<UnitChange>> changes)
    {
        (MapNo, _units, _changes) = (mapNo, units, changes);
        _turns = [.. units.SelectMany(u => u.Turns).Concat(changes.SelectMany(c => c.Turns)).Append(0).Distinct().Order()];
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

    /// <summary>Row number of the version of a key that is believed now.</summary>
    public long RowOf(string key) => _units.First(u => u.SupersededAt is null && u.Row.Key == key).RowId;

    private UnitMap MapAt(long instant) => new(
        [.. _units.Where(u => u.At(instant)).Select(u => u.Row).OrderBy(u => u.Key, StringComparer.Ordinal)],
        [.. _changes.Where(c => c.At(instant)).Select(c => c.Row)]);
}

/// <summary>A row with the instants it was believed.</summary>
internal sealed record Believed<T>(long RowId, T Row, long RecordedAt, long? SupersededAt)
{
    public IEnumerable<long> Turns => SupersededAt is { } end ? [RecordedAt, end] : [RecordedAt];

    public bool At(long instant) => RecordedAt <= instant && (SupersededAt is null || SupersededAt > instant);
}
