using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Results;

namespace AnSinh.Rulebook.Explaining;

/// <summary>What another programme gives the person of a row, for a condition that reads its result.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Table">The facts with the results it reads itself.</param>
/// <param name="Row">The row.</param>
/// <param name="Drawn">1, 0 or the mark of unknown.</param>
/// <param name="Amount">Đồng or the mark of unknown.</param>
/// <param name="Rule">The rule between programmes that took it, or null.</param>
internal sealed record OtherProgramme(ProgrammeAt Programme, FactTable Table, int Row, long Drawn, long Amount, InteractionAt? Rule)
{
    private Reasons? _own;

    /// <summary>What is missing if it cannot be told; never empty then, so that unknown always names something.</summary>
    public IReadOnlyList<string> Missing => Own.Missing.Count > 0 ? Own.Missing : [$"results.{Programme.Programme.Id}"];

    /// <summary>Facts it rests on.</summary>
    public IEnumerable<string> Facts => Own.Facts.Keys;

    private Reasons Own => _own ??= Programme.Decide(Table, Row);

    public static OtherProgramme Of(ProgrammeAt programme, FactTable table, int row)
    {
        var (law, id) = (programme.Law, programme.Programme.Id);
        if (table.Columns.TryGetValue(ResultSource.DrawnColumn(id), out var drawn))
        {
            return new OtherProgramme(programme, table, row, drawn[row], table.Columns[ResultSource.AmountColumn(id)][row], null);
        }

        var told = JointAnswers.OfRow(law, JointAnswers.Needed(law, [id]), table, row);
        var answers = told.All.First(a => a.Programme.Programme.Id == id);
        InteractionAt? rule = answers.OutrankedBy.TryGetValue(row, out var by) ? law.Interactions[by] : null;
        return new OtherProgramme(
            programme, told.Table, row, told.Table.Columns[ResultSource.DrawnColumn(id)][row],
            told.Table.Columns[ResultSource.AmountColumn(id)][row], rule);
    }

    /// <summary>Its answer as a reason, opening its own reasons.</summary>
    public ExplainNode Reason()
    {
        var root = Programme.Explain(Table, Row).Root with { Kind = ExplainKind.Result };
        return Rule is null ? root
            : new ExplainNode(Truth.No, Rule.Interaction.Say, Rule.Citation, null, null, Rule.Interaction.Doubtful,
                [root]) { Kind = ExplainKind.Result };
    }
}
