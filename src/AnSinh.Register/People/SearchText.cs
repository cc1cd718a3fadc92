using AnSinh.Basics;

namespace AnSinh.Register;

/// <summary>What somebody typed to find a person, taken apart.</summary>
internal sealed record SearchText(IReadOnlyList<string> Words, IReadOnlyList<int> Years, IReadOnlyList<string> Digits)
{
    private const int FirstYear = 1850;
    private const int LastYear = 2150;

    public static SearchText Parse(string text)
    {
        var tokens = VietnameseText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = tokens.Where(t => !t.All(char.IsAsciiDigit)).ToList();
        var digits = tokens.Where(t => t.All(char.IsAsciiDigit)).ToList();
        // Beside a name four digits are the birth year; alone they may be a piece of the number as well.
        var years = digits.Where(d => d.Length == 4 && int.Parse(d, System.Globalization.CultureInfo.InvariantCulture) is >= FirstYear and <= LastYear).ToList();
        return new SearchText(words, [.. years.Select(y => int.Parse(y, System.Globalization.CultureInfo.InvariantCulture))], [.. digits.Except(words.Count > 0 ? years : [])]);
    }

    /// <summary>Conditions on the table of persons, each followed by <c>and</c>.</summary>
    public (string Where, IReadOnlyList<(string Name, object? Value)> Parameters) Where(bool wordStarts)
    {
        var conditions = new List<string>();
        var parameters = new List<(string, object?)>();
        foreach (var word in Words)
        {
            var escaped = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
            var (a, b) = ($"w{parameters.Count}", $"w{parameters.Count + 1}");
            conditions.Add(wordStarts ? $"(search_key like @{a} escape '\\' or search_key like @{b} escape '\\')" : $"search_key like @{a} escape '\\'");
            parameters.Add((a, wordStarts ? escaped + "%" : $"%{escaped}%"));
            if (wordStarts)
            {
                parameters.Add((b, $"% {escaped}%"));
            }
        }

        foreach (var digits in Digits)
        {
            var name = $"d{parameters.Count}";
            parameters.Add((name, $"%{digits}%"));
            conditions.Add(Words.Count == 0 && Years.Count == 1 && Digits.Count == 1 ? $"(personal_number like @{name} or {Year(parameters, Years[0])})" : $"personal_number like @{name}");
        }

        if (Words.Count > 0)
        {
            conditions.AddRange(Years.Select(y => Year(parameters, y)));
        }

        return (string.Concat(conditions.Select(c => c + " and ")), parameters);
    }

    private static string Year(List<(string, object?)> parameters, int year)
    {
        var (a, b) = ($"y{parameters.Count}", $"y{parameters.Count + 1}");
        parameters.Add((a, new DateOnly(year, 1, 1)));
        parameters.Add((b, new DateOnly(year, 12, 31)));
        return $"birth_date between @{a} and @{b}";
    }
}
