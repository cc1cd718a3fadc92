using System.Globalization;
using AnSinh.Basics;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Intake.Lists.Mapping;

/// <summary>Reads the text of a map.</summary>
internal sealed class ListMapReader(string file, FactVocabulary facts)
{
    private static readonly string[] Keys = ["source", "sheet", "header", "two_digit_year", "valid_from", "unit", "new_people", "columns"];
    private readonly List<Refusal> _errors = [];

    public Outcome<ListMap> Read(string text)
    {
        var yaml = YamlText.Read(text, file);
        if (!yaml.Ok)
        {
            return yaml.Refusals[0] with { Code = "map.yaml" };
        }

        if (yaml.Value is not [YamlMappingNode root, ..])
        {
            return new Refusal("map.empty", "Bản đồ cột trống hoặc không có dạng “khoá: giá trị”.", file);
        }

        foreach (var key in root.Children.Keys.Where(k => !Keys.Contains(k.ToString())))
        {
            Error("map.key", $"Không có khoá “{key}”; các khoá: {string.Join(", ", Keys)}.", key);
        }

        var source = Source(root);
        var columns = Columns(root);
        var (valid, pivot, header) = (Day(root, "valid_from"), Pivot(root), Header(root));
        var people = Text(root, "new_people") ?? "add";
        if (people is not ("add" or "refuse"))
        {
            Error("map.new-people", "“new_people” là add (thêm người chưa có trong sổ) hoặc refuse (từ chối hàng đó).", root);
        }

        return _errors.Count > 0 ? Outcome<ListMap>.Refused(_errors) : new ListMap(source!.Trim(), columns)
        {
            SheetName = Text(root, "sheet"),
            Header = header,
            Pivot = pivot,
            ValidFrom = valid,
            Unit = Text(root, "unit"),
            AddPeople = people == "add",
        };
    }

    private string? Source(YamlMappingNode root)
    {
        var source = Text(root, "source");
        if (string.IsNullOrWhiteSpace(source))
        {
            Error("map.source", "Thiếu “source”: danh sách của ai, số mấy, ngày nào. Nó thành nguồn của mọi dòng được ghi.", root);
        }

        return source;
    }

    private List<MappedColumn> Columns(YamlMappingNode root)
    {
        var columns = root.Children.TryGetValue(new YamlScalarNode("columns"), out var list) && list is YamlSequenceNode sequence
            ? sequence.Children.Select(Column).OfType<MappedColumn>().ToList() : [];
        if (columns.Count == 0 && _errors.Count == 0)
        {
            Error("map.no-columns", "Thiếu “columns”: ít nhất một cột.", root);
        }

        foreach (var twice in columns.Where(
            c => c.Target != Targets.Ignore && !c.Target.StartsWith(Targets.FactPrefix, StringComparison.Ordinal))
                .GroupBy(c => c.Target).Where(g => g.Count() > 1))
        {
            Error("map.twice", $"Hai cột cùng thành “{twice.Key}”: {string.Join(", ", twice.Select(c => c.Column))}.", root);
        }

        return columns;
    }

    private MappedColumn? Column(YamlNode node)
    {
        if (node is not YamlMappingNode map || Text(map, "column") is not { Length: > 0 } column
            || Text(map, "to") is not { Length: > 0 } to)
        {
            Error("map.column", "Mỗi cột cần “column” (chữ ở đầu cột, hoặc =B) và “to” (thành gì).", node);
            return null;
        }

        var target = to.Replace("fact ", Targets.FactPrefix, StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var values = Values(map);

        if (target.StartsWith(Targets.FactPrefix, StringComparison.Ordinal))
        {
            var kind = facts.FindOrNull(target[Targets.FactPrefix.Length..]);
            if (kind is null || kind.Intrinsic || kind.Subject == FactSubject.Unit)
            {
                Error("map.fact", $"“{to}”: không có loại dữ kiện như vậy về người hay hộ.", node);
                return null;
            }

            foreach (var (word, value) in values.Where(v => kind.WhyNot(v.Value) is not null))
            {
                Error("map.value", $"“{word}: {value}”: {kind.WhyNot(value)}", node);
            }
        }
        else if (Targets.All.All(t => t.Target != target))
        {
            Error("map.target", $"“{to}” không phải nơi đến; có: {string.Join(", ", Targets.All.Select(t => t.Target))}, fact:LOẠI.", node);
            return null;
        }

        return new MappedColumn(column, target, values, Text(map, "from"), Text(map, "until"));
    }

    private static Dictionary<string, string> Values(YamlMappingNode map)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map.Children.TryGetValue(new YamlScalarNode("values"), out var listed) && listed is YamlMappingNode pairs)
        {
            foreach (var (key, value) in pairs.Children)
            {
                values[HeaderWords.Plain(key.ToString())] = value.ToString();
            }
        }

        return values;
    }

    private DateOnly? Day(YamlMappingNode map, string key)
    {
        if (Text(map, key) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Error("map.day", $"“{key}: {text}” không phải ngày; viết yyyy-MM-dd.", map);
        return null;
    }

    private int Pivot(YamlMappingNode map)
    {
        if (Text(map, "two_digit_year") is not { } text)
        {
            return ListMap.UsualPivot;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pivot) && pivot < 100)
        {
            return pivot;
        }

        Error("map.pivot", $"“two_digit_year: {text}” phải từ 0 đến 99.", map);
        return ListMap.UsualPivot;
    }

    private (int, int)? Header(YamlMappingNode map)
    {
        if (Text(map, "header") is not { } text)
        {
            return null;
        }

        var parts = text.Split('-');
        if (int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var top)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var bottom) && top >= 1
            && bottom >= top && bottom - top < 10)
        {
            return (top, bottom);
        }

        Error("map.header", $"“header: {text}” không phải số hàng; viết 5 hoặc 5-6.", map);
        return null;
    }

    private static string? Text(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlScalarNode { Value: { Length: > 0 } value }
        ? value : null;

    private void Error(string code, string message, YamlNode at) => _errors.Add(new Refusal(code, message, Line(at.Start.Line)));

    private string Line(long line) => string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");
}
