using AnSinh.Store;
using Dapper;

namespace AnSinh.Host.Verbs;

/// <summary>
/// Asks a register's file whether it is whole, after something in it could not be understood: what a damaged page makes of a number or of
/// the list of tables is no mistake of who asked, and no bug.
/// </summary>
internal static class DamagedFile
{
    /// <summary>What is wrong with the file, or null if it is whole, or no file of this machine.</summary>
    public static StoreException? OrNull(Database database)
    {
        if (database.Dialect != Dialect.Sqlite || database.SizeInBytes is not { } size)
        {
            return null;
        }

        if (size == 0)
        {
            return new StoreException(database.Address,
                "tệp rỗng, không có sổ nào; hãy dùng bản sao lưu gần nhất hoặc kiểm tra lại đường dẫn.");
        }

        try
        {
            using var connection = database.Connect();
            var told = connection.ExecuteScalar<string>("pragma quick_check(1)");
            return told == "ok" ? null
                : new StoreException(database.Address,
                    $"tệp cơ sở dữ liệu bị hỏng ({told}); hãy dùng bản sao lưu gần nhất, giữ lại tệp này để kiểm tra.");
        }
        catch (Exception thrown) when (database.TroubleOf(thrown) is { } trouble)
        {
            return trouble;
        }
    }
}
