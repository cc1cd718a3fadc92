using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AnSinh.Store;

/// <summary>One file in WAL mode: readers are not stopped by the writer, a crash loses no committed transaction's order.</summary>
internal sealed class SqliteEngine : Engine
{
    private static readonly byte[] Header = "SQLite format 3\0"u8.ToArray();
    private readonly string _path;
    private readonly string _connectionString;

    public SqliteEngine(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new StoreException("sqlite:", "chưa nói đường dẫn tệp cơ sở dữ liệu (ví dụ: var/register.db).");
        }

        _path = Path.GetFullPath(path);
        Name = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true, DefaultTimeout = 30, Pooling = true }.ToString();
        Check();
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override string Name { get; }

    public override bool Exists => File.Exists(_path) && new FileInfo(_path).Length > 0;

    // The readings of a register whose file is gone are still somebody's.
    public override bool IsVacant => !File.Exists(_path) && !File.Exists(ReadingsAddress);

    public override string TableExistsSql => "select 1 from sqlite_master where type = 'table' and name = @table";

    public override long? SizeInBytes => File.Exists(_path) ? new FileInfo(_path).Length : null;

    public override string? ReadingsAddress => _path + ".readings";

    public override DbConnection Connect(bool create)
    {
        if (!Exists && !create)
        {
            throw new StoreException(Name, "chưa có cơ sở dữ liệu ở đây; hãy tạo sổ mẫu bằng ./run demo hoặc kiểm tra lại đường dẫn.");
        }

        return Guard(() =>
        {
            var fresh = !Exists;
            var text = fresh
                ? new SqliteConnectionStringBuilder(_connectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString()
                : _connectionString;
            var connection = new SqliteConnection(text);
            try
            {
                connection.Open();
                using var command = connection.CreateCommand();
                // cache_size in KiB when negative: 64 MB.
                command.CommandText =
                    """
                    pragma journal_mode = wal;
                    pragma synchronous = normal;
                    pragma cache_size = -65536;
                    pragma busy_timeout = 30000;
                    pragma temp_store = memory;
                    """;
                command.ExecuteNonQuery();
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    public override IBulkWriter Bulk(DbConnection connection, DbTransaction? transaction, string table,
        IReadOnlyList<BulkColumn> columns) =>
        new SqliteBulkWriter((SqliteConnection)connection, (SqliteTransaction?)transaction, table, columns);

    public override DbTransaction BeginRead(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    public override RowScan Scan(DbCommand command) => new SqliteScan((SqliteCommand)command);

    public override string Translate(string sql) => sql.Replace("$identity", "integer primary key", StringComparison.Ordinal)
        .Replace("$bytes", "blob", StringComparison.Ordinal);

    public override void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    public override string Say(DbException trouble) => (trouble as SqliteException)?.SqliteErrorCode switch
    {
        5 or 6 => "cơ sở dữ liệu đang bị chương trình khác giữ; hãy đóng chương trình đó rồi thử lại.",
        8 => "tệp chỉ cho đọc; hãy cấp quyền ghi cho tệp và thư mục chứa nó.",
        10 => "lỗi đọc ghi đĩa; chưa có gì bị thay đổi, hãy kiểm tra ổ đĩa.",
        11 => "tệp cơ sở dữ liệu bị hỏng; hãy dùng bản sao lưu gần nhất, giữ lại tệp này để kiểm tra.",
        13 => "ổ đĩa đầy; lần ghi dở đã được hủy, dữ liệu cũ còn nguyên.",
        14 => "không mở được tệp; hãy kiểm tra quyền đọc ghi của tệp và thư mục.",
        26 => "tệp không phải cơ sở dữ liệu SQLite; tệp được giữ nguyên.",
        3 or 23 => "không có quyền đọc ghi tệp; hãy cấp quyền cho tài khoản đang chạy chương trình.",
        7 => "máy thiếu bộ nhớ cho cơ sở dữ liệu; lần ghi dở đã được hủy.",
        1 when trouble.Message.Contains("no such table", StringComparison.Ordinal) =>
            "cơ sở dữ liệu thiếu bảng của sổ; có thể là sổ của bản cũ hơn hoặc tệp bị hỏng.",
        18 => "một giá trị dài hơn mức cơ sở dữ liệu cho phép; lần ghi dở đã được hủy.",
        var code => $"cơ sở dữ liệu báo lỗi {code}: {trouble.Message}",
    };

    private void Check()
    {
        if (Directory.Exists(_path))
        {
            throw new StoreException(Name, "là thư mục, không phải tệp cơ sở dữ liệu.");
        }

        var folder = Path.GetDirectoryName(_path)!;
        if (!Directory.Exists(folder))
        {
            throw new StoreException(Name, $"chưa có thư mục {folder}; hãy tạo thư mục này trước.");
        }

        if (!Exists)
        {
            return;
        }

        var head = new byte[Header.Length];
        int read;
        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(Name, "không đọc được tệp; hãy kiểm tra quyền đọc.", trouble);
        }

        if (read < head.Length || !head.AsSpan().SequenceEqual(Header))
        {
            throw new StoreException(Name, "tệp không phải cơ sở dữ liệu SQLite; tệp được giữ nguyên.");
        }
    }
}
