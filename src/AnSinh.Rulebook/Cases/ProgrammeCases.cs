using System.Globalization;
using AnSinh.Basics;
using AnSinh.Rulebook.Results;

namespace AnSinh.Rulebook.Cases;

/// <summary>
/// Cases that ask a programme, through both readers of the rules, which must agree. With a decision about the programme the case asks what
/// is to be paid; over several months also from when, and how much together.
/// </summary>
internal sealed class ProgrammeCases(Policy policy, Func<Jurisdiction, Month, AsKnown, LawAt> lawOf)
{
    public CaseResult Run(PolicyCase worked)
    {
        var differences = new List<string>();
        if (Ask(worked, worked.Month, differences) is not { } explanation)
        {
            var fine = worked.Expect.Status == Truth.No;
            return new CaseResult(worked, fine, "không có chế độ này trong tháng",
                fine ? []
                    : [$"tháng {worked.Month.ToVietnamese()} không có phiên bản nào của '{worked.Programme}' ở '{worked.Jurisdiction}'"],
                    null);
        }

        var expect = worked.Expect;
        Differ(differences, "kết luận", expect.Status?.ToString(), explanation.Status.ToString());
        Differ(differences, "số tiền", Number(expect.Amount), Number(explanation.Amount?.Value ?? 0));
        Differ(differences, "nhiều nhất", Number(expect.AtMost), Number(explanation.AtMost?.Value) ?? "không giới hạn");
        Differ(differences, "diện", Set(expect.Routes), Set(explanation.Routes));
        Differ(differences, "thiếu", Set(expect.Missing?.Select(m => m[(m.LastIndexOf('.') + 1)..])), Set(explanation.Missing));
        var got = Got(explanation) + (worked.Since is null ? "" : Months(worked, differences));
        return new CaseResult(worked, differences.Count == 0, got, differences, explanation);
    }

    /// <summary>The answer of a month; null if the law of the month has no such programme. Both readers are asked.</summary>
    private Explanation? Ask(PolicyCase worked, Month month, List<string> differences)
    {
        var law = lawOf(worked.Jurisdiction, month, worked.Known);
        if (law.ProgrammeOrNull(worked.Programme!) is not { } programme)
        {
            return null;
        }

        var payable = worked.Decisions.Any(d => d.Programme == worked.Programme);
        var table = Table(worked, law);
        var explanation = (payable ? programme.WhenDecided() : programme).Explain(table, 0);
        var result = new KernelResult(table.Rows);
        programme.Compile(payable)(table, 0, 1, result);
        var at = month == worked.Month ? "" : $" {month}";
        Differ(differences, $"hai cách tính{at}: kết luận", explanation.Status.ToString(), ((Truth)result.Status[0]).ToString());
        Differ(differences, $"hai cách tính{at}: số tiền", Number(explanation.Amount?.Value ?? 0), Number(result.Amount[0]));
        Differ(differences, $"hai cách tính{at}: nhiều nhất", Number(explanation.AtMost?.Value ?? KernelResult.Unbounded),
            Number(result.MostOf(0)));
        Differ(differences, $"hai cách tính{at}: diện", Set(explanation.Routes),
            Set(programme.Version.Routes.Where((_, i) => (result.Routes[0] >> i & 1) != 0).Select(r => r.Id)));
        return explanation;
    }

    /// <summary>The facts of the month, with the decisions that stand in it and the results of other programmes that are decided.</summary>
    private FactTable Table(PolicyCase worked, LawAt law)
    {
        var table = CaseTable.Of(worked.In(law.Month), policy.Facts);
        if (worked.Decisions.Count == 0)
        {
            return table;
        }

        var columns = new Dictionary<string, long[]>(table.Columns, StringComparer.Ordinal);
        foreach (var decisions in worked.Decisions.GroupBy(d => d.Programme))
        {
            var column = new long[table.Rows];
            Array.Fill(column, long.MaxValue);
            column[0] = decisions.Where(d => d.Covers(law.Month)).Select(d => (long)Month.Of(d.Signed).Index)
                .DefaultIfEmpty(long.MaxValue).Min();
            columns[Programmes.DecidedProgramme.ColumnOf(decisions.Key)] = column;
        }

        var decided = columns.Where(c => !table.Columns.ContainsKey(c.Key)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        table = table with { Columns = columns, States = table.States?.With(decided) };
        var others = worked.Decisions.Select(d => d.Programme).Distinct().Where(p => p != worked.Programme)
            .Select(law.ProgrammeOrNull).OfType<ProgrammeAt>();
        return JointAnswers.OfRow(law, others.Select(p => p.WhenDecided()), table, 0).Table;
    }

    /// <summary>What the months give one after the other.</summary>
    private string Months(PolicyCase worked, List<string> differences)
    {
        var expect = worked.Expect;
        var sums = new List<(Month Month, long Amount)>();
        for (var month = worked.Since!.Value; month <= worked.Month; month = month.Add(1))
        {
            // The last month was asked above, with its differences.
            sums.Add((month, Ask(worked, month, month == worked.Month ? [] : differences)?.Amount?.Value ?? 0));
        }

        var signed = worked.Decisions.Where(d => d.Programme == worked.Programme).Select(d => Month.Of(d.Signed))
            .DefaultIfEmpty(worked.Month).Min();
        var first = sums.Where(s => s.Amount > 0).Select(s => s.Month.ToString()).FirstOrDefault("none");
        long Until(Month month) => sums.Where(s => s.Month <= month).Sum(s => s.Amount);
        var (payment, arrears, sum) = (Until(signed), Until(signed.Add(-1)), Until(worked.Month));
        Differ(differences, "tháng đầu được tính tiền", expect.FirstMonth, first);
        Differ(differences, "kỳ chi đầu", Number(expect.FirstPayment), Number(payment));
        Differ(differences, "truy lĩnh", Number(expect.Arrears), Number(arrears));
        Differ(differences, "tổng các tháng", Number(expect.Sum), Number(sum));
        return $"; từ {first}, kỳ chi đầu {payment}, truy lĩnh {arrears}, tổng {sum}";
    }

    private static string Got(Explanation explanation)
    {
        var detail = explanation.IsOpen
            ? $" {AmountWords.Of(explanation.Amount!.Value, explanation.AtMost).Vi} "
                + $"({string.Join(" + ", explanation.Routes)}; thiếu {string.Join(", ", explanation.Missing)})"
            : explanation.Status == Truth.Unknown ? $" (thiếu {string.Join(", ", explanation.Missing)})"
            : explanation.Amount is { } amount ? $" {amount} ({string.Join(" + ", explanation.Routes)})" : "";
        return explanation.Status.ToString() + detail;
    }

    private static string? Number(long? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    private static string? Set(IEnumerable<string>? names) => names is null ? null : string.Join(", ", names.Order(StringComparer.Ordinal));

    private static void Differ(List<string> differences, string what, string? wanted, string? got)
    {
        if (wanted is not null && wanted != got)
        {
            differences.Add($"{what}: mong '{wanted}', được '{got}'");
        }
    }
}
