using System.Globalization;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.Units;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Intake.Lists.Mapping;

/// <summary>What one column of a list becomes.</summary>
/// <param name="Column">The words over it, or <c>=B</c> for the column of that letter.</param>
/// <param name="Target">One of <see cref="Targets"/>, or <c>fact:</c> and a kind.</param>
/// <param name="Values">What the words in it mean: word of the list → value of the kind. Words are compared without accents.</param>
/// <param name="From">Words over the column with the first day of this fact; null for that of the row or the list.</param>
/// <param name="Until">Words over the column with its last day; null for that of the row or the list.</param>
public sealed record MappedColumn(string Column, string Target, IReadOnlyDictionary<string, string> Values,
    string? From = null, string? Until = null);

/// <summary>
/// How the columns of a list become people, homes and facts (<i lang="vi">bản đồ cột</i>); kept for the next list of the same source.
/// </summary>
/// <param name="Source">Where such lists come from: the source of every row written.</param>
/// <param name="Columns">What each column becomes; those not named are not read.</param>
public sealed record ListMap(string Source, IReadOnlyList<MappedColumn> Columns)
{
    /// <summary>Last two-digit year that means 20xx, unless a map says otherwise.</summary>
    public const int UsualPivot = 30;

    /// <summary>Name of the sheet; null for the first that has a header.</summary>
    public string? SheetName { get; init; }

    /// <summary>Header rows as Excel counts them; null to find them.</summary>
    public (int Top, int Bottom)? Header { get; init; }

    /// <summary>Last two-digit year that means 20xx.</summary>
    public int Pivot { get; init; } = UsualPivot;

    /// <summary>First day the facts hold where no column says; null if every row must say.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Code of the commune where no column says it; null if none.</summary>
    public string? Unit { get; init; }

    /// <summary>True to add people who are not in the register; false to refuse their rows.</summary>
    public bool AddPeople { get; init; } = true;

    /// <summary>Reads a map (YAML or JSON) with all that is wrong with it, each by line.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="facts">The declared kinds.</param>
    public static Outcome<ListMap> Parse(string text, string file, FactVocabulary facts) => new ListMapReader(file, facts).Read(text);

    /// <summary>The map as YAML, which <see cref="Parse"/> reads back.</summary>
    public string ToYaml()
    {
        var lines = new List<string> { $"source: {Quoted(Source)}" };
        if (SheetName is not null)
        {
            lines.Add($"sheet: {Quoted(SheetName)}");
        }

        if (Header is { } header)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"header: {Quoted($"{header.Top}-{header.Bottom}")}"));
        }

        lines.Add(string.Create(CultureInfo.InvariantCulture, $"two_digit_year: {Pivot}"));
        if (ValidFrom is { } from)
        {
            lines.Add($"valid_from: {from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        }

        if (Unit is not null)
        {
            lines.Add($"unit: {Quoted(Unit)}");
        }

        lines.Add($"new_people: {(AddPeople ? "add" : "refuse")}");
        lines.Add("columns:");
        foreach (var column in Columns)
        {
            lines.Add($"  - column: {Quoted(column.Column)}");
            lines.Add($"    to: {column.Target}");
            if (column.From is not null)
            {
                lines.Add($"    from: {Quoted(column.From)}");
            }

            if (column.Until is not null)
            {
                lines.Add($"    until: {Quoted(column.Until)}");
            }

            if (column.Values.Count > 0)
            {
                lines.Add("    values:");
                lines.AddRange(column.Values.Select(v => $"      {Quoted(v.Key)}: {Quoted(v.Value)}"));
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The map the words over the columns suggest; a column is a fact only if its values are such values, too.</summary>
    public static ListMap Suggest(string source, Sheet sheet, ListHeader header, FactVocabulary facts)
    {
        var given = header.Columns.Any(c => HeaderWords.TargetOf(c.Label) == Targets.GivenName);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var columns = new List<MappedColumn>();
        foreach (var column in header.Columns)
        {
            var target = HeaderWords.TargetOf(column.Label) switch
            {
                Targets.GivenName when !header.Columns.Any(c => HeaderWords.TargetOf(c.Label) == Targets.Surname) => Targets.Name,
                Targets.Surname when !given => null,
                { } known => known,
                null => HeaderWords.KindOf(column.Label, facts) is { } kind && ColumnValues.Fit(kind, sheet, header, column.Index)
                    ? Targets.FactPrefix + kind.Name : null,
            };
            if (target is not null && (target == Targets.Ignore || taken.Add(target)))
            {
                columns.Add(new MappedColumn(column.Label, target, new Dictionary<string, string>()));
            }
        }

        return new ListMap(source, columns);
    }

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", " ", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal) + "\"";
}

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

        var source = Text(root, "source");
        if (string.IsNullOrWhiteSpace(source))
        {
            Error("map.source", "Thiếu “source”: danh sách của ai, số mấy, ngày nào. Nó thành nguồn của mọi dòng được ghi.", root);
        }

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

    private MappedColumn? Column(YamlNode node)
    {
        if (node is not YamlMappingNode map || Text(map, "column") is not { Length: > 0 } column
            || Text(map, "to") is not { Length: > 0 } to)
        {
            Error("map.column", "Mỗi cột cần “column” (chữ ở đầu cột, hoặc =B) và “to” (thành gì).", node);
            return null;
        }

        var target = to.Replace("fact ", Targets.FactPrefix, StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map.Children.TryGetValue(new YamlScalarNode("values"), out var listed) && listed is YamlMappingNode pairs)
        {
            foreach (var (key, value) in pairs.Children)
            {
                values[HeaderWords.Plain(key.ToString())] = value.ToString();
            }
        }

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
