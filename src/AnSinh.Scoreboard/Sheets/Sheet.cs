using System.Globalization;
using AnSinh.Basics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Scoreboard.Sheets;

/// <summary>
/// One YAML mapping of a policy file, read key by key. What is wrong is added to the list with file and line, so that one
/// reading names every error; the returned stand-in is never used, since a load with errors gives no value.
/// </summary>
internal sealed class Sheet
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly List<Refusal> _errors;

    private Sheet(string file, YamlMappingNode node, List<Refusal> errors) => (_file, _node, _errors) = (file, node, errors);

    /// <summary>Where the mapping starts.</summary>
    public string Place => At(_node);

    /// <summary>Keys in the order written.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.Select(k => ((YamlScalarNode)k).Value ?? "");

    /// <summary>All documents of a file that are mappings; others are errors.</summary>
    public static List<Sheet> Read(string root, string path, List<Refusal> errors)
    {
        var file = Path.GetRelativePath(root, path).Replace('\\', '/');
        var sheets = new List<Sheet>();
        var read = YamlText.ReadFile(path, file);
        if (!read.Ok)
        {
            errors.Add(read.Refusals[0] with { Code = "policy.yaml" });
            return sheets;
        }

        foreach (var node in read.Value)
        {
            if (node is YamlMappingNode mapping)
            {
                sheets.Add(new Sheet(file, mapping, errors));
            }
            else
            {
                errors.Add(new Refusal("policy.shape", "Mỗi tài liệu phải là danh sách khóa: giá trị.", $"{file}:{node.Start.Line}"));
            }
        }

        return sheets;
    }

    /// <summary>Adds an error at this mapping, or at one of its keys.</summary>
    public void Error(string message, string? key = null) =>
        _errors.Add(new Refusal("policy.invalid", message, key is not null && Node(key) is { } node ? At(node) : Place));

    /// <summary>Every other key is an error: a misspelt key must not be silently ignored.</summary>
    public void Only(params string[] keys)
    {
        foreach (var key in Keys.Where(k => !keys.Contains(k)))
        {
            Error($"Không có khóa '{key}' ở đây; các khóa được dùng: {string.Join(", ", keys)}.", key);
        }
    }

    /// <summary>True if the key is there, even with a null value.</summary>
    public bool Has(string key) => Node(key) is not null;

    /// <summary>Where a key is.</summary>
    public string PlaceOf(string key) => Node(key) is { } node ? At(node) : Place;

    /// <summary>A text, or an error.</summary>
    public string Text(string key) => TextOrNull(key) ?? Missing(key, "");

    /// <summary>A text, or null if absent or written null.</summary>
    public string? TextOrNull(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" or "" }:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value;
            default:
                Error($"'{key}' phải là một giá trị.", key);
                return null;
        }
    }

    /// <summary>A text in one or two languages, or an error.</summary>
    public LocalText Local(string key) => LocalOrNull(key) ?? Missing(key, new LocalText(""));

    /// <summary>A text in one or two languages, or null.</summary>
    public LocalText? LocalOrNull(string key) => Node(key) switch
    {
        null => null,
        YamlMappingNode => Inner(key)!.AsLocal(),
        _ => TextOrNull(key) is { } text ? new LocalText(text) : null,
    };

    /// <summary>The mapping itself as a text: keys <c>vi</c> and <c>en</c>.</summary>
    public LocalText AsLocal() => new(Text("vi"), TextOrNull("en"));

    /// <summary>An exact decimal that keeps its written digits, or an error.</summary>
    public decimal Number(string key) => NumberOrNull(key) ?? (TextOrNull(key) is null ? Missing(key, 0m) : 0m);

    /// <summary>An exact decimal, or null.</summary>
    public decimal? NumberOrNull(string key)
    {
        if (TextOrNull(key) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number))
        {
            return number;
        }

        Error($"'{text}' không phải là số.", key);
        return null;
    }

    /// <summary>A whole number, or an error.</summary>
    public int Whole(string key) => WholeOrNull(key) ?? (TextOrNull(key) is null ? Missing(key, 0) : 0);

    /// <summary>A whole number, or null.</summary>
    public int? WholeOrNull(string key)
    {
        if (NumberOrNull(key) is not { } number)
        {
            return null;
        }

        if (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue)
        {
            return (int)number;
        }

        Error($"'{key}' phải là số nguyên.", key);
        return null;
    }

    /// <summary>yes or no; <paramref name="absent"/> if not there.</summary>
    public bool Flag(string key, bool absent) => FlagOrNull(key) ?? absent;

    /// <summary>yes or no, or null.</summary>
    public bool? FlagOrNull(string key)
    {
        switch (TextOrNull(key))
        {
            case null: return null;
            case "true" or "yes": return true;
            case "false" or "no": return false;
            default:
                Error($"'{key}' phải là true hoặc false.", key);
                return null;
        }
    }

    /// <summary>A day, or an error.</summary>
    public DateOnly Day(string key)
    {
        if (DateOnly.TryParseExact(TextOrNull(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Error($"'{key}' phải là ngày dạng yyyy-MM-dd.", key);
        return default;
    }

    /// <summary>One of the words of a table, or an error that names them.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words, string? absent = null)
    {
        var text = TextOrNull(key) ?? absent;
        if (text is not null && words.TryGetValue(text, out var value))
        {
            return value;
        }

        Error($"'{key}' phải là một trong: {string.Join(", ", words.Keys)}.", key);
        return words.Values.First();
    }

    /// <summary>A list of texts; a single text counts as a list of one; empty if absent.</summary>
    public IReadOnlyList<string> Texts(string key) => Node(key) switch
    {
        YamlSequenceNode sequence => [.. sequence.Children.OfType<YamlScalarNode>().Select(s => s.Value ?? "")],
        _ => TextOrNull(key) is { } one ? [one] : [],
    };

    /// <summary>A list of mappings; empty if absent.</summary>
    public IReadOnlyList<Sheet> List(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlSequenceNode sequence when sequence.Children.All(c => c is YamlMappingNode):
                return [.. sequence.Children.Select(c => new Sheet(_file, (YamlMappingNode)c, _errors))];
            default:
                Error($"'{key}' phải là danh sách các mục.", key);
                return [];
        }
    }

    /// <summary>A mapping under a key, or null.</summary>
    public Sheet? Inner(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                return new Sheet(_file, mapping, _errors);
            default:
                Error($"'{key}' phải là nhóm khóa: giá trị.", key);
                return null;
        }
    }

    private YamlNode? Node(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private T Missing<T>(string key, T standIn)
    {
        Error($"Thiếu '{key}'.");
        return standIn;
    }

    private string At(YamlNode node) => $"{_file}:{node.Start.Line}";
}
