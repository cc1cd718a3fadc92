using System.Globalization;
using AnSinh.Basics;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// A place in a calibration file, read with the type the code needs. What is missing or wrong is noted with file and line and replaced by a
/// harmless value, so that one reading finds all errors.
/// </summary>
internal sealed class YamlPart
{
    private readonly YamlNode? _node;
    private readonly string _file;
    private readonly int _line;
    private readonly List<Refusal> _errors;

    private YamlPart(YamlNode? node, string file, int line, List<Refusal> errors) =>
        (_node, _file, _line, _errors) = (node, file, line, errors);

    /// <summary>The root of a file; a missing or unreadable file is one error.</summary>
    public static YamlPart Open(string path, List<Refusal> errors)
    {
        var read = YamlText.ReadFile(path, path);
        if (read.Ok)
        {
            return new YamlPart(read.Value.Count > 0 ? read.Value[0] : null, path, 1, errors);
        }

        errors.Add(read.Refusals[0] is { Code: "yaml.file" }
            ? new Refusal("demo.missing-file", $"Không đọc được tệp hiệu chỉnh {Path.GetFileName(path)}.", path)
            : read.Refusals[0] with { Code = "demo.bad-file" });
        return new YamlPart(null, path, 0, errors);
    }

    /// <summary>An entry that must be there.</summary>
    public YamlPart this[string key]
    {
        get
        {
            if (Find(key) is { } found)
            {
                return found;
            }

            // A file that could not be read at all has been named already.
            if (_line > 0)
            {
                Wrong($"thiếu mục '{key}'");
            }

            return new YamlPart(null, _file, 0, _errors);
        }
    }

    /// <summary>An entry that may be absent.</summary>
    public YamlPart? Find(string key) =>
        _node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? At(node) : null;

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<YamlPart> Items()
    {
        if (_node is YamlSequenceNode list)
        {
            return [.. list.Children.Select(At)];
        }

        Wrong("cần một danh sách");
        return [];
    }

    /// <summary>The entries of a mapping, in the order of the file.</summary>
    public IReadOnlyList<(string Key, YamlPart Value)> Entries()
    {
        if (_node is YamlMappingNode map && map.Children.Count > 0)
        {
            return [.. map.Children.Select(c => (((YamlScalarNode)c.Key).Value ?? "", At(c.Value)))];
        }

        Wrong("cần một bảng có ít nhất một mục");
        return [];
    }

    public string Text()
    {
        if (_node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return OutsideText.Composed(text);
        }

        Wrong("cần một chữ");
        return "";
    }

    /// <summary>A number; shares and rates are not money, so binary fractions are good enough.</summary>
    public double Number(double least = 0, double most = 1e9)
    {
        if (_node is YamlScalarNode { Value: { } text }
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Wrong(string.Create(CultureInfo.InvariantCulture, $"cần một số từ {least} đến {most}, không phải '{_node}'"));
        return least;
    }

    public double Share() => Number(0, 1);

    public int Whole(int least = 0, int most = int.MaxValue)
    {
        var number = Number(least, most);
        if (number == Math.Floor(number))
        {
            return (int)number;
        }

        Wrong($"cần một số nguyên, không phải '{_node}'");
        return least;
    }

    /// <summary>A day, as its number.</summary>
    public int Day()
    {
        if (_node is YamlScalarNode { Value: { } text }
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.DayNumber;
        }

        Wrong($"cần một ngày yyyy-MM-dd, không phải '{_node}'");
        return DateOnly.MinValue.DayNumber;
    }

    /// <summary>Two numbers in ascending order.</summary>
    public (int Low, int High) Range(Func<YamlPart, int> read)
    {
        var items = Items();
        if (items.Count == 2 && read(items[0]) is var low && read(items[1]) is var high && low <= high)
        {
            return (low, high);
        }

        Wrong("cần hai giá trị [nhỏ, lớn]");
        return (0, 0);
    }

    /// <summary>Names with weights.</summary>
    public Weighted<string> Weights()
    {
        var entries = Entries().Select(e => (OutsideText.Composed(e.Key), e.Value.Number())).ToArray();
        return entries.Sum(e => e.Item2) > 0 ? new Weighted<string>(entries) : new Weighted<string>([("", 1)]);
    }

    /// <summary>Whole numbers with weights.</summary>
    public Weighted<int> NumberWeights()
    {
        var entries = Entries().Select(e => (e.Value.Key(e.Key), e.Value.Number())).ToArray();
        return entries.Sum(e => e.Item2) > 0 ? new Weighted<int>(entries) : new Weighted<int>([(0, 1)]);
    }

    /// <summary>Figures by age or year, ascending.</summary>
    public Steps Steps()
    {
        var entries = Entries().Select(e => (e.Value.Key(e.Key), e.Value.Number())).ToArray();
        for (var i = 1; i < entries.Length; i++)
        {
            if (entries[i].Item1 <= entries[i - 1].Item1)
            {
                Wrong("các mốc phải tăng dần");
                return new Steps([(0, 0)]);
            }
        }

        return new Steps(entries.Length > 0 ? entries : [(0, 0)]);
    }

    /// <summary>Figures by exact year.</summary>
    public SortedDictionary<int, double> ByYear() =>
        new(Entries().DistinctBy(e => e.Key).ToDictionary(e => e.Value.Key(e.Key), e => e.Value.Number()));

    public void Wrong(string what)
    {
        if (_line > 0)
        {
            _errors.Add(
                new Refusal("demo.bad-value", $"Dữ liệu hiệu chỉnh sai: {what}.",
                    string.Create(CultureInfo.InvariantCulture, $"{_file}:{_line}")));
        }
    }

    private int Key(string key)
    {
        if (int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Wrong($"khóa '{key}' phải là số nguyên");
        return 0;
    }

    private YamlPart At(YamlNode node) => new(node, _file, (int)node.Start.Line, _errors);
}
