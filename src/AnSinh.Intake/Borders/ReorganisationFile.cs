using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Basics.Csv;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Borders;

/// <summary>
/// Reads a reorganisation from a CSV file, one line for each unit or part of a unit. The columns are those of <c>unit_changes.csv</c> with
/// what the new units are called. Event, day and instrument stand on every line or on the first only. Every error names file and line.
/// </summary>
public static class ReorganisationFile
{
    private const int SizeLimit = 4 << 20;

    private static readonly string[] Columns =
    [
        "event", "effective_date", "decided_date", "instrument", "level", "from_code", "from_name", "to_code", "to_name",
        "to_full_name", "to_kind",
        "to_parent_code", "extent", "hamlets", "note", "source",
    ];

    private static readonly string[] Needed = ["event", "effective_date", "instrument", "from_code", "to_code", "extent"];
    private static readonly string[] Shared = ["event", "effective_date", "decided_date"];
    private static readonly string[] Stated = ["event", "effective_date", "instrument"];

    /// <summary>Reads a file on disk.</summary>
    public static Outcome<Reorganisation> Read(string path)
    {
        try
        {
            return new FileInfo(path).Length > SizeLimit ? TooLarge(path) : Read(File.ReadAllBytes(path), Path.GetFileName(path));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new Refusal("borders.no-file", "Không đọc được tệp này; hãy kiểm tra lại đường dẫn.", path);
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    public static Outcome<Reorganisation> Read(byte[] bytes, string name)
    {
        if (bytes.Length > SizeLimit)
        {
            return TooLarge(name);
        }

        if (bytes is [(byte)'P', (byte)'K', ..])
        {
            return new Refusal("borders.excel", "Đây là tệp Excel hoặc tệp nén; hãy lưu thành CSV UTF-8 rồi nộp lại.", name);
        }

        string text;
        try
        {
            text = OutsideText.Composed(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (ArgumentException)
        {
            return new Refusal("borders.encoding", "Tệp không viết bằng UTF-8; hãy lưu lại thành CSV UTF-8.", name);
        }

        return text.AsSpan().Trim().IsEmpty ? new Refusal("borders.empty", "Tệp trống.", name) : Read(text, name);
    }

    private static Refusal TooLarge(string name) =>
        new("borders.too-big", $"Tệp lớn hơn {SizeLimit >> 20} MB; một văn bản sắp xếp không dài đến thế.", name);

    private static Outcome<Reorganisation> Read(string text, string name)
    {
        var refusals = new List<Refusal>();
        List<(Dictionary<string, string> Fields, string Place)> rows;
        try
        {
            rows = Rows(text, name, refusals);
        }
        catch (Exception trouble) when (CsvGuard.Fault(trouble, name) is { } fault)
        {
            return fault with { Code = "borders.bad-csv" };
        }

        if (refusals.Count > 0)
        {
            return Outcome<Reorganisation>.Refused(refusals);
        }

        if (rows.Count == 0)
        {
            return new Refusal("borders.no-lines", "Tệp chỉ có dòng tiêu đề, không có đơn vị nào.", name);
        }

        Same(rows, refusals);
        var lines = rows.Select(row => LineOf(row.Fields, row.Place, refusals)).ToList();
        var (first, place) = rows[0];
        var on = Day(first, "effective_date", place, refusals);
        var decided = Day(first, "decided_date", place, refusals);
        foreach (var needed in Stated.Where(c => !first.ContainsKey(c)))
        {
            refusals.Add(new Refusal("borders.missing", $"Thiếu {needed} ở dòng đầu.", place));
        }

        return refusals.Count > 0 ? Outcome<Reorganisation>.Refused(refusals)
            : new Reorganisation(first["event"], on!.Value, decided, first["instrument"], lines);
    }

    private static List<(Dictionary<string, string> Fields, string Place)> Rows(string text, string name, List<Refusal> refusals)
    {
        using var reader = CsvGuard.Open(new StringReader(text), name, ',', hasHeaders: true);
        var header = Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetName(i).Trim()).ToList();
        refusals.AddRange(header.Where(c => !Columns.Contains(c))
            .Select(c =>
                new Refusal("borders.column", $"Không có cột '{c}'; các cột được dùng: {string.Join(", ", Columns)}.", name + ":1")));
        refusals.AddRange(header.GroupBy(c => c).Where(g => g.Count() > 1)
            .Select(g => new Refusal("borders.column-twice", $"Cột '{g.Key}' có hai lần.", name + ":1")));
        refusals.AddRange(Needed.Where(c => !header.Contains(c))
            .Select(c => new Refusal("borders.no-column", $"Thiếu cột '{c}'.", name + ":1")));
        var rows = new List<(Dictionary<string, string>, string)>();
        while (refusals.Count == 0 && reader.Read())
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < Math.Min(header.Count, reader.RowFieldCount); i++)
            {
                if (reader.GetString(i).Trim() is { Length: > 0 } value)
                {
                    fields[header[i]] = value;
                }
            }

            if (fields.Count > 0)
            {
                rows.Add((fields, $"{name}:{reader.RowNumber + 1}"));
            }
        }

        return rows;
    }

    // One file is one instrument and one day: two of them are two files, each undone for itself.
    private static void Same(List<(Dictionary<string, string> Fields, string Place)> rows, List<Refusal> refusals)
    {
        foreach (var (fields, place) in rows.Skip(1))
        {
            refusals.AddRange(Shared.Where(c => fields.TryGetValue(c, out var value) && value != rows[0].Fields.GetValueOrDefault(c))
                .Select(c =>
                    new Refusal("borders.two-events",
                        $"{c} '{fields[c]}' khác dòng đầu ('{rows[0].Fields.GetValueOrDefault(c)}'); mỗi tệp chỉ ghi một lần sắp xếp.",
                        place)));
        }
    }

    private static ReorganisationLine LineOf(Dictionary<string, string> fields, string place, List<Refusal> refusals)
    {
        string? Field(string column) => fields.GetValueOrDefault(column);
        if (Field("from_code") is null)
        {
            refusals.Add(new Refusal("borders.missing", "Thiếu from_code.", place));
        }

        if (Field("extent") is not ("whole" or "part"))
        {
            refusals.Add(
                new Refusal("borders.extent",
                    $"extent phải là whole (toàn bộ) hoặc part (một phần), không phải '{Field("extent")}'.", place));
        }

        int? level = null;
        if (Field("level") is { } number)
        {
            level = number switch { "1" => 1, "2" => 2, "3" => 3, _ => null };
            if (level is null)
            {
                refusals.Add(new Refusal("borders.level", $"level phải là 1 (tỉnh), 2 (huyện) hoặc 3 (xã), không phải '{number}'.", place));
            }
        }

        var hamlets = (Field("hamlets") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (hamlets.Length > 0 && Field("extent") != "part")
        {
            refusals.Add(
                new Refusal("borders.hamlets-whole",
                    "hamlets chỉ ghi cho một phần (extent = part): toàn bộ thì mọi thôn đều đi theo.", place));
        }

        return new ReorganisationLine(
            Field("from_code") ?? "", Field("from_name"), Field("to_code"), Field("extent") == "whole",
            new NewUnit(Field("to_name"), Field("to_full_name"), Field("to_kind"), level, Field("to_parent_code")),
            hamlets, Field("note"), Field("instrument"), place);
    }

    private static DateOnly? Day(Dictionary<string, string> fields, string column, string place, List<Refusal> refusals)
    {
        if (!fields.TryGetValue(column, out var text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        refusals.Add(new Refusal("borders.day", $"{column}: '{text}' không phải ngày (yyyy-MM-dd hoặc dd/mm/yyyy).", place));
        return null;
    }
}
