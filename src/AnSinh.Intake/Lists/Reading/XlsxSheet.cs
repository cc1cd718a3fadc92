using System.Globalization;
using System.Xml;
using AnSinh.Basics;
using AnSinh.Basics.Csv;

namespace AnSinh.Intake.Lists.Reading;

/// <summary>Reads one sheet of an .xlsx file, cell by cell.</summary>
internal sealed class XlsxSheet(string name, IReadOnlyList<string> texts, XlsxFormats formats, SheetBounds bounds)
{
    private const int FillLimit = 100_000;
    private readonly List<SheetCell[]> _rows = [];
    private readonly List<SheetCell> _row = [];
    private readonly List<Merge> _merges = [];
    private int _hidden;

    public Outcome<Sheet> Read(XlsxParts parts, string path)
    {
        using (var reader = parts.Open(path))
        {
            while (XlsxParts.Next(reader))
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                if (reader.LocalName == "row" && !ReadRow(reader))
                {
                    return new Refusal("sheet.too-long",
                        string.Create(CultureInfo.InvariantCulture,
                            $"Trang tính có hơn {ListFile.RowsLimit} hàng. Hãy chia thành nhiều tệp."), name);
                }

                if (reader.LocalName == "mergeCell" && RangeOf(reader.GetAttribute("ref")) is { } merge)
                {
                    _merges.Add(merge);
                    if (_merges.Count > SheetBounds.MergesLimit)
                    {
                        return new Refusal("sheet.too-many-merges",
                            $"Trang tính có hơn {SheetBounds.MergesLimit} vùng ô gộp. Hãy bỏ gộp ô rồi gửi lại.", name);
                    }
                }
            }
        }

        while (_rows.Count > 0 && _rows[^1].All(c => c.IsBlank))
        {
            _rows.RemoveAt(_rows.Count - 1);
        }

