using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Bench;

/// <summary>A measured row. Rows with one checksum compute one thing.</summary>
/// <param name="Name">What was run.</param>
/// <param name="Persons">Persons asked about.</param>
/// <param name="Programmes">Programmes (times months) asked for each.</param>
/// <param name="Seconds">The best of the rounds.</param>
/// <param name="PerSecond">Persons × programmes per second.</param>
/// <param name="RatioToLoop">Time per person against the loop written by hand for the same programme in the same run; null where there is
/// none.</param>
/// <param name="Checksum">Đồng over all persons and programmes.</param>
internal sealed record MeasuredRow(string Name, int Persons, int Programmes, double Seconds, long PerSecond,
    double? RatioToLoop, long Checksum);

/// <summary>All programmes of the law over a million people: compiled loops, loops by hand, column at a time, SQL.</summary>
internal sealed class RulebookBench
{
    private const int People = 1_000_000;
    private const int SqlSize = 100_000;
    private const int Rounds = 15;
    private static readonly Month HandMonth = new(2022, 3);
    private static readonly Month AllMonth = new(2026, 9);
    private static readonly AsKnown Known = new(new DateOnly(2026, 12, 31));
    private readonly Policy _policy;
    private readonly FactTable _table;
    private readonly FactTable _known;
    private readonly List<MeasuredRow> _rows = [];
    private readonly List<string> _differences = [];

    private RulebookBench(Policy policy)
    {
        _policy = policy;
        var used = Enumerable.Range(0, 12).SelectMany(back => Law(AllMonth.Add(-back)).Programmes)
            .Append(Law(HandMonth).ProgrammeOrNull("social_assistance")!).SelectMany(p => p.FactsUsed).ToHashSet();
        _table =
            SprinkledFacts.Of(MillionPeople.Make(policy.Facts, People, used), policy.Facts.All.Where(f => used.Contains(f.Name)), AllMonth);
        _known =
            SprinkledFacts.Known(_table,
                Law(HandMonth)
                    .ProgrammeOrNull("social_assistance")!.FactsUsed.Concat(Law(AllMonth).ProgrammeOrNull("social_pension")!.FactsUsed));
    }

    public static object Run(Policy policy) => new RulebookBench(policy).Run();

    private object Run()
    {
        // The kernels first: the peak of memory is then theirs and not that of the columns of temporaries.
        var all = Law(AllMonth).Programmes;
        var oneCore = All(all, cores: 1);
        All(all, cores: 2);
        Year();
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        Columns(all, oneCore);
        var assistance = Law(HandMonth).ProgrammeOrNull("social_assistance")!;
        var pension = Law(AllMonth).ProgrammeOrNull("social_pension")!;
        var hand = new HandWritten(_policy.Facts, HandMonth, assistance.Law.Value("social_assistance.standard")!.Raw,
            assistance.Law.Value("social_assistance.remand_limit")!.Raw, assistance.Law.Value("social_assistance.uncollected_limit")!.Raw);
        var national = pension.Law.Value("social_pension.amount")!.Raw;
        var pensionHand = new HandPension(_policy.Facts, AllMonth, national,
            Math.Max(national, pension.Law.Value("social_pension.provincial_total")!.Raw));
        var (ofKernel, ofColumns) = One("social_assistance", assistance, amounts => hand.Run(_known, amounts).Sum);
        One("social_pension", pension, amounts => pensionHand.Run(_known, amounts));
        using (var sql = new SqlRows(_known, SqlSize))
        {
            Sql(sql, "social_assistance", assistance);
            Sql(sql, "social_pension", pension);
        }

        return new
        {
            rows = _rows,
            kernelToLoop = ofKernel,
            columnsToKernel = ofColumns,
            sameAnswers = _differences.Count == 0,
            differences = _differences,
            memory = new
            {
                columns = _table.Columns.Count,
                columnsMb = (long)_table.Columns.Count * People * sizeof(long) / (1024 * 1024),
                resultMbPerProgramme = (long)People * (sizeof(byte) + sizeof(long) + sizeof(ulong)) / (1024 * 1024),
                peakMbOfKernels = peak / (1024 * 1024),
            },
        };
    }

    private LawAt Law(Month month) => _policy.At(Jurisdiction.National, month, Known);

