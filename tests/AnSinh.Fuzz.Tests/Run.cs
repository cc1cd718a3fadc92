using System.Diagnostics;
using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Fuzz.Tests;

/// <summary>
/// Feeds a reader its kept corpus and then mutations of it. <c>./test</c> runs a seeded part for a few seconds, <c>./test long</c>
/// (ANSINH_LONG=1) a million inputs or two and a half minutes a reader. Any exception, an answer that takes long or one that takes much
/// memory fails, and names the seed.
/// </summary>
internal static class Run
{
    private const ulong Seed = 20_261_129;
    private const int LongInputs = 1_000_000;
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(10);
    private const long LargestAllocationSize = 1L << 30;

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("ANSINH_LONG") is "1";

    private static TimeSpan Time { get; } = IsLong
        ? TimeSpan.FromSeconds(
            double.TryParse(Environment.GetEnvironmentVariable("ANSINH_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds)
                ? seconds : 150)
        : TimeSpan.FromSeconds(2.5);

    /// <summary>Texts.</summary>
    public static void Texts(IReadOnlyList<string> corpus, Action<string> read) =>
        Inputs(corpus, (chance, text) => Mutation.Text(chance, text, corpus), read, text => text);

    /// <summary>Bytes.</summary>
    public static void Bytes(IReadOnlyList<byte[]> corpus, Action<byte[]> read) =>
        Inputs(corpus, (chance, bytes) => Mutation.Bytes(chance, bytes, corpus), read, Convert.ToBase64String);

    /// <summary>A refusal is at least one sentence.</summary>
    public static Outcome<T> Told<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Ok || (outcome.Refusals.Count > 0 && outcome.Refusals.All(r => r.Message.Length > 8)),
            string.Join("\n", outcome.Refusals));
        return outcome;
    }

    /// <summary>Numbers that fit nowhere stop a computation on purpose; nothing else may.</summary>
    public static void Fitting(Action walk)
    {
        try
        {
            walk();
        }
        catch (OverflowException)
        {
        }
    }

    private static void Inputs<T>(IReadOnlyList<T> corpus, Func<Chance, T, T> mutate, Action<T> read, Func<T, string> show)
    {
        for (var i = 0; i < corpus.Count; i++)
        {
            One(corpus[i], read, show, $"corpus {i}");
        }

        var watch = Stopwatch.StartNew();
        var done = 0;
        for (; done < LongInputs && watch.Elapsed < Time; done++)
        {
            var chance = new Chance(Seed + unchecked((ulong)done * 0xD1342543DE82EF95));
            One(mutate(chance, chance.Of(corpus)), read, show, $"seed {Seed}, input {done}");
        }

        Assert.True(done > 0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{corpus.Count} kept and {done} made inputs in {watch.Elapsed.TotalSeconds:0} s");
        if (Environment.GetEnvironmentVariable("ANSINH_FUZZ_LOG") is { Length: > 0 } log)
        {
            File.AppendAllText(log,
                $"{TestContext.Current.TestMethod?.MethodName}: {corpus.Count} kept, {done} made, {watch.Elapsed.TotalSeconds:0} s\n");
        }
    }

    private static void One<T>(T input, Action<T> read, Func<T, string> show, string which)
    {
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            read(input);
        }
        catch (Exception trouble)
        {
            Assert.Fail($"{which}: {trouble}\n{Shown(show(input))}");
        }

        Assert.True(watch.Elapsed < Slowest, $"{which}: took {watch.Elapsed}\n{Shown(show(input))}");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < LargestAllocationSize, $"{which}: allocated {allocated} bytes\n{Shown(show(input))}");
    }

    private static string Shown(string text) => text.Length <= 4_000 ? text : text[..4_000] + $"… ({text.Length})";
}
