using AnSinh.Determinations.Simulating;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Consequences;

/// <summary>One person in one month of one of the two registers, with the household as the law sees it.</summary>
internal sealed class Side
{
    private readonly LawAt _law;
    private readonly Snapshot _slice;
    private readonly int _row;
    private IReadOnlyDictionary<string, ProgrammeResult>? _answers;

    private Side(LawAt law, Snapshot slice, int row) => (_law, _slice, _row) = (law, slice, row);

    /// <summary>Unit lived in, or null.</summary>
    public string? Unit => _slice.UnitOf[_row] is >= 0 and var unit ? _slice.Units[unit] : null;

    /// <summary>True for the first member of the household.</summary>
    public bool IsFirst => _slice.HouseholdOf[_row] < 0 || _slice.HouseholdMembers[_slice.HouseholdStart[_slice.HouseholdOf[_row]]] == _row;

    /// <summary>The table the law is asked over.</summary>
    public FactTable Table => Reading.Table(_slice, null, []);

    /// <summary>The row of the person in it.</summary>
    public int Row => _row;

    /// <summary>The law of the month.</summary>
    public LawAt Law => _law;

    /// <summary>The person in the month, or null if the register does not hold the person.</summary>
    public static Side? Of(LawAt law, Snapshot whole, long person) =>
        HouseholdSlice.Around(whole, person) is { } slice ? new Side(law, slice, slice.RowOf(person)) : null;

    /// <summary>True if the law can see no difference between the two.</summary>
    public bool Same(Side? other)
    {
        if (other is null || Unit != other.Unit || !_slice.PersonIds.AsSpan().SequenceEqual(other._slice.PersonIds))
        {
            return false;
        }

        return _slice.Columns.Keys.Union(other._slice.Columns.Keys).All(name => Column(name).SequenceEqual(other.Column(name)))
            && SameDays(_slice.States, other._slice.States);
    }

    /// <summary>True if the same happens inside the month.</summary>
    private static bool SameDays(MonthStates? one, MonthStates? other) => one is null || other is null
        ? one == other
        : one.Persons.AsSpan().SequenceEqual(other.Persons) && one.From.AsSpan().SequenceEqual(other.From)
        && one.HouseholdOf.AsSpan().SequenceEqual(other.HouseholdOf)
            && one.Columns.Count == other.Columns.Count
            && one.Columns.All(c => other.Columns.TryGetValue(c.Key, out var column) && column.AsSpan().SequenceEqual(c.Value));

    // A column that is missing stands for "no record" of anybody.
    private ReadOnlySpan<long> Column(string name)
    {
        if (_slice.Columns.TryGetValue(name, out var column))
        {
            return column;
        }

        var absent = new long[_slice.PersonIds.Length];
        Array.Fill(absent, _law.Policy.Facts[name].Absent);
        return absent;
    }

    /// <summary>The answer after the rules between programmes.</summary>
    public RowAnswer Answer(ProgrammeAt programme) => Result(programme.Programme.Id)?.AnswerOf(_row) ?? default;

    /// <summary>The result of a programme, or null if the law of the month has none of that name.</summary>
    public ProgrammeResult? Result(string programme)
    {
        _answers ??= OneRow.Answers(_law, _law.Programmes, Table, _row).Results.ToDictionary(r => r.Name, StringComparer.Ordinal);
        return _answers.GetValueOrDefault(programme);
    }
}
