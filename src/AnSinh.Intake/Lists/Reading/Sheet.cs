using System.Globalization;
using AnSinh.Intake.Lists.Mapping;

namespace AnSinh.Intake.Lists.Reading;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Text, as typed.</summary>
    Text,

    /// <summary>A number; the text is in invariant form.</summary>
    Number,

    /// <summary>A day formatted as one; the text is <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>An error of the sheet, e.g. <c>#N/A</c>, or a formula never computed.</summary>
    Error,
}

/// <summary>One cell of a sheet: its kind and its text in a form that does not depend on the file.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Text">The text; empty if nothing.</param>
public readonly record struct SheetCell(CellKind Kind, string Text)
{
    /// <summary>A cell that holds nothing.</summary>
    public static SheetCell Empty { get; } = new(CellKind.Empty, "");

    /// <summary>True if it holds nothing, or only spaces.</summary>
    public bool IsBlank => Kind == CellKind.Empty || string.IsNullOrWhiteSpace(Text);
}

/// <summary>A rectangle of cells merged into one; rows and columns from 0, both ends included.</summary>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Bottom">Last row.</param>
/// <param name="Right">Last column.</param>
public readonly record struct Merge(int Top, int Left, int Bottom, int Right);

/// <summary>Something a person should look at before believing a list (<i lang="vi">điểm ngờ</i>); it does not stop the list.</summary>
/// <param name="Code">Stable code, e.g. <c>date.two-digit-year</c>.</param>
/// <param name="Message">What, in Vietnamese.</param>
/// <param name="Place">The cell, column or sheet: <c>Danh sách!B17</c>.</param>
public sealed record Doubt(string Code, string Message, string Place);

/// <summary>
/// A table of cells as it stands in a file, whatever the file. Rows and columns count from 0; addresses are those of Excel.
/// </summary>
/// <param name="Name">Name of the sheet; the name of the file for text files.</param>
/// <param name="Rows">Its rows, as long as each is.</param>
/// <param name="Notes">Comments pinned to cells.</param>
/// <param name="Merges">Merged cells; every cell of one holds the text of the first.</param>
/// <param name="HiddenRows">Rows hidden in the file, as by a filter; they are read like any other.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetCell[]> Rows, IReadOnlyDictionary<(int Row, int Column), string> Notes,
    IReadOnlyList<Merge> Merges, int HiddenRows = 0)
{
    /// <summary>Columns of the longest row.</summary>
    public int Width { get; } = Rows.Count == 0 ? 0 : Rows.Max(r => r.Length);

    /// <summary>The cell; empty outside the sheet.</summary>
    public SheetCell At(int row, int column) =>
        row >= 0 && row < Rows.Count && column >= 0 && column < Rows[row].Length ? Rows[row][column] : SheetCell.Empty;

    /// <summary>The address of a cell for people: <c>Danh sách!B17</c>.</summary>
    public string Place(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{Name}!{Letters(column)}{row + 1}");

    /// <summary>The address of a row for people: <c>Danh sách!17</c>.</summary>
    public string Place(int row) => string.Create(CultureInfo.InvariantCulture, $"{Name}!{row + 1}");

    /// <summary>The letters of a column: 0 is A, 26 is AA.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column; rest >= 0; rest = (rest / 26) - 1)
        {
            letters = (char)('A' + (rest % 26)) + letters;
        }

        return letters;
    }

    /// <summary>The column of letters, or −1: <c>AA</c> is 26.</summary>
    public static int ColumnOf(string letters)
    {
        const int LastColumn = 16_384;
        var column = 0;
        foreach (var letter in letters)
        {
            if (!char.IsAsciiLetter(letter) || column > LastColumn)
            {
                return -1;
            }

            column = (column * 26) + char.ToUpperInvariant(letter) - 'A' + 1;
        }

        return column - 1;
    }
}

/// <summary>A file of lists, read: its sheets and what was doubtful in reading it.</summary>
/// <param name="FileName">Name of the file.</param>
/// <param name="Sheets">Its sheets, in order; those that are hidden come last.</param>
/// <param name="Doubts">What to look at.</param>
/// <param name="SingleByte">True if the text came as bytes of an unknown code page, kept as they are until a column is judged.</param>
public sealed record Workbook(string FileName, IReadOnlyList<Sheet> Sheets, IReadOnlyList<Doubt> Doubts, bool SingleByte = false);
