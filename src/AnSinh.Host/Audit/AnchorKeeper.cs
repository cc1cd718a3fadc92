using AnSinh.Basics;
using AnSinh.Host.Messages;
using AnSinh.Host.Web;
using AnSinh.Store;

namespace AnSinh.Host.Audit;

/// <summary>
/// Notes the heads of both chains once a day in a file beside the register, and mails them where mail is sent: what is kept elsewhere
/// proves later that nothing was cut off. While the chains do not agree with the register nothing is noted.
/// </summary>
internal sealed partial class AnchorKeeper(OfficeHolder offices, AuditWatch watch, Alarms alarms, WebOptions options, TimeProvider clock,
    ILogger<AnchorKeeper> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Anchors is not { } path)
        {
            return;
        }

        await watch.EndedAsync();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                NoteOfTheDay(path);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or StoreException)
            {
                NotKept(log, trouble, path);
            }

            await Task.Delay(LookAgain, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void NoteOfTheDay(string path)
    {
        var database = offices.Current.Register.Database;
        var today = AsKnown.DayOf(database.Clock.SystemNow);
        if (watch.Found is not { Ok: true } || (AuditAnchor.Read(path).Anchors is [.., var last] && AsKnown.DayOf(last.At) >= today))
        {
            return;
        }

        var anchor = AuditAnchor.Of(database);
        anchor.AppendTo(path);
        alarms.Raise($"mốc nhật ký ngày {Vietnamese.Date(today)}",
            $"Giữ dòng này ở nơi máy chủ không sửa được; kiểm tra: ansinh audit verify --anchors TỆP\n\n{anchor.Line}", "audit");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The heads of the audit chains could not be noted in {Path}")]
    private static partial void NotKept(ILogger log, Exception trouble, string path);
}
