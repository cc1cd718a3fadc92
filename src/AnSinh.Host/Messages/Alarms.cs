using AnSinh.Store.Acts;

namespace AnSinh.Host.Messages;

/// <summary>
/// Tells whoever keeps the system running (<i lang="vi">người trực hệ thống</i>) what cannot wait until somebody opens a page. An alarm
/// names no person of the register: mail is read by others.
/// </summary>
public sealed partial class Alarms(OfficeHolder offices, MailSettings? settings, ILogger<Alarms> log) : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0);

    /// <summary>How mail is sent; null if this office sends none.</summary>
    public MailSettings? Settings => settings;

    /// <summary>Raises an alarm; it is sent as soon as the mail server takes it. Without a mail server it is in the log alone.</summary>
    /// <param name="title">What happened, one line.</param>
    /// <param name="text">What is known of it, and what to do.</param>
    /// <param name="about">The subject, e.g. <c>job:7</c>.</param>
    public void Raise(string title, string text, string about)
    {
        if (settings is null)
        {
            return;
        }

        try
        {
            var office = offices.Current;
            var told = $"{text}\n\nSổ: {office.Register.Database.Address}\n";
            office.Messages.Enqueue(Act.OfProgram("alarm.raise"), MailChannel.Code, settings.Alarms, "An Sinh: " + title, told, about);
            _raised.Release();
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            // It tells of trouble and must not be one itself.
            NotKept(log, trouble, title);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _raised.Dispose();

    /// <summary>Waits until an alarm is raised, or a while.</summary>
    internal Task WaitAsync(TimeSpan atMost, CancellationToken stop) => _raised.WaitAsync(atMost, stop);

    [LoggerMessage(Level = LogLevel.Error, Message = "The alarm '{Title}' could not be kept")]
    private static partial void NotKept(ILogger log, Exception trouble, string title);
}
