using System.Globalization;
using System.Text;
using AnSinh.Basics;

namespace AnSinh.Matching;

/// <summary>Texts as they are compared: letters, not the hand that wrote them.</summary>
public static class MatchText
{
    private const int YearScale = 10_000;

    /// <summary>Lower case, no marks, đ kept as a letter of its own, anything that is no letter or digit a space.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var letter in OutsideText.Decomposed(text))
        {
            if (letter > 127 && CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            // An apostrophe is inside a word (o'brien), anything else that is no letter parts words.
            if (!char.IsLetterOrDigit(letter))
            {
                gap |= letter is not ('\'' or '’') && folded.Length > 0;
                continue;
            }

            if (gap)
            {
                folded.Append(' ');
                gap = false;
            }

            folded.Append(letter is 'Ð' or 'ð' ? 'đ' : char.ToLowerInvariant(letter));
        }

        return folded.ToString();
    }

    /// <summary>With its marks, but the tone mark at the end of each word: Hoà and Hòa are one name.</summary>
    public static string Exact(string text)
    {
        if (Ascii.IsValid(text))
        {
            return Fold(text);
        }

        var exact = new StringBuilder(text.Length + 4);
        var tone = '\0';

        foreach (var letter in OutsideText.Decomposed(text))
        {
            if (letter is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')
            {
                tone = letter;
            }
            else if (char.IsLetterOrDigit(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                exact.Append(letter is 'Ð' or 'ð' ? 'đ' : char.ToLowerInvariant(letter));
            }
            else
            {
                EndWord(exact, ref tone);
                if (exact.Length > 0 && exact[^1] != ' ')
                {
                    exact.Append(' ');
                }
            }
        }

        EndWord(exact, ref tone);
        return exact.ToString().TrimEnd();
    }

    private static void EndWord(StringBuilder exact, ref char tone)
    {
        if (tone != '\0')
        {
            exact.Append(tone);
            tone = '\0';
        }
    }

    /// <summary>Letter pairs of a folded text without its spaces, sorted; both ends count as a letter.</summary>
    public static uint[] Pairs(string folded)
    {
        Span<char> letters = stackalloc char[folded.Length + 2];
        letters[0] = '^';
        var count = 1;
        foreach (var letter in folded)
        {
            if (letter != ' ')
            {
                letters[count++] = letter;
            }
        }

        letters[count++] = '$';
        var pairs = new uint[count - 1];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = ((uint)letters[i] << 16) | letters[i + 1];
        }

        Array.Sort(pairs);
        return pairs;
    }

    /// <summary>The digits of a date, year first.</summary>
    public static string DateDigits(string text)
    {
        Span<(int Value, int Size)> parts = stackalloc (int, int)[4];
        var count = 0;
        for (var i = 0; i < text.Length && count < 4; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                i++;
            }

            // A time of day after the date is not looked at.
            parts[count++] = i - start <= 8
                ? (int.Parse(text.AsSpan(start, i - start), CultureInfo.InvariantCulture), i - start) : (0, i - start);
        }

        var (a, b, c) = (parts[0], parts[1], parts[2]);
        return count switch
        {
            >= 3 when a.Size == 4 => $"{a.Value:0000}{b.Value:00}{c.Value:00}",
            >= 3 when c.Size == 4 => $"{c.Value:0000}{b.Value:00}{a.Value:00}",
            2 when a.Size == 4 => $"{a.Value:0000}{b.Value:00}",
            2 when b.Size == 4 => $"{b.Value:0000}{a.Value:00}",
            1 when a.Size == 8 && a.Value / YearScale is < 1800 or > 2200 && a.Value % YearScale is >= 1800 and <= 2200 =>
                $"{a.Value % YearScale:0000}{a.Value / YearScale % 100:00}{a.Value / YearScale / 100:00}", // day first
            _ => new string([.. text.Where(char.IsAsciiDigit)]),
        };
    }

    /// <summary>How a word sounds, roughly: first letter, then the consonants that follow, alike ones as one; four signs.</summary>
    public static string Sound(string folded)
    {
        Span<char> sound = stackalloc char[4];
        var count = 0;
        var last = '\0';
        foreach (var letter in folded)
        {
            var sign = count == 0 && letter != ' ' ? First(letter) : Class(letter);
            if (sign != '\0' && (sign != last || count == 0))
            {
                sound[count++] = sign;
                if (count == 4)
                {
                    break;
                }
            }

            last = sign == '\0' ? last : sign;
        }

        return new string(sound[..count]);
    }

    private static char First(char letter) => letter switch { 'c' or 'q' => 'k', 'y' => 'i', 'đ' => 'd', _ => letter };

    private static char Class(char letter) => letter switch
    {
        'b' or 'p' or 'f' or 'v' => 'b',
        'c' or 'g' or 'j' or 'k' or 'q' or 's' or 'x' or 'z' => 'k',
        'd' or 't' or 'đ' => 't',
        'l' or 'r' => 'l',
        'm' or 'n' => 'm',
        _ => '\0',
    };
}
