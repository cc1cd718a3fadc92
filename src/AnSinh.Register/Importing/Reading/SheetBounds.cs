using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Register.Importing;

/// <summary>
/// What a file of lists may grow to, whatever the file. The bounds hold while it is read, so that no file costs more than a large honest
/// list does.
/// </summary>
internal sealed class SheetBounds
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

    private int _cells;
    private int _rows;

    /// <summary>Counts a row with all its cells; throws once a file has more than may be read.</summary>
    public void Row(int cells)
    {
        _cells += cells;
        if (++_rows > ListFile.RowsLimit * 2 || _cells > CellsLimit)
        {
            throw new SheetRefusedException(
                new Refusal("file.too-many-cells",
                    $"Tệp có hơn {CellsLimit / 1_000_000} triệu ô hoặc {ListFile.RowsLimit * 2} hàng. Hãy chia danh sách thành nhiều tệp."));
        }
    }

    public static SheetRefusedException TooWide(string place) =>
        new(new Refusal("sheet.too-wide", $"Có hơn {ColumnsLimit} cột. Hãy chép các cột cần dùng sang tệp mới.", place));

    public static SheetRefusedException TooLongCell(string place) =>
        new(new Refusal("cell.too-long",
            string.Create(CultureInfo.InvariantCulture, $"Một ô dài hơn {CellSizeLimit} ký tự: không phải ô của một danh sách."), place));
}

/// <summary>Carries a refusal out of a reader; never leaves the reading of files.</summary>
internal sealed class SheetRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
