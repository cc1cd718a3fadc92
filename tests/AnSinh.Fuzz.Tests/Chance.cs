namespace AnSinh.Fuzz.Tests;

/// <summary>
/// Seeded chance (SplitMix64): the same seed makes the same inputs on every machine, so that a failure is told by two numbers.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to, and without, the bound.</summary>
    public int Below(int bound) => bound <= 1 ? 0 : (int)(Next() % (ulong)bound);

    /// <summary>True once in so many.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of these.</summary>
    public T Of<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    private ulong Next() => unchecked(Mixed(_state += 0x9E3779B97F4A7C15));

    private static ulong Mixed(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
