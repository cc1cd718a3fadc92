using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace AnSinh.Store;

/// <summary>
/// Reads many rows one after another. Days come as day numbers and repeated words as one shared string, so that a population can be
/// read without an object for every field.
/// </summary>
public abstract class RowScan : IDisposable
{
    /// <summary>Goes to the next row; false after the last.</summary>
    public abstract bool Read();

    /// <summary>True if the field is null.</summary>
    public abstract bool IsNull(int column);

    /// <summary>A 64-bit integer; 0 for null.</summary>
    public abstract long Number(int column);

    /// <summary>A day as its <see cref="DateOnly.DayNumber"/>, or <paramref name="none"/> for null.</summary>
    public abstract int Day(int column, int none);

    /// <summary>A text; empty for null.</summary>
    public abstract string Text(int column);

    /// <summary>A text of which there are few different ones: the same string object each time. Empty for null.</summary>
    public abstract string Word(int column);

    /// <summary>A text that reads <c>yyyy-MM-dd</c>, as day number. False for any other text.</summary>
    public abstract bool TryDayText(int column, out int day);

    /// <summary>A text that is a whole number. False for any other text.</summary>
    public abstract bool TryNumberText(int column, out long number);

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the statement.</summary>
    protected abstract void Close();
}

/// <summary>Reads the fields from the prepared statement itself.</summary>
internal sealed class SqliteScan(SqliteCommand command) : RowScan
{
    private readonly SqliteDataReader _reader = command.ExecuteReader();
    private readonly Words _words = new();

    public override bool Read() => _reader.Read();

    public override bool IsNull(int column) => raw.sqlite3_column_type(_reader.Handle, column) == raw.SQLITE_NULL;

    public override long Number(int column) => raw.sqlite3_column_int64(_reader.Handle, column);

    public override int Day(int column, int none)
    {
        var text = Bytes(column);
        return text.IsEmpty ? none
            : TryDay(text, out var day) ? day
            : throw new InvalidDataException($"'{Encoding.UTF8.GetString(text)}' in column {_reader.GetName(column)} is no day.");
    }

    public override string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public override string Word(int column) => _words.Get(Bytes(column));

    public override bool TryDayText(int column, out int day) => TryDay(Bytes(column), out day);

    public override bool TryNumberText(int column, out long number)
    {
        var text = Bytes(column);
        return Utf8Parser.TryParse(text, out number, out var read) && read == text.Length;
    }

    protected override void Close()
    {
        _reader.Dispose();
        command.Dispose();
    }

    internal static bool TryDay(ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        var (year, month, date) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..]));
        if (year < 1 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, date).DayNumber;
        return true;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }

    private unsafe ReadOnlySpan<byte> Bytes(int column)
    {
        // The bytes belong to SQLite until the next step of the statement; nothing here keeps them longer.
        fixed (byte* start = raw.sqlite3_column_text(_reader.Handle, column))
        {
            return start is null ? default : new ReadOnlySpan<byte>(start, raw.sqlite3_column_bytes(_reader.Handle, column));
        }
    }
}

/// <summary>Reads through the driver, which already avoids most copies.</summary>
internal sealed class PostgresScan(NpgsqlCommand command) : RowScan
{
    private readonly NpgsqlDataReader _reader = command.ExecuteReader(System.Data.CommandBehavior.Default);
    private readonly Words _words = new();

    public override bool Read() => _reader.Read();

    public override bool IsNull(int column) => _reader.IsDBNull(column);

    public override long Number(int column) => _reader.IsDBNull(column) ? 0 : _reader.GetInt64(column);

    public override int Day(int column, int none) => _reader.IsDBNull(column) ? none : _reader.GetFieldValue<DateOnly>(column).DayNumber;

    public override string Text(int column) => _reader.IsDBNull(column) ? "" : _reader.GetString(column);

    public override string Word(int column) => _words.Get(Text(column));

    public override bool TryDayText(int column, out int day)
    {
        var found = DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = found ? date.DayNumber : 0;
        return found;
    }

    public override bool TryNumberText(int column, out long number) =>
        long.TryParse(Text(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    protected override void Close()
    {
        _reader.Dispose();
        command.Dispose();
    }
}
