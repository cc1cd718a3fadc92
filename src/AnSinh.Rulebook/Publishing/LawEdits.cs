using System.Globalization;
using AnSinh.Basics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Rulebook.Publishing;

/// <summary>
/// Writes a new value or instrument into a YAML text and leaves every other character as it is: comments, order and spelling are part of
/// what officials read and Git compares.
/// </summary>
public static class LawEdits
{
    /// <summary>
    /// The text with a value added to a parameter, in the order of days. Refused if the text has no such parameter or already a value of
    /// that day.
    /// </summary>
    public static Outcome<string> AddValue(string text, string parameter, NewValue value)
    {
        if (Find(text, "parameter", parameter, "values") is not { } list)
        {
            return new Refusal("edit.no-parameter", $"tệp này không khai báo giá trị của tham số '{parameter}'", "parameter");
        }

        var days = list.Children.Select(item => item is YamlMappingNode map && Scalar(map, "from") is { } from ? from : "").ToList();
        var day = Day(value.From);
        if (days.Contains(day))
        {
            return new Refusal("edit.same-day",
                $"đã có giá trị áp dụng từ {Vietnamese.Date(value.From)}; sửa dòng đó thay vì thêm dòng mới", "from");
        }

        var before = days.Count(d => string.CompareOrdinal(d, day) < 0);
        return Insert(text, list, before, Pairs(
            ("from", day), ("value", value.Value.Trim()), ("cite", value.Cite.Trim()), ("issued", Day(value.Issued)),
            ("in_force", Day(value.InForce)),
            ("checked", Words(value.Checked) ?? "no"),
            ("uncertain", value.Uncertain || string.IsNullOrWhiteSpace(value.Checked) ? "true" : null), ("note", Words(value.Note))));
    }

    /// <summary>The text with an instrument added at the end of the list. Refused if the text holds no list of instruments.</summary>
    public static Outcome<string> AddInstrument(string text, NewInstrument instrument) =>
        Find(text, null, null, "instruments") is not { } list
        ? new Refusal("edit.no-instruments", "tệp này không phải danh sách văn bản", "instruments")
        : Insert(text, list, list.Children.Count, Pairs(
            ("id", instrument.Id.Trim()), ("number", Words(instrument.Number)), ("kind", Words(instrument.Kind)),
            ("title", Words(instrument.Title)),
            ("issuer", Words(instrument.Issuer)), ("issued", Day(instrument.Issued)), ("in_force", Day(instrument.InForce)),
            ("checked", Words(instrument.Checked) ?? "no"), ("uncertain", string.IsNullOrWhiteSpace(instrument.Checked) ? "true" : null)));

    /// <summary>The coverage register with a programme added to a family. Refused if the text has no such family.</summary>
    public static Outcome<string> AddCoverage(string text, string family, string programme, string group)
    {
        var entry = Pairs(("programme", programme.Trim()), ("group", Words(group)), ("status", "partly"));
        if (Families(text)?.FirstOrDefault(f => Scalar(f, "family") == family) is not { } map
            || !map.Children.TryGetValue(new YamlScalarNode("entries"), out var node) || node is not YamlSequenceNode entries)
        {
            return new Refusal("edit.no-family", $"sổ phạm vi không có nhóm '{family}'", "family");
        }

        if (entries.Children.Count > 0)
        {
            return Insert(text, entries, entries.Children.Count, entry);
        }

        var lines = text.Split('\n');
        var at = (int)entries.Start.Line - 1;
        lines[at] = lines[at].Replace("[]", "[" + Flow(entry) + "]", StringComparison.Ordinal);
        return string.Join('\n', lines);
    }

    private static IEnumerable<YamlMappingNode>? Families(string text) =>
        Find(text, null, null, "families")?.Children.OfType<YamlMappingNode>();

    private static string Flow(List<(string Key, string Value)> pairs) =>
        "{" + string.Join(", ", pairs.Select(p => $"{p.Key}: {p.Value}")) + "}";

