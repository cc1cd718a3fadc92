using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Snapshots;

namespace AnSinh.Determinations.Simulating;

/// <summary>Whom a comparison counts, and to which part of the people each belongs.</summary>
internal sealed class CountedPeople
{
    private const int BandYears = 10;
    private readonly Snapshot _snapshot;
    private readonly FactKind _sex;
    private readonly bool[] _counted;
    private readonly DateOnly _last;

    public CountedPeople(Snapshot snapshot, FactVocabulary facts, Scope scope)
    {
        (_snapshot, _sex, _last) = (snapshot, facts["sex"], snapshot.Month.LastDay);
        _counted = new bool[snapshot.PersonIds.Length];
        var units = snapshot.Units.Select(scope.Contains).ToArray();
        for (var row = 0; row < _counted.Length; row++)
        {
            _counted[row] = snapshot.UnitOf[row] is >= 0 and var unit ? units[unit] : scope.IsEverything;
        }
    }

    public int Count => _counted.Length;

    /// <summary>True if the row is counted; what is owed to a household is counted once, with its first member.</summary>
    public bool Counts(int row, bool household) => _counted[row] && (!household || IsFirstOfHousehold(row));

    public long IdOf(int row) => _snapshot.PersonIds[row];

    public string? UnitOf(int row) => _snapshot.UnitOf[row] is >= 0 and var unit ? _snapshot.Units[unit] : null;

    public string? SexOf(int row) => _snapshot.Columns["sex"][row] is var sex && sex == FactKind.Unknown ? null : _sex.Decode(sex);

    /// <summary>The first year of the ten the person's age at the month's end falls into.</summary>
    public string? AgeOf(int row)
    {
        var born = _snapshot.Columns["birth_date"][row];
        if (born == FactKind.Unknown || born < 0 || born > _last.DayNumber)
        {
            return null;
        }

        var birth = DateOnly.FromDayNumber((int)born);
        var age = _last.Year - birth.Year - ((_last.Month, _last.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);
        return (age / BandYears * BandYears).ToString("000", CultureInfo.InvariantCulture);
    }

    private bool IsFirstOfHousehold(int row) =>
        _snapshot.HouseholdOf[row] is >= 0 and var household && _snapshot.HouseholdMembers[_snapshot.HouseholdStart[household]] == row;
}

/// <summary>Effects by part of the people.</summary>
internal sealed class EffectsByPart
{
    private readonly Dictionary<string, Effect> _effects = new(StringComparer.Ordinal);
    private Effect _none;

    public void Add(string? key, Effect effect)
    {
        if (key is null)
        {
            _none += effect;
            return;
        }

        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_effects, key, out _) += effect;
    }

    /// <summary>The parts in order, those without one last.</summary>
    public IReadOnlyList<PartEffect> All() =>
        [.. _effects.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new PartEffect(e.Key, e.Value)),
            .. _none == default ? Array.Empty<PartEffect>() : [new PartEffect(null, _none)]];
}

/// <summary>What each row gets from all programmes together.</summary>
internal sealed class RowSums(CountedPeople people)
{
    private readonly Dictionary<int, (Effect Effect, bool Unclear, bool Gains, bool Loses)> _rows = [];

    public void Add(int row, (byte Status, long Amount) before, (byte Status, long Amount) after)
    {
        var kind = Effect.KindOf(before, after);
        ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_rows, row, out _);
        sum = (sum.Effect + Effect.Of(before, after), sum.Unclear || kind == ChangeKind.Unclear, sum.Gains || kind == ChangeKind.Gains,
            sum.Loses || kind == ChangeKind.Loses);
    }

    public Effect Total() => _rows.Values.Aggregate(default(Effect), (sum, row) => sum + Of(row));

    public IReadOnlyList<PartEffect> ByUnit()
    {
        var parts = new EffectsByPart();
        foreach (var (row, sum) in _rows)
        {
            parts.Add(people.UnitOf(row), Of(sum));
        }

        return parts.All();
    }

    /// <summary>Lays what each row gains or loses in đồng to what it did in other months.</summary>
    public void AddTo(long[] net, bool[] met)
    {
        foreach (var (row, sum) in _rows)
        {
            net[row] = checked(net[row] + sum.Effect.Change);
            met[row] |= sum.Effect.Before.Entitled + sum.Effect.After.Entitled > 0;
        }
    }

    /// <summary>One person once: by đồng in sum; where no đồng differ, by what is got or lost that is not money.</summary>
    private static Effect Of((Effect Effect, bool Unclear, bool Gains, bool Loses) row)
    {
        var (before, after) = (One(row.Effect.Before), One(row.Effect.After));
        var change = after.Amount - before.Amount;
        var gains = change > 0 || (change == 0 && row.Gains && !row.Loses);
        var loses = change < 0 || (change == 0 && row.Loses && !row.Gains);
        var unclear = !gains && !loses && row.Unclear;
        return new Effect(before, after, gains ? 1 : 0, loses ? 1 : 0,
            !gains && !loses && !unclear && before.Entitled + after.Entitled > 0 ? 1 : 0, unclear ? 1 : 0);
    }

    private static SideCount One(SideCount side) => new(Math.Min(1, side.Entitled), Math.Min(1, side.Unknown), side.Amount);
}
