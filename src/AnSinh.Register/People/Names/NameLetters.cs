using System.Globalization;
using System.Text;
using AnSinh.Basics;

namespace AnSinh.Register.People.Names;

/// <summary>
/// The letters of a name: those that only look like Vietnamese ones (Cyrillic, Greek, full width) are read as what they look like, those
/// nobody sees are taken out, and both are told. A name that cannot be one is never recorded, whichever way it comes.
/// </summary>
internal static class NameLetters
{
    private const int LongestSize = 100;
    private const int LongestWordSize = 20;
    private const int SameLetterLimit = 2;
    private const string Seen =
        "АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSԀDԚQԜWҺHаaеeоoрpсcуyхxіiјjѕsԁdԛqԝwһhкkмmтtнhвbӀIүyԌG"
        + "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaεeιiκkνvοoρpτtυuχxγyηn"
        + "ÐĐðđƉĐɖđıiɑaɡgʟLɴNǥg";

    private static readonly Dictionary<char, char> LooksLike = Enumerable.Range(0, Seen.Length / 2)
        .ToDictionary(i => Seen[2 * i], i => Seen[(2 * i) + 1]);

    // Letters without width that are no format characters: Hangul fillers, joiners, selectors.
    private static readonly HashSet<char> Unseen = [.. "\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5",
        .. Enumerable.Range(0xFE00, 16).Select(c => (char)c)];

    // Tone and vowel marks of Vietnamese and of the scripts of the Central Highlands.
    private static readonly HashSet<char> Marks = [.. "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u030c\u0304\u0331"];

    /// <summary>The text with every letter as it looks; what was turned or taken out, in Vietnamese.</summary>
    public static (string Text, IReadOnlyList<string> Told) Mend(string text)
    {
        var (mended, turned, hidden) =
            (new StringBuilder(text.Length), new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = rune.IsBmp ? (char)rune.Value : '\0';
            if (letter is '\t' or '\r' or '\n' || Rune.IsWhiteSpace(rune))
            {
                mended.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control || Unseen.Contains(letter))
            {
                hidden.Add($"U+{rune.Value:X4}");
            }
            else if (LooksLike.TryGetValue(letter, out var like) || Plain(rune, out like))
            {
                turned.Add($"{rune} (U+{rune.Value:X4}) → {like}");
                mended.Append(like);
            }
            else
            {
                // Code points that are no characters cannot even be compared.
                mended.Append(Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned ? Rune.ReplacementChar : rune);
            }
        }

        var told = new List<string>();
        if (turned.Count > 0)
        {
            told.Add($"có chữ chỉ giống chữ Việt, đọc là chữ nó giống: {string.Join(", ", turned)}");
        }

        if (hidden.Count > 0)
        {
            told.Add($"có ký tự ẩn, đã bỏ: {string.Join(", ", hidden)}");
        }

        return (OutsideText.Composed(mended.ToString()), told);
    }

    /// <summary>Why a name can never be recorded, in Vietnamese; null if it can.</summary>
    public static string? NotAName(string name)
    {
        var odd = name.EnumerateRunes().Where(r => !MayStand(r))
            .Select(r => r.Value < ' ' || Rune.GetUnicodeCategory(r) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
                ? $"U+{r.Value:X4}" : r.ToString()).Distinct().Take(5).ToList();
        return odd.Count > 0 ? $"họ tên có ký tự không thể có trong tên người: {string.Join(" ", odd)}"
            : name.Length > LongestSize ? $"họ tên dài {name.Length} chữ"
            : !name.Any(char.IsLetter) ? "họ tên không có chữ cái" : null;
    }

    /// <summary>
    /// What makes a name doubtful though it could be recorded, in Vietnamese: <c>NotAName</c> first, then digits, foreign letters, broken
    /// words.
    /// </summary>
    public static IEnumerable<string> Doubts(string name)
    {
        if (NotAName(name) is { } never)
        {
            yield return never;
            yield break;
        }

        if (name.Any(char.IsAsciiDigit))
        {
            yield return "họ tên có chữ số";
        }

        if (name.IndexOfAny(['/', ',', '.', '(', ')', '·', '%', '_']) >= 0)
        {
            yield return "họ tên viết tắt, có dấu lạ, hoặc ô có hơn một người";
        }

        if (name.Any(c => char.IsLetter(c) && !IsVietnamese(c)))
        {
            var foreign = name.Where(c => char.IsLetter(c) && !IsVietnamese(c)).Distinct().Take(5);
            yield return $"họ tên có chữ không có trong tiếng Việt: {string.Join(" ", foreign)}";
        }

        if (name.Split(' ', '-').Any(IsBroken))
        {
            yield return "họ tên có từ không giống từ nào (chữ hoa ở giữa, một chữ lặp lại, hoặc quá dài)";
        }
    }

    private static bool MayStand(Rune rune) =>
        Rune.IsLetter(rune)
        ? rune.IsBmp && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.ModifierLetter and not UnicodeCategory.OtherLetter
        || rune.Value == 'ʼ'
        : Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark ? Marks.Contains((char)rune.Value)
        : rune.Value is >= '0' and <= '9' or ' ' or '\'' or '’' or '‘' or '`' or '-' or '.' or ',' or '(' or ')' or '/'
        or '·' or '%' or '_';

    // ẳ is a with two marks; a letter with a mark that no word here bears came from another alphabet or a broken code.
    private static bool IsVietnamese(char letter)
    {
        if (letter is 'đ' or 'Đ' or 'ʼ')
        {
            return true;
        }

        var parts = OutsideText.Decomposed(letter.ToString());
        return char.IsAsciiLetter(parts[0]) && parts.Skip(1).All(Marks.Contains);
    }

    private static bool IsBroken(string word)
    {
        var same = 1;
        for (var i = 1; i < word.Length; i++)
        {
            same = char.ToLowerInvariant(word[i]) == char.ToLowerInvariant(word[i - 1]) ? same + 1 : 1;
            if (same > SameLetterLimit || (char.IsUpper(word[i]) && char.IsLower(word[i - 1])))
            {
                return true;
            }
        }

        return word.Length > LongestWordSize;
    }

    // Ａ of full width, 𝐀 of mathematics and the like are another way to write a plain letter.
    private static bool Plain(Rune rune, out char like)
    {
        like = '\0';
        if (rune.IsAscii || rune.Value is 0xAA or 0xBA
            || (!Rune.IsLetter(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherSymbol or UnicodeCategory.LetterNumber)))
        {
            return false;
        }

#pragma warning disable RS0030 // A letter by itself always normalises; the house's way keeps other ways to write a letter apart.
        var plain = rune.ToString().Normalize(NormalizationForm.FormKC);
#pragma warning restore RS0030
        if (plain.Length == 1 && plain[0] != rune.Value && (char.IsAsciiLetter(plain[0]) || LooksLike.ContainsKey(plain[0])))
        {
            like = LooksLike.GetValueOrDefault(plain[0], plain[0]);
            return true;
        }

        return false;
    }
}
