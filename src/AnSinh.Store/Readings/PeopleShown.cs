using System.Globalization;
using System.Text;

namespace AnSinh.Store.Readings;

/// <summary>The people a reading showed, at the end of its detail: numbers in order, those that follow each other as a range.</summary>
public static class PeopleShown
{
    private const string Begin = " [";

    /// <summary>A detail with the people after it.</summary>
    internal static string Add(string detail, IReadOnlyCollection<long> people)
    {
        var text = new StringBuilder(detail).Append(Begin);
        var (first, last) = (0L, -1L);
        foreach (var person in people.Distinct().Order())
        {
            if (last >= first && person == last + 1)
            {
                last = person;
                continue;
            }

            Write(text, first, last);
            (first, last) = (person, person);
        }

        Write(text, first, last);
        text.Length--;
        return text.Append(']').ToString();
    }

    /// <summary>The people of a detail; nobody if it names none.</summary>
    public static IReadOnlySet<long> Of(string detail)
    {
        var people = new HashSet<long>();
        foreach (var part in Split(detail).Numbers.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (Number(ends[0]) is not { } from || Number(ends[^1]) is not { } to || ends.Length > 2)
            {
                return new HashSet<long>();
            }

            for (var person = from; person <= to; person++)
            {
                people.Add(person);
            }
        }

        return people;
    }

    /// <summary>A detail without the people.</summary>
    public static string Without(string detail) => Split(detail).Before;

    private static (string Before, string Numbers) Split(string detail)
    {
        var at = detail.EndsWith(']') ? detail.LastIndexOf(Begin, StringComparison.Ordinal) : -1;
        var numbers = at < 0 ? "" : detail[(at + Begin.Length)..^1];
        return numbers.Length > 0 && numbers.All(c => char.IsAsciiDigit(c) || c is ',' or '-') ? (detail[..at], numbers) : (detail, "");
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Write(StringBuilder text, long first, long last)
    {
        if (last < first)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{first}");
        if (last > first)
        {
            text.Append(CultureInfo.InvariantCulture, $"-{last}");
        }

        text.Append(',');
    }
}
