using AnSinh.Basics;
using CsCheck;

namespace AnSinh.Rulebook.Tests;

/// <summary>Which day of a month counts: what the rule of a version says, and that only true changes make a difference.</summary>
public class DaysInsideAMonthTests
{
    private static readonly Month Month = new(2024, 2);
    private static readonly LawAt Law = PolicyFiles.Law(2024, 2, "vn");

    [Fact]
    public void Days_on_which_nothing_changes_change_nothing() =>
        Gen.Select(Gen.Int[0, int.MaxValue], AgreementTests.Condition.Array[12], AgreementTests.Table, Gen.Int[0, int.MaxValue])
        .Sample((seed, conditions, table, cuts) =>
        {
            var programme = AgreementTests.RandomProgramme(new Random(seed), conditions);
            var whole = table with { States = null };
            var (one, cut) = (new KernelResult(table.Rows), new KernelResult(table.Rows));
            var kernel = programme.Compile(payable: false);
            kernel(whole, 0, table.Rows, one);
            kernel(whole with { States = Cut(whole, new Random(cuts)) }, 0, table.Rows, cut);
            return one.Status.SequenceEqual(cut.Status) && one.Amount.SequenceEqual(cut.Amount) && one.Routes.SequenceEqual(cut.Routes);
        }, iter: 150, threads: 1);

    [Theory]
    [InlineData("any", "latest", 1990, "severe", "mild", 14, 540_000)]
    [InlineData("any", "latest", 1990, "severe", "none", 1, 540_000)]
    [InlineData("any", "latest", 1990, "severe", "none", 0, 0)]
    [InlineData("any", "latest", 1940, "severe", "mild", 28, 360_000)]
    [InlineData("any", "latest", 1940, "mild", "severe", 28, 720_000)]
    [InlineData("any", "highest", 1940, "severe", "mild", 1, 720_000)]
    [InlineData("any", "highest", 1940, "mild", "severe", 28, 720_000)]
    [InlineData("any", "earliest", 1940, "severe", "mild", 1, 720_000)]
    [InlineData("any", "earliest", 1940, "mild", "severe", 1, 360_000)]
    [InlineData("any", "earliest", 1990, "mild", "severe", 28, 540_000)]
    [InlineData("end", null, 1990, "severe", "mild", 28, 0)]
    [InlineData("end", null, 1990, "mild", "severe", 28, 540_000)]
    [InlineData("first", null, 1990, "severe", "mild", 1, 540_000)]
    [InlineData("first", null, 1990, "severe", "mild", 0, 0)]
    [InlineData("first", null, 1990, "mild", "severe", 1, 0)]
    [InlineData("eve", null, 1990, "severe", "mild", 0, 540_000)]
    [InlineData("eve", null, 1990, "mild", "severe", 0, 0)]
    public void The_rule_says_which_day_counts(string day, string? levels, int born, string before, string after, int days, long amount)
    {
        // "days" are those of the month on which the first state still holds: none means that it changes on the first.
        var law = PolicyWith(day, levels).At(new Jurisdiction("vn"), Month, new AsKnown(Month.LastDay));
        var told = law.Ask(Changing(days, $"birth_date {born}-01-01, disability {before}", $"birth_date {born}-01-01, disability {after}"));
        Assert.Equal((amount > 0 ? Truth.Yes : Truth.No, amount), (told.Status, told.Amount?.Value ?? 0));
    }

    [Fact]
    public void A_route_can_have_a_day_of_its_own()
    {
        var files = new PolicyFiles().Change("vn/programmes/aid.yaml", "when: \"disability == 'severe'\"",
            "when: \"disability == 'severe'\"\n        holds: {day: end, cite: ND-1/dieu-8}");
        var law = files.Read().At(new Jurisdiction("vn"), Month, new AsKnown(Month.LastDay));
        Assert.Equal(360_000,
            law.Ask(Changing(14, "birth_date 1940-01-01, disability severe", "birth_date 1940-01-01, pension retirement")).Amount?.Value);
        Assert.Equal(720_000,
            law.Ask(Changing(14, "birth_date 1940-01-01, pension retirement", "birth_date 1940-01-01, disability severe")).Amount?.Value);
        Assert.Equal(Truth.No, law.Ask(Changing(14, "birth_date 1990-01-01, disability severe", "birth_date 1990-01-01")).Status);
    }

    [Fact]
    public void An_exclusion_and_a_requirement_are_read_on_the_day_of_the_ground()
    {
        // Old, first with a pension, then without one but gone: on no day is there a ground without a hindrance.
        Assert.Equal(Truth.No,
            Law.Ask(Changing(14, "birth_date 1940-01-01, pension retirement", "birth_date 1940-01-01, resident no")).Status);
        Assert.Equal(360_000, Law.Ask(Changing(28, "birth_date 1940-01-01", "birth_date 1940-01-01, pension retirement")).Amount?.Value);
        Assert.Equal(360_000, Law.Ask(Changing(1, "birth_date 1940-01-01", "birth_date 1940-01-01, resident no")).Amount?.Value);
    }

