using AnSinh.Basics;
using AnSinh.Intake.Lists.Cleaning;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>
/// The cells of a list, read a row at a time: every cell that cannot be read and everything that had to be assumed is said with its
/// address.
/// </summary>
internal sealed class ListCells(Sheet sheet, DateText dates)
{
    public Sheet Sheet => sheet;

    /// <summary>What makes the row unusable.</summary>
    public List<Refusal> Refusals { get; private set; } = [];

    /// <summary>What to look at in the row.</summary>
    public List<Doubt> Doubts { get; private set; } = [];

    /// <summary>Begins a row: what is said from now on is said of it.</summary>
    public void Begin() => (Refusals, Doubts) = ([], []);

    public SheetCell At(int row, int column) => sheet.At(row, column);

    public string? Text(int row, int column) => column >= 0 && At(row, column) is { IsBlank: false } cell ? cell.Text.Trim() : null;

    public DateOnly? Day(int row, int column, bool last = false)
    {
        if (column < 0 || At(row, column) is not { IsBlank: false } cell || Date(cell, row, column) is not { } read)
        {
            return null;
        }

        var first = read.Date.Earliest;
        return !last || read.Date.Precision == DatePrecision.Day ? first
            : read.Date.Precision == DatePrecision.Month ? first.AddMonths(1).AddDays(-1)
            : new DateOnly(first.Year, 12, 31);
    }

    public ReadDate? Date(SheetCell cell, int row, int column)
    {
        var read = dates.Read(cell);
        if (!read.Ok)
        {
            Refuse(read.Refusals[0].Code, read.Refusals[0].Message, row, column);
            return null;
        }

        Assumed(read.Value.Code, read.Value.Assumed, row, column);
        return read.Value;
    }

    public void Assumed(string? code, string? message, int row, int column) =>
        Doubts.AddRange(code is null ? [] : [new Doubt(code, message!, Place(row, column))]);

    public void Refuse(string code, string message, int row, int column) => Refusals.Add(new Refusal(code, message, Place(row, column)));

    public void Doubt(string code, string message, int row, int column) => Doubts.Add(new Doubt(code, message, Place(row, column)));

    public string Place(int row, int column) => column < 0 ? sheet.Place(row) : sheet.Place(row, column);
}
