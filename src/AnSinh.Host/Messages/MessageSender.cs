using System.Security.Cryptography;
using System.Text;
using MailKit.Net.Smtp;

namespace AnSinh.Host.Messages;

/// <summary>Sends what waits in the outbox, one after another; what cannot be sent now is tried again later.</summary>
public sealed partial class MessageSender(OfficeHolder offices, Alarms alarms, TimeProvider clock, ILogger<MessageSender> log)
    : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (alarms.Settings is not { } settings)
        {
            return;
        }

        var channel = new MailChannel(settings);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendNextAsync(channel, stoppingToken))
                {
                }

                await alarms.WaitAsync(LookAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                NotReached(log, trouble);
                await Task.Delay(LookAgain, clock, stoppingToken);
            }
        }
    }

    /// <summary>Sends the next message that is due. False if none is.</summary>
    internal async Task<bool> SendNextAsync(MailChannel channel, CancellationToken stop)
    {
        var office = offices.Current;
        if (office.Messages.LeaseOrNull(MailChannel.Code) is not { } message)
        {
            return false;
        }

        try
        {
            office.Messages.Sent(message, await channel.SendAsync(message, NameOf(office), stop));
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException && !stop.IsCancellationRequested)
        {
            NotSent(log, trouble, message.MessageId);
            office.Messages.NotSent(message, Said(trouble));
        }

        return true;
    }

    private static string Said(Exception trouble) => trouble is SmtpCommandException { StatusCode: var code }
        ? $"{(int)code} {trouble.Message}" : $"{trouble.GetType().Name}: {trouble.Message}";

    // Part of an address of mail: letters and digits only, the same for a register wherever it is asked.
    private static string NameOf(Office office) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(office.Register.Database.Address)).AsSpan(0, 6));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be reached")]
    private static partial void NotReached(ILogger log, Exception trouble);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} was not sent")]
    private static partial void NotSent(ILogger log, Exception trouble, long message);
}
