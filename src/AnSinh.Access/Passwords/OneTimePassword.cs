using System.Security.Cryptography;

namespace AnSinh.Access.Passwords;

/// <summary>A password made by the program, to be read to its owner and changed at once.</summary>
internal static class OneTimePassword
{
    // No letter that is taken for another when it is read aloud or copied by hand.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int GroupSize = 4;

    /// <summary>A new one: four groups of four, about 79 bits.</summary>
    public static string Make() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupSize)));
}
