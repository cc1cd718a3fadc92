using System.Text;

namespace AnSinh.Store.Documents;

/// <summary>What a file is, told from its bytes: its name may say anything.</summary>
public static class MediaTypes
{
    /// <summary>A workbook of Excel.</summary>
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Text, in whatever letters.</summary>
    public const string Text = "text/plain";

    /// <summary>A PDF.</summary>
    public const string Pdf = "application/pdf";

    /// <summary>A picture.</summary>
    public const string Png = "image/png";

    /// <summary>A photograph.</summary>
    public const string Jpeg = "image/jpeg";

    /// <summary>Whatever is none of these.</summary>
    public const string Other = "application/octet-stream";

    // Of UTF-16 without its mark at least this part (one in five) is nought.
    private const int UnmarkedShare = 5;

    /// <summary>What these bytes are.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("%PDF-"u8) ? Pdf
        : bytes.StartsWith(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }) ? Png
        : bytes.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF }) ? Jpeg
        : bytes.StartsWith("PK"u8) ? bytes.IndexOf("xl/"u8) >= 0 ? Xlsx : Other
        : IsText(bytes) ? Text
        : Other;

    // Old Vietnamese code pages use even control characters as letters, but never nought, of which half of UTF-16 is made.
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.Unicode.GetPreamble()) || bytes.StartsWith(Encoding.BigEndianUnicode.GetPreamble()))
        {
            return true;
        }

        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            (even, odd) = bytes[i] != 0 ? (even, odd) : i % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
        }

        return Math.Min(even, odd) == 0 && (even + odd == 0 || (even + odd) * UnmarkedShare > bytes.Length);
    }
}
