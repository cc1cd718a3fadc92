using AnSinh.Basics;

namespace AnSinh.Register.People.Search;

/// <summary>How far a written word is from the one typed: the lower the cost, the better the quality among equals.</summary>
internal readonly record struct WordFit(byte Cost, byte Quality)
{
    /// <summary>Not at all.</summary>
    public static WordFit None { get; } = new(byte.MaxValue, 0);

    public bool Fits => Cost != byte.MaxValue;
}

/// <summary>
/// The different words of all names and places, each once: a district has a few thousand. Words are only added, so that indexes of
/// several days may share one list.
/// </summary>
internal sealed class WordList
{
    /// <summary>Found within a word, not at its beginning.</summary>
    public const byte WithinCost = 3;

    /// <summary>Sounds the same.</summary>
    public const byte SoundCost = 4;

    /// <summary>One slip of the hand.</summary>
    public const byte SlipCost = 5;

    private const int ShortSize = 3;
    private const int LongSize = 7;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
    private readonly List<Entry> _entries = [];

    /// <summary>For every word its place in the order of letters without accents; words that differ in accents only share one.</summary>
    public int[] Ranks()
    {
        lock (_gate)
        {
            var ranks = new int[_entries.Count];
            var order = Enumerable.Range(0, ranks.Length).ToArray();
            Array.Sort(order, (a, b) => string.CompareOrdinal(_entries[a].Fold, _entries[b].Fold));
            for (var i = 1; i < order.Length; i++)
            {
                ranks[order[i]] = ranks[order[i - 1]] + (_entries[order[i]].Fold == _entries[order[i - 1]].Fold ? 0 : 1);
            }

            return ranks;
        }
    }

    /// <summary>Puts the places of the words of a text into <paramref name="into"/>.</summary>
    public void Add(ReadOnlySpan<char> text, List<int> into)
    {
        var known = _byText.GetAlternateLookup<ReadOnlySpan<char>>();
        lock (_gate)
        {
            foreach (var part in text.Split(' '))
            {
                var word = text[part];
                if (word.IsEmpty)
                {
                    continue;
                }

                if (!known.TryGetValue(word, out var place))
                {
                    place = _entries.Count;
                    var written = word.ToString();
                    var fold = VietnameseText.Fold(written);
                    _entries.Add(new Entry(fold, Spelling.Accented(written), Spelling.Sound(fold)));
                    _byText.Add(written, place);
                }

                into.Add(place);
            }
        }
    }

    /// <summary>How every word of the list fits a word that was typed.</summary>
    public WordFit[] Fits(QueryWord typed)
    {
        var sound = Spelling.Sound(typed.Fold);
        var limit = typed.Fold.Length < ShortSize ? 0 : typed.Fold.Length < LongSize ? 1 : 2;
        lock (_gate)
        {
            var fits = new WordFit[_entries.Count];
            for (var i = 0; i < fits.Length; i++)
            {
                fits[i] = Fit(_entries[i], typed, sound, limit);
            }

            return fits;
        }
    }

    private static WordFit Fit(Entry entry, QueryWord typed, string sound, int limit)
    {
        if (entry.Fold == typed.Fold)
        {
            return new WordFit(0, entry.Accented == typed.Accented ? (byte)100 : (byte)90);
        }

        if (char.IsAsciiDigit(typed.Fold[0]) && char.IsAsciiDigit(typed.Fold[^1]))
        {
            // A number is a number: hamlet 1 is not hamlet 10.
            return WordFit.None;
        }

        if (entry.Fold.StartsWith(typed.Fold, StringComparison.Ordinal))
        {
            return new WordFit(0,
                typed.HasAccents && !entry.Accented.StartsWith(typed.Accented, StringComparison.Ordinal) ? (byte)60 : (byte)70);
        }

        if (entry.Fold.Contains(typed.Fold, StringComparison.Ordinal))
        {
            return new WordFit(WithinCost, 50);
        }

        if (limit > 0 && entry.Sound == sound)
        {
            return new WordFit(SoundCost, 45);
        }

        return limit > 0 && entry.Fold.Length > 0 && Spelling.Slips(typed.Fold, entry.Fold, limit) is var slips && slips <= limit
            ? new WordFit((byte)((SlipCost * slips) + (entry.Fold[0] == typed.Fold[0] ? 0 : 1)), 40)
            : WordFit.None;
    }

    private sealed record Entry(string Fold, string Accented, string Sound);
}
