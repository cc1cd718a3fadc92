using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Demo.Synthetic;

/// <summary>A calibration table: a header and rows of plain values without quotes; errors carry file and line.</summary>
internal static class CsvPart
{
    /// <summary>The rows below a header that must be exactly <paramref name="header"/>.</summary>
    public static IReadOnlyList<CsvRow> Open(string path, string header, List<Refusal> errors)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (IOException)
        {
            errors.Add(new Refusal("demo.missing-file", $"Không đọc được tệp hiệu chỉnh {Path.GetFileName(path)}.", path));
            return [];
        }

        if (lines.Length < 2 || lines[0].Trim() != header)
        {
            errors.Add(new Refusal("demo.bad-file", $"Dòng tiêu đề phải là '{header}' và phải có dữ liệu.", path + ":1"));
            return [];
        }

        var columns = header.Count(c => c == ',') + 1;
        var rows = new List<CsvRow>();
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',', StringSplitOptions.TrimEntries);
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}:{i + 1}");
            if (cells.Length == columns)
            {
                rows.Add(new CsvRow(cells, place, errors));
            }
            else if (lines[i].Length > 0)
            {
                errors.Add(new Refusal("demo.bad-value", $"Cần {columns} cột, dòng này có {cells.Length}.", place));
            }
        }

        return rows;
    }
}

/// <summary>One row of a calibration table.</summary>
internal sealed class CsvRow(string[] cells, string place, List<Refusal> errors)
{
    public string Text(int column) => OutsideText.Composed(cells[column]);

    public int Whole(int column) =>
        int.TryParse(cells[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int)Wrong(column);

    public double Number(int column) =>
        double.TryParse(cells[column], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number : Wrong(column);

    public void Wrong(string what) => errors.Add(new Refusal("demo.bad-value", $"Dữ liệu hiệu chỉnh sai: {what}.", place));

    private double Wrong(int column)
    {
        Wrong($"cột {column + 1} cần một số không âm, không phải '{cells[column]}'");
        return 0;
    }
}
