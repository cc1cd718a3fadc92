using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Register.People.Search;

/// <summary>A word of a name as typed.</summary>
internal sealed record QueryWord(string Fold, string Accented)
{
    public bool HasAccents => Fold != Accented;

    public static QueryWord Of(string typed) => new(VietnameseText.Fold(typed), Spelling.Accented(typed));
}

/// <summary>What somebody typed to find a person, taken apart.</summary>
/// <param name="Words">Words of the name; where nobody is called so, of the hamlet or commune.</param>
/// <param name="Places">Words that name a place in any case: after <c>thôn</c>, <c>xã</c>, …</param>
/// <param name="Births">Days between which the birth lies, each a condition.</param>
/// <param name="Digits">Pieces of the personal number.</param>
/// <param name="YearOrDigits">Four digits alone: a birth year or a piece of the number.</param>
/// <param name="Household">A household's number, whole or its last digits.</param>
/// <param name="HeadsOnly">Heads of households are asked for.</param>
/// <param name="Likely">Sex told by <c>ông</c> or <c>bà</c>; it orders, it does not exclude.</param>
internal sealed record SearchQuery(
    IReadOnlyList<QueryWord> Words, IReadOnlyList<QueryWord> Places, IReadOnlyList<(int From, int To)> Births, IReadOnlyList<string> Digits,
    bool YearOrDigits, string? Household, bool HeadsOnly, Sex Likely)
{
    public bool IsEmpty =>
        Words.Count == 0 && Places.Count == 0 && Births.Count == 0 && Digits.Count == 0 && Household is null && !HeadsOnly;

    /// <param name="text">What was typed.</param>
    /// <param name="day">The day an age is counted back from.</param>
    public static SearchQuery Parse(string text, DateOnly day) => new SearchQueryParser(text, day).Parse();
}

/// <summary>Reads the words from left to right.</summary>
internal sealed class SearchQueryParser(string text, DateOnly day)
{
    private const int FirstYear = 1850;
    private const int LastYear = 2150;
    private const int MostWordsSize = 12;
    private static readonly string[] Numbered = ["thon", "xom", "doi", "cum", "to", "khu", "ap", "ban", "tdp", "pho"];
    private static readonly string[] Named = ["thon", "xom", "xa", "phuong"];
    private static readonly Dictionary<string, Sex> Titles = new(StringComparer.Ordinal)
    {
        ["ong"] = Sex.Male, ["anh"] = Sex.Male, ["ba"] = Sex.Female, ["chi"] = Sex.Female, ["co"] = Sex.Female,
        ["cu"] = Sex.Unknown, ["chau"] = Sex.Unknown,
    };

