using System.IO.Compression;
using System.Text;

namespace AnSinh.Fuzz.Tests;

/// <summary>
/// Changes an input the way accidents and attackers do: deep, long, doubled, cut, mixed with another, with letters that are none.
/// </summary>
internal static class Mutation
{
    private static readonly string[] Odd =
    [
        "\0", "\uFFFE", "\uFFFF", "\uD800", "\uDC00", "\uFEFF", "\u200B", "\u202E", "\t", "\r", "\r\n", "\n\n", "\u0301",
        "\u00AD", "\u2028", "\uFF10", "\u0660", "\U0001F600", "ß", "İ", "\u001B[31m", "\u0085",
        "999999999999999999999", "-9223372036854775808", "9223372036854775807", "1e308", "NaN", "Infinity", "-0",
        "0001-01-01", "9999-12-31", "2020-02-30", "00/00/0000", "31/02/2021", "0000000000000000",
        "null", "~", "true", "''", "\"\"", "=1+1", "&a", "*a", "<<", "!!int", "!x", "? ", ": ", "- ", "---\n", "...\n",
        "%YAML 1.2\n", "{", "}", "[", "]", "#", "|\n", ">\n", "\\u0000", "\\uD800", "\\x00", "&amp;", "<x>", "]]>", "]",
        "period.start", "members.count(m, ", "defs.x", "parameters.", "quantities.", "results.", "&&", "||", "? 1 : 0",
        "!", "-", "(", ")", "in [", "'", "\"", "|", ";", ",", "'; drop table person; --",
    ];

    private static readonly string[] Nests = ["[", "{a: ", "- ", "? ", "(", "!", "-", "[{", "<a>", "{\"a\":", "a:\n ",
        "min(1, ", "true ? 1 : "];
    private static readonly string[] Chains = ["a && ", "1 + ", ",", "|", ";", "\t", "x: y\n", "- a\n", "\"a\",", "0",
        "é", "resident || ", "\n", "1,1;", "a.b.", "''", "\"\""];

    /// <summary>A text changed once or a few times.</summary>
    public static string Text(Chance chance, string text, IReadOnlyList<string> others)
    {
        var changed = text;
        for (var times = 1 + chance.Below(4); times > 0; times--)
        {
            changed = One(chance, changed, others);
        }

        return changed;
    }

    /// <summary>Bytes changed once or a few times; a zip is most often changed inside its parts.</summary>
    public static byte[] Bytes(Chance chance, byte[] bytes, IReadOnlyList<byte[]> others)
    {
        if (bytes is [(byte)'P', (byte)'K', ..] && !chance.OneIn(4) && Zip(chance, bytes) is { } zip)
        {
            return zip;
        }

        var changed = bytes.ToList();
        for (var times = 1 + chance.Below(8); times > 0; times--)
        {
            var at = chance.Below(changed.Count + 1);
            switch (chance.Below(6))
            {
                case 0 when changed.Count > 0:
                    changed[chance.Below(changed.Count)] ^= (byte)(1 << chance.Below(8));
                    break;
                case 1:
                    changed.InsertRange(at, Encoding.UTF8.GetBytes(chance.Of(Odd)));
                    break;
                case 2 when at < changed.Count:
                    changed.RemoveRange(at, Math.Min(changed.Count - at, 1 + chance.Below(40)));
                    break;
                case 3:
                    changed.InsertRange(at, Enumerable.Repeat((byte)chance.Below(256), 1 + chance.Below(300)));
                    break;
                case 4:
                    var other = chance.Of(others);
                    changed.InsertRange(at, other.Take(chance.Below(Math.Min(other.Length, 2_000) + 1)));
                    break;
                default:
                    return Encoding.UTF8.GetBytes(
                        Text(chance, Encoding.UTF8.GetString([.. changed]),
                            [.. others.Select(o => Encoding.UTF8.GetString(o.AsSpan(0, Math.Min(o.Length, 2_000))))]));
            }
        }

        return [.. changed];
    }

    private static string One(Chance chance, string text, IReadOnlyList<string> others)
    {
        var at = chance.Below(text.Length + 1);
        var length = chance.Below(Math.Min(text.Length - at, 60) + 1);
        var count = chance.OneIn(12) ? 200 + chance.Below(3_000) : 1 + chance.Below(40);
        return chance.Below(11) switch
        {
            0 => text[..at] + chance.Of(Odd) + text[at..],
            1 => text[..at] + text[(at + length)..],
            2 => text[..at] + Repeated(chance.Of(Nests), count) + text[at..],
            3 => text[..at] + Repeated(chance.Of(Chains), count) + text[at..],
            4 => text[..at] + Repeated(text.Substring(at, length), Math.Min(count, 200)) + text[at..],
            5 => text[..at] + chance.Of(Odd) + text[(at + length)..],
            6 => text[..at] + Piece(chance, chance.Of(others)) + text[(at + length)..],
            7 => Lines(chance, text),
            8 => text.Length > 0 && at < text.Length ? text[..at] + (char)(text[at] ^ (1 << chance.Below(8))) + text[(at + 1)..] : text,
            9 => text[..at] + (char)chance.Below(0x10000) + text[at..],
            _ => text[..at],
        };
    }

    private static string Lines(Chance chance, string text)
    {
        var lines = text.Split('\n').ToList();
        var (from, to) = (chance.Below(lines.Count), chance.Below(lines.Count));
        var line = lines[from];
        if (chance.OneIn(2))
        {
            lines.RemoveAt(from);
        }

        lines.Insert(Math.Min(to, lines.Count), new string(' ', chance.Below(5)) + line);
        return string.Join('\n', lines);
    }

    private static string Piece(Chance chance, string text)
    {
        var at = chance.Below(text.Length + 1);
        return text.Substring(at, chance.Below(Math.Min(text.Length - at, 200) + 1));
    }

    private static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    /// <summary>The same archive with one part changed, lost, doubled or renamed.</summary>
    private static byte[]? Zip(Chance chance, byte[] bytes)
    {
        try
        {
            var parts = new List<(string Name, string Text)>();
            using (var zip = new ZipArchive(new MemoryStream(bytes)))
            {
                foreach (var entry in zip.Entries.Take(40))
                {
                    using var reader = new StreamReader(entry.Open());
                    parts.Add((entry.FullName, reader.ReadToEnd()));
                }
            }

            if (parts.Count == 0)
            {
                return null;
            }

            var at = chance.Below(parts.Count);
            var texts = parts.ConvertAll(p => p.Text);
            switch (chance.Below(8))
            {
                case 0: parts.RemoveAt(at); break;
                case 1: parts.Add(parts[at]); break;
                case 2: parts[at] = (Text(chance, parts[at].Name, texts), parts[at].Text); break;
                default: parts[at] = (parts[at].Name, Text(chance, parts[at].Text, texts)); break;
            }

            using var memory = new MemoryStream();
            using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var (name, text) in parts)
                {
                    using var writer = new StreamWriter(zip.CreateEntry(name.Length == 0 ? "x" : name, CompressionLevel.Fastest).Open(),
                        new UTF8Encoding(false));
                    writer.Write(text);
                }
            }

            return memory.ToArray();
        }
        catch (Exception trouble) when (trouble is InvalidDataException or ArgumentException or NotSupportedException or IOException)
        {
            return null;
        }
    }
}
