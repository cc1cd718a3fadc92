using System.Diagnostics;
using AnSinh.Demo.Synthetic;
using AnSinh.Intake.Comparing;
using AnSinh.Intake.Duplicates;
using AnSinh.Matching;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Store;

namespace AnSinh.Bench;

/// <summary>
/// Duplicates: a million generated Vietnamese records compared with each other, the demo register with itself, and the public sets where
/// they lie beside the checkout. <c>comparisonsPerRecord</c> and <c>secondsPerMillionComparisons</c> tell what the work costs.
/// </summary>
internal static class MatchBench
{
    private const int RowsOfList = 1_000_000;
    private const double ShareOfDoubles = 0.03;

    public static object Run(Policy policy, string register)
    {
        var (list, person) =
            PeopleList.Make(DemoCalibration.Read(Path.Combine("policy", "vn-01-272-phuc-tho", "demo")).Value, RowsOfList,
                ShareOfDoubles, 7);
        var watch = Stopwatch.StartNew();
        var result = MatchEngine.Run(list).Value.Result;
        var seconds = watch.Elapsed.TotalSeconds;
        return new
        {
            rows = list.Count,
            seconds = Math.Round(seconds, 1),
            peakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576, // Size of a megabyte
            comparisons = result.Comparisons,
            comparisonsPerRecord = Math.Round((decimal)result.Comparisons / list.Count, 1),
            secondsPerMillionComparisons = Math.Round((decimal)(seconds * list.Count / result.Comparisons), 2),
            quality = Quality(result, a => person[a], list.Count),
            register = Register(policy, register),
            publicSets = Public(),
        };
    }

    private static object? Register(Policy policy, string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var database = Database.Open(path, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var found = new DuplicateFinder(RegisterDb.Open(database, policy.Facts).Value).Find().Value;
        return new { people = found.People, seconds = Math.Round(watch.Elapsed.TotalSeconds, 1), comparisons = found.Comparisons,
            matches = found.Pairs.Count(p => p.IsMatch), reviews = found.Pairs.Count(p => !p.IsMatch) };
    }

    private static Dictionary<string, object> Public()
    {
        var sets = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var path in Enumerable.Range(1, 3).Select(n => Path.Combine("..", "shared", "data", "febrl", $"dataset{n}.csv"))
            .Where(File.Exists))
        {
            var list = MatchMap.Guess(CsvList.Read(path).Value);
            sets[Path.GetFileNameWithoutExtension(path)] =
                Quality(MatchEngine.Run(list).Value.Result, row => list.Key(row).Split('-')[1], list.Count);
        }

        return sets;
    }

    private static object Quality<T>(MatchResult result, Func<int, T> personOf, int rows)
        where T : notnull
    {
        var matches = result.Matches.ToList();
        var right = matches.Count(p => personOf(p.Left).Equals(personOf(p.Right)));
        var truth = Enumerable.Range(0, rows).GroupBy(personOf).Sum(g => g.Count() * (g.Count() - 1) / 2);
        var (precision, recall) = ((decimal)right / Math.Max(1, matches.Count), (decimal)right / truth);
        return new
        {
            pairs = truth,
            precision = Math.Round(precision, 5),
            recall = Math.Round(recall, 5),
            f1 = Math.Round(2 * precision * recall / (precision + recall), 5),
            toReview = result.Reviews.Count(),
        };
    }
}
