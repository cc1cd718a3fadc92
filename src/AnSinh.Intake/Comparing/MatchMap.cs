using AnSinh.Basics;
using AnSinh.Matching;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Intake.Comparing;

/// <summary>
/// Which column of a list is what (<i lang="vi">ghép cột</i>): from a YAML file, else guessed from headers and values. Shape:
/// <c>fields: { "Họ và tên": name, "Ngày sinh": birth_date }</c> for both lists, or the same under <c>left:</c> and <c>right:</c>.
/// A value may also be given by several columns: <c>"Họ + Tên": name</c> joins the columns Họ and Tên with a space.
/// Columns that are not named are not compared.
/// </summary>
public sealed class MatchMap
{
    private readonly Dictionary<string, FieldKind> _left;
    private readonly Dictionary<string, FieldKind> _right;

    private MatchMap(Dictionary<string, FieldKind> left, Dictionary<string, FieldKind> right) => (_left, _right) = (left, right);

    /// <summary>Reads a map; all that is wrong, each with its line.</summary>
    public static Outcome<MatchMap> Read(string text, string name)
    {
        var refusals = new List<Refusal>();
        var yaml = YamlText.Read(text, name);
        if (!yaml.Ok)
        {
            return yaml.Refusals[0] with { Code = "match-map.yaml" };
        }

        if (yaml.Value is not [YamlMappingNode root, ..])
        {
            return new Refusal("match-map.shape", "Tệp ghép cột cần có mục fields (hoặc left và right), mỗi dòng 'tên cột: loại'.", name);
        }

        Dictionary<string, FieldKind> Side(string side) =>
            root.Children.TryGetValue(side, out var node)
            ? Fields(node is YamlMappingNode map && map.Children.TryGetValue("fields", out var inner) ? inner : node, name, refusals) : [];
        var both = Side("fields");
        var (left, right) = (Side("left"), Side("right"));
        if (both.Count + left.Count + right.Count == 0 && refusals.Count == 0)
        {
            refusals.Add(new Refusal("match-map.empty", "Tệp ghép cột không nêu cột nào: cần mục fields, hoặc left và right.", name));
        }

        return refusals.Count > 0 ? Outcome<MatchMap>.Refused(refusals)
            : new MatchMap(left.Count > 0 ? left : both, right.Count > 0 ? right : both);
    }

    /// <summary>Lays out a list by this map. Refused if the list has none of a column the map names.</summary>
    public Outcome<MatchTable> Lay(CsvList list, bool right)
    {
        var refusals = new List<Refusal>();
        var fields = new List<MatchField>();
        var columns = new List<string?[]>();
        foreach (var (header, kind) in right ? _right : _left)
        {
            var parts =
                (list.Find(header) is { } whole ? [whole] : header.Split('+', StringSplitOptions.TrimEntries).Select(list.Find)).ToList();
            if (parts.Contains(null))
            {
                refusals.Add(
                    new Refusal("match-map.no-column", $"Không có cột '{header}'. Các cột: {string.Join(", ", list.Headers)}.", list.Name));
                continue;
            }

            fields.Add(new MatchField(header, kind));
            columns.Add(parts.Count == 1 ? list.Column(parts[0]!.Value)
                : [.. Enumerable.Range(0, list.Count)
                    .Select(r => string.Join(' ', parts.Select(p => list.Column(p!.Value)[r]).Where(v => v is { Length: > 0 })))]);
        }

        return refusals.Count > 0 ? Outcome<MatchTable>.Refused(refusals) : new MatchTable(list.Name, fields, columns);
    }

    /// <summary>Lays out a list by what its headers and values look like.</summary>
    public static MatchTable Guess(CsvList list) =>
        new(list.Name, [.. list.Headers.Select((h, c) => new MatchField(h, GuessKind(h, list.Column(c))))],
            [.. list.Headers.Select((_, c) => list.Column(c))]);

    internal static FieldKind GuessKind(string header, string?[] values)
    {
        var words = $" {MatchText.Fold(header).Replace('đ', 'd')} ";
        bool Has(params string[] any) => any.Any(w => words.Contains($" {w} ", StringComparison.Ordinal));
        var filled = values.Where(v => v is { Length: > 0 }).Take(500).ToList();
        if (filled.Count == 0)
        {
            return FieldKind.Ignored;
        }

        var dates =
            filled.Count(
                v => MatchText.DateDigits(v!) is { Length: 8 } d
                    && int.Parse(d.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture) is > 1850 and < 2200);
        var digits = filled.Count(v => v!.Count(char.IsAsciiDigit) * 2 > v!.Length);
        return Has("rec", "key", "stt", "tt", "row", "ma dong") || words is " id " || (Has("id") && Has("record")) ? FieldKind.RecordKey
            : Has("blocking") ? FieldKind.Ignored
            : Has("ngay sinh", "birth", "dob", "nam sinh", "birthdate", "sinh") ? FieldKind.BirthDate
            : Has("age", "tuoi", "title", "ghi chu", "note", "so tien", "amount") ? FieldKind.Ignored
            : Has("phone", "tel", "mobile", "dien thoai", "sdt") ? FieldKind.Phone
            : Has("sex", "gender", "gioi tinh", "gioi", "phai") ? FieldKind.Sex
            : Has("cccd", "cmnd", "cmt", "can cuoc", "dinh danh", "ssn", "soc", "so bhxh", "bhxh", "personal number",
                "national", "so the", "ma the", "so giay to", "id number") ? FieldKind.IdNumber
            : Has("given", "first", "forename", "firstname", "ten dem", "ten goi") || words is " ten " ? FieldKind.GivenName
            : Has("surname", "last", "lastname", "family", "ho dem", "ho va dem") || words is " ho " ? FieldKind.Surname
            : Has("ho ten", "ho va ten", "full name", "fullname", "name", "hoten", "ho ten nguoi huong") ? FieldKind.Name
            : Has("postcode", "zip", "postal", "ma xa", "ma vung", "ma don vi") ? FieldKind.Postcode
            : Has("street number", "so nha", "house number", "house no") ? FieldKind.HouseNumber
            : Has("address", "dia chi", "street", "thon", "hamlet", "duong") ? FieldKind.Address
            : Has("suburb", "city", "town", "state", "commune", "xa", "phuong", "huyen", "tinh", "unit", "don vi", "province", "district")
            ? FieldKind.Place
            : dates > filled.Count * 0.8 ? FieldKind.BirthDate
            : filled.Distinct(StringComparer.Ordinal).Count() > filled.Count * 0.98 && digits > filled.Count * 0.9
            && filled.All(v => v!.Length >= 7) ? FieldKind.IdNumber
            : digits > filled.Count * 0.5 ? FieldKind.Ignored : FieldKind.Other;
    }

    private static Dictionary<string, FieldKind> Fields(YamlNode node, string name, List<Refusal> refusals)
    {
        var fields = new Dictionary<string, FieldKind>(StringComparer.Ordinal);
        if (node is not YamlMappingNode map)
        {
            refusals.Add(new Refusal("match-map.shape", "Cần các dòng 'tên cột: loại'.", $"{name}:{node.Start.Line}"));
            return fields;
        }

        foreach (var (key, value) in map.Children)
        {
            if (FieldKinds.Parse(value.ToString()) is { } kind)
            {
                fields[key.ToString()] = kind;
            }
            else
            {
                refusals.Add(
                    new Refusal("match-map.kind",
                        $"Không có loại '{value}'. Có: {string.Join(", ", Enum.GetValues<FieldKind>().Select(k => k.Word()))}.",
                        $"{name}:{value.Start.Line}"));
            }
        }

        return fields;
    }
}
