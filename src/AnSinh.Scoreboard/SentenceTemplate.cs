using System.Globalization;
using System.Text.RegularExpressions;
using AnSinh.Basics;

namespace AnSinh.Scoreboard;

/// <summary>
/// Sentences of policy/ with <c>{name}</c> or <c>{name:0.00}</c> in them, filled with computed values the way the language writes them.
/// </summary>
internal static partial class SentenceTemplate
{
    private static readonly NumberFormatInfo English = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NegativeSign = "−" });

    /// <summary>The filled sentence; a name without a value throws, since templates are tried out when policy/ is read.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, object> values, string language = "vi") =>
        Slot().Replace(template, slot => Show(
            values.TryGetValue(slot.Groups[1].Value, out var value) ? value : throw new KeyNotFoundException($"{{{slot.Groups[1].Value}}}"),
            slot.Groups[2].Success
                ? slot.Groups[2].Value.Length - 1 - (slot.Groups[2].Value.Contains('.', StringComparison.Ordinal) ? 1 : 0) : null,
            language));

    /// <summary>Names used in a sentence that are not among those given.</summary>
    public static IEnumerable<string> UnknownNames(string template, IReadOnlyCollection<string> names) =>
        Slot().Matches(template).Select(m => m.Groups[1].Value).Where(n => !names.Contains(n)).Distinct();

    /// <summary>A number as the language writes it, with its own digits or with <paramref name="decimals"/>.</summary>
    public static string Number(decimal value, int? decimals, string language)
    {
        var format = language == "en" ? English : Vietnamese.Numbers;
        return decimals is { } digits
            ? decimal.Round(value, digits, MidpointRounding.AwayFromZero)
            .ToString("N" + digits.ToString(CultureInfo.InvariantCulture), format)
            : value.ToString("#,0.############", format);
    }

    private static string Show(object value, int? decimals, string language) => value switch
    {
        decimal number => Number(number, decimals, language),
        int number => Number(number, decimals, language),
        long number => Number(number, decimals, language),
        DateOnly day when language == "en" => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly day => Vietnamese.Date(day),
        Year year => year.Number.ToString(CultureInfo.InvariantCulture),
        LocalText text => text.In(language),
        _ => value.ToString() ?? "",
    };

    [GeneratedRegex(@"\{([a-z0-9_]+)(?::(0(?:\.0+)?))?\}")]
    private static partial Regex Slot();
}

/// <summary>A year, which takes no thousands separator.</summary>
internal readonly record struct Year(int Number);
