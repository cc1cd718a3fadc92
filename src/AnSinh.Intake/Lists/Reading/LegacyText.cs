using System.Text;
using AnSinh.Basics;

namespace AnSinh.Intake.Lists.Reading;

/// <summary>How letters were written before, or instead of, Unicode (<i lang="vi">bảng mã chữ Việt</i>).</summary>
public enum LetterCode
{
    /// <summary>Unicode, composed or not.</summary>
    Unicode,

    /// <summary>TCVN 5712 three-font code, called ABC (fonts .VnTime, .VnTimeH).</summary>
    Tcvn3,

    /// <summary>VNI for Windows (fonts VNI-Times): a letter followed by its mark.</summary>
    Vni,

    /// <summary>Code page 1258 of Windows.</summary>
    Windows1258,

    /// <summary>UTF-8 that was once read as Latin letters.</summary>
    MisreadUtf8,
}

/// <summary>
/// Turns Vietnamese text of the old codes into Unicode (NFC). Text of another code comes out as nonsense: judge first
/// (<see cref="LetterJudge"/>).
/// </summary>
public static class LegacyText
{
    // Tables of TCVN 5712:1993 (VN3) and of VNI for Windows, each beside its Unicode letter.
    private const string TcvnLetters = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ®¡¢£¤¥¦§";
    private const string TcvnMeans = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ";

    private const string VniTwo =
        "aùáaøàaûảaõãaïạaêăaéắaèằaúẳaüẵaëặaââaáấaàầaåẩaãẫaäậeùéeøèeûẻeõẽeïẹeâêeáếeàềeåểeãễeäệoùóoøòoûỏoõõoïọoâôoáốoàồoåổoãỗoäộ"
        + "ôùớôøờôûởôõỡôïợuùúuøùuûủuõũuïụöùứöøừöûửöõữöïựyùýyøỳyûỷyõỹ";

    private const string VniOne = "ííììæỉóĩòịôơöưîỵñđ";

    private static readonly Dictionary<char, char> Tcvn = TcvnLetters.Zip(TcvnMeans).ToDictionary(p => p.First, p => p.Second);
    private static readonly Dictionary<(char, char), char> VniPairs = Pairs();
    private static readonly Dictionary<char, char> VniLetters = Singles();

    static LegacyText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text in Unicode NFC; null if it cannot be of this code.</summary>
    public static string? Decode(string text, LetterCode code) => code switch
    {
        LetterCode.Unicode => OutsideText.Composed(text),
        LetterCode.Tcvn3 => OfTcvn3(text),
        LetterCode.Vni => OfVni(text),
        LetterCode.Windows1258 => text.All(c => c < 256)
            ? OutsideText.Composed(Encoding.GetEncoding(1258).GetString(Encoding.Latin1.GetBytes(text))) : null,
        LetterCode.MisreadUtf8 => OfMisread(text),
        _ => throw new InvalidOperationException($"No such code: {code}."),
    };

    /// <summary>The text as TCVN3 would hold it; what it has no letter for stays. For tests and for lists sent to old programs.</summary>
    public static string ToTcvn3(string text) =>
        string.Concat(OutsideText.Composed(text)
            .Select(c => TcvnMeans.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? TcvnLetters[i] : c));

    private static string OfTcvn3(string text)
    {
        var unicode = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            unicode.Append(Tcvn.GetValueOrDefault(letter, letter));
        }

        // Capitals are a font, not letters: NGUYÔN is typed N G U Y ễ N. A word whose plain letters are all capitals is meant so.
        var words = unicode.ToString().Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var plain = words[i].Where(char.IsAsciiLetter).ToList();
            words[i] = plain.Count > 1 && plain.All(char.IsUpper) ? words[i].ToUpperInvariant() : words[i];
        }

        return OutsideText.Composed(string.Join(' ', words));
    }

    private static string OfVni(string text)
    {
        var unicode = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && VniPairs.TryGetValue((text[i], text[i + 1]), out var pair))
            {
                unicode.Append(pair);
                i++;
            }
            else
            {
                unicode.Append(VniLetters.GetValueOrDefault(text[i], text[i]));
            }
        }

        return OutsideText.Composed(unicode.ToString());
    }

    private static string? OfMisread(string text)
    {
        try
        {
            var western = Encoding.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
            var bytes = text.All(c => c < 256) ? Encoding.Latin1.GetBytes(text) : western.GetBytes(text);
            return OutsideText.Composed(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        }
        catch (Exception trouble) when (trouble is EncoderFallbackException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static Dictionary<(char, char), char> Pairs()
    {
        var pairs = new Dictionary<(char, char), char>();
        for (var i = 0; i < VniTwo.Length; i += 3)
        {
            var (letter, mark, means) = (VniTwo[i], VniTwo[i + 1], VniTwo[i + 2]);
            pairs[(letter, mark)] = means;
            pairs[(char.ToUpperInvariant(letter), char.ToUpperInvariant(mark))] = char.ToUpperInvariant(means);
            pairs[(char.ToUpperInvariant(letter), mark)] = char.ToUpperInvariant(means);
        }

        return pairs;
    }

    private static Dictionary<char, char> Singles()
    {
        var letters = new Dictionary<char, char>();
        for (var i = 0; i < VniOne.Length; i += 2)
        {
            letters[VniOne[i]] = VniOne[i + 1];
            letters[char.ToUpperInvariant(VniOne[i])] = char.ToUpperInvariant(VniOne[i + 1]);
        }

        return letters;
    }
}
