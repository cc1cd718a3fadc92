using System.Security.Cryptography;
using System.Text;

namespace AnSinh.Access.Factors;

/// <summary>
/// Recovery codes (<i lang="vi">mã dự phòng</i>): for the day the phone is not there. They are shorter than a key, so what is kept of them
/// is hashed as slowly as a password, with one salt for the ten of an account: what is typed is hashed once.
/// </summary>
internal static class RecoveryCodes
{
    // No letter that is taken for another on paper.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Count = 10;
    private const int HalfLength = 5;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int HashIterations = 100_000;

    /// <summary>Ten new ones with what is kept of each.</summary>
    public static (IReadOnlyList<string> Codes, IReadOnlyList<string> Hashes) Make(string salt)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        while (codes.Count < Count)
        {
            codes.Add(RandomNumberGenerator.GetString(Letters, HalfLength) + "-" + RandomNumberGenerator.GetString(Letters, HalfLength));
        }

        return ([.. codes], [.. codes.Select(code => HashOrNull(code, salt)!)]);
    }

    /// <summary>A new salt.</summary>
    public static string NewSalt() => RandomNumberGenerator.GetHexString(2 * SaltBytes, lowercase: true);

    /// <summary>What is kept of a code, however it was typed; null if it is none.</summary>
    public static string? HashOrNull(string typed, string salt)
    {
        var code = new string([.. typed.ToLowerInvariant().Where(c => c is not ('-' or ' '))]);
        return code.Length != 2 * HalfLength || !code.All(Letters.Contains) ? null
            : Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
                code, Encoding.ASCII.GetBytes(salt), HashIterations, HashAlgorithmName.SHA256, HashBytes));
    }
}
