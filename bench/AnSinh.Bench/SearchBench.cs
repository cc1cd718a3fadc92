using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;

namespace AnSinh.Bench;

/// <summary>
/// Searching the demo register as officers type. The ratio is that of the slowest question to one walk over the table of persons in
/// the database: what a search without an index in memory would cost at the least.
/// </summary>
internal static class SearchBench
{
    private const int Rounds = 9;
    private const int PageSize = 25;

    private static readonly string[] Questions =
    [
        "", "nguyen", "nguyễn thị khuyến", "khuyen 1939", "khuyne", "nguyne thi khuyne", "hộ ông hùng", "cụm 9",
        "hung cum 9", "lan hat mon", "1939", "999139", "81 tuổi", "5/3/1939", "zzzz", "van an xa hat mon",
    ];

    public static object? Run(Policy policy, string address)
    {
        using var copy = DemoCopy.OfOrNull(policy, address);
        if (copy is null)
        {
            return null;
        }

        var db = copy.Register;
        var people = new PeopleQueries(db);
        var (day, known) = (new DateOnly(2020, 8, 31), new AsKnown(new DateOnly(2020, 9, 30)));
        var prepare = Once(() => people.Prepare(day, known));
        var times = Questions.Select(
            q => (Question: q, Milliseconds: Least(() => people.Find(q, Scope.Everything, day, known, 1, PageSize)))).ToList();
        var slowest = times.MaxBy(t => t.Milliseconds);
        var near = Least(() => people.Find(new("nguyen thi khuyen", Scope.Everything, day, known, 1, PageSize) { Near = true }));
        var commune = people.Find("", Scope.Everything, day, known, 1, 1).People[0].Person.Unit!;
        var own = db.Units.ScopeOf(commune);
        var scoped = Least(() => people.Find("nguyen", own, day, known, 1, PageSize));
        var walk = Least(() => Walk(db, known));
        var now = new AsKnown(AsKnown.DayOf(db.Now));
        people.Prepare(day, now);
        var movers = people.Find("khuyen", Scope.Everything, day, now).People.Select(p => p.Person.PersonId).Take(Rounds).ToList();
        var afterChange = movers.Min(mover =>
        {
            Move(db, mover, commune.Key);
            return Once(() => people.Find("khuyen", Scope.Everything, day, now, 1, PageSize));
        });
        return new
        {
            people = people.Find("", Scope.Everything, day, known, 1, 1).Total,
            prepareMilliseconds = Math.Round(prepare),
            slowestQuestion = slowest.Question,
            slowestMilliseconds = Math.Round(slowest.Milliseconds, 1),
            medianMilliseconds = Math.Round(times.Select(t => t.Milliseconds).Order().ElementAt(times.Count / 2), 1),
            similarNamesMilliseconds = Math.Round(near, 1),
            oneCommuneMilliseconds = Math.Round(scoped, 1),
            firstAfterAChangeMilliseconds = Math.Round(afterChange, 1),
            walkMilliseconds = Math.Round(walk, 1),
            slowestToWalk = Math.Round(slowest.Milliseconds / walk, 2),
            afterAChangeToPrepare = Math.Round(afterChange / prepare, 2),
            each = string.Join("; ", times.Select(t => $"{t.Question}: {t.Milliseconds:0.0}")),
        };
    }

    private static void Move(RegisterDb db, long person, string unit)
    {
        var set = new ChangeSet("event.move_within", "Chuyển nơi ở", "bench");
        set.Record(new ResidenceRow(person, unit, "permanent", new DateInterval(new DateOnly(2020, 8, 1), null), 0, null, ""));
        var applied = db.Apply(set, Act.By("bench"));
        if (!applied.Ok)
        {
            throw new InvalidOperationException(string.Join("; ", applied.Refusals));
        }
    }

    private static double Once(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Least(Action action)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            best = Math.Min(best, Once(action));
        }

        return best;
    }

    private static void Walk(RegisterDb db, AsKnown known)
    {
        using var connection = db.Database.Connect();
        using var scan =
            db.Database.Scan(connection, "select person_id from person where name like @name and recorded_at <= @known",
                ("name", "%zzzz%"), ("known", known.Instant));
        while (scan.Read())
        {
            _ = scan.Number(0);
        }
    }
}
