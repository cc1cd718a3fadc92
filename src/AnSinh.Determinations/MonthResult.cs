using AnSinh.Basics;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Results;

namespace AnSinh.Determinations;

/// <summary>
/// What law and facts give everyone for a month (<i lang="vi">xác định hưởng</i>), after the rules between programmes. Row i is the
/// person of row i of the snapshot.
/// </summary>
/// <param name="Law">The law of the month as known.</param>
/// <param name="Snapshot">The register of the month as known.</param>
/// <param name="Programmes">One result per monthly programme.</param>
/// <param name="RulebookHash">Hash of the rulebook used.</param>
public sealed record MonthResult(LawAt Law, Snapshot Snapshot, IReadOnlyList<ProgrammeResult> Programmes, string RulebookHash)
{
    /// <summary>The month.</summary>
    public Month Month => Snapshot.Month;

    /// <summary>The day whose facts were used.</summary>
    public AsKnown Known => Snapshot.Known;

    /// <summary>The result of a programme, or null if the law of the month has no such programme.</summary>
    public ProgrammeResult? FindOrNull(string programme) => Programmes.FirstOrDefault(p => p.Name == programme);

    /// <summary>True if the person of a row lives here on some day of the month and was not dead before it began.</summary>
    public bool IsLivingResident(int row)
    {
        if (!Snapshot.LivesHere(row))
        {
            return false;
        }

        return !Snapshot.Columns.TryGetValue("death_date", out var deaths) || deaths[row] == FactKind.Unknown
            || deaths[row] > Month.Eve.DayNumber;
    }

    /// <summary>
    /// Counts of a programme by unit, ordered as <see cref="Snapshot.Units"/>; people who live nowhere here come last, without unit.
    /// </summary>
    public IReadOnlyList<UnitCount> ByUnit(ProgrammeResult programme)
    {
        var units = Snapshot.Units.Count;
        var (people, yes, unknown, amount) = (new long[units + 1], new long[units + 1], new long[units + 1], new long[units + 1]);
        for (var row = 0; row < Snapshot.PersonIds.Length; row++)
        {
            var unit = Snapshot.UnitOf[row] is >= 0 and var u ? u : units;
            people[unit] += IsLivingResident(row) ? 1 : 0;
            yes[unit] += programme.Status[row] == ProgrammeResult.Yes ? 1 : 0;
            unknown[unit] += programme.Asks(row) ? 1 : 0;
            amount[unit] += programme.Amount[row];
        }

        return [.. Enumerable.Range(0, units + 1)
            .Where(u => people[u] + yes[u] + unknown[u] > 0)
            .Select(u => new UnitCount(u < units ? Snapshot.Units[u] : null, people[u], yes[u], unknown[u], amount[u]))];
    }
}

/// <summary>A programme's counts in one unit.</summary>
/// <param name="Unit">Key of the unit version, null for people who live in none.</param>
/// <param name="People">Living residents.</param>
/// <param name="Entitled">Those entitled.</param>
/// <param name="Unknown">Those for whom it cannot be told, or only a part of the amount: the latter are among the entitled too.</param>
/// <param name="Amount">Sum of the amounts in đồng that are certain.</param>
public sealed record UnitCount(string? Unit, long People, long Entitled, long Unknown, long Amount);

/// <summary>One programme's answers for all rows.</summary>
public sealed class ProgrammeResult
{
    /// <summary>Not entitled.</summary>
    public const byte No = 0;

    /// <summary>Entitled.</summary>
    public const byte Yes = 1;

    /// <summary>A fact is missing.</summary>
    public const byte Unknown = 2;

    /// <summary>Two rates hold at once: the rulebook contradicts itself for this person.</summary>
    public const byte Conflict = 3;

    private readonly KernelResult _answers;

    internal ProgrammeResult(ProgrammeAnswers answers)
    {
        _answers = answers.Result;
        (Law, Status, Amount, Routes, OutrankedBy, Stretches) =
            (answers.Programme, _answers.Status, _answers.Amount, _answers.Routes, answers.OutrankedBy, _answers.Stretches);
    }

    /// <summary>The programme in the law of the month.</summary>
    public ProgrammeAt Law { get; }

    /// <summary>Name in policy/.</summary>
    public string Name => Law.Programme.Id;

    /// <summary><see cref="No"/>, <see cref="Yes"/>, <see cref="Unknown"/> or <see cref="Conflict"/> per row.</summary>
    public byte[] Status { get; }

    /// <summary>Đồng for the month per row that are certain; 0 unless <see cref="Yes"/>.</summary>
    public long[] Amount { get; }

    /// <summary>Per row, bit i set if the i-th route of the version makes up the amount.</summary>
    public ulong[] Routes { get; }

    /// <summary>
    /// Of each person of <see cref="Snapshot.States"/> the stretch of days that decided, −1 if every one says no; null if nothing changes
    /// for anybody.
    /// </summary>
    public int[]? Stretches { get; }

    /// <summary>Rows that lost to another programme, and by which rule (position in <see cref="LawAt.Interactions"/>).</summary>
    public IReadOnlyDictionary<int, int> OutrankedBy { get; }

    /// <summary>True if the row can be told neither yes nor no.</summary>
    public bool IsUnknown(int row) => Status[row] >= Unknown;

    /// <summary>The most a row may get: the amount if that is settled, <see cref="KernelResult.Unbounded"/> if nothing bounds it.</summary>
    public long MostOf(int row) => _answers.MostOf(row);

    /// <summary>The most a row may get in đồng; null if nothing bounds it.</summary>
    public Dong? AtMostOf(int row) => MostOf(row) is var most && most == KernelResult.Unbounded ? null : new Dong(most);

    /// <summary>True if a row gets something for certain, and perhaps more.</summary>
    public bool IsOpen(int row) => Status[row] == Yes && MostOf(row) > Amount[row];

    /// <summary>The answer of a row by itself.</summary>
    public Simulating.RowAnswer AnswerOf(int row) => new((Truth)Status[row], Amount[row], IsOpen(row) ? MostOf(row) : 0);

    /// <summary>True if a fact is asked for: nothing can be told, or not all.</summary>
    public bool Asks(int row) => IsUnknown(row) || IsOpen(row);

    /// <summary>Rows answered yes.</summary>
    public long CountYes() => Status.LongCount(s => s == Yes);

    /// <summary>Rows that cannot be told.</summary>
    public long CountUnknown() => Status.LongCount(s => s >= Unknown);

    /// <summary>Sum of the amounts.</summary>
    public Dong Total()
    {
        var total = 0L;
        foreach (var amount in Amount)
        {
            total = checked(total + amount);
        }

        return new Dong(total);
    }

    /// <summary>Ids of the routes that make up a row's amount.</summary>
    public IReadOnlyList<string> RoutesOf(int row)
    {
        var routes = new List<string>();
        for (var i = 0; i < Law.Version.Routes.Count; i++)
        {
            if ((Routes[row] >> i & 1) == 1)
            {
                routes.Add(Law.Version.Routes[i].Id);
            }
        }

        return routes;
    }
}
