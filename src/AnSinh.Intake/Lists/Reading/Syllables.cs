using System.Text;
using AnSinh.Basics;

namespace AnSinh.Intake.Lists.Reading;

/// <summary>
/// Tells whether a word can be a Vietnamese syllable: a beginning, a rhyme, at most one tone. No word list is needed to judge an encoding.
/// </summary>
public static class Syllables
{
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";

    private static readonly string[] Onsets =
        ["ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu", "b", "c", "d", "đ", "g", "h", "k", "l",
            "m", "n", "p", "r", "s", "t", "v", "x", ""];

    private static readonly HashSet<string> Rhymes = new(
        ("a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm "
        + "ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oa oac oach oai oam "
        + "oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui "
        + "um un ung up ut uê uêch uênh uy uya uych uynh uyt uyên uyêt uyu uân uâng uât uây uơ uôc uôi uôm uôn uông uôt ư ưa ưc "
        + "ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yên yêt yêm yêu yêng ynh ych yt êm ênh iêng").Split(' ').Distinct(),
        StringComparer.Ordinal);

    /// <summary>True if the word, in any case, is built as a Vietnamese syllable.</summary>
    public static bool IsOne(string word)
    {
        if (word.Length is 0 or > 8)
        {
            return false;
        }

        var bare = new StringBuilder(word.Length);
        var tones = 0;
        foreach (var letter in OutsideText.Decomposed(word.ToLowerInvariant()))
        {
            if (Tones.Contains(letter, StringComparison.Ordinal))
            {
                tones++;
            }
            else
            {
                bare.Append(letter);
            }
        }

        var text = OutsideText.Composed(bare.ToString());
        return tones <= 1
            && Onsets.Any(
                o => text.StartsWith(o, StringComparison.Ordinal)
                    && (Rhymes.Contains(text[o.Length..]) || (o == "gi" && (text == "gi" || Rhymes.Contains("i" + text[2..])))));
    }
}
