namespace AnSinh.Rulebook.Access;

/// <summary>
/// Which passwords the office takes (<i lang="vi">quy định mật khẩu</i>), as policy/vn/passwords declares it: a length, how hard to guess,
/// and words that many use. Nothing is asked of the kinds of characters, and nobody has to change a password because time has passed.
/// </summary>
/// <param name="Shortest">Fewest characters.</param>
/// <param name="Strength">Least strength, 0 (guessed at once) to 4, as zxcvbn measures it.</param>
/// <param name="Common">Passwords that many use here, besides those the measure knows.</param>
public sealed record PasswordRules(int Shortest, int Strength, IReadOnlyList<string> Common);
