using System.Globalization;
using System.Text;

namespace AnSinh.Basics;

/// <summary>
/// Text as it comes from outside: a file, a form, an address. Some code units are no letters of anybody (half of a pair, U+FFFE, NUL); the
/// platform throws when it normalises them and PostgreSQL when it stores them, so they are looked for here, once.
/// </summary>
public static class OutsideText
{
    private const char NoLetter = '\uFFFD';

    /// <summary>Where the first code unit stands that is no letter; −1 if all are. Tabs and line ends are letters here.</summary>
    public static int FaultAt(ReadOnlySpan<char> text)
    {
        // Nearly every text has none of the suspects, and that is told many letters at a time.
        var first = text.IndexOfAnyExceptInRange(' ', '\uD7FF');
        for (var at = first < 0 ? text.Length : first; at < text.Length; at++)
        {
            var unit = text[at];
            if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(unit) || unit is '\uFFFE' or '\uFFFF' || (unit < ' ' && unit is not ('\t' or '\n' or '\r')))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Where the first letter stands that nobody sees (zero width, direction, filler); −1 if there is none.</summary>
    public static int HiddenAt(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] >= 0x80
                && (CharUnicodeInfo.GetUnicodeCategory(text[at]) is UnicodeCategory.Format or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control
                || text[at] is '\u034F' or '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0' or (>= '\uFE00' and <= '\uFE0F')))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>What is wrong with the first code unit that is no letter, as a sentence; null if all are letters.</summary>
    public static string? Fault(ReadOnlySpan<char> text) => FaultAt(text) is >= 0 and var at ? Sentence(text, at) : null;

    /// <summary>The sentence about a code unit that is no letter.</summary>
    public static string Sentence(ReadOnlySpan<char> text, int at) => string.Create(
        CultureInfo.InvariantCulture,
        $"Có ký tự không phải là chữ (U+{(int)text[at]:X4}) ở vị trí {at + 1}; hãy xoá ký tự đó rồi thử lại.");

    /// <summary>
    /// The text composed (NFC), which is how the house keeps it; what is no letter becomes U+FFFD instead of an exception.
    /// </summary>
    public static string Composed(string text) => Normal(text, NormalizationForm.FormC);

    /// <summary>The text with its marks apart (NFD), for comparing without them.</summary>
    public static string Decomposed(string text) => Normal(text, NormalizationForm.FormD);

#pragma warning disable RS0030 // The one place that normalises: what would throw is taken out before.
    private static string Normal(string text, NormalizationForm form) =>
        Legible(text) is var legible && Ascii.IsValid(legible) ? legible : legible.Normalize(form);
#pragma warning restore RS0030

    /// <summary>The text with U+FFFD in the place of what is no letter.</summary>
    public static string Legible(string text)
    {
        if (FaultAt(text) is var at && at < 0)
        {
            return text;
        }

        var legible = text.ToCharArray();
        for (var from = 0; at >= 0; at = FaultAt(legible.AsSpan(from)))
        {
            from += at;
            legible[from] = NoLetter;
        }

        return new string(legible);
    }
}
