using AnSinh.Rulebook.Sql;
using CsCheck;

namespace AnSinh.Rulebook.Tests.Sql;

/// <summary>
/// The rules as SQL answer as the rules do, in both databases: on random conditions, programmes, households, unknowns and absent columns.
/// </summary>
public class SqlAgreementTests
{
    public static TheoryData<SqlDialect> Dialects => [SqlDialect.Sqlite, SqlDialect.PostgreSql];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Conditions_agree_on_every_row(SqlDialect dialect)
    {
        using var database = SqlTable.On(dialect);
        Gen.Select(AgreementTests.Condition, AgreementTests.Table).Sample((text, table) =>
        {
            var condition = PolicyFiles.Plain.ParseCondition(text, "random").Value;
            var truth = new byte[table.Rows];
            AgreementTests.Law.CompilePredicate(condition)(table, 0, table.Rows, truth);
            var told =
                database.Ask(table, name => SqlReader.Query(AgreementTests.Law, condition, dialect, name, table.Columns.Keys.ToHashSet()));
            return Enumerable.Range(0, table.Rows).All(row => truth[row] == told[row][0]);
        }, iter: 250, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Programmes_agree_on_every_row(SqlDialect dialect)
    {
        using var database = SqlTable.On(dialect);
        Gen.Select(Gen.Int[0, int.MaxValue], AgreementTests.Condition.Array[12], AgreementTests.Table).Sample((seed, conditions, table) =>
        {
            var programme = AgreementTests.RandomProgramme(new Random(seed), conditions);
            var result = new KernelResult(table.Rows);
            programme.Compile(payable: false)(table, 0, table.Rows, result);
            var told = database.Ask(table, name => SqlReader.Query(programme, dialect, name, table.Columns.Keys.ToHashSet()));
            return Enumerable.Range(0, table.Rows)
                .All(row => result.Status[row] == told[row][0] && result.Amount[row] == told[row][1]
                    && result.Routes[row] == (ulong)told[row][2] && result.MostOf(row) == told[row][3]);
        }, iter: 80, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Ages_and_months_are_counted_alike_around_the_ends_of_months(SqlDialect dialect)
    {
        DateOnly[] days = [.. new[] { 2019, 2020, 2024, 1900,
            2000 }.SelectMany(
            y => new[] { (1, 1), (1, 30), (1, 31), (2, 27), (2, 28), (3, 1), (3, 31), (4, 30),
                (12, 31) }.Select(d => new DateOnly(y, d.Item1, d.Item2))),
            new(2020, 2, 29), new(2024, 2, 29), new(2000, 2, 29), new(2, 1, 1), new(9999, 12, 31)];
        var pairs = days.SelectMany(a => days.Select(b => (a, b))).ToList();
        var table = Pairs(pairs);
        using var database = SqlTable.On(dialect);
        foreach (var count in new[] { "age_at(birth_date, death_date)", "months_between(birth_date, death_date)",
            "age_at(birth_date, date('2023-02-28'))", "months_between(date('2020-02-29'), death_date)",
            "months_between(birth_date, date('2024-04-30'))" })
        {
            var expression = PolicyFiles.Plain.ParseCondition($"{count} == percent", "ages").Value;
            var spans =
                (count.StartsWith("age", StringComparison.Ordinal),
                    pairs.Select(
                        p => (From: count.Contains("birth_date") ? p.a : new DateOnly(2020, 2, 29),
                            To: count.Contains("2023") ? new DateOnly(2023, 2, 28)
                                : count.Contains("2024") ? new DateOnly(2024, 4, 30) : p.b)).ToList());
            table.Columns["percent"].AsSpan().Clear();
            for (var i = 0; i < pairs.Count; i++)
            {
                table.Columns["percent"][i] = Count(spans.Item1, spans.Item2[i].From, spans.Item2[i].To);
            }

            var told = database.Ask(table with { }, name => SqlReader.Query(AgreementTests.Law, expression, dialect, name));
            var wrong = Enumerable.Range(0, pairs.Count).Where(i => told[i][0] != 1)
                .Select(i => $"{count}: {spans.Item2[i]} is not {table.Columns["percent"][i]}").ToList();
            Assert.Empty(wrong);
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Days_from_days_are_those_of_the_calendar(SqlDialect dialect)
    {
        DateOnly[] days = [new(1, 1, 1), new(1900, 2, 28), new(1999, 12, 31), new(2000, 2, 29), new(2023, 2, 28),
            new(2024, 1, 31), new(2024, 2, 29), new(2024, 3, 1), new(2024, 12, 31), new(9999, 12, 31)];
        long[] steps = [0, 1, -1, 11, 12, -13, 25, 48, -48, 1200, 4801, 200_000, -200_000];
        var rows = days.SelectMany(d => steps.Select(n => (Day: d, Step: n))).ToList();
        var table = Pairs(rows.ConvertAll(r => (r.Day, r.Day)));
        using var database = SqlTable.On(dialect);
        foreach (var (call, expected) in new (string, Func<DateOnly, long, long>)[]
        {
            ("add_months(birth_date, percent)", Months),
            ("add_days(birth_date, percent)", (d, n) => Math.Clamp(d.DayNumber + n, 0, DateOnly.MaxValue.DayNumber)),
            ("month_end(birth_date)", (d, _) => new DateOnly(d.Year, d.Month, DateTime.DaysInMonth(d.Year, d.Month)).DayNumber),
            ("in_year(birth_date, '02-29')", (d, _) => new DateOnly(d.Year, 2, DateTime.DaysInMonth(d.Year, 2)).DayNumber),
            ("in_year(birth_date, '12-31')", (d, _) => new DateOnly(d.Year, 12, 31).DayNumber),
        })
        {
            for (var i = 0; i < rows.Count; i++)
            {
                table.Columns["percent"][i] = rows[i].Step;
                table.Columns["death_date"][i] = expected(rows[i].Day, rows[i].Step);
            }

            var condition = PolicyFiles.Plain.ParseCondition($"{call} == death_date", "days").Value;
            var told = database.Ask(table with { }, name => SqlReader.Query(AgreementTests.Law, condition, dialect, name));
            Assert.Empty(Enumerable.Range(0, rows.Count).Where(i => told[i][0] != 1).Select(i => $"{call}: {rows[i]}"));
        }

        static long Months(DateOnly day, long months)
        {
            var month = (day.Year * 12L) + day.Month - 1 + months;
            return month < 12 ? 0 : month / 12 > 9999 ? DateOnly.MaxValue.DayNumber
                : new DateOnly((int)(month / 12), (int)(month % 12) + 1,
                    Math.Min(day.Day, DateTime.DaysInMonth((int)(month / 12), (int)(month % 12) + 1))).DayNumber;
        }
    }

    /// <summary>The most years or months that can be added to the first day without passing the second, found by trying.</summary>
    private static long Count(bool years, DateOnly from, DateOnly to)
    {
        var guess = years ? to.Year - from.Year : ((to.Year - from.Year) * 12) + to.Month - from.Month;
        while (Later(guess) > to)
        {
            guess--;
        }

        return guess;

        DateOnly Later(int n) => years ? from.AddYears(n) : from.AddMonths(n);
    }

    private static FactTable Pairs(List<(DateOnly From, DateOnly To)> pairs) => new(
        pairs.Count,
        new Dictionary<string, long[]>
        {
            ["id"] = [.. Enumerable.Range(1, pairs.Count).Select(i => (long)i)],
            ["birth_date"] = [.. pairs.Select(p => (long)p.From.DayNumber)],
            ["death_date"] = [.. pairs.Select(p => (long)p.To.DayNumber)],
            ["percent"] = new long[pairs.Count],
        },
        [.. Enumerable.Repeat(-1, pairs.Count)], [0], []);
}
