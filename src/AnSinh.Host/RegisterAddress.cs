using AnSinh.Store;

namespace AnSinh.Host;

/// <summary>
/// Where the register is. A password never comes by the command line, which everybody on the machine can read: it comes by the environment,
/// by a file only its owner reads (<c>file:PATH</c>), or by PostgreSQL's own password file.
/// </summary>
internal static class RegisterAddress
{
    private const string FileScheme = "file:";

    /// <summary>The variable that holds an address.</summary>
    public const string Variable = "ANSINH_REGISTER";

    /// <summary>Why an address may not be given on the command line, or null.</summary>
    public static string? Refuse(string address) => Secrets.In(address)
        ? $"--register không nhận mật khẩu: dòng lệnh ai trên máy cũng đọc được. Đặt địa chỉ trong biến {Variable}, "
            + $"hoặc trong một tệp chỉ mình đọc được rồi viết --register {FileScheme}ĐƯỜNG-DẪN, "
            + "hoặc để mật khẩu trong tệp của PGPASSFILE."
        : null;

    /// <summary>
    /// The address asked for: option, else the variable, else a file under the current folder. Throws if a named file cannot be used.
    /// </summary>
    public static string Of(string? option) =>
        Read(option ?? Environment.GetEnvironmentVariable(Variable) ?? Path.Combine("var", "register.db"));

    /// <summary>An address that may be kept in a file (<c>file:PATH</c>): what stands there. Throws if the file cannot be used.</summary>
    /// <param name="address">The address, or the file that holds it.</param>
    /// <param name="isSecret">True if it is a secret as a whole, not only where a password stands in it.</param>
    public static string Read(string address, bool isSecret = false)
    {
        if (!address.StartsWith(FileScheme, StringComparison.Ordinal))
        {
            return address;
        }

        var path = address[FileScheme.Length..];
        try
        {
            var held = File.ReadLines(path).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#')
                ?? throw new StoreException(address, "tệp địa chỉ không có dòng nào.");
            return !OperatingSystem.IsWindows() && (isSecret || Secrets.In(held)) && (File.GetUnixFileMode(path) & Others) != 0
                ? throw new StoreException(address, $"tệp có mật khẩu mà người khác đọc được; hãy chạy: chmod 600 {path}")
                : held;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StoreException(address, "không đọc được tệp địa chỉ.", trouble);
        }
    }

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
}
