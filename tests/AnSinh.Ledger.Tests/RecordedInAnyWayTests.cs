using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Snapshots;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using CsCheck;

namespace AnSinh.Ledger.Tests;

/// <summary>
/// One story recorded in several ways has one answer: with another value from a day, with an end and a new start, with a second value over
/// the first, with a value put right, with days nobody lives through. For every programme that runs pay, on random days: in the month for
/// all, for one person alone, explained, and in the run, which finds nothing to pay or take back when one way of recording takes the place
/// of another.
/// </summary>
public class RecordedInAnyWayTests
{
    private const long Person = 1;
    private const long Other = 2;
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly Lazy<Policy> RealLaw = new(() => SmallWorld.Load(Checkout.File("policy")));

    /// <summary>A kind of statement with the value before and from a day on; "" is nothing recorded.</summary>
    private sealed record Turn(string Kind, string Before, string After, DateOnly On);

    private static readonly (string Kind, string[] Values)[] Kinds =
    [
        ("disability", ["severe", "mild", "extremely_severe", "none", ""]), ("pension", ["none", "retirement", ""]),
        ("poverty", ["poor", "near_poor", "none", ""]),
        ("no_supporter", ["yes", "no", ""]), ("residence", ["here", ""]), ("membership", ["here", ""]),
        ("in_facility", ["no", "yes", ""]), ("merit", ["none", "war_invalid", ""]),
    ];

