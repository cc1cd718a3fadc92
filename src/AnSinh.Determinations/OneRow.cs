using AnSinh.Rulebook;

namespace AnSinh.Determinations;

/// <summary>
/// Programmes for one row of a small table, by the reader that gives reasons: nothing is compiled, so the first person asked does not
/// wait for loops made for a hundred thousand.
/// </summary>
internal static class OneRow
{
    /// <summary>One result a programme, with the answer of the row alone filled in, after the rules between programmes.</summary>
    public static IReadOnlyList<ProgrammeResult> Answers(LawAt law, IEnumerable<ProgrammeAt> programmes, FactTable table, int row)
    {
        List<ProgrammeResult> results = [.. programmes.Select(p => Answer(p, table, row))];
        BetweenProgrammes.Apply(law, results);
        return results;
    }

    private static ProgrammeResult Answer(ProgrammeAt programme, FactTable table, int row)
    {
        var reasons = programme.Decide(table, row);
        var answer = new KernelResult(table.Rows);
        answer.Status[row] = (byte)reasons.Status;
        answer.Amount[row] = reasons.Amount?.Value ?? 0;
        for (var i = 0; i < programme.Version.Routes.Count; i++)
        {
            answer.Routes[row] |= reasons.Routes.Contains(programme.Version.Routes[i].Id) ? 1UL << i : 0;
        }

        return new ProgrammeResult(programme, answer);
    }
}
