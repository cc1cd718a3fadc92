using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Basics.PolicyFiles;

/// <summary>
/// A mapping of a file of policy/, whatever it is about, read strictly: a key nobody asked for is a mistake, and every mistake knows its
/// line. Ask for all keys, then call <see cref="Done"/>.
/// </summary>
public sealed class PolicyMap
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

    private readonly PolicyFaults _faults;
    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>Reads a mapping of a file.</summary>
    /// <param name="file">The file, as its mistakes name it.</param>
    /// <param name="node">The mapping.</param>
    /// <param name="faults">Where its mistakes go.</param>
    public PolicyMap(string file, YamlMappingNode node, PolicyFaults faults)
    {
        (File, _faults, Line) = (file, faults, (int)node.Start.Line);
        foreach (var (key, value) in node.Children)
        {
            var name = key is YamlScalarNode scalar ? scalar.Value ?? "" : "";
            if (OutsideText.HiddenAt(name) >= 0)
            {
                faults.Add("policy.key", $"{file}:{key.Start.Line}", $"khoá '{name}' có ký tự không nhìn thấy được; hãy gõ lại");
            }

            _nodes[name] = value;
            _lines[name] = (int)key.Start.Line;
        }
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The line where the mapping begins.</summary>
    public int Line { get; }

    /// <summary>File and line.</summary>
    public string Place => $"{File}:{Line}";

    /// <summary>Its keys, in the order written.</summary>
    public IEnumerable<string> Keys => _nodes.Keys;

    /// <summary>True if the key is there, even without a value.</summary>
    public bool Has(string key) => _nodes.ContainsKey(key);

    /// <summary>File and line of a key; of the mapping if it is absent.</summary>
    public string PlaceOf(string key) => _lines.TryGetValue(key, out var line) ? $"{File}:{line}" : Place;

    /// <summary>Adds a mistake about a key.</summary>
    public void Wrong(string key, string message) => _faults.Add("policy." + key, PlaceOf(key), message);

    /// <summary>Adds a mistake about the mapping as a whole.</summary>
    public void WrongWhole(string code, string message) => _faults.Add(code, Place, message);

    /// <summary>A text; null if absent or without a value.</summary>
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

    /// <summary>A text that must be there.</summary>
    public string Required(string key)
    {
        if (Text(key) is { } text)
        {
            if (Ids.Contains(key) && OutsideText.HiddenAt(text) < 0
                && !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/'))
            {
                _faults.Add(PolicyFaults.Names, PlaceOf(key),
                    $"'{key}: {text}': mã chỉ gồm chữ không dấu, số, '_', '-', '.', '/' (một chữ trông giống có thể là chữ khác)");
            }

            return text;
        }

        Missing(key);
        return "";
    }

    /// <summary>A day, <c>yyyy-MM-dd</c>, or null.</summary>
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

    /// <summary>A day that must be there.</summary>
    public DateOnly RequiredDate(string key)
    {
        return There(key) ? Date(key) ?? DateOnly.MinValue : DateOnly.MinValue;
    }

    /// <summary>An exact decimal that keeps its written digits, or null.</summary>
    public decimal? Number(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        const NumberStyles Written = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, Written, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Wrong(key, $"'{key}: {text}' không phải là số");
        return null;
    }

    /// <summary>An exact decimal that must be there.</summary>
    public decimal RequiredNumber(string key) => There(key) ? Number(key) ?? 0 : 0;

    /// <summary>A whole number, or null.</summary>
    public int? Whole(string key)
    {
        if (Number(key) is not { } number)
        {
            return null;
        }

        if (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue)
        {
            return (int)number;
        }

        Wrong(key, $"'{key}' phải là số nguyên");
        return null;
    }

    /// <summary>A whole number that must be there.</summary>
    public int RequiredWhole(string key) => There(key) ? Whole(key) ?? 0 : 0;

    /// <summary>True or false (<c>yes</c>, <c>no</c>).</summary>
    public bool Bool(string key, bool otherwise = false) => BoolOrNull(key) ?? otherwise;

    /// <summary>True or false, or null if absent.</summary>
    public bool? BoolOrNull(string key)
    {
        switch (Text(key))
        {
            case null:
                return null;
            case "true" or "yes":
                return true;
            case "false" or "no":
                return false;
            case var text:
                Wrong(key, $"'{key}: {text}' phải là true hoặc false");
                return null;
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

    /// <summary>What one of the words stands for; the word that holds if the key is absent may be told.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words, string? absent = null) =>
        words[Word(key, absent is null, absent is null ? [.. words.Keys] : [absent, .. words.Keys.Where(w => w != absent)])];

    /// <summary>A text for people: a plain Vietnamese text, or <c>{vi: …, en: …}</c>.</summary>
    public LocalText? Local(string key)
    {
        if (Take(key) is not YamlMappingNode)
        {
            return Text(key) is { } text ? new LocalText(text) : null;
        }

        var map = Map(key)!;
        var local = map.AsLocal();
        map.Done();
        return local;
    }

    /// <summary>The mapping itself as a text for people: its keys <c>vi</c> and <c>en</c>.</summary>
    public LocalText AsLocal() => new(Required("vi"), Text("en"));

    /// <summary>A text for people that must be there.</summary>
    public LocalText RequiredLocal(string key) => There(key) ? Local(key) ?? new LocalText("") : new LocalText("");

    /// <summary>A mapping under a key, or null.</summary>
    public PolicyMap? Map(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new PolicyMap(File, map, _faults);
            default:
                Wrong(key, $"'{key}' là một nhóm khoá {{…}}");
                return null;
        }
    }

    /// <summary>A list of mappings; empty if absent.</summary>
    public IReadOnlyList<PolicyMap> Maps(string key)
    {
        var maps = new List<PolicyMap>();
        foreach (var node in Items(key))
        {
            if (node is YamlMappingNode map)
            {
                maps.Add(new PolicyMap(File, map, _faults));
            }
            else
            {
                _faults.Add("policy." + key, $"{File}:{node.Start.Line}", $"mỗi mục của '{key}' là một nhóm khoá");
            }
        }

        return maps;
    }

    /// <summary>A list of texts; empty if absent.</summary>
    public IReadOnlyList<string> Texts(string key) => TextsOf(Items(key), key);

    /// <summary>A list of texts; a single text stands for a list of one.</summary>
    public IReadOnlyList<string> OneOrMore(string key) =>
        Take(key) is YamlScalarNode ? Text(key) is { } one ? [one] : [] : Texts(key);

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

    /// <summary>Adds the mistake that a key is missing.</summary>
    public void Missing(string key)
    {
        _missing.Add(key);
        _faults.Add("policy.missing", Place, $"thiếu '{key}'");
    }

    /// <summary>Every key was asked for, or is reported.</summary>
    public void Done()
    {
        foreach (var key in Keys.Where(k => !_asked.Contains(k)))
        {
            // A key that is missing and one that nobody asked for and looks like it are one slip.
            var meant = _missing.FirstOrDefault(m => Nearest.Hint(key, [m]).Length > 0);
            _faults.Drop(Place, $"thiếu '{meant}'");
            _faults.Add("policy.unknown-key", PlaceOf(key),
                $"không có khoá '{key}' ở đây{Nearest.Hint(key, meant is null ? _asked : [meant])}");
        }
    }

    /// <summary>Keys that are known and carry nothing the program reads.</summary>
    public void Ignore(params string[] keys) => _asked.UnionWith(keys);

    private bool There(string key)
    {
        if (Has(key))
        {
            return true;
        }

        Missing(key);
        return false;
    }

    /// <summary>The value; a letter nobody sees makes two names that look the same, and is told.</summary>
    private string Seen(string key, YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (OutsideText.HiddenAt(text) is >= 0 and var at)
        {
            _faults.Add(Ids.Contains(key) ? PolicyFaults.Names : "policy." + key, $"{File}:{scalar.Start.Line}",
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
                _faults.Add("policy." + key, $"{File}:{node.Start.Line}", $"mỗi mục của '{key}' là một giá trị");
            }
        }

        return texts;
    }
}
