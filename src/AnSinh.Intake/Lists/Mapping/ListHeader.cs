using System.Text.RegularExpressions;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Intake.Lists.Mapping;

/// <summary>A column of a list, by the words over it.</summary>
/// <param name="Index">Its place in the sheet, from 0.</param>
/// <param name="Label">The words of all header rows over it, joined by <c> / </c>: <c>Năm sinh / Nữ</c>.</param>
public sealed record ListColumn(int Index, string Label)
{
    /// <summary>Its letters.</summary>
    public string Letter => Sheet.Letters(Index);
}

/// <summary>The rows that head a table, found among titles and numbering.</summary>
/// <param name="Top">First header row, from 0.</param>
/// <param name="Bottom">Last header row.</param>
/// <param name="FirstRow">First row of data.</param>
/// <param name="Columns">The columns that have words.</param>
public sealed partial record ListHeader(int Top, int Bottom, int FirstRow, IReadOnlyList<ListColumn> Columns)
{
    private const int SearchRows = 40;
    private const int DeepestHeader = 4;

    /// <summary>Finds the header of a sheet; refused if no row looks like one.</summary>
    public static Outcome<ListHeader> Find(Sheet sheet)
    {
        var best = Enumerable.Range(0, Math.Min(SearchRows, sheet.Rows.Count)).Select(row => (Row: row, Score: Score(sheet, row)))
            .OrderByDescending(x => x.Score).ThenBy(x => x.Row).FirstOrDefault();
        if (best.Score < 2)
        {
            return new Refusal("header.none",
                $"Không tìm thấy hàng đầu cột trong {SearchRows} hàng đầu (cần ít nhất hai cột quen như Họ và tên, Ngày sinh). "
                + "Chọn trang tính khác, hoặc ghi số hàng đầu cột vào bản đồ cột.", sheet.Name);
        }

        var (top, bottom) = (best.Row, best.Row);
        while (top > 0 && bottom - top + 1 < DeepestHeader && IsUpperPart(sheet, top - 1, top))
        {
            top--;
        }

        while (bottom + 1 < sheet.Rows.Count && bottom - top + 1 < DeepestHeader && IsLowerPart(sheet, top, bottom + 1))
        {
            bottom++;
        }

        return Of(sheet, top, bottom);
    }

    /// <summary>The header in these rows, both included.</summary>
    public static ListHeader Of(Sheet sheet, int top, int bottom)
    {
        var columns = new List<ListColumn>();
        for (var column = 0; column < sheet.Width; column++)
        {
            var words = new List<string>();
            for (var row = top; row <= bottom; row++)
            {
                var text = Spaces().Replace(sheet.At(row, column).Text, " ").Trim();
                text = text.Length == 0 && row < bottom && bottom > top && !InMerge(sheet, row, column)
                    && sheet.At(bottom, column).Text.Length > 0 ? Before(sheet, row, column) : text;
                if (text.Length > 0 && !words.Contains(text))
                {
                    words.Add(text);
                }
            }

            if (words.Count > 0)
            {
                columns.Add(new ListColumn(column, string.Join(" / ", words)));
            }
        }

        var first = bottom + 1;
        while (first < sheet.Rows.Count && IsNumbering(sheet, first))
        {
            first++;
        }

        return new ListHeader(top, bottom, first, columns);
    }

    private static int Score(Sheet sheet, int row) =>
        sheet.Rows[row].Where(c => c.Kind == CellKind.Text && c.Text.Length < 80).Select(c => c.Text)
        .Distinct(StringComparer.Ordinal).Count(t => HeaderWords.TargetOf(t) is not null);

    // A row above whose merged cells stand over some, not all, of the columns.
    private static bool IsUpperPart(Sheet sheet, int row, int below) =>
        Score(sheet, row) > 0
        && sheet.Merges.Any(
            m => m.Top <= row && row <= m.Bottom && (m.Right > m.Left || m.Bottom >= below) && m.Right - m.Left + 1 < sheet.Width / 2 + 1);

    private static bool IsLowerPart(Sheet sheet, int top, int row)
    {
        if (sheet.Merges.Any(
            m => m.Top >= top && m.Top < row && m.Bottom >= row && m.Bottom - m.Top < DeepestHeader
                && sheet.At(m.Top, m.Left).Kind == CellKind.Text))
        {
            return true;
        }

        // Without merges: words only, and only under a heading that reaches over blanks.
        var cells = sheet.Rows[row].Select((c, i) => (Cell: c, Column: i)).Where(x => !x.Cell.IsBlank).ToList();
        return cells.Count > 0 && cells.Count * 2 <= sheet.Width
            && cells.All(x => x.Cell.Kind == CellKind.Text && !x.Cell.Text.Any(char.IsAsciiDigit))
            && cells.Any(x => sheet.At(row - 1, x.Column).IsBlank)
            && cells.All(x => HeaderWords.IsPart(x.Cell.Text));
    }

    private static bool InMerge(Sheet sheet, int row, int column) =>
        sheet.Merges.Any(m => m.Top <= row && row <= m.Bottom && m.Left <= column && column <= m.Right);

    private static string Before(Sheet sheet, int row, int column)
    {
        while (column > 0 && sheet.At(row, column).IsBlank)
        {
            column--;
        }

        return Spaces().Replace(sheet.At(row, column).Text, " ").Trim();
    }

    // "(1) (2) (3)" or "A B 1 2" under the words.
    private static bool IsNumbering(Sheet sheet, int row)
    {
        var cells = sheet.Rows[row].Where(c => !c.IsBlank).Select(c => c.Text.Trim().Trim('(', ')', '[', ']')).ToList();
        return cells.Count >= 3 && cells.All(t => Numbering().IsMatch(t)) && cells.Distinct(StringComparer.Ordinal)
            .Count() == cells.Count && cells.Count(t => t.Length <= 2) * 2 > cells.Count;
    }

    [GeneratedRegex(@"^([A-Za-z]|\d{1,2}([=+\-]\d{1,2}.*)?)$")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
