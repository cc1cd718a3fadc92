using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using CsCheck;

namespace AnSinh.Rulebook.Tests;

/// <summary>
/// The compiled loops and the explaining reader answer alike: on random conditions, programmes, households, and unknowns.
/// </summary>
public class AgreementTests
{
    private const int People = 48;
    internal static readonly LawAt Law = PolicyFiles.Law(2024, 2, "vn-01");

    private static readonly Gen<string> Number = Words(
        "percent", "3", "percent * 2 - 1", "age_at(birth_date, period.end)", "months_between(birth_date, period.eve)", "min(percent, 5)",
        "members.count(m, m.disability == 'severe')", "members.sum(m, m.percent)",
        "members.count(m, m.raised_by == id && age_at(m.birth_date, period.eve) < 16)",
        "(resident ? percent : 4)", "parameters.high_age", "quantities.share", "score('sheet')", "cut('sheet', 'deprived')",
        "year_of(add_months(birth_date, percent * 12))");

    private static readonly Gen<string> Atom = Gen.OneOf(
        Words(
            "resident", "stable_income", "disability == 'severe'", "disability != 'none'", "disability in ['none', 'mild', 'severe']",
            "disability in ['mild', 'severe']",
            "household.poverty in ['poor', 'near_poor']", "pension == 'none'", "death_date > period.eve", "known(birth_date)",
            "known(stable_income)", "true", "false",
            "income * 1.5 > parameters.standard", "raised_by == id", "birth_date == date('1944-02-29')", "percent in [1, 2, 3]",
            "unit.criteria_met",
            "table('invalid', percent * 2) > parameters.standard", "table('invalid', 21) > table('monthly', 'helper')",
            "quantities.paid > income", "percent(income, percent) >= quantities.paid",
            "quantities.valid_to <= period.end", "add_days(death_date, percent) > month_end(birth_date)",
            "in_year(birth_date, '02-29') < add_months(birth_date, 1)",
            "members.exists(m, m.stable_income && m.percent > percent)", "members.exists(m, !m.resident || m.birth_date < birth_date)"),
        Gen.Select(Number, Words("<", "<=", ">", ">=", "==", "!="),
            Gen.OneOf(Gen.Int[-2, 90].Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)), Number),
            (l, o, r) => $"{l} {o} {r}"));

    internal static readonly Gen<string> Condition = Gen.Recursive<string>((depth, inner) => depth > 3 ? Atom : Gen.Frequency(
        (3, Atom),
        (2, Gen.Select(inner, inner, (a, b) => $"({a} && {b})")),
        (2, Gen.Select(inner, inner, (a, b) => $"({a} || {b})")),
        (1, inner.Select(a => $"!({a})")),
        (1, Gen.Select(inner, inner, inner, (a, b, c) => $"({a} ? {b} : {c})"))));

    internal static readonly Gen<FactTable> Table = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 3])
        .Select(s => RandomTable(s.Item1, s.Item2));

    [Fact]
    public void Conditions_agree_on_every_row() =>
        Gen.Select(Condition, Table).Sample((text, table) =>
        {
            var condition = PolicyFiles.Plain.ParseCondition(text, "random").Value;
            var truth = new byte[table.Rows];
            Law.CompilePredicate(condition)(table, 0, table.Rows, truth);
            return Enumerable.Range(0, table.Rows).All(row => (Truth)truth[row] == Read(condition, table, row));
        }, iter: 1200, threads: 1);

    [Fact]
    public void Programmes_agree_on_every_row() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Condition.Array[12], Table).Sample((seed, conditions, table) =>
        {
            var programme = RandomProgramme(new Random(seed), conditions);
            var result = new KernelResult(table.Rows);
            programme.Compile(payable: false)(table, 0, table.Rows, result);
            return Enumerable.Range(0, table.Rows).All(row =>
            {
                var told = programme.Decide(table, row);
                return told.Status == (Truth)result.Status[row]
                    && (told.Amount?.Value ?? 0) == result.Amount[row]
                    && (told.AtMost?.Value ?? KernelResult.Unbounded) == result.MostOf(row)
                    && told.Routes.SequenceEqual(programme.Version.Routes.Where((_, i) => (result.Routes[row] >> i & 1) != 0)
                        .Select(r => r.Id))
                    && (told.Status == Truth.Unknown
                        || (told.Status == Truth.Yes && told.AtMost != told.Amount)) == (told.Missing.Count > 0);
            });
        }, iter: 250, threads: 1);

    [Fact]
    public void Whatever_the_unknown_facts_turn_out_to_be_it_is_at_least_what_was_certain_and_at_most_what_was_possible() =>
        // A conflict is a flaw of the rules, which policy check refuses; random rules have many.
        Gen.Select(Gen.Int[0, int.MaxValue], Condition.Array[12], Table, Gen.Int[0, int.MaxValue])
        .Sample((seed, conditions, table, filling) =>
        {
            var programme =
                RandomProgramme(new Random(seed),
                    conditions.Select(c => c.Replace("known(birth_date)", "true").Replace("known(stable_income)", "true")).ToArray());
            var filled = Fill(table, new Random(filling));
            return Enumerable.Range(0, table.Rows).All(row =>
            {
                var before = programme.Decide(table, row);
                var after = programme.Decide(filled, row);
                return before.Status switch
                {
                    Truth.No => after.Status is Truth.No,
                    Truth.Yes => after.Status == Truth.Conflict
                        || (after.Status == Truth.Yes && after.Amount!.Value.Value >= before.Amount!.Value.Value),
                    _ => true,
                } && (before.Status == Truth.Conflict || after.Status == Truth.Conflict || Most(after) <= Most(before));

                static long Most(Reasons reasons) => reasons.AtMost?.Value ?? KernelResult.Unbounded;
            });
        }, iter: 250, threads: 1);

    [Fact]
    public void Any_range_of_rows_gives_the_same_as_all_of_them()
    {
        var table = RandomTable(5, 1);
        var kernel = PolicyFiles.Law(2024, 2, "vn-01").ProgrammeOrNull("aid")!.Compile(payable: false);
        var (whole, parts) = (new KernelResult(People), new KernelResult(People));
        kernel(table, 0, People, whole);
        foreach (var from in Enumerable.Range(0, 6).Select(i => i * 8))
        {
            kernel(table, from, from + 8, parts);
        }

        Assert.Equal(whole.Status, parts.Status);
        Assert.Equal(whole.Amount, parts.Amount);
        Assert.Equal(whole.Routes, parts.Routes);
        Assert.Contains((byte)Truth.Unknown, whole.Status);
    }

    [Fact]
    public void A_few_rows_are_answered_as_many_are_and_their_loops_go_with_the_months_that_used_them()
    {
        var policy = new PolicyFiles().Read();
        Assert.Equal(1, Few(policy));
        Assert.Equal(1, policy.Kernels.Count);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(0, policy.Kernels.Walking);
    }

    /// <summary>Compares the answers; gives how many loops were walked.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static int Few(Policy policy)
    {
        const int Some = 12;
        var aid = policy.At(new Jurisdiction("vn"), new Month(2018, 1), new AsKnown(new DateOnly(2018, 1, 31))).ProgrammeOrNull("aid")!;
        var many = RandomTable(7, 1) with { States = null };
        FactTable Alone(int rows) => new(rows, many.Columns.ToDictionary(c => c.Key, c => c.Value[..rows], StringComparer.Ordinal),
            [.. Enumerable.Repeat(-1, rows)], [0], []);
        var (one, other) = (new KernelResult(Some), new KernelResult(People));
        aid.Compile(payable: false)(Alone(Some), 0, Some, one);
        aid.Compile(payable: false)(Alone(People), 0, People, other);
        Assert.Equal(other.Status[..Some], one.Status);
        Assert.Equal(other.Amount[..Some], one.Amount);
        Assert.Equal(other.Routes[..Some], one.Routes);
        return policy.Kernels.Walking;
    }

    [Fact]
    public void Months_whose_rules_have_one_shape_share_one_loop_and_no_row_allocates()
    {
        var policy = new PolicyFiles().Read();
        var table = RandomTable(5, 1) with { States = null };
        var result = new KernelResult(People);
        for (var month = new Month(2016, 1); month < new Month(2019, 1); month = month.Add(1))
        {
            policy.At(new Jurisdiction("vn"), month, new AsKnown(month.LastDay))
                .ProgrammeOrNull("aid")!.Compile(payable: false)(table, 0, People, result);
        }

        Assert.Equal(1, policy.Kernels.Count);
        var kernel = policy.At(new Jurisdiction("vn"), new Month(2018, 1), new AsKnown(new DateOnly(2018, 1, 31)))
            .ProgrammeOrNull("aid")!.Compile(payable: false);
        Assert.Equal(Bytes(8), Bytes(People));

        long Bytes(int rows)
        {
            kernel(table, 0, rows, result);
            var before = GC.GetAllocatedBytesForCurrentThread();
            kernel(table, 0, rows, result);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static Truth Read(Expression condition, FactTable table, int row) =>
        Law.Evaluate(condition, table, row) switch { null => Truth.Unknown, 0 => Truth.No, _ => Truth.Yes };

    /// <summary>Four routes with exclusions and rates that may clash, two requirements, all rules of selection.</summary>
    internal static ProgrammeAt RandomProgramme(Random random, string[] conditions)
    {
        var scope = PolicyFiles.Names;
        var cite = new Citation("ND-1");
        var next = 0;
        var routes = Enumerable.Range(0, 4).Select(i => new Route(
            $"r{i}", new LocalText($"r{i}"), Starts.Condition, Next(), cite, null,
            random.Next(2) == 0 ? [] : [new Clause("u", Next(), cite, null, false, "")],
            Enumerable.Range(0, random.Next(1, 4)).Select(k => Rate($"k{k}")).ToList(), false, "") { Holds = random.Next(3) == 0
                ? RandomHolds(random) : null }).ToList();
        var select = new Select((SelectRule)random.Next(3), cite, null, []);
        if (select.Rule == SelectRule.Highest && random.Next(2) == 0)
        {
            select = select with { Together = [new Together("r0", ["r1", "r2"], cite, null)] };
        }

        var requirements = new[] { new Clause("q", Next(), cite, null, false, "") };
        var version = new ProgrammeVersion("v", DateOnly.MinValue, null, DateOnly.MinValue, DateOnly.MinValue, cite,
            false, null, 1, [], requirements, routes, null, select, "") { NameScope = scope, Holds = RandomHolds(random) };
        return new ProgrammeAt(Law,
            new Programme("p", new LocalText("p"), new LocalText("p"), "person", "month", true, "vn", [version], ""), version);

        Expression Next() => scope.Read(conditions[next++ % conditions.Length], "random", ExpressionType.Bool).Value;

        Rate Rate(string id)
        {
            string[] amounts = ["parameters.standard * 1.5", "parameters.standard * 2", "income - parameters.standard",
                "income", "parameters.standard * percent", "table('invalid', percent)", "quantities.paid", "0"];
            var amount = scope.Read(amounts[random.Next(amounts.Length)], "random", ExpressionType.Scaled).Value;
            return new Rate(id, random.Next(3) == 0 ? null : Next(), null, new Expression(amount.Text, "", new Rounded(amount.Root, 1)),
                cite, null, false, "");
        }
    }

    private static Holds RandomHolds(Random random) =>
        new(random.Next(2) == 0 ? HoldsOn.Any : (HoldsOn)random.Next(4), (Levels)random.Next(3), new Citation("ND-1"), null, false);

    /// <summary>
    /// Something changes inside the month for every third household: two or three stretches, the last of them as the table says, the others
    /// with some facts otherwise and one member perhaps not there yet.
    /// </summary>
    private static DayStates? RandomDays(FactTable table, Random random)
    {
        var homes = Enumerable.Range(0, table.Rows).GroupBy(row => table.HouseholdOf[row] is >= 0 and var h ? h : -1 - row)
            .Where(_ => random.Next(3) == 0)
            .Select(g => (Rows: g.ToList(), Away: random.Next(3) == 0 ? g.First() : -1, Cuts: Cuts(random))).ToList();
        if (homes.Count == 0)
        {
            return null;
        }

        var rows =
            homes.SelectMany(h => h.Rows.SelectMany(row => h.Cuts.Select((cut, s) => (Row: row, Home: h, Stretch: s, cut.From, cut.To))))
            .OrderBy(r => r.Row).ThenBy(r => r.Stretch).ToList();
        var columns = table.Columns.ToDictionary(c => c.Key, c => rows.Select(r =>
            r.Stretch == r.Home.Cuts.Count - 1 || c.Key is "id" or "birth_date" || random.Next(4) > 0 ? c.Value[r.Row]
            : Value(PolicyFiles.Plain.Facts[c.Key], random)).ToArray());
        var persons = rows.Select(r => r.Row).Distinct().ToArray();
        var (of, starts, members) = (new int[rows.Count], new List<int> { 0 }, new List<int>());
        Array.Fill(of, -1);
        foreach (var group in rows.Select((r, i) => (r, i))
            .Where(x => table.HouseholdOf[x.r.Row] >= 0 && (x.r.Row != x.r.Home.Away || x.r.Stretch > 0))
            .GroupBy(x => (table.HouseholdOf[x.r.Row], x.r.Stretch)))
        {
            foreach (var (_, i) in group)
            {
                of[i] = starts.Count - 1;
                members.Add(i);
            }

            starts.Add(members.Count);
        }

        int[] start = [.. persons.Select(p => rows.FindIndex(r => r.Row == p)), rows.Count];
        return new DayStates(new FactTable(rows.Count, columns, of, [.. starts], [.. members]), persons, start,
            [.. rows.Select(r => r.From)], [.. rows.Select(r => r.To)]);
    }

    private static List<(int From, int To)> Cuts(Random random)
    {
        var (eve, last) = (Law.Month.Eve.DayNumber, Law.Month.LastDay.DayNumber);
        List<int> starts = [eve,
            .. Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(4) == 0 ? eve + 1 : random.Next(eve + 1, last + 1))
                .Distinct().Order()];
        return [.. starts.Select((from, i) => (from, i + 1 < starts.Count ? starts[i + 1] - 1 : last))];
    }

    /// <summary>Random people in random households; some columns without unknowns, some absent.</summary>
    private static FactTable RandomTable(int seed, int unknowns)
    {
        var random = new Random(seed);
        var columns = new Dictionary<string, long[]>();
        foreach (var kind in PolicyFiles.Plain.Facts.All)
        {
            if (kind.Name != "id" && random.Next(8) == 0)
            {
                continue;
            }

            var mayBeUnknown = kind.Name != "id" && unknowns > 0 && random.Next(4) < unknowns;
            columns[kind.Name] = Enumerable.Range(0, People)
                .Select(i => kind.Name == "id" ? i + 1 : mayBeUnknown && random.Next(3) == 0 ? FactKind.Unknown : Value(kind, random))
                .ToArray();
        }

        var (households, starts, members) = (new int[People], new List<int> { 0 }, new List<int>());
        for (var i = 0; i < People;)
        {
            var alone = random.Next(6) == 0;
            var size = alone ? 1 : Math.Min(random.Next(1, 5), People - i);
            for (var k = 0; k < size; k++)
            {
                households[i + k] = alone ? -1 : starts.Count - 1;
                if (!alone)
                {
                    members.Add(i + k);
                }
            }

            if (!alone)
            {
                starts.Add(members.Count);
            }

            i += size;
        }

        var table = new FactTable(People, columns, households, [.. starts], [.. members]);
        return table with { States = seed % 4 == 0 ? null : RandomDays(table, random) };
    }

    private static long Value(FactKind kind, Random random) => kind.Type switch
    {
        FactType.Bool => random.Next(2),
        FactType.Code => random.Next(kind.Codes.Count),
        FactType.Date => kind.Name == "death_date" && random.Next(2) == 0 ? kind.Absent
            : random.Next(4) == 0 ? new DateOnly(1944, 2, 26).AddDays(random.Next(6)).DayNumber
            : new DateOnly(1930, 1, 1).AddDays(random.Next(35_000)).DayNumber,
        FactType.Dong => random.Next(0, 900_000),
        FactType.Person => random.Next(0, People + 1),
        _ => random.Next(-3, 90),
    };

    private static FactTable Fill(FactTable table, Random random) =>
        Filled(table, random) with { States = table.States is { } days ? days with { Table = Filled(days.Table, random) } : null };

    private static FactTable Filled(FactTable table, Random random) => table with
    {
        Columns = PolicyFiles.Plain.Facts.All.ToDictionary(k => k.Name, k => table.Columns.TryGetValue(k.Name, out var column)
            ? column.Select(v => v == FactKind.Unknown ? Value(k, random) : v).ToArray()
            : Enumerable.Range(0, table.Rows).Select(_ => k.Absent == FactKind.Unknown ? Value(k, random) : k.Absent).ToArray()),
    };
}
