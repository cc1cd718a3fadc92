using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Store;

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
        "", "nguyen", "nguyễn thị khuyến", "khuyen 1939", "khuyne", "nguyne thi khuyne", "hộ ông hùng", "cụm 9", "hung cum 9", "lan hat mon", "1939", "999139", "81 tuổi", "5/3/1939", "zzzz", "van an xa hat mon",
    ];

    public static object? Run(Policy policy, string register)
    {
        if (!File.Exists(register))
        {
            return null;
        }

        using var database = Database.Open(register);
        var db = RegisterDb.Open(database, policy.Facts).Value;
        var people = new PeopleQueries(db);
        var (day, known) = (new DateOnly(2020, 8, 31), new AsKnown(new DateOnly(2020, 9, 30)));
        var watch = Stopwatch.StartNew();
        people.Prepare(day, known);
        var prepare = watch.Elapsed.TotalMilliseconds;
        var times = Questions.Select(q => (Question: q, Milliseconds: Least(() => people.Find(q, null, day, known, 1, PageSize)))).ToList();
        var slowest = times.MaxBy(t => t.Milliseconds);
        var walk = Least(() => Walk(db, known));
        return new
        {
            people = people.Find("", null, day, known, 1, 1).Total,
            prepareMilliseconds = Math.Round(prepare),
            slowestQuestion = slowest.Question,
            slowestMilliseconds = Math.Round(slowest.Milliseconds, 1),
            medianMilliseconds = Math.Round(times.Select(t => t.Milliseconds).Order().ElementAt(times.Count / 2), 1),
            walkMilliseconds = Math.Round(walk, 1),
            ratioToWalk = Math.Round((decimal)(slowest.Milliseconds / walk), 3),
            each = string.Join("; ", times.Select(t => $"{t.Question}: {t.Milliseconds:0.0}")),
        };
    }

    private static double Least(Action action)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            action();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    private static void Walk(RegisterDb db, AsKnown known)
    {
        using var connection = db.Database.Connect();
        using var scan = db.Database.Scan(connection, "select person_id from person where name like @name and recorded_at <= @known", ("name", "%zzzz%"), ("known", known.Instant));
        while (scan.Read())
        {
            _ = scan.Number(0);
        }
    }
}
