using System.Security.Cryptography;
using System.Text;

namespace AnSinh.Rulebook.Publishing;

/// <summary>A file of the law as somebody changed it: laid over the folder, never written into it.</summary>
/// <param name="Path">Path below policy/, with slashes.</param>
/// <param name="BaseHash">Hash of the text it was changed from; null if there was no such file.</param>
/// <param name="Text">The whole text now.</param>
public sealed record EditedFile(string Path, string? BaseHash, string Text)
{
    /// <summary>Hash of the text now.</summary>
    public string Hash => HashOf(Text);

    /// <summary>SHA-256 of a text in UTF-8, as hexadecimal digits.</summary>
    public static string HashOf(string text) => HashOf(Encoding.UTF8.GetBytes(text));

    internal static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
