using AnSinh.Basics;

namespace AnSinh.Matching;

/// <summary>
/// One field of all records of both lists, its values interned, and the comparison of two of them. Levels run from 1 (different)
/// upward; 0 says that nothing can be said because a value is missing.
/// </summary>
internal abstract class MatchColumn
{
    /// <summary>Level of two values that cannot be compared.</summary>
    public const int Missing = 0;

    /// <summary>Level of two values that have nothing in common.</summary>
    public const int Different = 1;

    private const int LongestTextSize = 200;

    protected MatchColumn(MatchField field, IReadOnlyList<string?> raw)
    {
        (Field, Ids) = (field, new int[raw.Count]);
        var byText = new Dictionary<string, int>(StringComparer.Ordinal);
        var values = new List<string>();
        var read = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < raw.Count; i++)
        {
            Ids[i] = -1;

            // Most values are there many times; cleaning is what costs.
            if (raw[i] is { } seen && !read.TryGetValue(seen, out Ids[i]))
            {
                read[seen] = Ids[i] = NumberOf(seen, byText, values);
            }
        }

        Values = [.. values];
    }

    public MatchField Field { get; }

    /// <summary>Value number of each record, -1 if missing.</summary>
    public int[] Ids { get; }

    /// <summary>The distinct values, cleaned: two records agree fully exactly if they have the same number.</summary>
    public string[] Values { get; }

    /// <summary>What each level means, from "different" to "the same", for the person who reads the score.</summary>
    public abstract IReadOnlyList<LocalText> Levels { get; }

    /// <summary>
    /// The highest level that strangers often reach and that is no agreement: one of the same year, one of the same family name.
    /// </summary>
    public virtual int Weak => Different;

    /// <summary>The level of full agreement.</summary>
    public int Top => Levels.Count;

    /// <summary>Keys by which records are brought together, from fine to coarse; each value gives at most one of each.</summary>
    public virtual IReadOnlyList<Func<int, ulong>> Atoms => [id => Hash(Values[id])];

    /// <summary>Values without their marks: equal numbers for equal letters. Null if the level under the top is not about marks.</summary>
    public virtual int[]? Folds => null;

    /// <summary>How alike two records are in this field.</summary>
    public int Level(int a, int b)
    {
        var (x, y) = (Ids[a], Ids[b]);
        return x < 0 || y < 0 ? Missing : x == y ? Top : Unequal(a, b, x, y);
    }

    /// <summary>A stable 64-bit key of a text; never 0.</summary>
    public static ulong Hash(ReadOnlySpan<char> text)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var letter in text)
            {
                hash = (hash ^ letter) * 1099511628211UL;
            }

            hash ^= hash >> 32;
            return hash == 0 ? 1 : hash;
        }
    }

    private int NumberOf(string seen, Dictionary<string, int> byText, List<string> values)
    {
        var text = seen.Length == 0 ? "" : Clean(seen.Length > LongestTextSize ? seen[..LongestTextSize] : seen);
        if (text.Length == 0)
        {
            return -1;
        }

        if (!byText.TryGetValue(text, out var id))
        {
            byText.Add(text, id = values.Count);
            values.Add(text);
        }

        return id;
    }

    /// <summary>The text as it is compared; empty if there is nothing to compare.</summary>
    protected abstract string Clean(string text);

    /// <summary>Level of two records whose values are both there and not the same.</summary>
    protected abstract int Unequal(int a, int b, int x, int y);

    /// <summary>Numbers of texts: the same text, the same number.</summary>
    protected static int[] Numbered(IReadOnlyList<string> texts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. texts.Select(t => numbers.TryGetValue(t, out var known) ? known : numbers[t] = numbers.Count)];
    }

    /// <summary>The key of a text, or 0 (no key) if it is empty.</summary>
    protected static ulong KeyOf(ReadOnlySpan<char> text) => text.Length == 0 ? 0 : Hash(text);
}