    private static readonly Gen<(Turn[] Turns, int Way, int Other, int Birth, Month Month)> Stories =
        from month in One(new Month(2020, 8), new Month(2021, 8), new Month(2025, 8), new Month(2026, 2))
        from turns in (
            from kind in One(Kinds)
            from before in One(kind.Values)
            from after in One(kind.Values)
            from day in Gen.Int[-3, 33]
            select new Turn(kind.Kind, before, after, month.FirstDay.AddDays(day))).Array[1, 4]
        from way in Gen.Int[0, 4]
        from other in Gen.Int[0, 4]
        from birth in One(1939, 1948, 1955, 1990, 2015)
        select (turns.DistinctBy(t => t.Kind).ToArray(), way, other, birth, month);

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Fact]
    public void One_event_has_one_answer() => Stories.Sample(story =>
    {
        var (turns, way, other, birth, month) = story;
        using var one = Record(turns, way, birth, month);
        using var two = Record(turns, other, birth, month);
        for (var asked = month.Add(-1); asked <= month.Add(1); asked = asked.Add(1))
        {
            Assert.Equal(Answers(one, asked), Answers(two, asked));
        }
    }, iter: 60, threads: 1);

    [Fact]
    public void Recording_it_in_another_way_gives_the_run_nothing_to_do() => Stories.Sample(story =>
    {
        var (turns, way, other, birth, month) = story;
        using var world = Record(turns, way, birth, month);
        var known = Iso(month.Add(2).LastDay);
        world.Run(month.ToString(), known);
        Rewrite(world, turns, other, month.Add(3).FirstDay);
        var again = world.Run(month.ToString(), Iso(month.Add(3).LastDay));
        Assert.Equal((0, 0L), (again.NewLines, again.Amount));
    }, iter: 25, threads: 1);

    /// <summary>All answers of a month: the programmes that runs pay, for everybody, for the person alone and as explained.</summary>
    private static string Answers(SmallWorld world, Month month)
    {
        var known = new AsKnown(month.Add(4).LastDay);
        var whole = world.Determiner.Read(known).Entitled(month);
        var lines = new List<string>();
        foreach (var programme in whole.Programmes)
        {
            foreach (var person in new[] { Person, Other })
            {
                var row = whole.Snapshot.RowOf(person);
                var told = world.Determiner.Explain(person, programme.Name, month, known).Value;
                var around = world.Determiner.ReadAround(person, known).Entitled(month);
                var alone = around.FindOrNull(programme.Name)!;
                var answer = $"{programme.Status[row]} {programme.Amount[row]}";
                Assert.Equal(answer, $"{(int)told.Status} {told.Amount?.Value ?? 0}");
                Assert.Equal(answer, $"{alone.Status[around.Snapshot.RowOf(person)]} {alone.Amount[around.Snapshot.RowOf(person)]}");
                lines.Add($"{month} {person} {programme.Name}: {answer} {string.Join('+', programme.RoutesOf(row))}");
            }
        }

        return string.Join('\n', lines);
    }

    private static SmallWorld Record(Turn[] turns, int way, int birth, Month month)
    {
        var world = new SmallWorld(month.Year == 2026 ? "vn-01" : "vn", policy: RealLaw.Value);
        var recorded = Iso(First);
        world.Register.Load(
            Some.Person(Person, birth: new DateOnly(birth, 3, 15), recorded: First),
            Some.Person(Other, birth: new DateOnly(1941, 1, 1), recorded: First), Some.Household(7, recorded: First),
            Some.Membership(Other, 7, from: First, recorded: First),
            Some.Residence(Other, SmallWorld.Commune, from: First, recorded: First),
            Some.Fact(Person, "stable_income", "no", First, recorded: First), Some.Fact(Other, "pension", "none", First, recorded: First));
        foreach (var kind in new[] { "residence", "membership" }.Except(turns.Select(t => t.Kind)))
        {
            world.Register.Load(Row(kind, "here", First, null, First));
        }

        foreach (var turn in turns)
        {
            world.Register.Load([.. Rows(turn, way, First)]);
        }

        foreach (var programme in world.Policy.Programmes.Where(p => p.Ledger))
        {
            world.Decide(Person, "2015-02-01", programme.Id).Decide(Other, "2015-02-01", programme.Id);
        }

        return world;
    }

    /// <summary>What was believed about the turns is no longer believed; the same is said in another way.</summary>
    private static void Rewrite(SmallWorld world, Turn[] turns, int way, DateOnly day)
    {
        world.Register.Write(Act.By("test"), (connection, transaction) =>
        {
            foreach (var turn in turns)
            {
                var (table, where) = turn.Kind switch
                {
                    "residence" => ("residence", $"person_id = {Person}"),
                    "membership" => ("membership", $"person_id = {Person}"),
                    "poverty" => ("fact", "kind = 'poverty' and subject_id = 7"),
                    _ => ("fact", $"kind = '{turn.Kind}' and subject_id = {Person}"),
                };
                using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText =
                    $"update {table} set superseded_at = {AsKnown.NoonOf(day).ToString(CultureInfo.InvariantCulture)} "
                    + $"where {where} and superseded_at is null";
                command.ExecuteNonQuery();
            }

            return 0;
        });
        foreach (var turn in turns)
        {
            world.Register.Load([.. Rows(turn, way, day)]);
        }
    }

    /// <summary>The rows of a turn in one of five ways; on every day the latest start says the same.</summary>
    private static IEnumerable<object> Rows(Turn turn, int way, DateOnly recorded)
    {
        var (eve, past) = (turn.On.AddDays(-1), turn.On.AddDays(-40));
        (string Value, DateOnly From, DateOnly? To)[] rows = (turn.Before, turn.After) switch
        {
            // An end, and a new start.
            _ when way == 0 || turn.After.Length == 0
                || turn.Before.Length == 0 => [(turn.Before, First, eve), (turn.After, turn.On, null)],
            // A second value over the first.
            _ when way == 1 => [(turn.Before, First, null), (turn.After, turn.On, null)],
            // The first in two pieces, the second over the rest of it.
            _ when way == 2 => [(turn.Before, First, past), (turn.Before, past.AddDays(1), null), (turn.After, turn.On, null)],
            // The second in two pieces.
            _ when way == 3 => [(turn.Before, First, eve), (turn.After, turn.On, turn.On), (turn.After, turn.On.AddDays(1), null)],
            // The first goes on below, its last days said again.
            _ => [(turn.Before, First, turn.On.AddDays(10)), (turn.Before, past, eve), (turn.After, turn.On, null)],
        };
        return rows.Where(r => r.Value.Length > 0).Select(r => Row(turn.Kind, r.Value, r.From, r.To, recorded));
    }

    private static object Row(string kind, string value, DateOnly from, DateOnly? to, DateOnly recorded) => kind switch
    {
        "residence" => Some.Residence(Person, SmallWorld.Commune, from: from, to: to, recorded: recorded),
        "membership" => Some.Membership(Person, 7, "child", from, to, recorded),
        "poverty" => Some.Fact(7, kind, value, from, to, recorded),
        _ => Some.Fact(Person, kind, value, from, to, recorded),
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
