using System.Globalization;

namespace AnSinh.Basics.Csv;

/// <summary>
/// What a file of lists may grow to, whatever the file. The bounds hold while it is read, so that no file costs more than a large honest
/// list does.
/// </summary>
public sealed class SheetBounds
{
    /// <summary>Most columns of a sheet.</summary>
    public const int ColumnsLimit = 512;

    /// <summary>Longest text of a cell: what Excel itself can hold.</summary>
    public const int CellSizeLimit = 32_767;

    /// <summary>Longest line of a text file.</summary>
    public const int LineSizeLimit = 1_000_000;

    /// <summary>Most cells of a whole file, those left empty before a filled one included.</summary>
    public const int CellsLimit = 5_000_000;

    /// <summary>Most merged ranges of a sheet.</summary>
    public const int MergesLimit = 20_000;

    /// <summary>Most sheets of a file.</summary>
    public const int SheetsLimit = 100;

    /// <summary>Most rows of a file, empty ones included: twice what a list may hold.</summary>
    public const int RowsLimit = 2 * ListRowsLimit;

    /// <summary>Most rows of one list.</summary>
    public const int ListRowsLimit = 300_000;

    private int _cells;
    private int _rows;

    /// <summary>Counts a row with all its cells; throws once a file has more than may be read.</summary>
    public void Row(int cells)
    {
        _cells += cells;
        if (++_rows > RowsLimit || _cells > CellsLimit)
        {
            throw new SheetRefusedException(
                new Refusal("file.too-many-cells",
                    $"Tệp có hơn {CellsLimit / 1_000_000} triệu ô hoặc {RowsLimit} hàng. Hãy chia danh sách thành nhiều tệp."));
        }
    }

    /// <summary>Refuses a row with too many columns.</summary>
    public static SheetRefusedException TooWide(string place) =>
        new(new Refusal("sheet.too-wide", $"Có hơn {ColumnsLimit} cột. Hãy chép các cột cần dùng sang tệp mới.", place));

    /// <summary>Refuses a cell with too long a text.</summary>
    public static SheetRefusedException TooLongCell(string place) =>
        new(new Refusal("cell.too-long",
            string.Create(CultureInfo.InvariantCulture, $"Một ô dài hơn {CellSizeLimit} ký tự: không phải ô của một danh sách."), place));
}

/// <summary>Carries a refusal out of a reader; never leaves the reading of files.</summary>
public sealed class SheetRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    /// <summary>What is refused, in words.</summary>
    public Refusal Refusal { get; } = refusal;
}