    private readonly List<string> _tokens = [.. OutsideText.Composed(text)
        .Split([' ', ',', ';', '\t', '\n', '\r', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Take(MostWordsSize)];
    private readonly List<QueryWord> _words = [];
    private readonly List<QueryWord> _places = [];
    private readonly List<(int, int)> _births = [];
    private readonly List<string> _digits = [];
    private string? _household;
    private bool _heads;
    private Sex _likely;

    public SearchQuery Parse()
    {
        if (_tokens.Count > 1 && _tokens.TrueForAll(IsDigits) && _tokens.TrueForAll(t => YearOf(t) is null))
        {
            // A number typed in its groups.
            return new SearchQuery([], [], [], [string.Concat(_tokens)], false, null, false, Sex.Unknown);
        }

        var at = Household(0);
        at = Title(at);
        while (at < _tokens.Count)
        {
            at = Next(at);
        }

        var alone = _words.Count == 0 && _places.Count == 0 && _digits.Count == 1 && YearOf(_digits[0]) is not null && _births.Count == 0;
        return new SearchQuery(_words, _places, _births, _digits, alone, _household, _heads, _likely);
    }

    private string FoldAt(int at) => at < _tokens.Count ? VietnameseText.Fold(_tokens[at]) : "";

    private int Household(int at)
    {
        if (FoldAt(at) == "chu" && FoldAt(at + 1) == "ho")
        {
            _heads = true;
            return at + 2;
        }

        var certain = at < _tokens.Count && Spelling.Accented(_tokens[at]) == Spelling.Accented("hộ");
        if (FoldAt(at) != "ho" || at + 1 >= _tokens.Count || !(certain || IsDigits(_tokens[at + 1]) || Titles.ContainsKey(FoldAt(at + 1))))
        {
            return at;
        }

        if (IsDigits(_tokens[at + 1]))
        {
            _household = _tokens[at + 1];
            return at + 2;
        }

        _heads = true;
        return at + 1;
    }

    // "Ông Khuyến", but not "Nguyễn Văn Anh" nor "Anh" alone; beside a household the title is certain.
    private int Title(int at)
    {
        if (at + 1 >= _tokens.Count || !Titles.TryGetValue(FoldAt(at), out var sex) || IsDigits(_tokens[at + 1]))
        {
            return at;
        }

        _likely = sex;
        return at + 1;
    }

    private int Next(int at)
    {
        var (token, fold) = (_tokens[at], FoldAt(at));
        if (PlaceAt(at) is { } after)
        {
            return after;
        }

        if (at + 1 < _tokens.Count && YearOf(_tokens[at + 1]) is not null && fold is "sinh" or "sn" or "nam")
        {
            return at + 1;
        }

        if (IsDigits(token) && FoldAt(at + 1) == "tuoi" && token.Length < 4)
        {
            var age = int.Parse(token, CultureInfo.InvariantCulture);
            _births.Add((day.AddYears(-age - 1).DayNumber + 1, day.AddYears(-age).DayNumber));
            return at + 2;
        }

        One(token);
        return at + 1;
    }

    // Where what follows the name of a place begins; null if none is named here.
    private int? PlaceAt(int at)
    {
        var (token, fold) = (_tokens[at], FoldAt(at));
        if (fold == "to" && FoldAt(at + 1) == "dan" && FoldAt(at + 2) == "pho" && at + 3 < _tokens.Count)
        {
            _places.Add(QueryWord.Of(_tokens[at + 3]));
            return at + 4;
        }

        if (at + 1 < _tokens.Count && IsDigits(_tokens[at + 1]) && _tokens[at + 1].Length < 4)
        {
            if (Numbered.Contains(fold))
            {
                _places.Add(QueryWord.Of(_tokens[at + 1]));
                return at + 2;
            }
        }
        else if (Named.Contains(fold) && at + 1 < _tokens.Count && YearOf(_tokens[at + 1]) is null)
        {
            return Place(at + 1);
        }
        else if (token.Equals("thị", StringComparison.OrdinalIgnoreCase) && at + 2 < _tokens.Count
            && Spelling.Accented(_tokens[at + 1]) == Spelling.Accented("trấn"))
        {
            return Place(at + 2);
        }

        return null;
    }

    private int Place(int at)
    {
        for (; at < _tokens.Count && !IsDigits(_tokens[at])
            && !(Numbered.Contains(FoldAt(at)) && at + 1 < _tokens.Count && IsDigits(_tokens[at + 1])); at++)
        {
            _places.Add(QueryWord.Of(_tokens[at]));
        }

        return at;
    }

    private void One(string token)
    {
        if (Day(token) is { } birth)
        {
            _births.Add(birth);
        }
        else if (IsDigits(token))
        {
            if (YearOf(token) is { } year && _tokens.Count > 1 && _tokens.Exists(t => !IsDigits(t)))
            {
                _births.Add((new DateOnly(year, 1, 1).DayNumber, new DateOnly(year, 12, 31).DayNumber));
            }
            else
            {
                _digits.Add(token);
            }
        }
        else if (token.Length > 6 && token[5] == '-' && IsDigits(token[..5]) && IsDigits(token[6..]))
        {
            _household = token;
        }
        else if (token.All(c => char.IsAsciiDigit(c) || c is '.' or '-') && token.Count(char.IsAsciiDigit) >= 6)
        {
            _digits.Add(string.Concat(token.Where(char.IsAsciiDigit)));
        }
        else if (QueryWord.Of(token) is { Fold.Length: > 0 } word)
        {
            _words.Add(word);
        }
    }

    private static (int From, int To)? Day(string token)
    {
        if (DateOnly.TryParseExact(token, ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var exact))
        {
            return (exact.DayNumber, exact.DayNumber);
        }

        return DateOnly.TryParseExact("1/" + token, ["d/M/yyyy", "d/M-yyyy"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var month)
            ? (month.DayNumber, month.AddMonths(1).DayNumber - 1)
            : null;
    }

    private static int? YearOf(string token) =>
        token.Length == 4 && IsDigits(token) && int.Parse(token, CultureInfo.InvariantCulture) is >= FirstYear and <= LastYear and var year
        ? year : null;

    private static bool IsDigits(string token) => token.Length > 0 && token.All(char.IsAsciiDigit);
}
