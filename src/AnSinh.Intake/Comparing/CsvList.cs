using System.Text;
using AnSinh.Basics;
using AnSinh.Basics.Csv;
using Sylvan.Data.Csv;

namespace AnSinh.Intake.Comparing;

/// <summary>A CSV file read as it is: one line of headers, then rows of text; blanks around values do not count.</summary>
public sealed class CsvList
{
    private const long SizeLimit = 512L * 1024 * 1024;
    private const int CellsLimit = 50_000_000;
    private readonly List<string?>[] _columns;
    private readonly string?[][] _laid;

    private CsvList(string name, IReadOnlyList<string> headers, List<string?>[] columns)
    {
        (Name, Headers, _columns) = (name, headers, columns);
        Count = columns.Length == 0 ? 0 : columns[0].Count;
        _laid = [.. _columns.Select(c => c.ToArray())];
    }

    /// <summary>The name of the file.</summary>
    public string Name { get; }

    /// <summary>The headers, in order.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Reads a file. Comma, semicolon or tab, whichever parts the header most; UTF-8 with or without a mark.</summary>
    public static Outcome<CsvList> Read(string path)
    {
        if (!File.Exists(path))
        {
            return new Refusal("list.missing", "Không có tệp này.", path);
        }

        try
        {
            using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return new FileInfo(path).Length > SizeLimit
                ? new Refusal("list.too-large", $"Tệp lớn hơn {SizeLimit / 1024 / 1024} MB.", path)
                : Read(reader, Path.GetFileName(path));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new Refusal("list.unreadable", "Không đọc được tệp; hãy kiểm tra quyền đọc.", path);
        }
    }

    /// <summary>Reads text that is already open.</summary>
    public static Outcome<CsvList> Read(TextReader text, string name)
    {
        try
        {
            return ReadTable(text, name);
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("list.encoding",
                "Tệp không phải UTF-8. Hãy lưu lại dạng CSV UTF-8 (hoặc nhập qua trang Danh sách, nơi nhận ra bảng mã cũ).", name);
        }
        catch (Exception trouble) when (CsvGuard.Fault(trouble, name) is { } fault)
        {
            return fault;
        }
    }

    /// <summary>Number of the column of a header, capitals aside; null if there is none.</summary>
    public int? Find(string header)
    {
        for (var c = 0; c < Headers.Count; c++)
        {
            if (string.Equals(Headers[c], header.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return c;
            }
        }

        return null;
    }

    internal string?[] Column(int column) => _laid[column];

    private static Outcome<CsvList> ReadTable(TextReader text, string name)
    {
        var first = text.ReadLine();
        while (first is { } blank && string.IsNullOrWhiteSpace(blank))
        {
            first = text.ReadLine();
        }

        if (first is null)
        {
            return new Refusal("list.empty", "Tệp không có dòng nào.", name);
        }

        var delimiter = ",;\t|".MaxBy(d => first.Count(c => c == d));
        using var head = CsvGuard.Open(new StringReader(first), name, delimiter, hasHeaders: false);
        if (!head.Read() || head.RowFieldCount == 0)
        {
            return new Refusal("list.empty", "Tệp không có dòng nào.", name);
        }

        var headers = Enumerable.Range(0, head.RowFieldCount).Select(i => head.GetString(i).Trim('\uFEFF', ' ', '\t')).ToList();
        var columns = headers.Select(_ => new List<string?>()).ToArray();
        using var rows = CsvGuard.Open(text, name, delimiter, hasHeaders: false);
        return !Fill(columns, rows) ? new Refusal("list.too-many-cells", $"Tệp có hơn {CellsLimit / 1_000_000} triệu ô.", name)
            : columns[0].Count == 0 ? new Refusal("list.no-rows", "Tệp chỉ có dòng tiêu đề, không có dòng dữ liệu.", name)
            : new CsvList(name, headers, columns);
    }

    // False if there are more cells than are read.
    private static bool Fill(List<string?>[] columns, CsvDataReader rows)
    {
        var cells = 0;
        while (rows.Read())
        {
            if (rows.RowFieldCount == 1 && rows.GetString(0).Trim().Length == 0)
            {
                continue;
            }

            cells += columns.Length;
            if (cells > CellsLimit)
            {
                return false;
            }

            for (var c = 0; c < columns.Length; c++)
            {
                var value = c < rows.RowFieldCount ? OutsideText.Legible(rows.GetString(c)).Trim() : "";
                columns[c].Add(value.Length == 0 ? null : value);
            }
        }

        return true;
    }
}
