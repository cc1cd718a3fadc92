using AnSinh.Basics;
using MailKit.Security;
using MimeKit;

namespace AnSinh.Host.Messages;

/// <summary>
/// How this office sends e-mail, from the variable <c>ANSINH_MAIL</c> (or a file only its owner reads: <c>file:PATH</c>):
/// <c>smtps://USER:PASSWORD@HOST:PORT?from=ADDRESS&amp;alarms=ADDRESS</c>. <c>smtps</c> is TLS from the first byte, <c>smtp</c> takes TLS
/// where the server offers it and needs it where a password is sent. Without the variable nothing is sent.
/// </summary>
/// <param name="Host">The mail server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the line is protected.</param>
/// <param name="User">Who signs in there, or null.</param>
/// <param name="Password">The password, or null.</param>
/// <param name="From">Address of the sender.</param>
/// <param name="Alarms">Whom alarms go to (<i lang="vi">người trực hệ thống</i>).</param>
public sealed record MailSettings(
    string Host, int Port, SecureSocketOptions Security, string? User, string? Password, string From, string Alarms)
{
    /// <summary>The variable that holds them.</summary>
    public const string Variable = "ANSINH_MAIL";

    private const int UsualPort = 25;
    private const int UsualTlsPort = 465;

    /// <summary>
    /// What the environment says; null if it says nothing. Refused, without showing what may be secret, if it makes no sense.
    /// </summary>
    public static Outcome<MailSettings?> FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? Read(RegisterAddress.Read(text))
            : Outcome<MailSettings?>.Of(null);

    /// <summary>Reads an address as written in the variable.</summary>
    public static Outcome<MailSettings?> Read(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0)
        {
            return Wrong("viết smtps://NGƯỜI:MẬT-KHẨU@MÁY:CỔNG?from=ĐỊA-CHỈ&alarms=ĐỊA-CHỈ");
        }

        var told = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query);
        if (told.Keys.FirstOrDefault(key => key is not ("from" or "alarms")) is { } strange)
        {
            return Wrong($"không có mục '{strange}'; có: from, alarms");
        }

        var (from, alarms) = (told.GetValueOrDefault("from").ToString(), told.GetValueOrDefault("alarms").ToString());
        if (!MailboxAddress.TryParse(from, out _) || !MailboxAddress.TryParse(alarms, out _))
        {
            return Wrong("from và alarms phải là hai địa chỉ thư điện tử");
        }

        var signIn = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        var (user, password) = (signIn[0].Length > 0 ? signIn[0] : null, signIn.Length == 2 ? signIn[1] : null);
        var security = uri.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect
            : password is null ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls;
        var port = uri.Port > 0 ? uri.Port : uri.Scheme == "smtps" ? UsualTlsPort : UsualPort;
        return Outcome<MailSettings?>.Of(new MailSettings(uri.Host, port, security, user, password, from, alarms));
    }

    private static Outcome<MailSettings?> Wrong(string why) => new Refusal("mail.settings", $"Cách gửi thư không đúng: {why}.", Variable);
}
