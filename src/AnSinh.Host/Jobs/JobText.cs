using System.IO.Compression;
using System.Text.Json;
using AnSinh.Host.Verbs;

namespace AnSinh.Host.Jobs;

/// <summary>What jobs are asked and what comes of them as text of the table of jobs: JSON, where it is long compressed.</summary>
internal static class JobText
{
    private static readonly JsonSerializerOptions Json = new(Output.Json) { WriteIndented = false, IgnoreReadOnlyProperties = true };

    /// <summary>A short thing, to be read and compared: the same thing is the same text.</summary>
    public static string Short<T>(T value) => JsonSerializer.Serialize(value, Json);

    /// <summary>The same read.</summary>
    public static T ReadShort<T>(string text) => JsonSerializer.Deserialize<T>(text, Json)!;

    /// <summary>A result of any length.</summary>
    public static string Long<T>(T value)
    {
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(packed, value, Json);
        }

        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>The same read.</summary>
    public static T ReadLong<T>(string text)
    {
        using var packed = new BrotliStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(packed, Json)!;
    }
}