        Fill();
        return new Sheet(name, _rows, Notes(parts, path), _merges, _hidden);
    }

    private bool ReadRow(XmlReader reader)
    {
        var at = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number - 1 : _rows.Count;
        var hidden = reader.GetAttribute("hidden") is "1" or "true";
        _row.Clear();
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            while (XlsxParts.Next(reader) && reader.Depth > depth)
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "c")
                {
                    ReadCell(reader);
                }
            }
        }

        while (_row.Count > 0 && _row[^1].Kind == CellKind.Empty)
        {
            _row.RemoveAt(_row.Count - 1);
        }

        // Rows that only carry a format reach to the end of every sheet; they are none.
        return _row.Count == 0 || PutRow(at, hidden);
    }

    // False if the sheet is too long.
    private bool PutRow(int at, bool hidden)
    {
        if (at >= ListFile.RowsLimit)
        {
            return false;
        }

        while (_rows.Count < at)
        {
            bounds.Row(0);
            _rows.Add([]);
        }

        if (_rows.Count >= ListFile.RowsLimit)
        {
            return false;
        }

        _hidden += hidden ? 1 : 0;
        bounds.Row(_row.Count);
        _rows.Add([.. _row]);
        return true;
    }

    private void ReadCell(XmlReader reader)
    {
        var column = AddressOf(reader.GetAttribute("r")) is { } place ? place.Column : _row.Count;
        var (type, style) = (reader.GetAttribute("t"), int.TryParse(reader.GetAttribute("s"), out var s) ? s : 0);
        var (value, formula) = reader.IsEmptyElement ? (null, false) : ReadValue(reader);
        if (value is null && !formula)
        {
            return;
        }

        if (column is < 0 or >= SheetBounds.ColumnsLimit)
        {
            throw SheetBounds.TooWide(name);
        }

        if (value?.Length > SheetBounds.CellSizeLimit)
        {
            throw SheetBounds.TooLongCell(name);
        }

        while (_row.Count < column)
        {
            _row.Add(SheetCell.Empty);
        }

        var cell = value is null ? new SheetCell(CellKind.Error, "công thức chưa tính") : CellOf(type, style, value);
        if (_row.Count == column)
        {
            _row.Add(cell);
        }
        else
        {
            _row[column] = cell;
        }
    }

    private (string? Value, bool Formula) ReadValue(XmlReader reader)
    {
        var (value, formula) = ((string?)null, false);
        var depth = reader.Depth;
        while (XlsxParts.Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "is")
            {
                value = XlsxFile.TextOf(reader, name);
            }
            else if (reader.LocalName == "f")
            {
                formula = true;
            }
            else if (reader.LocalName == "v" && !reader.IsEmptyElement)
            {
                XlsxParts.Next(reader);
                value = reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace
                    ? reader.Value : value;
            }
        }

        return (value, formula);
    }

    private SheetCell CellOf(string? type, int style, string value)
    {
        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < texts.Count
                    ? Text(texts[index]) : new SheetCell(CellKind.Error, value);
            case "str" or "inlineStr":
                return Text(value);
            case "b":
                return new SheetCell(CellKind.Text, value == "1" ? "TRUE" : "FALSE");
            case "e":
                return new SheetCell(CellKind.Error, value);
            case "d":
                return new SheetCell(CellKind.Date, value.Length >= 10 ? value[..10] : value);
            default:
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                {
                    return Text(value);
                }

                return formats.IsDate(style) && formats.Day(number) is { } day
                    ? new SheetCell(CellKind.Date, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                    : new SheetCell(CellKind.Number, XlsxFormats.Number(number));
        }
    }

    private static SheetCell Text(string value) => value.Length == 0 ? SheetCell.Empty : new SheetCell(CellKind.Text, value);

    // A merged cell says the same of all it covers: a household number beside its five members.
    private void Fill()
    {
        var left = FillLimit;
        foreach (var merge in _merges.Where(m => m.Top < _rows.Count))
        {
            var first = merge.Left < _rows[merge.Top].Length ? _rows[merge.Top][merge.Left] : SheetCell.Empty;
            if (first.IsBlank)
            {
                continue;
            }

            for (var row = merge.Top; row <= Math.Min(merge.Bottom, _rows.Count - 1) && left > 0; row++)
            {
                var right = Math.Min(merge.Right, SheetBounds.ColumnsLimit - 1);
                if (_rows[row].Length <= right)
                {
                    _rows[row] = [.. _rows[row], .. Enumerable.Repeat(SheetCell.Empty, right + 1 - _rows[row].Length)];
                }

                for (var column = merge.Left; column <= right && left > 0; column++, left--)
                {
                    _rows[row][column] = first;
                }
            }
        }
    }

    private static Dictionary<(int, int), string> Notes(XlsxParts parts, string sheet)
    {
        var notes = new Dictionary<(int, int), string>();
        if (parts.Relations(sheet).Values.FirstOrDefault(r => r.Type == "comments" && parts.Has(r.Target)) is not { } comments)
        {
            return notes;
        }

        using var reader = parts.Open(comments.Target);
        while (XlsxParts.Next(reader) && notes.Count < FillLimit)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "comment" } && AddressOf(reader.GetAttribute("ref")) is { } place
                && XlsxFile.TextOf(reader, sheet).Trim() is { Length: > 0 } text)
            {
                notes[(place.Row, place.Column)] = text;
            }
        }

        return notes;
    }

    private static Merge? RangeOf(string? text) =>
        text?.Split(':') is [var from, var to] && AddressOf(from) is { Column: >= 0 and < SheetBounds.ColumnsLimit } first
        && AddressOf(to) is { Column: >= 0 } last && last.Row >= first.Row && last.Column >= first.Column
            ? new Merge(first.Row, first.Column, last.Row, last.Column) : null;

    private static (int Row, int Column)? AddressOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return letters > 0 && int.TryParse(text.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row > 0
            ? (row - 1, Sheet.ColumnOf(text[..letters])) : null;
    }
}
