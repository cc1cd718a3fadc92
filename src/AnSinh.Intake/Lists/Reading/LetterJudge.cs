namespace AnSinh.Intake.Lists.Reading;

/// <summary>What was found about the letters of a column.</summary>
/// <param name="Code">The code they are in.</param>
/// <param name="Example">A word as it stands and as it is read; null if nothing needed turning.</param>
/// <param name="Sure">False if no code makes most words Vietnamese.</param>
public sealed record LetterFinding(LetterCode Code, (string From, string To)? Example, bool Sure);

/// <summary>
/// Finds the code of a column by trying: the right one turns words into Vietnamese syllables, the wrong ones do not. Columns are judged
/// apart, for lists are pasted together from several.
/// </summary>
public static class LetterJudge
{
    private const int SampleSize = 2000;
    private static readonly LetterCode[] Candidates = [LetterCode.Tcvn3, LetterCode.Vni, LetterCode.Windows1258, LetterCode.MisreadUtf8];
    private static readonly char[] Between = [.. " \t\r\n.,;:/()-\"'"];

    /// <summary>The code of these texts. Only words with a letter beyond the English ones say anything.</summary>
    public static LetterFinding Judge(IEnumerable<string> texts)
    {
        var words = texts.SelectMany(t => t.Split(Between, StringSplitOptions.RemoveEmptyEntries))
            .Where(w => w.Any(c => c > 127) && !w.Any(char.IsAsciiDigit))
            .Take(SampleSize).Distinct(StringComparer.Ordinal).ToList();
        if (words.Count == 0)
        {
            return new LetterFinding(LetterCode.Unicode, null, true);
        }

        var asIs = Share(words, LetterCode.Unicode);
        var best = Candidates.Select(code => (Code: code, Share: Share(words, code))).MaxBy(x => x.Share);
        if (best.Share < 60 || best.Share < asIs + 20)
        {
            return new LetterFinding(LetterCode.Unicode, null, asIs >= 60 || words.Count < 5);
        }

        var example = words.First(w => LegacyText.Decode(w, best.Code) is { } turned && turned != w && Syllables.IsOne(turned));
        return new LetterFinding(best.Code, (example, LegacyText.Decode(example, best.Code)!), best.Share >= 80);
    }

    /// <summary>
    /// True if these texts read well as they are: enough words beyond the English letters, nearly all of them Vietnamese.
    /// </summary>
    public static bool IsUnicode(IEnumerable<string> texts)
    {
        const int Enough = 3;
        var words = texts.SelectMany(t => t.Split(Between, StringSplitOptions.RemoveEmptyEntries))
            .Where(w => w.Any(c => c > 127) && !w.Any(char.IsAsciiDigit)).Distinct(StringComparer.Ordinal).ToList();
        return words.Count >= Enough && Share(words, LetterCode.Unicode) >= 90;
    }

    /// <summary>A text of a judged column in Unicode. Text with letters the old codes do not have was Unicode already.</summary>
    public static string Read(string text, LetterCode code) =>
        code == LetterCode.Unicode || text.All(c => c < 128)
        || (code is LetterCode.Tcvn3 or LetterCode.Vni && text.Any(c => c is > '\u00ff' and < '\u2000' or > '\u2fff'))
            ? LegacyText.Decode(text, LetterCode.Unicode)!
            : LegacyText.Decode(text, code) ?? LegacyText.Decode(text, LetterCode.Unicode)!;

    /// <summary>The code by the name people use for it.</summary>
    public static string NameOf(LetterCode code) => code switch
    {
        LetterCode.Tcvn3 => "TCVN3 (ABC)",
        LetterCode.Vni => "VNI",
        LetterCode.Windows1258 => "Windows-1258",
        LetterCode.MisreadUtf8 => "UTF-8 bị đọc nhầm",
        _ => "Unicode",
    };

    private static int Share(List<string> words, LetterCode code) =>
        100 * words.Count(w => LegacyText.Decode(w, code) is { } turned && Syllables.IsOne(turned)) / words.Count;
}
