using AnSinh.Basics;

namespace AnSinh.Register.People.Search;

/// <summary>One question over one index: reads every entry once, keeps the best fitting ones of a page.</summary>
internal sealed class SearchRun
{
    private const byte PlaceCost = 1;
    private const int NearCost = 8;

    /// <summary>More than all else together: who is called exactly so comes before who lives here or whose name only begins so.</summary>
    private const int ExactName = 600;
    private const int WordScale = 10;
    private const int WholeWord = 90;
    private const int UsedSize = 32;
    private const long HighestNumber = 999_999_999_999;
    private readonly SearchIndex _index;
    private readonly SearchQuery _query;
    private readonly Func<long, bool> _seen;
    private readonly WordFit[][] _words;
    private readonly WordFit[][] _places;
    private readonly WordFit[][] _homes;
    private readonly WordFit[][] _hamlets;
    private readonly string? _shortHousehold;
    private readonly (int From, int To) _year = (int.MaxValue, int.MinValue);

    public SearchRun(SearchIndex index, SearchQuery query, Func<long, bool> seen)
    {
        (_index, _query, _seen) = (index, query, seen);
        _words = [.. query.Words.Select(index.List.Fits)];
        _places = [.. query.Places.Select(index.List.Fits)];
        // A commune's or hamlet's fit for each word is worked out once, not once a person.
        _homes = [.. _words.Concat(_places).Select(fits => index.HomeWords.Select(words => Best(fits, words)).ToArray())];
        _hamlets = [.. _words.Concat(_places).Select(fits => index.HamletWords.Select(words => Best(fits, words)).ToArray())];
        if (query.YearOrDigits)
        {
            var year = int.Parse(query.Digits[0], System.Globalization.CultureInfo.InvariantCulture);
            _year = (new DateOnly(year, 1, 1).DayNumber, new DateOnly(year, 12, 31).DayNumber);
        }

        _shortHousehold = query.Household is { } number && !number.Contains('-', StringComparison.Ordinal)
            ? "-" + number.PadLeft(5, '0') : null;
    }

    /// <summary>The people found, the best first, cut to a page; how many there are; and how far from what was typed.</summary>
    public (IReadOnlyList<long> Ids, int Total, int Cost) Run(int page, int size, bool near)
    {
        var found = new List<(int Row, int Cost, int Score)>();
        var least = int.MaxValue;
        for (var row = 0; row < _index.Entries.Length; row++)
        {
            ref readonly var entry = ref _index.Entries[row];
            if (!entry.Present || !Filters(entry) || !_seen(entry.PersonId))
            {
                continue;
            }

            var (cost, score) = Fit(entry);
            if (cost == int.MaxValue || cost > (near ? NearCost : least))
            {
                continue;
            }

            if (cost < least)
            {
                least = cost;
                if (!near)
                {
                    found.Clear();
                }
            }

            found.Add((row, cost, score));
        }

        if (found.Count == 0)
        {
            return ([], 0, 0);
        }

        return (Page(found, page, size), found.Count, least);
    }

    private List<long> Page(List<(int Row, int Cost, int Score)> found, int page, int size)
    {
        var last = (long)page * size;
        int Order((int Row, int Cost, int Score) a, (int Row, int Cost, int Score) b) =>
            a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : a.Score != b.Score ? b.Score.CompareTo(a.Score) : _index.Compare(a.Row, b.Row);
        if (last >= found.Count)
        {
            found.Sort(Order);
            return [.. found.Skip((page - 1) * size).Take(size).Select(f => _index.Entries[f.Row].PersonId)];
        }

        // The first pages of many: a heap of what is wanted, its worst on top.
        var best = new PriorityQueue<(int Row, int Cost, int Score), (int Row, int Cost,
            int Score)>(Comparer<(int Row, int Cost, int Score)>.Create((a, b) => Order(b, a)));
        foreach (var one in found)
        {
            if (best.Count < last)
            {
                best.Enqueue(one, one);
            }
            else if (Order(one, best.Peek()) < 0)
            {
                best.DequeueEnqueue(one, one);
            }
        }

        var ids = new List<long>();
        while (ids.Count < size && best.TryDequeue(out var one, out _))
        {
            ids.Add(_index.Entries[one.Row].PersonId);
        }

        ids.Reverse();
        return ids;
    }

    private bool Filters(in SearchEntry entry)
    {
        if (_query.HeadsOnly && !entry.IsHead)
        {
            return false;
        }

        if (_query.Household is { } household && !(entry.Household >= 0 && (_shortHousehold is { } ending
            ? _index.Households[entry.Household].Number.EndsWith(ending, StringComparison.Ordinal)
            : _index.Households[entry.Household].Number == household)))
        {
            return false;
        }

        foreach (var (from, to) in _query.Births)
        {
            if (entry.Birth < from || entry.Birth > to)
            {
                return false;
            }
        }

        return Numbers(entry);
    }

