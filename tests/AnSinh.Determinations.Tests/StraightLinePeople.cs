using AnSinh.Basics;
using AnSinh.Register.Snapshots;

namespace AnSinh.Determinations.Tests;

/// <summary>A fact the answer turns on is not known.</summary>
internal sealed class NotKnownException(string fact, int row) : Exception
{
    public string Fact { get; } = fact;

    public int Row { get; } = row;
}

/// <summary>
/// The people of a month as plain facts, for calculators written from the law. Asking an unknown fact throws; <see cref="Outcomes"/> tries
/// its values.
/// </summary>
internal sealed class StraightLinePeople
{
    private readonly Snapshot _snapshot;
    private readonly FactVocabulary _facts;
    private readonly Dictionary<string, long[]> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Fact, int Row), long> _assumed = [];

    public StraightLinePeople(Snapshot snapshot, FactVocabulary facts) => (_snapshot, _facts) = (snapshot, facts);

    public Month Month => _snapshot.Month;

    public DateOnly LastDay => Month.LastDay;

    /// <summary>Last day of the month before: who lost a right in the month still has it on this day, and is paid for the month.</summary>
    public DateOnly Eve => Month.FirstDay.AddDays(-1);

    public long Number(string fact, int row) =>
        Column(fact)[row] is var value && value != FactKind.Unknown ? value
        : _assumed.TryGetValue((fact, row), out var assumed) ? assumed : throw new NotKnownException(fact, row);

    public bool Is(string fact, int row) => Number(fact, row) == 1;

    public string Code(string fact, int row) => _facts[fact].Codes[(int)Number(fact, row)];

    public bool Is(string fact, int row, params string[] codes) => codes.Contains(Code(fact, row));

    public DateOnly Day(string fact, int row) => DateOnly.FromDayNumber((int)Number(fact, row));

    /// <summary>Full years: one less until this year's birthday; a birthday on 29 February is the 28th in a common year.</summary>
    public int Age(int row, DateOnly on)
    {
        var born = Day("birth_date", row);
        var birthday = born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(on.Year) ? new DateOnly(on.Year, 2, 28)
            : new DateOnly(on.Year, born.Month, born.Day);
        return on.Year - born.Year - (on < birthday ? 1 : 0);
    }

    public IEnumerable<int> Household(int row)
    {
        var household = _snapshot.HouseholdOf[row];
        return household < 0 ? [row]
            : _snapshot.HouseholdMembers[_snapshot.HouseholdStart[household].._snapshot.HouseholdStart[household + 1]];
    }

    public long Id(int row) => _snapshot.PersonIds[row];

    /// <summary>The answers for a person over whatever the unknown facts that matter may be; null stands for not entitled.</summary>
    public IReadOnlySet<long?> Outcomes(int row, Func<StraightLinePeople, int, long?> calculator)
    {
        var outcomes = new HashSet<long?>();
        Try();
        return outcomes;

        void Try()
        {
            try
            {
                outcomes.Add(calculator(this, row));
            }
            catch (NotKnownException open)
            {
                foreach (var value in Possible(open.Fact))
                {
                    _assumed[(open.Fact, open.Row)] = value;
                    Try();
                }

                _assumed.Remove((open.Fact, open.Row));
            }
        }
    }

    private IEnumerable<long> Possible(string fact) => _facts[fact] switch
    {
        { Type: FactType.Bool } => [0, 1],
        { Type: FactType.Code, Codes.Count: var count } => Enumerable.Range(0, count).Select(c => (long)c),
        { Type: FactType.Date } =>
            new[] { 1, 3, 10, 17, 21, 40, 65, 72, 77, 85 }.Select(years => (long)LastDay.AddYears(-years).AddDays(-40).DayNumber),
        { Type: FactType.Dong } => [0, 400_000, 100_000_000],
        _ => [0, 1, 2, 25, 45, 55, 65, 75, 85, 95],
    };

    private long[] Column(string fact)
    {
        if (!_columns.TryGetValue(fact, out var column))
        {
            if (!_snapshot.Columns.TryGetValue(fact, out column))
            {
                column = new long[_snapshot.PersonIds.Length];
                Array.Fill(column, _facts[fact].Absent);
            }

            _columns[fact] = column;
        }

        return column;
    }
}
