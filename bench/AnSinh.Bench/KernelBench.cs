using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Bench;

/// <summary>The compiled rules against a loop written by hand, on one core, over the same columns, with the same sum.</summary>
internal static class KernelBench
{
    private const int People = 1_000_000;
    private const int Rounds = 15;
    private static readonly Month Month = new(2022, 3);

    public static object Run(Policy policy)
    {
        var law = policy.At(Jurisdiction.National, Month, new AsKnown(Month.LastDay));
        var programme = law.Programmes.Single(p => p.Programme.Id == "social_assistance");
        var table = MillionPeople.Make(policy.Facts, People, programme.FactsUsed.ToHashSet());
        var compiling = Stopwatch.StartNew();
        var kernel = programme.Compile(payable: false);
        compiling.Stop();
        var hand = new HandWritten(policy.Facts, Month, law.Value("social_assistance.standard")!.Raw,
            law.Value("social_assistance.remand_limit")!.Raw, law.Value("social_assistance.uncollected_limit")!.Raw);
        var amounts = new long[People];
        var result = new KernelResult(People);

        var handTimes = new List<double>();
        var kernelTimes = new List<double>();
        var (handCount, handSum, kernelCount, kernelSum) = (0, 0L, 0, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            // In turns, so that what else the machine does meets both alike.
            handTimes.Add(Milliseconds(() => (handCount, handSum) = hand.Run(table, amounts)));
            kernelTimes.Add(Milliseconds(() =>
            {
                kernel(table, 0, People, result);
                (kernelCount, kernelSum) = Sum(result);
            }));
        }

        var first = Enumerable.Range(0, People).FirstOrDefault(i => amounts[i] != result.Amount[i], -1);
        return new
        {
            people = People,
            handMilliseconds = Math.Round(handTimes.Min(), 2),
            kernelMilliseconds = Math.Round(kernelTimes.Min(), 2),
            ratio = Math.Round(kernelTimes.Min() / handTimes.Min(), 3),
            compileMilliseconds = Math.Round(compiling.Elapsed.TotalMilliseconds, 1),
            entitled = kernelCount,
            checksum = kernelSum,
            sameChecksum = handSum == kernelSum && handCount == kernelCount && first < 0,
            firstDifference = first < 0 ? null
            : $"row {first}: by hand {amounts[first]}, kernel {result.Amount[first]} (status {result.Status[first]})",
        };
    }

    private static (int Count, long Sum) Sum(KernelResult result)
    {
        var (count, sum) = (0, 0L);
        for (var i = 0; i < result.Amount.Length; i++)
        {
            sum += result.Amount[i];
            count += result.Amount[i] != 0 ? 1 : 0;
        }

        return (count, sum);
    }

    private static double Milliseconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }
}
