using AnSinh.Basics;
using AnSinh.Rulebook.Access;

namespace AnSinh.Access.Passwords;

/// <summary>
/// Which passwords are taken (<i lang="vi">mật khẩu</i>), after NIST SP 800-63B: long enough, not one that many use, and not what people
/// who know its owner try first. Any characters are taken, spaces too.
/// </summary>
internal static class PasswordCheck
{
    // The name of the system is no secret in any office.
    private static readonly string[] System = ["an sinh", "ansinh"];

    // A word of fewer letters is in half of all passwords.
    private const int ShortestWord = 3;

    /// <summary>What is wrong with a new password, or null.</summary>
    /// <param name="password">The password, composed.</param>
    /// <param name="known">What others know of its owner: login, name, unit.</param>
    /// <param name="rules">The rules of the office; none takes none.</param>
    /// <param name="place">The field it was typed into.</param>
    public static Refusal? Refuse(string password, IReadOnlyList<string> known, PasswordRules? rules, string place)
    {
        if (rules is null)
        {
            return Because(place, "rules", "Cơ quan chưa khai báo quy định mật khẩu (policy/vn/passwords); chưa đặt được mật khẩu.",
                "The office has not declared its rules for passwords (policy/vn/passwords): none can be set yet.");
        }

        if (password.Length < rules.Shortest)
        {
            return Because(place, "short", $"Mật khẩu có ít nhất {rules.Shortest} ký tự; một câu vài chữ thì dễ nhớ và khó đoán.",
                $"A password has at least {rules.Shortest} characters; a few words in a row are easy to keep and hard to guess.");
        }

        if (password.Length > Accounts.LengthLimit)
        {
            return Because(place, "long", $"Mật khẩu dài nhất {Accounts.LengthLimit} ký tự.",
                $"A password has at most {Accounts.LengthLimit} characters.");
        }

        string[] own = [.. known.Concat(System).Select(Bare).Where(w => w.Length >= ShortestWord)];
        var core = Core(Bare(password));
        if (own.Contains(core))
        {
            return Because(place, "known", "Mật khẩu là tên đăng nhập, họ tên, đơn vị hoặc tên hệ thống: ai quen cũng đoán ra.",
                "The password is the login, the name, the unit or the name of the system: whoever knows its owner guesses it.");
        }

        string[] words = [.. known.SelectMany(k => VietnameseText.Fold(k).Split(' ')), .. own, .. rules.Common.Select(Bare)];
        return core.Length == 0 || rules.Common.Select(Bare).Any(w => w == Bare(password) || w == core)
            || Zxcvbn.Zxcvbn.MatchPassword(VietnameseText.Fold(password), words).Score < rules.Strength
            ? Because(place, "common", "Mật khẩu này nhiều người dùng hoặc dễ đoán; chọn câu khác, dài hơn.",
                "This password is used by many or easy to guess; choose another, longer one.")
            : null;
    }

    private static Refusal Because(string place, string code, string vi, string en) => new("password." + code, vi, place) { English = en };

    // As it is guessed: without case, marks and spaces.
    private static string Bare(string text) => new([.. VietnameseText.Fold(text).Where(c => !char.IsWhiteSpace(c))]);

    // Numbers and signs put before or behind a word make no other word of it.
    private static string Core(string bare)
    {
        var letters = bare.Select((c, i) => (c, i)).Where(l => char.IsLetter(l.c)).Select(l => l.i).ToList();
        return letters.Count == 0 ? bare : bare[letters[0]..(letters[^1] + 1)];
    }
}
