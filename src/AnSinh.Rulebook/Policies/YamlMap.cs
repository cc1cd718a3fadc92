using System.Globalization;
using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Rulebook.Policies;

/// <summary>
/// A mapping of a policy file, read strictly: a key nobody asked for is a mistake, and every mistake knows its line. Ask for all keys, then
/// call <see cref="Done"/>.
/// </summary>
internal sealed class YamlMap
{
    private const int ItemsLimit = 5_000;
    private const int ClausesLimit = 128;

    // What a loop or a tree is made of for each of its items.
    private static readonly HashSet<string> Ids = new(StringComparer.Ordinal) { "id", "parameter", "programme", "table",
        "quantity", "scorecard", "interaction", "review", "code" };

    private static readonly HashSet<string> Clauses = new(StringComparer.Ordinal)
    {
        "require", "routes", "unless", "rates", "define", "choose", "items", "versions", "editions", "values", "together",
        "sides", "steps", "checks", "reasons",
    };

    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    public YamlMap(string file, YamlMappingNode node, Problems problems)
    {
        (File, Problems, Line) = (file, problems, (int)node.Start.Line);
        foreach (var (key, value) in node.Children)
        {
            var name = key is YamlScalarNode scalar ? scalar.Value ?? "" : "";
            if (OutsideText.HiddenAt(name) >= 0)
            {
                problems.Add("policy.key", $"{file}:{key.Start.Line}", $"khoá '{name}' có ký tự không nhìn thấy được; hãy gõ lại");
            }

            _nodes[name] = value;
            _lines[name] = (int)key.Start.Line;
        }
    }

    public string File { get; }

    public int Line { get; }

    public Problems Problems { get; }

    public string Place => $"{File}:{Line}";

    public IEnumerable<string> Keys => _nodes.Keys;

    public bool Has(string key) => _nodes.ContainsKey(key);

    public string PlaceOf(string key) => _lines.TryGetValue(key, out var line) ? $"{File}:{line}" : Place;

    public void Wrong(string key, string message) => Problems.Add("policy." + key, PlaceOf(key), message);

