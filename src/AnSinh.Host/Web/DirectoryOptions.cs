using AnSinh.Basics;

namespace AnSinh.Host.Web;

/// <summary>
/// The office directory (<i lang="vi">danh bạ cơ quan</i>) whose people may sign in here with what they have there: a provider of OpenID
/// Connect. It says who somebody is; whether they have an account, and what they may do, is said here.
/// </summary>
/// <param name="Authority">Its address.</param>
/// <param name="Client">Our name there.</param>
/// <param name="Secret">Our secret there.</param>
public sealed record DirectoryOptions(Uri Authority, string Client, string Secret)
{
    /// <summary>The variable that holds the secret, or names a file only its owner reads (<c>file:PATH</c>).</summary>
    public const string SecretVariable = "ANSINH_DIRECTORY_SECRET";

    /// <summary>True if the directory is on this machine: no line is listened to, and it needs no TLS.</summary>
    public bool IsHere => Authority.IsLoopback;

    /// <summary>Reads what was asked for; null if no directory is.</summary>
    /// <param name="authority">Address of the directory, or null.</param>
    /// <param name="client">Our name there, or null.</param>
    /// <param name="secret">Our secret there, or null.</param>
    public static Outcome<DirectoryOptions?> Read(string? authority, string? client, string? secret)
    {
        if (authority is null)
        {
            return client is null ? Outcome<DirectoryOptions?>.Of(null)
                : Wrong("--directory", "thiếu địa chỉ của danh bạ: --directory https://…");
        }

        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0
            || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            return Wrong("--directory", "địa chỉ của danh bạ bắt đầu bằng https:// (http:// chỉ khi ở ngay máy này), không có mật khẩu");
        }

        return string.IsNullOrWhiteSpace(client) ? Wrong("--directory-client", "thiếu tên của An Sinh ở danh bạ: --directory-client TÊN")
            : string.IsNullOrWhiteSpace(secret) ? Wrong(SecretVariable, $"thiếu bí mật: đặt trong biến {SecretVariable}")
            : new DirectoryOptions(uri, client, secret);
    }

    /// <summary>Tells where it is, never the secret.</summary>
    public override string ToString() => $"DirectoryOptions {Authority}, {Client}";

    private static Refusal Wrong(string place, string words) => new("serve.directory", $"Danh bạ cơ quan: {words}.", place);
}
