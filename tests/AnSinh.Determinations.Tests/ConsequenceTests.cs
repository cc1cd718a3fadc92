using AnSinh.Basics;
using AnSinh.Determinations.Consequences;
using AnSinh.Determinations.Simulating;
using AnSinh.Intake.Events;
using AnSinh.Ledger.Tests;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Snapshots;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;
using CsCheck;

namespace AnSinh.Determinations.Tests;

/// <summary>What a change of the register brings, before it is written: the same as after.</summary>
public class ConsequenceTests
{
    [Fact]
    public void A_death_stops_the_allowance_from_the_month_after_and_names_the_article()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Decide(1, "2016-01-05");
        var found = Find(world, [1], "2020-03", "2020-08", ("death", [("nguoi", "1"), ("ngay", "2020-04-10"), ("giay-to", "trích lục")]));
        var one = Assert.Single(found.All);
        Assert.Equal(("aid", ConsequenceKind.Stops, SmallWorld.M("2020-05"), SmallWorld.M("2020-08"), true),
            (one.Programme, one.Kind, one.From, one.To, one.Goes));
        Assert.Equal((new RowAnswer(Truth.Yes, 270_000), Truth.No), (one.Before, one.After.Status));
        Assert.All(one.Reasons, r => Assert.Contains("NĐ 1/NĐ-CP", r.Citation, StringComparison.Ordinal));
        Assert.NotEmpty(one.Reasons);
        Assert.Equal(["2020-05", "2020-06", "2020-07", "2020-08"], found.Due.Select(d => d.Month.ToString()));
        Assert.All(found.Due, d => Assert.Equal((270_000L, 0L), (d.Before, d.After)));
        Assert.Empty(world.Register.Batches.Latest(5));
    }

    [Fact]
    public void A_certificate_starts_it_with_the_route_that_holds()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Load();
        var one = Assert.Single(Find(world, [1], "2020-03", "2020-08", Fact(1, "disability", "severe", "2020-04-10")).All);
        Assert.Equal((ConsequenceKind.Starts, SmallWorld.M("2020-04"), true), (one.Kind, one.From, one.Goes));
        Assert.NotEmpty(one.Reasons);
    }

    [Fact]
    public void What_stops_is_told_by_the_route_that_was_drawn_and_not_by_the_others()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20").Load();
        var one = Assert.Single(Find(world, [1], "2020-03", "2020-08", Fact(1, "disability", "mild", "2020-04-10")).All);
        Assert.Equal(ConsequenceKind.Stops, one.Kind);
        Assert.DoesNotContain(one.Reasons, r => r.Text.Vi.Contains("tuổi", StringComparison.Ordinal));
    }

    [Fact]
    public void A_move_to_another_commune_moves_the_money()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Decide(1, "2016-01-05");
        var found =
            Find(world, [1], "2020-03", "2020-08",
                ("move_within",
                    [("nguoi", "1"), ("ca-ho", "yes"), ("xa", SmallWorld.OtherCommune), ("ngay", "2020-05-01"), ("giay-to", "phiếu")]));
        var one = Assert.Single(found.All);
        Assert.Equal((ConsequenceKind.Transfers, SmallWorld.Commune, SmallWorld.OtherCommune, SmallWorld.M("2020-05")),
            (one.Kind, one.UnitBefore, one.UnitAfter, one.From));
        Assert.Empty(found.Due);
    }

    [Fact]
    public void A_fact_set_to_unknown_makes_it_unclear_and_names_what_is_missing()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Decide(1, "2016-01-05");
        var found = Find(world, [1], "2020-03", "2020-06", Fact(1, "pension", "unknown", "2020-04-01"));
        var one = Assert.Single(found.All);
        Assert.Equal(ConsequenceKind.BecomesUnclear, one.Kind);
        Assert.Contains("pension", one.Missing);
        Assert.All(found.Due, d => Assert.Null(d.After));
    }

    [Theory]
    [InlineData("severe", 405_000)]
    [InlineData("none", 270_000)]
    public void What_stays_certain_in_part_becomes_unclear_while_what_was_due_stays(string disability, long due)
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "poverty", "poor", "2019-01-01", "2019-01-05")
            .Fact(1, "disability", disability, "2019-01-01", "2019-01-05").Decide(1, "2019-04-01");
        var found = Find(world, [1], "2020-05", "2020-06", Fact(1, "disability", "unknown", "2020-04-01"));
        var one = Assert.Single(found.All);
        Assert.Equal((ConsequenceKind.BecomesUnclear, due), (one.Kind, one.Before.Amount));
        Assert.Equal((Truth.Yes, 270_000L, 540_000L), (one.After.Status, one.After.Amount, one.After.Most));
        Assert.Equal(["disability"], one.Missing);
        Assert.Empty(found.Due);
    }

    [Fact]
    public void Nobody_else_and_no_other_month_is_told_of()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Person(2, "1931-01-01").Person(3, "1932-01-01", household: 1).Load();
        var found = Find(world, [1], "2019-01", "2020-08", Fact(1, "disability", "mild", "2020-07-01"));
        Assert.Empty(found.All);
        Assert.DoesNotContain(2, found.Persons);
    }

    [Fact]
    public void What_the_register_would_refuse_has_no_consequences()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Load();
        var set = new ChangeSet("event.test", "thử", "giấy");
        set.Record(new FactRow(99, null, "pension", "retirement", new DateInterval(SmallWorld.Day("2020-01-01"), null), 0, null, "giấy"));
        var refused = new ConsequenceFinder(world.Determiner).Find(set, [1], SmallWorld.M("2020-01"), SmallWorld.M("2020-02"),
            Today(world), null);
        Assert.Equal("person.none", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public void What_is_told_before_is_what_the_law_says_after_it_was_written() => Gen.Select(
            Gen.Int[0, 3], Gen.Int[1, 4],
            Gen.OneOf(Gen.Const("none"), Gen.Const("mild"), Gen.Const("severe"), Gen.Const("extremely_severe")),
            Gen.OneOf(Gen.Const("none"), Gen.Const("retirement"), Gen.Const("unknown")), Gen.Int[0, 300])
        .Sample(
            (which, person, disability, pension, days) =>
            {
                using var world = new SmallWorld().Person(1, "1930-01-01").Person(2, "1940-08-20", household: 1)
                    .Person(3, "1990-01-01").Person(4, "1939-12-31", household: 3)
                    .Fact(3, "disability", "severe", "2019-03-05", "2019-03-20").Decide(1, "2016-01-05").Decide(3, "2019-04-01");
                var day = SmallWorld.Day("2020-01-01").AddDays(days)
                    .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                var plan = Plan(world, which switch
                {
                    0 => ("death", [("nguoi", $"{person}"), ("ngay", day), ("giay-to", "x")]),
                    1 => Fact(person, "disability", disability, day),
                    2 => Fact(person, "pension", pension, day),
                    _ => ("move_within",
                        [("nguoi", $"{person}"), ("ca-ho", "yes"), ("xa", SmallWorld.OtherCommune), ("ngay", day), ("giay-to", "x")]),
                });
                var (from, to, known) = (Month.Of(plan.From), SmallWorld.M("2020-12"), Today(world));
                var found = new ConsequenceFinder(world.Determiner).Find(plan.Set, plan.Persons, from, to, known,
                    world.Decisions.Known(known)).Value;
                var before = Answers(world, from, to, known);
                Assert.True(world.Register.Apply(plan.Set, Act.By("officer")).Ok);
                var after = Answers(world, from, to, known);
                var told =
                    found.All.SelectMany(
                        c => Enumerable.Range(0, c.Months).Select(m => (c.PersonId, c.Programme, Month: c.From.Add(m), c.Before, c.After)))
                            .ToHashSet();
                foreach (var (key, was) in before)
                {
                    var now = after[key];
                    if (was != now)
                    {
                        Assert.Contains((key.Person, key.Programme, key.Month, was, now), told);
                    }
                }

                Assert.All(told.Where(t => t.Before != t.After),
                    t => Assert.NotEqual(before[(t.PersonId, t.Programme, t.Month)], after[(t.PersonId, t.Programme, t.Month)]));
            },
            iter: 60);

    private static Dictionary<(long Person, string Programme,
        Month Month), RowAnswer> Answers(SmallWorld world, Month from, Month to, AsKnown known)
    {
        var answers = new Dictionary<(long, string, Month), RowAnswer>();
        for (var month = from; month <= to; month = month.Add(1))
        {
            var result = world.Determiner.Determine(month, known);
            foreach (var programme in result.Programmes)
            {
                for (var row = 0; row < programme.Status.Length; row++)
                {
                    answers[(result.Snapshot.PersonIds[row], programme.Name, month)] = new RowAnswer((Truth)programme.Status[row],
                        programme.Amount[row]);
                }
            }
        }

        return answers;
    }

    private static (string, (string, string)[]) Fact(long person, string kind, string value, string day) =>
        ("fact", [("nguoi", $"{person}"), ("loai-du-kien", kind), ("gia-tri", value), ("tu-ngay", day), ("giay-to", "giấy")]);

    private static ConsequencesFound Find(SmallWorld world, long[] persons, string from, string to, (string Kind,
        (string, string)[] Told) what)
    {
        var plan = Plan(world, what);
        var known = Today(world);
        var found = new ConsequenceFinder(world.Determiner).Find(plan.Set, persons, SmallWorld.M(from), SmallWorld.M(to),
            known, world.Decisions.Known(known));
        Assert.True(found.Ok, string.Join("; ", found.Refusals));
        return found.Value;
    }

    private static EventPlan Plan(SmallWorld world, (string Kind, (string Name, string Value)[] Told) what)
    {
        world.Load();
        var plan = EventPlanner.Plan(world.Register, EventScope.OfEverybody(world.Register), EventKinds.FindOrNull(what.Kind)!,
            what.Told.ToDictionary(t => t.Name, t => t.Value));
        Assert.True(plan.Ok, string.Join("; ", plan.Refusals));
        return plan.Value;
    }

    private static AsKnown Today(SmallWorld world) => new(AsKnown.DayOf(world.Register.Now));
}
