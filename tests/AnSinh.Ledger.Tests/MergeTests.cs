using AnSinh.Basics;
using AnSinh.Intake.Duplicates;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using CsCheck;

namespace AnSinh.Ledger.Tests;

/// <summary>Two files made one, and two again: decisions, benefits and payments follow both ways, on both databases.</summary>
public abstract class MergeContract
{
    private const long Standard = 270_000; // of SmallLaw in 2020

    [Fact]
    public void What_was_paid_to_both_files_is_taken_back_once_and_given_back_when_they_are_two_again()
    {
        using var world = TwoFiles(out var clock);
        world.Decide(1, "2015-01-10").Decide(2, "2016-01-10");
        Assert.Equal(2 * Standard, Settle(world, world.Run("2020-03")).Amount);

        clock.Day = new(2020, 4, 10);
        var batch = Merge(world, 1, 2);
        var april = Settle(world, world.Run("2020-04"));
        Assert.Equal(
            [(1L, "2020-03", -Standard, LineKind.Recovery), (1L, "2020-04", Standard, LineKind.Current)],
            world.Lines(april).OrderBy(l => l.ForMonth).Select(l => (l.PersonId, l.ForMonth.ToString(), l.Amount, l.Kind)));
        Assert.Equal([("merge", 2L)],
            world.Lines(april).Single(l => l.Kind == LineKind.Recovery).Causes.Select(c => (c.Kind, c.PersonId!.Value)));
        Assert.Contains("Gộp hồ sơ số 2 vào hồ sơ số 1, ghi nhận ngày 10/04/2020",
            Cause.ToVietnamese(world.Lines(april).Single(l => l.Kind == LineKind.Recovery).Causes), StringComparison.Ordinal);
        Agrees(world);
        Assert.Equal(2, world.Decisions.OfPerson(1).Count);
        Assert.Equal(Standard, world.Ledger.MonthsOf(1, Scope.Everything).Single(m => m.Month == SmallWorld.M("2020-03")).Posted);

        clock.Day = new(2020, 5, 10);
        Assert.True(world.Register.Undo(batch, "hai người khác nhau", Act.By("thử")) is { Ok: true });
        var may = Settle(world, world.Run("2020-05"));
        Assert.Equal(
            [(1L, "2020-03", Standard, "merge"), (1L, "2020-05", Standard, ""), (2L, "2020-04", Standard, "identity"),
                (2L, "2020-05", Standard, "")],
            world.Lines(may).OrderBy(l => l.PersonId).ThenBy(l => l.ForMonth)
                .Select(l => (l.PersonId, l.ForMonth.ToString(), l.Amount, l.Causes.Count > 0 ? l.Causes[0].Kind : "")));
        Agrees(world);
        foreach (var person in new[] { 1L, 2L })
        {
            Assert.Equal([Standard, Standard, Standard], world.Ledger.MonthsOf(person, Scope.Everything).Select(m => m.Posted));
        }
    }

    [Fact]
    public void A_decision_written_for_the_file_that_goes_entitles_the_one_that_stays()
    {
        using var world = TwoFiles(out var clock);
        world.Decide(2, "2016-01-10");
        Settle(world, world.Run("2020-03"));
        clock.Day = new(2020, 4, 10);
        Merge(world, 1, 2);
        var april = Settle(world, world.Run("2020-04"));
        Assert.Equal([(1L, "2020-04", Standard)], world.Lines(april).Select(l => (l.PersonId, l.ForMonth.ToString(), l.Amount)));
        Agrees(world);

        var gap = new PromiseGap(world.Determiner, world.Decisions).Of("aid", SmallWorld.M("2020-03"),
            SmallWorld.Known("2020-04-30")).Value;
        Assert.Equal([1L], gap.PersonIds(GapKind.Paid, Scope.Everything));
        Assert.Empty(gap.PersonIds(GapKind.Missed, Scope.Everything));
        var before = new PromiseGap(world.Determiner, world.Decisions).Of("aid", SmallWorld.M("2020-03"),
            SmallWorld.Known("2020-03-31")).Value;
        Assert.Equal([2L], before.PersonIds(GapKind.Paid, Scope.Everything));
    }

    [Fact]
    public void The_kept_file_gets_the_values_chosen_and_those_it_lacks()
    {
        using var world = TwoFiles(out var clock);
        world.Record(2, "disability", "severe", "2020-02-01", "2020-02-05");
        clock.Day = new(2020, 4, 10);
        var batch = Merge(world, 1, 2, MergeChoice.Kept with { Identity = new HashSet<string> { "name" } });
        var file = new PeopleQueries(world.Register).FileOrNull(1, Scope.Everything)!;
        Assert.Equal("Người 2", file.Identity[^1].Row.Name);
        Assert.Equal(["severe"], file.Facts.Where(f => f.Row.SupersededAt is null).Select(f => f.Row.Value));
        Assert.Equal(1, MergeMap.Read(world.Database).Of(2));
        Assert.Equal(2, MergeMap.Read(world.Database, SmallWorld.Known("2020-04-09")).Of(2));
        Assert.Contains(batch, world.Register.Batches.OfPerson(2).Select(b => b.BatchId));
        Assert.Equal("merge.no-person", MergePlan.Of(world.Register, 1, 2, MergeChoice.Kept, "lần nữa").Refusals.Single().Code);
    }

