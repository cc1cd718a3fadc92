using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Host.Components;

/// <summary>Numbers and widths for pictures drawn on the server.</summary>
public static class Svg
{
    /// <summary>A coordinate with one digit after the point.</summary>
    public static string P(decimal value) => decimal.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Roughly how wide a text is in the small type of pictures.</summary>
    public static decimal Width(string text) => text.Length * 6.3m;

    /// <summary>The text cut so that it fits, or nothing if too little of it would be left.</summary>
    public static string Fit(string text, decimal width)
    {
        var letters = (int)(width / 6.3m);
        return letters >= text.Length ? text : letters < 4 ? "" : text[..(letters - 1)].TrimEnd() + "…";
    }

    /// <summary>A name in at most two lines of about equal length.</summary>
    public static IReadOnlyList<string> TwoLines(string name, int fits)
    {
        var words = name.Split(' ');
        if (name.Length <= fits || words.Length == 1)
        {
            return [name];
        }

        var half = (words.Length + 1) / 2;
        return [string.Join(' ', words[..half]), string.Join(' ', words[half..])];
    }

    /// <summary>Place of a day between two others, from 0 to <paramref name="width"/>; days outside are put at the edge.</summary>
    public static decimal X(DateOnly day, DateOnly from, DateOnly to, decimal width) =>
        Math.Clamp((decimal)(day.DayNumber - from.DayNumber) / Math.Max(1, to.DayNumber - from.DayNumber), 0m, 1m) * width;
}
