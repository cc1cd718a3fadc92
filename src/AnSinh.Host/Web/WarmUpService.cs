using AnSinh.Basics;
using AnSinh.Scoreboard.Figures;

namespace AnSinh.Host.Web;

/// <summary>Reads the register in the background after start, so that the first page asked for does not wait for it.</summary>
internal sealed partial class WarmUpService(OfficeHolder offices, ILogger<WarmUpService> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            try
            {
                var office = offices.Current;
                var (month, known) = office.UsualTimes();
                office.People.Prepare(month.LastDay, known);
                _ = office.Determiner.Determine(month, known);
                if (office.Scores is { Terms: [var term, ..], Indicators: [var indicator, ..] } && !stoppingToken.IsCancellationRequested)
                {
                    _ = office.Board.Board(new BoardQuestion(term.UnitCode, month, known, Scope.Everything));
                    _ = office.Board.Open(new FigureQuestion(
                        indicator.Id, FigurePart.Numerator, term.UnitCode, month, known, Scope.Everything));
                }
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                // The page that needs it will meet the same trouble and show it.
                Failed(log, trouble);
            }
        },
        stoppingToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The register could not be read ahead")]
    private static partial void Failed(ILogger log, Exception trouble);
}
