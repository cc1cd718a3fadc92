using AnSinh.Basics;
using AnSinh.Intake.Lists.Cleaning;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>Reads the rows of a list by its map. Nothing of the register is asked but its units and kinds of facts.</summary>
public static class ListReader
{
    /// <summary>The sheet a map means, in Unicode, with its header; refused if there is none.</summary>
    public static Outcome<(Sheet Sheet, ListHeader Header, IReadOnlyList<Doubt> Doubts)> Open(
        Workbook book, string? sheetName = null, (int Top, int Bottom)? header = null)
    {
        var sheets = sheetName is null ? book.Sheets
            : [.. book.Sheets.Where(s => string.Equals(s.Name.Trim(), sheetName.Trim(), StringComparison.OrdinalIgnoreCase))];
        if (sheets.Count == 0)
        {
            return new Refusal("sheet.none",
                $"Tệp không có trang tính “{sheetName}”; có: {string.Join(", ", book.Sheets.Select(s => s.Name))}.", book.FileName);
        }

        var refusals = new List<Refusal>();
        foreach (var raw in sheets.Where(s => s.Rows.Count > 0))
        {
            var (sheet, doubts) = Letters.Turn(raw);
            if (header is { } told && told.Bottom > sheet.Rows.Count)
            {
                refusals.Add(
                    new Refusal("header.beyond",
                        $"Trang tính chỉ có {sheet.Rows.Count} hàng; hàng đầu cột {told.Top}–{told.Bottom} không có.", sheet.Name));
                continue;
            }

            var found = header is { } rows ? ListHeader.Of(sheet, rows.Top - 1, rows.Bottom - 1) : ListHeader.Find(sheet);
            if (found.Ok)
            {
                return (sheet, found.Value, [.. book.Doubts, .. doubts]);
            }

            refusals.AddRange(found.Refusals);
        }

        return Outcome<(Sheet, ListHeader,
            IReadOnlyList<Doubt>)>.Refused(refusals.Count > 0 ? refusals
            : [new Refusal("sheet.empty", "Trang tính trống.", sheetName ?? book.FileName)]);
    }

    /// <summary>Reads a file by a map.</summary>
    /// <param name="book">The file.</param>
    /// <param name="map">The map.</param>
    /// <param name="facts">Declared kinds.</param>
    /// <param name="units">The units, by which names of communes are known.</param>
    /// <param name="today">Today.</param>
    public static Outcome<ListContent> Read(Workbook book, ListMap map, FactVocabulary facts, UnitMap units, DateOnly today)
    {
        var opened = Open(book, map.SheetName, map.Header);
        if (!opened.Ok)
        {
            return Outcome<ListContent>.Refused(opened.Refusals);
        }

        var (sheet, header, doubts) = opened.Value;
        var columns = ListColumns.Of(sheet, header, map, facts);
        if (!columns.Ok)
        {
            return Outcome<ListContent>.Refused(columns.Refusals);
        }

        var names = new UnitNames(units, map.ValidFrom ?? today);
        if (map.Unit is not null && names.Find(map.Unit) is null)
        {
            return new Refusal("map.unit",
                $"“unit: {map.Unit}”: không có xã này vào ngày {Vietnamese.Date(map.ValidFrom ?? today)}.", "unit");
        }

        var cells = new ListCells(sheet, new DateText(map.Pivot, today));
        var reader = new ListRowReader(cells, columns.Value, map, names, today);
        var (rows, skipped) = RowsOf(sheet, header, columns.Value, reader);
        return rows.Count == 0
            ? new Refusal("list.no-people", "Dưới hàng đầu cột không có hàng nào về người.", sheet.Place(header.Bottom))
            : new ListContent(sheet, header, map, rows, skipped, doubts);
    }