    private static YamlSequenceNode? Find(string text, string? key, string? name, string list)
    {
        var yaml = YamlText.Read(text, "");
        return yaml.Ok
            ? yaml.Value.OfType<YamlMappingNode>()
                .Where(map => key is null || Scalar(map, key) == name)
                .Select(map => map.Children.TryGetValue(new YamlScalarNode(list), out var node) ? node as YamlSequenceNode : null)
                .FirstOrDefault(node => node is { Children.Count: > 0 })
            : null;
    }

    private static string Insert(string text, YamlSequenceNode list, int before, List<(string Key, string Value)> pairs)
    {
        var newline = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = text.Split('\n').ToList();
        var flow = Flow(pairs);
        if (list.Style == SequenceStyle.Flow)
        {
            var (next, column) = before == 0
                ? (Line: (int)list.Children[0].Start.Line, (int)list.Children[0].Start.Column)
                : EndOf(list.Children[before - 1], text);
            lines[next - 1] = lines[next - 1].Insert(column - 1, before == 0 ? flow + ", " : ", " + flow);
            return string.Join('\n', lines);
        }

        // After the last line of the item before, or before the dash of the first: comments stay with the item below them.
        var neighbour = list.Children[Math.Max(0, before - 1)];
        var at = before == 0 ? (int)neighbour.Start.Line - 1 : LastLine(neighbour, text);
        var indent = new string(' ', Math.Max(0, lines[(int)neighbour.Start.Line - 1].TakeWhile(c => c == ' ').Count()));
        var item = neighbour is YamlMappingNode { Style: MappingStyle.Flow }
            ? [indent + "- " + flow]
            : pairs.Select((p, i) => $"{indent}{(i == 0 ? "- " : "  ")}{p.Key}: {p.Value}").ToArray();
        if (at == lines.Count)
        {
            lines.Add("");
        }

        var ending = newline == "\r\n" ? "\r" : "";
        if (at > 0 && at == lines.Count - 1 && lines[at].Length == 0 && !lines[at - 1].EndsWith(ending, StringComparison.Ordinal))
        {
            lines[at - 1] += ending;
        }

        lines.InsertRange(at, item.Select(line => line + ending));
        return string.Join('\n', lines);
    }

    /// <summary>The last line a node stands on. A block's own end is where the next token begins, so its leaves are asked.</summary>
    private static int LastLine(YamlNode node, string text) => node switch
    {
        YamlMappingNode { Style: not MappingStyle.Flow } map =>
            map.Children.Max(p => Math.Max(LastLine(p.Key, text), LastLine(p.Value, text))),
        YamlSequenceNode { Style: not SequenceStyle.Flow } list => list.Children.Max(c => LastLine(c, text)),
        { End.Column: 1 } when node.End.Line > node.Start.Line => (int)node.End.Line - 1,
        _ => EndOf(node, text).Line,
    };

    /// <summary>
    /// Where a node ends, from 1, behind its last letter. A mapping or list in brackets is given the end of its opening bracket when it is
    /// read into a tree; the events of the parser know its closing one.
    /// </summary>
    private static (int Line, int Column) EndOf(YamlNode node, string text)
    {
        if (node is not (YamlMappingNode or YamlSequenceNode))
        {
            return ((int)node.End.Line, (int)node.End.Column);
        }

        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext() && !(parser.Current is MappingStart or SequenceStart && parser.Current.Start.Index == node.Start.Index))
        {
        }

        for (var depth = parser.Current!.NestingIncrease; depth > 0 && parser.MoveNext();)
        {
            depth += parser.Current.NestingIncrease;
        }

        return ((int)parser.Current.Start.Line, (int)parser.Current.Start.Column + 1);
    }

    private static string? Scalar(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlScalarNode scalar ? scalar.Value : null;

    private static List<(string Key, string Value)> Pairs(params ReadOnlySpan<(string Key, string? Value)> pairs)
    {
        var kept = new List<(string, string)>();
        foreach (var (key, value) in pairs)
        {
            if (!string.IsNullOrEmpty(value))
            {
                kept.Add((key, value));
            }
        }

        return kept;
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A text in double quotes, on one line.</summary>
    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : "\"" + string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
