using System.Runtime.CompilerServices;
using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Results;

/// <summary>
/// Several programmes answered in their order, the rules between programmes applied: what one programme gives is laid beside the facts as
/// columns that the programmes after it read.
/// </summary>
public sealed class JointAnswers
{
    private JointAnswers(IReadOnlyList<ProgrammeAnswers> all, FactTable table) => (All, Table) = (all, table);

    /// <summary>The answers, in the order in which the programmes were named.</summary>
    public IReadOnlyList<ProgrammeAnswers> All { get; }

    /// <summary>The facts with the results that some programme, quantity or scorecard may read beside them.</summary>
    public FactTable Table { get; }

    /// <summary>Answers programmes one after the other.</summary>
    /// <param name="law">The law of the month.</param>
    /// <param name="programmes">The programmes; those whose results they read are among them, or in the table, or answered as law and facts
    /// give.</param>
    /// <param name="table">The facts.</param>
    /// <param name="ask">Answers one programme by itself.</param>
    public static JointAnswers Of(LawAt law, IReadOnlyList<ProgrammeAt> programmes, FactTable table,
        Func<ProgrammeAt, FactTable, KernelResult> ask)
    {
        var answers = new Dictionary<ProgrammeAt, ProgrammeAnswers>();
        foreach (var stage in Stages.Of(law, programmes))
        {
            var told = stage.Select(p => new ProgrammeAnswers(p, ask(p, table))).ToList();
            BetweenProgrammes.Apply(law, told);
            told.ForEach(a => answers.Add(a.Programme, a));
            table = Beside(table, told.Where(a => law.Policy.IsResultRead(a.Programme.Programme.Id)).ToList());
        }

        return new JointAnswers([.. programmes.Select(p => answers[p])], table);
    }

    /// <summary>
    /// The same for one row of a small table, by the reader that gives reasons: nothing is compiled, so the first person asked does not
    /// wait for loops made for a hundred thousand. The answers of other rows mean nothing.
    /// </summary>
    public static JointAnswers OfRow(LawAt law, IEnumerable<ProgrammeAt> programmes, FactTable table, int row) =>
        Of(law, [.. programmes], table, (programme, facts) => Answer(programme, facts, row));

    private static KernelResult Answer(ProgrammeAt programme, FactTable table, int row)
    {
        var reasons = programme.Decide(table, row);
        var answer = new KernelResult(table.Rows);
        answer.Status[row] = (byte)reasons.Status;
        answer.Amount[row] = reasons.Amount?.Value ?? 0;
        answer.SetMost(row, reasons.AtMost?.Value ?? KernelResult.Unbounded);
        for (var i = 0; i < programme.Version.Routes.Count; i++)
        {
            answer.Routes[row] |= reasons.Routes.Contains(programme.Version.Routes[i].Id) ? 1UL << i : 0;
        }

        return answer;
    }

    private static readonly ConditionalWeakTable<FactTable, Dictionary<(LawAt Law, string Names), FactTable>> Supplied = [];

    /// <summary>
    /// The table with the results that some columns hold, answered as law and facts give them where it lacks them. Remembered per table: a
    /// loop is asked of a table in many pieces.
    /// </summary>
    internal static FactTable Supply(LawAt law, FactTable table, IEnumerable<string> columns)
    {
        var lacking = columns.Select(ResultSource.ProgrammeOf).OfType<string>()
            .Where(p => !table.Columns.ContainsKey(ResultSource.DrawnColumn(p))).Distinct().ToList();
        if (lacking.Count == 0)
        {
            return table;
        }

        var known = Supplied.GetOrCreateValue(table);
        lock (known)
        {
            var key = (law, string.Join(' ', lacking.Order(StringComparer.Ordinal)));
            return known.TryGetValue(key, out var supplied) ? supplied : known[key] = Of(law, Needed(law, lacking), table, ByLoop).Table;
        }
    }

    /// <summary>The programmes to answer for some results: those tied to them and those they read.</summary>
    internal static IReadOnlyList<ProgrammeAt> Needed(LawAt law, IEnumerable<string> programmes)
    {
        var tied = Ties.Of(law, programmes);
        return [.. law.Programmes.Where(p => tied.Contains(p.Programme.Id))];
    }

    private static KernelResult ByLoop(ProgrammeAt programme, FactTable table)
    {
        var result = new KernelResult(table.Rows);
        programme.Compile(payable: false)(table, 0, table.Rows, result);
        return result;
    }

    private static FactTable Beside(FactTable table, List<ProgrammeAnswers> told)
    {
        if (told.Count == 0)
        {
            return table;
        }

        var columns = new Dictionary<string, long[]>(table.Columns, StringComparer.Ordinal);
        foreach (var answers in told)
        {
            var (status, amount) = (answers.Result.Status, answers.Result.Amount);
            var (id, drawn, sums) = (answers.Programme.Programme.Id, new long[table.Rows], new long[table.Rows]);
            for (var row = 0; row < table.Rows; row++)
            {
                (drawn[row], sums[row]) = (Truth)status[row] switch
                {
                    Truth.No => (0, 0),
                    Truth.Yes => (1, answers.Result.MostOf(row) == amount[row] ? amount[row] : FactKind.Unknown),
                    _ => (FactKind.Unknown, FactKind.Unknown),
                };
            }

            // What the table tells already (of a month run: what is paid) stays.
            columns.TryAdd(ResultSource.DrawnColumn(id), drawn);
            columns.TryAdd(ResultSource.AmountColumn(id), sums);
        }

        // The result of a month is the same on all its days.
        var results = columns.Where(c => !table.Columns.ContainsKey(c.Key)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        return table with { Columns = columns, States = table.States?.With(results) };
    }
}
