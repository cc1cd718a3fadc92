using System.Globalization;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Cleaning;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>Reads the facts a row of a list tells.</summary>
internal sealed class ListFactReader(ListCells cells)
{
    /// <summary>
    /// The fact of a column, with the days of the row where it has none of its own; null if none is told or it cannot be read.
    /// </summary>
    public ListFact? Read(FactColumn column, int row, DateOnly? rowFrom, DateOnly? rowUntil)
    {
        var cell = cells.At(row, column.Column);
        if (cell.IsBlank || cell.Text.Trim() is "-" or "–")
        {
            return null;
        }

        if (cell.Kind == CellKind.Error)
        {
            cells.Refuse("cell.error", $"Ô báo lỗi {cell.Text}.", row, column.Column);
            return null;
        }

        var value = Value(column, cell, row);
        var from = column.From >= 0 ? cells.Day(row, column.From) : rowFrom;
        var until = column.Until >= 0 ? cells.Day(row, column.Until, last: true) : rowUntil;
        if (value is not null && from is null)
        {
            cells.Refuse("fact.no-day",
                $"Không biết “{column.Kind.Label.Vi}” đúng từ ngày nào: thêm cột Từ ngày, hoặc ghi valid_from trong bản đồ cột.",
                row, column.Column);
        }

        if (until < from)
        {
            cells.Refuse("fact.end-before-start",
                $"Ngày kết thúc {Vietnamese.Date(until!.Value)} trước ngày bắt đầu {Vietnamese.Date(from!.Value)}.", row, column.Column);
            return null;
        }

        return value is null || from is null ? null
            : new ListFact(column.Kind, value, new DateInterval(from.Value, until), cells.Place(row, column.Column));
    }

    private string? Value(FactColumn column, SheetCell cell, int row)
    {
        var (kind, at) = (column.Kind, column.Column);
        if (column.Values.TryGetValue(HeaderWords.Plain(cell.Text), out var told) || column.Values.TryGetValue("*", out told))
        {
            return told;
        }

        switch (kind.Type)
        {
            case FactType.Bool or FactType.Code:
                return WordOf(kind, cell) ?? Unknown(kind, cell, row, at);
            case FactType.Date:
                return cells.Date(cell, row, at) is { } date
                    ? InRange(kind, date.Date.Earliest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row, at) : null;
            default:
                var number = NumberText.Whole(cell);
                if (number.Ok)
                {
                    return InRange(kind, number.Value.Value.ToString(CultureInfo.InvariantCulture), row, at);
                }

                cells.Refuse(number.Refusals[0].Code, number.Refusals[0].Message, row, at);
                return null;
        }
    }

    // A yes or no, a code, or the words for one.
    private static string? WordOf(FactKind kind, SheetCell cell)
    {
        if (kind.Type == FactType.Bool)
        {
            return ColumnValues.YesOrNo(cell.Text) is { } yes ? yes ? "yes" : "no" : null;
        }

        if (kind.Codes.Contains(cell.Text.Trim()))
        {
            return cell.Text.Trim();
        }

        var plain = HeaderWords.Plain(cell.Text);
        var like = kind.CodeLabels.Where(l => HeaderWords.Plain(l.Value.Vi) == plain).Select(l => l.Key).ToList();
        return like.Count == 1 ? like[0] : null;
    }

    private string? Unknown(FactKind kind, SheetCell cell, int row, int column)
    {
        var allowed = kind.Type == FactType.Bool ? "Có, Không"
            : string.Join(", ", kind.Codes.Select(c => kind.CodeLabels.GetValueOrDefault(c)?.Vi ?? c));
        cells.Refuse("fact.value",
            $"“{cell.Text.Trim()}” không phải giá trị của “{kind.Label.Vi}” (có: {allowed}). "
            + "Thêm vào phần values của bản đồ cột nếu danh sách viết cách khác.", row, column);
        return null;
    }

    private string? InRange(FactKind kind, string value, int row, int column)
    {
        if (kind.WhyNot(value) is not { } why)
        {
            return value;
        }

        cells.Refuse("fact.out-of-range", why, row, column);
        return null;
    }
}