    public string? Text(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: "" or "null" or "~", Style: ScalarStyle.Plain }:
                return null;
            case YamlScalarNode scalar:
                return Seen(key, scalar);
            default:
                Wrong(key, $"'{key}' là một giá trị, không phải danh sách hay nhóm khoá");
                return null;
        }
    }

    public string Required(string key)
    {
        if (Text(key) is { } text)
        {
            if (Ids.Contains(key) && OutsideText.HiddenAt(text) < 0
                && !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/'))
            {
                Problems.Add(Policies.Problems.Names, PlaceOf(key),
                    $"'{key}: {text}': mã chỉ gồm chữ không dấu, số, '_', '-', '.', '/' (một chữ trông giống có thể là chữ khác)");
            }

            return text;
        }

        Missing(key);
        return "";
    }

    public DateOnly? Date(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Wrong(key, $"'{key}: {text}' không phải là ngày (yyyy-MM-dd)");
            return null;
        }

        if (date.Year is >= 1900 and < 2200)
        {
            return date;
        }

        Wrong(key, $"'{key}: {text}' ngoài khoảng năm 1900 đến 2199");
        return null;
    }

    public DateOnly RequiredDate(string key)
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return Date(key) ?? DateOnly.MinValue;
    }

    public bool Bool(string key, bool otherwise = false)
    {
        switch (Text(key))
        {
            case null:
                return otherwise;
            case "true" or "yes":
                return true;
            case "false" or "no":
                return false;
            case var text:
                Wrong(key, $"'{key}: {text}' phải là true hoặc false");
                return otherwise;
        }
    }

    /// <summary>One of the words; the first if the key is absent and <paramref name="required"/> is false.</summary>
    public string Word(string key, bool required, params string[] words)
    {
        var text = required ? Required(key) : Text(key) ?? words[0];
        if (words.Contains(text))
        {
            return text;
        }

        if (text.Length > 0)
        {
            Wrong(key, $"'{key}: {text}' không hợp lệ; dùng {string.Join(" | ", words)}{Nearest.Hint(text, words)}");
        }

        return words[0];
    }

    /// <summary>A text for people: a plain Vietnamese text, or <c>{vi: …, en: …}</c>.</summary>
    public LocalText? Local(string key)
    {
        if (Take(key) is not YamlMappingNode)
        {
            return Text(key) is { } text ? new LocalText(text) : null;
        }

        var map = Map(key)!;
        var local = new LocalText(map.Required("vi"), map.Text("en"));
        map.Done();
        return local;
    }

    public LocalText RequiredLocal(string key)
    {
        if (Local(key) is { } text)
        {
            return text;
        }

        if (!Has(key))
        {
            Missing(key);
        }

        return new LocalText("");
    }

    public YamlMap? Map(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new YamlMap(File, map, Problems);
            default:
                Wrong(key, $"'{key}' là một nhóm khoá {{…}}");
                return null;
        }
    }

    /// <summary>A list of mappings; empty if absent.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        var maps = new List<YamlMap>();
        foreach (var node in Items(key))
        {
            if (node is YamlMappingNode map)
            {
                maps.Add(new YamlMap(File, map, Problems));
            }
            else
            {
                Problems.Add("policy." + key, $"{File}:{node.Start.Line}", $"mỗi mục của '{key}' là một nhóm khoá");
            }
        }

        return maps;
    }

    /// <summary>A list of texts; empty if absent.</summary>
    public IReadOnlyList<string> Texts(string key) => TextsOf(Items(key), key);

    /// <summary>A text, or a list of texts joined with semicolons.</summary>
    public string? TextOrTexts(string key) => Take(key) is YamlSequenceNode ? string.Join("; ", Texts(key)) : Text(key);

    /// <summary>A list of lists of texts; a plain text stands for a list of one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TextLists(string key) =>
        Items(key).Select(i => i is YamlSequenceNode inner ? TextsOf(inner.Children, key) : TextsOf([i], key)).ToList();

    /// <summary>All pairs as texts.</summary>
    public IReadOnlyDictionary<string, string> Pairs()
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in Keys.ToList())
        {
            pairs[key] = Text(key) ?? "";
        }

        return pairs;
    }

    public void Missing(string key)
    {
        _missing.Add(key);
        Problems.Add("policy.missing", Place, $"thiếu '{key}'");
    }

    /// <summary>Every key was asked for, or is reported.</summary>
    public void Done()
    {
        foreach (var key in Keys.Where(k => !_asked.Contains(k)))
        {
            // A key that is missing and one that nobody asked for and looks like it are one slip.
            var meant = _missing.FirstOrDefault(m => Nearest.Hint(key, [m]).Length > 0);
            Problems.Drop(Place, $"thiếu '{meant}'");
            Problems.Add("policy.unknown-key", PlaceOf(key),
                $"không có khoá '{key}' ở đây{Nearest.Hint(key, meant is null ? _asked : [meant])}");
        }
    }

    /// <summary>Keys that are known and carry nothing the program reads.</summary>
    public void Ignore(params string[] keys) => _asked.UnionWith(keys);

    /// <summary>The value; a letter nobody sees makes two names that look the same, and is told.</summary>
    private string Seen(string key, YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (OutsideText.HiddenAt(text) is >= 0 and var at)
        {
            Problems.Add(Ids.Contains(key) ? Policies.Problems.Names : "policy." + key, $"{File}:{scalar.Start.Line}",
                $"'{key}' có ký tự không nhìn thấy được (U+{(int)text[at]:X4}) ở vị trí {at + 1}; hãy xoá ký tự đó");
        }

        return text;
    }

    private YamlNode? Take(string key)
    {
        _asked.Add(key);
        return _nodes.GetValueOrDefault(key);
    }

    private IEnumerable<YamlNode> Items(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.Count > (Clauses.Contains(key) ? ClausesLimit : ItemsLimit):
                Wrong(key, $"'{key}' có {list.Children.Count} mục; nhiều nhất {(Clauses.Contains(key) ? ClausesLimit : ItemsLimit)}");
                return [];
            case YamlSequenceNode list:
                return list.Children;
            default:
                Wrong(key, $"'{key}' là một danh sách");
                return [];
        }
    }

    private List<string> TextsOf(IEnumerable<YamlNode> nodes, string key)
    {
        var texts = new List<string>();
        foreach (var node in nodes)
        {
            if (node is YamlScalarNode { Value: not null } scalar)
            {
                texts.Add(Seen(key, scalar));
            }
            else
            {
                Problems.Add("policy." + key, $"{File}:{node.Start.Line}", $"mỗi mục của '{key}' là một giá trị");
            }
        }

        return texts;
    }
}
