using System.Text;

namespace AnSinh.Store;

/// <summary>Gives back the same string for the same bytes: kinds, values and unit keys come a million times and are a few dozen.</summary>
internal sealed class Words
{
    private readonly Dictionary<string, string> _byText = new(StringComparer.Ordinal);
    private (byte[] Bytes, string Text)[]?[] _byHash = new (byte[], string)[]?[256];

    public string Get(string text)
    {
        if (_byText.TryGetValue(text, out var known))
        {
            return known;
        }

        _byText.Add(text, text);
        return text;
    }

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "";
        }

        var slot = Hash(bytes) & 255;
        var bucket = _byHash[slot];
        if (bucket is not null)
        {
            foreach (var (known, text) in bucket)
            {
                if (bytes.SequenceEqual(known))
                {
                    return text;
                }
            }
        }

        var word = Get(Encoding.UTF8.GetString(bytes));
        _byHash[slot] = [.. bucket ?? [], (bytes.ToArray(), word)];
        return word;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes)
        {
            hash = unchecked((hash ^ b) * 16777619u);
        }

        return hash ^ (hash >> 16);
    }
}