    /// <summary>
    /// One programme by hand, compiled and column by column, in turns, so that what else the machine does meets all alike; nothing unknown,
    /// which the loop by hand does not know.
    /// </summary>
    private (double ToLoop, double ColumnsToKernel) One(string name, ProgrammeAt programme, Func<long[], long> hand)
    {
        var (amounts, result, columns) = (new long[People], new KernelResult(People), new KernelResult(People));
        var kernel = programme.Compile(payable: false);
        var byColumn = new ColumnByColumn(programme, _known);
        var (handTime, kernelTime, columnTime, handSum) = (double.MaxValue, double.MaxValue, double.MaxValue, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            handTime = Math.Min(handTime, Seconds(() => handSum = hand(amounts)));
            kernelTime = Math.Min(kernelTime, Seconds(() => kernel(_known, 0, People, result)));
            columnTime = round < 3 ? Math.Min(columnTime, Seconds(() => byColumn.Run(columns))) : columnTime;
        }

        Same($"{name} by hand", row => amounts[row] == result.Amount[row],
            row => $"{amounts[row]}, kernel "
                + $"{string.Join(" ", programme.Decide(_known, row).Facts.Select(f => $"{f.Key}={f.Value}"))} {result.Amount[row]}");
        Same($"{name} column by column",
            row => columns.Status[row] == result.Status[row] && columns.Amount[row] == result.Amount[row]
                && columns.Routes[row] == result.Routes[row] && columns.MostOf(row) == result.MostOf(row),
                row => $"{columns.Status[row]} {columns.Amount[row]}, kernel {result.Status[row]} {result.Amount[row]}");
        Add($"{name} {programme.Law.Month}: loop by hand", People, 1, handTime, 1, handSum);
        Add($"{name} {programme.Law.Month}: kernel", People, 1, kernelTime, kernelTime / handTime, result.Amount.Sum());
        Add($"{name} {programme.Law.Month}: column at a time, {byColumn.Temporaries.Made / 3} temporaries", People, 1,
            columnTime, columnTime / handTime, columns.Amount.Sum());
        return (Math.Round(kernelTime / handTime, 3), Math.Round(columnTime / kernelTime, 1));
    }

    private void Sql(SqlRows sql, string name, ProgrammeAt programme)
    {
        var result = new KernelResult(People);
        programme.Compile(payable: false)(_known, 0, People, result);
        var (seconds, checksum, difference) = sql.Ask(programme, result);
        if (difference is not null || checksum != result.Amount.Take(sql.Rows).Sum())
        {
            _differences.Add(difference ?? $"{name}: another sum in SQL");
        }

        var hand = _rows.First(r => r.Name.StartsWith($"{name} ", StringComparison.Ordinal) && r.RatioToLoop == 1);
        Add($"{name} {programme.Law.Month}: SQL on SQLite", sql.Rows, 1, seconds,
            seconds / sql.Rows / (hand.Seconds / hand.Persons), checksum);
    }

    private long[] All(IReadOnlyList<ProgrammeAt> programmes, int cores)
    {
        var result = new KernelResult(People);
        var (kernels, best, sums) =
            (programmes.Select(p => p.Compile(payable: false)).ToList(), double.MaxValue, new long[programmes.Count]);
        for (var round = 0; round < Rounds / 3; round++)
        {
            var time = 0.0;
            for (var i = 0; i < kernels.Count; i++)
            {
                time += Seconds(() => Run(kernels[i]));
                sums[i] = result.Amount.Sum();
            }

            best = Math.Min(best, time);
        }

        Add($"all programmes {AllMonth}: kernel, {(cores == 1 ? "one core" : "two cores")}", People, programmes.Count,
            best, null, sums.Sum());
        return sums;

        void Run(Kernel kernel)
        {
            if (cores == 1)
            {
                kernel(_table, 0, People, result);
                return;
            }

            // A thread of its own for one half, this one for the other; a core is free for each.
            var other = new Thread(() => kernel(_table, 0, People / 2, result));
            other.Start();
            kernel(_table, People / 2, People, result);
            other.Join();
        }
    }

    private void Columns(IReadOnlyList<ProgrammeAt> programmes, long[] sums)
    {
        var (result, time) = (new KernelResult(People), 0.0);
        for (var i = 0; i < programmes.Count; i++)
        {
            var columns = new ColumnByColumn(programmes[i], _table);
            time += Seconds(() => columns.Run(result));
            if (result.Amount.Sum() != sums[i])
            {
                _differences.Add($"{programmes[i].Programme.Id} column by column: another sum");
            }
        }

        Add($"all programmes {AllMonth}: column at a time", People, programmes.Count, time, null, sums.Sum());
    }

    /// <summary>Twelve months from the law on: binding and compiling are part of the time.</summary>
    private void Year()
    {
        var (result, asked, sum) = (new KernelResult(People), 0, 0L);
        var time = Seconds(() =>
        {
            for (var back = 11; back >= 0; back--)
            {
                foreach (var programme in Law(AllMonth.Add(-back)).Programmes)
                {
                    programme.Compile(payable: false)(_table, 0, People, result);
                    sum += result.Amount.Sum();
                    asked++;
                }
            }
        });
        Add("all programmes, 12 months from the law on: kernel, one core", People, asked, time, null, sum);
    }

    private void Add(string name, int persons, int programmes, double seconds, double? ratio, long checksum) =>
        _rows.Add(
            new MeasuredRow(name, persons, programmes, Math.Round(seconds, 5), (long)(persons / seconds * programmes),
                ratio is null ? null : Math.Round(ratio.Value, 3), checksum));

    private void Same(string name, Func<int, bool> same, Func<int, string> told)
    {
        var row = 0;
        while (row < People && same(row))
        {
            row++;
        }

        if (row < People)
        {
            _differences.Add($"{name}: row {row}: {told(row)}");
        }
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
