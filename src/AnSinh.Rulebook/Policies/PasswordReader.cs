using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Access;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/passwords: which passwords the office takes; one declaration for the whole register.</summary>
internal static class PasswordReader
{
    // What the measure tells: from guessed at once to beyond guessing.
    private const int Strongest = 4;

    // More than anybody types.
    private const int LengthLimit = 64;

    public static void Read(PolicyDraft draft)
    {
        var places = new List<(string Name, string Place)>();
        foreach (var (_, map) in draft.Documents("passwords"))
        {
            var (shortest, strength) = (map.RequiredWhole("shortest"), map.RequiredWhole("strength"));
            if (map.Has("shortest") && shortest is < 1 or > LengthLimit)
            {
                map.Wrong("shortest", $"'shortest' từ 1 đến {LengthLimit} ký tự");
            }

            if (strength is < 0 or > Strongest)
            {
                map.Wrong("strength", $"'strength' từ 0 đến {Strongest}");
            }

            var common = map.Maps("common").SelectMany(Words).ToList();
            draft.Problems.Unique(common.Select(w => (w, map.Place)), "mật khẩu phổ biến");
            map.Ignore("note");
            map.Done();
            draft.Passwords = new PasswordRules(shortest, strength, common);
            places.Add(("passwords", map.Place));
        }

        draft.Problems.Unique(places, "quy định mật khẩu");
    }

    private static IReadOnlyList<string> Words(PolicyMap map)
    {
        map.Required("source");
        var words = map.Texts("words");
        if (words.Count == 0)
        {
            map.Missing("words");
        }

        map.Done();
        return words;
    }
}
