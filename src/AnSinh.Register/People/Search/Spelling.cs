using System.Text;
using AnSinh.Basics;

namespace AnSinh.Register.People.Search;

/// <summary>One Vietnamese syllable in the ways people mistake it.</summary>
public static class Spelling
{
    private static readonly (string Written, string Heard)[] Beginnings =
    [
        ("ngh", "N"), ("ng", "N"), ("nh", "J"), ("tr", "c"), ("ch", "c"), ("ph", "f"), ("th", "T"), ("kh", "x"), ("gh", "g"), ("gi", "z"),
        ("qu", "kw"), ("c", "k"), ("q", "k"), ("d", "z"), ("r", "z"), ("x", "s"), ("n", "l"),
    ];

    private static readonly (string Written, string Heard)[] Endings = [("ng", "n"), ("nh", "n"), ("ch", "k"), ("c", "k"), ("t", "k")];

    /// <summary>
    /// The word with its accents, wherever the tone was set: <c>Hoà</c> and <c>Hòa</c> give the same, <c>Hoa</c> another.
    /// </summary>
    public static string Accented(string word)
    {
        var letters = new StringBuilder(word.Length + 1);
        var tone = '\0';
        foreach (var letter in OutsideText.Decomposed(word))
        {
            if (letter is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')
            {
                tone = letter;
            }
            else
            {
                letters.Append(letter is 'Đ' or 'ð' or 'Ð' ? 'đ' : char.ToLowerInvariant(letter));
            }
        }

        return tone == '\0' ? letters.ToString() : letters.Append(tone).ToString();
    }

    /// <summary>
    /// How a folded syllable sounds to an ear of the Red River delta that cannot spell: ch and tr, s and x, d, gi and r, l and n, i and y
    /// are one each, and so are the endings n, ng, nh.
    /// </summary>
    public static string Sound(string folded)
    {
        var word = folded.Replace('y', 'i');
        var start = "";
        foreach (var (written, heard) in Beginnings)
        {
            if (word.Length > written.Length && word.StartsWith(written, StringComparison.Ordinal))
            {
                (start, word) = (heard, word[written.Length..]);
                break;
            }
        }

        foreach (var (written, heard) in Endings)
        {
            if (word.Length > written.Length && word.EndsWith(written, StringComparison.Ordinal))
            {
                word = word[..^written.Length] + heard;
                break;
            }
        }

        return start + word;
    }

    /// <summary>
    /// Slips of the hand between two words: a letter put in, left out, exchanged, or two neighbours swapped; anything over
    /// <paramref name="limit"/> is given as limit + 1.
    /// </summary>
    public static int Slips(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        const int LongestSize = 40;
        if (Math.Abs(a.Length - b.Length) > limit || b.Length > LongestSize)
        {
            return limit + 1;
        }

        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> above = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var least = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                row[j] = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(least, before[j - 2] + 1) : least;
            }

            above.CopyTo(before);
            row.CopyTo(above);
        }

        return Math.Min(above[b.Length], limit + 1);
    }

    /// <summary>True if the word was typed with accents or đ.</summary>
    public static bool HasAccents(string word) => Accented(word) != VietnameseText.Fold(word);
}
