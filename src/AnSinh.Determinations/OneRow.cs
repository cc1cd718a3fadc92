using AnSinh.Rulebook;
using AnSinh.Rulebook.Results;

namespace AnSinh.Determinations;

/// <summary>
/// Programmes for one row of a small table, by the reader that gives reasons: nothing is compiled, so the first person asked does not
/// wait for loops made for a hundred thousand.
/// </summary>
internal static class OneRow
{
    /// <summary>
    /// One result a programme, with the answer of the row alone filled in, after the rules between programmes; and the table with the
    /// results beside the facts, for what reads them.
    /// </summary>
    public static (IReadOnlyList<ProgrammeResult> Results,
        FactTable Table) Answers(LawAt law, IEnumerable<ProgrammeAt> programmes, FactTable table, int row)
    {
        var told = JointAnswers.OfRow(law, programmes, table, row);
        return ([.. told.All.Select(a => new ProgrammeResult(a))], told.Table);
    }
}
