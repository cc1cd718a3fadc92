using AnSinh.Rulebook.Programmes;

namespace AnSinh.Rulebook.Kernels;

/// <summary>The compiled loop asked again, stretch by stretch, for the few rows to whom something happens inside the month.</summary>
internal static class StretchKernel
{
    /// <summary>
    /// Writes the answers of the rows <paramref name="from"/> … <paramref name="to"/> − 1 that have stretches over those of the last day.
    /// </summary>
    public static void Settle(ProgrammeAt programme, DayStates states, int from, int to, KernelResult result,
        Action<int, RouteScore, KernelResult> ask)
    {
        var (at, end) = (Position(states, from), Position(states, to));
        if (at == end)
        {
            return;
        }

        var (month, score) = (new MonthScore(programme), new RouteScore(programme));
        var (scratch, deciding) = (new KernelResult(states.Table.Rows), result.StretchesOf(states));
        for (; at < end; at++)
        {
            month.Begin();
            for (var stretch = states.Start[at]; stretch < states.Start[at + 1]; stretch++)
            {
                // A row that fails a requirement never reaches the score: it must say no.
                score.Clear();
                ask(stretch, score, scratch);
                month.Add(stretch, states.From[stretch], states.To[stretch], score, failed: false);
            }

            month.Decide();
            var row = states.Persons[at];
            result.Set(row, month.Status, month.Amount, month.Routes, month.Most);
            deciding[at] = month.Stretch;
        }
    }

    private static int Position(DayStates states, int row) =>
        Array.BinarySearch(states.Persons, row) is var found && found < 0 ? ~found : found;
}
