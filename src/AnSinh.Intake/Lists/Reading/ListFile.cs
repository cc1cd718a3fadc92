using System.IO.Compression;
using System.Text;
using AnSinh.Basics;
using AnSinh.Basics.Csv;

namespace AnSinh.Intake.Lists.Reading;

/// <summary>
/// Reads a list (<i lang="vi">danh sách</i>) of people from a file, whatever the file is: looks at its bytes, not at its name. What cannot
/// be read is refused with what to do about it.
/// </summary>
public static class ListFile
{
    /// <summary>Largest file read, in bytes.</summary>
    public const int SizeLimit = 64 * 1024 * 1024;

    /// <summary>Most rows of a sheet read.</summary>
    public const int RowsLimit = SheetBounds.ListRowsLimit;

    /// <summary>Most of an Excel file, unpacked, that is read.</summary>
    internal const long UnpackedSizeLimit = 300L * 1024 * 1024;

    private const int EntriesLimit = 5_000;

    /// <summary>Reads a file on disk.</summary>
    public static Outcome<Workbook> Read(string path)
    {
        var name = Path.GetFileName(path);
        if (Directory.Exists(path))
        {
            return new Refusal("file.folder", "Đây là thư mục, không phải tệp danh sách.", path);
        }

        if (!File.Exists(path))
        {
            return new Refusal("file.none", "Không thấy tệp này.", path);
        }

        try
        {
            return new FileInfo(path).Length > SizeLimit ? TooLarge(name) : Read(name, File.ReadAllBytes(path));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new Refusal("file.unreadable", "Không đọc được tệp này; hãy kiểm tra quyền đọc.", path);
        }
    }

    /// <summary>Reads a file from its bytes.</summary>
    /// <param name="fileName">Its name, for messages and for the name of the sheet of a text file.</param>
    /// <param name="bytes">All of it.</param>
    public static Outcome<Workbook> Read(string fileName, byte[] bytes)
    {
        var refusal = bytes.Length == 0 ? new Refusal("file.empty", "Tệp rỗng (0 byte): có thể tải lên dở dang. Hãy gửi lại tệp.", fileName)
            : bytes.Length > SizeLimit ? TooLarge(fileName)
            : NotAList(fileName, bytes);
        return refusal is not null ? refusal
            : bytes is [(byte)'P', (byte)'K', ..] ? Zip(fileName, bytes)
            : CsvFile.Read(fileName, bytes);
    }

    private static Refusal TooLarge(string name) =>
        new("file.too-large",
            $"Tệp lớn hơn {SizeLimit / 1024 / 1024} MB. Hãy chia danh sách thành nhiều tệp (ví dụ mỗi xã một tệp).", name);

    private static Refusal? NotAList(string name, byte[] bytes)
    {
        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 4096))
            .TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\t', '\r', '\n');
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
        {
            return bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
                ? new Refusal("file.password",
                    "Tệp Excel có mật khẩu. Mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc), lưu rồi gửi lại.", name)
                : new Refusal("file.xls",
                    "Tệp Excel kiểu cũ (.xls, Excel 97–2003). Mở bằng Excel hoặc LibreOffice, chọn Lưu thành → .xlsx, rồi gửi tệp mới.",
                    name);
        }

        if (head.StartsWith("%PDF", StringComparison.Ordinal))
        {
            return new Refusal("file.pdf", "Tệp PDF không phải bảng tính. Hãy xin tệp Excel gốc của danh sách.", name);
        }

        if (head.StartsWith('<'))
        {
            return head.Contains("schemas-microsoft-com:office:spreadsheet", StringComparison.Ordinal)
                ? new Refusal("file.xml2003", "Tệp là bảng tính XML 2003. Mở bằng Excel, chọn Lưu thành → .xlsx, rồi gửi tệp mới.", name)
                : new Refusal("file.html",
                    "Tệp là trang web (HTML) mang đuôi bảng tính, thường do phần mềm khác xuất ra. "
                    + "Mở bằng Excel, chọn Lưu thành → .xlsx, rồi gửi tệp mới.", name);
        }

        return head.StartsWith("{\\rtf", StringComparison.Ordinal)
            || bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..]
            ? new Refusal("file.not-table", "Tệp là văn bản hoặc ảnh, không phải bảng tính. Hãy gửi tệp .xlsx hoặc .csv.", name)
            : null;
    }

    private static Outcome<Workbook> Zip(string name, byte[] bytes)
    {
        if (Entries(bytes) > EntriesLimit)
        {
            return Bomb(name);
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
            if (zip.GetEntry("xl/workbook.xml") is null
                && zip.Entries.All(e => !e.FullName.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase)))
            {
                return zip.Entries.Any(e => e.FullName.EndsWith("workbook.bin", StringComparison.Ordinal))
                    ? new Refusal("file.xlsb", "Tệp .xlsb (nhị phân). Mở bằng Excel, chọn Lưu thành → .xlsx, rồi gửi tệp mới.", name)
                    : zip.GetEntry("word/document.xml") is not null
                    ? new Refusal("file.docx", "Tệp Word không phải bảng tính. Hãy chép bảng sang Excel rồi lưu .xlsx.", name)
                    : zip.GetEntry("mimetype") is not null
                    ? new Refusal("file.ods",
                        "Tệp OpenDocument (.ods). Mở bằng LibreOffice, chọn Lưu thành → .xlsx, rồi gửi tệp mới.", name)
                    : new Refusal("file.zip", "Tệp nén không chứa bảng tính. Hãy giải nén rồi gửi từng tệp .xlsx hoặc .csv.", name);
            }

            return zip.Entries.Any(e => e.Length > UnpackedSizeLimit) ? Bomb(name) : XlsxFile.Read(name, zip);
        }
        catch (Exception trouble) when (trouble is InvalidDataException or NotSupportedException or ArgumentException or IOException)
        {
            return Broken(name);
        }
    }

    // Counted by their marks before anything is made of them: an archive may claim a million parts in a few bytes each.
    private static int Entries(byte[] bytes)
    {
        var count = 0;
        var rest = bytes.AsSpan();
        for (var at = rest.IndexOf("PK\u0001\u0002"u8); at >= 0 && count <= EntriesLimit; at = rest.IndexOf("PK\u0001\u0002"u8))
        {
            count++;
            rest = rest[(at + 4)..];
        }

        return count;
    }

    internal static Refusal Bomb(string name) =>
        new("file.bomb", "Tệp giải nén ra quá lớn; có thể không phải danh sách. Hãy chép các cột cần dùng sang tệp mới.", name);

    internal static Refusal Broken(string name) =>
        new("file.broken", "Tệp Excel hỏng hoặc tải dở dang, không mở được. Hãy mở bằng Excel để kiểm tra rồi gửi lại.", name);
}
