using System.Data.Common;
using System.Globalization;
using System.Text;

namespace AnSinh.Store.Backup;

/// <summary>
/// Rows of a table as text, one a line, fields between tabs, as PostgreSQL's COPY writes them: <c>\N</c> is null; a tab, a line end and a
/// backslash in a field are written <c>\t</c>, <c>\n</c>, <c>\r</c>, <c>\\</c>; bytes are hexadecimal after
/// <c>\\x</c>. A part can be read without this program.
/// </summary>
internal static class TableText
{
    private const int BufferSize = 1 << 16;
    private const string Null = @"\N";
    private const string HexMark = @"\\x";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes every row; gives how many, and the digest of what was written.</summary>
    public static (long Rows, PartDigest Digest) Write(
        Database database, DbConnection connection, DbTransaction transaction, TableShape table, Stream to)
    {
        using var part = new PartStream(to);
        var rows = 0L;
        using (var text = new StreamWriter(part, Strict, BufferSize, leaveOpen: true))
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = table.Select(database.Dialect);
            // A large table may be long in sorting.
            command.CommandTimeout = 0;
            using var reader = command.ExecuteReader();
            for (; reader.Read(); rows++)
            {
                for (var i = 0; i < table.Columns.Count; i++)
                {
                    text.Write(i == 0 ? "" : "\t");
                    text.Write(Field(database, table, i, reader.GetValue(i)));
                }

                text.Write('\n');
            }
        }

        return (rows, part.Digest());
    }

    /// <summary>Reads rows that <see cref="Write"/> wrote and passes them to a table.</summary>
    public static void Fill(Stream from, TableShape table, IBulkWriter writer)
    {
        var lines = new BoundedLines(new StreamReader(from, Strict, detectEncodingFromByteOrderMarks: false, BufferSize, leaveOpen: true));
        for (var number = 1L; lines.Next() is { } line; number++)
        {
            var fields = line.Split('\t');
            if (fields.Length != table.Columns.Count)
            {
                throw Wrong(table, number);
            }

            for (var i = 0; i < fields.Length; i++)
            {
                if (fields[i] != Null && !TrySet(writer, i, table.Columns[i].Type, fields[i]))
                {
                    throw Wrong(table, number);
                }
            }

            writer.Next();
        }
    }

    private static BackupFault Wrong(TableShape table, long line) =>
        new(BackupFault.Damaged, $"dòng {line} của bảng {table.Name} không đọc được.");

    private static bool TrySet(IBulkWriter writer, int column, BulkType type, string field)
    {
        switch (type)
        {
            case BulkType.Long when long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                writer.Set(column, number);
                return true;
            case BulkType.Date when TryDay(field, out var day):
                writer.Set(column, day);
                return true;
            case BulkType.Bytes when BytesOrNull(field) is { } bytes:
                writer.Set(column, bytes);
                return true;
            case BulkType.Text when Unescaped(field) is { } text:
                writer.Set(column, text);
                return true;
            default:
                return false;
        }
    }

    // What does not fit the column's type was not written by us (SQLite takes anything): a copy would be another value.
    private static string Field(Database database, TableShape table, int column, object value) => (value, table.Columns[column].Type) switch
    {
        (DBNull, _) => Null,
        (long number, BulkType.Long) => number.ToString(CultureInfo.InvariantCulture),
        (string text, BulkType.Text) => Escaped(text),
        (byte[] bytes, BulkType.Bytes) => HexMark + Convert.ToHexStringLower(bytes),
        (DateOnly day, BulkType.Date) => Iso(day),
        (DateTime day, BulkType.Date) => Iso(DateOnly.FromDateTime(day)),
        (string text, BulkType.Date) when TryDay(text, out _) => text,
        _ => throw new StoreException(
            database.Address,
            $"bảng {table.Name}, cột {table.Columns[column].Name} có giá trị sai kiểu, không do chương trình này ghi; "
                + "hãy chạy ansinh audit verify."),
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static byte[]? BytesOrNull(string field)
    {
        var hex = field.StartsWith(HexMark, StringComparison.Ordinal) ? field[HexMark.Length..] : "-";
        return hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(hex) : null;
    }

    private static string Escaped(string text) => text.AsSpan().IndexOfAny(@"\" + "\t\n\r") < 0 ? text
        : text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\t", @"\t", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal).Replace("\r", @"\r", StringComparison.Ordinal);

    /// <summary>The text as it was; null if no text is written so.</summary>
    private static string? Unescaped(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            var letter = field[i];
            if (letter == '\\')
            {
                const string Marks = "\\tnr", Letters = "\\\t\n\r";
                var mark = ++i < field.Length ? Marks.IndexOf(field[i], StringComparison.Ordinal) : -1;
                if (mark < 0)
                {
                    return null;
                }

                letter = Letters[mark];
            }

            text.Append(letter);
        }

        return text.ToString();
    }

    /// <summary>Lines that end in a line feed, none longer than any row of ours can be.</summary>
    private sealed class BoundedLines(StreamReader reader)
    {
        private const int LineSizeLimit = 1 << 28;
        private readonly char[] _buffer = new char[BufferSize];
        private readonly StringBuilder _line = new();
        private int _at;
        private int _end;

        public string? Next()
        {
            _line.Clear();
            while (true)
            {
                if (_at == _end)
                {
                    (_at, _end) = (0, reader.Read(_buffer, 0, _buffer.Length));
                    if (_end == 0)
                    {
                        return _line.Length == 0 ? null : throw new BackupFault(BackupFault.Damaged, "dòng cuối của một bảng bị cắt.");
                    }
                }

                var rest = _buffer.AsSpan(_at, _end - _at);
                var length = rest.IndexOf('\n');
                _line.Append(length < 0 ? rest : rest[..length]);
                _at = length < 0 ? _end : _at + length + 1;
                if (_line.Length > LineSizeLimit)
                {
                    throw new BackupFault(BackupFault.Damaged, "một dòng dài hơn mọi dòng của sổ.");
                }

                if (length >= 0)
                {
                    return _line.ToString();
                }
            }
        }
    }
}
