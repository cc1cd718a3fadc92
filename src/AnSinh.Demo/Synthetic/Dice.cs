using System.Numerics;
using AnSinh.Register.Units;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// Chance with a seed: xoshiro256** fed by SplitMix64. Written out here because the library's generator may change between versions,
/// and a demo must be the same bytes for ever. Each stage takes its own dice, so that a change in one does not shift the others.
/// </summary>
internal sealed class Dice
{
    private ulong _a, _b, _c, _d;

    public Dice(ulong seed)
    {
        _a = Mix(ref seed);
        _b = Mix(ref seed);
        _c = Mix(ref seed);
        _d = Mix(ref seed);
    }

    /// <summary>The dice of one stage of one district.</summary>
    public static Dice For(long seed, int district, string stage)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var letter in stage)
            {
                hash = (hash ^ letter) * 1099511628211UL;
            }

            return new Dice((ulong)seed ^ BitOperations.RotateLeft(hash, 17) ^ ((ulong)district * 0x9E3779B97F4A7C15UL));
        }
    }

    /// <summary>A number in [0, 1) that depends on these two only: the same person always draws the same lot.</summary>
    public static double Lot(long id, int salt)
    {
        var state = unchecked(((ulong)id * 0xD6E8FEB86659FD93UL) + ((ulong)salt * 0xA0761D6478BD642FUL));
        Mix(ref state);
        return (Mix(ref state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A number in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from 0 to below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)((Next() >> 32) * (ulong)count >> 32);

    /// <summary>A number between two, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Puts a list in random order.</summary>
    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    private ulong Next()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = BitOperations.RotateLeft(_d, 45);
            return result;
        }
    }

    private static ulong Mix(ref ulong state)
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}

/// <summary>Things to draw with weights.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _items;
    private readonly double[] _upTo;

    public Weighted(IEnumerable<(T Item, double Weight)> items)
    {
        var all = items.ToArray();
        (_items, _upTo) = (new T[all.Length], new double[all.Length]);
        var sum = 0.0;
        for (var i = 0; i < all.Length; i++)
        {
            sum += all[i].Weight;
            (_items[i], _upTo[i]) = (all[i].Item, sum);
        }
    }

    public IReadOnlyList<T> Items => _items;

    public T Pick(Dice dice)
    {
        var at = Array.BinarySearch(_upTo, dice.Unit() * _upTo[^1]);
        return _items[Math.Min(at < 0 ? ~at : at + 1, _items.Length - 1)];
    }
}

/// <summary>A figure that depends on age (or year): each entry holds from its key up to the next.</summary>
internal sealed class Steps
{
    private readonly int _first;
    private readonly double[] _values;

    public Steps(IReadOnlyList<(int From, double Value)> steps, int last = 130)
    {
        _first = steps[0].From;
        _values = new double[Math.Max(last, steps[^1].From) - _first + 1];
        foreach (var (from, value) in steps)
        {
            Array.Fill(_values, value, from - _first, _values.Length - (from - _first));
        }
    }

    /// <summary>The figure at an age; 0 below the first entry.</summary>
    public double At(int age) => age < _first ? 0 : _values[Math.Min(age - _first, _values.Length - 1)];
}
