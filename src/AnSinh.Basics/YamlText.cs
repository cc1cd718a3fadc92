using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Basics;

/// <summary>
/// The one door for YAML (and the JSON it contains), whoever wrote it. Size, depth, number of parts and letters are bounded while it is
/// read, and what the house does not use (anchors, aliases, tags, merged or compound keys) is refused, so that no text can exhaust stack,
/// memory or time.
/// </summary>
public static class YamlText
{
    /// <summary>Longest text read, in characters.</summary>
    public const int SizeLimit = 2 * 1024 * 1024;

    /// <summary>Deepest nesting of lists and groups.</summary>
    public const int DepthLimit = 32;

    /// <summary>Most keys, values, lists and groups of a text.</summary>
    public const int PartsLimit = 200_000;

    /// <summary>Longest single value.</summary>
    public const int ValueSizeLimit = 64 * 1024;

    /// <summary>Code of a fault of writing, as against a bound: a draft may be kept with it.</summary>
    public const string SyntaxCode = "yaml.syntax";

    /// <summary>The roots of a text's documents; refused with one sentence, in Vietnamese, with its line.</summary>
    /// <param name="bytes">UTF-8, with or without a mark at its head.</param>
    /// <param name="file">Its name, for messages.</param>
    public static Outcome<IReadOnlyList<YamlNode>> Read(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length > SizeLimit * 3L)
        {
            return TooLarge(file);
        }

        try
        {
            return Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), file);
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("yaml.utf8", "Tệp không phải UTF-8; hãy lưu lại dạng UTF-8.", file);
        }
    }

    /// <summary>Reads a file on disk.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="file">Its name, for messages.</param>
    public static Outcome<IReadOnlyList<YamlNode>> ReadFile(string path, string file)
    {
        try
        {
            return new FileInfo(path).Length > SizeLimit * 3L ? TooLarge(file) : Read(File.ReadAllBytes(path), file);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new Refusal("yaml.file", "Không đọc được tệp này; hãy kiểm tra đường dẫn và quyền đọc.", file);
        }
    }

    /// <summary>The roots of a text's documents; refused with one sentence, in Vietnamese, with its line.</summary>
    public static Outcome<IReadOnlyList<YamlNode>> Read(string text, string file)
    {
        if (text.Length > SizeLimit)
        {
            return TooLarge(file);
        }

        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (OutsideText.FaultAt(text) is >= 0 and var fault)
        {
            return new Refusal("yaml.letters", $"Có ký tự không phải là chữ (U+{(int)text[fault]:X4}); hãy xoá ký tự đó.",
                Place(file, text.AsSpan(0, fault).Count('\n') + 1));
        }

        try
        {
            var stream = new YamlStream();
#pragma warning disable RS0030 // The one place that loads YAML: the guard stands in front.
            stream.Load(new YamlGuard(new Parser(new StringReader(text)), file));
#pragma warning restore RS0030
            return Outcome<IReadOnlyList<YamlNode>>.Of([.. stream.Documents.Select(d => d.RootNode)]);
        }
        catch (YamlRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (YamlException wrong)
        {
            return new Refusal(SyntaxCode, YamlFaults.Sentence(text, wrong), Place(file, Math.Max(1, wrong.Start.Line)));
        }
        catch (Exception trouble) when (trouble is InvalidOperationException or ArgumentException or FormatException
            or IndexOutOfRangeException or OverflowException or NullReferenceException)
        {
            // The library gives up in these ways on a text that ends in the middle of something: what is missing is missing at the end.
            return new Refusal(SyntaxCode, "Viết sai quy cách YAML: có ngoặc hoặc nháy mở mà không đóng.",
                Place(file, text.AsSpan().Count('\n') + 1));
        }
    }

    internal static string Place(string file, long line) => string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");

    private static Refusal TooLarge(string file) =>
        new("yaml.too-large", $"Tệp dài hơn {SizeLimit / 1024 / 1024} triệu ký tự; hãy chia thành nhiều tệp.", file);
}