    [Fact]
    public void The_explanation_shows_the_days_and_the_article()
    {
        var told = Law.Ask(Changing(14, "birth_date 1990-01-01, disability severe", "birth_date 1990-01-01, disability mild"));
        var days = Assert.Single(told.Root.Children, n => n.Kind == ExplainKind.Days);
        Assert.Contains("Trong tháng có thay đổi", days.Text.Vi, StringComparison.Ordinal);
        Assert.Contains("Điều 8", days.Citation, StringComparison.Ordinal);
        Assert.Equal(["31/01/2024 – 14/02/2024: 540.000 đ", "15/02/2024 – 29/02/2024: không đủ điều kiện"],
            days.Children.Select(c => c.Text.Vi));
        Assert.Equal("severe", told.Facts["disability"]);
        Assert.DoesNotContain(
            Law.Ask(Changing(14, "birth_date 1990-01-01, disability severe", "birth_date 1990-01-01, disability severe")).Root.All(),
            n => n.Kind == ExplainKind.Days);
    }

    [Fact]
    public void What_is_open_on_the_deciding_day_is_open_for_the_month()
    {
        var told = Law.Ask(Changing(14, "birth_date 1990-01-01, disability severe", "birth_date 1990-01-01, disability unknown"));
        Assert.Equal((Truth.Unknown, "disability"), (told.Status, Assert.Single(told.Missing)));
        Assert.Equal(540_000,
            Law.Ask(Changing(14, "birth_date 1990-01-01, disability unknown",
                "birth_date 1990-01-01, disability severe")).Amount!.Value.Value);
    }

    [Fact]
    public void A_case_can_say_what_changes_inside_its_month()
    {
        var files = new PolicyFiles().With("vn/cases/days.yaml", """
            cases:
              - id: days-1
                programme: aid
                month: 2024-02
                given: {birth_date: 1990-01-01, disability: severe}
                changes: [{from: 2024-02-15, disability: mild}]
                expect: {status: yes, amount: 540000, routes: [disabled]}
              - id: days-2
                programme: aid
                month: 2024-02
                given: {birth_date: 1990-01-01, disability: severe}
                changes: [{from: 2024-02-01, disability: mild}]
                expect: {status: no}
            """);
        Assert.All(new CaseRunner(files.Read()).RunAll().Where(c => c.Case.Id.StartsWith("days", StringComparison.Ordinal)),
            c => Assert.True(c.Passed, c.Got + string.Join("; ", c.Differences)));
    }

    /// <summary>One person in two states; the first holds from the eve to so many days of the month.</summary>
    private static FactTable Changing(int days, string before, string after)
    {
        var end = Tables.Of(after);
        var inside = Tables.Of(before, after);
        inside.Columns["id"][1] = 1;
        var change = Month.FirstDay.AddDays(days).DayNumber;
        var last = Month.LastDay.DayNumber;
        return change > last
            ? Changing(days - 1, before, after)
            : end with { States = new DayStates(inside with { HouseholdOf = [0, 1], HouseholdStart = [0, 1, 2] }, [0],
                [0, 2], [Month.Eve.DayNumber, change], [change - 1, last]) };
    }

    /// <summary>Every household cut into stretches on which all is the same.</summary>
    private static DayStates Cut(FactTable table, Random random)
    {
        var (eve, last) = (Month.Eve.DayNumber, Month.LastDay.DayNumber);
        var cut = random.Next(eve + 1, last + 1);
        var columns =
            table.Columns.ToDictionary(c => c.Key, c => Enumerable.Range(0, table.Rows * 2).Select(i => c.Value[i / 2]).ToArray());
        int[] of = [.. Enumerable.Range(0, table.Rows * 2)
            .Select(i => table.HouseholdOf[i / 2] is >= 0 and var h ? (h * 2) + (i % 2) : -1)];
        var homes = table.HouseholdStart.Length - 1;
        var members = Enumerable.Range(0, homes * 2).Select(h => Enumerable.Range(0, of.Length).Where(i => of[i] == h).ToArray()).ToList();
        int[] starts = [0, .. members.Select((_, h) => members.Take(h + 1).Sum(m => m.Length))];
        return new DayStates(
            new FactTable(table.Rows * 2, columns, of, starts, [.. members.SelectMany(m => m)]), [.. Enumerable.Range(0, table.Rows)],
            [.. Enumerable.Range(0, table.Rows + 1).Select(p => p * 2)],
            [.. Enumerable.Range(0, table.Rows * 2).Select(i => i % 2 == 0 ? eve : cut)],
            [.. Enumerable.Range(0, table.Rows * 2).Select(i => i % 2 == 0 ? cut - 1 : last)]);
    }

    private static Policy PolicyWith(string day, string? levels) =>
        new PolicyFiles().Change("vn/programmes/aid.yaml", "holds: {day: any, levels: latest,",
            $"holds: {{day: {day},{(levels is null ? "" : $" levels: {levels},")}").Read();
}