    // Rows of people, each read under the heading before it, and the rows that are none, with why.
    private static (List<ListRow> Rows, List<(string, string)> Skipped) RowsOf(
        Sheet sheet, ListHeader header, ListColumns columns, ListRowReader reader)
    {
        var (rows, skipped) = (new List<ListRow>(), new List<(string, string)>());
        var section = (string?)null;
        var last = LastNamed(sheet, header, columns);
        for (var row = header.FirstRow; row < sheet.Rows.Count; row++)
        {
            var cells = sheet.Rows[row].Where(c => !c.IsBlank).Select(c => c.Text.Trim()).Distinct(StringComparer.Ordinal).ToList();
            if (cells.Count == 0)
            {
                continue;
            }

            if (IsTotal(cells) && !columns.Identifies(sheet, row))
            {
                skipped.Add((sheet.Place(row), "hàng tổng cộng"));
            }
            else if (row > last)
            {
                skipped.Add((sheet.Place(row), "phần cuối trang (ký tên, ghi chú)"));
            }
            else if (IsHeading(cells, sheet, row, columns))
            {
                section = cells[^1];
                skipped.Add((sheet.Place(row), $"tiêu đề nhóm “{section}”"));
            }
            else if (row > header.Bottom && header.Columns.Count(c => sheet.At(row, c.Index).Text.Trim() == c.Label) >= 3)
            {
                skipped.Add((sheet.Place(row), "đầu cột lặp lại"));
            }
            else
            {
                rows.Add(reader.Read(row, section));
            }
        }

        return (rows, skipped);
    }

    private static bool IsHeading(List<string> cells, Sheet sheet, int row, ListColumns columns) =>
        (cells.Count == 1 || (cells.Count == 2 && IsNumeral(cells[0]) && !columns.NamesRow(sheet, row) && !columns.Identifies(sheet, row)))
        && !columns.IsOnlyName(sheet, row);

    private static int LastNamed(Sheet sheet, ListHeader header, ListColumns columns)
    {
        for (var row = sheet.Rows.Count - 1; row >= header.FirstRow; row--)
        {
            // A signature under the column of names is alone in its row, or has no other mapped cell beside it.
            if (columns.NamesRow(sheet, row))
            {
                return row;
            }
        }

        return header.FirstRow;
    }

    private static bool IsTotal(List<string> cells) =>
        IsTotalWord(cells[0]) || (cells.Count > 1 && IsNumeral(cells[0]) && IsTotalWord(cells[1]));

    // Cộng is a total, Công a family name: only a text without any marks leaves it open.
    private static bool IsTotalWord(string text)
    {
        var words = text.ToLowerInvariant();
        var (sum, total) = words.All(char.IsAscii) ? ("cong", "tong") : ("cộng", "tổng");
        return words == sum || words == total
            || new[] { total + " ", total + ":", sum + ":", sum + " " }.Any(b => words.StartsWith(b, StringComparison.Ordinal));
    }

    private static bool IsNumeral(string text) =>
        text.Trim('.', ')') is { Length: > 0 and <= 5 } bare
        && bare.All(c => char.IsAsciiDigit(c) || c is 'I' or 'V' or 'X' or 'A' or 'B' or 'C' or 'D');
}

/// <summary>Communes by what lists call them on a day: code, name, or name with its kind.</summary>
internal sealed class UnitNames
{
    private readonly Dictionary<string, Unit?> _byWords = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Unit?> _former = new(StringComparer.Ordinal);

    public UnitNames(UnitMap units, DateOnly day)
    {
        foreach (var unit in units.All.Where(u => u.Level == 3 && u.ExistsOn(day)))
        {
            foreach (var words in new[] { unit.Code, unit.Key, HeaderWords.Plain(unit.Name), HeaderWords.Plain(unit.FullName) }.Distinct())
            {
                // Two communes of one name: then the name alone does not say which.
                _byWords[words] = _byWords.TryGetValue(words, out var other) && other?.Key != unit.Key ? null : unit;
            }
        }

        // Lists outlive communes: the name of one that was merged means where it lies now, which is said.
        foreach (var former in units.All.Where(u => u.Level == 3 && u.To < day).OrderByDescending(u => u.To))
        {
            foreach (var words in new[] { former.Code, former.Key, HeaderWords.Plain(former.Name),
                HeaderWords.Plain(former.FullName) }.Distinct().Where(w => !_byWords.ContainsKey(w)))
            {
                _former.TryAdd(words, units.Resolve(former.Key, day));
            }
        }
    }

    /// <summary>Where a commune lies now that had this code or name before; null if none, or if it was split.</summary>
    public Unit? FindFormer(string text) => _former.GetValueOrDefault(text.Trim()) ?? _former.GetValueOrDefault(HeaderWords.Plain(text));

    public Unit? Find(string text) =>
        _byWords.GetValueOrDefault(text.Trim()) ?? _byWords.GetValueOrDefault(HeaderWords.Plain(text))
        ?? (text.Trim() is { Length: < 5 and > 2 } digits && digits.All(char.IsAsciiDigit)
            ? _byWords.GetValueOrDefault(digits.PadLeft(5, '0')) : null);
}