    protected static void RandomMerges(Func<Database?> database, int iterations) =>
        Gen.Select(Gen.Int[1, 5].SelectMany(n => Gen.Select(Gen.Bool, Gen.Int[1920, 1960]).Array[n + 1]),
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 5]).Array[1, 7])
            .Sample(input => Check(database, input), iter: iterations, threads: 1);

    // Whatever is merged and parted between the runs, the books agree after each, for everyone; and all parted, each has the own due.
    private static void Check(Func<Database?> database, ((bool Decided, int Born)[] People, (int Act, int A, int B)[] Acts) input)
    {
        var clock = new FakeClock(new(2020, 1, 5));
        using var world = new SmallWorld(database: database() ?? Some(clock), clock: clock);
        for (var i = 0; i < input.People.Length; i++)
        {
            world.Person(i + 1, $"{input.People[i].Born}-06-15");
        }

        world.Load();
        for (var i = 0; i < input.People.Length; i++)
        {
            if (input.People[i].Decided)
            {
                world.Decide(i + 1, "2015-01-10");
            }
        }

        var standing = new Stack<long>();
        var month = SmallWorld.M("2020-01");
        foreach (var (act, a, b) in input.Acts)
        {
            clock.Day = month.FirstDay.AddDays(9);
            var (kept, gone) = ((a % input.People.Length) + 1, (b % input.People.Length) + 1);
            if (act < 2 && kept != gone && MergePlan.Of(world.Register, kept, gone, MergeChoice.Kept, "thử") is { Ok: true } plan)
            {
                standing.Push(world.Register.Apply(plan.Value, Act.By("thử")).Value.BatchId);
            }
            else if (act == 2 && standing.Count > 0)
            {
                Assert.True(world.Register.Undo(standing.Pop(), "thử", Act.By("thử")).Ok);
            }

            Settle(world, world.Run(month.ToString()));
            Agrees(world);
            month = month.Add(1);
        }

        clock.Day = month.FirstDay.AddDays(9);
        while (standing.Count > 0)
        {
            Assert.True(world.Register.Undo(standing.Pop(), "thử", Act.By("thử")).Ok);
        }

        Settle(world, world.Run(month.ToString()));
        Agrees(world);
        for (var i = 0; i < input.People.Length; i++)
        {
            var (decided, born) = input.People[i];
            var posted = world.Ledger.MonthsOf(i + 1, Scope.Everything).ToDictionary(m => m.Month, m => m.Posted);
            for (var at = SmallWorld.M("2020-01"); at <= month; at = at.Add(1))
            {
                Assert.Equal(decided && new DateOnly(born + 80, 6, 15) <= at.LastDay ? Standard : 0, posted.GetValueOrDefault(at));
            }
        }
    }

    private static Database Some(FakeClock clock) =>
        Database.Open("sqlite:" + Path.Combine(Directory.CreateTempSubdirectory("ansinh-").FullName, "register.db"), clock);

    private SmallWorld TwoFiles(out FakeClock clock)
    {
        clock = new FakeClock(new(2020, 3, 5));
        var world = new SmallWorld(database: NewDatabase(clock), clock: clock).Person(1, "1930-01-01").Person(2, "1930-01-01");
        world.Load();
        return world;
    }

    private static long Merge(SmallWorld world, long kept, long gone, MergeChoice? choice = null)
    {
        var plan = MergePlan.Of(world.Register, kept, gone, choice ?? MergeChoice.Kept, "đối chiếu hồ sơ giấy");
        Assert.True(plan.Ok, string.Join("; ", plan.Refusals));
        var applied = world.Register.Apply(plan.Value, Act.By("thử"));
        Assert.True(applied.Ok, string.Join("; ", applied.Refusals));
        return applied.Value.BatchId;
    }

    private static RunResult Settle(SmallWorld world, RunResult run)
    {
        if (run.RunId is { } id)
        {
            Assert.True(world.MonthRun.Settle(id, Act.By("test")).Ok);
        }

        return run;
    }

    private static void Agrees(SmallWorld world)
    {
        var books = Books.Agree(world);
        Assert.Equal(0, books.Balance.ToPay);
    }

    /// <summary>An empty database.</summary>
    protected abstract Database NewDatabase(TimeProvider clock);
}

/// <summary>Over a SQLite file.</summary>
public class SqliteMergeTests : MergeContract
{
    [Fact]
    public void The_books_agree_whatever_is_merged_and_parted() => RandomMerges(() => null, 60);

    /// <inheritdoc/>
    protected override Database NewDatabase(TimeProvider clock) =>
        Database.Open("sqlite:" + Path.Combine(Directory.CreateTempSubdirectory("ansinh-").FullName, "register.db"), clock);
}

/// <summary>Over a schema of a PostgreSQL server of our own.</summary>
public class PostgresMergeTests : MergeContract
{
    /// <inheritdoc/>
    protected override Database NewDatabase(TimeProvider clock) => PostgresCluster.NewDatabase(clock);
}
