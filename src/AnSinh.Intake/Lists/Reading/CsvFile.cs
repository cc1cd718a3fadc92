using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Basics.Csv;

namespace AnSinh.Intake.Lists.Reading;

/// <summary>Reads a text file of rows: finds out how its bytes are letters and what stands between its columns.</summary>
internal static class CsvFile
{
    private const int SampleSize = 64 * 1024;
    private static readonly char[] Delimiters = ['\t', ';', ',', '|'];

    public static Outcome<Workbook> Read(string name, byte[] bytes)
    {
        var (text, singleByte, how) = Decode(bytes);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return new Refusal("file.binary", "Tệp không phải bảng tính hay văn bản đọc được. Hãy gửi tệp .xlsx hoặc .csv.", name);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return new Refusal("file.no-rows", "Tệp không có hàng nào.", name);
        }

        char? told = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n'
            ? text[4] : null;
        var delimiter = told ?? DelimiterOf(text);
        List<SheetCell[]> rows;
        try
        {
            rows = Rows(text, name, delimiter, skipFirst: told is not null);
        }
        catch (Exception trouble) when (CsvGuard.Fault(trouble, name) is { } fault)
        {
            return fault;
        }

        while (rows.Count > 0 && rows[^1].All(c => c.IsBlank))
        {
            rows.RemoveAt(rows.Count - 1);
        }

        var sheet = new Sheet(Path.GetFileNameWithoutExtension(name), rows, new Dictionary<(int, int), string>(), []);
        return new Workbook(name, [sheet], how is null ? [] : [new Doubt("file.letters", how, name)], singleByte);
    }

    private static List<SheetCell[]> Rows(string text, string name, char delimiter, bool skipFirst)
    {
        var (rows, bounds) = (new List<SheetCell[]>(), new SheetBounds());
        using var reader = CsvGuard.Open(new StringReader(text), name, delimiter, hasHeaders: false);
        while (reader.Read())
        {
            if (rows.Count == 0 && skipFirst)
            {
                rows.Add([]);
                continue;
            }

            if (rows.Count >= ListFile.RowsLimit)
            {
                throw new SheetRefusedException(
                    new Refusal("sheet.too-long",
                        string.Create(CultureInfo.InvariantCulture, $"Tệp có hơn {ListFile.RowsLimit} hàng. Hãy chia thành nhiều tệp."),
                        name));
            }

            bounds.Row(reader.RowFieldCount);
            var row = new SheetCell[reader.RowFieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                var field = reader.GetString(i);
                row[i] = field.Length == 0 ? SheetCell.Empty : new SheetCell(CellKind.Text, OutsideText.Legible(field));
            }

            rows.Add(row.All(c => c.Kind == CellKind.Empty) ? [] : row);
        }

        return rows;
    }

    private static (string Text, bool SingleByte, string? How) Decode(byte[] bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return (Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3), false, null);
        }

        if (bytes is [0xFF, 0xFE, ..])
        {
            return (Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2), false, "Chữ trong tệp là UTF-16; đã đọc được.");
        }

        if (bytes is [0xFE, 0xFF, ..])
        {
            return (Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2), false, "Chữ trong tệp là UTF-16; đã đọc được.");
        }

        if (UnmarkedUtf16(bytes) is { } encoding)
        {
            return (encoding.GetString(bytes), false, "Chữ trong tệp là UTF-16 (không ghi dấu đầu tệp); đã đọc được.");
        }

        try
        {
            return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), false, null);
        }
        catch (DecoderFallbackException)
        {
            // One byte a letter, by a code page the file does not name: each column is judged by its words.
            return (Encoding.Latin1.GetString(bytes), true,
                "Chữ trong tệp không phải Unicode; bảng mã được đoán theo từng cột, xem kỹ họ tên.");
        }
    }

    // Without a mark, half of the bytes of Latin letters in UTF-16 are nought.
    private static Encoding? UnmarkedUtf16(byte[] bytes)
    {
        var sample = bytes.AsSpan(0, Math.Min(bytes.Length, SampleSize));
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        return Math.Max(even, odd) * 5 <= sample.Length || Math.Min(even, odd) * 20 >= sample.Length ? null
            : odd > even ? Encoding.Unicode : Encoding.BigEndianUnicode;
    }

    // That which stands equally often in most lines, outside quotes.
    private static char DelimiterOf(string text)
    {
        var lines = new List<int[]>();
        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, SampleSize)))
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == '\n' && !quoted)
            {
                lines.Add(counts);
                counts = new int[Delimiters.Length];
            }
            else if (!quoted && Array.IndexOf(Delimiters, letter) is >= 0 and var which)
            {
                counts[which]++;
            }
        }

        lines.Add(counts);
        var best = Enumerable.Range(0, Delimiters.Length)
            .Select(d => (Delimiter: d, Like: lines.Where(l => l[d] > 0).GroupBy(l => l[d]).Select(g => g.Count()).DefaultIfEmpty(0).Max()))
            .MaxBy(x => x.Like);
        return best.Like == 0 ? ',' : Delimiters[best.Delimiter];
    }
}