    private bool Numbers(in SearchEntry entry)
    {
        if (_query.Digits.Count == 0)
        {
            return true;
        }

        if (entry.Birth >= _year.From && entry.Birth <= _year.To)
        {
            return true;
        }

        if (entry.Number is < 0 or > HighestNumber)
        {
            return false;
        }

        Span<char> number = stackalloc char[12];
        Write(entry.Number, number);
        foreach (var digits in _query.Digits)
        {
            if (!number.Contains(digits, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static void Write(long number, Span<char> into)
    {
        for (var i = into.Length - 1; i >= 0; i--)
        {
            into[i] = (char)('0' + (number % 10));
            number /= 10;
        }
    }

    private (int Cost, int Score) Fit(in SearchEntry entry)
    {
        var (cost, score) = (0, 0);
        var name = _index.NameOf(entry);
        var (inOrder, allWhole, whole, lastAt, used) = (true, true, true, -1, 0u);
        for (var w = 0; w < _words.Length; w++)
        {
            var (fit, at) = InName(_words[w], name, used, lastAt);
            var place = InPlace(w, entry);
            if (place.Fits && place.Cost + PlaceCost < (fit.Fits ? fit.Cost : int.MaxValue))
            {
                (fit, at) = (new WordFit((byte)(place.Cost + PlaceCost), (byte)(place.Quality / 2)), -1);
            }

            if (!fit.Fits)
            {
                return (int.MaxValue, 0);
            }

            (cost, score) = (cost + fit.Cost, score + (fit.Quality * WordScale));
            inOrder &= at >= 0 && (lastAt < 0 || at == lastAt + 1);
            (whole, lastAt) = (fit.Quality >= WholeWord, at);
            allWhole &= whole;
            used |= at >= 0 ? 1u << at : 0;
        }

        for (var p = 0; p < _places.Length; p++)
        {
            var place = InPlace(_words.Length + p, entry);
            if (!place.Fits)
            {
                return (int.MaxValue, 0);
            }

            (cost, score) = (cost + place.Cost, score + (place.Quality * WordScale));
        }

        return (cost, score + Bonus(entry, inOrder && lastAt == name.Length - 1
            ? (allWhole && name.Length == _words.Length ? ExactName : whole ? 200 : 100) : 0, inOrder));
    }

    // Whoever is called exactly so, whose given name was typed, who lives here, comes before the others.
    private int Bonus(in SearchEntry entry, int name, bool inOrder)
    {
        if (_query.IsEmpty)
        {
            return 0;
        }

        var bonus = entry.LivesHere ? 120 : 0;
        bonus += _words.Length > 0 ? name : 0;
        bonus += _words.Length > 1 && inOrder ? 100 : 0;
        bonus += _query.Likely != Sex.Unknown && entry.Sex == _query.Likely ? 150 : 0;
        return bonus + (_query.Household is not null && entry.IsHead ? 100 : 0);
    }

    private WordFit InPlace(int word, in SearchEntry entry)
    {
        var home = entry.Home >= 0 ? _homes[word][entry.Home] : WordFit.None;
        var hamlet = entry.Household >= 0 ? _hamlets[word][_index.Households[entry.Household].Hamlet] : WordFit.None;
        return hamlet.Cost < home.Cost || (hamlet.Cost == home.Cost && hamlet.Quality > home.Quality) ? hamlet : home;
    }

    // Each word of a name answers one word typed: the best fitting one, of equals the next in order; a single word is the given name.
    private (WordFit Fit, int At) InName(WordFit[] fits, ReadOnlySpan<int> name, uint used, int lastAt)
    {
        var (best, at) = (WordFit.None, -1);
        for (var i = 0; i < name.Length && i < UsedSize; i++)
        {
            if ((used & (1u << i)) != 0)
            {
                continue;
            }

            var fit = fits[name[i]];
            if (fit.Fits
                && (fit.Cost < best.Cost
                    || (fit.Cost == best.Cost
                        && (fit.Quality > best.Quality || (fit.Quality == best.Quality && (_words.Length == 1 || i == lastAt + 1))))))
            {
                (best, at) = (fit, i);
            }
        }

        return (best, at);
    }

    private static WordFit Best(WordFit[] fits, int[] words)
    {
        var best = WordFit.None;
        foreach (var word in words)
        {
            // A hamlet's number is its number: "Cụm 1" is not "Cụm 10".
            var fit = fits[word];
            if (fit is { Cost: 0, Quality: >= 90 } || (fit.Fits && fit.Cost < best.Cost))
            {
                best = fit.Cost < best.Cost || fit.Quality > best.Quality ? fit : best;
            }
        }

        return best;
    }
}
