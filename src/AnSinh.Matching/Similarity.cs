using System.Numerics;

namespace AnSinh.Matching;

/// <summary>How alike two texts are. Pure, without allocation: these run hundreds of millions of times.</summary>
internal static class Similarity
{
    private const int LongestTextSize = 64;

    /// <summary>
    /// Edits between two texts: insert, delete, replace one letter, or exchange two neighbours. More than <paramref name="most"/> is told
    /// as <c>most + 1</c>.
    /// </summary>
    public static int Edits(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        while (a.Length > 0 && b.Length > 0 && a[0] == b[0])
        {
            a = a[1..];
            b = b[1..];
        }

        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }

        if (Math.Abs(a.Length - b.Length) > most || a.Length > LongestTextSize || b.Length > LongestTextSize)
        {
            return most + 1;
        }

        if (a.Length == 0 || b.Length == 0)
        {
            return Math.Min(Math.Max(a.Length, b.Length), most + 1);
        }

        return Table(a, b, most);
    }

    // Row by row of the table of Damerau and Levenshtein; only the last two rows are looked back at.
    private static int Table(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        Span<int> before = stackalloc int[b.Length + 1], last = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                row[j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > most)
            {
                return most + 1;
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return Math.Min(last[b.Length], most + 1);
    }

    /// <summary>Jaro and Winkler's likeness of two short words, 0–1.</summary>
    public static double Winkler(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length == 0 || b.Length == 0 || a.Length > LongestTextSize || b.Length > LongestTextSize)
        {
            return a.SequenceEqual(b) ? 1 : 0;
        }

        var (usedA, usedB) = Common(a, b);
        if (usedA == 0)
        {
            return 0;
        }

        double c = BitOperations.PopCount(usedA);
        var jaro = ((c / a.Length) + (c / b.Length) + ((c - (Exchanged(a, b, usedA, usedB) / 2)) / c)) / 3;
        var prefix = 0;
        while (prefix < Math.Min(4, Math.Min(a.Length, b.Length)) && a[prefix] == b[prefix])
        {
            prefix++;
        }

        return jaro + (prefix * 0.1 * (1 - jaro));
    }

    // The letters of each that the other has too, not too far away: one bit a letter.
    private static (ulong UsedA, ulong UsedB) Common(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var reach = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        ulong usedA = 0, usedB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var end = Math.Min(b.Length, i + reach + 1);
            for (var j = Math.Max(0, i - reach); j < end; j++)
            {
                if ((usedB >> j & 1) == 0 && a[i] == b[j])
                {
                    usedA |= 1UL << i;
                    usedB |= 1UL << j;
                    break;
                }
            }
        }

        return (usedA, usedB);
    }

    // How many of the letters in common do not stand in the same order.
    private static int Exchanged(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ulong usedA, ulong usedB)
    {
        var (at, exchanged) = (0, 0);
        for (var i = 0; i < a.Length; i++)
        {
            if ((usedA >> i & 1) != 0)
            {
                while ((usedB >> at & 1) == 0)
                {
                    at++;
                }

                exchanged += a[i] == b[at++] ? 0 : 1;
            }
        }

        return exchanged;
    }

    /// <summary>Share of letter pairs in common (Dice), 0–1, of two sorted lists of them.</summary>
    public static double Dice(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return 0;
        }

        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                (i, j, common) = (i + 1, j + 1, common + 1);
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return 2.0 * common / (a.Length + b.Length);
    }
}
