using System.Globalization;
using AnSinh.Store.Messages;
using MailKit.Net.Smtp;
using MimeKit;

namespace AnSinh.Host.Messages;

/// <summary>E-mail: hands messages to the office's mail server.</summary>
public sealed class MailChannel(MailSettings settings)
{
    /// <summary>Code of the channel.</summary>
    public const string Code = "email";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Hands one message over; gives what the server said. A message handed over twice has one <c>Message-Id</c>, by which mail readers
    /// show it once. Throws what the library throws if the server does not take it.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="register">Which register it is of: tells messages of two offices with one sender apart.</param>
    /// <param name="stop">Ends the attempt.</param>
    public async Task<string> SendAsync(Message message, string register, CancellationToken stop)
    {
        using var mail = new MimeMessage();
        mail.From.Add(MailboxAddress.Parse(settings.From));
        mail.To.Add(MailboxAddress.Parse(message.Recipient));
        mail.Subject = message.Title;
        mail.Date = DateTimeOffset.FromUnixTimeMilliseconds(message.EnqueuedAt);
        mail.MessageId = string.Create(CultureInfo.InvariantCulture, $"{message.MessageId}.{message.EnqueuedAt}@{register}.ansinh");
        mail.Body = new TextPart("plain") { Text = message.Text };
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ended.CancelAfter(Patience);
        using var server = new SmtpClient();
        await server.ConnectAsync(settings.Host, settings.Port, settings.Security, ended.Token);
        if (settings is { User: { } user, Password: { } password })
        {
            await server.AuthenticateAsync(user, password, ended.Token);
        }

        var said = await server.SendAsync(mail, ended.Token);
        await server.DisconnectAsync(quit: true, ended.Token);
        return said;
    }
}
