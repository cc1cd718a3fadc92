using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Determinations;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;

namespace AnSinh.Bench;

/// <summary>One month of the whole demo register, end to end: read, determine, write the results, roll up by commune.</summary>
internal static class MonthBench
{
    private static readonly Month Month = new(2020, 8);

    public static object? Run(Policy policy, string address)
    {
        using var copy = DemoCopy.OfOrNull(policy, address);
        if (copy is null)
        {
            return null;
        }

        var start = Stopwatch.GetTimestamp();
        var determiner = new Determiner(policy, copy.Register);
        var reading = determiner.Read(new AsKnown(Month.LastDay));
        var read = Lap(ref start);
        var result = reading.Entitled(Month);
        var determined = Lap(ref start);
        determiner.Store(result, Act.By("test"));
        var written = Lap(ref start);
        var people = result.Programmes.Select(result.ByUnit).ToList()[0].Sum(u => u.People);
        var rolledUp = Lap(ref start);
        var total = read + determined + written + rolledUp;
        return new
        {
            people,
            readMilliseconds = Math.Round(read),
            determineMilliseconds = Math.Round(determined),
            writeMilliseconds = Math.Round(written),
            rollUpMilliseconds = Math.Round(rolledUp),
            totalMilliseconds = Math.Round(total),
            personsPerSecond = Math.Round(people / total * 1000),
            peakMemoryMb = Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024),
        };
    }

    private static double Lap(ref long start)
    {
        var now = Stopwatch.GetTimestamp();
        var lap = Stopwatch.GetElapsedTime(start, now).TotalMilliseconds;
        start = now;
        return lap;
    }
}
