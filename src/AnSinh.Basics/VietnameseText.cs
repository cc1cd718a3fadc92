using System.Globalization;
using System.Text;

namespace AnSinh.Basics;

/// <summary>Vietnamese names and words, compared as people mean them.</summary>
public static class VietnameseText
{
    /// <summary>
    /// The key a name is searched by: lower case, no diacritics, đ as d, single spaces. <c>Nguyễn Thị Khuyến</c> →
    /// <c>nguyen thi khuyen</c>.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var letter in OutsideText.Decomposed(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (char.IsWhiteSpace(letter))
            {
                gap = folded.Length > 0;
                continue;
            }

            if (gap)
            {
                folded.Append(' ');
                gap = false;
            }

            // Đ (U+0110) has no decomposition; Ð (U+00D0, eth) is a common data-entry error for it.
            folded.Append(letter is 'đ' or 'Đ' or 'ð' or 'Ð' ? 'd' : char.ToLowerInvariant(letter));
        }

        return folded.ToString();
    }
}
