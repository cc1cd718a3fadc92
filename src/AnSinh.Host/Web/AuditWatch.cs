using AnSinh.Host.Messages;
using AnSinh.Store;

namespace AnSinh.Host.Web;

/// <summary>
/// Holds the audit chain against the money when the server starts: what came since the last check that found all right. What takes longer
/// than a moment goes on behind the pages, which say so until it is done, and say so for good if something does not fit. The server serves
/// meanwhile: who looks for what happened needs it.
/// </summary>
internal sealed partial class AuditWatch(OfficeHolder offices, Alarms alarms, WebOptions options, ILogger<AuditWatch> log) : IHostedService
{
    private const int ToldFaults = 10;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);
    private volatile Task<AuditReport>? _check;

    /// <summary>True while the check is under way.</summary>
    public bool IsRunning => _check is { IsCompleted: false };

    /// <summary>What it found, or null while it is under way or if it could not be made.</summary>
    public AuditReport? Found => _check is { IsCompletedSuccessfully: true } done ? done.GetAwaiter().GetResult() : null;

    /// <summary>True if it could not be made: nobody knows whether chain and money agree.</summary>
    public bool Failed => _check is { IsFaulted: true };

    /// <summary>Waits until it is made, however it ends.</summary>
    public async Task EndedAsync() => await (_check ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _check = Task.Run(Look, CancellationToken.None);
        await Task.WhenAny(_check, Task.Delay(Moment, cancellationToken));
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private AuditReport Look()
    {
        try
        {
            var report = offices.Current.Seals.SinceCheckpoint();
            report = report with { Faults = [.. report.Faults, .. Lost()] };
            foreach (var fault in report.Faults.Take(ToldFaults))
            {
                Broken(log, fault.Message);
            }

            if (!report.Ok)
            {
                alarms.Raise(
                    "nhật ký và sổ không khớp",
                    $"{string.Join('\n', report.Faults.Take(ToldFaults).Select(f => f.Message))}\n\nXem đủ: ansinh audit verify", "audit");
            }

            return report;
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            NotMade(log, trouble);
            throw;
        }
    }

    // What was noted last must still be in the chains: who wrote them anew could not write there, or did not think of it.
    private IReadOnlyList<AuditFault> Lost() => options.Anchors is { } path && AuditAnchor.Read(path).Anchors is [.., var last]
        ? last.Faults(offices.Current.Register.Database) : [];

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit chain and the register do not agree: {Fault}")]
    private static partial void Broken(ILogger log, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit chain could not be checked")]
    private static partial void NotMade(ILogger log, Exception trouble);
}
