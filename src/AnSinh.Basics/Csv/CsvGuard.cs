using System.Globalization;
using Sylvan.Data.Csv;

namespace AnSinh.Basics.Csv;

/// <summary>
/// The one door for CSV: counts columns, cells and lines as the text passes to the reader, which itself has no bounds, and refuses in
/// words. Quotes count as the reader counts them: at the beginning of a cell only.
/// </summary>
public sealed class CsvGuard(TextReader text, char delimiter, string name) : TextReader
{
    private bool _quoted;
    private bool _quotedCell;
    private bool _atStart = true;
    private int _cell;
    private int _columns = 1;
    private int _line;
    private int _row = 1;

    // The reader takes a line that begins with this for a comment and drops it; people write '#' before a number. None of these passes the
    // guard.
    private const char NoComment = '\uFFFF';
    private const char Unreadable = '\uFFFD';

    /// <summary>A reader of a text with a known delimiter.</summary>
    public static CsvDataReader Open(TextReader text, string name, char delimiter, bool hasHeaders) => CsvDataReader.Create(
        new CsvGuard(text, delimiter, name),
        new CsvDataReaderOptions
        {
            HasHeaders = hasHeaders, Delimiter = delimiter, BufferSize = 2 * SheetBounds.LineSizeLimit,
            CsvStyle = CsvStyle.Standard, Comment = NoComment,
        });

    /// <summary>What a reader of CSV threw, as a sentence; null if it is something else.</summary>
    public static Refusal? Fault(Exception trouble, string name) => trouble switch
    {
        SheetRefusedException refused => refused.Refusal,
        CsvFormatException broken => new Refusal(
            "csv.broken",
            $"Hàng {broken.RowNumber} sai quy cách: dấu ngoặc kép mở mà không đóng, hoặc đóng giữa ô. Sửa hàng này rồi gửi lại.",
            string.Create(CultureInfo.InvariantCulture, $"{name}!{broken.RowNumber}")),
        CsvConfigurationException or FormatException
            or InvalidDataException => new Refusal("csv.broken", "Tệp không đúng quy cách CSV.", name),
        _ => null,
    };

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        var read = text.Read(buffer, index, count);
        foreach (ref var letter in buffer.AsSpan(index, read))
        {
            letter = letter == NoComment ? Unreadable : letter;
            Look(letter);
        }

        return read;
    }

    /// <inheritdoc/>
    public override int Read()
    {
        var letter = text.Read() is var next && next == NoComment ? Unreadable : next;
        if (letter >= 0)
        {
            Look((char)letter);
        }

        return letter;
    }

    /// <inheritdoc/>
    public override int Peek() => text.Peek();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Look(char letter)
    {
        if (letter is '\n' or '\r' && !_quoted)
        {
            (_columns, _cell, _line, _atStart, _quotedCell) = (1, 0, 0, true, false);
            _row += letter == '\n' ? 1 : 0;
            return;
        }

        if (++_line > SheetBounds.LineSizeLimit)
        {
            throw TooLongLine();
        }

        if (letter == '"')
        {
            // A doubled quote closes and opens again: it ends as it began.
            _quotedCell |= _atStart;
            (_quoted, _atStart) = (_quotedCell && !_quoted, false);
            return;
        }

        if (letter == delimiter && !_quoted)
        {
            (_cell, _atStart, _quotedCell) = (0, true, false);
            if (++_columns > SheetBounds.ColumnsLimit)
            {
                throw SheetBounds.TooWide(Place);
            }

            return;
        }

        _atStart = false;
        if (++_cell > SheetBounds.CellSizeLimit)
        {
            throw SheetBounds.TooLongCell(Place);
        }
    }

    private SheetRefusedException TooLongLine() => new(
        new Refusal("csv.line-too-long",
            $"Một hàng dài hơn {SheetBounds.LineSizeLimit} ký tự: thiếu dấu xuống dòng, hoặc dấu ngoặc kép mở mà không đóng.",
            Place));

    private string Place => string.Create(CultureInfo.InvariantCulture, $"{name}!{_row}");
}
